//go:build cgo && !purego

package turbo

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"strings"
	"sync"
	"testing"

	"minilab/processing/planar"
)

// each runs a test for every sampling, size and order of the file.
func each(t *testing.T, test func(t *testing.T, s sampling, size [2]int, data []byte)) {
	for _, s := range samplings {
		for _, size := range sizes {
			for _, progressive := range []bool{false, true} {
				t.Run(fmt.Sprintf("%s/%dx%d/progressive=%v", s.name, size[0], size[1], progressive), func(t *testing.T) {
					data := encoded(t, waves(size[0], size[1], s), EncodeOptions{Quality: 92, Progressive: progressive})
					test(t, s, size, data)
				})
			}
		}
	}
}

func TestDecodeAgreesWithGo(t *testing.T) {
	each(t, func(t *testing.T, _ sampling, size [2]int, data []byte) {
		p := decoded(t, data, 8)
		if p.Width != size[0] || p.Height != size[1] {
			t.Errorf("the picture is %d by %d", p.Width, p.Height)
		}
		compare(t, p.Planes, oracle(t, data), 1)
	})
}

// TestDecodeAtAScale computes what each block must become from the samples at full size.
func TestDecodeAtAScale(t *testing.T) {
	each(t, func(t *testing.T, _ sampling, _ [2]int, data []byte) {
		whole := decoded(t, data, 8)
		for n := 1; n < 8; n++ {
			p := decoded(t, data, n)
			if p.Width != whole.Width || p.Height != whole.Height {
				t.Errorf("at %d/8 the picture is %d by %d, want the source's size", n, p.Width, p.Height)
			}
			want := make([]planar.Plane, len(whole.Planes))
			for i := range want {
				want[i] = shrunk(&whole.Planes[i], n)
			}
			compare(t, p.Planes, want, 2)
		}
	})
}

// shrunk transforms each block of 8 by 8 samples of a plane, those that fill up the last blocks included,
// to n by n.
func shrunk(p *planar.Plane, n int) planar.Plane {
	m := shrink(n)
	rows := len(p.Pix) / p.Stride / 8 * 8
	columns := p.Stride / 8 * 8
	half := make([]float64, rows*columns)
	for y := range rows {
		for x := range columns / 8 * n {
			for k := range 8 {
				half[y*columns+x] += m[x%n][k] * float64(p.Pix[y*p.Stride+x/n*8+k])
			}
		}
	}
	out := planar.Plane{Pix: make([]byte, rows*columns), Stride: columns}
	out.Width, out.Height = int(math.Ceil(p.Window.Width*float64(n)/8)), int(math.Ceil(p.Window.Height*float64(n)/8))
	for y := range rows / 8 * n {
		for x := range columns / 8 * n {
			sum := 0.0
			for k := range 8 {
				sum += m[y%n][k] * half[(y/n*8+k)*columns+x]
			}
			out.Pix[y*columns+x] = uint8(max(0, min(255, math.Round(sum))))
		}
	}
	return out
}

// shrink is the matrix that makes n samples of 8. Where n divides 8 the library takes their mean; else it
// takes the n lowest frequencies of the orthonormal cosine transform (T.81, A.3.3) back with n in place
// of 8.
func shrink(n int) [][8]float64 {
	m := make([][8]float64, n)
	for i := range m {
		for j := range 8 {
			if 8%n == 0 {
				if j*n/8 == i {
					m[i][j] = float64(n) / 8
				}
				continue
			}
			m[i][j] = 1.0 / 8
			for k := 1; k < n; k++ {
				m[i][j] += 2.0 / 8 * math.Cos(float64((2*i+1)*k)*math.Pi/float64(2*n)) * math.Cos(float64((2*j+1)*k)*math.Pi/16)
			}
		}
	}
	return m
}

func TestDecodeWindows(t *testing.T) {
	each(t, func(t *testing.T, s sampling, size [2]int, data []byte) {
		l, err := layOut(waves(size[0], size[1], s))
		if err != nil {
			t.Fatal(err)
		}
		for n := 1; n <= 8; n++ {
			for i, p := range decoded(t, data, n).Planes {
				want := planar.Window{Width: float64(size[0]) * float64(n) / 8, Height: float64(size[1]) * float64(n) / 8}
				if i > 0 {
					want.Width, want.Height = want.Width/float64(l[0][0]), want.Height/float64(l[0][1])
				}
				if p.Window != want || p.Width != int(math.Ceil(want.Width)) || p.Height != int(math.Ceil(want.Height)) {
					t.Errorf("plane %d at %d/8 is %d by %d with a window of %v, want %v", i, n, p.Width, p.Height, p.Window, want)
				}
			}
		}
	})
}

