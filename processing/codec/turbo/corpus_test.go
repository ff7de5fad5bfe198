//go:build cgo && !purego

package turbo

import (
	"bytes"
	"image/jpeg"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"minilab/processing/internal/corpus"
	"minilab/processing/planar"
)

// corpusPixels keeps the test short.
const corpusPixels = 4_000_000

// TestCorpus decodes every file that begins like a JPEG. What passes without a warning must be what
// image/jpeg makes of it.
func TestCorpus(t *testing.T) {
	counts := map[string]int{}
	var p planar.Picture
	err := filepath.WalkDir(corpus.Folder(t), func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil || !bytes.HasPrefix(data, []byte{0xff, 0xd8, 0xff}) {
			return err
		}
		counts[corpusFile(t, path, data, &p)]++
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Log(counts)
	if counts["compared"] == 0 {
		t.Error("no file of the corpus was compared")
	}
}

// corpusFile says how a file ended.
func corpusFile(t *testing.T, path string, data []byte, p *planar.Picture) string {
	h, err := ReadHeader(data)
	if err == nil && h.Width*h.Height > corpusPixels {
		return "too large"
	}
	warnings, err := Decode(p, data, 8)
	if err != nil {
		checkError(t, err)
		return "refused"
	}
	if warnings > 0 {
		return "with warnings"
	}
	m, err := jpeg.Decode(bytes.NewReader(data))
	if err != nil {
		t.Logf("%s: image/jpeg: %v", path, err)
		return "refused by image/jpeg"
	}
	want := planesOf(t, m)
	for i := range want {
		if want[i].Width != p.Planes[i].Width || want[i].Height != p.Planes[i].Height {
			return "of another layout in image/jpeg"
		}
	}
	t.Run(filepath.Base(path), func(t *testing.T) { compare(t, p.Planes, want, 2) })
	return "compared"
}
