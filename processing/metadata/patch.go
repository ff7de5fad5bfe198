package metadata

import (
	"bytes"
	"slices"
)

// patch returns a copy of a block with the orientation set to 1 and the thumbnail cut off. Everything
// else stays where it is, because maker notes hold offsets into the block. It is nil where the block
// cannot be read.
func patch(data []byte) []byte {
	b, ok := parseBlock(data)
	if !ok {
		return nil
	}
	out := bytes.Clone(data)
	for _, e := range b.primary.entries {
		if e.tag == tagOrientation && len(e.value) <= 4 {
			b.putInteger(out, e, uint32(Upright))
		}
	}
	if b.primary.nextAt != 0 {
		b.order.PutUint32(out[b.primary.nextAt:], 0)
	}
	return b.cutThumbnail(out)
}

// putInteger writes the first value of an entry of integers; other types are left alone.
func (b *block) putInteger(out []byte, e entry, v uint32) {
	switch {
	case e.kind == kindShort:
		b.order.PutUint16(out[e.at:], uint16(v)) //nolint:gosec // the caller's v fits
	case e.kind == kindLong:
		b.order.PutUint32(out[e.at:], v)
	case kindSize(e.kind) == 1:
		out[e.at] = byte(v)
	}
}

// cutThumbnail overwrites the directories behind the first and the thumbnail with zeros, where no
// other tag leads, and takes what then stands at the end of the block off.
func (b *block) cutThumbnail(out []byte) []byte {
	if len(b.chain) == 0 {
		return out
	}
	var stale []span
	for _, d := range b.chain {
		stale = append(append(stale, d.spans()...), b.picture(d)...)
	}
	gone := make([]bool, len(out))
	mark(gone, stale)
	end := 0
	for i, used := range b.covered() {
		if gone[i] && !used {
			out[i] = 0
		} else if used || out[i] != 0 {
			end = i + 1
		}
	}
	return out[:min(end+end&1, len(out))] // values begin at even offsets: the block stays even
}

// picture lists the bytes of a thumbnail: one JPEG or strips.
func (b *block) picture(d *directory) []span {
	const most = 4096 // strips of a thumbnail; more is damage
	offsets := b.integers(d.find(tagThumbnailOffset), 1)
	lengths := b.integers(d.find(tagThumbnailLength), 1)
	offsets = slices.Concat(offsets, b.integers(d.find(tagStripOffsets), most))
	lengths = slices.Concat(lengths, b.integers(d.find(tagStripByteCounts), most))
	var list []span
	for i := range min(len(offsets), len(lengths)) {
		start := min(int64(offsets[i]), int64(len(b.data)))
		end := min(start+int64(lengths[i]), int64(len(b.data)))
		list = append(list, span{int(start), int(end)})
	}
	return list
}
