package metadata

import (
	"encoding/binary"
	"math"
	"testing"
	"unicode/utf16"
)

// The primaries of spaces, adapted to D50, as their profiles hold them.
var (
	sRGBPrimaries  = [9]float64{0.43607, 0.22249, 0.01392, 0.38515, 0.71687, 0.09708, 0.14307, 0.06061, 0.71410}
	p3Primaries    = [9]float64{0.51512, 0.24120, -0.00105, 0.29198, 0.69225, 0.04189, 0.15710, 0.06657, 0.78407}
	adobePrimaries = [9]float64{0.60974, 0.31111, 0.01947, 0.20528, 0.62567, 0.06087, 0.14919, 0.06322, 0.74457}
)

func s15(values ...float64) string {
	var out []byte
	for _, v := range values {
		out = binary.BigEndian.AppendUint32(out, uint32(int32(math.Round(v*65536))))
	}
	return string(out)
}

func para(kind byte, values ...float64) string {
	return "para\x00\x00\x00\x00\x00" + string(kind) + "\x00\x00" + s15(values...)
}

func curv(samples ...uint16) string {
	out := binary.BigEndian.AppendUint32([]byte("curv\x00\x00\x00\x00"), uint32(len(samples)))
	for _, s := range samples {
		out = binary.BigEndian.AppendUint16(out, s)
	}
	return string(out)
}

// sampled is a curve in n samples.
func sampled(n int, curve func(float64) float64) string {
	samples := make([]uint16, n)
	for i := range samples {
		samples[i] = uint16(math.Round(65535 * curve(float64(i)/float64(n-1))))
	}
	return curv(samples...)
}

func linearSRGB(x float64) float64 {
	if x <= 0.04045 {
		return x / 12.92
	}
	return math.Pow((x+0.055)/1.055, 2.4)
}

func descV2(s string) string {
	return "desc\x00\x00\x00\x00" + string(binary.BigEndian.AppendUint32(nil, uint32(len(s)+1))) + s + "\x00"
}

func descV4(s string) string {
	units := utf16.Encode([]rune(s))
	out := []byte("mluc\x00\x00\x00\x00\x00\x00\x00\x01\x00\x00\x00\x0CenUS")
	out = binary.BigEndian.AppendUint32(out, uint32(2*len(units)))
	out = binary.BigEndian.AppendUint32(out, 28)
	for _, u := range units {
		out = binary.BigEndian.AppendUint16(out, u)
	}
	return string(out)
}

// makeProfile writes a profile of a colour space with tags, given as name and body in turn.
func makeProfile(space string, tags ...string) []byte {
	head := make([]byte, 128)
	copy(head[16:], space)
	copy(head[36:], "acsp")
	head = binary.BigEndian.AppendUint32(head, uint32(len(tags)/2))
	at := len(head) + 12*len(tags)/2
	var bodies string
	for i := 0; i < len(tags); i += 2 {
		head = append(head, tags[i]...)
		head = binary.BigEndian.AppendUint32(head, uint32(at+len(bodies)))
		head = binary.BigEndian.AppendUint32(head, uint32(len(tags[i+1])))
		bodies += tags[i+1]
	}
	binary.BigEndian.PutUint32(head, uint32(len(head)+len(bodies)))
	return append(head, bodies...)
}

func matrix(name string, p [9]float64, curve string) []byte {
	xyz := func(i int) string { return "XYZ \x00\x00\x00\x00" + s15(p[i:i+3]...) }
	return makeProfile("RGB ", "desc", name, "rXYZ", xyz(0), "gXYZ", xyz(3), "bXYZ", xyz(6),
		"rTRC", curve, "gTRC", curve, "bTRC", curve)
}

