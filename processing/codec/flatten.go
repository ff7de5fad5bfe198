package codec

import (
	"image"
	"image/color"
)

// white is what transparent pictures are laid on for formats without alpha: the paper of a print and the
// ground of most pages.
var white = color.NRGBA{R: 255, G: 255, B: 255, A: 255}

// Flatten lays a picture on an opaque background; the alpha of the background is ignored. Opaque
// pictures come back as they are. The mixing is done on encoded values, as browsers do it.
func Flatten(m image.Image, background color.NRGBA) image.Image {
	src, ok := m.(*image.NRGBA)
	if !ok || src.Opaque() {
		return m
	}
	dst := image.NewNRGBA(src.Rect)
	for y := range src.Rect.Dy() {
		from, to := src.Pix[y*src.Stride:][:4*src.Rect.Dx()], dst.Pix[y*dst.Stride:]
		for i := 0; i < len(from); i += 4 {
			a := uint32(from[i+3])
			put(to[i:], color.NRGBA{
				R: over(from[i], background.R, a), G: over(from[i+1], background.G, a),
				B: over(from[i+2], background.B, a), A: 255,
			})
		}
	}
	return dst
}

// over mixes a sample over the background, rounding to nearest.
func over(v, background uint8, alpha uint32) uint8 {
	return uint8((uint32(v)*alpha + uint32(background)*(255-alpha) + 127) / 255)
}
