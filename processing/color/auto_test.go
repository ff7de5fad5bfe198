package color_test

import (
	"fmt"
	"image"
	stdcolor "image/color"
	"image/draw"
	"io/fs"
	"maps"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"minilab/processing/codec"
	"minilab/processing/color"
	"minilab/processing/develop"
	"minilab/processing/internal/corpus"
)

// damage is something that goes wrong when a photo is taken or scanned.
type damage struct {
	name string
	do   func(c stdcolor.NRGBA) stdcolor.NRGBA
}

// damages is what automatic correction is meant to mend, in the strength of a plainly bad photo.
func damages() []damage {
	cast := func(r, g, b float64) func(stdcolor.NRGBA) stdcolor.NRGBA {
		return func(c stdcolor.NRGBA) stdcolor.NRGBA {
			return rgb(float64(c.R)*r, float64(c.G)*g, float64(c.B)*b)
		}
	}
	light := func(stops float64) func(stdcolor.NRGBA) stdcolor.NRGBA {
		expose := func(v uint8) float64 {
			l := linear(v) * math.Exp2(stops)
			if l <= 0.0031308 {
				return 255 * 12.92 * l
			}
			return 255 * (1.055*math.Pow(l, 1/2.4) - 0.055)
		}
		return func(c stdcolor.NRGBA) stdcolor.NRGBA { return rgb(expose(c.R), expose(c.G), expose(c.B)) }
	}
	fade := func(v uint8) float64 { return 127.5 + 0.6*(float64(v)-127.5) }
	return []damage{
		{"warm cast", cast(1.15, 1, 0.85)},
		{"cool cast", cast(0.85, 1, 1.15)},
		{"green cast", cast(0.93, 1.1, 0.93)},
		{"one stop under", light(-1)},
		{"one stop over", light(1)},
		{"low contrast", func(c stdcolor.NRGBA) stdcolor.NRGBA { return rgb(fade(c.R), fade(c.G), fade(c.B)) }},
	}
}

func rgb(r, g, b float64) stdcolor.NRGBA {
	clip := func(v float64) uint8 { return uint8(max(0, min(255, v+0.5))) }
	return stdcolor.NRGBA{R: clip(r), G: clip(g), B: clip(b), A: 255}
}

// damaged is a copy of a photo to which the damage was done.
func damaged(m *image.NRGBA, d damage) *image.NRGBA {
	dst := image.NewNRGBA(m.Rect)
	for y := range m.Rect.Dy() {
		for x := range m.Rect.Dx() {
			dst.SetNRGBA(x, y, d.do(m.NRGBAAt(x, y)))
		}
	}
	return dst
}

// corrected is a photo after automatic correction.
func corrected(m image.Image) image.Image {
	p := &codec.Picture{Image: m, Orientation: 1}
	develop.Correct(p, color.Wishes{Auto: true}.Correction(color.Measure(m)))
	return p.Image
}

// difference is the mean CIEDE2000 over the pixels.
func difference(a, b image.Image) float64 {
	p, q := codec.ToNRGBA(a), codec.ToNRGBA(b)
	sum := 0.0
	for y := range p.Rect.Dy() {
		for x := range p.Rect.Dx() {
			sum += ciede2000(labOf(p.NRGBAAt(x, y)), labOf(q.NRGBAAt(x, y)))
		}
	}
	return sum / float64(p.Rect.Dx()*p.Rect.Dy())
}

// score counts how automatic correction does on photos.
type score struct {
	photos, alone, damaged, closer int
	change                         float64 // sum over photos
	by                             map[string][2]int
}

func (s *score) add(t testing.TB, name string, m *image.NRGBA) {
	t.Helper()
	change := difference(m, corrected(m))
	s.photos++
	s.change += change
	if change < 3 {
		s.alone++
	} else {
		t.Logf("%s is changed by %.2f", name, change)
	}
	for _, d := range damages() {
		bad := damaged(m, d)
		before, after := difference(m, bad), difference(m, corrected(bad))
		n := s.by[d.name]
		n[1]++
		s.damaged++
		if after < before {
			s.closer++
			n[0]++
		} else {
			t.Logf("%s with %s: %.2f before, %.2f after", name, d.name, before, after)
		}
		s.by[d.name] = n
	}
}

// scene is a picture like a photo: a sky, hills, trees and a grey house in even light, with grain.
func scene(seed uint64) *image.NRGBA {
	const w, h = 160, 120
	r := rand.New(rand.NewPCG(seed, 1))
	m := image.NewNRGBA(image.Rect(0, 0, w, h))
	horizon, house, phase := 40+r.IntN(30), 20+r.IntN(60), r.Float64()*6
	for x := range w {
		hill := horizon + int(8*math.Sin(float64(x)/25+phase))
		for y := range h {
			light := 0.75 + 0.25*math.Sin(float64(x*3+y*5)/17+phase) + 0.05*r.NormFloat64()
			c := rgb(150+0.8*float64(y), 185+0.6*float64(y), 225+0.3*float64(y)) // sky
			if y > hill {
				c = shade(90, 110, 60, light) // meadow
			}
			if y > hill+30 {
				c = shade(120, 112, 104, light*float64(h-y+30)/70) // road, darker towards the viewer
			}
			if x > house && x < house+50 && y > hill-25 && y < hill+25 {
				c = shade(200, 198, 194, light) // house
				if x%16 < 6 && y%14 < 8 {
					c = shade(25, 25, 30, light) // windows
				}
			}
			m.SetNRGBA(x, y, c)
		}
	}
	return m
}

