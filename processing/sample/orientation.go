package sample

import "image"

// orientation is an EXIF orientation, 1 to 8: which edges of the upright picture the first row and
// the first column of the file are (Exif 2.32, tag 274).
type orientation uint8

// rowsAreColumns reports whether the file's rows are the picture's columns: width and height swap.
func (o orientation) rowsAreColumns() bool { return o >= 5 }

// fromRight and fromBottom report where the file begins: orientations 2, 3, 6 and 7 at the right
// edge of the upright picture, 3, 4, 7 and 8 at the bottom edge.
func (o orientation) fromRight() bool  { return o == 2 || o == 3 || o == 6 || o == 7 }
func (o orientation) fromBottom() bool { return o == 3 || o == 4 || o == 7 || o == 8 }

// size is the stored size of an upright picture.
func (o orientation) size(upright image.Point) image.Point {
	if o.rowsAreColumns() {
		return image.Pt(upright.Y, upright.X)
	}
	return upright
}

// store turns an upright picture into what the file holds; orientation 1 is the picture itself.
// Where a mirrored side is odd, a chroma sample stands half a sample beside its place, as there is
// none in between; nothing of that can be seen.
func (o orientation) store(upright *image.YCbCr) *image.YCbCr {
	if o == 1 {
		return upright
	}
	size := o.size(upright.Rect.Size())
	stored := image.NewYCbCr(image.Rectangle{Max: size}, upright.SubsampleRatio)
	chroma := image.Pt((size.X+1)/2, (size.Y+1)/2)
	o.storePlane(stored.Y, upright.Y, size, stored.YStride, upright.YStride)
	o.storePlane(stored.Cb, upright.Cb, chroma, stored.CStride, upright.CStride)
	o.storePlane(stored.Cr, upright.Cr, chroma, stored.CStride, upright.CStride)
	return stored
}

// tile is the side of the squares a plane is turned by: reading columns of a whole plane would miss
// the cache at every pixel.
const tile = 64

// storePlane fills one stored plane of the given size from the upright one.
func (o orientation) storePlane(dst, src []uint8, size image.Point, dstStride, srcStride int) {
	start, right, down := o.walk(size, srcStride)
	for top := 0; top < size.Y; top += tile {
		for left := 0; left < size.X; left += tile {
			end := image.Pt(min(left+tile, size.X), min(top+tile, size.Y))
			for y := top; y < end.Y; y++ {
				from := start + left*right + y*down
				for x := left; x < end.X; x++ {
					dst[y*dstStride+x] = src[from]
					from += right
				}
			}
		}
	}
}

// walk says how the upright plane is read while the stored one is filled in order: where it starts,
// and how far a step to the right and a step down in the file lead in it.
func (o orientation) walk(stored image.Point, stride int) (start, right, down int) {
	upright := o.size(stored)
	across, along := 1, stride
	if o.fromRight() {
		start += upright.X - 1
		across = -1
	}
	if o.fromBottom() {
		start += (upright.Y - 1) * stride
		along = -stride
	}
	if o.rowsAreColumns() {
		return start, along, across
	}
	return start, across, along
}