// TestDecodeFixtures compares with the slope that the files show. A sample's place comes from the window,
// so this also fails where a window is off by a quarter of a sample.
func TestDecodeFixtures(t *testing.T) {
	for name, factors := range fixtures {
		t.Run(name, func(t *testing.T) {
			data := fixture(t, name)
			for _, n := range []int{1, 2, 3, 4, 5, 6, 7, 8} {
				for i, p := range decoded(t, data, n).Planes {
					checkSlope(t, fmt.Sprintf("plane %d at %d/8", i, n), &p, func(u, v float64) float64 { return slope(i, u, v) }, n)
				}
			}
			h, err := ReadHeader(data)
			if err != nil || [3][2]int(h.Samp[:3]) != factors {
				t.Errorf("sampling factors of %v, %v; want %v", h.Samp, err, factors)
			}
		})
	}
}

// checkSlope compares the samples of blocks that lie wholly in the picture; in others the encoder's
// filling takes part.
func checkSlope(t *testing.T, what string, p *planar.Plane, want func(u, v float64) float64, n int) {
	t.Helper()
	checked := 0
	for y := range p.Height {
		for x := range p.Width {
			if float64(x/n*n+n) > p.Window.Width || float64(y/n*n+n) > p.Window.Height {
				continue
			}
			checked++
			w := want((float64(x)+0.5)/p.Window.Width, (float64(y)+0.5)/p.Window.Height)
			if got := float64(p.Row(y)[x]); math.Abs(got-w) > 2.5 {
				t.Fatalf("%s: %.0f at %d, %d, want %.1f", what, got, x, y, w)
			}
		}
	}
	if checked == 0 {
		t.Errorf("%s has no whole block to look at", what)
	}
}

func TestDecodeScaledChroma(t *testing.T) {
	data := encoded(t, waves(100, 75, samplings[0]), EncodeOptions{Quality: 92})
	for luma := 1; luma <= 8; luma++ {
		for chroma := 1; chroma <= 8; chroma++ {
			var p planar.Picture
			if warnings, err := DecodeScaled(&p, data, Scales{luma, chroma}); err != nil || warnings != 0 {
				t.Fatalf("%d warnings, %v", warnings, err)
			}
			compare(t, p.Planes[:1], decoded(t, data, luma).Planes[:1], 0)
			compare(t, p.Planes[1:], decoded(t, data, chroma).Planes[1:], 0)
		}
	}
}

func TestReadHeader(t *testing.T) {
	tests := []struct {
		name string
		data []byte
		want Header
	}{
		{"baseline", encoded(t, waves(33, 17, samplings[2]), EncodeOptions{Quality: 80}), sampled(33, 17, 2, 2)},
		{"separate", fixture(t, "separate"), Header{
			Width: 35, Height: 29, Components: 3, ColourSpace: YCbCr, Precision: 8, Buffered: true,
			Samp: [4][2]int{{2, 2}, {1, 1}, {1, 1}},
		}},
		{"progressive", fixture(t, "progressive-restart"), Header{
			Width: 35, Height: 29, Components: 3, ColourSpace: YCbCr, Precision: 8, Buffered: true, Progressive: true,
			Samp: [4][2]int{{2, 2}, {1, 1}, {1, 1}},
		}},
		{"grey", fixture(t, "grey"), Header{
			Width: 35, Height: 29, Components: 1, ColourSpace: Grey, Precision: 8, Samp: [4][2]int{{2, 2}},
		}},
		{"RGB", fixture(t, "rgb"), Header{
			Width: 35, Height: 29, Components: 3, ColourSpace: RGB, Precision: 8, Samp: [4][2]int{{1, 1}, {1, 1}, {1, 1}},
		}},
		{"CMYK", frame(0xc0, 8, 4, noAdobe), Header{
			Width: 20, Height: 10, Components: 4, ColourSpace: CMYK, Precision: 8, Samp: [4][2]int{{1, 1}, {1, 1}, {1, 1}, {1, 1}},
		}},
		{"YCCK", frame(0xc0, 8, 4, 2), Header{
			Width: 20, Height: 10, Components: 4, ColourSpace: YCCK, Precision: 8, Samp: [4][2]int{{1, 1}, {1, 1}, {1, 1}, {1, 1}},
		}},
	}
	for _, test := range tests {
		if got, err := ReadHeader(test.data); err != nil || got != test.want {
			t.Errorf("%s: %+v, %v; want %+v", test.name, got, err, test.want)
		}
	}
}

