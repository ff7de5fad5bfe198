package metadata

import "bytes"

// colourSpaceSRGB is the value of the Exif tag ColorSpace for sRGB.
const colourSpaceSRGB = 1

// ForPixels returns m with those EXIF tags corrected, in place and only where there are such, that
// describe the pixels of the file: its width and height and, where the pixels are known to be sRGB, that
// they are. Without it a smaller output would carry the size of its source, and one that was made sRGB
// from a camera set to Adobe RGB the mark by which readers take it for Adobe RGB. Where sRGB is false,
// what the source says of its colours stays.
func (m Metadata) ForPixels(width, height int, sRGB bool) Metadata {
	b, ok := parseBlock(m.EXIF)
	if !ok {
		return m
	}
	out := bytes.Clone(m.EXIF)
	b.correct(out, b.primary, tagImageWidth, uint32(width))    //nolint:gosec // sizes are positive
	b.correct(out, b.primary, tagImageLength, uint32(height))  //nolint:gosec // as above
	b.correct(out, b.exif, tagPixelXDimension, uint32(width))  //nolint:gosec // as above
	b.correct(out, b.exif, tagPixelYDimension, uint32(height)) //nolint:gosec // as above
	if sRGB {
		b.correct(out, b.exif, tagColourSpace, colourSpaceSRGB)
	}
	if index := b.interop.find(tagInteropIndex); sRGB && index != nil && len(index.value) == 4 {
		copy(out[index.at:], "R98") // the standard's mark of sRGB; R03 is Adobe RGB
	}
	m.EXIF = out
	return m
}

// correct writes the one value of a tag where there is one of a type that can hold it.
func (b *block) correct(out []byte, d *directory, tag uint16, v uint32) {
	e := d.find(tag)
	if e == nil || e.count != 1 || e.kind == kindShort && v > 0xFFFF || e.kind != kindShort && e.kind != kindLong {
		return
	}
	b.putInteger(out, *e, v)
}
