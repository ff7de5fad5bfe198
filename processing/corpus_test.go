package processing

import (
	"fmt"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"minilab/processing/internal/corpus"
	"minilab/processing/output"
)

// corpusFiles lists files of the corpus below folders, every step-th of them.
func corpusFiles(t *testing.T, root string, step int, folders ...string) []string {
	t.Helper()
	var all, chosen []string
	for _, folder := range folders {
		err := filepath.WalkDir(filepath.Join(root, folder), func(path string, entry fs.DirEntry, err error) error {
			if err == nil && entry.Type().IsRegular() {
				all = append(all, path)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for i := 0; i < len(all); i += step {
		chosen = append(chosen, all[i])
	}
	return chosen
}

// Whatever photos are, a batch of them comes to its end: each is written or has its reason, in a report
// that adds up, and nothing half-done stays.
func TestBatchOfTheCorpus(t *testing.T) {
	step := 1
	if testing.Short() {
		step = 20
	}
	files, out := corpusFiles(t, corpus.Folder(t), step, "photos", "mixed", "orientation", "hostile"), t.TempDir()
	b := batchFor(t, out)
	b.Recipe = wish(func(r *Recipe) { r.Size.LongEdge, r.Colour.Auto, r.Sharpen.Amount = 256, true, 10 })
	b.Memory = 1 << 30
	// Of the files that never come to an end there is one; it may cost a few seconds, not half a minute.
	b.Timeout = func(megapixels float64) time.Duration { return DefaultTimeout(megapixels) / 6 }
	q := scanned(t, out, files...)
	start := time.Now()
	mustRun(t, b, q)
	report := b.Report(q, time.Since(start), 0, nil)
	addsUp(t, report)
	if report.Photos != len(files) || report.Waiting != 0 {
		t.Errorf("%d files were given, %d photos reported, %d are still to do", len(files), report.Photos, report.Waiting)
	}
	if report.Written == 0 {
		t.Error("not one photo was written")
	}
	outputs := 0
	counts := map[string]int{}
	for _, r := range report.Results {
		counts[fmt.Sprint(r.Status, " ", r.Code)]++
		outputs += len(r.Outputs)
		if r.Status == Failed {
			wantSentence(t, r.Reason)
		}
		if r.Code == CodeInternal || r.Code == CodeCrashed {
			t.Errorf("%s: %s: %s", r.Source, r.Code, r.Reason)
		}
	}
	written := tree(t, out)
	for file := range written {
		if output.IsTemporary(filepath.Base(file)) {
			t.Errorf("%s was left", file)
		}
	}
	if len(written) != outputs {
		t.Errorf("%d outputs are reported, %d are there", outputs, len(written))
	}
	for _, what := range slices.Sorted(maps.Keys(counts)) {
		t.Logf("%5d %s", counts[what], what)
	}
}
