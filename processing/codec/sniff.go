package codec

import (
	"bytes"
	"encoding/binary"
	"slices"
)

// SniffLen is the number of first bytes that Sniff looks at; fewer may do.
const SniffLen = 64

// Sniff names the format of a file by its first bytes. Camera raw files that are TIFF on the outside
// are known only to Probe, which reads their tags.
func Sniff(head []byte) (Format, bool) {
	head = head[:min(len(head), SniffLen)]
	for _, row := range table {
		if row.sniff(head) {
			return row.format, true
		}
	}
	return "", false
}

// hasAt reports whether head carries magic at an offset.
func hasAt(head []byte, offset int, magic string) bool {
	return len(head) >= offset+len(magic) && string(head[offset:offset+len(magic)]) == magic
}

func isJPEG(head []byte) bool { return hasAt(head, 0, "\xff\xd8\xff") }

func isPNG(head []byte) bool { return hasAt(head, 0, pngMagic) }

func isGIF(head []byte) bool { return hasAt(head, 0, "GIF87a") || hasAt(head, 0, "GIF89a") }

func isWebP(head []byte) bool { return hasAt(head, 0, "RIFF") && hasAt(head, 8, "WEBP") }

func isTIFF(head []byte) bool {
	return hasAt(head, 0, "II*\x00") || hasAt(head, 0, "MM\x00*") ||
		hasAt(head, 0, "II+\x00") || hasAt(head, 0, "MM\x00+")
}

// isBMP asks for more than the two letters BM, which any text may begin with: the length of the second
// header is one of a few numbers.
func isBMP(head []byte) bool {
	if len(head) < 18 || !hasAt(head, 0, "BM") {
		return false
	}
	lengths := []uint32{12, 16, 40, 52, 56, 64, 108, 124}
	return slices.Contains(lengths, binary.LittleEndian.Uint32(head[14:]))
}

// isJXL knows the bare codestream and the container.
func isJXL(head []byte) bool {
	return hasAt(head, 0, "\xff\x0a") || hasAt(head, 0, "\x00\x00\x00\x0cJXL \r\n\x87\n")
}

// isAVIF and isHEIC read the brands of the ISO base media file format, ISO/IEC 14496-12. A file of
// the common brand mif1 is what its other brands say.
func isAVIF(head []byte) bool { return hasBrand(head, "avif", "avis") }

func isHEIC(head []byte) bool {
	return !isAVIF(head) && hasBrand(head, "heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs", "mif1", "msf1")
}

// hasBrand reports whether the file type box names one of the brands, as the major or a compatible one.
func hasBrand(head []byte, brands ...string) bool {
	if !hasAt(head, 4, "ftyp") {
		return false
	}
	end := min(int64(len(head)), int64(binary.BigEndian.Uint32(head)))
	for at := 8; int64(at)+4 <= end; at += 4 {
		// Bytes 12 to 15 are the minor version.
		if at != 12 && slices.Contains(brands, string(head[at:at+4])) {
			return true
		}
	}
	return false
}

// isRAW knows the raw files with a signature of their own. NEF, ARW and DNG are plain TIFF on the
// outside; probeTIFF tells them by their tags.
func isRAW(head []byte) bool {
	canon2 := hasAt(head, 0, "II*\x00") && hasAt(head, 8, "CR\x02\x00")
	canon3 := hasBrand(head, "crx ")
	panasonic := hasAt(head, 0, "IIU\x00")
	olympus := hasAt(head, 0, "IIRO") || hasAt(head, 0, "IIRS") || hasAt(head, 0, "MMOR")
	return canon2 || canon3 || panasonic || olympus || bytes.HasPrefix(head, []byte("FUJIFILMCCD-RAW"))
}
