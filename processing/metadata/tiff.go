package metadata

import (
	"encoding/binary"
	"io"
	"slices"
)

const (
	// headerSize is the byte order mark, the number 42 and the offset of the first directory.
	headerSize = 8
	entrySize  = 12
	// maxEntries is the most entries of one directory. Exif 3.0 knows fewer than 150 tags; a count
	// beyond this is taken for damage.
	maxEntries = 1024
	// maxChain is the most directories that are followed behind the first.
	maxChain = 8
)

// The field types this package treats by name.
const (
	kindShort = 3
	kindLong  = 4
)

// kindSize is the bytes one value of a field type takes; 0 for a type TIFF does not know.
func kindSize(kind uint16) int64 {
	sizes := [...]int64{0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4}
	switch {
	case int(kind) < len(sizes):
		return sizes[kind]
	case kind == 129: // UTF-8, new in Exif 3.0
		return 1
	}
	return 0
}

// byteOrder is the order of the bytes of a block's numbers.
type byteOrder interface {
	binary.ByteOrder
	binary.AppendByteOrder
}

// readHeader reads a TIFF header: the byte order and the offset of the first directory.
func readHeader(header []byte) (byteOrder, uint32, bool) {
	if len(header) < headerSize {
		return nil, 0, false
	}
	var order byteOrder
	switch string(header[:4]) {
	case "II*\x00":
		order = binary.LittleEndian
	case "MM\x00*":
		order = binary.BigEndian
	default:
		return nil, 0, false
	}
	return order, order.Uint32(header[4:]), true
}

// tiffOrientation reads the orientation out of a TIFF block of the given size with two reads: the
// header and the first directory. It is Upright where there is none, where it is invalid or where a
// read fails.
func tiffOrientation(r io.ReaderAt, size int64) Orientation {
	var header [headerSize]byte
	if n, _ := r.ReadAt(header[:], 0); n < headerSize { // a short read is the whole story
		return Upright
	}
	order, first, ok := readHeader(header[:])
	if !ok || !fits(int64(first), 2, size) {
		return Upright
	}
	buffer := make([]byte, min(2+maxEntries*entrySize, size-int64(first)))
	n, _ := r.ReadAt(buffer, int64(first)) // what was read before an error is still good
	return directoryOrientation(order, buffer[:n])
}

// directoryOrientation finds the orientation in a directory; bytes may end before its last entry.
func directoryOrientation(order byteOrder, raw []byte) Orientation {
	if len(raw) < 2 || order.Uint16(raw) > maxEntries {
		return Upright
	}
	raw, count := raw[2:], int(order.Uint16(raw))
	for range min(count, len(raw)/entrySize) {
		if order.Uint16(raw) == tagOrientation {
			return orientationOf(order, raw)
		}
		raw = raw[entrySize:]
	}
	return Upright
}

// orientationOf is the value of an orientation entry. Other integers than SHORT, which the standard
// wants, are taken as well: some programs write them.
func orientationOf(order byteOrder, raw []byte) Orientation {
	value, kind := raw[8:], order.Uint16(raw[2:])
	var v uint32
	switch {
	case order.Uint32(raw[4:]) != 1:
	case kind == kindShort:
		v = uint32(order.Uint16(value))
	case kind == kindLong:
		v = order.Uint32(value)
	case kindSize(kind) == 1:
		v = uint32(value[0])
	}
	if v > uint32(Rotate270) || !Orientation(v).Valid() {
		return Upright
	}
	return Orientation(v)
}

// entry is one tag of a directory with its value, in the byte order of its block.
type entry struct {
	tag, kind uint16
	count     uint32
	value     []byte
	// at is the offset of the value in the block: within the directory where it has 4 bytes or fewer.
	at int
}

// directory is one IFD. Entries whose type is unknown or whose value lies outside the block are not
// in it; damaged tells that there were such.
type directory struct {
	at, end int
	entries []entry
	// nextAt is the offset of the pointer to the next directory; 0 where the block ends before it.
	nextAt  int
	next    uint32
	damaged bool
}

// find returns the first entry with a tag; nil where there is none.
func (d *directory) find(tag uint16) *entry {
	if d == nil {
		return nil
	}
	i := slices.IndexFunc(d.entries, func(e entry) bool { return e.tag == tag })
	if i < 0 {
		return nil
	}
	return &d.entries[i]
}

