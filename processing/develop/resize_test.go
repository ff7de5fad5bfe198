package develop

import (
	"image"
	"image/color"
	"math"
	"testing"

	"minilab/processing/codec"
)

func TestResizeKeepsAFlatColour(t *testing.T) {
	want := color.NRGBA{R: 200, G: 100, B: 50, A: 255}
	for _, size := range []image.Point{{X: 10, Y: 7}, {X: 1, Y: 1}, {X: 99, Y: 3}, {X: 64, Y: 48}} {
		p := picture(flat(33, 21, want))
		Resize(p, size.X, size.Y)
		same(t, p.Image, flat(size.X, size.Y, want), 0)
	}
}

// TestResizeDoesNotShift finds the middle of a soft dot before and after.
func TestResizeDoesNotShift(t *testing.T) {
	const w, h, cx, cy = 90, 70, 31.0, 44.0
	m := image.NewGray(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			d := math.Hypot(float64(x)+0.5-cx, float64(y)+0.5-cy)
			m.SetGray(x, y, color.Gray{Y: uint8(250 * math.Exp(-d*d/50))})
		}
	}
	for _, size := range []image.Point{{X: 45, Y: 35}, {X: 41, Y: 29}, {X: 180, Y: 140}, {X: 133, Y: 35}} {
		p := picture(m)
		Resize(p, size.X, size.Y)
		x, y := centroid(p.Image)
		x, y = x*w/float64(size.X), y*h/float64(size.Y)
		if math.Abs(x-cx) > 0.1 || math.Abs(y-cy) > 0.1 {
			t.Errorf("at %v the dot is at %.2f, %.2f; want %.2f, %.2f", size, x, y, cx, cy)
		}
	}
}

// centroid is the middle of the light, in pixels from the top left corner.
func centroid(m image.Image) (x, y float64) {
	n := codec.ToNRGBA(m)
	var sum, sx, sy float64
	for j := range n.Rect.Dy() {
		for i := range n.Rect.Dx() {
			v := float64(n.NRGBAAt(i, j).R)
			sum, sx, sy = sum+v, sx+v*(float64(i)+0.5), sy+v*(float64(j)+0.5)
		}
	}
	return sx / sum, sy / sum
}

func TestResizeOfAMirrorIsTheMirrorOfTheResize(t *testing.T) {
	for layout, m := range layouts(34, 26) {
		first := picture(m)
		Resize(first, 13, 9)
		first.Orientation = 3
		Orient(first)
		second := picture(m)
		second.Orientation = 3
		Orient(second)
		Resize(second, 13, 9)
		t.Run(layout, func(t *testing.T) { same(t, first.Image, second.Image, 1) })
	}
}

// TestResizeDoesNotBleedThroughAlpha puts a red square beside transparent green: no green may show.
func TestResizeDoesNotBleedThroughAlpha(t *testing.T) {
	m := flat(40, 40, color.NRGBA{G: 255})
	for y := 8; y < 32; y++ {
		for x := 8; x < 32; x++ {
			m.SetNRGBA(x, y, color.NRGBA{R: 255, A: 255})
		}
	}
	for _, size := range []int{13, 63} {
		p := picture(m)
		Resize(p, size, size)
		got := codec.ToNRGBA(p.Image)
		for i := 0; i < len(got.Pix); i += 4 {
			if c := got.Pix[i : i+4]; c[3] > 0 && c[1] > 0 {
				t.Fatalf("at size %d a pixel is %v", size, c)
			}
		}
	}
}

func TestResizeOfPlanesIsTheResizeOfTheirRGB(t *testing.T) {
	m := planes(40, 30)
	a, b := picture(m), picture(codec.ToNRGBA(m))
	Resize(a, 17, 13)
	Resize(b, 17, 13)
	same(t, a.Image, b.Image, 1)
}

func TestResizeIsNeverEmpty(t *testing.T) {
	p := picture(numbered(5, 5))
	Resize(p, 0, -3)
	if w, h := p.Size(); w != 1 || h != 1 {
		t.Errorf("it is %d by %d", w, h)
	}
}
