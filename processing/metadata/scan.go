package metadata

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"io"
)

const (
	// headSize is what ReadOrientation reads first: in most photos all it needs.
	headSize = 4 << 10
	// tailSize is how much of a PNG's end is searched for an eXIf chunk behind the pixels.
	tailSize = 64 << 10
	// maxParts is the most segments or chunks ReadOrientation hops over.
	maxParts = 512
	// maxText is the largest text chunk of a PNG ReadOrientation reads for an old EXIF profile.
	maxText = 256 << 10
)

// ReadOrientation reads the orientation of a file and as little else as it can: 4 KiB at the start,
// then a few bytes at each of at most 512 segments or chunks before the pixels, the first directory of
// the EXIF block, and of a PNG the last 64 KiB where nothing was found before. It reads the formats
// Read does and agrees with it, but for PNGs whose eXIf chunk stands behind the pixels and further
// from the end than that, and files with more segments. Any failure gives Upright.
func ReadOrientation(format string, r io.ReaderAt, size int64) Orientation {
	h := header{r: r, head: make([]byte, min(headSize, max(size, 0)))}
	n, _ := r.ReadAt(h.head, 0) // a later read fails where this one did
	h.head = h.head[:n]
	switch format {
	case "jpeg":
		return scanJPEG(&h, size)
	case "png":
		return scanPNG(&h, size)
	case "webp":
		return scanWebP(&h, size)
	case "tiff":
		return tiffOrientation(&h, size)
	}
	return Upright
}

// header answers reads near the start of a file from what was read already.
type header struct {
	r    io.ReaderAt
	head []byte
}

func (h *header) ReadAt(p []byte, at int64) (int, error) {
	if fits(at, int64(len(p)), int64(len(h.head))) {
		return copy(p, h.head[at:]), nil
	}
	return h.r.ReadAt(p, at)
}

// section reads the orientation of the TIFF block between two offsets.
func section(r io.ReaderAt, start, end int64) Orientation {
	return tiffOrientation(io.NewSectionReader(r, start, end-start), end-start)
}

// exifSection is section for a block that may have the "Exif\0\0" before it.
func exifSection(r io.ReaderAt, start, end int64) Orientation {
	lead := make([]byte, len(exifHeader)+1)
	if readFull(r, lead, start) && hasExif(lead) {
		start += int64(len(exifHeader))
	}
	return section(r, start, end)
}

func scanJPEG(h *header, size int64) Orientation {
	if !isJPEG(h.head) {
		return Upright
	}
	hops := 0
	lead := make([]byte, len(exifHeader)+1)
	for p := range jpegParts(h, size) {
		if hops++; hops > maxParts {
			break
		}
		if p.kind == markerAPP1 && p.end-p.body >= int64(len(lead)) && readFull(h, lead, p.body) && hasExif(lead) {
			return section(h, p.body+int64(len(exifHeader)), p.end)
		}
	}
	return Upright
}

func scanWebP(h *header, size int64) Orientation {
	if !isWebP(h.head) {
		return Upright
	}
	hops := 0
	for p := range webpParts(h, size) {
		if hops++; hops > maxParts {
			break
		}
		if p.kind == "EXIF" && p.end > p.body {
			return exifSection(h, p.body, p.end)
		}
	}
	return Upright
}

func scanPNG(h *header, size int64) Orientation {
	if !bytes.HasPrefix(h.head, []byte(pngSignature)) {
		return Upright
	}
	hops := 0
	for p := range pngParts(h, size) {
		hops++
		switch {
		case p.kind == "eXIf" && p.end > p.body:
			return exifSection(h, p.body, p.end)
		case p.kind == "IDAT" || hops > maxParts:
			return scanPNGTail(h, size, p.start)
		case (p.kind == "zTXt" || p.kind == "tEXt") && p.end-p.body <= maxText:
			if o := scanText(h, p); o != Upright {
				return o
			}
		}
	}
	return Upright
}

// scanText reads the orientation out of a text chunk with an old EXIF profile.
func scanText(h *header, p part) Orientation {
	keyword := make([]byte, len(rawProfile))
	if !readFull(h, keyword, p.body) || string(keyword) != rawProfile {
		return Upright
	}
	body := make([]byte, p.end-p.body)
	if !readFull(h, body, p.body) {
		return Upright
	}
	r := pngReader{budget: 4 * maxText}
	r.text(p.kind, body)
	return r.m.Orientation()
}

// scanPNGTail looks for an eXIf chunk at the end of a PNG. Its letters may be met in packed pixels as
// well, so only a chunk with the right checksum counts.
func scanPNGTail(r io.ReaderAt, size, from int64) Orientation {
	from = max(from, size-tailSize)
	tail := make([]byte, size-from)
	n, _ := r.ReadAt(tail, from) // what was read is searched
	for tail = tail[:n]; ; {
		i := bytes.Index(tail, []byte("eXIf"))
		if i < 0 {
			return Upright
		}
		if i >= 4 {
			if body, ok := soundChunk(tail[i-4:]); ok {
				return Metadata{EXIF: trimExifHeader(body)}.Orientation()
			}
		}
		tail = tail[i+4:]
	}
}

// soundChunk returns the body of the chunk that begins here where its checksum is right.
func soundChunk(raw []byte) ([]byte, bool) {
	end := 8 + int64(binary.BigEndian.Uint32(raw))
	if !fits(end, 4, int64(len(raw))) {
		return nil, false
	}
	sum := binary.BigEndian.Uint32(raw[end:])
	return raw[8:end], sum == crc32.ChecksumIEEE(raw[4:end])
}
