package metadata

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"slices"
	"testing"
)

// The values that must never be found in an output that is safe.
const (
	bodySerial   = "BODY-SERIAL-4711"
	lensSerial   = "LENS-SERIAL-0815"
	owner        = "Erika Mustermann"
	uniqueID     = "0123456789ABCDEF0123456789ABCDEF"
	vendorSerial = "VENDOR-SERIAL-99"
	gpsDate      = "2031:07:19"
	makerNote    = "MAKER\x00\x01NOTE-SERIAL-123456"
	hostComputer = "erikas-laptop"
	thumbnail    = "\xFF\xD8THUMBNAIL-OF-THE-PHOTO-AS-IT-WAS\xFF\xD9"
)

var byteOrders = map[string]byteOrder{"II": binary.LittleEndian, "MM": binary.BigEndian}

// tag is one entry of a block made by hand.
type tag struct {
	id, kind uint16
	data     []byte
}

// maker lays out blocks without the help of the code under test.
type maker struct{ order byteOrder }

func (m maker) ascii(id uint16, s string) tag  { return tag{id, 2, []byte(s + "\x00")} }
func (m maker) short(id uint16, v uint16) tag  { return tag{id, 3, m.order.AppendUint16(nil, v)} }
func (m maker) long(id uint16, v uint32) tag   { return tag{id, 4, m.order.AppendUint32(nil, v)} }
func (m maker) opaque(id uint16, s string) tag { return tag{id, 7, []byte(s)} }
func (m maker) rational(id uint16, parts ...uint32) tag {
	t := tag{id: id, kind: 5}
	for _, p := range parts {
		t.data = m.order.AppendUint32(t.data, p)
	}
	return t
}

func widthOf(kind uint16) int { return map[uint16]int{1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 7: 1}[kind] }

func (m maker) size(tags []tag) int {
	n := 2 + 12*len(tags) + 4
	for _, t := range tags {
		if len(t.data) > 4 {
			n += len(t.data) + len(t.data)&1
		}
	}
	return n
}

// directory writes a directory that will stand at an offset.
func (m maker) directory(at int, tags []tag, next int) []byte {
	out := m.order.AppendUint16(nil, uint16(len(tags)))
	var values []byte
	behind := at + 2 + 12*len(tags) + 4
	tags = slices.SortedStableFunc(slices.Values(tags), func(a, b tag) int { return int(a.id) - int(b.id) })
	for _, t := range tags {
		out = m.order.AppendUint16(out, t.id)
		out = m.order.AppendUint16(out, t.kind)
		out = m.order.AppendUint32(out, uint32(len(t.data)/widthOf(t.kind)))
		if len(t.data) <= 4 {
			out = append(append(out, t.data...), make([]byte, 4-len(t.data))...)
			continue
		}
		out = m.order.AppendUint32(out, uint32(behind+len(values)))
		values = append(append(values, t.data...), make([]byte, len(t.data)&1)...)
	}
	out = m.order.AppendUint32(out, uint32(next))
	return append(out, values...)
}

func (m maker) header() []byte {
	if m.order == byteOrder(binary.LittleEndian) {
		return []byte("II*\x00\x08\x00\x00\x00")
	}
	return []byte("MM\x00*\x00\x00\x00\x08")
}

// content is what a block is made of; picture is the thumbnail of thumb.
type content struct {
	primary, exif, interop, gps, thumb []tag
	picture                            string
}

// block lays out header, first directory, Exif, interoperability, GPS, thumbnail directory, thumbnail.
func (m maker) block(c content) []byte {
	c.primary = append(c.primary[:len(c.primary):len(c.primary)], m.long(0x8769, 0), m.long(0x8825, 0))
	c.exif = append(c.exif[:len(c.exif):len(c.exif)], m.long(0xA005, 0))
	exif := 8 + m.size(c.primary)
	interop := exif + m.size(c.exif)
	gps := interop + m.size(c.interop)
	thumb := gps + m.size(c.gps)
	c.primary[len(c.primary)-2] = m.long(0x8769, uint32(exif))
	c.primary[len(c.primary)-1] = m.long(0x8825, uint32(gps))
	c.exif[len(c.exif)-1] = m.long(0xA005, uint32(interop))
	next := 0
	if c.thumb != nil {
		next = thumb
		c.thumb = append(c.thumb[:len(c.thumb):len(c.thumb)], m.long(0x0201, 0), m.long(0x0202, uint32(len(c.picture))))
		c.thumb[len(c.thumb)-2] = m.long(0x0201, uint32(thumb+m.size(c.thumb)))
	}
	out := append(m.header(), m.directory(8, c.primary, next)...)
	out = append(out, m.directory(exif, c.exif, 0)...)
	out = append(out, m.directory(interop, c.interop, 0)...)
	out = append(out, m.directory(gps, c.gps, 0)...)
	if c.thumb != nil {
		out = append(append(out, m.directory(thumb, c.thumb, 0)...), c.picture...)
	}
	return out
}

