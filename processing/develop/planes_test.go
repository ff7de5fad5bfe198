package develop

import (
	"bytes"
	"fmt"
	"image"
	stdcolor "image/color"
	"math"
	"testing"

	"minilab/processing/codec"
	"minilab/processing/color"
	"minilab/processing/metadata"
	"minilab/processing/planar"
)

// scene is a smooth picture with some detail, in planes with chroma of the given share, and the same as
// pixels.
func scene(width, height, share int) (*planar.Picture, *image.NRGBA) {
	luma := func(x, y float64) float64 {
		return 128 + 60*math.Sin(x*7)*math.Cos(y*5) + 25*math.Sin(41*x+29*y)
	}
	chroma := func(x, y, phase float64) float64 { return 128 + 20*math.Sin(x*4+phase)*math.Cos(y*3-phase) }
	p := &planar.Picture{}
	p.Reshape(width, height, 3)
	for i := range p.Planes {
		w, h := width, height
		if i > 0 {
			w, h = (width+share-1)/share, (height+share-1)/share
		}
		p.Planes[i].Reshape(w, h)
		if i > 0 {
			p.Planes[i].Window = planar.Window{Width: float64(width) / float64(share), Height: float64(height) / float64(share)}
		}
		for y := range h {
			for x := range w {
				u, v := (float64(x)+0.5)/p.Planes[i].Window.Width, (float64(y)+0.5)/p.Planes[i].Window.Height
				l := luma(u, v)
				if i > 0 {
					l = chroma(u, v, float64(i))
				}
				p.Planes[i].Row(y)[x] = uint8(math.Round(l))
			}
		}
	}
	return p, shown(p)
}

// shown shows planes as NRGBA, with the nearest chroma sample.
func shown(p *planar.Picture) *image.NRGBA {
	m := image.NewNRGBA(p.Bounds())
	for y := range p.Height {
		for x := range p.Width {
			c := p.At(x, y).(stdcolor.YCbCr)
			r, g, b := stdcolor.YCbCrToRGB(c.Y, c.Cb, c.Cr)
			m.SetNRGBA(x, y, stdcolor.NRGBA{R: r, G: g, B: b, A: 255})
		}
	}
	return m
}

func psnr(a, b *image.NRGBA) float64 {
	if a.Rect != b.Rect {
		return 0
	}
	sum, n := 0.0, 0
	for i := range a.Pix {
		if i%4 != 3 {
			d := float64(a.Pix[i]) - float64(b.Pix[i])
			sum += d * d
			n++
		}
	}
	return 10 * math.Log10(255*255*float64(n)/max(sum, 1e-9))
}

// Every step gives on planes what it gives on pixels, as far as chroma of half the size can tell.
func TestPlanesAgreeWithPixels(t *testing.T) {
	orient := func(o metadata.Orientation) func(*Bench, *codec.Picture) {
		return func(b *Bench, p *codec.Picture) {
			p.Orientation = o
			b.Orient(p)
		}
	}
	correct := func(w color.Wishes) func(*Bench, *codec.Picture) {
		return func(b *Bench, p *codec.Picture) {
			var s color.Stats
			if w.Auto {
				s = color.Measure(p.Look())
			}
			b.Correct(p, w.Correction(s))
		}
	}
	steps := []struct {
		name string
		step func(*Bench, *codec.Picture)
	}{
		{"resize", func(b *Bench, p *codec.Picture) { b.Resize(p, 131, 77) }},
		{"crop and resize", func(b *Bench, p *codec.Picture) {
			b.Crop(p, image.Rect(31, 20, 301, 199))
			b.Resize(p, 100, 70)
		}},
		{"enlarge", func(b *Bench, p *codec.Picture) { b.Resize(p, 500, 301) }},
		{"exposure", correct(color.Wishes{Exposure: 0.5})},
		{"contrast", correct(color.Wishes{Contrast: 30})},
		{"less contrast", correct(color.Wishes{Contrast: -40})},
		{"saturation", correct(color.Wishes{Saturation: 30})},
		{"grey", correct(color.Wishes{Saturation: -100})},
		{"gamma", correct(color.Wishes{Gamma: 1.4})},
		{"warm", correct(color.Wishes{Temperature: 60})},
		{"cool and light", correct(color.Wishes{Temperature: -60, Exposure: 0.3})},
		{"auto", correct(color.Wishes{Auto: true})},
		{"sharpen", func(b *Bench, p *codec.Picture) { b.Sharpen(p, 60) }},
	}
	for o := metadata.Orientation(1); o <= 8; o++ {
		steps = append(steps, struct {
			name string
			step func(*Bench, *codec.Picture)
		}{fmt.Sprint("orientation ", int(o)), orient(o)})
	}
	for _, s := range steps {
		for _, size := range [][2]int{{320, 200}, {321, 199}} {
			t.Run(fmt.Sprint(s.name, size), func(t *testing.T) {
				var b Bench
				planes, general := scene(size[0], size[1], 2)
				fast := &codec.Picture{Planes: planes, Orientation: 1}
				slow := &codec.Picture{Image: general, Orientation: 1}
				s.step(&b, fast)
				s.step(&b, slow)
				if fast.Planes == nil {
					t.Fatal("the planes were left")
				}
				if fast.Orientation != 1 {
					t.Errorf("orientation %d", fast.Orientation)
				}
				if got := psnr(shown(fast.Planes), codec.ToNRGBA(slow.Image)); got < 38 {
					t.Errorf("planes and pixels agree at %.1f dB only", got)
				}
			})
		}
	}
}

