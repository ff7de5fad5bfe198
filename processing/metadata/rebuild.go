package metadata

import "slices"

// filter says which tags of each directory are kept.
type filter struct {
	primary, exif, gps, interop func(tag uint16) bool
	// upright sets the orientation to 1.
	upright bool
}

// rebuild writes a new block with the tags a filter keeps and nothing else of the old one: no
// thumbnail, no gaps. It is nil where nothing is kept. Dropped tells that the old
// block held more, be it bytes that no tag leads to.
func (b *block) rebuild(f filter) (out []byte, dropped bool) {
	w := blockWriter{order: b.order, room: min(len(b.data), maxBlock), upright: f.upright}
	interop := w.keep(b.interop, f.interop)
	exif := w.keep(b.exif, f.exif)
	gps := w.keep(b.gps, f.gps)
	primary := w.keep(b.primary, f.primary)

	w.out = append(w.out, b.data[:4]...)
	w.out = b.order.AppendUint32(w.out, headerSize)
	exif = w.link(exif, tagInteroperability, interop)
	primary = w.link(primary, tagExifIFD, exif)
	primary = w.link(primary, tagGPSIFD, gps)
	dropped = w.dropped || b.damaged || b.hidden()
	if len(primary) == 0 {
		return nil, dropped
	}
	at := w.directory(primary)
	w.child(at[tagGPSIFD], gps)
	if pointer := w.child(at[tagExifIFD], exif); pointer != nil {
		w.child(pointer[tagInteroperability], interop)
	}
	return w.out, dropped
}

// blockWriter appends directories to a block.
type blockWriter struct {
	order byteOrder
	out   []byte
	// room is how many bytes of values may still be kept. The values of a sound block do not overlap
	// and so never take more than the block; without the limit thousands of entries that share
	// their bytes would be blown up to gigabytes.
	room             int
	upright, dropped bool
}

// keep picks the entries of a directory that pass. Pointers are made anew by link.
func (w *blockWriter) keep(d *directory, pass func(uint16) bool) []entry {
	if d == nil {
		return nil
	}
	w.dropped = w.dropped || d.damaged
	var kept []entry
	for _, e := range d.entries {
		switch {
		case isPointer(e.tag):
		case !pass(e.tag) || len(e.value) > w.room:
			w.dropped = true
		default:
			w.room -= len(e.value)
			kept = append(kept, w.turned(e))
		}
	}
	return kept
}

func isPointer(tag uint16) bool {
	return tag == tagExifIFD || tag == tagGPSIFD || tag == tagInteroperability
}

// turned replaces the value of an orientation where that is asked for; other entries stay as they are.
func (w *blockWriter) turned(e entry) entry {
	if e.tag != tagOrientation || !w.upright {
		return e
	}
	return entry{tag: e.tag, kind: kindShort, count: 1, value: w.order.AppendUint16(nil, uint16(Upright))}
}

// link adds a pointer, still empty, where there is a directory to point to.
func (w *blockWriter) link(entries []entry, tag uint16, child []entry) []entry {
	if len(child) == 0 {
		return entries
	}
	return append(entries, entry{tag: tag, kind: kindLong, count: 1, value: make([]byte, 4)})
}

// child writes a directory and points the 4 bytes at an offset to it.
func (w *blockWriter) child(pointer int, entries []entry) (at map[uint16]int) {
	if pointer == 0 || len(entries) == 0 {
		return nil
	}
	w.order.PutUint32(w.out[pointer:], uint32(len(w.out))) //nolint:gosec // at most maxBlock and its entries
	return w.directory(entries)
}

// directory writes entries in ascending order of their tags, as the standard asks, each tag once, and
// their values behind them. It returns where the 4 value bytes of each tag stand.
func (w *blockWriter) directory(entries []entry) (at map[uint16]int) {
	slices.SortStableFunc(entries, func(a, b entry) int { return int(a.tag) - int(b.tag) })
	entries = slices.CompactFunc(entries, func(a, b entry) bool { return a.tag == b.tag })
	at = make(map[uint16]int, len(entries))
	w.out = w.order.AppendUint16(w.out, uint16(len(entries))) //nolint:gosec // at most maxEntries and two pointers
	values := len(w.out) + len(entries)*entrySize + 4
	var outside []byte
	for _, e := range entries {
		w.out = w.order.AppendUint16(w.out, e.tag)
		w.out = w.order.AppendUint16(w.out, e.kind)
		w.out = w.order.AppendUint32(w.out, e.count)
		at[e.tag] = len(w.out)
		if len(e.value) <= 4 {
			w.out = append(append(w.out, e.value...), make([]byte, 4-len(e.value))...)
			continue
		}
		w.out = w.order.AppendUint32(w.out, uint32(values+len(outside))) //nolint:gosec // as above
		outside = append(append(outside, e.value...), make([]byte, len(e.value)&1)...)
	}
	w.out = append(w.out, 0, 0, 0, 0) // no next directory
	w.out = append(w.out, outside...)
	return at
}
