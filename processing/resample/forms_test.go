//go:build cgo && !purego

package resample

import (
	"bytes"
	"math/rand/v2"
	"testing"

	"minilab/processing/planar"
)

// The form in Go, the portable one in C and the one in vector instructions give the same bytes.
func TestFormsAgree(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	t.Log("this processor has", Form())
	for _, s := range sizes {
		for _, extra := range []float64{0, -0.25, 0.5} {
			// Only black and white: the largest overshoots there can be.
			src := paint(plane(s.fromWidth, s.fromHeight), func(int, int) float64 { return float64(random.IntN(2)) * 255 })
			window := planar.Window{Width: src.Window.Width + extra, Height: src.Window.Height + extra}
			inGo, inC, fast := plane(s.toWidth, s.toHeight), plane(s.toWidth, s.toHeight), plane(s.toWidth, s.toHeight)
			var r Resampler
			r.Plane(fast, src, window)
			across := r.axis(axisKey{s.toWidth, s.fromWidth, window.X, window.Width, acrossMultiple})
			down := r.axis(axisKey{s.toHeight, s.fromHeight, window.Y, window.Height, downMultiple})
			resampleC(inC, src, across, down, r.row, true)
			resampleGo(inGo, src, across, down, r.row)
			if !bytes.Equal(inC.Pix, inGo.Pix) {
				t.Errorf("%v: C and Go differ", s)
			}
			if !bytes.Equal(fast.Pix, inGo.Pix) {
				t.Errorf("%v: %s and Go differ", s, Form())
			}
		}
	}
}
