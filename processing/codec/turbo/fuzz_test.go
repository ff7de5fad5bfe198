//go:build cgo && !purego

package turbo

import (
	"errors"
	"testing"

	"minilab/processing/planar"
)

// fuzzPixels keeps the fuzzer from spending its time on large pictures.
const fuzzPixels = 1 << 20

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
	f.Fuzz(func(t *testing.T, data []byte, scale uint8) {
		h, err := ReadHeader(data)
		if err == nil && h.Width*h.Height > fuzzPixels {
			t.Skip("too large")
		}
		var p planar.Picture
		scales := Scales{1 + int(scale%8), 1 + int(scale/8%8)}
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
