package develop

import (
	"image"

	"minilab/processing/codec"
)

// Crop keeps the part of the picture inside r, which is in pixels as stored. What of r lies outside the
// picture is ignored; where nothing of it lies inside, the picture is left whole. The pixels are
// shared with the input wherever its layout allows.
func Crop(p *codec.Picture, r image.Rectangle) {
	r = r.Intersect(p.Image.Bounds())
	if r.Empty() || r == p.Image.Bounds() {
		return
	}
	at := image.Rect(0, 0, r.Dx(), r.Dy())
	switch m := p.Image.(type) {
	case *image.Gray:
		p.Image = &image.Gray{Pix: m.Pix[m.PixOffset(r.Min.X, r.Min.Y):], Stride: m.Stride, Rect: at}
	case *image.NRGBA:
		p.Image = &image.NRGBA{Pix: m.Pix[m.PixOffset(r.Min.X, r.Min.Y):], Stride: m.Stride, Rect: at}
	case *image.YCbCr:
		p.Image = cropPlanes(m, r)
	}
}

// cropPlanes shares the planes where r begins on a chroma sample; elsewhere the chroma would shift by a
// part of a sample, so the pixels are converted.
func cropPlanes(m *image.YCbCr, r image.Rectangle) image.Image {
	h, v := subsampling(m.SubsampleRatio)
	if r.Min.X%h != 0 || r.Min.Y%v != 0 {
		return codec.ToNRGBA(m.SubImage(r))
	}
	y, c := m.YOffset(r.Min.X, r.Min.Y), m.COffset(r.Min.X, r.Min.Y)
	return &image.YCbCr{
		Y: m.Y[y:], Cb: m.Cb[c:], Cr: m.Cr[c:],
		YStride: m.YStride, CStride: m.CStride, SubsampleRatio: m.SubsampleRatio,
		Rect: image.Rect(0, 0, r.Dx(), r.Dy()),
	}
}

// subsampling is the number of pixels that share a chroma sample, across and down.
func subsampling(r image.YCbCrSubsampleRatio) (h, v int) {
	switch r {
	case image.YCbCrSubsampleRatio422:
		return 2, 1
	case image.YCbCrSubsampleRatio420:
		return 2, 2
	case image.YCbCrSubsampleRatio440:
		return 1, 2
	case image.YCbCrSubsampleRatio411:
		return 4, 1
	case image.YCbCrSubsampleRatio410:
		return 4, 2
	}
	return 1, 1
}