func TestIsSRGB(t *testing.T) {
	sRGB := para(3, 2.4, 1/1.055, 0.055/1.055, 1/12.92, 0.04045)
	name := descV2("sRGB IEC61966-2.1")
	table := []struct {
		what string
		icc  []byte
		want bool
	}{
		{"no profile", nil, true},
		{"the formula", matrix(name, sRGBPrimaries, sRGB), true},
		{"the formula with offsets", matrix(name, sRGBPrimaries, para(4, 2.4, 1/1.055, 0.055/1.055, 1/12.92, 0.04045, 0, 0)), true},
		{"1,024 samples", matrix(name, sRGBPrimaries, sampled(1024, linearSRGB)), true},
		{"42 samples under another name", matrix(descV2("c2"), sRGBPrimaries, sampled(42, linearSRGB)), true},
		{"primaries rounded otherwise", matrix(name, [9]float64{0.4361, 0.2225, 0.0139, 0.3851, 0.7169, 0.0971, 0.1431, 0.0606, 0.7141}, sRGB), true},
		{"sRGB's name on Display P3", matrix(name, p3Primaries, sRGB), false},
		{"sRGB's name on Adobe RGB", matrix(name, adobePrimaries, curv(0x0233)), false},
		{"gamma 2.2", matrix(name, sRGBPrimaries, curv(0x0233)), false},
		{"gamma 2.2 as a formula", matrix(name, sRGBPrimaries, para(0, 2.2)), false},
		{"linear", matrix(name, sRGBPrimaries, curv()), false},
		{"linear as a formula", matrix(name, sRGBPrimaries, para(0, 1)), false},
		{"Rec. 709's curve", matrix(name, sRGBPrimaries, para(3, 1/0.45, 1/1.099, 0.099/1.099, 1/4.5, 0.081)), false},
		{"formula 1", matrix(name, sRGBPrimaries, para(1, 2.4, 1/1.055, 0.055/1.055)), false},
		{"formula 2", matrix(name, sRGBPrimaries, para(2, 2.4, 1/1.055, 0.055/1.055, 0.1)), false},
		{"a formula nobody knows", matrix(name, sRGBPrimaries, para(9, 2.4, 1, 1, 1, 1, 1, 1)), false},
		{"a formula cut short", matrix(name, sRGBPrimaries, para(3, 2.4, 1)), false},
		{"samples cut short", matrix(name, sRGBPrimaries, sampled(1024, linearSRGB)[:100]), false},
		{"more samples than memory", matrix(name, sRGBPrimaries, "curv\x00\x00\x00\x00\xFF\xFF\xFF\xFF\x00\x00"), false},
		{"division by zero", matrix(name, sRGBPrimaries, para(1, 2.4, 0, 0)), false},
		{"no curves", makeProfile("RGB ", "desc", name, "rXYZ", "XYZ \x00\x00\x00\x00"+s15(0.43607, 0.22249, 0.01392)), false},
		{"tables under sRGB's name", makeProfile("RGB ", "desc", descV4("sRGB v4 ICC preference"), "A2B0", "mAB "), true},
		{"tables under sRGB's name, version 2", makeProfile("RGB ", "desc", name, "A2B0", "mft2"), true},
		{"tables under another name", makeProfile("RGB ", "desc", descV4("My printer, not sRGB"), "A2B0", "mAB "), false},
		{"a description that lies about its length", makeProfile("RGB ", "desc", "desc\x00\x00\x00\x00\xFF\xFF\xFF\xFFsRG"), false},
		{"CMYK under sRGB's name", makeProfile("CMYK", "desc", name), false},
		{"grey with sRGB's curve", makeProfile("GRAY", "kTRC", sRGB), true},
		{"grey with gamma 2.2", makeProfile("GRAY", "kTRC", curv(0x0233)), false},
		{"no profile's bytes", testICC(4000), false},
		{"nothing but a head", makeProfile("RGB "), false},
	}
	for _, row := range table {
		if got := IsSRGB(row.icc); got != row.want {
			t.Errorf("%s: %v", row.what, got)
		}
	}
}

func TestIsSRGBOfEveryTruncatedPrefix(t *testing.T) {
	whole := matrix(descV4("sRGB"), sRGBPrimaries, sampled(64, linearSRGB))
	for n := 1; n < len(whole); n++ {
		if IsSRGB(whole[:n]) {
			t.Fatalf("%d of %d bytes count as sRGB", n, len(whole))
		}
	}
	for count := range 400 { // more tags than there are
		lying := append([]byte(nil), whole...)
		binary.BigEndian.PutUint32(lying[128:], uint32(count)<<20)
		IsSRGB(lying)
	}
}