// noAdobe is a file without an Adobe marker.
const noAdobe = -1

// frame is a file of 20 by 10 pixels that ends where its samples would begin: T.81, B.2. adobe is the
// transform of an Adobe marker.
func frame(marker, precision byte, components, adobe int) []byte {
	var b bytes.Buffer
	b.Write([]byte{0xff, 0xd8})
	if adobe != noAdobe {
		b.Write([]byte{0xff, 0xee, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, byte(adobe)})
	}
	b.Write([]byte{0xff, marker, 0, byte(8 + 3*components), precision, 0, 10, 0, 20, byte(components)})
	for i := range components {
		b.Write([]byte{byte(i + 1), 0x11, 0})
	}
	scan := min(components, 4)
	b.Write([]byte{0xff, 0xda, 0, byte(6 + 2*scan), byte(scan)})
	for i := range scan {
		b.Write([]byte{byte(i + 1), 0})
	}
	b.Write([]byte{0, 63, 0})
	return b.Bytes()
}

func TestDecodeRefuses(t *testing.T) {
	tests := []struct {
		name string
		data []byte
		// words are a part of what an UnsupportedError says; empty where a FormatError is due.
		words string
	}{
		{"RGB", fixture(t, "rgb"), "3 components in RGB"},
		{"RGB by Adobe's marker", frame(0xc0, 8, 3, 0), "3 components in RGB"},
		{"CMYK", frame(0xc0, 8, 4, 0), "4 components in CMYK"},
		{"YCCK", frame(0xc0, 8, 4, 2), "4 components in YCCK"},
		{"two components", frame(0xc0, 8, 2, noAdobe), "2 components in an unknown colour space"},
		{"12 bits", frame(0xc1, 12, 3, noAdobe), "12"},
		{"lossless", frame(0xc3, 8, 3, noAdobe), "SOF type 0xc3"},
		{"too many components", frame(0xc0, 8, 80, noAdobe), "80"},
		{"empty", nil, ""},
		{"text", []byte("a letter to the editor, long enough to hold a header"), ""},
		{"no scan", frame(0xc0, 8, 3, noAdobe)[:21], ""},
		{"no tables", frame(0xc0, 8, 3, noAdobe), ""},
		{"tables only", []byte{0xff, 0xd8, 0xff, 0xd9}, ""},
	}
	for _, test := range tests {
		_, err := Decode(&planar.Picture{}, test.data, 8)
		if test.words == "" {
			if e, ok := errors.AsType[FormatError](err); !ok {
				t.Errorf("%s: %v of type %T, want a FormatError", test.name, err, e)
			}
			continue
		}
		if e, ok := errors.AsType[UnsupportedError](err); !ok || !strings.Contains(string(e), test.words) {
			t.Errorf("%s: %v, want an UnsupportedError with %q", test.name, err, test.words)
		}
	}
	for _, scales := range []Scales{{0, 8}, {8, 0}, {9, 8}, {8, 9}, {-1, -1}} {
		if _, err := DecodeScaled(&planar.Picture{}, fixture(t, "restart"), scales); err == nil {
			t.Errorf("scales of %v are taken", scales)
		}
	}
}

// TestDecodeTellsTruncation cuts files at every byte: each prefix is an error or has warnings.
func TestDecodeTellsTruncation(t *testing.T) {
	files := map[string][]byte{
		"baseline":    encoded(t, waves(33, 17, samplings[2]), EncodeOptions{Quality: 80}),
		"progressive": encoded(t, waves(33, 17, samplings[0]), EncodeOptions{Quality: 80, Progressive: true}),
	}
	for name := range fixtures {
		files[name] = fixture(t, name)
	}
	var p planar.Picture
	for name, data := range files {
		for n := range data {
			if warnings, err := Decode(&p, data[:n], 1+n%8); err == nil && warnings == 0 {
				t.Errorf("%s: the first %d of %d bytes pass for a whole file", name, n, len(data))
			}
		}
	}
}

// TestDecodeLimitsScans repeats the last scan of a progressive file, which adds nothing to it.
func TestDecodeLimitsScans(t *testing.T) {
	data := encoded(t, waves(33, 17, samplings[2]), EncodeOptions{Quality: 80, Progressive: true})
	last := bytes.LastIndex(data, []byte{0xff, 0xda})
	body, scan, end := data[:last], data[last:len(data)-2], data[len(data)-2:]
	repeated := func(n int) []byte {
		return bytes.Join([][]byte{body, bytes.Repeat(scan, n), end}, nil)
	}
	if _, err := Decode(&planar.Picture{}, repeated(maxScans-20), 8); err != nil {
		t.Errorf("with somewhat under %d scans: %v", maxScans, err)
	}
	if _, err := Decode(&planar.Picture{}, repeated(maxScans+1), 8); !errors.Is(err, ErrScans) {
		t.Errorf("with over %d scans: %v, want ErrScans", maxScans, err)
	}
}

