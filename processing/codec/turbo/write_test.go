//go:build cgo && !purego

package turbo

import (
	"bytes"
	"fmt"
	"testing"

	"minilab/processing/planar"
)

func TestEncodeIsCloseToItsSource(t *testing.T) {
	tests := []struct {
		quality int
		// least is in decibels: a step of 95 leaves errors of about 1, one of 80 of about 3.
		least float64
	}{{80, 36}, {95, 43}}
	for _, s := range samplings {
		for _, size := range sizes {
			for _, test := range tests {
				t.Run(fmt.Sprintf("%s/%dx%d/quality=%d", s.name, size[0], size[1], test.quality), func(t *testing.T) {
					source := waves(size[0], size[1], s)
					got := oracle(t, encoded(t, source, EncodeOptions{Quality: test.quality}))
					for i, p := range got {
						if p.Width != source.Planes[i].Width || p.Height != source.Planes[i].Height {
							t.Fatalf("plane %d is %d by %d", i, p.Width, p.Height)
						}
						if db := psnr(source.Planes[i], p); db < test.least {
							t.Errorf("plane %d is at %.1f dB, want %.0f", i, db, test.least)
						}
					}
				})
			}
		}
	}
}

// TestEncodeReadsNoPadding changes what lies behind the rows of the planes.
func TestEncodeReadsNoPadding(t *testing.T) {
	for _, size := range sizes {
		p := waves(size[0], size[1], samplings[2])
		before := encoded(t, p, EncodeOptions{Quality: 90})
		for i := range p.Planes {
			plane := &p.Planes[i]
			for y := range plane.Height {
				clear(plane.Pix[y*plane.Stride+plane.Width : (y+1)*plane.Stride])
			}
		}
		if !bytes.Equal(before, encoded(t, p, EncodeOptions{Quality: 90})) {
			t.Errorf("%v: the bytes behind the rows show", size)
		}
	}
}

