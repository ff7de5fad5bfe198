package turbo

import (
	"fmt"

	"minilab/processing/planar"
)

// Decode decodes a JPEG at n/8 of its size, n from 1 to 8, into planes that are subsampled as the file's
// are. dst gets the size of the source in pixels, and planes whose windows say exactly, in fractions of
// samples, where the picture lies in them. The memory of dst's planes is used again where it suffices;
// after an error dst holds nothing of meaning but that memory.
//
// What the header claims is allocated: hold its size, or Header.Memory, against a limit first.
//
// Warnings counts the places where the library found data missing or meaningless and went on with what it
// made up. A photo with warnings is incomplete or damaged in part; whether it is to be used is for the
// caller to decide. Every kind of sampling is taken, baseline and progressive, Huffman and, where the
// library has it, arithmetic coding. The error is an UnsupportedError where the file is not
// Header.Planar, a FormatError, ErrScans, ErrMemory or ErrUnavailable.
func Decode(dst *planar.Picture, data []byte, scale int) (warnings int, err error) {
	return DecodeScaled(dst, data, Scales{Luma: scale, Chroma: scale})
}

// Scales are the n of n/8 at which luma and chroma are decoded.
type Scales struct {
	Luma, Chroma int
}

// of is the scale of plane i.
func (s Scales) of(i int) int {
	if i == 0 {
		return s.Luma
	}
	return s.Chroma
}

// valid reports whether the library has transforms of these sizes.
func (s Scales) valid() bool { return min(s.Luma, s.Chroma) >= 1 && max(s.Luma, s.Chroma) <= blockSide }

// DecodeScaled is Decode with a scale for chroma of its own: what is to become 4:2:0 needs no more of a
// 4:4:4 source's chroma than half of each side.
func DecodeScaled(dst *planar.Picture, data []byte, scales Scales) (warnings int, err error) {
	if !scales.valid() {
		return 0, fmt.Errorf("turbo: scales of %d/8 and %d/8: 1 to 8 are possible", scales.Luma, scales.Chroma)
	}
	h, err := ReadHeader(data)
	if err != nil {
		return 0, err
	}
	if err := h.check(); err != nil {
		return 0, err
	}
	if err := prepare(dst, h, scales); err != nil {
		return 0, err
	}
	return decodePlanes(dst, data, h, scales)
}

// prepare makes dst's planes of the shapes that the header asks for.
func prepare(dst *planar.Picture, h Header, scales Scales) error {
	for len(dst.Planes) < h.Components && len(dst.Planes) < cap(dst.Planes) {
		// A grey picture between two in colour does not cost the memory of chroma.
		dst.Planes = dst.Planes[:len(dst.Planes)+1]
	}
	for len(dst.Planes) < h.Components {
		dst.Planes = append(dst.Planes, planar.Plane{})
	}
	dst.Planes = dst.Planes[:h.Components]
	dst.Width, dst.Height = h.Width, h.Height
	for i := range dst.Planes {
		if err := h.shape(i, scales.of(i)).prepare(&dst.Planes[i]); err != nil {
			return err
		}
	}
	return nil
}
