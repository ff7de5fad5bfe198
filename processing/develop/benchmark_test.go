package develop

import (
	"testing"

	"minilab/processing/codec"
	"minilab/processing/color"
)

// benchmark runs a step on two megapixels of RGB.
func benchmark(b *testing.B, step func(*codec.Picture)) {
	const w, h = 1600, 1200
	m := numbered(w, h)
	b.SetBytes(3 * w * h)
	for b.Loop() {
		p := picture(m)
		p.Orientation = 6
		step(p)
	}
}

func BenchmarkResize(b *testing.B) {
	benchmark(b, func(p *codec.Picture) { Resize(p, 800, 600) })
}

func BenchmarkCorrect(b *testing.B) {
	c := color.Wishes{Exposure: 0.5, Temperature: 20, Saturation: 10}.Correction(color.Stats{})
	benchmark(b, func(p *codec.Picture) { Correct(p, c) })
}
func BenchmarkSharpen(b *testing.B) { benchmark(b, func(p *codec.Picture) { Sharpen(p, 20) }) }
func BenchmarkOrient(b *testing.B)  { benchmark(b, Orient) }
