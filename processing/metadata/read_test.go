package metadata

import (
	"bytes"
	"io"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"
)

func TestReadTakesEveryBlockOutOfEveryFormat(t *testing.T) {
	for name, order := range byteOrders {
		m := maker{order}
		want := everything(m, 6)
		for format, file := range handMade(t, m, 6) {
			got := Read(format, file)
			if format != "tiff" && !bytes.Equal(got.EXIF, want.EXIF) {
				t.Errorf("%s %s: EXIF is not what was written", format, name)
			}
			if !bytes.Equal(got.XMP, want.XMP) || !bytes.Equal(got.ICC, want.ICC) {
				t.Errorf("%s %s: XMP or ICC is not what was written", format, name)
			}
			if format != "webp" && !bytes.Equal(got.IPTC, want.IPTC) {
				t.Errorf("%s %s: IPTC = %q", format, name, got.IPTC)
			}
			if got.Orientation() != Rotate90 {
				t.Errorf("%s %s: orientation is %v", format, name, got.Orientation())
			}
			if got.Other != (format == "tiff") {
				t.Errorf("%s %s: Other = %v", format, name, got.Other)
			}
		}
	}
}

func TestReadOfTIFFDescribesThePhotoOnly(t *testing.T) {
	m := bigEndian()
	got := Read("tiff", handTIFF(m, 6, everything(m, 6)))
	tags := tagsOf(t, got.EXIF)
	for _, want := range []string{"0:010F", "0:0112", "0:013B", "exif:829A", "gps:0002"} {
		if !tags[want] {
			t.Errorf("%s is missing", want)
		}
	}
	for _, pixels := range []string{"0:0100", "0:0101", "0:0102", "0:0111", "0:02BC", "0:8773", "exif:927C"} {
		if tags[pixels] {
			t.Errorf("%s was taken over", pixels)
		}
	}
}

func TestReadOfOtherFormatsIsEmpty(t *testing.T) {
	jpeg := handMade(t, bigEndian(), 6)["jpeg"]
	for _, format := range []string{"gif", "heic", "", "JPEG"} {
		if got := Read(format, jpeg); !got.Empty() || !got.Other {
			t.Errorf("%q: %+v", format, got)
		}
	}
}

func TestReadOfTheWrongFormatIsEmpty(t *testing.T) {
	files := handMade(t, bigEndian(), 6)
	for format := range files {
		for other, file := range files {
			if format != other && !Read(format, file).Empty() {
				t.Errorf("a %s was read as %s", other, format)
			}
		}
	}
}

func TestReadSharesNoMemory(t *testing.T) {
	for format, file := range handMade(t, littleEndian(), 1) {
		got := Read(format, file)
		before := bytes.Join([][]byte{got.EXIF, got.XMP, got.IPTC, got.ICC}, nil)
		clear(file)
		if !bytes.Equal(before, bytes.Join([][]byte{got.EXIF, got.XMP, got.IPTC, got.ICC}, nil)) {
			t.Errorf("%s: the blocks changed with the file", format)
		}
	}
}

func TestReadOldEXIFProfilesOfPNG(t *testing.T) {
	m := littleEndian()
	exif := string(m.block(m.camera(8)))
	texts := map[string]string{
		"packed":     testChunk("zTXt", "Raw profile type exif\x00\x00"+zlibbed(rawProfileText("exif", "Exif\x00\x00"+exif))),
		"plain":      testChunk("tEXt", "Raw profile type exif\x00"+rawProfileText("exif", exif)),
		"under APP1": testChunk("zTXt", "Raw profile type APP1\x00\x00"+zlibbed(rawProfileText("generic profile", "Exif\x00\x00"+exif))),
	}
	for name, text := range texts {
		file := pngWith(t, text, "")
		if got := Read("png", file); string(got.EXIF) != exif || got.Other {
			t.Errorf("%s: EXIF of %d bytes, other %v", name, len(got.EXIF), got.Other)
		}
		if o := ReadOrientation("png", bytes.NewReader(file), int64(len(file))); o != Rotate270 {
			t.Errorf("%s: ReadOrientation says %v", name, o)
		}
	}
}

