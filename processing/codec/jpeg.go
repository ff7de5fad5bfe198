package codec

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
	"io"
)

// The markers of JPEG that matter here: ITU-T T.81, table B.1.
const (
	jpegSOF0  = 0xc0
	jpegSOF2  = 0xc2
	jpegSOF3  = 0xc3
	jpegDHT   = 0xc4
	jpegJPG   = 0xc8
	jpegDAC   = 0xcc
	jpegSOF15 = 0xcf
	jpegRST0  = 0xd0
	jpegEOI   = 0xd9
	jpegSOS   = 0xda
	jpegTEM   = 0x01
)

// maxJPEGSteps bounds the walk to the frame header: segments and bytes of padding between them. A photo
// has some twenty; an extended XMP or a profile in pieces adds one for every 64 KiB.
const maxJPEGSteps = 1 << 16

// probeJPEG walks the segments to the frame header.
func probeJPEG(r io.ReaderAt, size int64) (Info, error) {
	at := int64(2)
	for range maxJPEGSteps {
		b, err := readAt(r, size, at, 2)
		if err != nil {
			return Info{}, err
		}
		marker := b[1]
		switch {
		case b[0] != 0xff || marker == 0xff:
			// Padding, or bytes no segment owns; decoders step over them too.
			at++
			continue
		case marker <= jpegTEM || marker >= jpegRST0 && marker < jpegEOI:
			at += 2
			continue
		case marker == jpegEOI || marker == jpegSOS:
			return Info{}, errors.New("it has no frame header")
		}
		if isSOF(marker) {
			return probeFrame(r, size, at+2, marker)
		}
		if b, err = readAt(r, size, at+2, 2); err != nil {
			return Info{}, err
		}
		at += 2 + int64(max(2, binary.BigEndian.Uint16(b)))
	}
	return Info{}, errors.New("no frame header is found")
}

// isSOF reports whether a marker begins a frame header.
func isSOF(marker byte) bool {
	return marker >= jpegSOF0 && marker <= jpegSOF15 &&
		marker != jpegDHT && marker != jpegJPG && marker != jpegDAC
}

// jpegFrame is what a frame header says.
type jpegFrame struct {
	marker        byte
	depth         int
	width, height int
	// sampling holds the horizontal and vertical factor of each component.
	sampling [][2]int
}

// probeFrame reads the frame header at an offset: length, precision, height, width, components.
func probeFrame(r io.ReaderAt, size, at int64, marker byte) (Info, error) {
	b, err := readAt(r, size, at, 8)
	if err != nil {
		return Info{}, err
	}
	f := jpegFrame{
		marker: marker,
		depth:  int(b[2]),
		height: int(binary.BigEndian.Uint16(b[3:])),
		width:  int(binary.BigEndian.Uint16(b[5:])),
	}
	components, err := readAt(r, size, at+8, 3*int(b[7]))
	if err != nil {
		return Info{}, err
	}
	for c := components; len(c) >= 3; c = c[3:] {
		f.sampling = append(f.sampling, [2]int{int(c[1] >> 4), int(c[1] & 15)})
	}
	return f.info(size)
}

// info judges the frame: whether this program can decode it and what that takes.
func (f jpegFrame) info(size int64) (Info, error) {
	i := Info{Format: JPEG, Width: f.width, Height: f.height, Gray: len(f.sampling) == 1, Depth: f.depth}
	if what := f.unsupported(); what != "" {
		return i, &UnsupportedError{Format: JPEG, What: what}
	}
	samples, padded, err := f.samples()
	if err != nil {
		return i, err
	}
	// A block of 64 samples takes at least one bit, for its DC coefficient.
	if size < padded/(64*8) {
		return i, fmt.Errorf("it claims %d by %d pixels in %d bytes", f.width, f.height, size)
	}
	picture, decode := samples, samples
	if f.marker == jpegSOF2 {
		// All coefficients are kept until the last scan, 4 bytes each.
		decode += 4 * samples
	}
	if !i.Gray {
		// RGB and CMYK are brought together from planes, then converted; 4 bytes a pixel each.
		picture, decode = max(picture, 4), decode+8
	}
	i.Memory = demand(i, padded, size, picture, decode)
	if n := len(f.sampling); n == 1 || n == 3 {
		i.Planes = f.planes(samples)
	}
	return i, nil
}

