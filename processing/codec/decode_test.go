package codec

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"reflect"
	"runtime"
	"strings"
	"testing"
)

func TestEveryKindDecodes(t *testing.T) {
	for _, s := range smallSamples(t) {
		t.Run(s.name, func(t *testing.T) {
			p, err := Decode(s.data, DefaultLimits())
			if err != nil {
				t.Fatal(err)
			}
			checkPicture(t, s.name, p)
			if got, want := reflect.TypeOf(p.Image), reflect.TypeOf(s.kind); got != want {
				t.Errorf("it is a %v, want %v", got, want)
			}
			if w, h := p.Size(); w != s.info.Width || h != s.info.Height {
				t.Errorf("it is %d by %d, want %d by %d", w, h, s.info.Width, s.info.Height)
			}
			if len(p.Remarks) != s.remarks {
				t.Errorf("remarks are %q, want %d", p.Remarks, s.remarks)
			}
			if s.tolerance >= 0 {
				checkQuarters(t, p, s.info.Alpha && s.info.Format != GIF, s.tolerance)
			}
		})
	}
}

// checkQuarters looks at the middle of each quarter.
func checkQuarters(t *testing.T, p *Picture, alpha bool, tolerance int) {
	t.Helper()
	m := ToNRGBA(p.Image)
	w, h := p.Size()
	for row, line := range quarter {
		for column, want := range line {
			if alpha && column == 1 {
				want.A = 128
			}
			got := m.NRGBAAt(w/4+column*w/2, h/4+row*h/2)
			if !near(got, want, tolerance) {
				t.Errorf("quarter %d, %d is %v, want %v", row, column, got, want)
			}
		}
	}
}

func near(a, b color.NRGBA, tolerance int) bool {
	off := func(x, y uint8) bool { return max(int(x)-int(y), int(y)-int(x)) > tolerance }
	return !off(a.R, b.R) && !off(a.G, b.G) && !off(a.B, b.B) && !off(a.A, b.A)
}

func TestFlatJPEGsHaveTheColourTheyWereGiven(t *testing.T) {
	tests := []struct {
		name string
		file flatJPEG
		want color.NRGBA
	}{
		// Adobe stores inks inverted: 255 is no ink.
		{"cmyk", flatJPEG{levels: []byte{200, 120, 40, 255}, adobe: 1}, color.NRGBA{R: 200, G: 120, B: 40, A: 255}},
		{"cmyk, half black", flatJPEG{levels: []byte{200, 120, 40, 128}, adobe: 1}, color.NRGBA{R: 100, G: 60, B: 20, A: 255}},
		// YCCK codes the complement of the inks, which Adobe stores inverted once more.
		{"ycck", flatJPEG{levels: []byte{100, 128, 128, 255}, adobe: 3}, color.NRGBA{R: 155, G: 155, B: 155, A: 255}},
		{"rgb", flatJPEG{levels: []byte{200, 120, 40}, adobe: 1}, color.NRGBA{R: 200, G: 120, B: 40, A: 255}},
		{"ycc", flatJPEG{levels: []byte{100, 128, 128}}, color.NRGBA{R: 100, G: 100, B: 100, A: 255}},
		{"grey", flatJPEG{levels: []byte{77}}, color.NRGBA{R: 77, G: 77, B: 77, A: 255}},
	}
	for _, test := range tests {
		for _, sof := range []byte{0xc0, 0xc1, 0xc2} {
			file := test.file
			file.sof, file.width, file.height = sof, 19, 11
			p, err := Decode(file.bytes(), DefaultLimits())
			if err != nil {
				t.Errorf("%s, frame %x: %v", test.name, sof, err)
				continue
			}
			if got := ToNRGBA(p.Image).NRGBAAt(18, 10); !near(got, test.want, 1) {
				t.Errorf("%s, frame %x: %v, want %v", test.name, sof, got, test.want)
			}
		}
	}
}

