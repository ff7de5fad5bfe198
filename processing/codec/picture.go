package codec

import (
	"image"

	"minilab/processing/metadata"
	"minilab/processing/planar"
)

// Picture is a decoded photo on its way through the steps of package develop. Its pixels are in Image
// or, on the fast way of a JPEG, in Planes; the other is nil.
type Picture struct {
	// Image is an *image.NRGBA, *image.YCbCr or *image.Gray with its bounds at (0, 0): 8 bits a
	// sample, straight alpha, gamma-encoded, in the colour space of the source, as stored (not yet
	// upright). Steps replace it and never change its pixels, so that pictures may share them.
	Image image.Image
	// Planes is Y'CbCr in planes, which may have been decoded smaller than the photo is.
	Planes *planar.Picture
	// Orientation says how to make the picture upright, 1 to 8 as in EXIF; 1 where it is upright.
	Orientation metadata.Orientation
	// Metadata is what the source carried, as it was; a profile is among it only where it is for
	// pixels of the kind of Image.
	Metadata metadata.Metadata
	// Remarks are sentences about what was lost in decoding.
	Remarks []string
}

// Size is the picture's size in pixels as stored.
func (p *Picture) Size() (width, height int) {
	b := p.Look().Bounds()
	return b.Dx(), b.Dy()
}

// Look is the picture to look at here and there, of either form.
func (p *Picture) Look() image.Image {
	if p.Planes != nil {
		return p.Planes
	}
	return p.Image
}

// Opaque reports whether no pixel is transparent. It looks at every pixel of a picture with alpha.
func (p *Picture) Opaque() bool {
	m, ok := p.Image.(*image.NRGBA)
	return !ok || m.Opaque()
}

// Clone is a picture that shares pixels and metadata with p but goes its own way through the steps.
func (p *Picture) Clone() *Picture {
	c := *p
	return &c
}
