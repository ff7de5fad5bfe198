package color_test

import (
	"image"
	stdcolor "image/color"
	"math"
	"testing"

	"minilab/processing/codec"
	"minilab/processing/color"
	"minilab/processing/develop"
)

// damage is something that goes wrong when a photo is taken or scanned.
type damage struct {
	name string
	do   func(c stdcolor.NRGBA) stdcolor.NRGBA
}

// damages is what automatic correction is meant to mend, in the strength of a plainly bad photo.
func damages() []damage {
	cast := func(r, g, b float64) func(stdcolor.NRGBA) stdcolor.NRGBA {
		return func(c stdcolor.NRGBA) stdcolor.NRGBA {
			return rgb(float64(c.R)*r, float64(c.G)*g, float64(c.B)*b)
		}
	}
	light := func(stops float64) func(stdcolor.NRGBA) stdcolor.NRGBA {
		expose := func(v uint8) float64 {
			l := linear(v) * math.Exp2(stops)
			if l <= 0.0031308 {
				return 255 * 12.92 * l
			}
			return 255 * (1.055*math.Pow(l, 1/2.4) - 0.055)
		}
		return func(c stdcolor.NRGBA) stdcolor.NRGBA { return rgb(expose(c.R), expose(c.G), expose(c.B)) }
	}
	fade := func(v uint8) float64 { return 127.5 + 0.6*(float64(v)-127.5) }
	return []damage{
		{"warm cast", cast(1.15, 1, 0.85)},
		{"cool cast", cast(0.85, 1, 1.15)},
		{"green cast", cast(0.93, 1.1, 0.93)},
		{"one stop under", light(-1)},
		{"one stop over", light(1)},
		{"low contrast", func(c stdcolor.NRGBA) stdcolor.NRGBA { return rgb(fade(c.R), fade(c.G), fade(c.B)) }},
	}
}

func rgb(r, g, b float64) stdcolor.NRGBA {
	clip := func(v float64) uint8 { return uint8(max(0, min(255, v+0.5))) }
	return stdcolor.NRGBA{R: clip(r), G: clip(g), B: clip(b), A: 255}
}

// damaged is a copy of a photo to which the damage was done.
func damaged(m *image.NRGBA, d damage) *image.NRGBA {
	dst := image.NewNRGBA(m.Rect)
	for y := range m.Rect.Dy() {
		for x := range m.Rect.Dx() {
			dst.SetNRGBA(x, y, d.do(m.NRGBAAt(x, y)))
		}
	}
	return dst
}

// corrected is a photo after automatic correction.
func corrected(m image.Image) image.Image {
	p := &codec.Picture{Image: m, Orientation: 1}
	develop.Correct(p, color.Wishes{Auto: true}.Correction(color.Measure(m)))
	return p.Image
}

// difference is the mean CIEDE2000 over the pixels.
func difference(a, b image.Image) float64 {
	p, q := codec.ToNRGBA(a), codec.ToNRGBA(b)
	sum := 0.0
	for y := range p.Rect.Dy() {
		for x := range p.Rect.Dx() {
			sum += ciede2000(labOf(p.NRGBAAt(x, y)), labOf(q.NRGBAAt(x, y)))
		}
	}
	return sum / float64(p.Rect.Dx()*p.Rect.Dy())
}

// score counts how automatic correction does on photos.
type score struct {
	photos, alone, damaged, closer int
	change                         float64 // sum over photos
	by                             map[string][2]int
}

func (s *score) add(t testing.TB, name string, m *image.NRGBA) {
	t.Helper()
	change := difference(m, corrected(m))
	s.photos++
	s.change += change
	if change < 3 {
		s.alone++
	} else {
		t.Logf("%s is changed by %.2f", name, change)
	}
	for _, d := range damages() {
		bad := damaged(m, d)
		before, after := difference(m, bad), difference(m, corrected(bad))
		n := s.by[d.name]
		n[1]++
		s.damaged++
		if after < before {
			s.closer++
			n[0]++
		} else {
			t.Logf("%s with %s: %.2f before, %.2f after", name, d.name, before, after)
		}
		s.by[d.name] = n
	}
}