// TestDecodeLimitsMemory claims that the coefficients of a progressive file need not be held.
func TestDecodeLimitsMemory(t *testing.T) {
	data := encoded(t, blank(1600, 1600, 1, 1), EncodeOptions{Quality: 80, Progressive: true})
	h, err := ReadHeader(data)
	if err != nil {
		t.Fatal(err)
	}
	scales := Scales{1, 1}
	for _, buffered := range []bool{true, false} {
		h.Buffered = buffered
		var p planar.Picture
		if err := prepare(&p, h, scales); err != nil {
			t.Fatal(err)
		}
		_, err := decodePlanes(&p, data, h, scales)
		if buffered && err != nil || !buffered && !errors.Is(err, ErrMemory) {
			t.Errorf("coefficients allowed for: %v; %v", buffered, err)
		}
	}
}

// TestDecodeHoldsToItsBuffers hands over planes for a smaller picture than the file's.
func TestDecodeHoldsToItsBuffers(t *testing.T) {
	data := encoded(t, waves(200, 100, samplings[2]), EncodeOptions{Quality: 80})
	grey := sampled(200, 100, 2, 2)
	grey.Components, grey.ColourSpace = 1, Grey
	for _, h := range []Header{sampled(100, 100, 2, 2), sampled(200, 50, 2, 2), sampled(200, 100, 4, 2), grey} {
		var p planar.Picture
		if err := prepare(&p, h, Scales{8, 8}); err != nil {
			t.Fatal(err)
		}
		if _, err := decodePlanes(&p, data, h, Scales{8, 8}); err == nil || !strings.Contains(err.Error(), "relies on") {
			t.Errorf("into planes for %+v: %v", h, err)
		}
		for i := range p.Planes {
			if n := len(p.Planes[i].Pix) - bytes.Count(p.Planes[i].Pix, []byte{0}); n > 0 {
				t.Errorf("%d bytes of plane %d were written", n, i)
			}
		}
	}
}

// TestDecodeWarnsOfThePictureOnly decodes a file whose header claims a JFIF of the future.
func TestDecodeWarnsOfThePictureOnly(t *testing.T) {
	data := encoded(t, waves(33, 17, samplings[2]), EncodeOptions{Quality: 80})
	const version = 11
	if data[version] != 1 {
		t.Fatalf("byte %d is %d, not the version", version, data[version])
	}
	data[version] = 3
	decoded(t, data, 8)
}

func TestDecodeReusesMemory(t *testing.T) {
	data := encoded(t, waves(100, 75, samplings[2]), EncodeOptions{Quality: 80})
	var p planar.Picture
	decode := func() {
		if _, err := Decode(&p, data, 8); err != nil {
			t.Fatal(err)
		}
	}
	decode()
	before := &p.Planes[0].Pix[0]
	// The header, its outcome, and the layout and outcome of the picture.
	if n := testing.AllocsPerRun(10, decode); n > 4 {
		t.Errorf("a second picture of the same size costs %.0f allocations", n)
	}
	if &p.Planes[0].Pix[0] != before {
		t.Error("a second picture of the same size got other memory")
	}
}

func TestConcurrent(t *testing.T) {
	source := waves(100, 75, samplings[2])
	data := encoded(t, source, EncodeOptions{Quality: 80, Tables: SampledTables})
	want := decoded(t, data, 3)
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			var p planar.Picture
			var out []byte
			for range 20 {
				if _, err := Decode(&p, data, 3); err != nil {
					t.Error(err)
					return
				}
				compare(t, p.Planes, want.Planes, 0)
				var err error
				if out, err = Encode(out, source, EncodeOptions{Quality: 80, Tables: SampledTables}); err != nil || !bytes.Equal(out, data) {
					t.Errorf("%d bytes unlike the first %d, %v", len(out), len(data), err)
					return
				}
			}
		})
	}
	group.Wait()
}

func TestVersion(t *testing.T) {
	if v := Version(); !strings.HasPrefix(v, "libjpeg-turbo ") || strings.Count(v, ".") < 2 {
		t.Errorf("version %q", v)
	}
}
