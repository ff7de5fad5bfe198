// Package sample makes pictures that look and weigh like photos, so that the program can show and
// test itself without a photo from anyone's camera.
//
// A measurement is only as honest as its material. A flat or smooth test picture decodes several
// times faster than a photo, because most of a JPEG decoder's time goes into the coefficients a
// flat picture has none of. So these pictures are landscapes of noise at every scale, down to the
// grain of a sensor, and come to the 0.25 to 0.45 bytes per pixel of a camera's file at quality 90
// to 92. They are camera-sized, and some are stored turned or mirrored with the EXIF orientation
// that says so, as cameras do.
//
// A converted picture must also be checkable. Each picture carries four small flags, one in each
// corner, red, green, blue and white; [Check] finds them at their places in a result only if it is
// upright, not mirrored and right in colour.
//
// Everything is computed in integers from the seed: the same Photo gives the same pixels on every
// 64-bit machine. The file's bytes are those of the Go release's JPEG encoder.
package sample

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
)

// What the zero values of a Photo stand for, and what is refused.
const (
	DefaultWidth   = 4000
	DefaultHeight  = 3000
	DefaultQuality = 91

	// MinSide is the smallest side, in pixels, on which the flags are large enough to be checked.
	MinSide = 80
	// MaxSide is the largest side a JPEG file can state.
	MaxSide = 65535
	// MaxPixels bounds the memory of one picture, about 1.5 bytes per pixel and the same again while
	// it is turned.
	MaxPixels = 200_000_000
)

// ErrPhoto is matched by every error about a Photo that cannot be made as described.
var ErrPhoto = errors.New("sample photo cannot be made")

// Photo describes one sample picture. It is plain data; equal Photos make equal pictures.
type Photo struct {
	// Width and Height are the size of the upright picture in pixels, each MinSide to MaxSide.
	// Both 0 stand for DefaultWidth by DefaultHeight.
	Width, Height int
	// Seed chooses the landscape, its light and its grain.
	Seed uint64
	// Orientation is the EXIF orientation the file is stored in, 1 to 8; 0 stands for 1, upright.
	Orientation uint8
	// Quality is the JPEG quality, 1 to 100; 0 stands for DefaultQuality.
	Quality int
}

// Validate reports why the picture cannot be made; its errors match ErrPhoto.
func (p Photo) Validate() error {
	p = p.withDefaults()
	switch {
	case min(p.Width, p.Height) < MinSide || max(p.Width, p.Height) > MaxSide:
		return fmt.Errorf("%w: %d by %d pixels, where each side must be %d to %d",
			ErrPhoto, p.Width, p.Height, MinSide, MaxSide)
	case p.Width > MaxPixels/p.Height:
		return fmt.Errorf("%w: %d by %d pixels are more than %d megapixels",
			ErrPhoto, p.Width, p.Height, MaxPixels/1_000_000)
	case p.Orientation > 8:
		return fmt.Errorf("%w: orientation %d, where EXIF knows 1 to 8", ErrPhoto, p.Orientation)
	case p.Quality < 1 || p.Quality > 100:
		return fmt.Errorf("%w: quality %d, where JPEG knows 1 to 100", ErrPhoto, p.Quality)
	}
	return nil
}

// Megapixels is the size of the picture in millions of pixels.
func (p Photo) Megapixels() float64 {
	p = p.withDefaults()
	return float64(p.Width) * float64(p.Height) / 1e6
}

// Picture paints the upright picture, flags included: full-range YCbCr as in a JPEG file, chroma
// halved both ways (4:2:0), sRGB. It fails only as Validate does. It may be called from several
// goroutines at once.
func (p Photo) Picture() (*image.YCbCr, error) {
	if err := p.Validate(); err != nil {
		return nil, err
	}
	p = p.withDefaults()
	return paint(newScene(p), p), nil
}

// JPEG is the content of the photo's file: a baseline JPEG whose pixels are stored in the photo's
// orientation, with an EXIF block that names it, the maker "Minilab" and the time of the shot. The
// pixels go to the encoder as they were painted, without a turn through RGB. It fails as Validate does.
func (p Photo) JPEG() ([]byte, error) {
	upright, err := p.Picture()
	if err != nil {
		return nil, err
	}
	p = p.withDefaults()
	var file bytes.Buffer
	file.Grow(p.Width * p.Height / 2)
	stored := orientation(p.Orientation).store(upright)
	if err := jpeg.Encode(&file, stored, &jpeg.Options{Quality: p.Quality}); err != nil {
		return nil, fmt.Errorf("encode sample photo: %w", err)
	}
	return withEXIF(file.Bytes(), exifBlock(p)), nil
}

func (p Photo) withDefaults() Photo {
	if p.Width == 0 && p.Height == 0 {
		p.Width, p.Height = DefaultWidth, DefaultHeight
	}
	if p.Orientation == 0 {
		p.Orientation = 1
	}
	if p.Quality == 0 {
		p.Quality = DefaultQuality
	}
	return p
}