func TestGIFIsComposedOnItsCanvas(t *testing.T) {
	frame := image.NewPaletted(image.Rect(3, 2, 5, 4), color.Palette{orange, blue})
	data := must(t, func(b *bytes.Buffer) error {
		return gif.EncodeAll(b, &gif.GIF{
			Image: []*image.Paletted{frame}, Delay: []int{0},
			Config: image.Config{Width: 9, Height: 7, ColorModel: frame.Palette},
		})
	})
	p, err := Decode(data, DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	if w, h := p.Size(); w != 9 || h != 7 {
		t.Fatalf("the canvas is %d by %d", w, h)
	}
	for y := range 7 {
		for x := range 9 {
			want := color.NRGBA{}
			if image.Pt(x, y).In(frame.Rect) {
				want = orange
			}
			if got := ToNRGBA(p.Image).NRGBAAt(x, y); got != want {
				t.Errorf("pixel %d, %d is %v, want %v", x, y, got, want)
			}
		}
	}
}

// TestTruncatedFilesAreReported cuts every sample at every byte. What is left is damaged, unknown or
// empty; where only trailing bytes are missing it may still decode, but it must never panic or end in
// an error of another kind.
func TestTruncatedFilesAreReported(t *testing.T) {
	for _, s := range smallSamples(t) {
		for n := range s.data {
			_, err := Decode(s.data[:n], DefaultLimits())
			outcome(t, err)
			if err == nil && n < len(s.data)/2 {
				t.Errorf("%s: half of the file is missing at %d of %d and nobody noticed", s.name, n, len(s.data))
			}
			_, err = Probe(bytes.NewReader(s.data[:n]), int64(n))
			outcome(t, err)
		}
	}
}

func TestDamagedFilesNameTheirFormat(t *testing.T) {
	for _, s := range smallSamples(t) {
		_, err := Decode(s.data[:len(s.data)/3], DefaultLimits())
		e, ok := errors.AsType[*FormatError](err)
		if !ok || e.Format != s.info.Format {
			t.Errorf("%s: %v is no damage of %s", s.name, err, s.info.Format)
		}
	}
}

// TestHostileClaimsCostNothing makes files of a few bytes that claim enormous pictures.
func TestHostileClaimsCostNothing(t *testing.T) {
	for _, size := range []int{17000, 60000} {
		for name, data := range hostile(t, size) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			_, err := Decode(data, DefaultLimits())
			runtime.ReadMemStats(&after)
			if err == nil {
				t.Errorf("%s: a claim of %d by %d in %d bytes is believed", name, size, size, len(data))
			}
			outcome(t, err)
			if used := after.TotalAlloc - before.TotalAlloc; used > 1<<20 {
				t.Errorf("%s: it took %d bytes to say: %v", name, used, err)
			}
		}
	}
}

// hostile patches a size into small sound files. A GIF may have a large canvas around a small picture
// and a WebP codes a flat one in almost nothing, so for them only what is over the limits is hostile.
func hostile(t *testing.T, size int) map[string][]byte {
	files := map[string][]byte{}
	for _, s := range smallSamples(t) {
		data := bytes.Clone(s.data)
		switch s.info.Format {
		case PNG:
			binary.BigEndian.PutUint32(data[16:], uint32(size))
			binary.BigEndian.PutUint32(data[20:], uint32(size))
			binary.BigEndian.PutUint32(data[29:], crc32.ChecksumIEEE(data[12:29]))
		case JPEG:
			at := bytes.Index(data, []byte{0, sampleHeight, 0, sampleWidth})
			binary.BigEndian.PutUint16(data[at:], uint16(size))
			binary.BigEndian.PutUint16(data[at+2:], uint16(size))
		case BMP:
			binary.LittleEndian.PutUint32(data[18:], uint32(size))
			binary.LittleEndian.PutUint32(data[22:], uint32(size))
		case TIFF:
			patchTIFF(data, size)
		case GIF:
			if size < 20000 {
				continue
			}
			binary.LittleEndian.PutUint16(data[6:], uint16(size))
			binary.LittleEndian.PutUint16(data[8:], uint16(size))
		default:
			continue
		}
		files[s.name] = data
	}
	return files
}

// patchTIFF changes the size, and the rows of a strip, in a directory of little-endian entries.
func patchTIFF(data []byte, size int) {
	const rowsPerStrip = 0x0116
	at := int(binary.LittleEndian.Uint32(data[4:]))
	for range binary.LittleEndian.Uint16(data[at:]) {
		entry := data[at+2:]
		if tag := binary.LittleEndian.Uint16(entry); tag == tagWidth || tag == tagHeight || tag == rowsPerStrip {
			binary.LittleEndian.PutUint32(entry[8:], uint32(size))
		}
		at += 12
	}
}

func TestIndexesBeyondThePaletteAreBlack(t *testing.T) {
	m := image.NewPaletted(image.Rect(0, 0, 2, 1), color.Palette{orange})
	m.Pix[1] = 200
	got := ToNRGBA(normalise(m))
	if got.NRGBAAt(0, 0) != orange || got.NRGBAAt(1, 0) != black {
		t.Errorf("the pixels are %v", got.Pix)
	}
}

func TestLayoutsNoDecoderDeliversAreConverted(t *testing.T) {
	m := quarters(sampleWidth, sampleHeight, true).SubImage(image.Rect(5, 3, 20, 15))
	for _, other := range []image.Image{m, struct{ image.Image }{m}} {
		got, ok := normalise(other).(*image.NRGBA)
		if !ok || got.Rect != image.Rect(0, 0, 15, 12) || got.NRGBAAt(14, 11) != m.At(19, 14) {
			t.Errorf("%T became %v", other, got.Rect)
		}
	}
}

func TestPanicsOfDecodersAreDamage(t *testing.T) {
	row := facts{decode: func([]byte) (image.Image, []string, error) {
		var none []byte
		return nil, nil, errors.New(string(none[3]))
	}}
	_, _, err := guarded(row, nil)
	if err == nil || !strings.Contains(err.Error(), "index out of range") {
		t.Errorf("the panic became %v", err)
	}
}

func TestHeaderAndContentMustAgree(t *testing.T) {
	row := JPEG.facts()
	row.decode = func([]byte) (image.Image, []string, error) {
		return image.NewGray(image.Rect(0, 0, 7, 7)), nil, nil
	}
	_, err := decodeAs(row, Info{Format: JPEG, Width: 8, Height: 7, Orientation: 1}, nil)
	if _, ok := errors.AsType[*FormatError](err); !ok {
		t.Errorf("a picture of another size than claimed gives %v", err)
	}
}
