package codec

import (
	"image"
	"image/color"
)

// normalise brings what decoders deliver to the three layouts of Picture.Image. Grey of 16 bits stays
// grey; everything else that is not one of the three becomes NRGBA.
func normalise(m image.Image) image.Image {
	if m.Bounds().Min == (image.Point{}) {
		switch m := m.(type) {
		case *image.NRGBA, *image.YCbCr, *image.Gray:
			return m
		case *image.Gray16:
			return fromGray16(m)
		}
	}
	return toNRGBA(m)
}

// ToNRGBA is the picture as NRGBA with its bounds at (0, 0): m itself where it is that already, else a
// copy. Planes are converted by the full-range BT.601 matrix of JFIF, chroma by its nearest sample.
func ToNRGBA(m image.Image) *image.NRGBA { return toNRGBA(m) }

func toNRGBA(m image.Image) *image.NRGBA {
	origin := m.Bounds().Min == image.Point{}
	switch m := m.(type) {
	case *image.NRGBA:
		if origin {
			return m
		}
	case *image.RGBA:
		if origin && m.Opaque() {
			// Without transparency, premultiplied and straight are the same.
			return &image.NRGBA{Pix: m.Pix, Stride: m.Stride, Rect: m.Rect}
		}
	}
	dst := image.NewNRGBA(image.Rect(0, 0, m.Bounds().Dx(), m.Bounds().Dy()))
	fill := rowFiller(m)
	for y := range dst.Rect.Dy() {
		fill(dst.Pix[y*dst.Stride:][:4*dst.Rect.Dx()], y)
	}
	return dst
}

// rowFiller is a function that writes row y, counted from the top of m, as NRGBA.
func rowFiller(m image.Image) func(dst []uint8, y int) {
	switch m := m.(type) {
	case *image.YCbCr:
		return func(dst []uint8, y int) { rowYCbCr(dst, m, y) }
	case *image.NYCbCrA:
		return func(dst []uint8, y int) { rowNYCbCrA(dst, m, y) }
	case *image.Gray:
		return func(dst []uint8, y int) { rowGray(dst, m, y) }
	case *image.RGBA:
		return func(dst []uint8, y int) { rowRGBA(dst, m, y) }
	case *image.RGBA64:
		return func(dst []uint8, y int) { rowRGBA64(dst, m, y) }
	case *image.NRGBA64:
		return func(dst []uint8, y int) { rowNRGBA64(dst, m, y) }
	case *image.CMYK:
		return func(dst []uint8, y int) { rowCMYK(dst, m, y) }
	case *image.Paletted:
		palette := straightPalette(m.Palette)
		return func(dst []uint8, y int) { rowPaletted(dst, m, &palette, y) }
	}
	return func(dst []uint8, y int) { rowAny(dst, m, y) }
}

func put(dst []uint8, c color.NRGBA) {
	_ = dst[3] // one bounds check for four
	dst[0], dst[1], dst[2], dst[3] = c.R, c.G, c.B, c.A
}

func rowYCbCr(dst []uint8, m *image.YCbCr, y int) {
	x0, y := m.Rect.Min.X, y+m.Rect.Min.Y
	for x := range len(dst) / 4 {
		yi, ci := m.YOffset(x0+x, y), m.COffset(x0+x, y)
		r, g, b := color.YCbCrToRGB(m.Y[yi], m.Cb[ci], m.Cr[ci])
		put(dst[4*x:], color.NRGBA{R: r, G: g, B: b, A: 255})
	}
}

func rowNYCbCrA(dst []uint8, m *image.NYCbCrA, y int) {
	rowYCbCr(dst, &m.YCbCr, y)
	alpha := m.A[m.AOffset(m.Rect.Min.X, m.Rect.Min.Y+y):]
	for x := range len(dst) / 4 {
		dst[4*x+3] = alpha[x]
	}
}

func rowGray(dst []uint8, m *image.Gray, y int) {
	src := m.Pix[y*m.Stride:]
	for x := range len(dst) / 4 {
		v := src[x]
		put(dst[4*x:], color.NRGBA{R: v, G: v, B: v, A: 255})
	}
}

func rowRGBA(dst []uint8, m *image.RGBA, y int) {
	src := m.Pix[y*m.Stride:]
	for i := 0; i < len(dst); i += 4 {
		a := uint32(src[i+3])
		put(dst[i:], color.NRGBA{
			R: straight(uint32(src[i]), a), G: straight(uint32(src[i+1]), a),
			B: straight(uint32(src[i+2]), a), A: uint8(a),
		})
	}
}

// straight undoes the multiplication of a sample by its alpha, rounding to the nearest of 8 bits; both
// have 8 bits or both 16.
func straight(v, a uint32) uint8 {
	if a == 0 {
		return 0
	}
	return uint8(min(255, (uint64(v)*255+uint64(a)/2)/uint64(a)))
}

func rowRGBA64(dst []uint8, m *image.RGBA64, y int) {
	src := m.Pix[y*m.Stride:]
	for i := 0; i < len(dst); i += 4 {
		s := src[2*i:]
		a := wide(s[6:])
		put(dst[i:], color.NRGBA{
			R: straight(wide(s), a), G: straight(wide(s[2:]), a),
			B: straight(wide(s[4:]), a), A: narrow(a),
		})
	}
}

func rowNRGBA64(dst []uint8, m *image.NRGBA64, y int) {
	src := m.Pix[y*m.Stride:]
	for i := range dst {
		dst[i] = narrow(wide(src[2*i:]))
	}
}

// wide reads a sample of 16 bits, as the image package stores it.
func wide(b []uint8) uint32 { return uint32(b[0])<<8 | uint32(b[1]) }

// narrow rounds 16 bits to the nearest 8.
func narrow(v uint32) uint8 { return uint8((v*255 + 32767) / 65535) }

// rowCMYK takes inks for filters: what each lets through is multiplied by what black lets through.
func rowCMYK(dst []uint8, m *image.CMYK, y int) {
	src := m.Pix[y*m.Stride:]
	for i := 0; i < len(dst); i += 4 {
		s := src[i:][:4]
		r, g, b := color.CMYKToRGB(s[0], s[1], s[2], s[3])
		put(dst[i:], color.NRGBA{R: r, G: g, B: b, A: 255})
	}
}

// straightPalette is the palette as NRGBA; entries the file does not define are opaque black.
func straightPalette(p color.Palette) [256]color.NRGBA {
	var table [256]color.NRGBA
	for i := range table {
		table[i].A = 255
		if i < len(p) {
			table[i], _ = color.NRGBAModel.Convert(p[i]).(color.NRGBA) // it cannot be anything else
		}
	}
	return table
}

func rowPaletted(dst []uint8, m *image.Paletted, palette *[256]color.NRGBA, y int) {
	for x, index := range m.Pix[y*m.Stride:][:len(dst)/4] {
		put(dst[4*x:], palette[index])
	}
}

// rowAny serves layouts no decoder here is known to deliver.
func rowAny(dst []uint8, m image.Image, y int) {
	b := m.Bounds()
	for x := range len(dst) / 4 {
		c, _ := color.NRGBAModel.Convert(m.At(b.Min.X+x, b.Min.Y+y)).(color.NRGBA) // it cannot be anything else
		put(dst[4*x:], c)
	}
}

func fromGray16(m *image.Gray16) *image.Gray {
	dst := image.NewGray(m.Rect)
	for y := range dst.Rect.Dy() {
		row, src := dst.Pix[y*dst.Stride:][:dst.Stride], m.Pix[y*m.Stride:]
		for x := range row {
			row[x] = narrow(wide(src[2*x:]))
		}
	}
	return dst
}
