package processing

import (
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"minilab/processing/codec"
	"minilab/processing/color"
)

// mixedReport is the report of a run in which photos ended in every way.
func mixedReport(t *testing.T) Report {
	t.Helper()
	in, out := t.TempDir(), t.TempDir()
	putPhotos(t, in, "a.jpg", "b.jpg", "out/own.jpg", "(crash).jpg")
	put(t, nil, in, "empty.jpg")
	put(t, []byte("words"), in, "notes.txt")
	q, b := scanned(t, "", in), batchFor(t, out)
	b.Folder = in + "/out"
	mustRun(t, b, q)
	return b.Report(q, 3*time.Second, 5*time.Second, nil)
}

func TestReportAddsUp(t *testing.T) {
	r := mixedReport(t)
	if r.Photos != 5 || r.Written != 2 || r.Skipped != 1 || r.Failed != 2 || r.Waiting != 0 || r.PassedOver != 1 {
		t.Errorf("counts: %+v", r)
	}
	addsUp(t, r)
	if r.Version != ReportVersion || r.ElapsedSeconds != 3 || r.CPUSeconds != 5 || r.Workers != 2 || r.Isolation != IsolationProcess || r.Stopped != "" {
		t.Errorf("the head: %+v", r)
	}
}

// addsUp wants a report whose totals are those of its results.
func addsUp(t testing.TB, r Report) {
	t.Helper()
	var in, out int64
	var stages StageSeconds
	statuses := map[Status]int{}
	for _, result := range r.Results {
		statuses[result.Status]++
		if (result.Status == Written) != (result.Code == "") || (result.Code == "") != (result.Reason == "") {
			t.Errorf("status, code and reason do not go together: %+v", result)
		}
		if (result.Status == Written) != (len(result.Outputs) > 0) {
			t.Errorf("status and outputs do not go together: %+v", result)
		}
		if result.Status == Written {
			in += result.BytesIn
			out += result.BytesOut()
		}
		stages.AddAll(result.Stages)
	}
	if r.Written+r.Skipped+r.Failed != r.Photos || len(r.Results) != r.Photos {
		t.Errorf("%d + %d + %d photos of %d, %d results", r.Written, r.Skipped, r.Failed, r.Photos, len(r.Results))
	}
	if r.Written != statuses[Written] || r.Skipped != statuses[Skipped] || r.Failed != statuses[Failed] {
		t.Errorf("the results are %v", statuses)
	}
	if r.BytesIn != in || r.BytesOut != out || r.Stages != stages {
		t.Errorf("sums: %d and %d bytes, %+v; the results have %d, %d, %+v", r.BytesIn, r.BytesOut, r.Stages, in, out, stages)
	}
}

// keysOf are the keys of a JSON object and of those within it, as paths; elements of lists count as one.
func keysOf(value any, at string, keys map[string]bool) {
	switch v := value.(type) {
	case map[string]any:
		for key, inner := range v {
			keys[at+key] = true
			keysOf(inner, at+key+".", keys)
		}
	case []any:
		for _, inner := range v {
			keysOf(inner, at, keys)
		}
	}
}

// Programs read the report: these are its keys, and each is a promise.
func TestReportKeys(t *testing.T) {
	r := mixedReport(t)
	r.Recipe = wish(func(r *Recipe) {
		r.Size = SizeWish{Fit: FitInside, LongEdge: 1, Width: 1, Height: 1, Widths: []int{1}, Enlarge: true}
		r.Colour.Wishes = color.Wishes{Auto: true, Exposure: 1, Contrast: 1, Saturation: 1, Gamma: 2, Temperature: 1}
		r.Output.Name = "{name}.{ext}"
	})
	r.Stopped = "It was stopped."
	r.Results[0].Remarks, r.Results[0].Outputs = []string{"Remarkable."}, []Output{{Kept: true}}
	text, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	var value any
	if err := json.Unmarshal(text, &value); err != nil {
		t.Fatal(err)
	}
	got := map[string]bool{}
	keysOf(value, "", got)
	want := strings.Fields(`
		version recipe workers isolation photos written skipped failed waiting passed_over bytes_in bytes_out
		elapsed_seconds cpu_seconds stopped
		stages stages.read stages.decode stages.resize stages.colour stages.encode stages.write
		results results.source results.status results.reason results.code results.stage results.seconds
		results.bytes_in results.remarks
		results.stages results.stages.read results.stages.decode results.stages.resize results.stages.colour
		results.stages.encode results.stages.write
		results.outputs results.outputs.path results.outputs.format results.outputs.width results.outputs.height
		results.outputs.bytes results.outputs.sha256 results.outputs.kept
		recipe.version recipe.name
		recipe.size recipe.size.fit recipe.size.long_edge recipe.size.width recipe.size.height recipe.size.widths
		recipe.size.enlarge
		recipe.colour recipe.colour.auto recipe.colour.exposure recipe.colour.contrast recipe.colour.saturation
		recipe.colour.gamma recipe.colour.temperature recipe.colour.profile
		recipe.sharpen recipe.sharpen.amount
		recipe.output recipe.output.formats recipe.output.quality recipe.output.name
		recipe.metadata recipe.metadata.keep`)
	slices.Sort(want)
	if keys := slices.Sorted(maps.Keys(got)); !slices.Equal(keys, want) {
		t.Errorf("keys\n%q, want\n%q", keys, want)
	}
}

// An empty list is [], for programs that take null for a mistake.
func TestReportWithoutPhotos(t *testing.T) {
	b := &Batch{Recipe: DefaultRecipe(), Workers: 1, Isolation: IsolationNone}
	text, err := json.Marshal(b.Report(NewQueue(), 0, 0, nil))
	if err != nil || !strings.Contains(string(text), `"results":[]`) || strings.Contains(string(text), "null") {
		t.Errorf("%s, %v", text, err)
	}
	q := NewQueue()
	q.Add(named("a"))
	q.finish(0, Result{Status: Failed, Code: CodeEmpty, Reason: "It is empty."})
	q.Add(named("b"))
	report := b.Report(q, 0, 0, errors.New("the moon is full"))
	text, err = json.Marshal(report)
	if err != nil || !strings.Contains(string(text), `"outputs":[]`) || strings.Contains(string(text), "null") {
		t.Errorf("%s, %v", text, err)
	}
	if report.Photos != 1 || report.Waiting != 1 {
		t.Errorf("a photo still to do: %+v", report)
	}
	wantSentence(t, report.Stopped)
	var back Report
	if err := json.Unmarshal(text, &back); err != nil || back.Results[0].Code != CodeEmpty || back.Recipe.Output.Formats[0] != codec.Keep {
		t.Errorf("read back: %+v, %v", back, err)
	}
}
