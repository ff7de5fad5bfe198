package codec

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"math"
	"os"
	"slices"
	"testing"

	"minilab/processing/metadata"
)

func TestProbeTellsTheHeader(t *testing.T) {
	for _, s := range smallSamples(t) {
		got, err := Probe(bytes.NewReader(s.data), int64(len(s.data)))
		if err != nil {
			t.Errorf("%s: %v", s.name, err)
			continue
		}
		want := s.info
		want.Orientation, want.Memory, want.Planes = 1, got.Memory, got.Planes
		if got != want {
			t.Errorf("%s: %+v, want %+v", s.name, got, want)
		}
		if got.Memory < int64(len(s.data)) {
			t.Errorf("%s: %d bytes of memory cannot hold the file", s.name, got.Memory)
		}
	}
}

// counter counts the bytes read through it.
type counter struct {
	io.ReaderAt
	bytes int
}

func (c *counter) ReadAt(p []byte, off int64) (int, error) {
	c.bytes += len(p)
	return c.ReaderAt.ReadAt(p, off)
}

func TestProbeReadsLittle(t *testing.T) {
	for _, s := range samples(t, 800, 600) {
		c := &counter{ReaderAt: bytes.NewReader(s.data)}
		if _, err := Probe(c, int64(len(s.data))); err != nil {
			t.Fatal(err)
		}
		if c.bytes > 16<<10 {
			t.Errorf("%s: %d bytes of %d were read", s.name, c.bytes, len(s.data))
		}
	}
}

