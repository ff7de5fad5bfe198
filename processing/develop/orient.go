package develop

import (
	"image"

	"minilab/processing/codec"
)

// Orient makes the picture upright and sets its orientation to 1. Planes become NRGBA.
func Orient(p *codec.Picture) {
	if p.Orientation == 1 || !p.Orientation.Valid() {
		p.Orientation = 1
		return
	}
	w, h := p.Size()
	t := turns()[p.Orientation]
	size := image.Rect(0, 0, w, h)
	if p.Orientation.Swaps() {
		size = image.Rect(0, 0, h, w)
	}
	if grey, ok := p.Image.(*image.Gray); ok {
		dst := image.NewGray(size)
		t.turnGray(dst, grey)
		p.Image = dst
	} else {
		dst := image.NewNRGBA(size)
		t.turnNRGBA(dst, codec.ToNRGBA(p.Image))
		p.Image = dst
	}
	p.Orientation = 1
}

// turn says which stored pixel an upright pixel comes from: with swap, the upright picture's columns
// are the stored one's rows; then the stored row or column may count from its far end.
type turn struct{ swap, flipX, flipY bool }

// turns is the eight orientations of EXIF 2.3 (tag 0x0112), by number: where the stored picture's first
// row and first column lie in the scene.
func turns() [9]turn {
	return [9]turn{
		1: {},                                      // top, left: upright
		2: {flipX: true},                           // top, right: mirrored
		3: {flipX: true, flipY: true},              // bottom, right: half a turn
		4: {flipY: true},                           // bottom, left: mirrored upside down
		5: {swap: true},                            // left, top: transposed
		6: {swap: true, flipY: true},               // right, top: needs a quarter turn clockwise
		7: {swap: true, flipX: true, flipY: true},  // right, bottom: transposed the other way
		8: {swap: true, flipX: true, flipY: false}, // left, bottom: needs a quarter turn anticlockwise
	}
}

// walk is the offset in the stored pixels of the upright pixel (0, 0), and how far it moves with each
// upright column and row. Pixels have size bytes, rows of w by h pixels stride.
func (t turn) walk(w, h, stride, size int) (start, column, row int) {
	column, row = size, stride
	if t.flipX {
		start, column = start+(w-1)*size, -size
	}
	if t.flipY {
		start, row = start+(h-1)*stride, -stride
	}
	if t.swap {
		column, row = row, column
	}
	return start, column, row
}

func (t turn) turnGray(dst, src *image.Gray) {
	at, column, row := t.walk(src.Rect.Dx(), src.Rect.Dy(), src.Stride, 1)
	for y := range dst.Rect.Dy() {
		line, from := dst.Pix[y*dst.Stride:][:dst.Stride], at+y*row
		for x := range line {
			line[x] = src.Pix[from]
			from += column
		}
	}
}

func (t turn) turnNRGBA(dst, src *image.NRGBA) {
	at, column, row := t.walk(src.Rect.Dx(), src.Rect.Dy(), src.Stride, 4)
	for y := range dst.Rect.Dy() {
		line, from := dst.Pix[y*dst.Stride:][:dst.Stride], at+y*row
		for x := 0; x < len(line); x += 4 {
			copy(line[x:x+4], src.Pix[from:from+4])
			from += column
		}
	}
}
