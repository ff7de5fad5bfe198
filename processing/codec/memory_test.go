//go:build !race

// The race detector allocates for itself, which this cannot tell from what decoding takes.

package codec

import (
	"bytes"
	"image"
	"runtime"
	"testing"
)

// TestMemoryIsAnUpperBound compares Info.Memory with all that decoding allocates, freed or not, also
// for pictures of extreme shape.
func TestMemoryIsAnUpperBound(t *testing.T) {
	for _, size := range []image.Point{{X: 640, Y: 480}, {X: 4000, Y: 3}, {X: 3, Y: 4000}, {X: 1, Y: 1}} {
		for _, s := range samples(t, size.X, size.Y) {
			info, err := Probe(bytes.NewReader(s.data), int64(len(s.data)))
			if err != nil {
				t.Errorf("%s: %v", s.name, err)
				continue
			}
			checkMemory(t, s, info.Memory)
		}
	}
	for _, s := range webpSamples(t) {
		info, err := Probe(bytes.NewReader(s.data), int64(len(s.data)))
		if err != nil {
			t.Fatal(err)
		}
		checkMemory(t, s, info.Memory)
	}
}

func checkMemory(t *testing.T, s sample, claimed int64) {
	t.Helper()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	if _, err := Decode(s.data, DefaultLimits()); err != nil {
		t.Fatalf("%s: %v", s.name, err)
	}
	runtime.ReadMemStats(&after)
	if used := int64(after.TotalAlloc-before.TotalAlloc) + int64(len(s.data)); used > claimed {
		t.Errorf("%s, %d by %d: decoding takes %d bytes, %d are claimed", s.name, s.info.Width, s.info.Height, used, claimed)
	}
}
