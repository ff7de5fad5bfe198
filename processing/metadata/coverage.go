package metadata

import "slices"

// span is a range of bytes of a block.
type span struct{ start, end int }

// spans lists the bytes a directory takes: its own and those of its values.
func (d *directory) spans() []span {
	list := []span{{d.at, d.end}}
	for _, e := range d.entries {
		list = append(list, span{e.at, e.at + len(e.value)})
	}
	return list
}

// covered marks the bytes of the block that belong to the photo's own directories.
func (b *block) covered() []bool {
	marks := make([]bool, len(b.data))
	mark(marks, []span{{0, headerSize}})
	for _, d := range b.kept() {
		mark(marks, d.spans())
	}
	return marks
}

// mark sets the bytes of spans. Spans that overlap are joined first, so that a hostile block with
// thousands of values over the same bytes costs no more than its length.
func mark(marks []bool, list []span) {
	slices.SortFunc(list, func(a, b span) int { return a.start - b.start })
	done := 0
	for _, s := range list {
		for i := max(s.start, done); i < s.end; i++ {
			marks[i] = true
		}
		done = max(done, s.end)
	}
}

// hidden reports whether the block holds bytes, other than zeros, that no tag leads to: what another
// program unlinked without removing it.
func (b *block) hidden() bool {
	for i, used := range b.covered() {
		if !used && b.data[i] != 0 {
			return true
		}
	}
	return false
}
