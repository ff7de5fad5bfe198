package codec

import (
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"minilab/processing/internal/corpus"
)

// files lists the files under a folder of the corpus.
func files(t testing.TB, folder string) []string {
	t.Helper()
	var list []string
	err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() {
			list = append(list, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// outcome sorts an error into the kinds that Probe and Decode promise; anything else fails the test.
func outcome(t testing.TB, err error) string {
	t.Helper()
	if err == nil {
		return "decoded"
	}
	if e, ok := errors.AsType[*UnsupportedError](err); ok {
		return "not supported: " + string(e.Format)
	}
	if e, ok := errors.AsType[*FormatError](err); ok {
		return "damaged: " + string(e.Format)
	}
	if _, ok := errors.AsType[*LimitError](err); ok {
		return "over a limit"
	}
	if errors.Is(err, ErrNotPhoto) || errors.Is(err, ErrEmpty) {
		return err.Error()
	}
	t.Errorf("an error of no promised kind: %v", err)
	return "other"
}

// slowest is the most time that a file of the corpus may take; none is large.
const slowest = 20 * time.Second

func TestCorpusEndsInAPromisedWay(t *testing.T) {
	root := corpus.Folder(t)
	for _, folder := range []string{"mixed", "hostile", "png", "orientation", "cmyk", "avif", "jxl"} {
		t.Run(folder, func(t *testing.T) {
			counts := map[string]int{}
			for _, path := range files(t, filepath.Join(root, folder)) {
				data, err := os.ReadFile(path)
				if err != nil {
					t.Fatal(err)
				}
				start := time.Now()
				p, err := Decode(data, Limits{Pixels: 50 * megapixel, Side: 65535})
				if took := time.Since(start); took > slowest {
					t.Errorf("%s took %v", path, took)
				}
				counts[outcome(t, err)]++
				if err == nil {
					checkPicture(t, path, p)
				}
				if err != nil {
					t.Log(filepath.Base(path), err)
				}
			}
			for _, kind := range slices.Sorted(maps.Keys(counts)) {
				t.Logf("%5d %s", counts[kind], kind)
			}
		})
	}
}
