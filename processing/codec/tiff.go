package codec

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"image"
	"io"
	"strings"

	"golang.org/x/image/tiff"
)

// The tags of TIFF that matter here: TIFF 6.0 and, from 0xc000 on, DNG.
const (
	tagSubfileType  = 0x00fe
	tagWidth        = 0x0100
	tagHeight       = 0x0101
	tagBits         = 0x0102
	tagCompression  = 0x0103
	tagPhotometric  = 0x0106
	tagSamples      = 0x0115
	tagPlanes       = 0x011c
	tagSubIFDs      = 0x014a
	tagExtraSamples = 0x0152
	tagDNGVersion   = 0xc612
)

// tiffFields holds the first value of each tag of the first directory that is a whole number, in the
// order of the file, and whether another directory follows.
type tiffFields struct {
	values map[uint16]uint32
	more   bool
}

// probeTIFF reads the first directory. A camera raw file in TIFF's clothes is told by its tags: it says
// that it is a DNG, or that its first picture is but a small version of another one.
func probeTIFF(r io.ReaderAt, size int64) (Info, error) {
	fields, err := readTIFF(r, size)
	if err != nil {
		return Info{}, err
	}
	v := fields.values
	_, dng := v[tagDNGVersion]
	_, sub := v[tagSubIFDs]
	if dng || sub && v[tagSubfileType]&1 == 1 {
		return Info{Format: RAW}, &UnsupportedError{Format: RAW}
	}
	i := Info{
		Format: TIFF, Width: int(min(v[tagWidth], 1<<31-1)), Height: int(min(v[tagHeight], 1<<31-1)),
		Gray:  v[tagPhotometric] <= 1,
		Alpha: v[tagSamples] == 4 && v[tagExtraSamples] > 0,
		Depth: int(min(max(v[tagBits], 1), 64)),
	}
	if v[tagPlanes] == 2 && v[tagSamples] > 1 {
		// The decoder does not look at this tag and would take planes for pixels.
		return i, &UnsupportedError{Format: TIFF, What: "with separate planes"}
	}
	if _, err := tiff.DecodeConfig(io.NewSectionReader(r, 0, size)); err != nil {
		return i, tiffError(err)
	}
	if err := plausibleTIFF(i, v, size); err != nil {
		return i, err
	}
	i.Memory = demand(i, i.pixels(), size, 4, tiffDecode(i))
	return i, nil
}

// readTIFF reads the first directory: at most 65,535 entries of 12 bytes, and no more of them than
// the file holds.
func readTIFF(r io.ReaderAt, size int64) (tiffFields, error) {
	head, err := readAt(r, size, 0, 8)
	if err != nil {
		return tiffFields{}, err
	}
	var order binary.ByteOrder = binary.LittleEndian
	if head[0] == 'M' {
		order = binary.BigEndian
	}
	if order.Uint16(head[2:]) == 43 {
		return tiffFields{}, &UnsupportedError{Format: TIFF, What: "with 64-bit offsets (BigTIFF)"}
	}
	at := int64(order.Uint32(head[4:]))
	b, err := readAt(r, size, at, 2)
	if err != nil {
		return tiffFields{}, err
	}
	count := int(order.Uint16(b))
	entries, err := readAt(r, size, at+2, 12*count)
	if err != nil {
		return tiffFields{}, err
	}
	fields := tiffFields{values: make(map[uint16]uint32)}
	for e := entries; len(e) >= 12; e = e[12:] {
		if value, ok := tiffValue(r, size, order, e); ok {
			fields.values[order.Uint16(e)] = value
		}
	}
	next, err := readAt(r, size, at+2+int64(12*count), 4)
	fields.more = err == nil && order.Uint32(next) != 0
	return fields, nil
}

// tiffValue is the first value of an entry that holds bytes, shorts or longs.
func tiffValue(r io.ReaderAt, size int64, order binary.ByteOrder, entry []byte) (uint32, bool) {
	count, at := order.Uint32(entry[4:]), entry[8:12]
	width := map[uint16]uint32{1: 1, 3: 2, 4: 4, 13: 4}[order.Uint16(entry[2:])]
	if width == 0 || count == 0 {
		return 0, false
	}
	if count > 4/width {
		// Only the first value is looked at, wherever the rest may end.
		b, err := readAt(r, size, int64(order.Uint32(at)), int(width))
		if err != nil {
			return 0, false
		}
		at = b
	}
	switch width {
	case 1:
		return uint32(at[0]), true
	case 2:
		return uint32(order.Uint16(at)), true
	}
	return order.Uint32(at), true
}

// The compressions of TIFF whose gain has a bound.
const (
	tiffNone       = 1
	tiffLZW        = 5
	tiffDeflate    = 8
	tiffPackBits   = 32773
	tiffDeflateOld = 32946
)

// plausibleTIFF asks whether the file can hold as many bytes as it claims, at the most that its
// compression can gain: LZW 4,096 bytes in 12 bits, PackBits 128 bytes in two.
func plausibleTIFF(i Info, v map[uint16]uint32, size int64) error {
	gain := map[uint32]float64{0: 1, tiffNone: 1, tiffLZW: 2731, tiffDeflate: maxInflate, tiffPackBits: 64, tiffDeflateOld: maxInflate}[v[tagCompression]]
	raw := float64(i.pixels()) * float64(max(v[tagSamples], 1)) * float64(i.Depth) / 8
	if gain > 0 && float64(size)*gain < raw {
		return fmt.Errorf("it claims %d by %d pixels in %d bytes", i.Width, i.Height, size)
	}
	return nil
}

// tiffDecode is the bytes a pixel that decoding allocates: the decoder's picture, the strips, which
// grow by doubling, and the conversion.
func tiffDecode(i Info) float64 {
	native := 4.0
	if i.Depth == 16 {
		native = 8
	}
	return native + 4*native + 4
}

// tiffError tells kinds that are not supported from damage.
func tiffError(err error) error {
	if unsupported, ok := errors.AsType[tiff.UnsupportedError](err); ok {
		return &UnsupportedError{Format: TIFF, What: "with an unusual " + strings.ReplaceAll(string(unsupported), "color", "colour")}
	}
	return err
}

// decodeTIFF decodes the first picture.
func decodeTIFF(data []byte) (image.Image, []string, error) {
	m, err := tiff.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, nil, tiffError(err)
	}
	fields, err := readTIFF(bytes.NewReader(data), int64(len(data)))
	if err == nil && fields.more {
		return m, []string{"The file holds several pictures; only the first was used."}, nil
	}
	return m, nil, nil
}
