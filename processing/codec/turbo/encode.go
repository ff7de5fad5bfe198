package turbo

import (
	"fmt"

	"minilab/processing/planar"
)

// Tables say where the Huffman codes of a JPEG come from.
type Tables int

const (
	// OptimalTables are made for this picture, by a pass over all of it: the smallest file, for two and a
	// half times the work of standard ones.
	OptimalTables Tables = iota
	// SampledTables are made for this picture from a few of its rows: from a megapixel on, on average
	// within 0.3 % of the smallest file, for some 1.3 times the work of standard ones. Where the picture
	// is small they are optimal ones.
	SampledTables
	// StandardTables are those of T.81, annex K: the least work, and files some 5 % larger.
	StandardTables
)

// EncodeOptions say how planes become a JPEG.
type EncodeOptions struct {
	// Quality is from 1 to 100 and scales the tables of T.81, annex K, as the Independent JPEG Group's
	// library does.
	Quality int
	// Progressive stores the picture coarse first: 2 % smaller at quality 80 and 4 % at 92 than optimal
	// tables alone, for more than twice their work. The tables are then always optimal.
	Progressive bool
	// Tables is the choice of Huffman codes; it changes no sample.
	Tables Tables
}

// Encode appends a JPEG to dst[:0] and returns it. It has a JFIF header without a density and no other
// metadata.
//
// src is at its own size: luma has a sample for every pixel. Chroma has as many, or, on each side, half or
// a quarter of them, rounded up; its sample n covers pixels 2n and 2n+1, or the four from 4n on. Where a
// side is so short that several fit, the largest chroma is meant. The error is that of a picture or
// options that break these rules, ErrMemory or ErrUnavailable.
func Encode(dst []byte, src *planar.Picture, o EncodeOptions) ([]byte, error) {
	l, err := layOut(src)
	if err != nil {
		return nil, err
	}
	if o.Quality < 1 || o.Quality > 100 {
		return nil, fmt.Errorf("turbo: a quality of %d: 1 to 100 are possible", o.Quality)
	}
	if guess := guessLength(src); cap(dst) < guess {
		dst = make([]byte, 0, guess)
	}
	p := pass{layout: l, quality: o.Quality, progressive: o.Progressive, every: 1, codes: new(codes)}
	switch every := l.sampling(src); {
	case o.Progressive || o.Tables == OptimalTables || o.Tables == SampledTables && every < leastEvery:
		p.source = sourceOptimal
	case o.Tables == SampledTables:
		if err := p.sample(dst, src, every); err != nil {
			return nil, err
		}
	}
	return encodePlanes(dst[:0], src, p)
}

// source is where one pass of the library takes its Huffman codes from.
type source int

const (
	sourceStandard source = iota
	sourceGiven
	sourceOptimal
)

// pass is what one pass of the library over a picture needs to be told.
type pass struct {
	layout      layout
	quality     int
	progressive bool
	source      source
	// every is 1 for the whole picture, n for one in n of its rows of coding units.
	every int
	// codes are read where the source is sourceGiven, else set to the codes that were used.
	codes *codes
}

// sample sets the codes from some of the picture's rows. buffer is for what is encoded and thrown away.
func (p *pass) sample(buffer []byte, src *planar.Picture, every int) error {
	some := *p
	some.source, some.every = sourceOptimal, every
	if _, err := encodePlanes(buffer[:0], src, some); err != nil {
		return err
	}
	p.codes.complete()
	p.source = sourceGiven
	return nil
}

// guessLength is what most photos of this size stay under; a longer one only costs a copy.
func guessLength(src *planar.Picture) int { return src.Width*src.Height/3 + 4096 }

// layout holds the horizontal and vertical sampling factor of each plane.
type layout [3][2]int

// A sample is of one row of coding units in so many. With fewer blocks or rows of them in it than these,
// the codes fit the rest of the picture badly; one row in two costs as much as all; and beyond one in 16
// there is no time left to win.
const (
	sampleBlocks = 2000
	sampleRows   = 8
	leastEvery   = 3
	mostEvery    = 16
)

// sampling is how many rows of coding units there are to one that a sample needs.
func (l layout) sampling(src *planar.Picture) int {
	across, down := divideUp(src.Width, blockSide), divideUp(src.Height, blockSide)
	return min(mostEvery, across*down/sampleBlocks, down/l[0][1]/sampleRows)
}

// layOut finds the sampling factors and makes sure that the planes hold the samples they claim.
func layOut(src *planar.Picture) (layout, error) {
	if n := len(src.Planes); n != 1 && n != 3 {
		return layout{}, fmt.Errorf("turbo: a picture of %d planes: 1 or 3 are possible", n)
	}
	for i := range src.Planes {
		if err := checkPlane(&src.Planes[i]); err != nil {
			return layout{}, fmt.Errorf("turbo: plane %d: %w", i, err)
		}
	}
	luma := &src.Planes[0]
	if luma.Width != src.Width || luma.Height != src.Height {
		return layout{}, fmt.Errorf("turbo: a picture of %d by %d with luma of %d by %d is not at its own size",
			src.Width, src.Height, luma.Width, luma.Height)
	}
	if src.Grey() {
		return layout{{1, 1}}, nil
	}
	return chromaLayout(src)
}

// checkPlane makes sure that no row ends outside the plane's memory.
func checkPlane(p *planar.Plane) error {
	if p.Width < 1 || p.Height < 1 || p.Width > MaxSide || p.Height > MaxSide {
		return fmt.Errorf("%d by %d samples: 1 to %d are possible", p.Width, p.Height, MaxSide)
	}
	if p.Stride < p.Width || p.Stride > maxStride {
		return fmt.Errorf("a stride of %d for rows of %d", p.Stride, p.Width)
	}
	if need := int64(p.Stride)*int64(p.Height-1) + int64(p.Width); int64(len(p.Pix)) < need {
		return fmt.Errorf("%d bytes for %d by %d samples at a stride of %d", len(p.Pix), p.Width, p.Height, p.Stride)
	}
	return nil
}

// maxStride keeps strides in what C calls an int, with much to spare.
const maxStride = 1 << 24

// maxBlocks is the most blocks of luma for one of chroma: ten in all may make a unit of coding, T.81, B.2.3.
const maxBlocks = 8

// chromaLayout finds the factors from the sizes of the planes.
func chromaLayout(src *planar.Picture) (layout, error) {
	chroma := &src.Planes[1]
	across, down := ratio(src.Width, chroma.Width), ratio(src.Height, chroma.Height)
	same := src.Planes[2].Width == chroma.Width && src.Planes[2].Height == chroma.Height
	if !same || across == 0 || down == 0 || across*down > maxBlocks {
		return layout{}, fmt.Errorf("turbo: chroma of %d by %d and %d by %d for a picture of %d by %d", chroma.Width, chroma.Height,
			src.Planes[2].Width, src.Planes[2].Height, src.Width, src.Height)
	}
	return layout{{across, down}, {1, 1}, {1, 1}}, nil
}

// ratio is how many pixels a sample of chroma covers; 0 where none is possible.
func ratio(pixels, samples int) int {
	for _, r := range [...]int{1, 2, 4} {
		if divideUp(pixels, r) == samples {
			return r
		}
	}
	return 0
}
