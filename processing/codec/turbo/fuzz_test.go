//go:build cgo && !purego

package turbo

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"minilab/processing/internal/corpus"
	"minilab/processing/planar"
)

// fuzzSamples keeps the fuzzer from spending its time on large pictures.
const fuzzSamples = 1 << 20

// addCorpus adds the JPEGs of the corpus, where there is one, whole and cut off at three places. Of a
// large one the beginning has to do.
func addCorpus(f *testing.F) {
	folder, found := corpus.Find(f)
	if !found {
		return
	}
	const most = 64 << 10
	err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil || !bytes.HasPrefix(data, []byte{0xff, 0xd8, 0xff}) {
			return err
		}
		data = data[:min(len(data), most)]
		for _, n := range []int{len(data), len(data) * 3 / 4, len(data) / 2, len(data) / 8} {
			f.Add(data[:n], uint8(0)) // at 1/8, so that large ones are not skipped
		}
		return nil
	})
	if err != nil {
		f.Fatal(err)
	}
}

func FuzzDecode(f *testing.F) {
	for name := range fixtures {
		data := fixture(f, name)
		for _, n := range []int{len(data), len(data) - 2, len(data) - 40, len(data) / 2} {
			f.Add(data[:n], uint8(len(name)))
		}
	}
	f.Add(fixture(f, "rgb"), uint8(8))
	for _, s := range samplings {
		f.Add(encoded(f, waves(33, 17, s), EncodeOptions{Quality: 80, Progressive: true}), uint8(3))
	}
	addCorpus(f)
	f.Fuzz(func(t *testing.T, data []byte, scale uint8) {
		h, err := ReadHeader(data)
		scales := Scales{1 + int(scale%8), 1 + int(scale/8%8)}
		if err == nil && h.Memory(max(scales.Luma, scales.Chroma)) > fuzzSamples*int64(max(1, h.Components)) {
			t.Skip("too large")
		}
		var p planar.Picture
		if _, err := DecodeScaled(&p, data, scales); err != nil {
			checkError(t, err)
			return
		}
		if !h.Planar() || p.Width != h.Width || p.Height != h.Height || len(p.Planes) != h.Components {
			t.Fatalf("%+v became %d by %d of %d planes", h, p.Width, p.Height, len(p.Planes))
		}
		for i := range p.Planes {
			// The rows can be read, and the window lies within them.
			plane := &p.Planes[i]
			_ = plane.Row(plane.Height - 1)
			if plane.Window.Width > float64(plane.Width) || plane.Window.Height > float64(plane.Height) {
				t.Errorf("plane %d of %d by %d has a window of %v", i, plane.Width, plane.Height, plane.Window)
			}
		}
	})
}

// checkError asks for one of the errors that are promised.
func checkError(t *testing.T, err error) {
	t.Helper()
	_, damaged := errors.AsType[FormatError](err)
	_, unsupported := errors.AsType[UnsupportedError](err)
	if !damaged && !unsupported && !errors.Is(err, ErrScans) && !errors.Is(err, ErrMemory) {
		t.Errorf("an error of no promised kind: %v", err)
	}
}
