package metadata

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"io"
	"iter"
	"strconv"
	"strings"
)

const (
	pngSignature = "\x89PNG\r\n\x1a\n"
	// chunkOverhead is what a chunk has beside its body: length, kind and checksum.
	chunkOverhead = 12
	xmpKeyword    = "XML:com.adobe.xmp"
	// rawProfile begins the keyword of the text chunks in which ImageMagick and older programs keep
	// profiles as hexadecimal digits.
	rawProfile = "Raw profile type "
)

// pngParts yields the chunks of a PNG, as far as they are whole. Checksums are not looked at: the
// bodies are parsed as untrusted bytes anyway.
func pngParts(r io.ReaderAt, size int64) iter.Seq[part] {
	return func(yield func(part) bool) {
		var head [8]byte
		for at := int64(len(pngSignature)); readFull(r, head[:], at); {
			length := int64(binary.BigEndian.Uint32(head[:]))
			p := part{string(head[4:]), at, at + 8, at + 8 + length, at + chunkOverhead + length}
			if p.next > size || !yield(p) || p.kind == "IEND" {
				return
			}
			at = p.next
		}
	}
}

// pngReader reads chunks; budget is how many bytes may still be inflated for the whole file.
type pngReader struct {
	m      Metadata
	budget int
}

func readPNG(data []byte) Metadata {
	r := pngReader{budget: 2 * maxBlock}
	if !bytes.HasPrefix(data, []byte(pngSignature)) {
		return r.m
	}
	end := int64(len(pngSignature))
	for p := range pngParts(bytes.NewReader(data), int64(len(data))) {
		r.m.Other = r.chunk(p.kind, p.bytes(data)) || r.m.Other
		end = p.next
	}
	r.m.Other = r.m.Other || end < int64(len(data))
	return r.m
}

// chunk sorts one chunk and reports whether it carries something that is not taken over.
func (r *pngReader) chunk(kind string, body []byte) (other bool) {
	switch kind {
	case "eXIf":
		return take(&r.m.EXIF, trimExifHeader(body))
	case "iCCP":
		return r.profile(body)
	case "iTXt":
		return r.international(body)
	case "zTXt", "tEXt":
		return r.text(kind, body)
	case "cHRM", "gAMA", "sBIT", "sRGB", "cICP", "mDCV", "cLLI", "bKGD", "hIST", "tRNS", "pHYs", "sPLT",
		"tIME", "acTL", "fcTL", "fdAT":
		return false
	}
	critical := kind[0]&0x20 == 0
	return !critical
}

// profile reads an iCCP chunk: a name, the compression method and the packed profile.
func (r *pngReader) profile(body []byte) (other bool) {
	_, rest, ok := bytes.Cut(body, []byte{0})
	if !ok || len(rest) < 1 || r.m.ICC != nil {
		return true
	}
	icc, ok := r.inflate(rest[1:])
	return !ok || take(&r.m.ICC, icc)
}

// inflate unpacks within what is left of the budget.
func (r *pngReader) inflate(packed []byte) ([]byte, bool) {
	limit := min(maxBlock, r.budget)
	data, ok := inflate(packed, limit)
	if !ok {
		r.budget -= limit // damage can show after as many bytes
		return nil, false
	}
	r.budget -= len(data)
	return data, true
}

// international reads an iTXt chunk, in which XMP lives: keyword, whether it is packed, method,
// language, translated keyword and text.
func (r *pngReader) international(body []byte) (other bool) {
	keyword, rest, ok := bytes.Cut(body, []byte{0})
	if !ok || string(keyword) != xmpKeyword || len(rest) < 2 || r.m.XMP != nil {
		return true
	}
	packed := rest[0] != 0
	_, rest, _ = bytes.Cut(rest[2:], []byte{0})
	_, text, ok := bytes.Cut(rest, []byte{0})
	if ok && packed {
		text, ok = r.inflate(text)
	}
	return !ok || take(&r.m.XMP, text)
}

// text reads a tEXt or zTXt chunk that holds a profile in hexadecimal digits.
func (r *pngReader) text(kind string, body []byte) (other bool) {
	keyword, text, ok := bytes.Cut(body, []byte{0})
	name, raw := strings.CutPrefix(string(keyword), rawProfile)
	if !ok || !raw || kind == "zTXt" && len(text) < 1 {
		return true
	}
	if kind == "zTXt" {
		if text, ok = r.inflate(text[1:]); !ok {
			return true
		}
	}
	profile, ok := decodeRawProfile(text)
	return !ok || r.rawProfile(name, profile)
}

// rawProfile sorts a profile by the name it was written under.
func (r *pngReader) rawProfile(name string, profile []byte) (other bool) {
	switch packet, isXMP := bytes.CutPrefix(profile, []byte(xmpHeader)); {
	case name == "xmp" || name == "APP1" && isXMP:
		return take(&r.m.XMP, packet)
	case name == "exif" || name == "APP1" && hasExif(profile):
		return take(&r.m.EXIF, trimExifHeader(profile))
	case name == "icc" || name == "icm":
		return take(&r.m.ICC, profile)
	case name == "iptc":
		iptc, others := photoshopIPTC(profile)
		return take(&r.m.IPTC, iptc) || others
	}
	return true
}

// decodeRawProfile reads what stands in such a text: a line break, the profile's name, its length in
// decimal and its bytes in hexadecimal, in lines.
func decodeRawProfile(text []byte) ([]byte, bool) {
	_, text, ok := bytes.Cut(bytes.TrimLeft(text, "\n"), []byte("\n"))
	length, digits, found := bytes.Cut(text, []byte("\n"))
	if !ok || !found {
		return nil, false
	}
	want, err := strconv.Atoi(string(bytes.TrimSpace(length[:min(len(length), 16)])))
	digits = bytes.ReplaceAll(digits, []byte("\n"), nil)
	if err != nil || want < 0 || want > len(digits)/2 || want > maxBlock {
		return nil, false
	}
	profile := make([]byte, want)
	_, err = hex.Decode(profile, digits[:2*want])
	return profile, err == nil
}