// TestEncodeHeader compares with the header of JFIF 1.02, table in section 5: version 1.1, no density but
// square pixels, no thumbnail.
func TestEncodeHeader(t *testing.T) {
	want := []byte{0xff, 0xd8, 0xff, 0xe0, 0, 16, 'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0, 0xff, 0xdb}
	for _, s := range []sampling{samplings[2], samplings[6]} {
		for _, progressive := range []bool{false, true} {
			got := encoded(t, waves(20, 10, s), EncodeOptions{Quality: 80, Progressive: progressive})
			if !bytes.HasPrefix(got, want) {
				t.Errorf("%s: it begins with % x, want % x", s.name, got[:len(want)], want)
			}
			if h, err := ReadHeader(got); err != nil || h.Progressive != progressive {
				t.Errorf("%s: progressive %v, %v", s.name, h.Progressive, err)
			}
		}
	}
}

// TestEncodeTables asks that tables change the size of a file and nothing else of it.
func TestEncodeTables(t *testing.T) {
	for _, s := range samplings {
		p := waves(1200, 900, s)
		optimal := encoded(t, p, EncodeOptions{Quality: 80, Tables: OptimalTables})
		samplesOf := decoded(t, optimal, 8).Planes
		for name, test := range map[string]struct {
			o           EncodeOptions
			least, most float64
		}{
			"sampled":     {EncodeOptions{Quality: 80, Tables: SampledTables}, 1, 1.02},
			"standard":    {EncodeOptions{Quality: 80, Tables: StandardTables}, 1.02, 2},
			"progressive": {EncodeOptions{Quality: 80, Progressive: true}, 0, 1.1},
		} {
			data := encoded(t, p, test.o)
			compare(t, decoded(t, data, 8).Planes, samplesOf, 0)
			if r := float64(len(data)) / float64(len(optimal)); r <= test.least || r > test.most {
				t.Errorf("%s, %s: %.4f times the smallest size, want over %.2f and at most %.2f", s.name, name, r, test.least, test.most)
			}
		}
	}
}

// TestEncodeTablesOfAnotherPart encodes a picture that is flat wherever it is sampled and noise elsewhere:
// the codes must have room for symbols that the sample did not show.
func TestEncodeTablesOfAnotherPart(t *testing.T) {
	const width, height = 800, 600
	p := noise(width, height)
	l, err := layOut(p)
	if err != nil {
		t.Fatal(err)
	}
	every := l.sampling(p)
	if every < leastEvery {
		t.Fatalf("the picture is too small to be sampled")
	}
	for i := range p.Planes {
		for y := range height {
			if y/8%every == every/2 {
				clear(p.Planes[i].Row(y))
			}
		}
	}
	for _, quality := range []int{1, 50, 100} {
		sampled := encoded(t, p, EncodeOptions{Quality: quality, Tables: SampledTables})
		optimal := encoded(t, p, EncodeOptions{Quality: quality})
		compare(t, oracle(t, sampled), oracle(t, optimal), 0)
		if len(sampled) < len(optimal)*11/10 {
			t.Errorf("quality %d: %d bytes after %d: the sample was not of the flat rows", quality, len(sampled), len(optimal))
		}
	}
}

// TestEncodeGrowsItsBuffer encodes what no guess has room for, into buffers that end at awkward places.
func TestEncodeGrowsItsBuffer(t *testing.T) {
	p := noise(300, 200)
	o := EncodeOptions{Quality: 100}
	want, err := Encode(make([]byte, 0, 1<<20), p, o)
	if err != nil {
		t.Fatal(err)
	}
	guess := guessLength(p)
	if len(want) < guess+1<<17 {
		t.Fatalf("%d bytes leave a guess of %d too little behind", len(want), guess)
	}
	for _, room := range []int{0, guess, len(want) - 1, len(want), len(want) + 1} {
		got, err := Encode(make([]byte, 0, room), p, o)
		if err != nil || !bytes.Equal(got, want) {
			t.Errorf("with room for %d: %d bytes unlike the %d expected, %v", room, len(got), len(want), err)
		}
	}
	compare(t, decoded(t, want, 8).Planes, p.Planes, 2)
}

func TestEncodeReusesMemory(t *testing.T) {
	p := waves(640, 480, samplings[2])
	var out []byte
	encode := func() {
		var err error
		if out, err = Encode(out, p, EncodeOptions{Quality: 80}); err != nil {
			t.Fatal(err)
		}
	}
	encode()
	before := &out[0]
	// The picture's description, the codes, the output and the outcome.
	if n := testing.AllocsPerRun(10, encode); n > 4 {
		t.Errorf("a second file costs %.0f allocations", n)
	}
	if &out[0] != before {
		t.Error("a second file got other memory")
	}
}

// TestEncodeWhatWasDecoded goes the way of a photo that is only stored anew.
func TestEncodeWhatWasDecoded(t *testing.T) {
	first := encoded(t, waves(100, 75, samplings[2]), EncodeOptions{Quality: 90})
	p := decoded(t, first, 8)
	for i, again := range decoded(t, encoded(t, p, EncodeOptions{Quality: 90}), 8).Planes {
		if db := psnr(again, p.Planes[i]); db < 50 {
			t.Errorf("plane %d is at %.1f dB after the second time at the same quality", i, db)
		}
	}
	if _, err := Encode(nil, decoded(t, first, 4), EncodeOptions{Quality: 90}); err == nil {
		t.Error("a picture that is not at its own size was encoded")
	}
}

func TestEncodeLargestSides(t *testing.T) {
	for _, size := range [][2]int{{MaxSide, 1}, {1, MaxSide}} {
		p := &planar.Picture{Width: size[0], Height: size[1], Planes: blank(size[0], size[1], 1, 1).Planes[:1]}
		got := decoded(t, encoded(t, p, EncodeOptions{Quality: 80}), 8)
		compare(t, got.Planes, p.Planes, 0)
	}
}
