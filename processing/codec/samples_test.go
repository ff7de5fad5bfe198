package codec

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"image/draw"
	"image/gif"
	"image/jpeg"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"golang.org/x/image/bmp"
	"golang.org/x/image/tiff"
)

// The samples show four flat quarters, so that every format can be asked for the same colours: black and
// white above orange and blue. Where a sample has alpha, its right half is half transparent.
const sampleWidth, sampleHeight = 24, 16

var (
	black   = color.NRGBA{A: 255}
	orange  = color.NRGBA{R: 200, G: 120, B: 40, A: 255}
	blue    = color.NRGBA{R: 40, G: 80, B: 200, A: 255}
	quarter = [2][2]color.NRGBA{{black, white}, {orange, blue}}
)

// quarters is the sample in an image of any size.
func quarters(w, h int, alpha bool) *image.NRGBA {
	m := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := quarter[2*y/h][2*x/w]
			if alpha && 2*x >= w {
				c.A = 128
			}
			m.SetNRGBA(x, y, c)
		}
	}
	return m
}

// as draws the sample into an image of another kind.
func as[M draw.Image](dst M, alpha bool) M {
	b := dst.Bounds()
	draw.Draw(dst, b, quarters(b.Dx(), b.Dy(), alpha), image.Point{}, draw.Src)
	return dst
}

func paletted(w, h int) *image.Paletted {
	return as(image.NewPaletted(image.Rect(0, 0, w, h), color.Palette{black, white, orange, blue}), false)
}