func TestOtherTellsOfWhatIsNotTakenOver(t *testing.T) {
	jpeg := string(plainJPEG(t))
	with := func(segment string) []byte { return []byte(jpeg[:2] + segment + jpeg[2:]) }
	table := []struct {
		name, format string
		file         []byte
		want         bool
	}{
		{"a plain JPEG", "jpeg", []byte(jpeg), false},
		{"JFIF and Adobe", "jpeg", with(testSegment(0xE0, "JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00") + testSegment(0xEE, "Adobe\x00\x64\x00\x00\x00\x00\x01")), false},
		{"zeros behind the end", "jpeg", []byte(jpeg + "\x00\x00\x00"), false},
		{"a comment", "jpeg", with(testSegment(0xFE, "taken at home")), true},
		{"a preview in JFXX", "jpeg", with(testSegment(0xE0, "JFXX\x00\x10")), true},
		{"several pictures", "jpeg", with(testSegment(0xE2, "MPF\x00")), true},
		{"extended XMP", "jpeg", with(testSegment(0xE1, "http://ns.adobe.com/xmp/extension/\x00")), true},
		{"half a profile", "jpeg", with(testSegment(0xE2, "ICC_PROFILE\x00\x03\x02abc")), true},
		{"a Photoshop thumbnail", "jpeg", with(testSegment(0xED, "Photoshop 3.0\x008BIM\x04\x0C\x00\x00\x00\x00\x00\x02ab")), true},
		{"a film behind the photo", "jpeg", []byte(jpeg + "ftypmp42"), true},
		{"no end", "jpeg", []byte(jpeg[:len(jpeg)-2]), true},
		{"a plain PNG", "png", plainPNG(t), false},
		{"resolution and time", "png", pngWith(t, testChunk("pHYs", "\x00\x00\x0B\x13\x00\x00\x0B\x13\x01"), testChunk("tIME", "\x07\xEA\x0B\x17\x0A\x00\x00")), false},
		{"a text", "png", pngWith(t, testChunk("tEXt", "Comment\x00at home"), ""), true},
		{"bytes behind the end", "png", append(plainPNG(t), "film"...), true},
		{"an unknown chunk of WebP", "webp", append(handWebP(Metadata{}), riffChunk("GPS ", "here")...), true},
	}
	for _, row := range table {
		if got := Read(row.format, row.file).Other; got != row.want {
			t.Errorf("%s: Other = %v", row.name, got)
		}
	}
}

func TestReadOrientationAgreesWithRead(t *testing.T) {
	for name, order := range byteOrders {
		for o := range uint16(11) {
			for format, file := range handMade(t, maker{order}, o) {
				want := Upright
				if o >= 1 && o <= 8 {
					want = Orientation(o)
				}
				r := &countingReader{r: bytes.NewReader(file)}
				if got := ReadOrientation(format, r, int64(len(file))); got != want {
					t.Errorf("%s %s %d: ReadOrientation says %v", format, name, o, got)
				}
				if got := Read(format, file).Orientation(); got != want {
					t.Errorf("%s %s %d: Read says %v", format, name, o, got)
				}
				if r.calls > 4 {
					t.Errorf("%s: %d reads", format, r.calls)
				}
			}
		}
	}
}

// countingReader counts reads and the bytes asked for.
type countingReader struct {
	r     io.ReaderAt
	calls int
	bytes int
}

func (c *countingReader) ReadAt(p []byte, at int64) (int, error) {
	c.calls++
	c.bytes += len(p)
	return c.r.ReadAt(p, at)
}

