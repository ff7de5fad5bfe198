package app

import (
	_ "embed"
	"html/template"
	"io"

	"minilab/processing"
)

//go:embed report.html
var reportPage string

// writeHTML writes one page that needs nothing beside itself. Names and reasons pass through
// html/template, which keeps what a photo's name holds from being taken for markup.
func writeHTML(w io.Writer, report *processing.Report) error {
	page, err := template.New("report").Funcs(template.FuncMap{
		"bytes": bytesText, "seconds": seconds, "photos": func(n int) string { return count(n, "photo") },
	}).Parse(reportPage)
	if err != nil {
		return err
	}
	return page.Execute(w, struct {
		*processing.Report
		Summary string
		Bad     []processing.Result
	}{report, describe(report), ended(report, processing.Failed)})
}
