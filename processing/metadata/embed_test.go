package metadata

import (
	"bytes"
	"errors"
	"image"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"
)

// decodes reports whether the standard library reads a picture, checksums and all, and gives its pixels.
func decodes(t *testing.T, format string, file []byte) image.Image {
	t.Helper()
	decode := jpeg.Decode
	if format == "png" {
		decode = png.Decode
	}
	picture, err := decode(bytes.NewReader(file))
	if err != nil {
		t.Fatalf("the %s no longer decodes: %v", format, err)
	}
	return picture
}

func samePixels(a, b image.Image) bool {
	if a.Bounds() != b.Bounds() {
		return false
	}
	for y := range a.Bounds().Dy() {
		for x := range a.Bounds().Dx() {
			if a.At(x, y) != b.At(x, y) {
				return false
			}
		}
	}
	return true
}

func sameBlocks(a, b Metadata) bool {
	return bytes.Equal(a.EXIF, b.EXIF) && bytes.Equal(a.XMP, b.XMP) && bytes.Equal(a.IPTC, b.IPTC) && bytes.Equal(a.ICC, b.ICC)
}

func TestEmbedThenRead(t *testing.T) {
	full := everything(bigEndian(), 6)
	odd := Metadata{IPTC: []byte(iptcRecord + "\x1C\x02\x05\x00\x01X")}
	long := Metadata{ICC: testICC(3*65519 + 1), IPTC: testICC(200_000)}
	sets := map[string]Metadata{
		"everything": full, "an odd IPTC record": odd, "blocks of several segments": long,
		"EXIF alone": {EXIF: full.EXIF}, "XMP alone": {XMP: full.XMP}, "a profile of one full chunk": {ICC: testICC(65519)},
		"EXIF as long as a segment takes": {EXIF: testICC(65527)},
	}
	for name, m := range sets {
		for format, plain := range map[string][]byte{"jpeg": plainJPEG(t), "png": plainPNG(t)} {
			out, err := Embed(format, plain, m)
			if err != nil {
				t.Errorf("%s into %s: %v", name, format, err)
				continue
			}
			got := Read(format, out)
			if !sameBlocks(got, m) || got.Other {
				t.Errorf("%s: %s gives back other blocks (other %v)", name, format, got.Other)
			}
			if !samePixels(decodes(t, format, out), decodes(t, format, plain)) {
				t.Errorf("%s: the pixels of the %s changed", name, format)
			}
		}
	}
}

func TestEmbedReplacesWhatIsThere(t *testing.T) {
	for format, file := range map[string][]byte{"jpeg": handJPEG(t, everything(bigEndian(), 6)), "png": handPNG(t, everything(bigEndian(), 6))} {
		before := bytes.Clone(file)
		m := Metadata{EXIF: []byte("new EXIF"), XMP: []byte("new XMP"), IPTC: []byte("new IPTC"), ICC: []byte("new ICC")}
		out, err := Embed(format, file, m)
		if err != nil {
			t.Fatal(err)
		}
		if got := Read(format, out); !sameBlocks(got, m) || got.Other {
			t.Errorf("%s: %+v", format, got)
		}
		if bytes.Contains(out, []byte("xpacket")) || bytes.Contains(out, []byte(bodySerial)) {
			t.Errorf("%s: old blocks are still there", format)
		}
		decodes(t, format, out)
		part, err := Embed(format, file, Metadata{XMP: []byte("new XMP")})
		if err != nil {
			t.Fatal(err)
		}
		want := Read(format, file)
		want.XMP = []byte("new XMP")
		if !sameBlocks(Read(format, part), want) {
			t.Errorf("%s: blocks that were not given did not stay", format)
		}
		if !bytes.Equal(file, before) {
			t.Errorf("%s: the input was changed", format)
		}
	}
}

func TestEmbedKeepsJFIFFirst(t *testing.T) {
	plain := string(plainJPEG(t))
	jfif := testSegment(0xE0, "JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00")
	out, err := Embed("jpeg", []byte(plain[:2]+jfif+plain[2:]), Metadata{EXIF: []byte("block")})
	if want := plain[:2] + jfif + testSegment(0xE1, "Exif\x00\x00block") + plain[2:]; err != nil || string(out) != want {
		t.Errorf("%q, %v", out[:60], err)
	}
}

func TestEmbedTakesTheSRGBChunkAway(t *testing.T) {
	file := pngWith(t, testChunk("sRGB", "\x00"), "")
	out, err := Embed("png", file, Metadata{ICC: testICC(10)})
	if err != nil || bytes.Contains(out, []byte("sRGB")) {
		t.Errorf("sRGB stands beside iCCP: %v", err)
	}
	if out, _ = Embed("png", file, Metadata{XMP: []byte("<x/>")}); !bytes.Contains(out, []byte("sRGB")) {
		t.Error("sRGB is gone though there is no profile")
	}
}

func TestEmbedLeavesOutWhatIsTooLarge(t *testing.T) {
	m := Metadata{EXIF: testICC(65528), XMP: testICC(65505), ICC: testICC(100)}
	out, err := Embed("jpeg", plainJPEG(t), m)
	for _, want := range []SizeError{{"EXIF", 65528, 65527}, {"XMP", 65505, 65504}} {
		if !strings.Contains(err.Error(), want.Error()) {
			t.Errorf("the error does not tell of the %s: %v", want.Block, err)
		}
	}
	if size, ok := errors.AsType[*SizeError](err); !ok || size.Block != "EXIF" {
		t.Errorf("no *SizeError in %v", err)
	}
	if got := Read("jpeg", out); !sameBlocks(got, Metadata{ICC: m.ICC}) {
		t.Errorf("the blocks that fit were not written")
	}
	if _, err = Embed("jpeg", plainJPEG(t), Metadata{ICC: make([]byte, 255*65519+1)}); err == nil {
		t.Error("a profile of more than 255 chunks was written")
	}
	out, err = Embed("png", plainPNG(t), m)
	if err != nil || !sameBlocks(Read("png", out), m) {
		t.Errorf("PNG has no such limits: %v", err)
	}
}

func TestEmbedRefuses(t *testing.T) {
	m := Metadata{XMP: []byte("<x/>")}
	table := map[string]struct{ format, file string }{
		"another format":          {"webp", string(handWebP(m))},
		"no JPEG":                 {"jpeg", "GIF89a"},
		"nothing":                 {"jpeg", ""},
		"no PNG":                  {"png", "GIF89a"},
		"a PNG that ends":         {"png", pngSignature},
		"a PNG without a header":  {"png", pngSignature + testChunk("IDAT", "")},
		"a JPEG under PNG's name": {"png", string(plainJPEG(t))},
	}
	for name, row := range table {
		if out, err := Embed(row.format, []byte(row.file), m); !errors.Is(err, ErrNotEmbeddable) || out != nil {
			t.Errorf("%s: %d bytes, %v", name, len(out), err)
		}
	}
	if out, err := Embed("webp", []byte("x"), Metadata{Other: true}); err != nil || string(out) != "x" {
		t.Errorf("nothing to embed: %q, %v", out, err)
	}
}
