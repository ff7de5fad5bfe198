package sample

import (
	"image"
	stdcolor "image/color"
)

// levels is how finely a row is painted: 16 steps to one level of the file, so that skies are
// smooth until the grain is added.
const levels = 16

// paintColour is a colour as full-range YCbCr in steps of a 16th of a level.
type paintColour struct{ y, cb, cr int32 }

// rgb is the paint of an sRGB colour.
func rgb(r, g, b uint8) paintColour {
	y, cb, cr := stdcolor.RGBToYCbCr(r, g, b)
	return paintColour{int32(y) * levels, int32(cb) * levels, int32(cr) * levels}
}

// toward moves a colour share 256ths of the way to another one.
func (c paintColour) toward(to paintColour, share int) paintColour {
	s := int32(share)
	return paintColour{
		c.y + (to.y-c.y)*s>>8,
		c.cb + (to.cb-c.cb)*s>>8,
		c.cr + (to.cr-c.cr)*s>>8,
	}
}

// tint is the two colours between which a coat's tone chooses.
type tint struct{ shade, light paintColour }

func (t tint) toward(to paintColour, share int) tint {
	return tint{t.shade.toward(to, share), t.light.toward(to, share)}
}

// pixelRow is one row of the picture while it is painted: luma for every pixel, chroma for every
// second one of every second row.
type pixelRow struct {
	y, cb, cr []int32
	coloured  bool
}

func newPixelRow(width int) *pixelRow {
	half := (width + 1) / 2
	return &pixelRow{y: make([]int32, width), cb: make([]int32, half), cr: make([]int32, half)}
}

// over lays a coat over the row: at each pixel the tint's colour by tone, 0 (shade) to 256 (light),
// as far as cover says, 0 (nothing) to 256 (all).
func (r *pixelRow) over(t tint, tone, cover []int32) {
	blend(r.y, tone, cover, 1, t.shade.y, t.light.y)
	if r.coloured {
		blend(r.cb, tone, cover, 2, t.shade.cb, t.light.cb)
		blend(r.cr, tone, cover, 2, t.shade.cr, t.light.cr)
	}
}

func blend(dst, tone, cover []int32, step int, shade, light int32) {
	span := light - shade
	for i := range dst {
		x := i * step
		if c := cover[x]; c != 0 {
			v := shade + span*tone[x]>>8
			dst[i] += (v - dst[i]) * c >> 8
		}
	}
}

// Grain in 256ths of a step per unit of noise; a unit of noise has a deviation of about 104.
const (
	lumaGrain   = 160
	chromaGrain = 40
)

// expose adds the sensor's grain and writes the row into the picture.
func (r *pixelRow) expose(picture *image.YCbCr, y int, seed uint64) {
	grain := random(mix(seed + uint64(y)))
	width := picture.Rect.Dx()
	grain.roughen(picture.Y[y*picture.YStride:][:width], r.y, lumaGrain)
	if r.coloured {
		at, half := y/2*picture.CStride, len(r.cb)
		grain.roughen(picture.Cb[at:][:half], r.cb, chromaGrain)
		grain.roughen(picture.Cr[at:][:half], r.cr, chromaGrain)
	}
}

// roughen rounds values to levels with noise added to each: the sum of two random bytes, which is
// near enough to the bell curve of a sensor's noise and costs a quarter of a random number.
func (r *random) roughen(dst []uint8, values []int32, strength int32) {
	var bits uint64
	for i, v := range values {
		if i%4 == 0 {
			bits = r.next()
		}
		noise := int32(bits&255) + int32(bits>>8&255) - 255
		bits >>= 16
		v = (v + noise*strength>>8 + levels/2) / levels
		dst[i] = uint8(min(max(v, 0), 255))
	}
}
