package metadata

import (
	"encoding/binary"
	"math"
	"strings"
	"unicode/utf16"
)

const (
	// iccHead is the fixed header of a profile, before its table of tags.
	iccHead = 128
	// maxICCTags is the most tags that are looked at; profiles have fewer than thirty.
	maxICCTags = 256
	// colorantTolerance is how far a primary may lie from sRGB's in XYZ: more than the rounding of
	// profile makers (0.001), less than a tenth of the way to any other space in use.
	colorantTolerance = 0.004
	// curveTolerance is how far a curve may lie from sRGB's, in encoded values from 0 to 1: profiles
	// made small approximate it within one and a half of 255 steps; a plain gamma of 2.2 is off by
	// five in the shadows.
	curveTolerance = 2.0 / 255
)

// IsSRGB reports whether pixels with this profile are sRGB, so that the profile can be dropped without
// changing a colour. No profile counts as sRGB.
//
// A profile with a matrix and curves is judged by its numbers alone, whatever its name: primaries
// (adapted to D50, as ICC.1 stores them) and curves must be those of IEC 61966-2-1 within a tolerance
// below what can be seen. So is a grey profile, by its curve. An RGB profile with tables only is judged
// by its description, which must begin with "sRGB". Anything damaged is not sRGB.
func IsSRGB(icc []byte) bool {
	if len(icc) == 0 {
		return true
	}
	p, ok := parseProfile(icc)
	if !ok {
		return false
	}
	switch {
	case p.space == "GRAY":
		return sRGBCurve(p.tag("kTRC"))
	case p.space != "RGB ":
		return false
	case p.tag("rXYZ") == nil:
		return strings.HasPrefix(p.description(), "sRGB")
	}
	return p.sRGBMatrix()
}

// profile is an ICC profile as far as it is needed to know sRGB.
type profile struct {
	space string
	tags  map[string][]byte
}

func (p profile) tag(name string) []byte { return p.tags[name] }

func parseProfile(icc []byte) (profile, bool) {
	if len(icc) < iccHead+4 || string(icc[36:40]) != "acsp" {
		return profile{}, false
	}
	p := profile{space: string(icc[16:20]), tags: make(map[string][]byte)}
	table := icc[iccHead+4:]
	count := min(binary.BigEndian.Uint32(icc[iccHead:]), maxICCTags)
	for ; count > 0 && len(table) >= 12; count-- {
		offset := int64(binary.BigEndian.Uint32(table[4:]))
		size := int64(binary.BigEndian.Uint32(table[8:]))
		if !fits(offset, size, int64(len(icc))) {
			return profile{}, false
		}
		p.tags[string(table[:4])] = icc[offset : offset+size]
		table = table[12:]
	}
	return p, true
}

// sRGBMatrix reports whether primaries and curves are sRGB's.
func (p profile) sRGBMatrix() bool {
	primaries := map[string][3]float64{ // IEC 61966-2-1, adapted to D50 by Bradford's matrix
		"r": {0.4361, 0.2225, 0.0139},
		"g": {0.3851, 0.7169, 0.0971},
		"b": {0.1431, 0.0606, 0.7141},
	}
	for name, want := range primaries {
		colorant := p.tag(name + "XYZ")
		if len(colorant) < 20 || !sRGBCurve(p.tag(name+"TRC")) {
			return false
		}
		for i := range want {
			if math.Abs(fixed(colorant[8+4*i:])-want[i]) > colorantTolerance {
				return false
			}
		}
	}
	return true
}

// fixed is a signed number with 16 bits behind the point.
func fixed(raw []byte) float64 {
	return float64(int32(binary.BigEndian.Uint32(raw))) / 65536 //nolint:gosec // the sign is meant
}

// sRGBCurve reports whether a curve is sRGB's, compared at every fifth of the 256 encoded values.
func sRGBCurve(raw []byte) bool {
	curve := parseCurve(raw)
	if curve == nil {
		return false
	}
	for i := 0; i <= 255; i += 5 {
		x := float64(i) / 255
		if !(math.Abs(encodeSRGB(curve(x))-x) <= curveTolerance) { // so that NaN fails
			return false
		}
	}
	return true
}

// encodeSRGB is the inverse of sRGB's curve, IEC 61966-2-1.
func encodeSRGB(linear float64) float64 {
	if linear <= 0.0031308 {
		return 12.92 * linear
	}
	return 1.055*math.Pow(linear, 1/2.4) - 0.055
}

// parseCurve reads a curve from encoded to linear, both from 0 to 1; nil where it is damaged.
func parseCurve(raw []byte) func(float64) float64 {
	if len(raw) < 12 {
		return nil
	}
	switch string(raw[:4]) {
	case "curv":
		return sampledCurve(raw[12:], int64(binary.BigEndian.Uint32(raw[8:])))
	case "para":
		return parametricCurve(raw[12:], binary.BigEndian.Uint16(raw[8:]))
	}
	return nil
}

// sampledCurve is a curve given by its gamma or by samples with straight lines between.
func sampledCurve(raw []byte, count int64) func(float64) float64 {
	if !fits(0, 2*count, int64(len(raw))) {
		return nil
	}
	switch count {
	case 0:
		return func(x float64) float64 { return x }
	case 1:
		gamma := float64(binary.BigEndian.Uint16(raw)) / 256
		return func(x float64) float64 { return math.Pow(x, gamma) }
	}
	sample := func(i int) float64 { return float64(binary.BigEndian.Uint16(raw[2*i:])) / 65535 }
	return func(x float64) float64 {
		place := x * float64(count-1)
		i := min(int(place), int(count)-2)
		share := place - float64(i)
		return sample(i)*(1-share) + sample(i+1)*share
	}
}

// parametricCurve is a curve given by a formula, ICC.1:2022 table 68. All five are cases of
// y = (ax+b)^g + e for x >= d, and y = cx + f below.
func parametricCurve(raw []byte, kind uint16) func(float64) float64 {
	needs := [...]int{1, 3, 4, 5, 7}
	if int(kind) >= len(needs) || len(raw) < 4*needs[kind] {
		return nil
	}
	var v [7]float64
	for i := range needs[kind] {
		v[i] = fixed(raw[4*i:])
	}
	g, a, b, c, d, e, f := v[0], v[1], v[2], v[3], v[4], v[5], v[6]
	switch kind {
	case 0:
		a, d = 1, math.Inf(-1)
	case 1:
		c, d = 0, -b/a
	case 2:
		c, d, e, f = 0, -b/a, v[3], v[3]
	}
	return func(x float64) float64 {
		if x >= d {
			return math.Pow(a*x+b, g) + e
		}
		return c*x + f
	}
}

// description is the profile's name: the text of ICC version 2 or the first of version 4's.
func (p profile) description() string {
	raw := p.tag("desc")
	switch {
	case len(raw) >= 12 && string(raw[:4]) == "desc":
		size := int64(binary.BigEndian.Uint32(raw[8:]))
		return string(raw[12:min(12+size, int64(len(raw)))])
	case len(raw) >= 28 && string(raw[:4]) == "mluc":
		size, offset := int64(binary.BigEndian.Uint32(raw[20:])), int64(binary.BigEndian.Uint32(raw[24:]))
		if fits(offset, size, int64(len(raw))) {
			return decodeUTF16(raw[offset : offset+size])
		}
	}
	return ""
}

func decodeUTF16(raw []byte) string {
	units := make([]uint16, len(raw)/2)
	for i := range units {
		units[i] = binary.BigEndian.Uint16(raw[2*i:])
	}
	return string(utf16.Decode(units))
}
