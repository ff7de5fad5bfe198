package codec

import (
	"bytes"
	"errors"

	"minilab/processing/codec/turbo"
	"minilab/processing/metadata"
	"minilab/processing/planar"
)

// ErrNotPlanar is a photo that cannot be decoded to planes, because of what it is or because this build
// cannot: Decode is the way for it.
var ErrNotPlanar = errors.New("the photo is not decoded to planes")

// FastJPEG reports whether this build decodes JPEG photos to planes.
func FastJPEG() bool { return turbo.Available }

// Libraries names what is built in beside Go's own codecs, for people to read.
func Libraries() []string {
	if !turbo.Available {
		return nil
	}
	return []string{turbo.Version()}
}

// PlanesOptions says how a photo is decoded to planes.
type PlanesOptions struct {
	Limits Limits
	// Width and Height are the smallest size, in stored pixels, at which every output can be made: the
	// photo may be decoded smaller than it is, but stays larger than that.
	Width, Height int
	// Into takes the planes; its memory is reused.
	Into *planar.Picture
}

// DecodePlanes decodes a JPEG to its planes, without ever making pixels of them, at the smallest scale
// that leaves enough for the wanted size. Where the photo is of another kind, or its data are not whole,
// the error is ErrNotPlanar: Decode, which is strict and memory-safe, then judges the photo.
func DecodePlanes(data []byte, o PlanesOptions) (*Picture, error) {
	if err := o.Limits.CheckFile(int64(len(data))); err != nil {
		return nil, err
	}
	info, err := Probe(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	if err := o.Limits.Check(info); err != nil {
		return nil, err
	}
	if info.Planes == nil {
		return nil, ErrNotPlanar
	}
	if warnings, err := turbo.DecodeScaled(o.Into, data, info.scales(o.Width, o.Height)); err != nil || warnings > 0 {
		return nil, ErrNotPlanar
	}
	p := &Picture{Planes: o.Into, Orientation: info.Orientation, Metadata: metadata.Read(string(info.Format), data)}
	p.dropForeignProfile()
	return p, nil
}

// smallPhoto is a size, in pixels, up to which a photo is decoded whole: there is little to save, and
// the small outputs it becomes are looked at closely.
const smallPhoto = 500_000

// scales are those at which luma and chroma leave enough for an output of the wanted size, whose chroma
// has half the samples of its luma on each side.
func (i Info) scales(width, height int) turbo.Scales {
	if i.pixels() <= smallPhoto {
		return turbo.Scales{Luma: 8, Chroma: 8}
	}
	across, down := int(float64(i.Width)*i.Planes.ChromaAcross), int(float64(i.Height)*i.Planes.ChromaDown)
	return turbo.Scales{
		Luma:   turbo.Scale(i.Width, i.Height, width, height),
		Chroma: turbo.Scale(across, down, (width+1)/2, (height+1)/2),
	}
}

// PlanesMemory is the most bytes that decoding the photo to planes and making one output of the wanted
// size of them holds at once: bounded by the scale it is decoded at, not by its own size, except that
// the coefficients of a progressive photo have to be kept whole. It is 0 for a photo that is not
// decoded to planes.
func (i Info) PlanesMemory(fileBytes int64, width, height int) int64 {
	if i.Planes == nil || !turbo.Available {
		return 0
	}
	pixels, wanted := float64(i.pixels()), float64(width)*float64(height)
	scales := i.scales(width, height)
	luma, chroma := float64(scales.Luma)/8, float64(scales.Chroma)/8
	bytes := pixels * (luma*luma + (i.Planes.Samples-1)*chroma*chroma)
	// An output in 4:2:0 is held as resized, as turned upright, as coefficients for the second pass of
	// the encoder, and as a file.
	bytes += wanted * 1.5 * (1 + 1 + coefficient + 1)
	return int64(min(bytes, 1<<61)) + i.Coefficients() + fileBytes + 1<<20
}

// coefficient is what libjpeg-turbo holds for one coefficient, in bytes.
const coefficient = 2

// Coefficients is the memory that libjpeg-turbo takes, besides the planes, for the coefficients of a
// progressive photo, which it must keep until the last scan.
func (i Info) Coefficients() int64 {
	if i.Planes == nil || !i.Planes.Progressive {
		return 0
	}
	return int64(float64(i.pixels()) * i.Planes.Samples * coefficient)
}
