package codec

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"image"
	"image/color"
	"io"

	"golang.org/x/image/bmp"
)

// probeBMP reads the header. The pixels are stored as they are, so a file that is too short for its
// claim is told before anything is allocated.
func probeBMP(r io.ReaderAt, size int64) (Info, error) {
	c, err := bmp.DecodeConfig(io.NewSectionReader(r, 0, size))
	if errors.Is(err, bmp.ErrUnsupported) {
		return Info{Format: BMP}, &UnsupportedError{Format: BMP, What: "with this header or compression"}
	}
	if err != nil {
		return Info{}, err
	}
	b, err := readAt(r, size, 0, 30)
	if err != nil {
		return Info{}, err
	}
	bits := int64(binary.LittleEndian.Uint16(b[28:]))
	// Headers longer than the first version's say where alpha is.
	alpha := bits == 32 && binary.LittleEndian.Uint32(b[14:]) > 40
	i := Info{Format: BMP, Width: c.Width, Height: c.Height, Alpha: alpha, Depth: 8}
	row := (int64(c.Width)*bits + 31) / 32 * 4
	if row > 0 && int64(c.Height) > (size-54)/row {
		return i, fmt.Errorf("it claims %d by %d pixels in %d bytes", c.Width, c.Height, size)
	}
	decode := 4.0
	if _, palette := c.ColorModel.(color.Palette); palette {
		decode = 1 + 4
	}
	i.Memory = demand(i, i.pixels(), size, 4, decode)
	return i, nil
}

func decodeBMP(data []byte) (image.Image, []string, error) {
	m, err := bmp.Decode(bytes.NewReader(data))
	return m, nil, err
}
