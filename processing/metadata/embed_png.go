package metadata

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"hash/crc32"
	"slices"
	"strings"
)

// hexLine is how many bytes stand in a line of a raw profile.
const hexLine = 36

// embedPNG puts the chunks behind the header chunk, so before the palette and the pixels, where iCCP
// has to be.
func embedPNG(encoded []byte, m Metadata) ([]byte, error) {
	var at int64
	var replaced []part
	if bytes.HasPrefix(encoded, []byte(pngSignature)) {
		for p := range pngParts(bytes.NewReader(encoded), int64(len(encoded))) {
			switch {
			case at == 0 && p.kind != "IHDR":
				return nil, fmt.Errorf("%w: the PNG does not begin with its header", ErrNotEmbeddable)
			case at == 0:
				at = p.next
			case m.replacesChunk(p.kind, p.bytes(encoded)):
				replaced = append(replaced, p)
			}
		}
	}
	if at == 0 {
		return nil, fmt.Errorf("%w: the bytes are not a PNG", ErrNotEmbeddable)
	}
	insertion, err := m.pngChunks()
	if err != nil {
		return nil, err
	}
	return splice(encoded, at, insertion, replaced), nil
}

// replacesChunk reports whether a chunk holds a block that m has too. An sRGB chunk gives way to a
// profile: the standard forbids both.
func (m Metadata) replacesChunk(kind string, body []byte) bool {
	keyword, _, _ := bytes.Cut(body, []byte{0})
	switch kind {
	case "eXIf":
		return len(m.EXIF) > 0
	case "iCCP", "sRGB":
		return len(m.ICC) > 0
	case "iTXt":
		return len(m.XMP) > 0 && string(keyword) == xmpKeyword
	case "zTXt", "tEXt":
		name, raw := strings.CutPrefix(string(keyword), rawProfile)
		return raw && m.replacesRawProfile(name)
	}
	return false
}

func (m Metadata) replacesRawProfile(name string) bool {
	switch name {
	case "exif":
		return len(m.EXIF) > 0
	case "xmp":
		return len(m.XMP) > 0
	case "icc", "icm":
		return len(m.ICC) > 0
	case "iptc":
		return len(m.IPTC) > 0
	case "APP1":
		return len(m.EXIF) > 0 || len(m.XMP) > 0
	}
	return false
}

// pngChunks is everything to insert. PNG has no chunk for IPTC: it is written as the text chunk that
// ImageMagick made common and that exiftool and others read.
func (m Metadata) pngChunks() ([]byte, error) {
	var out []byte
	if len(m.ICC) > 0 {
		packed, err := deflate(m.ICC)
		if err != nil {
			return nil, err
		}
		out = appendChunk(out, "iCCP", []byte("ICC profile\x00\x00"), packed)
	}
	if len(m.EXIF) > 0 {
		out = appendChunk(out, "eXIf", m.EXIF)
	}
	if len(m.XMP) > 0 {
		out = appendChunk(out, "iTXt", []byte(xmpKeyword+"\x00\x00\x00\x00\x00"), m.XMP)
	}
	if len(m.IPTC) > 0 {
		packed, err := deflate(encodeRawProfile("iptc", photoshopResource(m.IPTC)))
		if err != nil {
			return nil, err
		}
		out = appendChunk(out, "zTXt", []byte(rawProfile+"iptc\x00\x00"), packed)
	}
	return out, nil
}

// appendChunk writes a chunk: length, kind, body and the checksum of the last two.
func appendChunk(out []byte, kind string, body ...[]byte) []byte {
	whole := slices.Concat(body...)
	out = binary.BigEndian.AppendUint32(out, uint32(len(whole))) //nolint:gosec // at most a little over maxBlock
	start := len(out)
	out = append(append(out, kind...), whole...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(out[start:]))
}

func deflate(data []byte) ([]byte, error) {
	var packed bytes.Buffer
	z := zlib.NewWriter(&packed)
	if _, err := z.Write(data); err != nil {
		return nil, fmt.Errorf("pack a block for PNG: %w", err)
	}
	if err := z.Close(); err != nil {
		return nil, fmt.Errorf("pack a block for PNG: %w", err)
	}
	return packed.Bytes(), nil
}

// encodeRawProfile writes what decodeRawProfile reads.
func encodeRawProfile(name string, profile []byte) []byte {
	text := fmt.Appendf(nil, "\n%s\n%8d\n", name, len(profile))
	for line := range slices.Chunk(profile, hexLine) {
		text = append(hex.AppendEncode(text, line), '\n')
	}
	return text
}
