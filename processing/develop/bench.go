package develop

import (
	"image"

	"minilab/processing/codec"
	"minilab/processing/color"
	"minilab/processing/planar"
	"minilab/processing/resample"
)

// Bench is where one worker develops photos: it holds the memory that pictures in planes reuse from photo
// to photo. The steps are its methods. Each takes a picture in either form: planes are developed as
// planes, everything else on the general way. A Bench must not be used by two goroutines at once; the
// zero Bench is ready.
type Bench struct {
	resampler resample.Resampler
	pictures  []*planar.Picture
	used      int
}

// Clear ends the work on a photo: the memory of all its planes may be used for the next.
func (b *Bench) Clear() { b.used = 0 }

// Planes is a picture whose memory may be written to until Clear.
func (b *Bench) Planes() *planar.Picture {
	if b.used == len(b.pictures) {
		b.pictures = append(b.pictures, &planar.Picture{})
	}
	b.used++
	return b.pictures[b.used-1]
}

// Crop keeps the part of the picture inside r, which is in pixels as stored.
func (b *Bench) Crop(p *codec.Picture, r image.Rectangle) {
	if p.Planes == nil {
		Crop(p, r)
		return
	}
	r = r.Intersect(p.Planes.Bounds())
	if r.Empty() || r == p.Planes.Bounds() {
		return
	}
	cropped := *p.Planes // shares samples, not windows
	cropped.Planes = append([]planar.Plane(nil), p.Planes.Planes...)
	cropped.Crop(r.Min.X, r.Min.Y, r.Dx(), r.Dy())
	p.Planes = &cropped
}

// Resize brings the picture to a size in pixels as stored. Planes become 4:2:0, at their own size.
func (b *Bench) Resize(p *codec.Picture, width, height int) {
	if p.Planes == nil {
		Resize(p, width, height)
		return
	}
	p.Planes = b.resizePlanes(p.Planes, max(1, width), max(1, height))
}

// Orient makes the picture upright and sets its orientation to 1.
func (b *Bench) Orient(p *codec.Picture) {
	if p.Planes == nil {
		Orient(p)
		return
	}
	if p.Orientation.Valid() && p.Orientation != 1 {
		upright := b.Planes()
		turns()[p.Orientation].planes().Apply(upright, p.Planes)
		p.Planes = upright
	}
	p.Orientation = 1
}

// Correct applies a correction. Planes are changed in place.
func (b *Bench) Correct(p *codec.Picture, c color.Correction) {
	if p.Planes == nil {
		Correct(p, c)
		return
	}
	correctPlanes(p.Planes, c)
}

// Sharpen sharpens luma, amount 0 to 100. Planes are changed in place.
func (b *Bench) Sharpen(p *codec.Picture, amount float64) {
	if p.Planes == nil {
		Sharpen(p, amount)
		return
	}
	sharpenPlanes(p.Planes, amount)
}
