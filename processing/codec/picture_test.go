package codec

import (
	"image"
	"testing"
)

// checkPicture holds a decoded picture to what Picture promises.
func checkPicture(t testing.TB, name string, p *Picture) {
	t.Helper()
	switch m := p.Image.(type) {
	case *image.NRGBA, *image.YCbCr, *image.Gray:
	default:
		t.Errorf("%s: the picture is a %T", name, m)
	}
	if p.Image.Bounds().Min != (image.Point{}) || p.Image.Bounds().Empty() {
		t.Errorf("%s: the bounds are %v", name, p.Image.Bounds())
	}
	if !p.Orientation.Valid() {
		t.Errorf("%s: the orientation is %d", name, p.Orientation)
	}
}
