package metadata

import (
	"bytes"
	"fmt"
	"slices"
	"testing"
)

// tagsOf lists the tags of a block as "0:0112" or "gps:0002".
func tagsOf(t testing.TB, exif []byte) map[string]bool {
	t.Helper()
	tags := make(map[string]bool)
	if len(exif) == 0 {
		return tags
	}
	b, ok := parseBlock(exif)
	if !ok || b.damaged {
		t.Fatalf("the block is damaged: %q", exif)
	}
	for name, d := range map[string]*directory{"0": b.primary, "exif": b.exif, "gps": b.gps, "interop": b.interop} {
		if d == nil {
			continue
		}
		if d.damaged {
			t.Fatalf("the directory %s is damaged", name)
		}
		if !slices.IsSortedFunc(d.entries, func(a, b entry) int { return int(a.tag) - int(b.tag) }) {
			t.Errorf("the tags of the directory %s are not in ascending order", name)
		}
		for _, e := range d.entries {
			tags[fmt.Sprintf("%s:%04X", name, e.tag)] = true
		}
	}
	if len(b.chain) > 0 {
		tags["thumbnail"] = true
	}
	return tags
}

func TestOrientationOfBlocks(t *testing.T) {
	for name, order := range byteOrders {
		m := maker{order}
		for v := range uint16(300) {
			want := Upright
			if v >= 1 && v <= 8 {
				want = Orientation(v)
			}
			for kind, entry := range map[string]tag{"short": m.short(0x0112, v), "long": m.long(0x0112, uint32(v))} {
				block := m.block(content{primary: []tag{m.ascii(0x010F, "Maker"), entry}})
				if got := (Metadata{EXIF: block}).Orientation(); got != want {
					t.Errorf("%s %s %d: %v", name, kind, v, got)
				}
			}
		}
		two := tag{0x0112, 3, append(m.short(0, 6).data, m.short(0, 6).data...)}
		text := m.ascii(0x0112, "6")
		for _, entry := range []tag{two, text, m.rational(0x0112, 6, 1)} {
			if got := (Metadata{EXIF: m.block(content{primary: []tag{entry}})}).Orientation(); got != Upright {
				t.Errorf("%s: a value of another form gives %v", name, got)
			}
		}
	}
	if got := (Metadata{}).Orientation(); got != Upright {
		t.Errorf("no block gives %v", got)
	}
}

func TestOrientationFacts(t *testing.T) {
	seen := make(map[string]bool)
	for o := range Orientation(12) {
		if got, want := o.Valid(), o >= 1 && o <= 8; got != want {
			t.Errorf("%d: Valid() = %v", o, got)
		}
		if got, want := o.Swaps(), o >= 5 && o <= 8; got != want {
			t.Errorf("%d: Swaps() = %v", o, got)
		}
		if o.Valid() == (o.String() == "invalid") || o.Valid() && seen[o.String()] {
			t.Errorf("%d: String() = %q", o, o)
		}
		seen[o.String()] = true
	}
}

// hostile is a block with one directory made of raw bytes.
func hostile(m maker, raw ...[]byte) []byte {
	return append(m.header(), bytes.Join(raw, nil)...)
}

func (m maker) raw(id, kind uint16, count, value uint32) []byte {
	out := m.order.AppendUint16(nil, id)
	out = m.order.AppendUint16(out, kind)
	out = m.order.AppendUint32(out, count)
	return m.order.AppendUint32(out, value)
}

func (m maker) count(n uint16) []byte { return m.order.AppendUint16(nil, n) }