// planes is what decoding to planes depends on.
func (f jpegFrame) planes(samples float64) *PlanesInfo {
	p := &PlanesInfo{Samples: samples, Progressive: f.marker == jpegSOF2, ChromaAcross: 1, ChromaDown: 1}
	if len(f.sampling) == 3 {
		luma, chroma := f.sampling[0], f.sampling[1]
		p.ChromaAcross, p.ChromaDown = float64(chroma[0])/float64(luma[0]), float64(chroma[1])/float64(luma[1])
	}
	return p
}

// unsupported names the kind of JPEG that image/jpeg does not decode; empty where it does.
func (f jpegFrame) unsupported() string {
	n := len(f.sampling)
	switch {
	case f.marker > jpegSOF2 && f.marker&3 == jpegSOF3&3:
		return "with lossless compression"
	case f.marker > 0xc8:
		return "with arithmetic coding"
	case f.marker > jpegSOF2:
		return "with hierarchical coding"
	case f.depth != 8:
		return fmt.Sprintf("with %d bits a sample", f.depth)
	case n != 1 && n != 3 && n != 4:
		return fmt.Sprintf("with %d components", n)
	case f.height == 0 && f.width > 0:
		return "with a height that is told after the pixels"
	}
	return ""
}

// samples is the number of samples a pixel has over all components, and the number of pixels padded to
// whole units of coding.
func (f jpegFrame) samples() (perPixel float64, padded int64, err error) {
	hmax, vmax, sum := 1, 1, 0
	for _, s := range f.sampling {
		h, v := s[0], s[1]
		if h < 1 || h > 4 || v < 1 || v > 4 {
			return 0, 0, fmt.Errorf("its sampling factors are %d by %d", h, v)
		}
		hmax, vmax, sum = max(hmax, h), max(vmax, v), sum+h*v
	}
	if len(f.sampling) == 1 {
		// The factors of a single component mean nothing: T.81, A.2.2.
		hmax, vmax, sum = 1, 1, 1
	}
	return float64(sum) / float64(hmax*vmax), roundUp(f.width, 8*hmax) * roundUp(f.height, 8*vmax), nil
}

// roundUp is the next multiple of step.
func roundUp(n, step int) int64 { return int64((n + step - 1) / step * step) }

// approximate says what happens to inks without their profile.
const approximate = "The photo is in CMYK; its colours are approximate, because the plain formula was used and not its profile."

// decodeJPEG decodes to planes where the photo is YCbCr or grey. A truncated photo is damaged: a picture
// with a grey half would pass for a good one in a batch of thousands.
func decodeJPEG(data []byte) (image.Image, []string, error) {
	m, err := jpeg.Decode(bytes.NewReader(data))
	if unsupported, ok := errors.AsType[jpeg.UnsupportedError](err); ok {
		return nil, nil, &UnsupportedError{Format: JPEG, What: "with an unusual " + string(unsupported)}
	}
	if err != nil {
		return nil, nil, err
	}
	if _, inks := m.(*image.CMYK); inks {
		return m, []string{approximate}, nil
	}
	return m, nil, nil
}

// encodeJPEG writes a baseline JPEG: 4:2:0, or one component where the picture is grey.
func encodeJPEG(w io.Writer, m image.Image, quality int) error {
	m = Flatten(m, white)
	if opaque, ok := m.(*image.NRGBA); ok {
		// The same bytes by another name: image/jpeg has a fast way for RGBA only.
		m = &image.RGBA{Pix: opaque.Pix, Stride: opaque.Stride, Rect: opaque.Rect}
	}
	return jpeg.Encode(w, m, &jpeg.Options{Quality: quality})
}
