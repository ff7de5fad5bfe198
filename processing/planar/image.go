package planar

import (
	"image"
	"image/color"
)

// ColorModel is that of Y'CbCr.
func (p *Picture) ColorModel() color.Model { return color.YCbCrModel }

// Bounds is the size at which the picture is seen.
func (p *Picture) Bounds() image.Rectangle { return image.Rect(0, 0, p.Width, p.Height) }

// At is the sample nearest to a pixel, in Y'CbCr: enough to look at a picture here and there, as the
// measurement for automatic correction does. It makes a Picture an image.Image.
func (p *Picture) At(x, y int) color.Color { return p.YCbCrAt(x, y) }

// YCbCrAt is At without the allocation.
func (p *Picture) YCbCrAt(x, y int) color.YCbCr {
	if p.Grey() {
		return color.YCbCr{Y: p.nearest(0, x, y), Cb: 128, Cr: 128}
	}
	return color.YCbCr{Y: p.nearest(0, x, y), Cb: p.nearest(1, x, y), Cr: p.nearest(2, x, y)}
}

// nearest is the sample of a plane in which the middle of a pixel lies.
func (p *Picture) nearest(plane, x, y int) uint8 {
	s := &p.Planes[plane]
	column := int(s.Window.X + (float64(x)+0.5)*s.Window.Width/float64(p.Width))
	row := int(s.Window.Y + (float64(y)+0.5)*s.Window.Height/float64(p.Height))
	return s.Pix[min(max(row, 0), s.Height-1)*s.Stride+min(max(column, 0), s.Width-1)]
}
