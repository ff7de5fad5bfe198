package metadata

import "bytes"

// maxBlock is the most bytes of one block that are taken over, inflated or not. The largest profiles
// (CMYK with fine tables) have some 3 MB, the largest EXIF blocks with previews in them about 1 MB.
const maxBlock = 16 << 20

// Metadata is what a file carries beside its pixels. A nil slice is a block the file does not have
// or that could not be read.
type Metadata struct {
	// EXIF is the bare TIFF block, from its byte order mark on, without the "Exif\0\0" before it.
	EXIF []byte
	// XMP is the packet, XML in UTF-8.
	XMP []byte
	// IPTC is the bare IIM record, without the Photoshop resource around it.
	IPTC []byte
	// ICC is the whole profile.
	ICC []byte
	// Other is true where the file carries, or in a format that is not read may carry, more than
	// these four: comments, previews, a film behind the photo, extended XMP. Such blocks are never
	// written again, but they stand in the file's own bytes, so Drops must know of them.
	Other bool
}

// Read takes the metadata out of a whole file. Format is the name of the format in lower case:
// "jpeg", "png", "webp" and "tiff" are read, any other gives an empty Metadata with Other set. It
// never fails: a block that is damaged or larger than 16 MiB is left out. The result shares no memory
// with data.
//
// The EXIF of a TIFF file is a new block with the descriptive tags of its first page: no tags that
// describe how the pixels are stored, and no maker note, since its offsets count from the start of
// the file.
func Read(format string, data []byte) Metadata {
	switch format {
	case "jpeg":
		return readJPEG(data)
	case "png":
		return readPNG(data)
	case "webp":
		return readWebP(data)
	case "tiff":
		return readTIFF(data)
	}
	return Metadata{Other: true}
}

// Empty reports whether there is nothing to write: none of the four blocks.
func (m Metadata) Empty() bool {
	return len(m.EXIF) == 0 && len(m.XMP) == 0 && len(m.IPTC) == 0 && len(m.ICC) == 0
}

// Orientation is how the pixels are to be turned, as the EXIF block says; Upright where there is
// none or it is invalid.
func (m Metadata) Orientation() Orientation {
	return tiffOrientation(bytes.NewReader(m.EXIF), int64(len(m.EXIF)))
}

// take copies a block unless one was taken before: the first of its kind counts, as in other readers.
// It reports whether the block was left out.
func take(block *[]byte, body []byte) (left bool) {
	if *block != nil || len(body) == 0 || len(body) > maxBlock {
		return true
	}
	*block = bytes.Clone(body)
	return false
}

// fits reports whether n bytes from offset on lie within size bytes; no sum can overflow.
func fits(offset, n, size int64) bool {
	return offset >= 0 && n >= 0 && offset <= size && n <= size-offset
}
