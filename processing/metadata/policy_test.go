package metadata

import (
	"bytes"
	"maps"
	"slices"
	"strings"
	"testing"
)

func TestPolicies(t *testing.T) {
	want := []Policy{"all", "safe", "copyright", "none"}
	if !slices.Equal(Policies(), want) {
		t.Errorf("Policies() = %v", Policies())
	}
	for _, p := range want {
		if !p.Valid() {
			t.Errorf("%s is not valid", p)
		}
	}
	for _, p := range []Policy{"", "All", "gps"} {
		if p.Valid() {
			t.Errorf("%q is valid", p)
		}
	}
}

func TestKeepLeavesTheseTags(t *testing.T) {
	safe := strings.Fields(`0:010F 0:0110 0:0112 0:011A 0:011B 0:0128 0:0132 0:013B 0:0213 0:8298 0:8769
		exif:829A exif:8827 exif:9000 exif:9003 exif:9101 exif:A000 exif:A001 exif:A002 exif:A003 exif:A005 exif:A434
		interop:0001 interop:0002`)
	all := strings.Fields(`0:013C 0:8825 exif:927C exif:A420 exif:A430 exif:A431 exif:A435 exif:FDE9
		gps:0000 gps:0001 gps:0002 gps:0003 gps:0004 gps:001D`)
	table := map[Policy][]string{
		KeepAll:       append(all, safe...),
		KeepSafe:      safe,
		KeepCopyright: {"0:013B", "0:8298"},
		KeepNone:      nil,
		"mistyped":    nil,
	}
	for name, order := range byteOrders {
		for p, want := range table {
			m := everything(maker{order}, 6)
			kept := m.Keep(p)
			got := slices.Sorted(maps.Keys(tagsOf(t, kept.EXIF)))
			slices.Sort(want)
			if !slices.Equal(got, want) {
				t.Errorf("%s %s keeps\n%v, not\n%v", name, p, got, want)
			}
			if !bytes.Equal(kept.ICC, m.ICC) {
				t.Errorf("%s %s changes the profile", name, p)
			}
			if others := len(kept.XMP) > 0 && len(kept.IPTC) > 0; others != (p == KeepAll) {
				t.Errorf("%s %s: XMP %d and IPTC %d bytes", name, p, len(kept.XMP), len(kept.IPTC))
			}
		}
	}
}

func TestKeptValuesAreTheOldOnes(t *testing.T) {
	for name, order := range byteOrders {
		m := everything(maker{order}, 3)
		old, _ := parseBlock(m.EXIF)
		kept, ok := parseBlock(m.Keep(KeepSafe).EXIF)
		if !ok {
			t.Fatalf("%s: the new block cannot be read", name)
		}
		for _, pair := range [][2]*directory{{old.primary, kept.primary}, {old.exif, kept.exif}, {old.interop, kept.interop}} {
			for _, e := range pair[1].entries {
				before := pair[0].find(e.tag)
				if isPointer(e.tag) || e.tag == tagOrientation {
					continue
				}
				if before == nil || before.kind != e.kind || before.count != e.count || !bytes.Equal(before.value, e.value) {
					t.Errorf("%s: the tag %04X changed", name, e.tag)
				}
			}
		}
	}
}

func TestNothingDroppedRemains(t *testing.T) {
	for name, order := range byteOrders {
		m := maker{order}
		source := everything(m, 6)
		for what, secret := range m.secrets() {
			if !bytes.Contains(source.EXIF, secret) {
				t.Fatalf("%s: the test's own block lacks the %s", name, what)
			}
			for _, p := range []Policy{KeepSafe, KeepCopyright, KeepNone} {
				for format, plain := range map[string][]byte{"jpeg": plainJPEG(t), "png": plainPNG(t)} {
					out, err := Embed(format, plain, source.Keep(p))
					if err != nil {
						t.Fatal(err)
					}
					if bytes.Contains(out, secret) || bytes.Contains(source.Keep(p).EXIF, secret) {
						t.Errorf("%s %s: a %s under %s holds the %s", name, p, format, p, what)
					}
				}
			}
		}
	}
}

