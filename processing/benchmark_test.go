package processing

import (
	"testing"

	"minilab/processing/codec"
	"minilab/processing/sample"
)

// BenchmarkPhoto converts a whole photo of 12 megapixels, from file to file, as a worker does.
func BenchmarkPhoto(b *testing.B) {
	data, err := sample.Photo{Width: 4000, Height: 3000, Seed: 1}.JPEG()
	if err != nil {
		b.Fatal(err)
	}
	file := put(b, data, b.TempDir(), "photo.jpg")
	for _, c := range []struct {
		name    string
		general bool
		recipe  Recipe
	}{
		{"planes/2048", false, wish(func(r *Recipe) { r.Size.LongEdge = 2048 })},
		{"planes/720", false, wish(func(r *Recipe) { r.Size.LongEdge = 720 })},
		{"planes/set", false, wish(func(r *Recipe) { r.Size.Widths = []int{320, 640, 1024, 1600, 2048} })},
		{"planes/corrected", false, wish(func(r *Recipe) {
			r.Size.LongEdge, r.Colour.Auto, r.Sharpen.Amount = 2048, true, 20
		})},
		{"general/2048", true, wish(func(r *Recipe) { r.Size.LongEdge = 2048 })},
	} {
		b.Run(c.name, func(b *testing.B) {
			if !c.general && !codec.FastJPEG() {
				b.Skip("this build has no planes")
			}
			job := jobFor(b, file, b.TempDir(), c.recipe)
			job.General = c.general
			for i := range job.Targets {
				job.Targets[i].Replace = true
			}
			var converter Converter
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				if r := converter.Convert(b.Context(), job, unmarked); r.Status != Written {
					b.Fatalf("%+v", r)
				}
			}
		})
	}
}
