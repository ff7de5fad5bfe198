package develop

import (
	"image"
	"math"

	"minilab/processing/codec"
)

// Sharpen adds what a blurred copy of the luma lacks (an unsharp mask), amount 0 to 100: at 100 twice
// the difference is added. All three channels get the same addition, so that chroma stays and no
// coloured fringes appear. The blur is a Gaussian whose deviation follows the size of the picture, as
// the same width on a screen is more pixels there: 0.8 at 2,048 pixels, never under 0.5 or over 1.6.
// Sharpen after resizing. Transparent neighbours do not count, so that edges of alpha get no halo.
func Sharpen(p *codec.Picture, amount float64) {
	if !(amount > 0) {
		return
	}
	w, h := p.Size()
	s := newSharpener(w, h, min(amount, 100))
	switch m := p.Image.(type) {
	case *image.Gray:
		dst := image.NewGray(m.Rect)
		s.run(planeRows{dst.Pix, m.Pix, dst.Stride, m.Stride})
		p.Image = dst
	case *image.YCbCr:
		dst := *m // chroma is shared
		dst.Y, dst.YStride = make([]uint8, w*h), w
		s.run(planeRows{dst.Y, m.Y, dst.YStride, m.YStride})
		p.Image = &dst
	case *image.NRGBA:
		dst := image.NewNRGBA(m.Rect)
		s.hasAlpha = !m.Opaque()
		s.run(pixelRows{dst, m})
		p.Image = dst
	}
}

// sharpener works row by row: rings keep as many blurred rows as the kernel is high.
type sharpener struct {
	width, height int
	hasAlpha      bool
	// kernel is the right half of the Gaussian, its middle first.
	kernel []int64
	// gain is what the difference is multiplied by, with gainBits fraction bits.
	gain int64
	// luma and alpha are the row being read, with a margin as wide as the kernel on either side.
	luma, alpha []int64
}

// kernelBits are the fraction bits of the kernel, so blurring both ways leaves twice as many; gainBits
// are those of the gain.
const (
	kernelBits = 12
	gainBits   = 8
)

func newSharpener(w, h int, amount float64) *sharpener {
	kernel := gaussian(max(0.5, min(1.6, 0.8*float64(max(w, h))/2048)))
	return &sharpener{
		width: w, height: h, kernel: kernel,
		gain:  int64(math.Round(2 * amount / 100 * (1 << gainBits))),
		luma:  make([]int64, w+2*len(kernel)),
		alpha: make([]int64, w+2*len(kernel)),
	}
}

// gaussian is the right half of a Gaussian out to three deviations; both halves sum to exactly 1, so
// that flat areas stay as they are.
func gaussian(sigma float64) []int64 {
	half := make([]float64, 1+int(math.Ceil(3*sigma)))
	sum := 0.0
	for i := range half {
		half[i] = math.Exp(-float64(i*i) / (2 * sigma * sigma))
		sum += half[i]
		if i > 0 {
			sum += half[i]
		}
	}
	kernel := make([]int64, len(half))
	kernel[0] = 1 << kernelBits
	for i := 1; i < len(half); i++ {
		kernel[i] = int64(math.Round(half[i] / sum * (1 << kernelBits)))
		kernel[0] -= 2 * kernel[i]
	}
	return kernel
}

// rows is a picture as the sharpener sees it.
type rows interface {
	// read gives the luma and the alpha of row y, 0 to 255. Opaque pictures leave alpha as it is.
	read(luma, alpha []int64, y int)
	// write stores row y of the result: the input with a number added to the luma of each pixel.
	write(y int, add []int64)
}

// run sharpens all rows. Beyond its edges the picture goes on as its last row or column.
func (s *sharpener) run(m rows) {
	reach := len(s.kernel) - 1
	sums, weights := newRing(s.width, 2*reach+1), newRing(s.width, 2*reach+1)
	add := make([]int64, s.width)
	for next, y := 0, 0; y < s.height; y++ {
		for ; next <= min(y+reach, s.height-1); next++ {
			s.blurAcross(m, next, sums.row(next), weights.row(next))
		}
		s.differ(m, y, add, sums, weights)
		m.write(y, add)
	}
}

// blurAcross blurs row y of luma. With alpha, luma is weighted by it and the weights are blurred too.
func (s *sharpener) blurAcross(m rows, y int, sum, weight []int64) {
	luma, alpha := s.read(m, y)
	if s.hasAlpha {
		s.blurLine(weight, alpha)
		for x := range luma {
			luma[x] *= alpha[x]
		}
	}
	s.blurLine(sum, luma)
}

// read gives row y with its margins; the row itself begins len(kernel) in.
func (s *sharpener) read(m rows, y int) (luma, alpha []int64) {
	n := len(s.kernel)
	m.read(s.luma[n:n+s.width], s.alpha[n:n+s.width], y)
	for i := range n {
		s.luma[i], s.luma[n+s.width+i] = s.luma[n], s.luma[n+s.width-1]
		s.alpha[i], s.alpha[n+s.width+i] = s.alpha[n], s.alpha[n+s.width-1]
	}
	return s.luma, s.alpha
}

func (s *sharpener) blurLine(dst, line []int64) {
	n := len(s.kernel)
	for x := range dst {
		sum := s.kernel[0] * line[n+x]
		for i := 1; i < n; i++ {
			sum += s.kernel[i] * (line[n+x-i] + line[n+x+i])
		}
		dst[x] = sum
	}
}

// differ writes to add what row y has more than its blurred self, times the gain, in whole steps of
// luma.
func (s *sharpener) differ(m rows, y int, add []int64, sums, weights ring) {
	const bits = 2*kernelBits + gainBits
	s.blurDown(add, sums, y)
	n := len(s.kernel)
	luma, _ := s.read(m, y)
	if !s.hasAlpha {
		for x := range add {
			add[x] = ((luma[n+x]<<(2*kernelBits)-add[x])*s.gain + 1<<(bits-1)) >> bits
		}
		return
	}
	weight := make([]int64, s.width)
	s.blurDown(weight, weights, y)
	for x := range add {
		add[x] = ((luma[n+x]*weight[x]-add[x])/255*s.gain + 1<<(bits-1)) >> bits
	}
}

// blurDown blurs the rows of a ring around row y.
func (s *sharpener) blurDown(dst []int64, r ring, y int) {
	for x, v := range r.row(y) {
		dst[x] = s.kernel[0] * v
	}
	for i := 1; i < len(s.kernel); i++ {
		above, below := r.row(max(0, y-i)), r.row(min(s.height-1, y+i))
		k := s.kernel[i]
		for x := range dst {
			dst[x] += k * (above[x] + below[x])
		}
	}
}

// ring keeps the latest rows of a picture.
type ring [][]int64

func newRing(width, rows int) ring {
	r := make(ring, rows)
	for i := range r {
		r[i] = make([]int64, width)
	}
	return r
}

// row is the place of row y of the picture.
func (r ring) row(y int) []int64 { return r[y%len(r)] }
