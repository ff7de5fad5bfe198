package codec

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/gif"
	"io"
)

// animated says what becomes of the other pictures of an animation.
const animated = "The photo is animated; only its first picture was used."

// probeGIF reads the logical screen, on which the first picture is laid.
func probeGIF(r io.ReaderAt, size int64) (Info, error) {
	b, err := readAt(r, size, 0, 13)
	if err != nil {
		return Info{}, err
	}
	i := Info{
		Format: GIF,
		Width:  int(binary.LittleEndian.Uint16(b[6:])),
		Height: int(binary.LittleEndian.Uint16(b[8:])),
		Alpha:  true,
		Depth:  8,
	}
	// The canvas takes 4 bytes a pixel, the frame 1 and once more where it is interlaced.
	i.Memory = demand(i, i.pixels(), size, 4, 4+2)
	return i, nil
}

// decodeGIF decodes the first picture and lays it on its canvas, which is transparent elsewhere. The
// decoder refuses pictures that reach beyond the canvas, so the limits hold for them too.
func decodeGIF(data []byte) (image.Image, []string, error) {
	r := bytes.NewReader(data)
	m, err := gif.Decode(r)
	if err != nil {
		return nil, nil, err
	}
	canvas := image.NewNRGBA(image.Rect(0, 0, int(binary.LittleEndian.Uint16(data[6:])), int(binary.LittleEndian.Uint16(data[8:]))))
	frame, b := toNRGBA(m), m.Bounds()
	for y := range b.Dy() {
		copy(canvas.Pix[canvas.PixOffset(b.Min.X, b.Min.Y+y):], frame.Pix[y*frame.Stride:][:4*b.Dx()])
	}
	// The decoder read exactly up to the end of the first picture.
	if moreFrames(data[len(data)-r.Len():]) {
		return canvas, []string{animated}, nil
	}
	return canvas, nil, nil
}

// moreFrames reports whether another picture follows the blocks at the start of the rest of a GIF.
func moreFrames(rest []byte) bool {
	for len(rest) > 1 {
		switch rest[0] {
		case 0x2c: // a picture
			return true
		case 0x21: // an extension: label, then data in sub-blocks
			rest = afterSubBlocks(rest[2:])
		default: // the end of the file, or nothing known
			return false
		}
	}
	return false
}

// afterSubBlocks steps over sub-blocks, each led by its length, to behind the one of length 0.
func afterSubBlocks(rest []byte) []byte {
	for len(rest) > 0 && rest[0] != 0 {
		rest = rest[min(len(rest), 1+int(rest[0])):]
	}
	return rest[min(len(rest), 1):]
}
