package codec

import (
	"bytes"
	"encoding/binary"
	"errors"
	"image"
	"io"

	"golang.org/x/image/webp"
)

// probeWebP reads the first chunk, which is the picture or the header of the extended kind.
func probeWebP(r io.ReaderAt, size int64) (Info, error) {
	b, err := readAt(r, size, 0, 30)
	if errors.Is(err, io.ErrUnexpectedEOF) && size >= 26 {
		// A lossless picture of few pixels may end before byte 30; its header takes 25.
		b, err = readAt(r, size, 0, 26)
	}
	if err != nil {
		return Info{}, err
	}
	i := Info{Format: WebP, Depth: 8}
	switch string(b[12:16]) {
	case "VP8 ":
		err = webpLossy(&i, b[20:])
	case "VP8L":
		err = webpLossless(&i, b[20:])
	case "VP8X":
		err = webpExtended(&i, b[20:])
	default:
		err = errors.New("its first chunk is not known")
	}
	if err != nil {
		return i, err
	}
	// The decoder works in units of 16 pixels. Lossless and alpha are decoded by an own decoder with
	// about 3 pictures of 4 bytes a pixel; then comes the conversion.
	padded := roundUp(i.Width, 16) * roundUp(i.Height, 16)
	i.Memory = demand(i, padded, size, 4, 12+4+4)
	return i, nil
}

// webpLossy reads the header of a key frame: RFC 6386, 9.1.
func webpLossy(i *Info, b []byte) error {
	if len(b) < 10 || !hasAt(b, 3, "\x9d\x01\x2a") {
		return errors.New("it has no key frame")
	}
	i.Width = int(binary.LittleEndian.Uint16(b[6:]) & 0x3fff)
	i.Height = int(binary.LittleEndian.Uint16(b[8:]) & 0x3fff)
	return nil
}

// webpLossless reads the header of the lossless kind: 14 bits for each side less one, a bit for alpha.
func webpLossless(i *Info, b []byte) error {
	if b[0] != 0x2f {
		return errors.New("its lossless picture has no signature")
	}
	bits := binary.LittleEndian.Uint32(b[1:])
	i.Width = int(bits&0x3fff) + 1
	i.Height = int(bits>>14&0x3fff) + 1
	i.Alpha = bits>>28&1 == 1
	return nil
}

// webpExtended reads the header of the extended kind: flags, then 24 bits for each side less one.
func webpExtended(i *Info, b []byte) error {
	if len(b) < 10 {
		return io.ErrUnexpectedEOF
	}
	const animation, alpha = 1 << 1, 1 << 4
	i.Width = int(b[4]) + int(b[5])<<8 + int(b[6])<<16 + 1
	i.Height = int(b[7]) + int(b[8])<<8 + int(b[9])<<16 + 1
	i.Alpha = b[0]&alpha != 0
	if b[0]&animation != 0 {
		return &UnsupportedError{Format: WebP, What: "with animation"}
	}
	return nil
}

// decodeWebP decodes lossy pictures to planes.
func decodeWebP(data []byte) (image.Image, []string, error) {
	m, err := webp.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, nil, err
	}
	switch m := m.(type) {
	case *image.YCbCr:
		toFullRange(m)
	case *image.NYCbCrA:
		toFullRange(&m.YCbCr)
	}
	return m, nil, nil
}

// toFullRange stretches planes in place from the range of video, which WebP uses (luma 16 to 235,
// chroma 16 to 240: RFC 6386, 9.2 with ITU-R BT.601), to the full range that image.YCbCr stands for.
// Without it, black would be dark grey. The planes are fresh from the decoder, so no one else sees
// them change.
func toFullRange(m *image.YCbCr) {
	var luma, chroma [256]uint8
	for i := range 256 {
		luma[i] = clamp8((float64(i)-16)*255/219 + 0.5)
		chroma[i] = clamp8((float64(i)-128)*255/224 + 128.5)
	}
	for i, v := range m.Y {
		m.Y[i] = luma[v]
	}
	for _, plane := range [...][]uint8{m.Cb, m.Cr} {
		for i, v := range plane {
			plane[i] = chroma[v]
		}
	}
}

// clamp8 cuts a number off at the ends of 8 bits.
func clamp8(v float64) uint8 { return uint8(max(0, min(255, v))) }
