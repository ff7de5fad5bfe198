package planar

// rowAlign keeps the rows of a plane apart by whole cache lines, so that each begins where vector
// instructions like it.
const rowAlign = 64

// Reshape makes the plane width by height samples, with the window over all of it, and reuses its
// memory where that is enough. The samples are of no meaning afterwards.
func (p *Plane) Reshape(width, height int) {
	p.Width, p.Height = width, height
	p.Stride = (width + rowAlign - 1) &^ (rowAlign - 1)
	p.Window = Window{Width: float64(width), Height: float64(height)}
	if need := p.Stride * height; cap(p.Pix) < need {
		p.Pix = make([]byte, need)
	} else {
		p.Pix = p.Pix[:need]
	}
}

// Reshape gives the picture so many planes and keeps the memory of those that it had.
func (p *Picture) Reshape(width, height, planes int) {
	p.Width, p.Height = width, height
	for cap(p.Planes) < planes {
		p.Planes = append(p.Planes[:cap(p.Planes)], Plane{})
	}
	p.Planes = p.Planes[:planes]
}

// Crop narrows the windows of all planes to a part of the picture, given in pixels of the size at which
// the picture is seen. No sample is moved.
func (p *Picture) Crop(x, y, width, height int) {
	for i := range p.Planes {
		w := &p.Planes[i].Window
		perX, perY := w.Width/float64(p.Width), w.Height/float64(p.Height)
		*w = Window{X: w.X + float64(x)*perX, Y: w.Y + float64(y)*perY, Width: float64(width) * perX, Height: float64(height) * perY}
	}
	p.Width, p.Height = width, height
}
