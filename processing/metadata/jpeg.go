package metadata

import (
	"bytes"
	"encoding/binary"
	"io"
	"iter"
	"strings"
)

// The headers by which the segments of a JPEG are told apart.
const (
	exifHeader      = "Exif\x00\x00"
	xmpHeader       = "http://ns.adobe.com/xap/1.0/\x00"
	iccHeader       = "ICC_PROFILE\x00"
	photoshopHeader = "Photoshop 3.0\x00"
	jfifHeader      = "JFIF\x00"
	adobeHeader     = "Adobe"
)

// The markers of a JPEG this package treats by name.
const (
	markerSOI   = 0xD8
	markerEOI   = 0xD9
	markerSOS   = 0xDA
	markerAPP0  = "\xE0"
	markerAPP1  = "\xE1"
	markerAPP2  = "\xE2"
	markerAPP13 = "\xED"
	markerAPP14 = "\xEE"
	markerAPP15 = "\xEF"
	markerCOM   = "\xFE"
)

// standalone reports whether a marker has no length and no body.
func standalone(marker byte) bool {
	return marker == 0x01 || marker >= 0xD0 && marker <= markerSOI
}

// jpegParts yields the segments before the first scan, as far as they are whole.
func jpegParts(r io.ReaderAt, size int64) iter.Seq[part] {
	return func(yield func(part) bool) {
		var head [4]byte
		for at := int64(0); readFull(r, head[:], at); {
			switch marker := head[1]; {
			case head[0] != 0xFF || marker == markerSOS || marker == markerEOI:
				return
			case marker == 0xFF: // a fill byte
				at++
				continue
			case standalone(marker):
				at += 2
				continue
			}
			length := int64(binary.BigEndian.Uint16(head[2:]))
			p := part{string(head[1:2]), at, at + 4, at + 2 + length, at + 2 + length}
			if length < 2 || p.next > size || !yield(p) {
				return
			}
			at = p.next
		}
	}
}

// jpegReader gathers what is spread over several segments.
type jpegReader struct {
	m         Metadata
	photoshop []byte
	icc       [256][]byte
	iccTotal  byte
}

func readJPEG(data []byte) Metadata {
	var r jpegReader
	if !isJPEG(data) {
		return r.m
	}
	end := int64(2)
	for p := range jpegParts(bytes.NewReader(data), int64(len(data))) {
		r.segment(p.kind, p.bytes(data))
		end = p.next
	}
	iptc, others := photoshopIPTC(r.photoshop)
	take(&r.m.IPTC, iptc)
	r.m.ICC = r.joinICC()
	r.m.Other = r.m.Other || others || !cleanScans(data[end:])
	return r.m
}

func isJPEG(data []byte) bool { return len(data) >= 2 && data[0] == 0xFF && data[1] == markerSOI }

// segment sorts one segment. What is none of the four blocks and says more than how to decode the
// pixels counts as other.
func (r *jpegReader) segment(kind string, body []byte) {
	text := string(body[:min(len(body), len(xmpHeader))])
	switch {
	case kind < markerAPP0 || kind > markerAPP15 && kind != markerCOM:
	case kind == markerAPP1 && hasExif(body):
		r.m.Other = take(&r.m.EXIF, body[len(exifHeader):]) || r.m.Other
	case kind == markerAPP1 && strings.HasPrefix(text, xmpHeader):
		r.m.Other = take(&r.m.XMP, body[len(xmpHeader):]) || r.m.Other
	case kind == markerAPP2 && strings.HasPrefix(text, iccHeader):
		r.profile(body[len(iccHeader):])
	case kind == markerAPP13 && strings.HasPrefix(text, photoshopHeader):
		r.photoshop = append(r.photoshop, body[len(photoshopHeader):]...)
	case kind == markerAPP0 && strings.HasPrefix(text, jfifHeader) && len(body) <= 14:
	case kind == markerAPP14 && strings.HasPrefix(text, adobeHeader):
	default:
		r.m.Other = true
	}
}

// hasExif tells an Exif segment by its five letters and a zero; the sixth byte is a zero in the
// standard and something else in a few cameras.
func hasExif(body []byte) bool {
	return len(body) > len(exifHeader) && string(body[:5]) == exifHeader[:5]
}

// profile takes one chunk of a profile: its number from 1 on, how many there are, and its bytes.
func (r *jpegReader) profile(chunk []byte) {
	if len(chunk) < 2 || chunk[0] == 0 || chunk[0] > chunk[1] || r.iccTotal != 0 && r.iccTotal != chunk[1] {
		r.m.Other = true
		return
	}
	r.iccTotal = chunk[1]
	if r.icc[chunk[0]] == nil {
		r.icc[chunk[0]] = chunk[2:]
	}
}

// joinICC puts the profile together; nil where a chunk is missing.
func (r *jpegReader) joinICC() []byte {
	var whole []byte
	for number := 1; number <= int(r.iccTotal); number++ {
		if r.icc[number] == nil {
			return nil
		}
		whole = append(whole, r.icc[number]...)
	}
	return whole
}

// cleanScans reports whether a JPEG holds nothing but scans and their tables from here on, up to its
// end mark and at most zeros behind it. Cameras put previews, films and sound behind the photo.
func cleanScans(rest []byte) bool {
	for {
		i := bytes.IndexByte(rest, 0xFF)
		if i < 0 || i+1 == len(rest) {
			return false
		}
		marker := rest[i+1]
		rest = rest[i+1:]
		switch {
		case marker == markerEOI:
			return len(bytes.TrimLeft(rest[1:], "\x00")) == 0
		case marker >= markerAPP0[0] && marker <= markerAPP15[0] || marker == markerCOM[0]:
			return false
		case marker != 0 && marker != 0xFF && !standalone(marker):
			if len(rest) < 3 || len(rest) < 1+int(binary.BigEndian.Uint16(rest[1:])) {
				return false
			}
			rest = rest[1+int(binary.BigEndian.Uint16(rest[1:])):]
		}
	}
}