func TestKeepAllPatchesInPlace(t *testing.T) {
	for name, order := range byteOrders {
		m := maker{order}
		c := m.camera(6)
		block := m.block(c)
		kept := Metadata{EXIF: block}.Keep(KeepAll).EXIF
		if (Metadata{EXIF: kept}).Orientation() != Upright {
			t.Errorf("%s: not upright", name)
		}
		if i := bytes.Index(block, []byte(makerNote)); bytes.Index(kept, []byte(makerNote)) != i {
			t.Errorf("%s: the maker note moved", name)
		}
		c.thumb = nil
		if c.primary[2] = m.short(0x0112, 1); !bytes.Equal(kept, m.block(c)) {
			t.Errorf("%s: the block is not the one without thumbnail and with orientation 1", name)
		}
		if bytes.Contains(kept, []byte("THUMBNAIL")) || tagsOf(t, kept)["thumbnail"] {
			t.Errorf("%s: the thumbnail is still there", name)
		}
		if !bytes.Equal(block, m.block(m.camera(6))) {
			t.Errorf("%s: the source's block was changed", name)
		}
	}
}

// Some cameras put the maker note's previews behind the thumbnail: they must stay where they are.
func TestKeepAllBlanksAThumbnailInTheMiddle(t *testing.T) {
	m := littleEndian()
	block := append(m.block(m.camera(1)), "PREVIEW THE MAKER NOTE POINTS TO"...)
	kept := Metadata{EXIF: block}.Keep(KeepAll).EXIF
	if len(kept) != len(block) || !bytes.HasSuffix(kept, []byte("POINTS TO")) {
		t.Errorf("%d bytes became %d", len(block), len(kept))
	}
	if bytes.Contains(kept, []byte("THUMBNAIL")) {
		t.Error("the thumbnail is still there")
	}
}

func TestKeepAllCutsAThumbnailOfStrips(t *testing.T) {
	m := bigEndian()
	c := content{primary: []tag{m.short(0x0112, 6)}, thumb: []tag{
		{0x0111, 4, m.order.AppendUint32(m.order.AppendUint32(nil, 0), 0)},
		{0x0117, 3, m.order.AppendUint16(m.order.AppendUint16(nil, 9), 9)},
	}}
	at := uint32(len(m.block(c)))
	c.thumb[0].data = m.order.AppendUint32(m.order.AppendUint32(nil, at), at+9)
	block := append(m.block(c), "STRIP-ONESTRIP-TWO"...)
	if kept := (Metadata{EXIF: block}).Keep(KeepAll).EXIF; bytes.Contains(kept, []byte("STRIP")) {
		t.Errorf("a strip is still there: %q", kept)
	}
}

func TestKeepMakesXMPUpright(t *testing.T) {
	table := map[string]string{
		`<a tiff:Orientation="6"/>`:                          `<a tiff:Orientation="1"/>`,
		`<a tiff:Orientation = '8' b="6"/>`:                  `<a tiff:Orientation = '1' b="6"/>`,
		"<tiff:Orientation>\n 3 </tiff:Orientation>6":        "<tiff:Orientation>\n 1 </tiff:Orientation>6",
		`<tiff:Orientation rdf:x>6</tiff:Orientation>`:       `<tiff:Orientation rdf:x>1</tiff:Orientation>`,
		`<a tiff:Orientation="6"/><b tiff:Orientation="7"/>`: `<a tiff:Orientation="1"/><b tiff:Orientation="1"/>`,
		`<a exif:Other="6" tiff:OrientationX="6"/>`:          `<a exif:Other="6" tiff:OrientationX="6"/>`,
		`no packet`: `no packet`,
	}
	for packet, want := range table {
		if got := string((Metadata{XMP: []byte(packet)}).Keep(KeepAll).XMP); got != want {
			t.Errorf("%s became %s", packet, got)
		}
	}
}