// camera is the content of a block as a camera with everything in it writes it.
func (m maker) camera(o uint16) content {
	return content{
		primary: []tag{
			m.ascii(0x010F, "Maker of Cameras"), m.ascii(0x0110, "Model X"), m.short(0x0112, o),
			m.rational(0x011A, 72, 1), m.rational(0x011B, 72, 1), m.short(0x0128, 2),
			m.ascii(0x0132, "2026:11:23 10:00:00"), m.ascii(0x013B, "The Artist"), m.ascii(0x013C, hostComputer),
			m.short(0x0213, 1), m.ascii(0x8298, "(c) The Artist"),
		},
		exif: []tag{
			m.rational(0x829A, 1, 250), m.short(0x8827, 400), m.opaque(0x9000, "0232"),
			m.ascii(0x9003, "2026:11:23 10:00:00"), m.opaque(0x9101, "\x01\x02\x03\x00"),
			m.opaque(0x927C, makerNote), m.opaque(0xA000, "0100"), m.short(0xA001, 1),
			m.long(0xA002, 4000), m.long(0xA003, 3000), m.ascii(0xA420, uniqueID), m.ascii(0xA430, owner),
			m.ascii(0xA431, bodySerial), m.ascii(0xA434, "Lens 50mm"), m.ascii(0xA435, lensSerial),
			m.ascii(0xFDE9, vendorSerial),
		},
		interop: []tag{m.ascii(0x0001, "R98"), m.opaque(0x0002, "0100")},
		gps: []tag{
			{0x0000, 1, []byte{2, 3, 0, 0}},
			m.ascii(0x0001, "N"), m.rational(0x0002, 48, 1, 8, 1, 424242, 10007),
			m.ascii(0x0003, "E"), m.rational(0x0004, 11, 1, 34, 1, 313131, 10009), m.ascii(0x001D, gpsDate),
		},
		thumb:   []tag{m.short(0x0103, 6), m.rational(0x011A, 7777777, 1)},
		picture: thumbnail,
	}
}

// secrets lists the byte sequences that a safe output must not hold.
func (m maker) secrets() map[string][]byte {
	return map[string][]byte{
		"body serial": []byte(bodySerial), "lens serial": []byte(lensSerial), "owner": []byte(owner),
		"unique id": []byte(uniqueID), "vendor serial": []byte(vendorSerial), "GPS date": []byte(gpsDate),
		"maker note": []byte(makerNote[:9]), "host computer": []byte(hostComputer), "thumbnail": []byte(thumbnail[2:20]),
		"latitude":  m.rational(0, 424242, 10007).data,
		"longitude": m.rational(0, 313131, 10009).data,
	}
}

func bigEndian() maker    { return maker{binary.BigEndian} }
func littleEndian() maker { return maker{binary.LittleEndian} }

const xmpPacket = `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">` +
	`<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""` +
	` xmlns:tiff="http://ns.adobe.com/tiff/1.0/" tiff:Orientation="6"/></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`

// iptcRecord is a record with one data set: the caption.
const iptcRecord = "\x1C\x02\x78\x00\x07Caption"

// testICC is bytes in place of a profile: what is carried is not looked at.
func testICC(n int) []byte {
	icc := make([]byte, n)
	for i := range icc {
		icc[i] = byte(i*7 + i>>8)
	}
	return icc
}

// everything is one of each block.
func everything(m maker, o uint16) Metadata {
	return Metadata{EXIF: m.block(m.camera(o)), XMP: []byte(xmpPacket), IPTC: []byte(iptcRecord), ICC: testICC(3000)}
}

func testPicture() image.Image {
	p := image.NewRGBA(image.Rect(0, 0, 24, 16))
	for i := range 24 * 16 {
		p.Set(i%24, i/24, color.RGBA{uint8(i), uint8(i * 3), uint8(i * 7), 255})
	}
	return p
}

