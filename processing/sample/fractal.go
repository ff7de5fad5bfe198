package sample

// one is a whole cell: positions in a fractal are fixed-point numbers with 16 bits after the point.
const one = 1 << 16

// latticeSize is how many random values a picture's noise draws on: enough that no two rows of
// cells are seen to be alike, few enough to stay in a core's own caches.
const latticeSize = 1 << 14

// lattice is what all fractals of a picture draw on.
type lattice struct {
	// values are random, each -1024 to 1023.
	values [latticeSize]int16
	// ease is the smoothstep 3t²-2t³ for t in 256ths, 0 to 256.
	ease [256]int32
}

func newLattice(seed uint64) *lattice {
	l := new(lattice)
	r := random(seed)
	for i := range l.values {
		l.values[i] = int16(r.next()>>53) - 1024
	}
	for i := range l.ease {
		l.ease[i] = int32(i * i * (768 - 2*i) >> 16)
	}
	return l
}

// fractal is a sum of octaves of value noise, each with half the cell and a share of the weight of
// the one before. It is evaluated a row at a time: between two corners of a row the noise is a
// blend of two numbers, which makes an octave cost little more than an addition per pixel.
type fractal struct {
	lattice *lattice
	seed    uint64
	octaves int
	// keep is the weight of an octave against the one before, in 256ths.
	keep int
	line []segment
}

// segment is the noise along one cell of a row: from its left corner, by so much to its right one.
type segment struct{ from, span int32 }

// row fills dst with noise along the line from (u, v) in steps of du. Values are within -1024 to
// 1024, most of them within half of that. Octaves whose cells are smaller than a step are left out:
// they would only alias.
func (f *fractal) row(dst []int32, u, du, v int) {
	clear(dst)
	weight, total := 256, f.totalWeight()
	for o := range f.octaves {
		if du<<o > one {
			return
		}
		share := int32(weight * 256 / total)
		start := u << o & (one - 1)
		cells := (start+len(dst)*(du<<o))>>16 + 1
		f.cells(u<<o>>16, v<<o, mix(f.seed+uint64(o)), cells, share)
		f.lattice.addAlong(dst, f.line, start, du<<o)
		weight = weight * f.keep >> 8
	}
}

// cells blends the two rows of cell corners around v into n segments, from column first on.
func (f *fractal) cells(first, v int, seed uint64, n int, share int32) {
	if cap(f.line) < n {
		f.line = make([]segment, n)
	}
	f.line = f.line[:n]
	above := first + int(mix(seed+uint64(v>>16)))
	below := first + int(mix(seed+uint64(v>>16)+1))
	t := f.lattice.ease[v>>8&255]
	left := f.lattice.corner(above, below, t) * share
	for i := range f.line {
		right := f.lattice.corner(above+i+1, below+i+1, t) * share
		f.line[i] = segment{left, (right - left) >> 8}
		left = right
	}
}

// corner is the blend, t 256ths of the way, of two of the random values.
func (l *lattice) corner(above, below int, t int32) int32 {
	a := int32(l.values[above&(latticeSize-1)])
	b := int32(l.values[below&(latticeSize-1)])
	return a + (b-a)*t>>8
}

// addAlong adds the noise of a row of cells, the first pixel being at u, which is below one.
func (l *lattice) addAlong(dst []int32, line []segment, u, du int) {
	for x := range dst {
		s := &line[u>>16]
		dst[x] += (s.from + s.span*l.ease[u>>8&255]) >> 8
		u += du
	}
}

func (f *fractal) totalWeight() int {
	weight, total := 256, 0
	for range f.octaves {
		total += weight
		weight = weight * f.keep >> 8
	}
	return total
}