// hostileBlocks are blocks that lie about themselves.
func hostileBlocks(m maker) map[string][]byte {
	next := func(v uint32) []byte { return m.order.AppendUint32(nil, v) }
	return map[string][]byte{
		"no directory":             m.header(),
		"65,535 entries":           hostile(m, m.count(65535), make([]byte, 12*2000)),
		"more entries than bytes":  hostile(m, m.count(1000), m.raw(0x0112, 3, 1, 0)),
		"first directory outside":  append(m.header()[:4], m.order.AppendUint32(nil, 0xFFFFFFFE)...),
		"first directory in head":  append(m.header()[:4], m.order.AppendUint32(nil, 0)...),
		"chain back to the start":  hostile(m, m.count(1), m.raw(0x0112, 3, 1, 6), next(8)),
		"chain outside":            hostile(m, m.count(0), next(0xFFFFFFF0)),
		"Exif is the first":        hostile(m, m.count(1), m.raw(0x8769, 4, 1, 8), next(0)),
		"GPS and Exif are one":     hostile(m, m.count(2), m.raw(0x8769, 4, 1, 38), m.raw(0x8825, 4, 1, 38), next(0), m.count(0), next(0)),
		"pointer of two values":    hostile(m, m.count(1), m.raw(0x8769, 4, 2, 8), next(0)),
		"pointer of a wrong type":  hostile(m, m.count(1), m.raw(0x8769, 3, 1, 8), next(0)),
		"value outside":            hostile(m, m.count(1), m.raw(0x010F, 2, 100, 0xFFFFFFFF), next(0)),
		"value that overflows":     hostile(m, m.count(1), m.raw(0x010F, 12, 0xFFFFFFFF, 8), next(0)),
		"value without a size":     hostile(m, m.count(2), m.raw(0x010F, 2, 0, 8), m.raw(0x0110, 99, 1, 8), next(0)),
		"value over the directory": hostile(m, m.count(1), m.raw(0x010F, 2, 20, 8), next(0)),
		"thumbnail is everything": hostile(m, m.count(1), m.raw(0x0112, 3, 1, 6), next(26),
			m.count(2), m.raw(0x0201, 4, 1, 0), m.raw(0x0202, 4, 1, 0xFFFFFFFF), next(0)),
		"thumbnail far away": hostile(m, m.count(0), next(14),
			m.count(2), m.raw(0x0201, 4, 1, 0xFFFFFFFF), m.raw(0x0202, 4, 1, 0xFFFFFFFF), next(0)),
	}
}

func TestHostileBlocksDoNoHarm(t *testing.T) {
	for name, order := range byteOrders {
		for what, block := range hostileBlocks(maker{order}) {
			m := Metadata{EXIF: block}
			for _, p := range Policies() {
				kept := m.Keep(p)
				if len(kept.EXIF) > len(block)+64 || kept.Orientation() != Upright {
					t.Errorf("%s %s: %s keeps %d bytes, %v", name, what, p, len(kept.EXIF), kept.Orientation())
				}
			}
			if !m.Drops(KeepSafe) {
				t.Errorf("%s %s: a block that cannot be trusted counts as safe", name, what)
			}
		}
	}
}

func TestValuesThatShareBytesAreNotBlownUp(t *testing.T) {
	m := littleEndian()
	entries := [][]byte{m.count(maxEntries)}
	for range maxEntries {
		entries = append(entries, m.raw(0x010E, 2, 1<<20, 8))
	}
	block := append(hostile(m, entries...), make([]byte, 1<<20)...)
	if kept := (Metadata{EXIF: block}).Keep(KeepSafe); len(kept.EXIF) > 2*len(block) {
		t.Errorf("%d bytes became %d", len(block), len(kept.EXIF))
	}
	b, _ := parseBlock(block)
	w := blockWriter{order: b.order, room: len(block)}
	if kept := w.keep(b.primary, safeInPrimary); len(kept) != 1 || !w.dropped {
		t.Errorf("%d values of a block that has room for one were kept", len(kept))
	}
}

func TestLoopsEnd(t *testing.T) {
	m := bigEndian()
	next := func(v uint32) []byte { return m.order.AppendUint32(nil, v) }
	b, ok := parseBlock(hostile(m, m.count(0), next(14), m.count(0), next(20), m.count(0), next(14)))
	if !ok || len(b.chain) != 2 || !b.damaged {
		t.Errorf("a loop of two directories: %d read, damaged %v", len(b.chain), b.damaged)
	}
	var long []byte
	for i := range 100 {
		long = append(append(long, m.count(0)...), next(uint32(8+6*(i+1)))...)
	}
	if b, _ = parseBlock(hostile(m, long)); len(b.chain) != maxChain || !b.damaged {
		t.Errorf("a chain of 100 directories: %d read, damaged %v", len(b.chain), b.damaged)
	}
}

func TestCountsAreBounded(t *testing.T) {
	m := littleEndian()
	for count, readable := range map[int]bool{maxEntries: true, maxEntries + 1: false} {
		raw := append(m.count(uint16(count)), m.raw(0x0112, 3, 1, 6)...)
		for range count - 1 {
			raw = append(raw, m.raw(0x0128, 3, 1, 2)...)
		}
		block := hostile(m, raw, make([]byte, 4))
		if _, ok := parseBlock(block); ok != readable {
			t.Errorf("%d entries: readable is %v", count, ok)
		}
		if o := (Metadata{EXIF: block}).Orientation(); (o == Rotate90) != readable {
			t.Errorf("%d entries: %v", count, o)
		}
	}
}
