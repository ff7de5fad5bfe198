package codec

import (
	"slices"
	"strings"
	"testing"
)

func TestTableIsConsistent(t *testing.T) {
	seen := map[string]Format{}
	for _, f := range Formats() {
		if f.Title() == "" || len(f.Extensions()) == 0 {
			t.Errorf("%s lacks a title or extensions", f)
		}
		for _, ext := range f.Extensions() {
			if other, taken := seen[ext]; taken {
				t.Errorf("%s and %s both claim .%s", f, other, ext)
			}
			if ext != strings.ToLower(ext) || strings.HasPrefix(ext, ".") {
				t.Errorf("%s has the extension %q", f, ext)
			}
			seen[ext] = f
		}
		if f.CanDecode() != (f.facts().probe != nil) {
			t.Errorf("%s is probed or decoded but not both", f)
		}
		if found, ok := Lookup(string(f)); !ok || found != f {
			t.Errorf("%s is looked up as %s", f, found)
		}
	}
}

func TestLookup(t *testing.T) {
	for name, want := range map[string]Format{
		"jpg": JPEG, "JPEG": JPEG, ".Jpg": JPEG, "tif": TIFF, "heif": HEIC, "WebP": WebP, "nef": RAW,
		"keep": "", "": "", "doc": "", ".": "",
	} {
		if got, ok := Lookup(name); got != want || ok != (want != "") {
			t.Errorf("%q is %q, %t; want %q", name, got, ok, want)
		}
	}
}

func TestFactsOfFormats(t *testing.T) {
	type row struct{ lossy, alpha, icc, deep, decode, encode bool }
	for f, want := range map[Format]row{
		JPEG: {lossy: true, icc: true, decode: true, encode: true},
		PNG:  {alpha: true, icc: true, deep: true, decode: true, encode: true},
		GIF:  {alpha: true, decode: true},
		WebP: {lossy: true, alpha: true, icc: true, decode: true},
		TIFF: {alpha: true, icc: true, deep: true, decode: true},
		BMP:  {alpha: true, decode: true},
		AVIF: {lossy: true, alpha: true, icc: true, deep: true},
		RAW:  {deep: true},
		Keep: {},
	} {
		got := row{f.Lossy(), f.Alpha(), f.ICC(), f.Deep(), f.CanDecode(), f.CanEncode()}
		if got != want {
			t.Errorf("%s: %+v, want %+v", f, got, want)
		}
	}
}

func TestExtensions(t *testing.T) {
	for f, want := range map[Format]string{JPEG: "jpg", TIFF: "tif", WebP: "webp", JXL: "jxl", RAW: "", Keep: ""} {
		if got := f.Extension(); got != want {
			t.Errorf("%s has the extension %q, want %q", f, got, want)
		}
	}
	// What is handed out is a copy.
	JPEG.Extensions()[0] = "exe"
	if slices.Contains(JPEG.Extensions(), "exe") {
		t.Error("the table was changed from outside")
	}
}

func TestPhotoNames(t *testing.T) {
	for name, want := range map[string]bool{
		"IMG_0001.JPG": true, "a.b.webp": true, "raw/x.Cr2": true, "x.dng": true, "x.rw2": true,
		"x.jpg.part": false, "jpg": false, "notes.txt": false, "x.": false, "": false,
	} {
		if HasPhotoName(name) != want {
			t.Errorf("%q: %t", name, !want)
		}
	}
}

func TestSniffNeedsNoMoreThanSniffLen(t *testing.T) {
	for _, s := range smallSamples(t) {
		got, ok := Sniff(s.data[:min(len(s.data), SniffLen)])
		if !ok || got != s.info.Format {
			t.Errorf("%s is sniffed as %q", s.name, got)
		}
		// Whatever is cut off, nothing else is made of it.
		for n := range min(len(s.data), SniffLen) {
			if got, ok := Sniff(s.data[:n]); ok && got != s.info.Format {
				t.Errorf("%d bytes of %s are sniffed as %q", n, s.name, got)
			}
		}
	}
}
