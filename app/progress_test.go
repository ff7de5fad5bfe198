package app

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"minilab/processing"
)

func busySnapshot(share float64) processing.Snapshot {
	return processing.Snapshot{
		Scanning: true, Photos: 123456, Written: 100000, Failed: 12, Elapsed: 5 * time.Hour, Rate: 123.4, Left: 90 * time.Second,
		LeftKnown: true, Share: share, Workers: 8,
	}
}

// A line as wide as the terminal, or wider, would break, and the next sample could not take its place.
func TestBarIsNeverWiderThanTheTerminal(t *testing.T) {
	for width := range 200 {
		for _, share := range []float64{0, 0.001, 0.5, 0.999, 1} {
			var text bytes.Buffer
			v := &barView{w: &text, width: func() int { return width }}
			v.sample(busySnapshot(share))
			line, ok := strings.CutPrefix(text.String(), "\r\x1b[K")
			if !ok || strings.ContainsAny(line, "\r\n\x1b") {
				t.Fatalf("the line is %q", text.String())
			}
			if n := utf8.RuneCountInString(line); n >= max(width, 1) {
				t.Fatalf("%d characters on a terminal of %d: %q", n, width, line)
			}
		}
	}
}

func TestBar(t *testing.T) {
	for share, want := range map[float64]string{0: "[----------]", 0.5: "[#####-----]", 0.96: "[##########]", 1: "[##########]"} {
		if got := bar(share, 10); got != want {
			t.Errorf("%v: %s", share, got)
		}
	}
}

// A line that has to stay takes the place of the bar and is not written behind it.
func TestFailureTakesThePlaceOfTheBar(t *testing.T) {
	var text bytes.Buffer
	v := &barView{w: &text, width: func() int { return 100 }}
	v.sample(busySnapshot(0.5))
	v.failed(processing.Result{Source: "a\x1b[2J.jpg", Reason: "It is broken."})
	v.end(nil)
	_, after, ok := strings.Cut(text.String()[1:], "\r\x1b[K")
	if want := "failed: \"a\\x1b[2J.jpg\": It is broken.\n"; !ok || after != want {
		t.Errorf("%q, want %q", after, want)
	}
}

func TestPrintable(t *testing.T) {
	for path, want := range map[string]string{
		"in/a b.jpg": "in/a b.jpg", "grün/写真.jpg": "grün/写真.jpg", "a\x1b]0;x\a.jpg": `"a\x1b]0;x\a.jpg"`,
		"a\nb": `"a\nb"`, "a\xffb": `"a\xffb"`, "a\u009bb": `"a\u009bb"`, "a\x7f": `"a\x7f"`,
	} {
		if got := printable(path); got != want {
			t.Errorf("%q: %s, want %s", path, got, want)
		}
	}
}

func TestStatusLine(t *testing.T) {
	if got, want := status(busySnapshot(0.8)), "100012 of 123456+ photos, 12 failed, 5 h 00 min, 123.4 a second, 1 min 30 s left"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got, want := status(processing.Snapshot{Photos: 1}), "0 of 1 photos, 0.00 s"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// Every event is one line of JSON; a time left that is not known is not there at all.
func TestJSONProgress(t *testing.T) {
	var text bytes.Buffer
	v := &jsonView{json.NewEncoder(&text)}
	v.sample(busySnapshot(0.8))
	v.sample(processing.Snapshot{Photos: 1})
	v.failed(processing.Result{Source: "a\n.jpg", Code: processing.CodeEmpty, Reason: "It is empty."})
	v.end(nil)
	v.end(&processing.Report{Photos: 3, Written: 2, Failed: 1})
	lines := strings.Split(strings.TrimSuffix(text.String(), "\n"), "\n")
	want := []map[string]any{
		{"event": "progress", "photos": 123456.0, "left_seconds": 90.0, "share": 0.8, "scanning": true, "workers": 8.0},
		{"event": "progress", "photos": 1.0, "left_seconds": nil},
		{"event": "failed", "source": "a\n.jpg", "code": "empty", "reason": "It is empty."},
		{"event": "end", "photos": 3.0, "written": 2.0, "failed": 1.0, "share": 1.0},
	}
	if len(lines) != len(want) {
		t.Fatalf("%d lines: %q", len(lines), lines)
	}
	for i, line := range lines {
		var got map[string]any
		if err := json.Unmarshal([]byte(line), &got); err != nil {
			t.Fatal(err)
		}
		for key, value := range want[i] {
			if fmt.Sprint(got[key]) != fmt.Sprint(value) {
				t.Errorf("line %d: %s is %v, want %v", i, key, got[key], value)
			}
		}
	}
}

// The kind of progress is chosen by what standard error is: this one is no terminal.
func TestProgressOfItsKind(t *testing.T) {
	for kind, want := range map[string]string{"auto": "*app.linesView", "lines": "*app.linesView", "bar": "*app.barView", "json": "*app.jsonView", "none": "app.silent"} {
		p := newProgress(kind, &bytes.Buffer{}, processing.NewQueue())
		if got := fmt.Sprintf("%T", p.view); got != want {
			t.Errorf("%s: %s", kind, got)
		}
		p.start()
		p.stop(nil)
	}
}
