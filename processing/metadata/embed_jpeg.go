package metadata

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"strings"
)

const (
	// maxSegment is the most bytes of a JPEG segment's body: its length has 16 bits and counts itself.
	maxSegment = 65535 - 2
	// maxICCChunks is the most chunks a profile may be split into: they are counted with one byte.
	maxICCChunks = 255
)

// embedJPEG puts the segments behind the start mark; a JFIF segment stays before them, because both
// JFIF and Exif ask to be the first and readers of Exif are the ones that look further.
func embedJPEG(encoded []byte, m Metadata) ([]byte, error) {
	if !isJPEG(encoded) {
		return nil, fmt.Errorf("%w: the bytes are not a JPEG", ErrNotEmbeddable)
	}
	insertion, err := m.jpegSegments()
	at := int64(2)
	var replaced []part
	for p := range jpegParts(bytes.NewReader(encoded), int64(len(encoded))) {
		body := p.bytes(encoded)
		switch {
		case p.start == at && at == 2 && p.kind == markerAPP0 && bytes.HasPrefix(body, []byte(jfifHeader)):
			at = p.next
		case m.replaces(p.kind, body):
			replaced = append(replaced, p)
		}
	}
	return splice(encoded, at, insertion, replaced), err
}

// replaces reports whether a segment holds a block that m has too.
func (m Metadata) replaces(kind string, body []byte) bool {
	text := string(body[:min(len(body), len(xmpHeader))])
	switch kind {
	case markerAPP1:
		return len(m.EXIF) > 0 && hasExif(body) || len(m.XMP) > 0 && strings.HasPrefix(text, xmpHeader)
	case markerAPP2:
		return len(m.ICC) > 0 && strings.HasPrefix(text, iccHeader)
	case markerAPP13:
		return len(m.IPTC) > 0 && strings.HasPrefix(text, photoshopHeader)
	}
	return false
}

// jpegSegments is everything to insert, in the order readers expect: EXIF first.
func (m Metadata) jpegSegments() ([]byte, error) {
	exif, exifErr := wholeSegment("EXIF", exifHeader, m.EXIF)
	xmp, xmpErr := wholeSegment("XMP", xmpHeader, m.XMP)
	icc, iccErr := iccSegments(m.ICC)
	return slices.Concat(exif, xmp, iptcSegments(m.IPTC), icc), errors.Join(exifErr, xmpErr, iccErr)
}

// wholeSegment is an APP1 segment with a header and a block that must not be split.
func wholeSegment(name, header string, block []byte) ([]byte, error) {
	limit := maxSegment - len(header)
	switch {
	case len(block) == 0:
		return nil, nil
	case len(block) > limit:
		return nil, &SizeError{Block: name, Bytes: len(block), Limit: limit}
	}
	return appendSegment(nil, markerAPP1, header, block), nil
}

func appendSegment(out []byte, marker, header string, body []byte) []byte {
	out = append(append(out, 0xFF), marker...)
	length := 2 + len(header) + len(body)
	out = binary.BigEndian.AppendUint16(out, uint16(length)) //nolint:gosec // callers stay below maxSegment
	return append(append(out, header...), body...)
}

// iccSegments splits a profile into numbered chunks.
func iccSegments(icc []byte) ([]byte, error) {
	const chunk = maxSegment - len(iccHeader) - 2
	if len(icc) > maxICCChunks*chunk {
		return nil, &SizeError{Block: "ICC", Bytes: len(icc), Limit: maxICCChunks * chunk}
	}
	total := (len(icc) + chunk - 1) / chunk
	var out []byte
	number := 0
	for piece := range slices.Chunk(icc, chunk) {
		number++
		header := iccHeader + string([]byte{byte(number), byte(total)})
		out = appendSegment(out, markerAPP2, header, piece)
	}
	return out, nil
}

// iptcSegments wraps an IPTC record as Photoshop does; a long one goes on in further segments.
func iptcSegments(iptc []byte) []byte {
	if len(iptc) == 0 {
		return nil
	}
	var out []byte
	for piece := range slices.Chunk(photoshopResource(iptc), maxSegment-len(photoshopHeader)) {
		out = appendSegment(out, markerAPP13, photoshopHeader, piece)
	}
	return out
}
