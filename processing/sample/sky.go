package sample

// sky is the gradient from the zenith to the pale air over the horizon.
type sky struct {
	zenith, low paintColour
	horizon     int
}

func (b *builder) sky() coat { return &sky{b.light.zenith, b.light.low, b.horizon} }

func (s *sky) hides(int) bool { return true }

// paint fills the row evenly. Air pales faster the nearer the horizon: the share grows with the
// square of the way down.
func (s *sky) paint(y int, tone, cover []int32) (tint, bool) {
	down := min(y, s.horizon)
	share := down * 256 / s.horizon * down / s.horizon
	fill(cover, 256)
	fill(tone, 0)
	air := s.zenith.toward(s.low, (share+down*256/s.horizon)/2)
	return tint{air, air}, true
}

func fill(row []int32, v int32) {
	for i := range row {
		row[i] = v
	}
}

// sun is the disc and the glow around it.
type sun struct {
	colour  paintColour
	x, y    int
	radius  int
	horizon int
}

func (b *builder) sun() coat {
	return &sun{
		colour:  b.light.sun,
		x:       b.width * b.random.between(200, 824) / 1024,
		y:       b.horizon - b.horizon*b.light.sunHeight/1024,
		radius:  b.unit(20),
		horizon: b.horizon,
	}
}

func (s *sun) hides(int) bool { return false }

// paint covers by the inverse square of the distance, held at full inside the disc.
func (s *sun) paint(y int, tone, cover []int32) (tint, bool) {
	fill(tone, 256)
	dy := y - s.y
	square := s.radius * s.radius
	for x := range cover {
		dx := x - s.x
		cover[x] = int32(min(256*3*square/(dx*dx+dy*dy+2*square), 256))
	}
	return tint{s.colour, s.colour}, true
}

// clouds is a layer of broken cloud seen from below: it crowds together towards the horizon.
type clouds struct {
	colours tint
	// shape is where cloud is; relief is the lumps that light picks out in it.
	shape, relief fractal
	noise, lumps  []int32
	horizon       int
	// cell is the size of a cloud at the top of the picture, in pixels.
	cell int
	// floor is the noise above which there is cloud.
	floor int32
}

func (b *builder) clouds() coat {
	cell := b.unit(440)
	return &clouds{
		colours: b.light.cloud,
		shape:   b.fractal(cell, 8, 136),
		relief:  b.fractal(cell/3, 8, 150),
		noise:   make([]int32, b.width),
		lumps:   make([]int32, b.width),
		horizon: b.horizon,
		cell:    cell,
		floor:   int32(128-b.light.cloudiness) * 3,
	}
}

func (c *clouds) hides(int) bool { return false }

// paint looks at a level layer from below: a cloud's size in the picture falls with its height over
// the horizon, and rows far up are closer together in the sky than rows near it.
func (c *clouds) paint(y int, tone, cover []int32) (tint, bool) {
	up := c.horizon - y
	if up <= 0 {
		return tint{}, false
	}
	up += c.horizon / 6
	step := one * c.horizon / (c.cell * up)
	depth := 2 * one * c.horizon / c.cell * c.horizon / up
	c.shape.row(c.noise, 1<<30-len(tone)/2*step, step, depth)
	c.relief.row(c.lumps, 1<<30-len(tone)/2*step*3, step*3, depth*3)
	for x, n := range c.noise {
		thick := min(max(n-c.floor, 0), 384)
		cover[x] = min(thick, 232)
		tone[x] = clampTone(280 - thick*thick>>10 + c.lumps[x]*thick>>11)
	}
	return c.colours, true
}
