package turbo

import (
	"strings"
	"testing"

	"minilab/processing/planar"
)

// blank is a picture whose luma has across by down samples for one of chroma.
func blank(width, height, across, down int) *planar.Picture {
	p := &planar.Picture{Width: width, Height: height}
	for i := range 3 {
		w, h := width, height
		if i > 0 {
			w, h = divideUp(width, across), divideUp(height, down)
		}
		p.Planes = append(p.Planes, planar.Plane{
			Pix: make([]byte, w*h), Stride: w, Width: w, Height: h,
			Window: planar.Window{Width: float64(w), Height: float64(h)},
		})
	}
	return p
}

func TestLayOut(t *testing.T) {
	tests := []struct {
		name          string
		width, height int
		across, down  int
		want          [2]int
	}{
		{"4:4:4", 33, 17, 1, 1, [2]int{1, 1}},
		{"4:2:2", 33, 17, 2, 1, [2]int{2, 1}},
		{"4:2:0", 33, 17, 2, 2, [2]int{2, 2}},
		{"4:4:0", 33, 17, 1, 2, [2]int{1, 2}},
		{"4:1:1", 33, 17, 4, 1, [2]int{4, 1}},
		{"4:1:0", 33, 17, 4, 2, [2]int{4, 2}},
		{"one pixel is 4:4:4", 1, 1, 2, 2, [2]int{1, 1}},
		{"two pixels are 4:2:2 at most", 2, 1, 4, 1, [2]int{2, 1}},
	}
	for _, test := range tests {
		got, err := layOut(blank(test.width, test.height, test.across, test.down))
		if err != nil || got[0] != test.want || got[1] != [2]int{1, 1} || got[2] != [2]int{1, 1} {
			t.Errorf("%s: %v, %v", test.name, got, err)
		}
	}
	if got, err := layOut(&planar.Picture{Width: 9, Height: 5, Planes: blank(9, 5, 1, 1).Planes[:1]}); err != nil || got[0] != [2]int{1, 1} {
		t.Errorf("grey: %v, %v", got, err)
	}
}

// TestEncodeRefuses asks for an error, not a crash in C, wherever planes do not hold what they claim.
func TestEncodeRefuses(t *testing.T) {
	tests := map[string]func(p *planar.Picture, o *EncodeOptions){
		"quality 0":                func(_ *planar.Picture, o *EncodeOptions) { o.Quality = 0 },
		"quality 101":              func(_ *planar.Picture, o *EncodeOptions) { o.Quality = 101 },
		"no planes":                func(p *planar.Picture, _ *EncodeOptions) { p.Planes = nil },
		"two planes":               func(p *planar.Picture, _ *EncodeOptions) { p.Planes = p.Planes[:2] },
		"four planes":              func(p *planar.Picture, _ *EncodeOptions) { p.Planes = append(p.Planes, p.Planes[0]) },
		"a size other than luma's": func(p *planar.Picture, _ *EncodeOptions) { p.Width *= 2 },
		"no luma":                  func(p *planar.Picture, _ *EncodeOptions) { p.Width, p.Planes[0].Width = 0, 0 },
		"a short buffer":           func(p *planar.Picture, _ *EncodeOptions) { p.Planes[0].Pix = p.Planes[0].Pix[1:] },
		"a nil buffer":             func(p *planar.Picture, _ *EncodeOptions) { p.Planes[2].Pix = nil },
		"a short stride":           func(p *planar.Picture, _ *EncodeOptions) { p.Planes[0].Stride-- },
		"a negative stride":        func(p *planar.Picture, _ *EncodeOptions) { p.Planes[0].Stride = -64 },
		"an endless stride": func(p *planar.Picture, _ *EncodeOptions) {
			*p = *blank(30, 1, 1, 1)
			p.Planes[0].Stride = 1 << 30
		},
		"chroma of two thirds":     func(p *planar.Picture, _ *EncodeOptions) { p.Planes[1].Width, p.Planes[2].Width = 20, 20 },
		"two sizes of chroma":      func(p *planar.Picture, _ *EncodeOptions) { p.Planes[2].Height-- },
		"chroma larger than luma":  func(p *planar.Picture, _ *EncodeOptions) { p.Planes[1], p.Planes[0] = p.Planes[0], p.Planes[1] },
		"sixteen pixels a sample":  func(p *planar.Picture, _ *EncodeOptions) { *p = *blank(32, 32, 4, 4) },
		"wider than a JPEG can be": func(p *planar.Picture, _ *EncodeOptions) { *p = *blank(MaxSide+1, 1, 1, 1) },
	}
	for name, spoil := range tests {
		p, o := blank(30, 20, 2, 2), EncodeOptions{Quality: 80}
		spoil(p, &o)
		if data, err := Encode(nil, p, o); err == nil || len(data) > 0 || !strings.HasPrefix(err.Error(), "turbo: ") {
			t.Errorf("%s: %d bytes, %v; want an error of this package's own", name, len(data), err)
		}
	}
}
