package develop

import (
	"image"
	"testing"

	"minilab/processing/codec"
)

func TestCropKeepsThePixelsInside(t *testing.T) {
	for _, r := range []image.Rectangle{
		image.Rect(0, 0, 5, 5), image.Rect(4, 6, 20, 14), image.Rect(3, 5, 11, 13), image.Rect(19, 13, 30, 30),
	} {
		for layout, m := range layouts(20, 14) {
			p := picture(m)
			Crop(p, r)
			want := codec.ToNRGBA(m)
			got := codec.ToNRGBA(p.Image)
			if got.Rect.Size() != r.Intersect(m.Bounds()).Size() {
				t.Fatalf("%s: %v of it is %v", layout, r, got.Rect)
			}
			for y := range got.Rect.Dy() {
				for x := range got.Rect.Dx() {
					if a, b := got.NRGBAAt(x, y), want.NRGBAAt(r.Min.X+x, r.Min.Y+y); a != b {
						t.Fatalf("%s: %v of it has %v at %d, %d; want %v", layout, r, a, x, y, b)
					}
				}
			}
		}
	}
}

func TestCropOfPlanesOnTheirGridStaysPlanes(t *testing.T) {
	p := picture(planes(20, 14))
	Crop(p, image.Rect(4, 2, 15, 9))
	if _, ok := p.Image.(*image.YCbCr); !ok {
		t.Errorf("it became a %T", p.Image)
	}
}
