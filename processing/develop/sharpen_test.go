package develop

import (
	"image"
	"image/color"
	"math"
	"testing"

	"minilab/processing/codec"
)

func TestSharpenLeavesFlatAreasAlone(t *testing.T) {
	m := flat(30, 20, color.NRGBA{R: 200, G: 100, B: 50, A: 255})
	p := picture(m)
	Sharpen(p, 100)
	same(t, p.Image, m, 0)
}

// edge is dark on the left and bright on the right, with the same chroma.
func edge(w, h int) *image.NRGBA {
	m := flat(w, h, color.NRGBA{R: 120, G: 90, B: 70, A: 255})
	for y := range h {
		for x := w / 2; x < w; x++ {
			m.SetNRGBA(x, y, color.NRGBA{R: 180, G: 150, B: 130, A: 255})
		}
	}
	return m
}

func TestSharpenSteepensEdgesByTheAmount(t *testing.T) {
	step := 0
	for _, amount := range []float64{20, 50, 100, 250} {
		p := picture(edge(40, 20))
		Sharpen(p, amount)
		m := codec.ToNRGBA(p.Image)
		got := int(m.NRGBAAt(20, 10).G) - int(m.NRGBAAt(19, 10).G)
		if amount <= 100 && got <= max(step, 60) || amount > 100 && got != step {
			t.Errorf("at amount %v the edge is %d high, before it was %d", amount, got, step)
		}
		step = got
	}
}

// TestSharpenIsAnUnsharpMask computes the same in floating point, straight from the definition.
func TestSharpenIsAnUnsharpMask(t *testing.T) {
	const w, h, amount = 23, 17, 60
	m := grey(numbered(w, h))
	for i := range m.Pix {
		m.Pix[i] = uint8(100 + 50*math.Sin(float64(i*i)))
	}
	p := picture(m)
	Sharpen(p, amount)
	sigma := 0.5
	for y := range h {
		for x := range w {
			var sum, weights float64
			for j := -3; j <= 3; j++ {
				for i := -3; i <= 3; i++ {
					k := math.Exp(-float64(i*i+j*j) / (2 * sigma * sigma))
					v := m.GrayAt(max(0, min(w-1, x+i)), max(0, min(h-1, y+j))).Y
					sum, weights = sum+k*float64(v), weights+k
				}
			}
			v := float64(m.GrayAt(x, y).Y)
			want := max(0, min(255, v+2*amount/100.0*(v-sum/weights)))
			if got := float64(p.Image.(*image.Gray).GrayAt(x, y).Y); math.Abs(got-want) > 1.5 {
				t.Fatalf("pixel %d, %d is %v, want %.1f", x, y, got, want)
			}
		}
	}
}

func TestSharpenMakesNoColouredFringes(t *testing.T) {
	p := picture(edge(40, 20))
	Sharpen(p, 100)
	m := codec.ToNRGBA(p.Image)
	for x := range 40 {
		if c := m.NRGBAAt(x, 10); int(c.R)-int(c.G) != 30 || int(c.G)-int(c.B) != 20 {
			t.Errorf("column %d is %v", x, c)
		}
	}
}

func TestSharpenOfPlanesLeavesChromaAlone(t *testing.T) {
	m := planes(20, 14)
	p := picture(m)
	Sharpen(p, 50)
	got, ok := p.Image.(*image.YCbCr)
	if !ok || &got.Cb[0] != &m.Cb[0] || &got.Cr[0] != &m.Cr[0] {
		t.Errorf("the chroma of %T is not shared", p.Image)
	}
	luma := &image.Gray{Pix: m.Y, Stride: m.YStride, Rect: m.Rect}
	q := picture(luma)
	Sharpen(q, 50)
	same(t, &image.Gray{Pix: got.Y, Stride: got.YStride, Rect: got.Rect}, q.Image, 0)
}

// TestSharpenMakesNoHaloAtAlpha has a flat bright square on transparent black: nothing in it is an edge.
func TestSharpenMakesNoHaloAtAlpha(t *testing.T) {
	m := flat(40, 40, color.NRGBA{})
	for y := 8; y < 32; y++ {
		for x := 8; x < 32; x++ {
			m.SetNRGBA(x, y, color.NRGBA{R: 180, G: 180, B: 180, A: 255})
		}
	}
	p := picture(m)
	Sharpen(p, 100)
	for y := 8; y < 32; y++ {
		for x := 8; x < 32; x++ {
			if c := codec.ToNRGBA(p.Image).NRGBAAt(x, y); c.R != 180 || c.A != 255 {
				t.Fatalf("pixel %d, %d is %v", x, y, c)
			}
		}
	}
}

// TestSharpenSeesOnlyLuma has an edge between two colours of the same luma.
func TestSharpenSeesOnlyLuma(t *testing.T) {
	m := flat(20, 10, color.NRGBA{R: 100, G: 100, B: 100, A: 255})
	for y := range 10 {
		for x := 10; x < 20; x++ {
			m.SetNRGBA(x, y, color.NRGBA{R: 138, G: 100, A: 255})
		}
	}
	p := picture(m)
	Sharpen(p, 100)
	same(t, p.Image, m, 0)
}

func TestSharpenFollowsTheSize(t *testing.T) {
	for side, sigma := range map[int]float64{100: 0.5, 2048: 0.8, 3072: 1.2, 9000: 1.6} {
		kernel := newSharpener(side, 10, 50).kernel
		got, want := float64(kernel[1])/float64(kernel[0]), math.Exp(-1/(2*sigma*sigma))
		if math.Abs(got-want) > 0.01 {
			t.Errorf("at %d pixels the kernel falls to %.3f, want %.3f", side, got, want)
		}
	}
}