// must is the bytes an encoder writes.
func must(t testing.TB, encode func(*bytes.Buffer) error) []byte {
	t.Helper()
	var buf bytes.Buffer
	if err := encode(&buf); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

// sample is a small file with what it is known to hold.
type sample struct {
	name string
	data []byte
	info Info // without Orientation and Memory
	// kind is the layout it must leave the codec in.
	kind image.Image
	// tolerance is the most a colour may be off; -1 for samples that do not show the quarters.
	tolerance int
	remarks   int
}

// samples is at least one file of every kind of every format that is decoded, of any size.
func samples(t testing.TB, w, h int) []sample {
	t.Helper()
	list := append(pngSamples(t, w, h), jpegSamples(t, w, h)...)
	list = append(list, tiffSamples(t, w, h)...)
	list = append(list, gifSamples(t, w, h)...)
	list = append(list, sample{
		name: "bmp 24", data: must(t, func(b *bytes.Buffer) error { return bmp.Encode(b, opaqueRGBA(w, h)) }),
		info: Info{Format: BMP, Depth: 8}, kind: &image.NRGBA{},
	}, sample{
		name: "bmp 32", data: must(t, func(b *bytes.Buffer) error { return bmp.Encode(b, quarters(w, h, true)) }),
		info: Info{Format: BMP, Depth: 8}, kind: &image.NRGBA{},
	}, sample{
		name: "bmp 32 with alpha", data: alphaBMP(t, w, h),
		info: Info{Format: BMP, Depth: 8, Alpha: true}, kind: &image.NRGBA{},
	}, sample{
		name: "bmp palette", data: must(t, func(b *bytes.Buffer) error { return bmp.Encode(b, paletted(w, h)) }),
		info: Info{Format: BMP, Depth: 8}, kind: &image.NRGBA{},
	})
	for i := range list {
		list[i].info.Width, list[i].info.Height = w, h
	}
	return list
}

// alphaBMP makes the header of a BMP of 32 bits the longer one that gives the fourth byte its meaning.
func alphaBMP(t testing.TB, w, h int) []byte {
	const short, long = 40, 108
	data := must(t, func(b *bytes.Buffer) error { return bmp.Encode(b, quarters(w, h, true)) })
	binary.LittleEndian.PutUint32(data[10:], 14+long)
	binary.LittleEndian.PutUint32(data[14:], long)
	return slices.Insert(data, 14+short, make([]byte, long-short)...)
}

func opaqueRGBA(w, h int) *image.RGBA { return as(image.NewRGBA(image.Rect(0, 0, w, h)), false) }

func pngSamples(t testing.TB, w, h int) []sample {
	r := image.Rect(0, 0, w, h)
	row := func(name string, m image.Image, kind image.Image, info Info, remarks int) sample {
		info.Format = PNG
		data := must(t, func(b *bytes.Buffer) error { return png.Encode(b, m) })
		tolerance := 0
		if info.Gray {
			tolerance = -1
		}
		return sample{name: "png " + name, data: data, info: info, kind: kind, tolerance: tolerance, remarks: remarks}
	}
	return []sample{
		row("rgb", quarters(w, h, false), &image.NRGBA{}, Info{Depth: 8}, 0),
		row("rgba", quarters(w, h, true), &image.NRGBA{}, Info{Depth: 8, Alpha: true}, 0),
		row("palette", paletted(w, h), &image.NRGBA{}, Info{Depth: 2}, 0),
		row("grey", as(image.NewGray(r), false), &image.Gray{}, Info{Depth: 8, Gray: true}, 0),
		row("grey 16", as(image.NewGray16(r), false), &image.Gray{}, Info{Depth: 16, Gray: true}, 1),
		row("rgb 16", as(image.NewRGBA64(r), false), &image.NRGBA{}, Info{Depth: 16}, 1),
		row("rgba 16", as(image.NewNRGBA64(r), true), &image.NRGBA{}, Info{Depth: 16, Alpha: true}, 1),
	}
}

func tiffSamples(t testing.TB, w, h int) []sample {
	r := image.Rect(0, 0, w, h)
	row := func(name string, m image.Image, o *tiff.Options, kind image.Image, info Info, remarks int) sample {
		info.Format = TIFF
		data := must(t, func(b *bytes.Buffer) error { return tiff.Encode(b, m, o) })
		tolerance := 1 // premultiplied
		if info.Gray {
			tolerance = -1
		}
		return sample{name: "tiff " + name, data: data, info: info, kind: kind, tolerance: tolerance, remarks: remarks}
	}
	deflate := &tiff.Options{Compression: tiff.Deflate, Predictor: true}
	return []sample{
		row("straight", quarters(w, h, true), nil, &image.NRGBA{}, Info{Depth: 8, Alpha: true}, 0),
		row("premultiplied", as(image.NewRGBA(r), true), deflate, &image.NRGBA{}, Info{Depth: 8, Alpha: true}, 0),
		row("grey", as(image.NewGray(r), false), deflate, &image.Gray{}, Info{Depth: 8, Gray: true}, 0),
		row("grey 16", as(image.NewGray16(r), false), nil, &image.Gray{}, Info{Depth: 16, Gray: true}, 1),
		row("16", as(image.NewRGBA64(r), true), deflate, &image.NRGBA{}, Info{Depth: 16, Alpha: true}, 1),
		row("palette", paletted(w, h), nil, &image.NRGBA{}, Info{Depth: 8}, 0),
	}
}

func gifSamples(t testing.TB, w, h int) []sample {
	one := must(t, func(b *bytes.Buffer) error { return gif.Encode(b, paletted(w, h), nil) })
	two := must(t, func(b *bytes.Buffer) error {
		frames := []*image.Paletted{paletted(w, h), paletted(w, h)}
		return gif.EncodeAll(b, &gif.GIF{Image: frames, Delay: []int{1, 1}})
	})
	info := Info{Format: GIF, Depth: 8, Alpha: true}
	return []sample{
		{name: "gif", data: one, info: info, kind: &image.NRGBA{}},
		{name: "gif animated", data: two, info: info, kind: &image.NRGBA{}, remarks: 1},
	}
}

func jpegSamples(t testing.TB, w, h int) []sample {
	info := Info{Format: JPEG, Depth: 8}
	grey := info
	grey.Gray = true
	encode := func(m image.Image) []byte {
		return must(t, func(b *bytes.Buffer) error { return jpeg.Encode(b, m, &jpeg.Options{Quality: 98}) })
	}
	row := func(name string, f flatJPEG, info Info, kind image.Image, remarks int) sample {
		f.width, f.height = w, h
		return sample{name: "jpeg " + name, data: f.bytes(), info: info, kind: kind, tolerance: -1, remarks: remarks}
	}
	return []sample{
		{name: "jpeg", data: encode(quarters(w, h, false)), info: info, kind: &image.YCbCr{}, tolerance: 8},
		{name: "jpeg grey", data: encode(as(image.NewGray(image.Rect(0, 0, w, h)), false)), info: grey, kind: &image.Gray{}, tolerance: -1},
		row("progressive", flatJPEG{sof: 0xc2, levels: []byte{100, 120, 140}}, info, &image.YCbCr{}, 0),
		row("progressive grey", flatJPEG{sof: 0xc2, levels: []byte{100}}, grey, &image.Gray{}, 0),
		row("4:2:0", flatJPEG{sof: 0xc0, levels: []byte{100, 120, 140}, luma: 0x22}, info, &image.YCbCr{}, 0),
		row("rgb", flatJPEG{sof: 0xc0, levels: []byte{200, 120, 40}, adobe: 1}, info, &image.NRGBA{}, 0),
		row("cmyk", flatJPEG{sof: 0xc0, levels: []byte{200, 120, 40, 255}, adobe: 1}, info, &image.NRGBA{}, 1),
		row("ycck", flatJPEG{sof: 0xc0, levels: []byte{100, 128, 128, 255}, adobe: 3}, info, &image.NRGBA{}, 1),
	}
}

// flatJPEG writes a JPEG of one colour with the plainest means there are: only DC coefficients, all
// quantisers 1, so that it can be of kinds that image/jpeg does not write.
type flatJPEG struct {
	sof           byte
	width, height int
	levels        []byte
	// luma is the sampling factors of the first (and of a fourth) component; 0 stands for 1 by 1.
	luma byte
	// adobe is 0 for no Adobe marker, else its transform plus one.
	adobe byte
}

func (f flatJPEG) bytes() []byte {
	if f.luma == 0 {
		f.luma = 0x11
	}
	out := []byte{0xff, 0xd8}
	segment := func(marker byte, payload ...byte) {
		out = append(out, 0xff, marker)
		out = binary.BigEndian.AppendUint16(out, uint16(len(payload)+2))
		out = append(out, payload...)
	}
	if f.adobe > 0 {
		segment(0xee, append([]byte("Adobe"), 0, 100, 0, 0, 0, 0, f.adobe-1)...)
	}
	segment(0xdb, append([]byte{0}, bytes.Repeat([]byte{1}, 64)...)...)
	n := byte(len(f.levels))
	frame := []byte{8, byte(f.height >> 8), byte(f.height), byte(f.width >> 8), byte(f.width), n}
	scan := []byte{n}
	for i := range n {
		factors := byte(0x11)
		if i == 0 || i == 3 {
			factors = f.luma
		}
		frame = append(frame, i+1, factors, 0)
		scan = append(scan, i+1, 0)
	}
	segment(f.sof, frame...)
	// Twelve DC codes of 4 bits stand for sizes 0 to 11; the AC code 0 is the end of the block.
	segment(0xc4, 0, 0, 0, 0, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)
	segment(0xc4, 0x10, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
	last := byte(63)
	if f.sof == 0xc2 {
		last = 0
	}
	segment(0xda, append(scan, 0, last, 0)...)
	out = append(out, f.scan(last > 0)...)
	return append(out, 0xff, 0xd9)
}

// scan is the entropy-coded data: each component's first block sets the level, the others keep it.
func (f flatJPEG) scan(ac bool) []byte {
	var bits []byte
	put := func(value, n int) {
		for n--; n >= 0; n-- {
			bits = append(bits, byte(value>>n&1))
		}
	}
	h, v := int(f.luma>>4), int(f.luma&15)
	if len(f.levels) == 1 {
		h, v = 1, 1
	}
	units := int(roundUp(f.width, 8*h)/int64(8*h)) * int(roundUp(f.height, 8*v)/int64(8*v))
	for unit := range units {
		for i, level := range f.levels {
			blocks := 1
			if i == 0 || i == 3 {
				blocks = h * v
			}
			for block := range blocks {
				diff := 0
				if unit == 0 && block == 0 {
					diff = (int(level) - 128) * 8
				}
				putDC(put, diff)
				if ac {
					put(0, 1)
				}
			}
		}
	}
	return packBits(bits)
}

// putDC writes a difference of DC: its size as a code of 4 bits, then its bits.
func putDC(put func(value, n int), diff int) {
	size := 0
	for v := max(diff, -diff); v > 0; v >>= 1 {
		size++
	}
	put(size, 4)
	if diff < 0 {
		diff += 1<<size - 1
	}
	put(diff, size)
}

// packBits fills the last byte with ones and stuffs a zero after each byte 0xff.
func packBits(bits []byte) []byte {
	var out []byte
	for len(bits) > 0 {
		b := byte(0)
		for i := range 8 {
			bit := byte(1)
			if i < len(bits) {
				bit = bits[i]
			}
			b = b<<1 | bit
		}
		out = append(out, b)
		if b == 0xff {
			out = append(out, 0)
		}
		bits = bits[min(8, len(bits)):]
	}
	return out
}

// webpSamples are the quarters as cwebp 1.2.4 wrote them: at quality 95, or with -lossless -exact; those
// with alpha are half transparent on the right.
func webpSamples(t testing.TB) []sample {
	t.Helper()
	info := Info{Format: WebP, Depth: 8, Width: sampleWidth, Height: sampleHeight}
	clear := info
	clear.Alpha = true
	list := []sample{
		{name: "lossy.webp", info: info, kind: &image.YCbCr{}, tolerance: 8},
		{name: "lossless.webp", info: info, kind: &image.NRGBA{}},
		{name: "lossy-alpha.webp", info: clear, kind: &image.NRGBA{}, tolerance: 8},
		{name: "lossless-alpha.webp", info: clear, kind: &image.NRGBA{}},
	}
	for i := range list {
		data, err := os.ReadFile(filepath.Join("testdata", list[i].name))
		if err != nil {
			t.Fatal(err)
		}
		list[i].data = data
	}
	return list
}

// smallSamples is every sample there is, at the small size.
func smallSamples(t testing.TB) []sample {
	return append(samples(t, sampleWidth, sampleHeight), webpSamples(t)...)
}
