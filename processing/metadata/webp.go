package metadata

import (
	"bytes"
	"encoding/binary"
	"io"
	"iter"
)

// webpHeader is the length of "RIFF", the size of the file and "WEBP".
const webpHeader = 12

func isWebP(head []byte) bool {
	return len(head) >= webpHeader && string(head[:4]) == "RIFF" && string(head[8:12]) == "WEBP"
}

// webpParts yields the chunks of a WebP, as far as they are whole.
func webpParts(r io.ReaderAt, size int64) iter.Seq[part] {
	return func(yield func(part) bool) {
		var head [8]byte
		for at := int64(webpHeader); readFull(r, head[:], at); {
			length := int64(binary.LittleEndian.Uint32(head[4:]))
			p := part{string(head[:4]), at, at + 8, at + 8 + length, at + 8 + length + length&1}
			if p.end > size || !yield(p) {
				return
			}
			at = p.next
		}
	}
}

func readWebP(data []byte) Metadata {
	var m Metadata
	if !isWebP(data) {
		return m
	}
	end := int64(webpHeader)
	for p := range webpParts(bytes.NewReader(data), int64(len(data))) {
		m.Other = m.webpChunk(p.kind, p.bytes(data)) || m.Other
		end = p.next
	}
	m.Other = m.Other || end < int64(len(data))
	return m
}

// webpChunk sorts one chunk and reports whether it carries something that is not taken over.
func (m *Metadata) webpChunk(kind string, body []byte) (other bool) {
	switch kind {
	case "EXIF":
		return take(&m.EXIF, trimExifHeader(body))
	case "XMP ":
		return take(&m.XMP, body)
	case "ICCP":
		return take(&m.ICC, body)
	case "VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF":
		return false
	}
	return true
}
