package color_test

import (
	"image"
	stdcolor "image/color"
	"reflect"
	"testing"

	"minilab/processing/codec"
	"minilab/processing/color"
)

func TestMeasureIsBoundedAndComplete(t *testing.T) {
	for _, test := range []struct{ w, h, want int }{
		{1, 1, 1}, {10, 7, 70}, {256, 256, 65536}, {3000, 2000, 65536}, {5000, 3, 768}, {0, 5, 0},
	} {
		if got := color.Measure(image.NewGray(image.Rect(0, 0, test.w, test.h))).Samples; got != test.want {
			t.Errorf("%d by %d gives %d samples, want %d", test.w, test.h, got, test.want)
		}
	}
}

func TestMeasureIgnoresTransparency(t *testing.T) {
	m := image.NewNRGBA(image.Rect(0, 0, 20, 10))
	for x := range 10 {
		for y := range 10 {
			m.SetNRGBA(x, y, stdcolor.NRGBA{R: 90, G: 90, B: 90, A: 255})
		}
	}
	s := color.Measure(m)
	if s.Samples != 100 || s.Luma[90] != 100 || s.Luma[0] != 0 {
		t.Errorf("%d samples, %d of them of the opaque half", s.Samples, s.Luma[90])
	}
}

func TestMeasureIsTheSameForEveryLayout(t *testing.T) {
	planes := image.NewYCbCr(image.Rect(0, 0, 33, 21), image.YCbCrSubsampleRatio420)
	for i := range planes.Y {
		planes.Y[i] = uint8(i)
	}
	for i := range planes.Cb {
		planes.Cb[i], planes.Cr[i] = uint8(100+i%60), uint8(150-i%60)
	}
	nrgba := codec.ToNRGBA(planes)
	if !reflect.DeepEqual(color.Measure(planes), color.Measure(nrgba)) {
		t.Error("planes and their RGB measure differently")
	}
	// A layout no decoder delivers, on its way through At.
	shifted := nrgba.SubImage(image.Rect(3, 4, 20, 20))
	if !reflect.DeepEqual(color.Measure(struct{ image.Image }{shifted}), color.Measure(shifted)) {
		t.Error("the same pixels behind another type measure differently")
	}
	grey := image.NewGray(image.Rect(0, 0, 16, 16))
	for i := range grey.Pix {
		grey.Pix[i] = uint8(i)
	}
	if !reflect.DeepEqual(color.Measure(grey), color.Measure(codec.ToNRGBA(grey))) {
		t.Error("grey and its RGB measure differently")
	}
}
