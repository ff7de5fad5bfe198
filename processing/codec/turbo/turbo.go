//go:build cgo && !purego

package turbo

// #cgo pkg-config: libjpeg
// #include <stdlib.h>
// #include "turbo.h"
import "C"

import (
	"fmt"
	"unsafe"

	"minilab/processing/planar"
)

// Available reports whether the program was built with libjpeg-turbo.
const Available = true

// Version names the library and its version, as it was when the program was built.
func Version() string { return C.GoString(C.turbo_version()) }

// bytesOf is where C finds the bytes of a slice. Each goes to C as an argument of its own and never inside
// a structure: so Go keeps the memory in place for the time of the call.
func bytesOf(b []byte) *C.uchar { return (*C.uchar)(unsafe.SliceData(b)) }

func readHeader(data []byte) (Header, error) {
	var c C.turbo_header
	var outcome C.turbo_outcome
	C.turbo_read_header(bytesOf(data), C.size_t(len(data)), &c, &outcome)
	if err := failure(&outcome); err != nil {
		return Header{}, err
	}
	h := Header{
		Width: int(c.width), Height: int(c.height), Precision: int(c.precision),
		Components: int(c.components), ColourSpace: colourSpace(c.colour),
		Progressive: c.progressive != 0, Buffered: c.buffered != 0,
	}
	for i := range h.Samp {
		h.Samp[i] = [2]int{int(c.horizontal[i]), int(c.vertical[i])}
	}
	return h, nil
}

func colourSpace(c C.int) ColourSpace {
	switch c {
	case C.TURBO_GREY:
		return Grey
	case C.TURBO_YCBCR:
		return YCbCr
	case C.TURBO_RGB:
		return RGB
	case C.TURBO_CMYK:
		return CMYK
	case C.TURBO_YCCK:
		return YCCK
	}
	return Other
}

// failure is the error that a call ended with; nil where it did not.
func failure(outcome *C.turbo_outcome) error {
	if outcome.kind == C.TURBO_DONE {
		return nil
	}
	message := C.GoString(&outcome.message[0])
	switch outcome.kind {
	case C.TURBO_UNSUPPORTED:
		return UnsupportedError(message)
	case C.TURBO_MEMORY:
		return ErrMemory
	case C.TURBO_SCANS:
		return ErrScans
	case C.TURBO_MISMATCH:
		return fmt.Errorf("%s does not do what this program relies on: %s", Version(), message)
	}
	return FormatError(message)
}

// working is what the library may allocate besides coefficients: tables, and rows of blocks.
const working = 4 << 20

// maxScans is the most scans that a file may have. A progressive photo has some ten. Each scan may go over
// all blocks while it takes but a few bytes of the file, at about a millisecond for a megapixel.
const maxScans = 100

// decodePlanes decodes into planes that prepare has made.
func decodePlanes(dst *planar.Picture, data []byte, h Header, scales Scales) (int, error) {
	var rooms [C.TURBO_PLANES]C.turbo_room
	var pix [C.TURBO_PLANES]*C.uchar
	for i := range dst.Planes {
		p := &dst.Planes[i]
		rooms[i] = C.turbo_room{stride: C.int(p.Stride), rows: C.int(len(p.Pix) / p.Stride), scale: C.int(scales.of(i))}
		pix[i] = bytesOf(p.Pix)
	}
	var outcome C.turbo_outcome
	C.turbo_decode(bytesOf(data), C.size_t(len(data)), &rooms[0], C.int(len(dst.Planes)), pix[0], pix[1], pix[2],
		C.longlong(h.coefficients()+working), maxScans, &outcome)
	return int(outcome.warnings), failure(&outcome)
}

// encodePlanes appends to dst a picture that layOut has checked.
func encodePlanes(dst []byte, src *planar.Picture, p pass) ([]byte, error) {
	c := C.turbo_picture{
		width: C.int(src.Width), height: C.int(src.Height), planes: C.int(len(src.Planes)),
		quality: C.int(p.quality), progressive: flag(p.progressive), coding: coding(p.source), every: C.int(p.every),
	}
	var pix [C.TURBO_PLANES]*C.uchar
	for i := range src.Planes {
		plane := &src.Planes[i]
		c.plane[i] = C.turbo_plane{
			width: C.int(plane.Width), height: C.int(plane.Height), stride: C.int(plane.Stride),
			horizontal: C.int(p.layout[i][0]), vertical: C.int(p.layout[i][1]),
		}
		pix[i] = bytesOf(plane.Pix)
	}
	// Both are four codes of 17 and 256 bytes.
	codes := (*C.turbo_codes)(unsafe.Pointer(p.codes))
	var output C.turbo_output
	var outcome C.turbo_outcome
	C.turbo_encode(&c, pix[0], pix[1], pix[2], codes, bytesOf(dst), C.size_t(cap(dst)), &output, &outcome)
	if err := failure(&outcome); err != nil {
		return nil, err
	}
	dst = dst[:output.used]
	if output.spill != nil {
		dst = append(dst, unsafe.Slice((*byte)(output.spill), output.spilled)...)
		C.free(unsafe.Pointer(output.spill))
	}
	return dst, nil
}

func coding(s source) C.int {
	switch s {
	case sourceGiven:
		return C.TURBO_GIVEN
	case sourceOptimal:
		return C.TURBO_OPTIMAL
	}
	return C.TURBO_STANDARD
}

func flag(b bool) C.int {
	if b {
		return 1
	}
	return 0
}
