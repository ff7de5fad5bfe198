package develop

import (
	"image"

	"github.com/disintegration/imaging"

	"minilab/processing/codec"
)

// Resize brings the picture to a size in pixels as stored, at least 1 by 1, with the Lanczos filter of
// three lobes, widened when it makes the picture smaller, so that no sample is left out. Samples are
// weighted by their alpha, so that what is transparent lends no colour. The filter works on
// gamma-encoded values, as browsers and most tools do. Grey stays grey; planes become NRGBA.
func Resize(p *codec.Picture, width, height int) {
	width, height = max(1, width), max(1, height)
	if w, h := p.Size(); w == width && h == height {
		return
	}
	// The picture's layout is one of three that imaging is known to handle: it panics, in goroutines
	// that nobody can recover, on palettes with an index out of range (CVE-2023-36308).
	resized := imaging.Resize(p.Image, width, height, imaging.Lanczos)
	if _, grey := p.Image.(*image.Gray); grey {
		p.Image = firstChannel(resized)
		return
	}
	p.Image = resized
}

// firstChannel is a grey picture from one whose channels are alike.
func firstChannel(m *image.NRGBA) *image.Gray {
	dst := image.NewGray(m.Rect)
	for y := range dst.Rect.Dy() {
		row, src := dst.Pix[y*dst.Stride:][:dst.Stride], m.Pix[y*m.Stride:]
		for x := range row {
			row[x] = src[4*x]
		}
	}
	return dst
}
