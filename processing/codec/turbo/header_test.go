package turbo

import (
	"testing"

	"minilab/processing/planar"
)

// sampled is the header of a file in YCbCr with the luma factors given and chroma's of 1.
func sampled(width, height, h, v int) Header {
	return Header{
		Width: width, Height: height, Components: 3, ColourSpace: YCbCr, Precision: 8,
		Samp: [4][2]int{{h, v}, {1, 1}, {1, 1}},
	}
}

func TestShape(t *testing.T) {
	tests := []struct {
		name         string
		header       Header
		plane, scale int
		width        int
		height       int
		stride       int
		rows         int
		window       planar.Window
	}{
		{"luma, whole", sampled(2725, 2225, 2, 2), 0, 8, 2725, 2225, 2752, 2240, planar.Window{Width: 2725, Height: 2225}},
		{"luma, half", sampled(2725, 2225, 2, 2), 0, 4, 1363, 1113, 1408, 1120, planar.Window{Width: 1362.5, Height: 1112.5}},
		{"chroma, half", sampled(2725, 2225, 2, 2), 1, 4, 682, 557, 704, 560, planar.Window{Width: 681.25, Height: 556.25}},
		{"luma, three eighths", sampled(2725, 2225, 2, 2), 0, 3, 1022, 835, 1088, 840, planar.Window{Width: 1021.875, Height: 834.375}},
		{"chroma of 4:2:2, an eighth", sampled(100, 75, 2, 1), 2, 1, 7, 10, 64, 10, planar.Window{Width: 6.25, Height: 9.375}},
		{"chroma of 4:4:0, whole", sampled(100, 75, 1, 2), 1, 8, 100, 38, 128, 40, planar.Window{Width: 100, Height: 37.5}},
		{"chroma of 4:1:0, a quarter", sampled(100, 75, 4, 2), 1, 2, 7, 10, 64, 10, planar.Window{Width: 6.25, Height: 9.375}},
		{"one pixel", sampled(1, 1, 2, 2), 1, 1, 1, 1, 64, 1, planar.Window{Width: 0.0625, Height: 0.0625}},
		{"a stride that would clash", sampled(4096, 16, 1, 1), 0, 8, 4096, 16, 4160, 16, planar.Window{Width: 4096, Height: 16}},
		{"the largest", sampled(65500, 65500, 4, 2), 0, 8, 65500, 65500, 65600, 65504, planar.Window{Width: 65500, Height: 65500}},
	}
	for _, test := range tests {
		got := test.header.shape(test.plane, test.scale)
		want := shape{test.width, test.height, test.stride, test.rows, test.window}
		if got != want {
			t.Errorf("%s: %+v, want %+v", test.name, got, want)
		}
	}
}

func TestMemory(t *testing.T) {
	h := sampled(640, 480, 2, 2)
	planes := h.Memory(8)
	if want := int64(640*480 + 2*320*240); planes != want {
		t.Errorf("4:2:0 whole takes %d bytes, want %d", planes, want)
	}
	if half := h.Memory(4); half >= planes/3 || half < planes/4 {
		t.Errorf("at a half it takes %d bytes of %d", half, planes)
	}
	h.Buffered = true
	if got, want := h.Memory(8), 3*planes; got != want {
		t.Errorf("with coefficients of two bytes it takes %d bytes, want %d", got, want)
	}
	if got := (Header{Width: 10, Height: 10, Components: 200, Precision: 8}).Memory(8); got != 0 {
		t.Errorf("a file that is not planar takes %d bytes, want 0", got)
	}
}

func TestPlanar(t *testing.T) {
	tests := []struct {
		space      ColourSpace
		components int
		precision  int
		want       bool
	}{
		{Grey, 1, 8, true},
		{YCbCr, 3, 8, true},
		{YCbCr, 3, 12, false},
		{RGB, 3, 8, false},
		{CMYK, 4, 8, false},
		{YCCK, 4, 8, false},
		{Other, 2, 8, false},
		{Other, 3, 8, false},
		{YCbCr, 1, 8, false},
	}
	for _, test := range tests {
		h := Header{ColourSpace: test.space, Components: test.components, Precision: test.precision}
		if got := h.Planar(); got != test.want {
			t.Errorf("%v of %d components and %d bits: %v", test.space, test.components, test.precision, got)
		}
	}
}

func TestPrepareReusesMemory(t *testing.T) {
	var p planar.Picture
	if err := prepare(&p, sampled(64, 64, 2, 2), Scales{8, 8}); err != nil {
		t.Fatal(err)
	}
	first := &p.Planes[2].Pix[0]
	grey := Header{Width: 16, Height: 16, Components: 1, ColourSpace: Grey, Precision: 8, Samp: [4][2]int{{1, 1}}}
	for _, h := range []Header{grey, sampled(32, 16, 2, 2)} {
		if err := prepare(&p, h, Scales{8, 8}); err != nil {
			t.Fatal(err)
		}
	}
	if &p.Planes[2].Pix[0] != first {
		t.Error("a grey picture between two in colour cost the memory of chroma")
	}
	if len(p.Planes[2].Pix) != 64*8 {
		t.Errorf("the plane holds %d bytes, want rows of 64 for 8 rows", len(p.Planes[2].Pix))
	}
}
