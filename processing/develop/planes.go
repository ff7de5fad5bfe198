package develop

import (
	"math"

	"minilab/processing/color"
	"minilab/processing/planar"
)

// resizePlanes makes a picture of the given size in 4:2:0 from the windows of another. A plane that has
// the wanted samples already is shared. The memory of the others comes from the bench; what is shared must
// not go into it, or the next photo would be resized from memory into the same memory.
func (b *Bench) resizePlanes(src *planar.Picture, width, height int) *planar.Picture {
	memory := b.Planes()
	memory.Reshape(width, height, len(src.Planes))
	dst := &planar.Picture{Width: width, Height: height, Planes: make([]planar.Plane, len(src.Planes))}
	for i := range src.Planes {
		w, h, window := width, height, src.Planes[i].Window
		if i > 0 {
			w, h = (width+1)/2, (height+1)/2
			// The last chroma sample of an odd side reaches half a sample beyond the picture.
			window.Width *= float64(2*w) / float64(width)
			window.Height *= float64(2*h) / float64(height)
		}
		dst.Planes[i] = b.resizePlane(&memory.Planes[i], &src.Planes[i], window, w, h)
	}
	return dst
}

func (b *Bench) resizePlane(memory, src *planar.Plane, window planar.Window, width, height int) planar.Plane {
	if src.Width == width && src.Height == height && whole(src, window) {
		shared := *src
		shared.Window = planar.Window{Width: float64(width), Height: float64(height)}
		return shared
	}
	memory.Reshape(width, height)
	b.resampler.Plane(memory, src, window)
	return *memory
}

// whole reports whether a window is all of a plane, but for the rounding of fractions.
func whole(p *planar.Plane, w planar.Window) bool {
	const tiny = 1e-6
	return math.Abs(w.X) < tiny && math.Abs(w.Y) < tiny &&
		math.Abs(w.Width-float64(p.Width)) < tiny && math.Abs(w.Height-float64(p.Height)) < tiny
}

// planes is the same turn in the words of package planar, which mirrors after it has transposed.
func (t turn) planes() planar.Turn {
	if t.swap {
		return planar.Turn{Transpose: true, MirrorX: t.flipY, MirrorY: t.flipX}
	}
	return planar.Turn{MirrorX: t.flipX, MirrorY: t.flipY}
}

// sharpenPlanes sharpens luma in place, as Sharpen does for a new picture: a row is written when no
// later one reads it any more.
func sharpenPlanes(p *planar.Picture, amount float64) {
	if !(amount > 0) {
		return
	}
	luma := &p.Planes[0]
	newSharpener(luma.Width, luma.Height, min(amount, 100)).run(planeRows{luma.Pix, luma.Pix, luma.Stride, luma.Stride})
}

// correctPlanes applies a correction in place. Without gains it is a table for each plane; with gains
// luma and chroma depend on each other.
func correctPlanes(p *planar.Picture, c color.Correction) {
	switch {
	case c.Neutral():
	case p.Grey():
		throughTable(&p.Planes[0], &c.Curve)
	case c.Gains == color.Identity().Gains:
		throughTable(&p.Planes[0], &c.Curve)
		if chroma := chromaTable(c.Chroma); c.Chroma != 1 {
			throughTable(&p.Planes[1], &chroma)
			throughTable(&p.Planes[2], &chroma)
		}
	default:
		newPlanesCorrector(c).run(p)
	}
}

func throughTable(p *planar.Plane, table *[256]uint8) {
	for y := range p.Height {
		row := p.Row(y)
		for x, v := range row {
			row[x] = table[v]
		}
	}
}

func chromaTable(factor float64) (table [256]uint8) {
	for i := range table {
		table[i] = uint8(min(max(math.Round(128+(float64(i)-128)*factor), 0), 255))
	}
	return table
}

// planesCorrector is a correction with gains, in integers with fraction bits.
type planesCorrector struct {
	matrix [3][3]int
	curve  *[256]uint8
}

// planesBits are the fraction bits of the matrix.
const planesBits = 16

func newPlanesCorrector(c color.Correction) planesCorrector {
	k := planesCorrector{curve: &c.Curve}
	for i, row := range c.Matrix() {
		for j, v := range row {
			k.matrix[i][j] = int(math.Round(v * (1 << planesBits)))
		}
	}
	return k
}

// run goes over the chroma samples; each stands for a block of luma samples of two by two, fewer at odd
// edges, or for one where chroma is as large as luma.
func (k planesCorrector) run(p *planar.Picture) {
	luma, cb, cr := &p.Planes[0], &p.Planes[1], &p.Planes[2]
	across, down := (luma.Width+cb.Width-1)/cb.Width, (luma.Height+cb.Height-1)/cb.Height
	for y := range cb.Height {
		top, bottom := y*down, min((y+1)*down, luma.Height)
		blues, reds := cb.Row(y), cr.Row(y)
		for x := range blues {
			left, right := x*across, min((x+1)*across, luma.Width)
			blue, red := int(blues[x])-128, int(reds[x])-128
			mean := k.lumaBlock(luma, left, right, top, bottom, blue, red)
			blues[x] = k.chroma(1, mean, blue, red)
			reds[x] = k.chroma(2, mean, blue, red)
		}
	}
}

// lumaBlock corrects the luma samples that share a chroma sample and returns their mean from before.
func (k planesCorrector) lumaBlock(luma *planar.Plane, left, right, top, bottom, blue, red int) int {
	shift := k.matrix[0][1]*blue + k.matrix[0][2]*red + 1<<(planesBits-1)
	sum := 0
	for y := top; y < bottom; y++ {
		row := luma.Row(y)[left:right]
		for x, v := range row {
			sum += int(v)
			row[x] = k.curve[min(max((k.matrix[0][0]*int(v)+shift)>>planesBits, 0), 255)]
		}
	}
	n := (right - left) * (bottom - top)
	return (sum + n/2) / n
}

func (k planesCorrector) chroma(row, luma, blue, red int) uint8 {
	m := &k.matrix[row]
	v := (m[0]*luma+m[1]*blue+m[2]*red+1<<(planesBits-1))>>planesBits + 128
	return uint8(min(max(v, 0), 255))
}
