package codec

import (
	"bytes"
	"slices"
	"testing"
)

// withProfile adds a profile, of which only the colour space is filled in, to a JPEG.
func withProfile(jpeg []byte, space string) []byte {
	icc := make([]byte, 132)
	icc[3] = 132
	copy(icc[8:], "\x02\x10\x00\x00mntr")
	copy(icc[16:], space)
	copy(icc[36:], "acsp")
	payload := append([]byte("ICC_PROFILE\x00\x01\x01"), icc...)
	segment := append([]byte{0xff, 0xe2, 0, byte(len(payload) + 2)}, payload...)
	return slices.Insert(bytes.Clone(jpeg), 2, segment...)
}

func TestOnlyFittingProfilesAreKept(t *testing.T) {
	file := func(levels ...byte) []byte {
		f := flatJPEG{sof: 0xc0, width: 8, height: 8, levels: levels}
		if len(levels) == 4 {
			f.adobe = 1
		}
		return f.bytes()
	}
	for _, test := range []struct {
		name, space string
		data        []byte
		kept        bool
	}{
		{"colour", "RGB ", file(100, 120, 140), true},
		{"grey", "GRAY", file(100), true},
		{"inks, converted", "CMYK", file(100, 120, 140, 200), false},
		{"grey profile on colour", "GRAY", file(100, 120, 140), false},
		{"colour profile on grey", "RGB ", file(100), false},
	} {
		p, err := Decode(withProfile(test.data, test.space), DefaultLimits())
		if err != nil {
			t.Fatal(test.name, err)
		}
		if kept := len(p.Metadata.ICC) > 0; kept != test.kept {
			t.Errorf("%s: kept is %t", test.name, kept)
		}
		if told := slices.Contains(p.Remarks, foreign); told == test.kept {
			t.Errorf("%s: the remarks are %q", test.name, p.Remarks)
		}
	}
}

func TestShortProfilesDescribeNothing(t *testing.T) {
	for n := range 20 {
		if describes(make([]byte, n), true) {
			t.Errorf("%d empty bytes describe grey", n)
		}
	}
}