func TestGreyPlanesStayGrey(t *testing.T) {
	var b Bench
	planes, _ := scene(90, 60, 1)
	planes.Planes = planes.Planes[:1]
	before := append([]byte(nil), planes.Planes[0].Row(3)...)
	p := &codec.Picture{Planes: planes, Orientation: 6}
	b.Orient(p)
	b.Correct(p, color.Wishes{Exposure: 1, Temperature: 40}.Correction(color.Stats{}))
	b.Sharpen(p, 30)
	b.Resize(p, 30, 45)
	if !p.Planes.Grey() || p.Planes.Width != 30 || p.Planes.Height != 45 {
		t.Errorf("%d planes of %d x %d", len(p.Planes.Planes), p.Planes.Width, p.Planes.Height)
	}
	if string(planes.Planes[0].Row(3)) != string(before) {
		t.Error("the decoded planes were changed")
	}
}

// Chroma of every kind becomes chroma of half the size in the same place.
func TestResizeTakesEverySubsampling(t *testing.T) {
	var b Bench
	for _, share := range []int{1, 2, 4} {
		planes, general := scene(400, 240, share)
		p := &codec.Picture{Planes: planes, Orientation: 1}
		b.Resize(p, 151, 91)
		if c := p.Planes.Planes[1]; c.Width != 76 || c.Height != 46 {
			t.Errorf("1/%d: chroma of %d x %d", share, c.Width, c.Height)
		}
		q := &codec.Picture{Image: general, Orientation: 1}
		Resize(q, 151, 91)
		if got := psnr(shown(p.Planes), codec.ToNRGBA(q.Image)); got < 38 {
			t.Errorf("1/%d: planes and pixels agree at %.1f dB only", share, got)
		}
	}
}

func TestBenchReusesMemory(t *testing.T) {
	var b Bench
	planes, _ := scene(300, 200, 2)
	develop := func() {
		b.Clear()
		p := &codec.Picture{Planes: planes, Orientation: 6}
		b.Resize(p, 120, 80)
		b.Orient(p)
		b.Correct(p, color.Wishes{Temperature: 20, Contrast: 10}.Correction(color.Stats{}))
	}
	develop()
	before := b.pictures[0].Bytes()
	develop()
	if len(b.pictures) != 2 || b.pictures[0].Bytes() != before {
		t.Errorf("%d pictures, %d bytes, were 2 and %d", len(b.pictures), b.pictures[0].Bytes(), before)
	}
}

// What a bench did before must not show: a photo that keeps its size shares the memory it was decoded to,
// and the next photo is decoded to that memory again.
func TestAPhotoDoesNotDependOnTheOneBefore(t *testing.T) {
	photo := func(b *Bench, width, height, toWidth, toHeight int) []byte {
		b.Clear()
		from, _ := scene(width, height, 2)
		decoded := b.Planes() // as the decoder fills it
		decoded.Reshape(width, height, 3)
		for i := range from.Planes {
			decoded.Planes[i].Reshape(from.Planes[i].Width, from.Planes[i].Height)
			copy(decoded.Planes[i].Pix, from.Planes[i].Pix)
			decoded.Planes[i].Window = from.Planes[i].Window
		}
		p := &codec.Picture{Planes: decoded, Orientation: 1}
		b.Resize(p, toWidth, toHeight)
		var samples []byte
		for i := range p.Planes.Planes {
			for y := range p.Planes.Planes[i].Height {
				samples = append(samples, p.Planes.Planes[i].Row(y)...)
			}
		}
		return samples
	}
	var used, fresh Bench
	photo(&used, 600, 400, 600, 400)
	if got, want := photo(&used, 500, 300, 400, 240), photo(&fresh, 500, 300, 400, 240); !bytes.Equal(got, want) {
		t.Error("a photo after one that kept its size is not what it is alone")
	}
}

func BenchmarkPlanes(b *testing.B) {
	planes, _ := scene(2048, 1365, 2)
	var bench Bench
	for _, s := range []struct {
		name string
		step func(*codec.Picture)
	}{
		{"orient", func(p *codec.Picture) { bench.Orient(p) }},
		{"tables", func(p *codec.Picture) {
			bench.Correct(p, color.Wishes{Contrast: 10, Saturation: 5}.Correction(color.Stats{}))
		}},
		{"gains", func(p *codec.Picture) { bench.Correct(p, color.Wishes{Temperature: 10}.Correction(color.Stats{})) }},
		{"sharpen", func(p *codec.Picture) { bench.Sharpen(p, 20) }},
	} {
		b.Run(s.name, func(b *testing.B) {
			for b.Loop() {
				bench.Clear()
				s.step(&codec.Picture{Planes: planes, Orientation: 6})
			}
		})
	}
}
