package sample

import (
	"encoding/binary"
	"image"
	"testing"
)

// edges is the standard's own wording for each orientation (Exif 2.32, tag 274): which corner of
// the upright picture is the first pixel of the file, which the last of the first row and which the
// first of the last row.
var edges = map[uint8][3]string{
	1: {"top left", "top right", "bottom left"},
	2: {"top right", "top left", "bottom right"},
	3: {"bottom right", "bottom left", "top right"},
	4: {"bottom left", "bottom right", "top left"},
	5: {"top left", "bottom left", "top right"},
	6: {"top right", "bottom right", "top left"},
	7: {"bottom right", "top right", "bottom left"},
	8: {"bottom left", "top left", "bottom right"},
}

func TestStoredPixelsAndTagAgree(t *testing.T) {
	for o, corners := range edges {
		file := mustJPEG(t, Photo{Width: 480, Height: 360, Seed: uint64(o), Orientation: o})
		if got := readEXIF(t, file).orientation; got != uint16(o) {
			t.Errorf("orientation %d is stated as %d", o, got)
		}
		stored := mustDecode(t, file)
		size := stored.Bounds().Size()
		for i, place := range []flagMark{{}, {right: true}, {bottom: true}} {
			got := flagNamed(meanColour(stored, place.core(size)))
			if want := colourIn(t, corners[i]); got != want {
				t.Errorf("orientation %d: place %d of the file shows %s, want %s, the upright %s corner",
					o, i, got, want, corners[i])
			}
		}
	}
}

func colourIn(t *testing.T, corner string) string {
	t.Helper()
	for _, f := range flags {
		if f.corner == corner {
			return f.colourName
		}
	}
	t.Fatalf("no flag in the %s corner", corner)
	return ""
}

// Every pixel, not only the flags: turned back by the standard's wording, pixel by pixel, the file's
// plane is the upright picture's. Odd sizes are where an offset by one would show.
func TestStoredPlaneIsTheUprightOne(t *testing.T) {
	upright, err := Photo{Width: 151, Height: 97, Seed: 5}.Picture()
	if err != nil {
		t.Fatal(err)
	}
	for o := range edges {
		stored := orientation(o).store(upright)
		for y := range stored.Rect.Dy() {
			for x := range stored.Rect.Dx() {
				at := uprightPlace(o, x, y, upright.Rect.Size())
				if stored.Y[stored.YOffset(x, y)] != upright.Y[upright.YOffset(at.X, at.Y)] {
					t.Fatalf("orientation %d: stored pixel (%d, %d) is not the upright pixel %v", o, x, y, at)
				}
			}
		}
	}
}

// uprightPlace follows the corner names: a step along the file's row leads from its first corner to
// its second, a step down from the first to the third.
func uprightPlace(o uint8, x, y int, size image.Point) image.Point {
	first, across, down := cornerOf(edges[o][0], size), cornerOf(edges[o][1], size), cornerOf(edges[o][2], size)
	return first.Add(toward(first, across).Mul(x)).Add(toward(first, down).Mul(y))
}

func cornerOf(name string, size image.Point) image.Point {
	return map[string]image.Point{
		"top left":     {0, 0},
		"top right":    {size.X - 1, 0},
		"bottom left":  {0, size.Y - 1},
		"bottom right": {size.X - 1, size.Y - 1},
	}[name]
}

func toward(from, to image.Point) image.Point {
	sign := func(d int) int { return min(max(d, -1), 1) }
	return image.Pt(sign(to.X-from.X), sign(to.Y-from.Y))
}

// exifRead is what a reader finds in the block.
type exifRead struct {
	orientation uint16
	maker, date string
}

// readEXIF reads the block as TIFF defines it, knowing nothing of how it was written.
func readEXIF(t *testing.T, file []byte) exifRead {
	t.Helper()
	if len(file) < 12 || string(file[:4]) != "\xff\xd8\xff\xe1" || string(file[6:12]) != "Exif\x00\x00" {
		t.Fatalf("no EXIF segment right after the start of the file: % x", file[:12])
	}
	segment := file[4 : 4+int(binary.BigEndian.Uint16(file[4:]))]
	tiff := segment[8:]
	if string(tiff[:4]) != "MM\x00*" {
		t.Fatalf("no TIFF header: % x", tiff[:4])
	}
	if next := file[4+len(segment):]; next[0] != 0xff {
		t.Fatalf("the segment's length leads to % x, which is no marker", next[:2])
	}
	var read exifRead
	directory := binary.BigEndian.Uint32(tiff[4:])
	for directory != 0 {
		directory = readDirectory(tiff, directory, &read)
	}
	return read
}

// readDirectory takes one directory's fields and returns where the Exif directory stands, or 0.
func readDirectory(tiff []byte, at uint32, read *exifRead) (exif uint32) {
	order := binary.BigEndian
	fields := int(order.Uint16(tiff[at:]))
	for i := range fields {
		field := tiff[int(at)+2+12*i:][:12]
		value := field[8:]
		switch count := order.Uint32(field[4:]); order.Uint16(field) {
		case 0x010f:
			read.maker = string(tiff[order.Uint32(value):][:count])
		case 0x0112:
			read.orientation = order.Uint16(value)
		case 0x8769:
			exif = order.Uint32(value)
		case 0x9003:
			read.date = string(tiff[order.Uint32(value):][:count])
		}
	}
	return exif
}

func TestMakerAndDate(t *testing.T) {
	read := readEXIF(t, mustJPEG(t, Photo{Width: MinSide, Height: MinSide, Seed: 9}))
	if read.maker != "Minilab\x00" {
		t.Errorf("Make is %q", read.maker)
	}
	want := Photo{Seed: 9}.taken().Format("2006:01:02 15:04:05") + "\x00"
	if read.date != want || len(read.date) != 20 {
		t.Errorf("DateTimeOriginal is %q, want %q", read.date, want)
	}
	for seed := range uint64(50) {
		at := Photo{Seed: seed}.taken()
		if at.Year() != 2025 || at.Hour() < 8 || at.Hour() > 18 {
			t.Errorf("seed %d was taken at %v", seed, at)
		}
	}
}