func TestProbeStepsOverWhatCamerasWrite(t *testing.T) {
	file := flatJPEG{sof: 0xc0, width: 24, height: 16, levels: []byte{100, 120, 140}}.bytes()
	app := append([]byte{0xff, 0xe5, 0xff, 0xff}, make([]byte, 65533)...)
	tests := map[string][]byte{
		"many segments": bytes.Repeat(app, 20),
		"padding":       bytes.Repeat([]byte{0xff}, 100),
		"lost bytes":    {1, 2, 3},
		"restarts":      {0xff, 0xd0, 0xff, 0xd7},
	}
	for name, extra := range tests {
		data := slices.Insert(slices.Clone(file), 2, extra...)
		if name == "padding" || name == "many segments" {
			if _, err := Decode(data, DefaultLimits()); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
		info, err := probeJPEG(bytes.NewReader(data), int64(len(data)))
		if err != nil || info.Width != 24 || info.Height != 16 {
			t.Errorf("%s: %+v, %v", name, info, err)
		}
	}
}

func TestEndlessPaddingIsBounded(t *testing.T) {
	data := append([]byte{0xff, 0xd8}, bytes.Repeat([]byte{0xff}, 1<<20)...)
	c := &counter{ReaderAt: bytes.NewReader(data)}
	if _, err := Probe(c, int64(len(data))); err == nil {
		t.Error("a megabyte of padding is a photo")
	}
	if c.bytes > 1<<18 {
		t.Errorf("%d bytes were read", c.bytes)
	}
}

func TestKnownButNotSupported(t *testing.T) {
	jpeg := func(sof, depth byte, levels ...byte) []byte {
		data := flatJPEG{sof: sof, width: 8, height: 8, levels: levels}.bytes()
		data[bytes.Index(data, []byte{0xff, sof})+4] = depth
		return data
	}
	box := func(brands string) []byte { return append([]byte("\x00\x00\x00\x20ftyp"), brands...) }
	tests := []struct {
		name   string
		data   []byte
		format Format
	}{
		{"avif", box("avif\x00\x00\x00\x00avifmif1miaf"), AVIF},
		{"avif by a compatible brand", box("mif1\x00\x00\x00\x00mif1avifmiaf"), AVIF},
		{"heic", box("heic\x00\x00\x00\x00mif1heic    "), HEIC},
		{"heif", box("mif1\x00\x00\x00\x00mif1heic    "), HEIC},
		{"cr3", box("crx \x00\x00\x00\x01crx isom    "), RAW},
		{"jxl codestream", []byte("\xff\x0a\x10\x20\x30"), JXL},
		{"jxl container", []byte("\x00\x00\x00\x0cJXL \r\n\x87\n"), JXL},
		{"cr2", []byte("II*\x00\x10\x00\x00\x00CR\x02\x00"), RAW},
		{"rw2", []byte("IIU\x00\x18\x00\x00\x00"), RAW},
		{"orf", []byte("IIRO\x08\x00\x00\x00"), RAW},
		{"raf", []byte("FUJIFILMCCD-RAW 0201"), RAW},
		{"dng", tiffDirectory(tagDNGVersion, 1, 1), RAW},
		{"nef", tiffDirectory(tagSubfileType, 4, 1, tagSubIFDs, 4, 100), RAW},
		{"BigTIFF", []byte("II+\x00\x08\x00\x00\x00\x10\x00"), TIFF},
		{"separate planes", tiffDirectory(tagSamples, 3, 3, tagPlanes, 3, 2), TIFF},
		{"lossless jpeg", jpeg(0xc3, 8, 100, 120, 140), JPEG},
		{"arithmetic jpeg", jpeg(0xc9, 8, 100, 120, 140), JPEG},
		{"hierarchical jpeg", jpeg(0xc5, 8, 100, 120, 140), JPEG},
		{"12-bit jpeg", jpeg(0xc1, 12, 100, 120, 140), JPEG},
		{"two-component jpeg", jpeg(0xc0, 8, 100, 120), JPEG},
		{"animated webp", []byte("RIFF\x20\x00\x00\x00WEBPVP8X\x0a\x00\x00\x00\x02\x00\x00\x00\x07\x00\x00\x07\x00\x00\x00\x00"), WebP},
		{"apple png", []byte(pngMagic + "\x00\x00\x00\x04CgBI\x50\x00\x20\x06\x2b\xd5\xb3\x7f\x00\x00\x00\x0dIHDR"), PNG},
		{"os/2 bmp", append([]byte("BM\x1a\x00\x00\x00\x00\x00\x00\x00\x1a\x00\x00\x00\x0c\x00\x00\x00"), make([]byte, 40)...), BMP},
	}
	for _, test := range tests {
		info, err := Probe(bytes.NewReader(test.data), int64(len(test.data)))
		e, ok := errors.AsType[*UnsupportedError](err)
		if !ok || e.Format != test.format || info.Format != test.format {
			t.Errorf("%s: %+v, %v", test.name, info, err)
		}
		if _, err := Decode(test.data, DefaultLimits()); !errors.As(err, &e) {
			t.Errorf("%s decoded: %v", test.name, err)
		}
	}
}

// tiffDirectory is a TIFF of nothing but tags, each with its type and one value.
func tiffDirectory(triples ...uint16) []byte {
	data := []byte("MM\x00*\x00\x00\x00\x08")
	data = append(data, 0, byte(len(triples)/3))
	for ; len(triples) > 0; triples = triples[3:] {
		entry := []byte{byte(triples[0] >> 8), byte(triples[0]), 0, byte(triples[1]), 0, 0, 0, 1, 0, 0, 0, 0}
		switch triples[1] {
		case 1:
			entry[8] = byte(triples[2])
		case 3:
			entry[9] = byte(triples[2])
		default:
			entry[11] = byte(triples[2])
		}
		data = append(data, entry...)
	}
	return append(data, 0, 0, 0, 0)
}

func TestPlainTIFFWithAPreviewIsNotRaw(t *testing.T) {
	// A preview beside the picture (SubIFDs) is common; only a first picture that calls itself a
	// small version is raw.
	data := tiffDirectory(tagSubfileType, 4, 0, tagSubIFDs, 4, 100)
	info, err := Probe(bytes.NewReader(data), int64(len(data)))
	if info.Format != TIFF {
		t.Errorf("%+v, %v", info, err)
	}
}

func TestContentThatIsNoPhoto(t *testing.T) {
	for _, test := range []struct {
		data string
		want error
	}{
		{"", ErrEmpty},
		{"hello", ErrNotPhoto},
		{"BMW cars are described in this text", ErrNotPhoto},
		{"%PDF-1.7\n", ErrNotPhoto},
		{"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom", ErrNotPhoto},
		{"\x00\x00\x00\x18ftypmp42avif\x00\x00\x00\x00mp42", ErrNotPhoto}, // a version that spells a brand
		{"RIFF\x24\x00\x00\x00WAVEfmt ", ErrNotPhoto},
	} {
		if _, err := Probe(bytes.NewReader([]byte(test.data)), int64(len(test.data))); !errors.Is(err, test.want) {
			t.Errorf("%q: %v, want %v", test.data, err, test.want)
		}
		if _, err := Decode([]byte(test.data), DefaultLimits()); !errors.Is(err, test.want) {
			t.Errorf("%q: %v, want %v", test.data, err, test.want)
		}
	}
}

// broken is a disk that fails beyond the bytes it holds.
type broken []byte

func (b broken) ReadAt(p []byte, off int64) (int, error) {
	if off+int64(len(p)) > int64(len(b)) {
		return 0, os.ErrDeadlineExceeded
	}
	return copy(p, b[off:]), nil
}

func TestFailingDiskIsNotThePhotosFault(t *testing.T) {
	segment := append([]byte{0xff, 0xd8, 0xff, 0xe5, 0xff, 0xff}, make([]byte, 100)...)
	for name, disk := range map[string]broken{"at once": {}, "behind the first bytes": segment} {
		_, err := Probe(disk, 1<<20)
		if _, ok := errors.AsType[*FormatError](err); ok || !errors.Is(err, os.ErrDeadlineExceeded) {
			t.Errorf("%s the disk failed and the error is %v", name, err)
		}
	}
}

func TestUprightSwapsTheSidesOfAQuarterTurn(t *testing.T) {
	for o := metadata.Orientation(0); o <= 9; o++ {
		w, h := Info{Width: 30, Height: 20, Orientation: o}.Upright()
		if swapped := w == 20 && h == 30; swapped != (o >= 5 && o <= 8) {
			t.Errorf("orientation %d is %d by %d", o, w, h)
		}
	}
}

func TestPixelsDoNotOverflow(t *testing.T) {
	i := Info{Width: math.MaxInt, Height: math.MaxInt}
	if i.pixels() != math.MaxInt64 {
		t.Errorf("the product of the largest sides is %d", i.pixels())
	}
	if demand(i, i.pixels(), 1, 4, 4) <= 0 {
		t.Error("the memory of the largest picture is not positive")
	}
}

func TestInfoIsJSON(t *testing.T) {
	want := Info{Format: PNG, Width: 3, Height: 2, Orientation: 6, Alpha: true, Depth: 16, Memory: 99}
	text, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	var got Info
	if err := json.Unmarshal(text, &got); err != nil || got != want {
		t.Errorf("%s came back as %+v, %v", text, got, err)
	}
}

func TestOrientationComesFromTheFile(t *testing.T) {
	exif := "Exif\x00\x00II*\x00\x08\x00\x00\x00\x01\x00\x12\x01\x03\x00\x01\x00\x00\x00\x06\x00\x00\x00\x00\x00\x00\x00"
	segment := append([]byte{0xff, 0xe1, 0, byte(len(exif) + 2)}, exif...)
	data := slices.Insert(flatJPEG{sof: 0xc0, width: 24, height: 16, levels: []byte{100}}.bytes(), 2, segment...)
	info, err := Probe(bytes.NewReader(data), int64(len(data)))
	if err != nil || info.Orientation != 6 {
		t.Errorf("the header says %+v, %v", info, err)
	}
	p, err := Decode(data, DefaultLimits())
	if err != nil || p.Orientation != 6 || p.Image.Bounds().Dx() != 24 {
		t.Errorf("the picture is %+v, %v", p, err)
	}
}
