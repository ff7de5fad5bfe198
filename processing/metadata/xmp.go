package metadata

import (
	"bytes"
	"regexp"
)

// uprightXMP returns a packet with tiff:Orientation set to 1, be it written as an attribute or as an
// element. Nothing else changes: a packet is kept byte by byte, not read and written again.
func uprightXMP(packet []byte) []byte {
	const property = "tiff:Orientation"
	if !bytes.Contains(packet, []byte(property)) {
		return packet
	}
	// [^/] passes over the end of an element, behind which any text may stand.
	values := regexp.MustCompile(`([^/]` + property + `(?:\s*=\s*["']\s*|(?:\s[^<>]*)?>\s*))[0-9]+`)
	return values.ReplaceAll(packet, []byte("${1}1"))
}
