package metadata

import (
	"bytes"
	"errors"
	"testing"
)

func FuzzRead(f *testing.F) {
	formats := []string{"jpeg", "png", "webp", "tiff"}
	for _, order := range byteOrders {
		for i, format := range formats {
			f.Add(byte(i), handMade(f, maker{order}, 6)[format])
		}
	}
	f.Fuzz(func(t *testing.T, which byte, data []byte) {
		format := formats[int(which)%len(formats)]
		before := bytes.Clone(data)
		m := Read(format, data)
		IsSRGB(m.ICC)
		if o := ReadOrientation(format, bytes.NewReader(data), int64(len(data))); !o.Valid() {
			t.Errorf("ReadOrientation says %d", o)
		}
		for _, p := range Policies() {
			if kept := m.Keep(p); kept.Orientation() != Upright {
				t.Errorf("%s leaves %v", p, kept.Orientation())
			}
			m.Drops(p)
		}
		if !bytes.Equal(before, data) {
			t.Error("the file was changed")
		}
	})
}

func FuzzKeep(f *testing.F) {
	for _, order := range byteOrders {
		m := maker{order}
		f.Add(m.block(m.camera(6)))
		for _, block := range hostileBlocks(m) {
			f.Add(block)
		}
	}
	f.Fuzz(func(t *testing.T, block []byte) {
		m := Metadata{EXIF: block}.ForPixels(640, 480, true)
		for _, p := range Policies() {
			kept := m.Keep(p)
			if len(kept.EXIF) > 2*len(block)+128 || kept.Orientation() != Upright {
				t.Fatalf("%s: %d bytes became %d, %v", p, len(block), len(kept.EXIF), kept.Orientation())
			}
			if kept.Drops(p) {
				t.Fatalf("%s drops some of what it kept: %q", p, kept.EXIF)
			}
			if again := kept.Keep(p); !bytes.Equal(again.EXIF, kept.EXIF) {
				t.Fatalf("%s: keeping twice gives\n%q, not\n%q", p, again.EXIF, kept.EXIF)
			}
		}
		kept := m.Keep(KeepSafe)
		out, err := Embed("png", plainPNG(t), kept)
		if err != nil || !bytes.Equal(Read("png", out).EXIF, kept.EXIF) {
			t.Fatalf("embedding and reading: %v", err)
		}
	})
}

func FuzzEmbed(f *testing.F) {
	f.Add(plainJPEG(f), []byte("block"))
	f.Add(handJPEG(f, everything(bigEndian(), 6)), []byte("block"))
	f.Add(plainPNG(f), []byte("block"))
	f.Add(handPNG(f, everything(bigEndian(), 6)), []byte("block"))
	f.Fuzz(func(t *testing.T, file, block []byte) {
		for _, format := range []string{"jpeg", "png"} {
			out, err := Embed(format, file, Metadata{EXIF: block, IPTC: block, ICC: block})
			if _, large := errors.AsType[*SizeError](err); err != nil && (out != nil) != large {
				t.Fatalf("%d bytes with %v", len(out), err)
			}
			if err == nil && len(block) > 0 && !bytes.Equal(Read(format, out).ICC, block) {
				t.Fatalf("%s: the profile is not the one embedded", format)
			}
		}
	})
}
