package color_test

import (
	"image/color"
	"math"
	"testing"
)

// lab is a colour in CIELAB under D65.
type lab struct{ l, a, b float64 }

// labOf takes sRGB.
func labOf(c color.NRGBA) lab {
	r, g, b := linear(c.R), linear(c.G), linear(c.B)
	x := (0.4124564*r + 0.3575761*g + 0.1804375*b) / 0.95047
	y := 0.2126729*r + 0.7151522*g + 0.0721750*b
	z := (0.0193339*r + 0.1191920*g + 0.9503041*b) / 1.08883
	f := func(t float64) float64 {
		if t > 216.0/24389 {
			return math.Cbrt(t)
		}
		return (24389.0/27*t + 16) / 116
	}
	return lab{116*f(y) - 16, 500 * (f(x) - f(y)), 200 * (f(y) - f(z))}
}

// linear is the light of an sRGB value, IEC 61966-2-1.
func linear(v uint8) float64 {
	s := float64(v) / 255
	if s <= 0.04045 {
		return s / 12.92
	}
	return math.Pow((s+0.055)/1.055, 2.4)
}

// ciede2000 is the colour difference of CIE 142-2001, in the notation of Sharma, Wu and Dalal, "The
// CIEDE2000 Color-Difference Formula" (2005), with all weights 1.
func ciede2000(p, q lab) float64 {
	const deg = math.Pi / 180
	c7 := math.Pow((math.Hypot(p.a, p.b)+math.Hypot(q.a, q.b))/2, 7)
	g := 0.5 * (1 - math.Sqrt(c7/(c7+math.Pow(25, 7))))
	a1, a2 := (1+g)*p.a, (1+g)*q.a
	c1, c2 := math.Hypot(a1, p.b), math.Hypot(a2, q.b)
	h1, h2 := hue(a1, p.b), hue(a2, q.b)
	dh := h2 - h1
	switch {
	case c1*c2 == 0:
		dh = 0
	case dh > 180:
		dh -= 360
	case dh < -180:
		dh += 360
	}
	dl, dc, dH := q.l-p.l, c2-c1, 2*math.Sqrt(c1*c2)*math.Sin(dh/2*deg)
	l, c, h := (p.l+q.l)/2, (c1+c2)/2, meanHue(h1, h2, c1*c2 == 0)
	t := 1 - 0.17*math.Cos((h-30)*deg) + 0.24*math.Cos(2*h*deg) + 0.32*math.Cos((3*h+6)*deg) - 0.20*math.Cos((4*h-63)*deg)
	sl := 1 + 0.015*(l-50)*(l-50)/math.Sqrt(20+(l-50)*(l-50))
	sc, sh := 1+0.045*c, 1+0.015*c*t
	c7 = math.Pow(c, 7)
	turn := 60 * deg * math.Exp(-(h-275)*(h-275)/625)
	rt := -math.Sin(turn) * 2 * math.Sqrt(c7/(c7+math.Pow(25, 7)))
	return math.Sqrt(sq(dl/sl) + sq(dc/sc) + sq(dH/sh) + rt*dc/sc*dH/sh)
}

func sq(v float64) float64 { return v * v }

// hue is in degrees, 0 to 360; 0 where there is none.
func hue(a, b float64) float64 {
	h := math.Atan2(b, a) * 180 / math.Pi
	if h < 0 {
		h += 360
	}
	return h
}

func meanHue(h1, h2 float64, none bool) float64 {
	switch {
	case none:
		return h1 + h2
	case math.Abs(h1-h2) <= 180:
		return (h1 + h2) / 2
	case h1+h2 < 360:
		return (h1 + h2 + 360) / 2
	}
	return (h1 + h2 - 360) / 2
}

// TestCIEDE2000 holds the formula to the test data published with the paper.
func TestCIEDE2000(t *testing.T) {
	blue, red := lab{50, 0, -82.7485}, lab{50, 2.5, 0}
	for i, row := range []struct {
		p, q lab
		want float64
	}{
		{lab{50, 2.6772, -79.7751}, blue, 2.0425},
		{lab{50, 3.1571, -77.2803}, blue, 2.8615},
		{lab{50, 2.8361, -74.0200}, blue, 3.4412},
		{lab{50, -1.3802, -84.2814}, blue, 1.0000},
		{lab{50, -1.1848, -84.8006}, blue, 1.0000},
		{lab{50, -0.9009, -85.5211}, blue, 1.0000},
		{lab{50, 0, 0}, lab{50, -1, 2}, 2.3669},
		{lab{50, -1, 2}, lab{50, 0, 0}, 2.3669},
		{lab{50, 2.4900, -0.0010}, lab{50, -2.4900, 0.0009}, 7.1792},
		{lab{50, 2.4900, -0.0010}, lab{50, -2.4900, 0.0010}, 7.1792},
		{lab{50, 2.4900, -0.0010}, lab{50, -2.4900, 0.0011}, 7.2195},
		{lab{50, 2.4900, -0.0010}, lab{50, -2.4900, 0.0012}, 7.2195},
		{lab{50, -0.0010, 2.4900}, lab{50, 0.0009, -2.4900}, 4.8045},
		{lab{50, -0.0010, 2.4900}, lab{50, 0.0010, -2.4900}, 4.8045},
		{lab{50, -0.0010, 2.4900}, lab{50, 0.0011, -2.4900}, 4.7461},
		{red, lab{50, 0, -2.5}, 4.3065},
		{red, lab{73, 25, -18}, 27.1492},
		{red, lab{61, -5, 29}, 22.8977},
		{red, lab{56, -27, -3}, 31.9030},
		{red, lab{58, 24, 15}, 19.4535},
		{red, lab{50, 3.1736, 0.5854}, 1.0000},
		{red, lab{50, 3.2972, 0}, 1.0000},
		{red, lab{50, 1.8634, 0.5757}, 1.0000},
		{red, lab{50, 3.2592, 0.3350}, 1.0000},
		{lab{60.2574, -34.0099, 36.2677}, lab{60.4626, -34.1751, 39.4387}, 1.2644},
		{lab{63.0109, -31.0961, -5.8663}, lab{62.8187, -29.7946, -4.0864}, 1.2630},
		{lab{61.2901, 3.7196, -5.3901}, lab{61.4292, 2.2480, -4.9620}, 1.8731},
		{lab{35.0831, -44.1164, 3.7933}, lab{35.0232, -40.0716, 1.5901}, 1.8645},
		{lab{22.7233, 20.0904, -46.6940}, lab{23.0331, 14.9730, -42.5619}, 2.0373},
		{lab{36.4612, 47.8580, 18.3852}, lab{36.2715, 50.5065, 21.2231}, 1.4146},
		{lab{90.8027, -2.0831, 1.4410}, lab{91.1528, -1.6435, 0.0447}, 1.4441},
		{lab{90.9257, -0.5406, -0.9208}, lab{88.6381, -0.8985, -0.7239}, 1.5381},
		{lab{6.7747, -0.2908, -2.4247}, lab{5.8714, -0.0985, -2.2286}, 0.6377},
		{lab{2.0776, 0.0795, -1.1350}, lab{0.9033, -0.0636, -0.5514}, 0.9082},
	} {
		if got := ciede2000(row.p, row.q); math.Abs(got-row.want) > 0.00006 {
			t.Errorf("pair %d: %.4f, want %.4f", i+1, got, row.want)
		}
	}
}
