// Package planar holds pictures as separate planes of samples: luma and, unless the picture is grey, two
// planes of colour differences that are often smaller. This is what a JPEG file holds. A photo that goes
// from JPEG to JPEG need never leave this form, and a third of the work of a converter is saved.
//
// Samples are 8 bits, full range, Y'CbCr by BT.601 as JFIF defines it: Y from 0 (black) to 255 (white),
// Cb and Cr around 128.
package planar

// Plane is one plane of samples. Row y begins at Pix[y*Stride] and holds Width samples; what lies
// between Width and Stride is padding of no meaning.
type Plane struct {
	Pix           []byte
	Stride        int
	Width, Height int
	// Window is the part of the plane that the picture covers, in samples. It need not be whole: a
	// picture 2725 wide that was decoded at half its size covers 1362.5 of its 1363 samples. To take
	// it for 1363 would shift the picture by a quarter of a sample at its far side.
	Window Window
}

// Window is a rectangle in samples of a plane, from its left upper corner.
type Window struct {
	X, Y, Width, Height float64
}

// Row is the samples of one row.
func (p *Plane) Row(y int) []byte { return p.Pix[y*p.Stride : y*p.Stride+p.Width] }

// Picture is a picture in planes.
type Picture struct {
	// Width and Height are the size, in pixels, at which the picture is to be seen: that of the luma
	// window for a picture at its own size, that of the source for one that was decoded smaller.
	Width, Height int
	// Planes are Y, or Y, Cb and Cr.
	Planes []Plane
}

// Grey reports whether the picture has no colour.
func (p *Picture) Grey() bool { return len(p.Planes) == 1 }

// Bytes is the memory that the planes take.
func (p *Picture) Bytes() int64 {
	var n int64
	for i := range p.Planes {
		n += int64(cap(p.Planes[i].Pix))
	}
	return n
}
