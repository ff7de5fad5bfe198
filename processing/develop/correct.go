package develop

import (
	"image"
	"math"

	"minilab/processing/codec"
	"minilab/processing/color"
)

// Correct applies a correction to every pixel; alpha stays. Grey pictures take only the curve: they
// have no chroma, and gains leave the luma of a grey as it is. Planes become NRGBA.
func Correct(p *codec.Picture, c color.Correction) {
	if c.Neutral() {
		return
	}
	if grey, ok := p.Image.(*image.Gray); ok {
		p.Image = correctGray(grey, &c.Curve)
		return
	}
	src := codec.ToNRGBA(p.Image)
	dst := image.NewNRGBA(src.Rect)
	k := newCorrector(c)
	for y := range src.Rect.Dy() {
		k.row(dst.Pix[y*dst.Stride:][:dst.Stride], src.Pix[y*src.Stride:][:dst.Stride])
	}
	p.Image = dst
}

func correctGray(src *image.Gray, curve *[256]uint8) *image.Gray {
	dst := image.NewGray(src.Rect)
	for y := range src.Rect.Dy() {
		to := dst.Pix[y*dst.Stride:][:dst.Stride]
		for x, v := range src.Pix[y*src.Stride:][:dst.Stride] {
			to[x] = curve[v]
		}
	}
	return dst
}

// fixed is the number of fraction bits in the corrector's integers.
const fixed = 16

// corrector is a correction in integers for RGB: the matrix goes from R', G', B' to corrected Y', Cb,
// Cr, and curve holds the corrected luma with fraction bits.
type corrector struct {
	matrix [3][3]int64
	curve  [256]int64
}

// newCorrector multiplies the matrix of the correction by the one of JFIF.
func newCorrector(c color.Correction) *corrector {
	ycc := [3][3]float64{
		{0.299, 0.587, 0.114},
		{-0.168735892, -0.331264108, 0.5},
		{0.5, -0.418687589, -0.081312411},
	}
	m := c.Matrix()
	var k corrector
	for i := range 3 {
		for j := range 3 {
			sum := 0.0
			for n := range 3 {
				sum += m[i][n] * ycc[n][j]
			}
			k.matrix[i][j] = int64(math.Round(sum * (1 << fixed)))
		}
	}
	for i, v := range c.Curve {
		k.curve[i] = int64(v) << fixed
	}
	return &k
}

// row corrects one row of NRGBA.
func (k *corrector) row(dst, src []uint8) {
	// The factors of JFIF's way back to RGB.
	const crR, cbG, crG, cbB = 91881, 22554, 46802, 116130
	m := &k.matrix
	for i := 0; i+3 < len(src) && i+3 < len(dst); i += 4 {
		r, g, b := int64(src[i]), int64(src[i+1]), int64(src[i+2])
		y := k.curve[clamp8(m[0][0]*r+m[0][1]*g+m[0][2]*b)]
		cb := m[1][0]*r + m[1][1]*g + m[1][2]*b
		cr := m[2][0]*r + m[2][1]*g + m[2][2]*b
		dst[i] = clamp8(y + crR*cr>>fixed)
		dst[i+1] = clamp8(y - (cbG*cb+crG*cr)>>fixed)
		dst[i+2] = clamp8(y + cbB*cb>>fixed)
		dst[i+3] = src[i+3]
	}
}

// clamp8 rounds a number with fraction bits to 8 bits, cut off at both ends.
func clamp8(v int64) uint8 {
	v = (v + 1<<(fixed-1)) >> fixed
	return uint8(max(0, min(255, v)))
}
