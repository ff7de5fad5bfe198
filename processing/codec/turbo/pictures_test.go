//go:build cgo && !purego

package turbo

import (
	"bytes"
	"image"
	"image/jpeg"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"minilab/processing/planar"
)

// sampling is one way to subsample chroma: pixels for one sample.
type sampling struct {
	name         string
	across, down int
}

var samplings = []sampling{
	{"4:4:4", 1, 1}, {"4:2:2", 2, 1}, {"4:2:0", 2, 2}, {"4:4:0", 1, 2}, {"4:1:1", 4, 1}, {"4:1:0", 4, 2}, {"grey", 0, 0},
}

// sizes are whole blocks, odd ones, and those smaller than a unit of coding.
var sizes = [][2]int{{1, 1}, {7, 5}, {16, 16}, {17, 33}, {64, 48}, {100, 75}}

// waves is a picture of slopes and waves that stay clear of black and white, so that nothing is cut off.
// What lies behind the end of its rows is white.
func waves(width, height int, s sampling) *planar.Picture {
	p := &planar.Picture{Width: width, Height: height}
	p.Planes = append(p.Planes, wavesPlane(width, height, 0))
	if s.across > 0 {
		for i := range 2 {
			p.Planes = append(p.Planes, wavesPlane(divideUp(width, s.across), divideUp(height, s.down), i+1))
		}
	}
	return p
}

func wavesPlane(width, height, phase int) planar.Plane {
	const tail = 5
	p := planar.Plane{
		Pix: bytes.Repeat([]byte{255}, (width+tail)*height), Stride: width + tail, Width: width, Height: height,
		Window: planar.Window{Width: float64(width), Height: float64(height)},
	}
	for y := range height {
		for x := range width {
			u, v := float64(x)/7+float64(phase), float64(y)/5-float64(phase)
			p.Row(y)[x] = uint8(128 + 30*math.Sin(u) + 30*math.Cos(v) + 10*math.Sin(u*v/3))
		}
	}
	return p
}

// noise is a picture that cannot be compressed.
func noise(width, height int) *planar.Picture {
	p := blank(width, height, 1, 1)
	random := rand.NewChaCha8([32]byte{1})
	for i := range p.Planes {
		if _, err := random.Read(p.Planes[i].Pix); err != nil {
			panic(err) // it never fails, says its documentation
		}
	}
	return p
}

// encoded is a picture as a JPEG.
func encoded(t testing.TB, p *planar.Picture, o EncodeOptions) []byte {
	t.Helper()
	data, err := Encode(nil, p, o)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// decoded is a JPEG that must be sound, at a scale.
func decoded(t testing.TB, data []byte, scale int) *planar.Picture {
	t.Helper()
	p := &planar.Picture{}
	warnings, err := Decode(p, data, scale)
	if err != nil || warnings != 0 {
		t.Fatalf("at %d/8: %d warnings, %v", scale, warnings, err)
	}
	return p
}

// oracle is what image/jpeg makes of a file, as planes.
func oracle(t testing.TB, data []byte) []planar.Plane {
	t.Helper()
	m, err := jpeg.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatalf("image/jpeg: %v", err)
	}
	return planesOf(t, m)
}

func planesOf(t testing.TB, m image.Image) []planar.Plane {
	t.Helper()
	b := m.Bounds()
	switch m := m.(type) {
	case *image.Gray:
		return []planar.Plane{{Pix: m.Pix, Stride: m.Stride, Width: b.Dx(), Height: b.Dy()}}
	case *image.YCbCr:
		last := m.COffset(b.Max.X-1, b.Max.Y-1)
		cw, ch := last%m.CStride+1, last/m.CStride+1
		return []planar.Plane{
			{Pix: m.Y, Stride: m.YStride, Width: b.Dx(), Height: b.Dy()},
			{Pix: m.Cb, Stride: m.CStride, Width: cw, Height: ch},
			{Pix: m.Cr, Stride: m.CStride, Width: cw, Height: ch},
		}
	}
	t.Fatalf("image/jpeg made a %T", m)
	return nil
}

// compare reports samples that differ by more than tolerance; the planes must be of one size.
func compare(t *testing.T, got, want []planar.Plane, tolerance int) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%d planes, want %d", len(got), len(want))
	}
	for i := range got {
		if got[i].Width != want[i].Width || got[i].Height != want[i].Height {
			t.Fatalf("plane %d is %d by %d, want %d by %d", i, got[i].Width, got[i].Height, want[i].Width, want[i].Height)
		}
		for y := range got[i].Height {
			a, b := got[i].Row(y), want[i].Row(y)
			for x := range a {
				if d := int(a[x]) - int(b[x]); d > tolerance || d < -tolerance {
					t.Fatalf("plane %d at %d, %d is %d, want %d", i, x, y, a[x], b[x])
				}
			}
		}
	}
}

// psnr is the peak signal-to-noise ratio of two planes of one size, in decibels.
func psnr(a, b planar.Plane) float64 {
	sum := 0.0
	for y := range a.Height {
		p, q := a.Row(y), b.Row(y)
		for x := range p {
			d := float64(p[x]) - float64(q[x])
			sum += d * d
		}
	}
	return 10 * math.Log10(255*255*float64(a.Width*a.Height)/sum)
}

// fixture is a file that another encoder made of a slope: see slope.
func fixture(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name+".jpg"))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// fixtures are the files that this package's encoder does not write, each with the sampling factors. They
// were made by cjpeg of libjpeg-turbo 2.1.5, at quality 95, from the slope as RGB: with -restart,
// -arithmetic, -grayscale, -sample, and -scans for one component after the other.
var fixtures = map[string][3][2]int{
	"restart":             {{2, 2}, {1, 1}, {1, 1}},
	"progressive-restart": {{2, 2}, {1, 1}, {1, 1}},
	"separate":            {{2, 2}, {1, 1}, {1, 1}},
	"arithmetic":          {{2, 2}, {1, 1}, {1, 1}},
	"crossed":             {{2, 2}, {2, 1}, {1, 2}},
	"inverted":            {{1, 1}, {2, 2}, {2, 2}},
	"thirds":              {{3, 1}, {1, 1}, {1, 1}},
	"quarters":            {{4, 4}, {4, 2}, {2, 4}},
	"grey":                {{2, 2}},
}

// slope is the sample of the fixtures' plane i at u, v, which run from 0 to 1 over the picture.
func slope(i int, u, v float64) float64 {
	switch i {
	case 0:
		return 90 + 50*u + 30*v
	case 1:
		return 108 + 40*u
	}
	return 108 + 40*v
}
