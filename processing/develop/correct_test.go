package develop

import (
	"image"
	stdcolor "image/color"
	"math"
	"testing"

	"minilab/processing/codec"
	"minilab/processing/color"
)

// correctedFloat is the correction of one pixel in floating point, straight from its definition.
func correctedFloat(c color.Correction, p stdcolor.NRGBA) [3]float64 {
	r, g, b := float64(p.R)*c.Gains[0], float64(p.G)*c.Gains[1], float64(p.B)*c.Gains[2]
	y := 0.299*r + 0.587*g + 0.114*b
	cb, cr := c.Chroma*(b-y)/1.772, c.Chroma*(r-y)/1.402
	luma := float64(c.Curve[int(max(0, min(255, math.Round(y))))])
	clip := func(v float64) float64 { return max(0, min(255, v)) }
	return [3]float64{clip(luma + 1.402*cr), clip(luma - 0.344136*cb - 0.714136*cr), clip(luma + 1.772*cb)}
}

func TestCorrectIsItsDefinition(t *testing.T) {
	for _, w := range []color.Wishes{
		{Exposure: 1},
		{Exposure: -1, Saturation: 40},
		{Contrast: 60},
		{Temperature: 80},
		{Gamma: 0.5},
		{Saturation: -100},
		{Exposure: 5, Contrast: 100, Saturation: 100, Temperature: -100, Gamma: 10},
	} {
		c := w.Correction(color.Stats{})
		m := numbered(256, 40)
		for i := 3; i < len(m.Pix); i += 4 {
			m.Pix[i] = uint8(i / 4)
		}
		p := picture(m)
		Correct(p, c)
		got := codec.ToNRGBA(p.Image)
		steep := steepest(c)
		for y := range 40 {
			for x := range 256 {
				in, out := m.NRGBAAt(x, y), got.NRGBAAt(x, y)
				want := correctedFloat(c, in)
				for i, v := range [3]uint8{out.R, out.G, out.B} {
					// A luma on the border of two entries of the curve may take either.
					if math.Abs(float64(v)-want[i]) > 1+steep {
						t.Fatalf("%+v: %v becomes %v, want %.1f", w, in, out, want)
					}
				}
				if in.A != out.A {
					t.Fatalf("alpha %d becomes %d", in.A, out.A)
				}
			}
		}
	}
}

// steepest is the largest step of the curve.
func steepest(c color.Correction) float64 {
	most := 0
	for i := range 255 {
		most = max(most, int(c.Curve[i+1])-int(c.Curve[i]))
	}
	return float64(most)
}

func TestCorrectOfGreyIsTheCurve(t *testing.T) {
	c := color.Wishes{Exposure: 0.7, Temperature: 50, Saturation: 50}.Correction(color.Stats{})
	m := grey(numbered(16, 16))
	p := picture(m)
	Correct(p, c)
	got, ok := p.Image.(*image.Gray)
	if !ok {
		t.Fatalf("it became a %T", p.Image)
	}
	for i, v := range m.Pix {
		if got.Pix[i] != c.Curve[v] {
			t.Fatalf("%d becomes %d, want %d", v, got.Pix[i], c.Curve[v])
		}
	}
}

func TestExposureKeepsHues(t *testing.T) {
	p := picture(flat(1, 1, stdcolor.NRGBA{R: 120, G: 80, B: 40, A: 255}))
	Correct(p, color.Wishes{Exposure: 1}.Correction(color.Stats{}))
	k := math.Exp2(1 / 2.2)
	want := stdcolor.NRGBA{R: uint8(120*k + 0.5), G: uint8(80*k + 0.5), B: uint8(40*k + 0.5), A: 255}
	if got := codec.ToNRGBA(p.Image).NRGBAAt(0, 0); distance(got, want) > 1 {
		t.Errorf("it became %v, want %v", got, want)
	}
}

func TestFlattenMixesOverTheBackground(t *testing.T) {
	background := stdcolor.NRGBA{R: 10, G: 200, B: 90} // its alpha does not count
	p := picture(flat(3, 2, stdcolor.NRGBA{R: 210, G: 100, B: 90, A: 51}))
	p.Image = codec.Flatten(p.Image, background)
	want := stdcolor.NRGBA{R: 50, G: 180, B: 90, A: 255} // a fifth of one, four of the other
	if got := codec.ToNRGBA(p.Image).NRGBAAt(2, 1); got != want || !p.Opaque() {
		t.Errorf("it became %v, want %v", got, want)
	}
}
