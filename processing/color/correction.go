package color

import "math"

// Correction is a change of colours in full-range Y'CbCr, ready to be applied.
type Correction struct {
	// Gains multiply gamma-encoded R', G' and B'. A grey keeps its luma.
	Gains [3]float64
	// Curve maps luma after the gains; 0 is black and 255 white.
	Curve [256]uint8
	// Chroma multiplies Cb and Cr, counted from their middle, after the gains.
	Chroma float64
}

// luma is the weights of R', G' and B' in Y': ITU-R BT.601.
var luma = [3]float64{0.299, 0.587, 0.114}

// Identity is the correction that changes nothing.
func Identity() Correction {
	return Correction{Gains: [3]float64{1, 1, 1}, Curve: tone(func(y float64) float64 { return y }), Chroma: 1}
}

// Neutral reports whether applying the correction changes nothing that 8 bits could show.
func (c Correction) Neutral() bool {
	const tiny = 1e-6
	for _, factor := range [...]float64{c.Gains[0], c.Gains[1], c.Gains[2], c.Chroma} {
		if math.Abs(factor-1) > tiny {
			return false
		}
	}
	return c.Curve == Identity().Curve
}

// Correction turns wishes into numbers for a photo; the statistics matter only to automatic wishes.
func (w Wishes) Correction(s Stats) Correction {
	gains := temperature(w.Temperature)
	steps := w.steps()
	if w.Auto {
		for i, g := range s.balance() {
			gains[i] *= g
		}
		steps = append(s.steps(), steps...)
	}
	c := Correction{Gains: keepLuma(gains), Chroma: 1 + w.Saturation/100}
	for _, s := range steps {
		c.Chroma *= s.chroma
	}
	c.Curve = tone(func(y float64) float64 {
		for _, s := range steps {
			y = s.curve(y)
		}
		return y
	})
	return c
}

// Matrix is the linear part of the correction, gains and chroma: it maps the column of Y', Cb-128 and
// Cr-128 to the same three after the correction, before Y' goes through the curve.
func (c Correction) Matrix() [3][3]float64 {
	// The columns of R', G' and B' as sums of Y', Cb and Cr: JFIF 1.02.
	rgb := [3][3]float64{{1, 0, 1.402}, {1, -0.344136286, -0.714136286}, {1, 1.772, 0}}
	var m [3][3]float64
	for column := range 3 {
		var r [3]float64
		for i := range 3 {
			r[i] = c.Gains[i] * rgb[i][column]
		}
		y := luma[0]*r[0] + luma[1]*r[1] + luma[2]*r[2]
		m[0][column] = y
		m[1][column] = c.Chroma * (r[2] - y) / 1.772
		m[2][column] = c.Chroma * (r[0] - y) / 1.402
	}
	return m
}

// keepLuma scales gains so that a grey keeps its luma.
func keepLuma(gains [3]float64) [3]float64 {
	y := luma[0]*gains[0] + luma[1]*gains[1] + luma[2]*gains[2]
	for i := range gains {
		gains[i] /= y
	}
	return gains
}

// temperature is the gains of a shift along the line from blue to orange: at the ends of the range red
// and blue change by a quarter of a doubling, against each other.
func temperature(wish float64) [3]float64 {
	g := math.Exp2(wish / 100 / 4)
	return [3]float64{g, 1, 1 / g}
}

// step is one step of the curve, on luma from 0 to 1, with the factor on chroma that it implies.
type step struct {
	curve  func(y float64) float64
	chroma float64
}

// displayGamma is the exponent by which encoded values become light. The plain power is close to the
// curve of sRGB and has a property that curve lacks: more light is one factor on Y', Cb and Cr alike.
const displayGamma = 2.2

// steps is the steps that the wishes ask for, in order: exposure, contrast, gamma.
func (w Wishes) steps() []step {
	var steps []step
	if w.Exposure != 0 {
		steps = append(steps, exposure(w.Exposure))
	}
	if w.Contrast != 0 {
		steps = append(steps, contrast(w.Contrast))
	}
	if w.Gamma != 0 && w.Gamma != 1 {
		steps = append(steps, gamma(w.Gamma))
	}
	return steps
}

// exposure multiplies light by two to the number of stops.
func exposure(stops float64) step {
	k := math.Exp2(stops / displayGamma)
	return step{curve: func(y float64) float64 { return y * k }, chroma: k}
}

// contrast turns the curve about the middle of the tones, where its slope is 2^(wish/100). More
// contrast is an S of two power curves that leaves black and white where they are; less is a line.
func contrast(wish float64) step {
	slope := math.Exp2(wish / 100)
	if slope <= 1 {
		return step{curve: func(y float64) float64 { return 0.5 + slope*(y-0.5) }, chroma: slope}
	}
	half := func(y float64) float64 { return 0.5 * math.Pow(2*y, slope) }
	return step{
		curve: func(y float64) float64 {
			y = max(0, min(1, y))
			if y < 0.5 {
				return half(y)
			}
			return 1 - half(1-y)
		},
		chroma: slope,
	}
}

// gamma raises luma to the power 1/g. Its factor on luma differs from tone to tone; chroma takes the
// one at the middle, within a factor of two.
func gamma(g float64) step {
	middle := math.Pow(0.5, 1/g) / 0.5
	return step{
		curve:  func(y float64) float64 { return math.Pow(max(0, y), 1/g) },
		chroma: max(0.5, min(2, middle)),
	}
}

// levels stretches luma so that low becomes black and high white.
func levels(low, high float64) step {
	slope := 1 / (high - low)
	return step{curve: func(y float64) float64 { return (y - low) * slope }, chroma: slope}
}

// tone is a curve on luma from 0 to 1 as a table, cut off at black and white.
func tone(curve func(y float64) float64) [256]uint8 {
	var table [256]uint8
	for i := range table {
		table[i] = uint8(255*max(0, min(1, curve(float64(i)/255))) + 0.5)
	}
	return table
}
