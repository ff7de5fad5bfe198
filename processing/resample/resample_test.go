package resample

import (
	"bytes"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"minilab/processing/planar"
)

// plane makes a plane of the given size, whose window is all of it.
func plane(width, height int) *planar.Plane {
	stride := width + 5
	return &planar.Plane{
		Pix: make([]byte, stride*(height-1)+width), Stride: stride, Width: width, Height: height,
		Window: planar.Window{Width: float64(width), Height: float64(height)},
	}
}

func paint(p *planar.Plane, level func(x, y int) float64) *planar.Plane {
	for y := range p.Height {
		for x := range p.Width {
			p.Pix[y*p.Stride+x] = uint8(min(max(math.Round(level(x, y)), 0), 255))
		}
	}
	return p
}

// inOneGo is what the two passes come to without any rounding between: the filter as it is defined.
func inOneGo(src *planar.Plane, window planar.Window, width, height, x, y int) float64 {
	horizontal := axisKey{width, src.Width, window.X, window.Width, 1}
	vertical := axisKey{height, src.Height, window.Y, window.Height, 1}
	firstX, weightsX := horizontal.spread(x)
	firstY, weightsY := vertical.spread(y)
	sum, total := 0.0, 0.0
	for j, wy := range weightsY {
		for i, wx := range weightsX {
			sum += wx * wy * float64(src.Pix[(firstY+j)*src.Stride+firstX+i])
			total += wx * wy
		}
	}
	return min(max(sum/total, 0), 255)
}

var sizes = []struct{ fromWidth, fromHeight, toWidth, toHeight int }{
	{1, 1, 1, 1},
	{1, 1, 7, 5},
	{2, 3, 1, 1},
	{15, 16, 16, 15},
	{16, 17, 8, 9},
	{17, 40, 40, 17},
	{100, 75, 33, 25},
	{101, 75, 100, 74},
	{640, 3, 20, 1},
	{3, 640, 1, 20},
	{300, 200, 11, 7},
	{64, 64, 64, 64},
	{50, 50, 173, 88},
}

func TestPlaneIsTheFilter(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for _, s := range sizes {
		for _, window := range []planar.Window{
			{Width: float64(s.fromWidth), Height: float64(s.fromHeight)},
			{X: 0.3, Y: 0.25, Width: float64(s.fromWidth) - 0.5, Height: float64(s.fromHeight) - 0.4},
			{Width: float64(s.fromWidth) + 0.5, Height: float64(s.fromHeight) + 0.5},
		} {
			src := paint(plane(s.fromWidth, s.fromHeight), func(int, int) float64 { return random.Float64() * 255 })
			dst := plane(s.toWidth, s.toHeight)
			var r Resampler
			r.Plane(dst, src, window)
			for y := range dst.Height {
				for x, got := range dst.Row(y) {
					// Weights are rounded to 1/16384; over many taps of noise that comes to less than a level.
					if want := inOneGo(src, window, s.toWidth, s.toHeight, x, y); math.Abs(float64(got)-want) > 1.1 {
						t.Fatalf("%v, window %v: sample %d,%d is %d, want %.2f", s, window, x, y, got, want)
					}
				}
			}
		}
	}
}

func TestFlatStaysFlat(t *testing.T) {
	for _, level := range []float64{0, 1, 128, 254, 255} {
		for _, s := range sizes {
			src, dst := paint(plane(s.fromWidth, s.fromHeight), func(int, int) float64 { return level }), plane(s.toWidth, s.toHeight)
			var r Resampler
			r.Plane(dst, src, src.Window)
			for y := range dst.Height {
				for x, got := range dst.Row(y) {
					if float64(got) != level {
						t.Fatalf("%v: sample %d,%d of flat %v is %d", s, x, y, level, got)
					}
				}
			}
		}
	}
}

// A ramp shows any shift: the level of every output sample tells where in the source it came from.
func TestNoShift(t *testing.T) {
	src := paint(plane(400, 30), func(x, _ int) float64 { return float64(x) / 2 })
	for _, window := range []planar.Window{
		{Width: 400, Height: 30},
		{Width: 399.5, Height: 30},
		{X: 20.25, Width: 300, Height: 30},
	} {
		dst := plane(150, 15)
		var r Resampler
		r.Plane(dst, src, window)
		for x := 10; x < 140; x++ {
			place := window.X + (float64(x)+0.5)*window.Width/150 - 0.5
			if got := float64(dst.Row(7)[x]); math.Abs(got-place/2) > 0.8 {
				t.Fatalf("window %v: sample %d is %v, want %.2f", window, x, got, place/2)
			}
		}
	}
}

func TestMirrored(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	src := paint(plane(97, 61), func(int, int) float64 { return random.Float64() * 255 })
	turned := paint(plane(97, 61), func(x, y int) float64 { return float64(src.Pix[(60-y)*src.Stride+96-x]) })
	one, two := plane(40, 25), plane(40, 25)
	var r Resampler
	r.Plane(one, src, src.Window)
	r.Plane(two, turned, turned.Window)
	for y := range 25 {
		for x := range 40 {
			// Which of two equal weights takes the rest of the rounding depends on the direction.
			if a, b := int(one.Row(y)[x]), int(two.Row(24 - y)[39-x]); a-b > 1 || b-a > 1 {
				t.Fatalf("%d,%d is %d, turned by half %d", x, y, a, b)
			}
		}
	}
}

func TestNothingBesideThePlaneIsWritten(t *testing.T) {
	for _, s := range sizes {
		src, dst := plane(s.fromWidth, s.fromHeight), plane(s.toWidth, s.toHeight)
		for i := range dst.Pix {
			dst.Pix[i] = 77
		}
		var r Resampler
		r.Plane(dst, src, src.Window)
		for i, level := range dst.Pix {
			if inside := i%dst.Stride < dst.Width; inside != (level == 0) {
				t.Fatalf("%v: byte %d of the plane is %d", s, i, level)
			}
		}
	}
}

func TestWeightsOfRecentSizesAreKept(t *testing.T) {
	var r Resampler
	src, dst := plane(100, 80), plane(40, 30)
	r.Plane(dst, src, src.Window)
	if allocations := testing.AllocsPerRun(10, func() { r.Plane(dst, src, src.Window) }); allocations > 0 {
		t.Errorf("%v allocations for a size that was there before", allocations)
	}
	for i := range 3 * axesKept {
		r.Plane(plane(40+i, 30), src, src.Window)
	}
	if len(r.axes) > axesKept {
		t.Errorf("%d axes are kept", len(r.axes))
	}
	again := plane(40, 30)
	r.Plane(again, src, src.Window)
	if !bytes.Equal(again.Pix, dst.Pix) {
		t.Error("the weights changed")
	}
}

func BenchmarkPlane(b *testing.B) {
	for _, s := range []struct{ from, to int }{{3000, 2048}, {3000, 1024}, {1363, 720}, {2048, 320}} {
		b.Run(fmt.Sprintf("%d-%d", s.from, s.to), func(b *testing.B) {
			random := rand.New(rand.NewPCG(1, 2))
			src := paint(plane(s.from, s.from*2/3), func(int, int) float64 { return random.Float64() * 255 })
			dst := plane(s.to, s.to*2/3)
			var r Resampler
			b.SetBytes(int64(s.from * s.from * 2 / 3))
			for b.Loop() {
				r.Plane(dst, src, src.Window)
			}
		})
	}
}