func TestDrops(t *testing.T) {
	m := littleEndian()
	plain := m.block(content{
		primary: []tag{m.ascii(0x010F, "Maker"), m.short(0x0112, 1), m.ascii(0x8298, "(c) A")},
		exif:    []tag{m.short(0x8827, 100)},
	})
	author := append(m.header(), m.directory(8, []tag{m.ascii(0x8298, "(c) The Artist")}, 0)...)
	with := func(change func(*content)) []byte {
		c := content{primary: []tag{m.ascii(0x010F, "Maker")}, exif: []tag{m.short(0x8827, 100)}}
		change(&c)
		return m.block(c)
	}
	table := []struct {
		name                       string
		m                          Metadata
		all, safe, copyright, none bool
	}{
		{"nothing", Metadata{}, false, false, false, false},
		{"a profile", Metadata{ICC: testICC(100)}, false, false, false, false},
		{"the author", Metadata{EXIF: author}, false, false, false, true},
		{"harmless tags", Metadata{EXIF: plain}, false, false, true, true},
		{"GPS", Metadata{EXIF: with(func(c *content) { c.gps = []tag{m.ascii(1, "N")} })}, false, true, true, true},
		{"a serial number", Metadata{EXIF: with(func(c *content) { c.exif = []tag{m.ascii(0xA431, bodySerial)} })}, false, true, true, true},
		{"a thumbnail", Metadata{EXIF: with(func(c *content) { c.thumb, c.picture = []tag{m.short(0x0103, 6)}, thumbnail })}, false, true, true, true},
		{"another orientation", Metadata{EXIF: with(func(c *content) { c.primary = []tag{m.short(0x0112, 6)} })}, true, true, true, true},
		{"unlinked bytes", Metadata{EXIF: append(bytes.Clone(plain), "48.1386 N"...)}, false, true, true, true},
		{"unreadable", Metadata{EXIF: []byte("no block")}, false, true, true, true},
		{"XMP", Metadata{XMP: []byte("<x/>")}, false, true, true, true},
		{"IPTC", Metadata{IPTC: []byte(iptcRecord)}, false, true, true, true},
		{"other blocks", Metadata{Other: true}, false, true, true, true},
	}
	for _, row := range table {
		want := map[Policy]bool{KeepAll: row.all, KeepSafe: row.safe, KeepCopyright: row.copyright, KeepNone: row.none, "?": row.none}
		for p, drops := range want {
			if got := row.m.Drops(p); got != drops {
				t.Errorf("%s under %s: Drops = %v", row.name, p, got)
			}
			if kept := row.m.Keep(p); kept.Drops(p) {
				t.Errorf("%s: what %s keeps is dropped by it", row.name, p)
			}
		}
	}
}

func TestForPixelsCorrectsWhatDescribesThem(t *testing.T) {
	for name, order := range byteOrders {
		m := maker{order}
		c := m.camera(1)
		c.primary = append([]tag{m.short(0x0100, 4000), m.long(0x0101, 3000)}, c.primary...)
		c.exif[7] = m.short(0xA001, 0xFFFF)
		c.interop[0] = m.ascii(0x0001, "R03")
		got := Metadata{EXIF: m.block(c)}.ForPixels(800, 600, true)
		c.primary[0], c.primary[1] = m.short(0x0100, 800), m.long(0x0101, 600)
		c.exif[7], c.exif[8], c.exif[9] = m.short(0xA001, 1), m.long(0xA002, 800), m.long(0xA003, 600)
		c.interop[0] = m.ascii(0x0001, "R98")
		if want := m.block(c); !bytes.Equal(got.EXIF, want) {
			t.Errorf("%s: the block is not the one with the new size and colours", name)
		}
		got = got.ForPixels(70000, 600, false) // a SHORT cannot hold the width: it stays
		c.exif[8] = m.long(0xA002, 70000)
		if want := m.block(c); !bytes.Equal(got.EXIF, want) {
			t.Errorf("%s: the block is not the one with the wide size", name)
		}
	}
	if got := (Metadata{EXIF: []byte("no block")}).ForPixels(1, 1, true); string(got.EXIF) != "no block" {
		t.Errorf("an unreadable block became %q", got.EXIF)
	}
}
