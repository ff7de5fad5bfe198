package develop

import (
	"bytes"
	"image"
	"image/color"
	"math"
	"testing"

	"minilab/processing/codec"
)

// numbered is a picture in which every pixel is different, so that each can be recognised.
func numbered(w, h int) *image.NRGBA {
	m := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			m.SetNRGBA(x, y, color.NRGBA{R: uint8(x), G: uint8(y), B: uint8(x*7 + y*13), A: 255})
		}
	}
	return m
}

func grey(m image.Image) *image.Gray {
	g := image.NewGray(m.Bounds())
	for i := range g.Pix {
		g.Pix[i] = uint8(i * 5)
	}
	return g
}

// planes is a picture in 4:2:0 whose samples are all different.
func planes(w, h int) *image.YCbCr {
	m := image.NewYCbCr(image.Rect(0, 0, w, h), image.YCbCrSubsampleRatio420)
	for i := range m.Y {
		m.Y[i] = uint8(40 + i%150)
	}
	for i := range m.Cb {
		m.Cb[i], m.Cr[i] = uint8(100+i%50), uint8(160-i%50)
	}
	return m
}

// flat is a picture of one colour.
func flat(w, h int, c color.NRGBA) *image.NRGBA {
	m := image.NewNRGBA(image.Rect(0, 0, w, h))
	for i := 0; i < len(m.Pix); i += 4 {
		m.Pix[i], m.Pix[i+1], m.Pix[i+2], m.Pix[i+3] = c.R, c.G, c.B, c.A
	}
	return m
}

func picture(m image.Image) *codec.Picture { return &codec.Picture{Image: m, Orientation: 1} }

// layouts is one picture of each layout, of the same size.
func layouts(w, h int) map[string]image.Image {
	return map[string]image.Image{
		"NRGBA": numbered(w, h), "Gray": grey(numbered(w, h)), "YCbCr": planes(w, h),
	}
}

// pixels is a copy of all that a picture's pixels are made of.
func pixels(m image.Image) []byte {
	switch m := m.(type) {
	case *image.NRGBA:
		return bytes.Clone(m.Pix)
	case *image.Gray:
		return bytes.Clone(m.Pix)
	case *image.YCbCr:
		return bytes.Join([][]byte{m.Y, m.Cb, m.Cr}, nil)
	}
	return nil
}

// same fails where two pictures differ by more than a tolerance in any sample.
func same(t *testing.T, got, want image.Image, tolerance int) {
	t.Helper()
	if got.Bounds() != want.Bounds() {
		t.Fatalf("the bounds are %v, want %v", got.Bounds(), want.Bounds())
	}
	a, b := codec.ToNRGBA(got), codec.ToNRGBA(want)
	for y := range a.Rect.Dy() {
		for x := range a.Rect.Dx() {
			if p, q := a.NRGBAAt(x, y), b.NRGBAAt(x, y); distance(p, q) > tolerance {
				t.Fatalf("pixel %d, %d is %v, want %v", x, y, p, q)
			}
		}
	}
}

// distance is the largest difference of a sample.
func distance(a, b color.NRGBA) int {
	off := func(x, y uint8) int { return int(math.Abs(float64(x) - float64(y))) }
	return max(off(a.R, b.R), off(a.G, b.G), off(a.B, b.B), off(a.A, b.A))
}
