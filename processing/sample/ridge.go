package sample

// ridge is a range of land in front of all that was painted before it: everything below a skyline.
type ridge struct {
	colours tint
	haze    paintColour
	// near and far are the haze, in 256ths, at the skyline and at the ridge's foot.
	near, far int
	// skyline is the row at which the land begins in each column, in 16ths of a pixel.
	skyline []int32
	// highest and lowest are the rows between which the skyline runs; foot is where haze is thickest.
	highest, lowest, foot int
	ground                ground
}

// ground is what land looks like: it fills tone, 0 to 256, for one row.
type ground interface {
	tones(y int, tone []int32)
}

func newRidge(colours tint, skyline []int32, g ground) *ridge {
	r := &ridge{colours: colours, skyline: skyline, ground: g, highest: int(skyline[0]), lowest: int(skyline[0])}
	for _, s := range skyline {
		r.highest, r.lowest = min(r.highest, int(s)), max(r.lowest, int(s))
	}
	r.highest, r.lowest = r.highest/levels, r.lowest/levels+1
	r.foot = r.lowest
	return r
}

// hazy puts air between the ridge and the eye: near 256ths at the skyline, far at its foot.
func (r *ridge) hazy(air paintColour, near, far, foot int) *ridge {
	r.haze, r.near, r.far, r.foot = air, near, far, max(foot, r.highest+1)
	return r
}

func (r *ridge) hides(y int) bool { return y > r.lowest }

func (r *ridge) paint(y int, tone, cover []int32) (tint, bool) {
	if y < r.highest {
		return tint{}, false
	}
	for x, s := range r.skyline {
		cover[x] = min(max((int32(y+1)*levels-s)*(256/levels), 0), 256)
	}
	r.ground.tones(y, tone)
	down := min(max(y-r.highest, 0)*256/(r.foot-r.highest), 256)
	return r.colours.toward(r.haze, r.near+(r.far-r.near)*down/256), true
}

// ridges is the land of a picture: two ranges of mountains, hills, a wood and a meadow.
func (b *builder) ridges() []coat {
	l, air := b.light, b.light.haze
	foot := b.horizon + b.high(130)
	return []coat{
		newRidge(l.rock, b.peaks(b.horizon-b.high(70), b.unit(560), b.unit(230)),
			b.relief(b.unit(150))).hazy(air, 120, 236, foot),
		newRidge(l.rock.toward(l.slope.shade, 90), b.peaks(b.horizon+b.high(20), b.unit(420), b.unit(120)),
			b.relief(b.unit(110))).hazy(air, 70, 200, foot),
		newRidge(l.slope, b.hills(b.horizon+b.high(64), b.unit(500), b.unit(90)),
			b.relief(b.unit(60))).hazy(air, 40, 120, foot+b.high(60)),
		newRidge(l.forest, b.wood(b.horizon+b.high(150), b.unit(600), b.unit(60)),
			b.crowns(b.unit(24))).hazy(air, 16, 40, foot+b.high(200)),
		newRidge(l.meadow, b.hills(b.horizon+b.high(190), b.unit(900), b.unit(60)),
			b.grass()),
	}
}

// peaks is a skyline of sharp crests around row base: folded noise has its creases at the top.
func (b *builder) peaks(base, cell, height int) []int32 {
	line := b.profile(cell, 120)
	for x, n := range line {
		line[x] = int32(base*levels - (300-int(max(n, -n)))*2*height*levels/1024)
	}
	return line
}

// hills is a rounded skyline around row base.
func (b *builder) hills(base, cell, height int) []int32 {
	line := b.profile(cell, 84)
	for x, n := range line {
		line[x] = int32(base*levels - int(n)*height*levels/1024)
	}
	return line
}

// profile is a line of noise across the picture, -1024 to 1024 per column.
func (b *builder) profile(cell, keep int) []int32 {
	noise := make([]int32, b.width)
	f := b.fractal(cell, 2, keep)
	f.row(noise, b.random.between(0, 1<<24), one/cell, one/2)
	return noise
}

// wood is a skyline of hills with firs standing on it.
func (b *builder) wood(base, cell, height int) []int32 {
	line := b.hills(base, cell, height)
	ground := append([]int32(nil), line...)
	tallest := b.unit(60)
	for x := 0; x < b.width; x += b.random.between(1, max(tallest/6, 1)) {
		b.fir(line, int(ground[x]), x, b.random.between(tallest/3, tallest))
	}
	return line
}

// fir raises the skyline to a tree of the given height in pixels: a narrow cone with ragged edges.
func (b *builder) fir(line []int32, ground, x, height int) {
	half := max(height/5, 1)
	for i := max(x-half, 0); i <= min(x+half, len(line)-1); i++ {
		aside := max(i-x, x-i)
		up := height * (half - aside) / half
		up += b.random.between(0, max(aside*height/(half*8), 1))
		line[i] = min(line[i], int32(ground-up*levels))
	}
}