func plainJPEG(t testing.TB) []byte {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, testPicture(), nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func plainPNG(t testing.TB) []byte {
	var b bytes.Buffer
	if err := png.Encode(&b, testPicture()); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func testSegment(marker byte, body string) string {
	return string([]byte{0xFF, marker, byte((len(body) + 2) >> 8), byte(len(body) + 2)}) + body
}

// handJPEG puts the blocks into a JPEG without the code under test.
func handJPEG(t testing.TB, m Metadata) []byte {
	plain := string(plainJPEG(t))
	half := len(m.ICC) / 2
	resource := "8BIM\x04\x04\x00\x00" + string(binary.BigEndian.AppendUint32(nil, uint32(len(m.IPTC)))) + string(m.IPTC)
	return []byte(plain[:2] +
		testSegment(0xE1, "Exif\x00\x00"+string(m.EXIF)) +
		testSegment(0xE1, "http://ns.adobe.com/xap/1.0/\x00"+string(m.XMP)) +
		testSegment(0xED, "Photoshop 3.0\x00"+resource) +
		testSegment(0xE2, "ICC_PROFILE\x00\x02\x02"+string(m.ICC[half:])) + // the second half first
		testSegment(0xE2, "ICC_PROFILE\x00\x01\x02"+string(m.ICC[:half])) +
		plain[2:])
}

func testChunk(kind, body string) string {
	out := string(binary.BigEndian.AppendUint32(nil, uint32(len(body)))) + kind + body
	return out + string(binary.BigEndian.AppendUint32(nil, crc32.ChecksumIEEE([]byte(kind+body))))
}

func zlibbed(data string) string {
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	_, _ = z.Write([]byte(data)) // a buffer takes everything
	_ = z.Close()
	return b.String()
}

// pngWith puts chunks before and behind the pixels of a PNG.
func pngWith(t testing.TB, before, behind string) []byte {
	plain := string(plainPNG(t))
	const header, end = 8 + 25, 12
	return []byte(plain[:header] + before + plain[header:len(plain)-end] + behind + plain[len(plain)-end:])
}

func rawProfileText(name, profile string) string {
	return fmt.Sprintf("\n%s\n%8d\n%s\n", name, len(profile), hex.EncodeToString([]byte(profile)))
}

// handPNG puts the blocks into a PNG without the code under test; EXIF behind the pixels.
func handPNG(t testing.TB, m Metadata) []byte {
	resource := "8BIM\x04\x04\x00\x00" + string(binary.BigEndian.AppendUint32(nil, uint32(len(m.IPTC)))) + string(m.IPTC)
	return pngWith(t,
		testChunk("iCCP", "x\x00\x00"+zlibbed(string(m.ICC)))+
			testChunk("iTXt", "XML:com.adobe.xmp\x00\x01\x00\x00\x00"+zlibbed(string(m.XMP)))+
			testChunk("zTXt", "Raw profile type iptc\x00\x00"+zlibbed(rawProfileText("iptc", resource))),
		testChunk("eXIf", string(m.EXIF)))
}

func riffChunk(kind, body string) string {
	return kind + string(binary.LittleEndian.AppendUint32(nil, uint32(len(body)))) + body + "\x00"[:len(body)&1]
}

// handWebP is the shell of a WebP with the blocks; its pixels are no picture.
func handWebP(m Metadata) []byte {
	body := "WEBP" + riffChunk("VP8X", "\x2C\x00\x00\x00\x17\x00\x00\x0F\x00\x00") + riffChunk("ICCP", string(m.ICC)) +
		riffChunk("VP8 ", "pixels!") + riffChunk("EXIF", string(m.EXIF)) + riffChunk("XMP ", string(m.XMP))
	return []byte("RIFF" + string(binary.LittleEndian.AppendUint32(nil, uint32(len(body)))) + body)
}

// handTIFF is a TIFF file whose first directory holds the blocks beside tags of the pixels.
func handTIFF(m maker, o uint16, blocks Metadata) []byte {
	c := m.camera(o)
	c.primary = []tag{
		m.short(0x0100, 24), m.short(0x0101, 16), m.short(0x0102, 8), m.ascii(0x010F, "Maker of Cameras"),
		m.long(0x0111, 8), m.short(0x0112, o), m.ascii(0x013B, "The Artist"),
		{0x02BC, 1, blocks.XMP},
		{0x83BB, 7, blocks.IPTC},
		{0x8773, 7, blocks.ICC},
	}
	return m.block(c)
}

// handMade is the same metadata in every format that is read.
func handMade(t testing.TB, m maker, o uint16) map[string][]byte {
	all := everything(m, o)
	return map[string][]byte{
		"jpeg": handJPEG(t, all), "png": handPNG(t, all), "webp": handWebP(all), "tiff": handTIFF(m, o, all),
	}
}
