package codec

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"image"
	"image/png"
	"io"
	"slices"
)

const pngMagic = "\x89PNG\r\n\x1a\n"

// The colour types of PNG: ISO/IEC 15948, table 11.1.
const (
	pngGray      = 0
	pngRGB       = 2
	pngPalette   = 3
	pngGrayAlpha = 4
	pngRGBA      = 6
)

// maxPNGChunks bounds the walk from the header to the first pixels.
const maxPNGChunks = 4096

// maxInflate is the most bytes that one byte of deflated data can stand for: 258 bytes in two bits.
const maxInflate = 1032

// probePNG reads the header and looks for transparency among the chunks before the pixels.
func probePNG(r io.ReaderAt, size int64) (Info, error) {
	b, err := readAt(r, size, 0, 29)
	if err != nil {
		return Info{}, err
	}
	if hasAt(b, 12, "CgBI") {
		return Info{}, &UnsupportedError{Format: PNG, What: "with Apple's private compression"}
	}
	if !hasAt(b, 12, "IHDR") {
		return Info{}, errors.New("its first chunk is not the header")
	}
	width, height := binary.BigEndian.Uint32(b[16:]), binary.BigEndian.Uint32(b[20:])
	if width > 1<<31-1 || height > 1<<31-1 {
		return Info{}, fmt.Errorf("it claims to be %d by %d pixels", width, height)
	}
	i := Info{Format: PNG, Width: int(width), Height: int(height), Depth: int(b[24])}
	kind := b[25]
	channels := pngChannels(kind, i.Depth)
	if channels == 0 {
		return i, fmt.Errorf("its colour type %d cannot have %d bits a sample", kind, i.Depth)
	}
	i.Gray = kind == pngGray || kind == pngGrayAlpha
	i.Alpha = kind == pngGrayAlpha || kind == pngRGBA || pngHasChunk(r, size, "tRNS")
	if float64(size)*maxInflate < float64(i.pixels())*float64(channels*i.Depth)/8 {
		return i, fmt.Errorf("it claims %d by %d pixels in %d bytes", width, height, size)
	}
	// image/png holds up to 8 bytes a pixel, once more for an interlaced photo; what is not 8 bits
	// and straight is converted to 4 more.
	native := 4.0
	if i.Depth == 16 {
		native = 8
	}
	if b[28] != 0 {
		native *= 2
	}
	i.Memory = demand(i, i.pixels(), size, 4, native+4)
	return i, nil
}

// pngChannels is the number of samples a pixel has; 0 for a depth that the colour type cannot have.
func pngChannels(kind byte, depth int) int {
	switch {
	case kind == pngGray && slices.Contains([]int{1, 2, 4, 8, 16}, depth),
		kind == pngPalette && slices.Contains([]int{1, 2, 4, 8}, depth):
		return 1
	case kind == pngGrayAlpha && (depth == 8 || depth == 16):
		return 2
	case kind == pngRGB && (depth == 8 || depth == 16):
		return 3
	case kind == pngRGBA && (depth == 8 || depth == 16):
		return 4
	}
	return 0
}

// pngHasChunk looks for a chunk before the first pixels.
func pngHasChunk(r io.ReaderAt, size int64, name string) bool {
	at := int64(len(pngMagic))
	for range maxPNGChunks {
		b, err := readAt(r, size, at, 8)
		if err != nil || hasAt(b, 4, "IDAT") {
			return false
		}
		if hasAt(b, 4, name) {
			return true
		}
		at += 12 + int64(binary.BigEndian.Uint32(b))
	}
	return false
}

// decodePNG decodes the default picture of the file. What image/png calls unsupported, no PNG may
// have: it is damage.
func decodePNG(data []byte) (image.Image, []string, error) {
	m, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, nil, err
	}
	if pngHasChunk(bytes.NewReader(data), int64(len(data)), "acTL") {
		return m, []string{animated}, nil
	}
	return m, nil, nil
}

// encodePNG writes 8 bits a sample, without an alpha channel where the picture is opaque.
func encodePNG(w io.Writer, m image.Image, _ int) error {
	if planes, ok := m.(*image.YCbCr); ok {
		// image/png would ask for each pixel through an interface, and premultiply it.
		m = ToNRGBA(planes)
	}
	return png.Encode(w, m)
}
