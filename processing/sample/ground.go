package sample

// relief is bare land lit from the side: bright where it rises towards the sun.
type relief struct {
	shape fractal
	noise []int32
	step  int
	aside int
}

func (b *builder) relief(cell int) ground {
	aside := max(cell/10, 1)
	return &relief{shape: b.fractal(cell, 2, 192), noise: make([]int32, b.width+aside), step: one / cell, aside: aside}
}

func (r *relief) tones(y int, tone []int32) {
	r.shape.row(r.noise, y*r.step/3, r.step, y*r.step)
	for x := range tone {
		n := r.noise[x]
		tone[x] = clampTone(110 + n>>3 + (r.noise[x+r.aside]-n)*5>>3)
	}
}

// crowns is a wood from afar: dark, with lit tips, and taller than wide.
type crowns struct {
	shape fractal
	step  int
}

func (b *builder) crowns(cell int) ground {
	return &crowns{shape: b.fractal(cell, 2, 256), step: one / cell}
}

func (c *crowns) tones(y int, tone []int32) {
	c.shape.row(tone, 0, c.step, y*c.step/2)
	for x, n := range tone {
		tone[x] = clampTone(96 + n>>1)
	}
}

// grass is a level meadow seen at a slant, with blades that stand upright before the eye.
type grass struct {
	patches, blades fractal
	noise           []int32
	vanishing       int
	cell            int
	width           int
}

func (b *builder) grass() ground {
	cell := b.unit(300)
	return &grass{
		patches:   b.fractal(cell, 8, 170),
		blades:    b.fractal(b.unit(5), 2, 280),
		noise:     make([]int32, b.width),
		vanishing: b.horizon + b.high(60),
		cell:      cell,
		width:     b.unit(5),
	}
}

// tones looks down on a level plane: a patch's size in the picture grows with the distance of its
// row from the vanishing line, and rows are closer together in the meadow the lower they are.
func (g *grass) tones(y int, tone []int32) {
	down := max(y-g.vanishing, 1)
	scale := g.vanishing
	step := one * scale / (g.cell * down)
	depth := 2 * one * scale / g.cell * scale / down
	g.patches.row(tone, 1<<30-len(tone)/2*step, step, depth)
	g.blades.row(g.noise, 0, one/g.width, y*one/(g.width*3))
	for x, n := range tone {
		tone[x] = clampTone(122 + n>>3 + g.noise[x]*3>>3)
	}
}

func clampTone(v int32) int32 { return min(max(v, 0), 256) }