func TestReadOrientationReadsLittleOfLargeFiles(t *testing.T) {
	noise := make([]byte, 4<<20)
	random := rand.New(rand.NewPCG(1, 2))
	for i := range noise {
		noise[i] = byte(random.Uint32())
	}
	many := strings.Repeat(testChunk("IDAT", string(noise[:8192])), 400)
	files := map[string][]byte{
		"jpeg": append(plainJPEG(t), noise...),
		"png":  []byte(string(plainPNG(t)[:33]) + many + testChunk("IEND", "")),
		"webp": []byte("RIFF\x00\x00\x40\x00WEBP" + riffChunk("VP8 ", string(noise))),
	}
	files["jpeg of segments"] = []byte("\xFF\xD8" + strings.Repeat("\xFF\xE3\x00\x02", 1<<20))
	files["webp of chunks"] = []byte("RIFF\x00\x00\x40\x00WEBP" + strings.Repeat(riffChunk("ABCD", ""), 1<<19))
	files["png of chunks"] = []byte(pngSignature + strings.Repeat(testChunk("abCd", ""), 1<<18))
	for name, file := range files {
		r := &countingReader{r: bytes.NewReader(file)}
		format, _, _ := strings.Cut(name, " ")
		if got := ReadOrientation(format, r, int64(len(file))); got != Upright {
			t.Errorf("%s: %v", name, got)
		}
		if r.calls > maxParts+4 || r.bytes > headSize+tailSize+16*maxParts {
			t.Errorf("%s: %d reads of %d bytes together", name, r.calls, r.bytes)
		}
	}
}

func TestReadOrientationOfFailingFilesIsUpright(t *testing.T) {
	for _, format := range []string{"jpeg", "png", "webp", "tiff", "gif"} {
		for _, size := range []int64{-1, 0, 1, 1 << 40} {
			if got := ReadOrientation(format, bytes.NewReader(nil), size); got != Upright {
				t.Errorf("%s of %d bytes: %v", format, size, got)
			}
		}
	}
}

func TestEveryTruncatedPrefix(t *testing.T) {
	for name, order := range byteOrders {
		for format, file := range handMade(t, maker{order}, 6) {
			for n := range file {
				prefix := file[:n:n]
				m := Read(format, prefix)
				ReadOrientation(format, bytes.NewReader(prefix), int64(n))
				for _, p := range Policies() {
					if kept := m.Keep(p); kept.Orientation() != Upright {
						t.Fatalf("%s %s cut at %d: %s leaves %v", format, name, n, p, kept.Orientation())
					}
					m.Drops(p)
				}
			}
		}
	}
}

func TestInflationIsBounded(t *testing.T) {
	bomb := zlibbed(strings.Repeat("\x00", 48<<20)) // 48 MiB in some 48 KiB
	file := pngWith(t, strings.Repeat(testChunk("iCCP", "x\x00\x00"+bomb), 4)+
		strings.Repeat(testChunk("zTXt", "Raw profile type exif\x00\x00"+bomb), 4)+
		testChunk("iTXt", "XML:com.adobe.xmp\x00\x01\x00\x00\x00"+bomb), "")
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	if m := Read("png", file); !m.Empty() || !m.Other {
		t.Errorf("a block was taken out of a bomb: %d bytes of ICC, %d of EXIF", len(m.ICC), len(m.EXIF))
	}
	runtime.ReadMemStats(&after)
	if used := after.TotalAlloc - before.TotalAlloc; used > 200<<20 {
		t.Errorf("%d MiB were allocated", used>>20)
	}
}

func TestIPTCIsFoundBehindOddResources(t *testing.T) {
	resources := "8BIM\x04\x0C\x00\x00\x00\x00\x00\x03abc\x00" + // three bytes and one to make them even
		"8BIM\x04\x25\x03abc\x00\x00\x00\x02de" + // a name
		"8BIM\x04\x04\x00\x00\x00\x00\x00\x0C" + iptcRecord
	plain := string(plainJPEG(t))
	m := Read("jpeg", []byte(plain[:2]+testSegment(0xED, "Photoshop 3.0\x00"+resources)+plain[2:]))
	if string(m.IPTC) != iptcRecord || !m.Other {
		t.Errorf("IPTC = %q, Other = %v", m.IPTC, m.Other)
	}
}