// block is a parsed TIFF block. The directories that are missing or unreadable are nil.
type block struct {
	data  []byte
	order byteOrder
	// primary is the first directory; exif and gps hang on it, interop on exif.
	primary, exif, gps, interop *directory
	// chain is what follows the first directory: the thumbnail's and whatever comes behind it.
	chain []*directory
	// damaged is true where a pointer leads nowhere or back to a directory already read.
	damaged bool
}

// parseBlock reads every directory of a TIFF block that holds tags of the photo. It fails where the
// header or the first directory is unreadable.
func parseBlock(data []byte) (*block, bool) {
	order, first, ok := readHeader(data)
	if !ok {
		return nil, false
	}
	b := &block{data: data, order: order}
	seen := make(map[uint32]bool)
	if b.primary = b.directory(first, seen); b.primary == nil {
		return nil, false
	}
	b.exif = b.child(b.primary, tagExifIFD, seen)
	b.gps = b.child(b.primary, tagGPSIFD, seen)
	b.interop = b.child(b.exif, tagInteroperability, seen)
	b.follow(seen)
	return b, true
}

// child reads the directory a pointer tag leads to; nil where there is no such tag.
func (b *block) child(parent *directory, tag uint16, seen map[uint32]bool) *directory {
	pointer := parent.find(tag)
	if pointer == nil {
		return nil
	}
	var d *directory
	if pointer.count == 1 && len(pointer.value) == 4 {
		d = b.directory(b.order.Uint32(pointer.value), seen)
	}
	b.damaged = b.damaged || d == nil
	return d
}

// follow reads the directories behind the first.
func (b *block) follow(seen map[uint32]bool) {
	for next := b.primary.next; next != 0; {
		d := b.directory(next, seen)
		if d == nil || len(b.chain) == maxChain {
			b.damaged = true
			return
		}
		b.chain = append(b.chain, d)
		next = d.next
	}
}

// directory reads one directory; nil where it is out of bounds, too long or was read before.
func (b *block) directory(offset uint32, seen map[uint32]bool) *directory {
	size := int64(len(b.data))
	if seen[offset] || int64(offset) < headerSize || !fits(int64(offset), 2, size) {
		return nil
	}
	seen[offset] = true
	count := int(b.order.Uint16(b.data[offset:]))
	if count > maxEntries {
		return nil
	}
	d := &directory{at: int(offset)}
	room := (len(b.data) - d.at - 2) / entrySize
	d.damaged = count > room
	count = min(count, room)
	for i := range count {
		b.entry(d, d.at+2+i*entrySize)
	}
	d.end = d.at + 2 + count*entrySize
	if !d.damaged && fits(int64(d.end), 4, size) {
		d.nextAt, d.next = d.end, b.order.Uint32(b.data[d.end:])
		d.end += 4
	}
	return d
}

// entry reads the entry at an offset and adds it to a directory where its value can be had.
func (b *block) entry(d *directory, at int) {
	raw := b.data[at : at+entrySize]
	e := entry{tag: b.order.Uint16(raw), kind: b.order.Uint16(raw[2:]), count: b.order.Uint32(raw[4:])}
	size := kindSize(e.kind) * int64(e.count)
	e.at = at + 8
	if size > 4 {
		e.at = int(b.order.Uint32(raw[8:]))
	}
	if size == 0 || !fits(int64(e.at), size, int64(len(b.data))) {
		d.damaged = true
		return
	}
	e.value = b.data[e.at : e.at+int(size)]
	d.entries = append(d.entries, e)
}

// kept lists the directories of the photo itself: all but the chain behind the first.
func (b *block) kept() []*directory {
	all := []*directory{b.primary, b.exif, b.gps, b.interop}
	return slices.DeleteFunc(all, func(d *directory) bool { return d == nil })
}

// integers reads the values of an entry of SHORT or LONG; nil for another type. At most limit are read.
func (b *block) integers(e *entry, limit int) []uint32 {
	if e == nil || e.kind != kindShort && e.kind != kindLong {
		return nil
	}
	width := int(kindSize(e.kind))
	values := make([]uint32, 0, min(len(e.value)/width, limit))
	for i := range cap(values) {
		raw := e.value[i*width:]
		if e.kind == kindShort {
			values = append(values, uint32(b.order.Uint16(raw)))
		} else {
			values = append(values, b.order.Uint32(raw))
		}
	}
	return values
}
