package sample

// coat is one layer of paint: a sky, a ridge, a flag.
type coat interface {
	// paint fills tone and cover for row y and says between which colours tone chooses. It reports
	// false, and leaves both undefined, where the coat has nothing in this row.
	paint(y int, tone, cover []int32) (tint, bool)
	// hides reports whether the coat covers the whole of row y, so that nothing behind it is seen.
	hides(y int) bool
}

// scene is the coats of a picture, the farthest first.
type scene struct {
	coats []coat
}

// builder holds what the coats of one picture have in common while they are made.
type builder struct {
	width, height int
	random        random
	lattice       *lattice
	light         light
	horizon       int
}

func newScene(p Photo) *scene {
	b := &builder{width: p.Width, height: p.Height, random: random(mix(p.Seed))}
	b.lattice = newLattice(b.random.next())
	all := lights()
	b.light = all[b.random.between(0, len(all)-1)]
	b.horizon = b.high(b.random.between(440, 560))
	s := &scene{coats: []coat{b.sky(), b.sun(), b.clouds()}}
	s.coats = append(s.coats, b.ridges()...)
	for _, f := range flags {
		s.coats = append(s.coats, b.flag(f))
	}
	return s
}

// high is a number of 1024ths of the picture's height in pixels, at least one.
func (b *builder) high(share int) int { return max(b.height*share/1024, 1) }

// unit is the length the sizes of things are measured by: the picture's mean side. A portrait shows
// things as large as a landscape of the same pixels does.
func (b *builder) unit(share int) int { return max((b.width+b.height)/2*share/1024, 1) }

// fractal makes noise from cells of the given number of pixels down to cells of finest pixels.
func (b *builder) fractal(cell, finest, keep int) fractal {
	octaves := 1
	for cell >= 2*finest {
		cell /= 2
		octaves++
	}
	return fractal{lattice: b.lattice, seed: b.random.next(), octaves: octaves, keep: keep}
}

// light is the colours of an hour and a weather.
type light struct {
	zenith, low, sun paintColour
	cloud            tint
	// cloudiness is the share of the sky in cloud, in 256ths; sunHeight the height of the sun over
	// the horizon, in 1024ths of the sky.
	cloudiness, sunHeight int
	haze                  paintColour
	rock, slope, forest   tint
	meadow                tint
}

// lights is the weathers a picture can have: a clear noon, an evening, a dull day.
func lights() [3]light {
	return [3]light{
		{
			zenith: rgb(52, 102, 176), low: rgb(186, 209, 228), sun: rgb(255, 250, 236),
			cloud:      tint{rgb(168, 180, 196), rgb(250, 250, 250)},
			cloudiness: 112, sunHeight: 700, haze: rgb(170, 192, 214),
			rock:   tint{rgb(58, 68, 84), rgb(196, 196, 194)},
			slope:  tint{rgb(38, 56, 44), rgb(128, 138, 92)},
			forest: tint{rgb(10, 22, 14), rgb(66, 92, 46)},
			meadow: tint{rgb(44, 62, 24), rgb(150, 164, 78)},
		},
		{
			zenith: rgb(62, 84, 136), low: rgb(244, 190, 132), sun: rgb(255, 226, 170),
			cloud:      tint{rgb(128, 106, 124), rgb(252, 206, 160)},
			cloudiness: 120, sunHeight: 160, haze: rgb(226, 172, 136),
			rock:   tint{rgb(56, 48, 66), rgb(214, 158, 118)},
			slope:  tint{rgb(38, 40, 40), rgb(148, 116, 70)},
			forest: tint{rgb(12, 16, 12), rgb(84, 76, 36)},
			meadow: tint{rgb(48, 46, 20), rgb(172, 146, 70)},
		},
		{
			zenith: rgb(128, 142, 158), low: rgb(206, 212, 216), sun: rgb(236, 238, 238),
			cloud:      tint{rgb(116, 124, 134), rgb(222, 225, 228)},
			cloudiness: 190, sunHeight: 800, haze: rgb(182, 190, 196),
			rock:   tint{rgb(66, 72, 78), rgb(160, 164, 166)},
			slope:  tint{rgb(42, 54, 48), rgb(104, 116, 88)},
			forest: tint{rgb(12, 22, 18), rgb(58, 78, 52)},
			meadow: tint{rgb(40, 56, 28), rgb(118, 136, 76)},
		},
	}
}