func shade(r, g, b, light float64) stdcolor.NRGBA { return rgb(r*light, g*light, b*light) }

// TestAutoMendsScenes has scenes that are right as they are.
func TestAutoMendsScenes(t *testing.T) {
	s := score{by: map[string][2]int{}}
	for seed := range uint64(6) {
		s.add(t, fmt.Sprintf("scene %d", seed), reduced(scene(seed), 80))
	}
	s.report(t)
	if s.alone < s.photos || s.closer < s.damaged*9/10 {
		t.Errorf("%d of %d scenes are left alone, %d of %d come closer", s.alone, s.photos, s.closer, s.damaged)
	}
}

// report tells the score.
func (s *score) report(t testing.TB) {
	t.Helper()
	t.Logf("%d of %d left alone, %.2f mean change; %d of %d damaged ones closer", s.alone, s.photos, s.change/float64(s.photos), s.closer, s.damaged)
	for _, name := range slices.Sorted(maps.Keys(s.by)) {
		t.Logf("%s: %d of %d", name, s.by[name][0], s.by[name][1])
	}
}

// TestAutoMendsPhotos does the same with the photos of the corpus, where it is at hand. What it asks for
// is a little less than what is reached, so that a new photo does not break it.
func TestAutoMendsPhotos(t *testing.T) {
	if testing.Short() {
		t.Skip("decodes some thirty photos")
	}
	s := score{by: map[string][2]int{}}
	for _, path := range photos(t) {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		p, err := codec.Decode(data, codec.Limits{Pixels: 13_000_000})
		if err != nil {
			continue // too large to wait for, or of a format that is not decoded
		}
		if m := reduced(p.Image, 60); !isFlat(m) {
			s.add(quiet{t}, path, m)
		}
	}
	s.report(t)
	if s.alone < s.photos*85/100 || s.closer < s.damaged*85/100 {
		t.Errorf("%d of %d photos are left alone, %d of %d come closer", s.alone, s.photos, s.closer, s.damaged)
	}
}

// quiet keeps single photos out of the log: some are bound to fail.
type quiet struct{ testing.TB }

func (quiet) Logf(string, ...any) {}

// photos lists the photos of the corpus.
func photos(t *testing.T) []string {
	t.Helper()
	root := corpus.Folder(t)
	var list []string
	err := filepath.WalkDir(filepath.Join(root, "photos"), func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() && codec.HasPhotoName(path) {
			list = append(list, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// reduced picks pixels from a regular grid, so that the longer side has n of them.
func reduced(m image.Image, n int) *image.NRGBA {
	b := m.Bounds()
	long := max(b.Dx(), b.Dy())
	w, h := max(1, b.Dx()*n/long), max(1, b.Dy()*n/long)
	dst := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			dst.Set(x, y, m.At((2*x+1)*b.Dx()/(2*w), (2*y+1)*b.Dy()/(2*h)))
		}
	}
	return dst
}

// isFlat finds the test cards of one colour in the corpus, which are no photos.
func isFlat(m *image.NRGBA) bool {
	low, high := uint8(255), uint8(0)
	for i := 0; i < len(m.Pix); i += 4 {
		low, high = min(low, m.Pix[i+1]), max(high, m.Pix[i+1])
	}
	return high-low < 30
}

func TestAutoLeavesPicturesWithoutTonesAlone(t *testing.T) {
	for _, m := range []image.Image{
		image.NewNRGBA(image.Rect(0, 0, 20, 20)), // transparent
		image.NewGray(image.Rect(0, 0, 20, 20)),  // black
		image.NewUniform(stdcolor.NRGBA{R: 200, G: 60, B: 30, A: 255}),
	} {
		if uniform, ok := m.(*image.Uniform); ok {
			card := image.NewNRGBA(image.Rect(0, 0, 20, 20))
			draw.Draw(card, card.Rect, uniform, image.Point{}, draw.Src)
			m = card
		}
		if c := (color.Wishes{Auto: true}).Correction(color.Measure(m)); !c.Neutral() {
			t.Errorf("a flat picture is changed: gains %v, chroma %v", c.Gains, c.Chroma)
		}
	}
}

// TestAutoClipsLittle counts the samples that levels push to the ends, in a photo of low contrast.
func TestAutoClipsLittle(t *testing.T) {
	for seed := range uint64(4) {
		m := damaged(scene(seed), damages()[5])
		s := color.Measure(m)
		c := color.Wishes{Auto: true}.Correction(s)
		var black, white int
		for y, n := range s.Luma {
			if c.Curve[y] == 0 {
				black += n
			}
			if c.Curve[y] == 255 {
				white += n
			}
		}
		if most := s.Samples / 1000; black > most || white > most {
			t.Errorf("scene %d: %d and %d of %d samples are clipped", seed, black, white, s.Samples)
		}
	}
}
