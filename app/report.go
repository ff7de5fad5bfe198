package app

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strconv"
	"strings"

	"minilab/processing"
)

// reportKinds are the kinds of reports by their file names' extension.
var reportKinds = map[string]func(io.Writer, *processing.Report) error{
	".json": writeJSON,
	".csv":  writeCSV,
	".html": writeHTML,
}

// checkReports refuses a report of no known kind before the run rather than after it.
func checkReports(files []string) error {
	for _, file := range files {
		if reportKinds[extension(file)] == nil {
			return usage("--report %s: a report's name ends in .json, .csv or .html", file)
		}
	}
	return nil
}

func extension(file string) string { return strings.ToLower(filepath.Ext(file)) }

// writeReports writes every report; one that cannot be written does not keep the others from it.
func writeReports(files []string, report *processing.Report) error {
	var problems []error
	for _, file := range files {
		var text bytes.Buffer
		err := reportKinds[extension(file)](&text, report)
		if err == nil {
			err = writeWhole(file, text.Bytes())
		}
		if err != nil {
			problems = append(problems, fmt.Errorf("the report %s cannot be written: %s", file, pathProblem(err)))
		}
	}
	return errors.Join(problems...)
}

func writeJSON(w io.Writer, report *processing.Report) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	return e.Encode(report)
}

// writeCSV writes one row per photo.
func writeCSV(w io.Writer, report *processing.Report) error {
	c := csv.NewWriter(w)
	rows := [][]string{{"source", "status", "code", "reason", "stage", "seconds", "bytes_in", "bytes_out", "outputs", "remarks"}}
	for _, r := range report.Results {
		outputs := make([]string, len(r.Outputs))
		for i, o := range r.Outputs {
			outputs[i] = o.Path
		}
		rows = append(rows, []string{
			r.Source, string(r.Status), string(r.Code), r.Reason, r.Stage.String(), strconv.FormatFloat(r.Seconds, 'f', 4, 64),
			strconv.FormatInt(r.BytesIn, 10), strconv.FormatInt(r.BytesOut(), 10), strings.Join(outputs, "; "), strings.Join(r.Remarks, " "),
		})
	}
	for _, row := range rows {
		for i := range row {
			row[i] = harmless(row[i])
		}
		if err := c.Write(row); err != nil {
			return err
		}
	}
	c.Flush()
	return c.Error()
}

// harmless keeps a spreadsheet from taking a cell for a formula: a photo can be named "=cmd()". The
// leading apostrophe is what spreadsheets themselves use to mark text.
func harmless(cell string) string {
	if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
		return "'" + cell
	}
	return cell
}
