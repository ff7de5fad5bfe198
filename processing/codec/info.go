package codec

import (
	"errors"
	"fmt"
	"io"
	"math"

	"minilab/processing/metadata"
)

// Info is what a photo's header says. It is a claim until the photo is decoded.
type Info struct {
	Format Format `json:"format"`
	// Width and Height are in pixels as stored, before the orientation is applied.
	Width       int                  `json:"width"`
	Height      int                  `json:"height"`
	Orientation metadata.Orientation `json:"orientation"`
	// Alpha reports that pixels may be transparent, Gray that there is no colour.
	Alpha bool `json:"alpha,omitempty"`
	Gray  bool `json:"gray,omitempty"`
	// Depth is the number of bits a sample has in the file.
	Depth int `json:"depth"`
	// Memory is the most bytes that decoding and developing this photo at full size holds at once,
	// the file's own bytes included; see the function demand for how it is reckoned.
	Memory int64 `json:"memory"`
	// Planes is what decoding a JPEG to planes depends on; nil for photos that are not decoded so.
	Planes *PlanesInfo `json:"-"`
}

// PlanesInfo is what the header of a JPEG says of its planes.
type PlanesInfo struct {
	// Samples is the number of samples of all planes for each pixel: 1.5 for 4:2:0.
	Samples float64
	// ChromaAcross and ChromaDown are the chroma samples for each luma sample of a row and of a column:
	// 0.5 and 0.5 for 4:2:0.
	ChromaAcross, ChromaDown float64
	// Progressive is a file whose coefficients must all be kept until its last scan.
	Progressive bool
}

// Upright is the size after the orientation is applied.
func (i Info) Upright() (width, height int) {
	if i.Orientation.Swaps() {
		return i.Height, i.Width
	}
	return i.Width, i.Height
}

// Megapixels is the number of pixels in millions.
func (i Info) Megapixels() float64 { return float64(i.Width) * float64(i.Height) / megapixel }

// pixels is width times height; the largest number there is where the product would not fit.
func (i Info) pixels() int64 {
	if i.Width <= 0 || i.Height <= 0 {
		return 0
	}
	if int64(i.Width) > math.MaxInt64/int64(i.Height) {
		return math.MaxInt64
	}
	return int64(i.Width) * int64(i.Height)
}

// Probe reads the header of a photo: little is read and less allocated, whatever the header claims.
// Where the format is known but not supported, the error is an *UnsupportedError and Info.Format is
// set; the other errors are ErrEmpty, ErrNotPhoto, *FormatError and errors of r.
func Probe(r io.ReaderAt, size int64) (Info, error) {
	if size <= 0 {
		return Info{}, ErrEmpty
	}
	head, err := readAt(r, size, 0, int(min(size, SniffLen)))
	if err != nil {
		return Info{}, err
	}
	format, ok := Sniff(head)
	if !ok {
		return Info{}, ErrNotPhoto
	}
	return probeAs(format.facts(), r, size)
}

// probeAs probes a file of a known format and completes what the format's own prober found.
func probeAs(f facts, r io.ReaderAt, size int64) (Info, error) {
	if f.probe == nil {
		return Info{Format: f.format, Orientation: 1}, &UnsupportedError{Format: f.format}
	}
	info, err := f.probe(r, size)
	if info.Format == "" {
		info.Format = f.format
	}
	info.Orientation = 1
	if err != nil {
		return info, blame(info.Format, err)
	}
	if info.Width <= 0 || info.Height <= 0 {
		return info, &FormatError{Format: f.format, Err: fmt.Errorf("it claims to be %d by %d pixels", info.Width, info.Height)}
	}
	if o := metadata.ReadOrientation(string(f.format), r, size); o.Valid() {
		info.Orientation = o
	}
	return info, nil
}

// blame turns what a prober or decoder says into an error that tells whose fault it is. Errors of
// the disk stay as they are: the photo is not to blame for them.
func blame(f Format, err error) error {
	if _, ok := errors.AsType[*UnsupportedError](err); ok {
		return err
	}
	if _, ok := errors.AsType[*readError](err); ok {
		return err
	}
	return &FormatError{Format: f, Err: err}
}

// demand reckons Info.Memory: the file's bytes, the larger of what decoding and developing hold, and
// some rows and tables. Decoding holds decode bytes for each of padded pixels, which each format
// states as the sum of all it allocates, freed early or not. Developing holds the decoded picture,
// picture bytes a pixel, the input and the output of a step as NRGBA, 8 bytes a pixel, and the
// encoded result, at most 4.
func demand(i Info, padded, size int64, picture, decode float64) int64 {
	const develop = 8 + 4
	rows := 64*(int64(i.Width)+int64(i.Height)) + 256<<10
	bytes := float64(padded) * max(decode, picture+develop)
	return int64(min(bytes, 1<<61)) + size + rows
}
