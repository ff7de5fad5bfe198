package turbo

import (
	"fmt"
	"math"

	"minilab/processing/planar"
)

// ColourSpace is what the components of a JPEG stand for.
type ColourSpace int

// The colour spaces that the library tells apart, by the JFIF and Adobe markers, else by the number and
// names of the components.
const (
	Other ColourSpace = iota
	Grey
	YCbCr
	RGB
	CMYK
	YCCK
)

// String is the field's name for a colour space.
func (c ColourSpace) String() string {
	names := [...]string{"an unknown colour space", "grey", "YCbCr", "RGB", "CMYK", "YCCK"}
	if c < 0 || int(c) >= len(names) {
		return names[Other]
	}
	return names[c]
}

// MaxSide is the most pixels that the library takes on a side, somewhat under the 65,535 of the format.
const MaxSide = 65500

// blockSide is the samples on a side of a block: T.81, A.1.1.
const blockSide = 8

// coefficientBytes is what the library holds for one coefficient.
const coefficientBytes = 2

// Header is what a JPEG says before its first scan.
type Header struct {
	// Width and Height are in pixels, as stored: not yet upright.
	Width, Height int
	// Components is their number; 1 and 3 are usual, 4 is CMYK or YCCK.
	Components  int
	ColourSpace ColourSpace
	// Progressive reports a file that holds the picture coarse first, then finer.
	Progressive bool
	// Buffered reports a file whose coefficients are all held in memory before the first sample is
	// known: a progressive one, or one that stores its components one after the other.
	Buffered bool
	// Samp holds the horizontal and vertical sampling factor of the first four components, 1 to 4.
	Samp [4][2]int
	// Precision is the bits of a sample.
	Precision int
}

// ReadHeader reads a file up to its first scan. data may end there. The error is an UnsupportedError, a
// FormatError or ErrUnavailable.
func ReadHeader(data []byte) (Header, error) {
	if len(data) == 0 && Available {
		return Header{}, FormatError("the file is empty")
	}
	return readHeader(data)
}

// Planar reports whether Decode takes the file: grey or YCbCr, 8 bits a sample.
func (h Header) Planar() bool {
	grey := h.ColourSpace == Grey && h.Components == 1
	return h.Precision == 8 && (grey || h.ColourSpace == YCbCr && h.Components == 3)
}

// check says why Decode does not take the file; nil where it does.
func (h Header) check() error {
	switch {
	case h.Precision != 8:
		return UnsupportedError(fmt.Sprintf("%d bits a sample", h.Precision))
	case !h.Planar():
		return UnsupportedError(fmt.Sprintf("%d components in %v", h.Components, h.ColourSpace))
	}
	return nil
}

// Memory is the most bytes that Decode needs at once at scale n/8, the file itself not counted: the
// planes and, for a buffered file, the coefficients at full size. It is 0 for a file that is not Planar.
func (h Header) Memory(scale int) int64 {
	if !h.Planar() {
		return 0
	}
	total := h.coefficients()
	for i := range h.Components {
		s := h.shape(i, scale)
		total += s.bytes()
	}
	return total
}

// coefficients is the bytes that the library holds until the last scan.
func (h Header) coefficients() int64 {
	if !h.Buffered {
		return 0
	}
	var n int64
	for i := range h.Components {
		across, down := h.blocks(i)
		n += int64(across) * int64(down) * blockSide * blockSide * coefficientBytes
	}
	return n
}

// factors are the largest sampling factors of all components, which a unit of coding is made for.
func (h Header) factors() (across, down int) {
	across, down = 1, 1
	for _, s := range h.Samp[:h.Components] {
		across, down = max(across, s[0]), max(down, s[1])
	}
	return across, down
}

// blocks is the number of blocks of component i across and down, filled up to whole units of coding.
func (h Header) blocks(i int) (across, down int) {
	hmax, vmax := h.factors()
	return divideUp(h.Width, blockSide*hmax) * h.Samp[i][0], divideUp(h.Height, blockSide*vmax) * h.Samp[i][1]
}

// divideUp is a/b, rounded up.
func divideUp(a, b int) int { return (a + b - 1) / b }

// shape is how a component's plane lies in memory. The decoder writes whole blocks, so there is room for
// more than the samples that count.
type shape struct {
	width, height int
	stride, rows  int
	window        planar.Window
}

// strideStep is what a row's length is a multiple of: a line of the processor's cache.
const strideStep = 64

// strideClash is a distance at which rows fall onto the same lines of the processor's first cache. A
// vertical filter that walks down a column of such rows finds none of them there.
const strideClash = 2048

// shape is that of component i at n/8. The sizes are those that the library computes: T.81, A.1.1, with n
// in place of 8.
func (h Header) shape(i, scale int) shape {
	hmax, vmax := h.factors()
	across, down := h.blocks(i)
	fx := float64(h.Samp[i][0]*scale) / float64(hmax*blockSide)
	fy := float64(h.Samp[i][1]*scale) / float64(vmax*blockSide)
	s := shape{
		width:  divideUp(h.Width*h.Samp[i][0]*scale, hmax*blockSide),
		height: divideUp(h.Height*h.Samp[i][1]*scale, vmax*blockSide),
		stride: divideUp(across*scale, strideStep) * strideStep,
		rows:   down * scale,
		window: planar.Window{Width: float64(h.Width) * fx, Height: float64(h.Height) * fy},
	}
	if s.stride%strideClash == 0 {
		s.stride += strideStep
	}
	return s
}

// bytes is the memory of the plane.
func (s shape) bytes() int64 { return int64(s.stride) * int64(s.rows) }

// prepare makes a plane of the shape, in the memory that the plane has where that is enough. The samples
// are whatever was there.
func (s shape) prepare(p *planar.Plane) error {
	n := s.bytes()
	if n > math.MaxInt {
		return ErrMemory
	}
	if int64(cap(p.Pix)) < n {
		p.Pix = make([]byte, n)
	}
	*p = planar.Plane{Pix: p.Pix[:n], Stride: s.stride, Width: s.width, Height: s.height, Window: s.window}
	return nil
}
