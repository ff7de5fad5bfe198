package develop

import (
	"image"
	"testing"

	"minilab/processing/codec"
	"minilab/processing/metadata"
)

// upright says where a stored pixel of a w by h picture belongs, by the words of EXIF 2.3: which edges
// of the scene the stored first row and first column are.
func upright(o metadata.Orientation, x, y, w, h int) image.Point {
	switch o {
	case 2: // first row is the top, first column the right-hand side
		return image.Pt(w-1-x, y)
	case 3: // bottom, right-hand side
		return image.Pt(w-1-x, h-1-y)
	case 4: // bottom, left-hand side
		return image.Pt(x, h-1-y)
	case 5: // left-hand side, top
		return image.Pt(y, x)
	case 6: // right-hand side, top
		return image.Pt(h-1-y, x)
	case 7: // right-hand side, bottom
		return image.Pt(h-1-y, w-1-x)
	case 8: // left-hand side, bottom
		return image.Pt(y, w-1-x)
	}
	return image.Pt(x, y)
}

func TestOrientPutsEveryPixelWhereItBelongs(t *testing.T) {
	for _, size := range []image.Point{{X: 7, Y: 4}, {X: 4, Y: 7}, {X: 5, Y: 5}, {X: 1, Y: 6}, {X: 1, Y: 1}} {
		for o := metadata.Orientation(1); o <= 8; o++ {
			for layout, m := range layouts(size.X, size.Y) {
				p := picture(m)
				p.Orientation = o
				Orient(p)
				if p.Orientation != 1 {
					t.Errorf("orientation %d became %d", o, p.Orientation)
				}
				checkUpright(t, layout, o, codec.ToNRGBA(p.Image), codec.ToNRGBA(m))
			}
		}
	}
}

func checkUpright(t *testing.T, layout string, o metadata.Orientation, got, stored *image.NRGBA) {
	t.Helper()
	w, h := stored.Rect.Dx(), stored.Rect.Dy()
	for y := range h {
		for x := range w {
			at := upright(o, x, y, w, h)
			if a, b := got.NRGBAAt(at.X, at.Y), stored.NRGBAAt(x, y); a != b {
				t.Fatalf("%s, orientation %d: stored pixel %d, %d is %v at %v, want %v", layout, o, x, y, a, at, b)
			}
		}
	}
}

func TestOrientTakesNonsenseForUpright(t *testing.T) {
	for _, o := range []metadata.Orientation{0, 9, 255} {
		p := picture(numbered(3, 2))
		p.Orientation = o
		Orient(p)
		if w, h := p.Size(); w != 3 || h != 2 || p.Orientation != 1 {
			t.Errorf("orientation %d became %d by %d, %d", o, w, h, p.Orientation)
		}
	}
}
