package planar

// Turn says how the samples of a picture are moved: first, if Transpose, over the main diagonal, so that
// rows become columns, then mirrored from left to right, then from top to bottom.
type Turn struct {
	Transpose, MirrorX, MirrorY bool
}

// Apply writes the turned picture into dst, whose memory is reused. The picture's windows must be whole
// planes. dst must not be p.
func (t Turn) Apply(dst, p *Picture) {
	width, height := p.Width, p.Height
	if t.Transpose {
		width, height = height, width
	}
	dst.Reshape(width, height, len(p.Planes))
	for i := range p.Planes {
		t.plane(&dst.Planes[i], &p.Planes[i])
	}
}

func (t Turn) plane(dst, src *Plane) {
	if t.Transpose {
		dst.Reshape(src.Height, src.Width)
		t.transpose(dst, src)
		return
	}
	dst.Reshape(src.Width, src.Height)
	for y := range src.Height {
		from, to := src.Row(y), dst.Row(t.row(y, dst.Height))
		if !t.MirrorX {
			copy(to, from)
			continue
		}
		for x, v := range from {
			to[len(to)-1-x] = v
		}
	}
}

func (t Turn) row(y, height int) int {
	if t.MirrorY {
		return height - 1 - y
	}
	return y
}

// tile is the side of the squares in which a plane is transposed: one square of the source and one of
// the result fit into the nearest cache together, where whole columns would not.
const tile = 32

func (t Turn) transpose(dst, src *Plane) {
	for y := 0; y < src.Height; y += tile {
		for x := 0; x < src.Width; x += tile {
			t.transposeTile(dst, src, x, y)
		}
	}
}

// transposeTile moves one square. A row of the source becomes a column of the result.
func (t Turn) transposeTile(dst, src *Plane, left, top int) {
	bottom := min(top+tile, src.Height)
	for x := left; x < min(left+tile, src.Width); x++ {
		to := dst.Row(t.row(x, dst.Height))
		for y := top; y < bottom; y++ {
			v := src.Pix[y*src.Stride+x]
			if t.MirrorX {
				to[dst.Width-1-y] = v
			} else {
				to[y] = v
			}
		}
	}
}
