package app

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"minilab/processing"
)

// hostile is a report about photos whose names are meant to do harm.
func hostile() *processing.Report {
	return &processing.Report{
		Version: 1, Photos: 3, Written: 1, Failed: 1, Skipped: 1, Stopped: "Because of <b>.",
		Results: []processing.Result{
			{
				Source: `=cmd|' /C calc'!A0.jpg`, Status: processing.Written, Remarks: []string{"-1+1"},
				Outputs: []processing.Output{{Path: `out/"quoted", with commas.jpg`, Bytes: 5}, {Path: "second.jpg", Bytes: 6}},
			},
			{Source: "<script>alert(1)</script>.jpg", Status: processing.Failed, Code: processing.CodeDamaged, Reason: "@SUM(A1).", Outputs: []processing.Output{}},
			{Source: "two\nlines.jpg", Status: processing.Skipped, Code: processing.CodeExists, Reason: "+1.", Outputs: []processing.Output{}},
		},
	}
}

// No cell of the table is taken for a formula, and the table can be read back.
func TestCSVIsHarmless(t *testing.T) {
	var text bytes.Buffer
	if err := writeCSV(&text, hostile()); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&text).ReadAll()
	if err != nil || len(rows) != 4 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	for _, row := range rows {
		for _, cell := range row {
			if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
				t.Errorf("%q is a formula", cell)
			}
		}
	}
	want := []string{`'=cmd|' /C calc'!A0.jpg`, "written", "", "", "", "0.0000", "0", "11", `out/"quoted", with commas.jpg; second.jpg`, "'-1+1"}
	if !slices.Equal(rows[1], want) {
		t.Errorf("row %q, want %q", rows[1], want)
	}
	if rows[3][0] != "two\nlines.jpg" {
		t.Errorf("a name of two lines: %q", rows[3])
	}
}

// Whatever a photo is called, it is text on the page.
func TestHTMLIsHarmless(t *testing.T) {
	var text bytes.Buffer
	if err := writeHTML(&text, hostile()); err != nil {
		t.Fatal(err)
	}
	page := text.String()
	for _, markup := range []string{"<script", "<b>"} {
		if strings.Contains(page, markup) {
			t.Errorf("the page holds %s", markup)
		}
	}
	for _, says := range []string{
		"&lt;script&gt;alert(1)&lt;/script&gt;.jpg", "Because of &lt;b&gt;.", "1 photo written, 1 skipped, 1 failed", "second.jpg", "@SUM(A1).",
	} {
		if !strings.Contains(page, says) {
			t.Errorf("the page does not say %s", says)
		}
	}
}

func TestReportsAreWrittenWholeOrTold(t *testing.T) {
	dir := t.TempDir()
	files := []string{
		filepath.Join(dir, "missing", "r.json"), filepath.Join(dir, "r.json"), filepath.Join(dir, "r.CSV"), filepath.Join(dir, "r.html"),
	}
	if err := checkReports(files); err != nil {
		t.Fatal(err)
	}
	err := writeReports(files, hostile())
	if err == nil || !strings.Contains(err.Error(), filepath.Join("missing", "r.json")+" cannot be written: there is no such file or folder") {
		t.Errorf("the error is %v", err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 3 {
		t.Errorf("%v, %v", entries, err)
	}
	var back processing.Report
	text, err := os.ReadFile(files[1])
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, &back); err != nil || len(back.Results) != 3 || back.Results[1].Source != "<script>alert(1)</script>.jpg" {
		t.Errorf("read back: %+v, %v", back, err)
	}
	if err := checkReports([]string{"r.json", "r.xml"}); err == nil || !strings.Contains(err.Error(), "r.xml") {
		t.Errorf("a report of no known kind: %v", err)
	}
}

func TestDescribe(t *testing.T) {
	for want, r := range map[string]processing.Report{
		"0 photos written in 0.00 s": {},
		"1 photo written, 2 skipped, 3 failed, 4 still to do in 12.0 s: 2.0 MB became 300 kB (1 other file passed over)": {
			Written: 1, Skipped: 2, Failed: 3, Waiting: 4, PassedOver: 1, ElapsedSeconds: 12, BytesIn: 2e6, BytesOut: 3e5,
		},
	} {
		if got := describe(&r); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
