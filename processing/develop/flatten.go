package develop

import (
	"image/color"

	"minilab/processing/codec"
)

// Flatten lays a transparent picture on an opaque background. Encoding for formats without alpha does
// the same with white; this step is for those who want another ground.
func Flatten(p *codec.Picture, background color.NRGBA) {
	p.Image = codec.Flatten(p.Image, background)
}
