package metadata

import (
	"errors"
	"fmt"
)

// ErrNotEmbeddable is wrapped by Embed's error where the bytes are not of the format, or the format is
// not one metadata is written into.
var ErrNotEmbeddable = errors.New("metadata cannot be embedded")

// SizeError tells that a block is larger than the format can hold. Embed returns it beside a good
// result, which lacks that block.
type SizeError struct {
	// Block is "EXIF", "XMP" or "ICC".
	Block string
	// Bytes is the size of the block, Limit the most the format takes.
	Bytes, Limit int
}

func (e *SizeError) Error() string {
	return fmt.Sprintf("the %s block of %d bytes was left out: the format holds at most %d", e.Block, e.Bytes, e.Limit)
}

// Embed writes metadata into an encoded picture, "jpeg" or "png", and returns the new bytes; encoded is
// not changed, and is returned as it is where m is empty. A block that encoded already has is replaced
// where m has one of that kind and stays where m has none.
//
// A JPEG segment holds at most 65,533 bytes. Profiles and IPTC are split over several; EXIF and XMP
// cannot be, without readers losing them, so a block that is too large is left out and named by a
// *SizeError (several are joined). The bytes returned with a *SizeError are complete without it; with
// any other error they are nil.
func Embed(format string, encoded []byte, m Metadata) ([]byte, error) {
	if m.Empty() {
		return encoded, nil
	}
	switch format {
	case "jpeg":
		return embedJPEG(encoded, m)
	case "png":
		return embedPNG(encoded, m)
	}
	return nil, fmt.Errorf("%w into the format %q", ErrNotEmbeddable, format)
}

// splice builds a file anew: its bytes up to an offset, the insertion, and the rest without some parts,
// which must not stand before the offset.
func splice(file []byte, at int64, insertion []byte, without []part) []byte {
	out := make([]byte, 0, len(file)+len(insertion))
	out = append(append(out, file[:at]...), insertion...)
	for _, p := range without {
		out = append(out, file[at:p.start]...)
		at = p.next
	}
	return append(out, file[at:]...)
}
