package metadata

// readTIFF takes the metadata out of a TIFF file, in which the file itself is the block. More than
// the four blocks is always assumed: a TIFF has room for anything, and is never delivered unchanged
// on the word of this package.
func readTIFF(data []byte) Metadata {
	m := Metadata{Other: true}
	b, ok := parseBlock(data)
	if !ok {
		return m
	}
	for tag, target := range map[uint16]*[]byte{tagICC: &m.ICC, tagXMP: &m.XMP, tagIPTC: &m.IPTC} {
		if e := b.primary.find(tag); e != nil {
			take(target, e.value)
		}
	}
	m.EXIF, _ = b.rebuild(filter{primary: descriptiveTag, exif: notMakerNote, gps: anyTag, interop: anyTag})
	return m
}
