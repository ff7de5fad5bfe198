package codec

import (
	"errors"
	"image"
	"image/color"
	"math"
	"testing"
)

func encode(t *testing.T, m image.Image, f Format, quality int) *Picture {
	t.Helper()
	data, err := Encode(&Picture{Image: m, Orientation: 1}, EncodeOptions{Format: f, Quality: quality})
	if err != nil {
		t.Fatal(err)
	}
	p, err := Decode(data, DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestPNGKeepsEveryPixel(t *testing.T) {
	m := gradient(37, 23)
	for i := range m.Pix {
		if i%4 == 3 {
			m.Pix[i] = uint8(i * 7)
		}
	}
	got := ToNRGBA(encode(t, m, PNG, 0).Image)
	for i, want := range m.Pix {
		if got.Pix[i] != want {
			t.Fatalf("byte %d is %d, want %d", i, got.Pix[i], want)
		}
	}
}

func TestPNGOfPlanesIsTheirRGB(t *testing.T) {
	m := encode(t, gradient(40, 30), JPEG, 90).Image
	if _, ok := m.(*image.YCbCr); !ok {
		t.Fatalf("the JPEG is a %T", m)
	}
	if d := rms(ToNRGBA(m), ToNRGBA(encode(t, m, PNG, 0).Image)); d != 0 {
		t.Errorf("the PNG is off by %.2f", d)
	}
}

func TestJPEGStaysClose(t *testing.T) {
	m := gradient(120, 90)
	previous := math.Inf(1)
	for _, quality := range []int{10, 50, 95} {
		d := rms(m, ToNRGBA(encode(t, m, JPEG, quality).Image))
		if d > previous || quality == 95 && d > 2 {
			t.Errorf("at quality %d the picture is off by %.2f", quality, d)
		}
		previous = d
	}
}

func TestGreyStaysGrey(t *testing.T) {
	m := image.NewGray(image.Rect(0, 0, 30, 20))
	for i := range m.Pix {
		m.Pix[i] = uint8(i / 3)
	}
	for _, f := range []Format{JPEG, PNG} {
		if got, ok := encode(t, m, f, 90).Image.(*image.Gray); !ok {
			t.Errorf("%s: it became a %T", f, got)
		}
	}
}

func TestJPEGLaysTransparencyOnWhite(t *testing.T) {
	m := image.NewNRGBA(image.Rect(0, 0, 16, 16))
	for i := 0; i < len(m.Pix); i += 4 {
		put(m.Pix[i:], color.NRGBA{R: 100, A: 51})
	}
	got := ToNRGBA(encode(t, m, JPEG, 100).Image).NRGBAAt(8, 8)
	// A fifth of (100, 0, 0) and four fifths of white.
	if want := (color.NRGBA{R: 224, G: 204, B: 204, A: 255}); !near(got, want, 2) {
		t.Errorf("it became %v, want %v", got, want)
	}
	if m.NRGBAAt(8, 8).A != 51 {
		t.Error("encoding changed the picture")
	}
}

func TestWhatCannotBeEncoded(t *testing.T) {
	p := &Picture{Image: gradient(4, 4), Orientation: 1}
	for _, f := range []Format{GIF, HEIC, RAW, Keep, "", "nonsense"} {
		_, err := Encode(p, EncodeOptions{Format: f, Quality: 80})
		if e, ok := errors.AsType[*UnsupportedError](err); !ok || e.Format != f {
			t.Errorf("%q: %v", f, err)
		}
	}
	for _, quality := range []int{-1, 0, 101} {
		if _, err := Encode(p, EncodeOptions{Format: JPEG, Quality: quality}); err == nil {
			t.Errorf("a quality of %d was taken", quality)
		}
	}
}

// gradient is a smooth opaque picture.
func gradient(w, h int) *image.NRGBA {
	m := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			put(m.Pix[m.PixOffset(x, y):], color.NRGBA{R: uint8(255 * x / w), G: uint8(255 * y / h), B: uint8(128 + 100*x/w - 100*y/h), A: 255})
		}
	}
	return m
}

// rms is the root of the mean squared difference of all samples.
func rms(a, b *image.NRGBA) float64 {
	sum := 0.0
	for i := range a.Pix {
		d := float64(a.Pix[i]) - float64(b.Pix[i])
		sum += d * d
	}
	return math.Sqrt(sum / float64(len(a.Pix)))
}
