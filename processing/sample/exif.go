package sample

import (
	"encoding/binary"
	"time"
)

// Tags and types of the block (TIFF 6.0 section 2, Exif 2.32 section 4.6).
const (
	tagMake             = 0x010f
	tagOrientation      = 0x0112
	tagExifIFD          = 0x8769
	tagExifVersion      = 0x9000
	tagDateTimeOriginal = 0x9003

	typeASCII     = 2
	typeShort     = 3
	typeLong      = 4
	typeUndefined = 7
)

// entry is one field of an IFD. Its value is in the file's byte order.
type entry struct {
	tag, kind uint16
	count     uint32
	value     []byte
}

// exifBlock is the content of the APP1 segment: the smallest TIFF structure that says how the photo
// is stored, who made it and when.
func exifBlock(p Photo) []byte {
	const header = 8
	order := binary.BigEndian
	main := []entry{
		ascii(tagMake, "Minilab"),
		{tagOrientation, typeShort, 1, order.AppendUint16(nil, uint16(p.Orientation))},
		{tagExifIFD, typeLong, 1, nil},
	}
	detail := []entry{
		{tagExifVersion, typeUndefined, 4, []byte("0232")},
		ascii(tagDateTimeOriginal, p.taken().Format("2006:01:02 15:04:05")),
	}
	main[2].value = order.AppendUint32(nil, uint32(header+len(appendIFD(nil, header, main))))
	tiff := order.AppendUint32([]byte("MM\x00*"), header)
	tiff = appendIFD(tiff, header, main)
	tiff = appendIFD(tiff, len(tiff), detail)
	return append([]byte("Exif\x00\x00"), tiff...)
}

func ascii(tag uint16, text string) entry {
	return entry{tag, typeASCII, uint32(len(text) + 1), append([]byte(text), 0)}
}

// appendIFD writes a directory that stands at the given offset of the block: its entries, then the
// values of more than four bytes, each at an even offset.
func appendIFD(dst []byte, offset int, entries []entry) []byte {
	order := binary.BigEndian
	values := []byte{}
	valuesAt := offset + 2 + 12*len(entries) + 4
	dst = order.AppendUint16(dst, uint16(len(entries)))
	for _, e := range entries {
		dst = order.AppendUint16(dst, e.tag)
		dst = order.AppendUint16(dst, e.kind)
		dst = order.AppendUint32(dst, e.count)
		if len(e.value) <= 4 {
			dst = append(dst, append(e.value, 0, 0, 0, 0)[:4]...)
			continue
		}
		dst = order.AppendUint32(dst, uint32(valuesAt+len(values)))
		values = append(values, e.value...)
		values = append(values, make([]byte, len(values)%2)...)
	}
	dst = order.AppendUint32(dst, 0) // no further directory
	return append(dst, values...)
}

// taken is when the photo says it was taken: in daylight of some day of 2025, by its seed.
func (p Photo) taken() time.Time {
	r := random(mix(p.Seed + 2))
	day := time.Date(2025, time.January, r.between(1, 365), 0, 0, 0, 0, time.UTC)
	return day.Add(time.Duration(r.between(8*3600, 18*3600)) * time.Second)
}

// withEXIF puts the block into a JPEG file right after its first marker, where the Exif standard
// wants it.
func withEXIF(file, block []byte) []byte {
	const marker = 2
	length := 2 + len(block)
	out := make([]byte, 0, len(file)+2+length)
	out = append(out, file[:marker]...)
	out = append(out, 0xff, 0xe1, byte(length>>8), byte(length))
	out = append(out, block...)
	return append(out, file[marker:]...)
}
