//go:build !race

// Arithmetic over megapixels, in one goroutine: the race detector would find nothing and take minutes.

package processing

import (
	"bytes"
	"image"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"minilab/processing/codec"
	"minilab/processing/develop"
	"minilab/processing/internal/corpus"
)

// agree is how alike both ways must make a photo, in decibels.
const agree = 38

// The fast way in planes and the general path make the same picture of a photo. Both results are compared
// as pixels that went through the same JPEG of the best quality, so that chroma is halved in both alike.
func TestPlanesAgreeWithTheGeneralPath(t *testing.T) {
	if !codec.FastJPEG() {
		t.Skip("this build has no planes")
	}
	photos := jpegPhotos(t)
	recipes := map[string]Recipe{
		"720":  wish(func(r *Recipe) { r.Size.LongEdge = 720 }),
		"2048": wish(func(r *Recipe) { r.Size.LongEdge = 2048 }),
		"corrected": wish(func(r *Recipe) {
			r.Size.LongEdge, r.Colour.Auto, r.Colour.Temperature, r.Colour.Saturation, r.Sharpen.Amount = 1024, true, 10, 10, 20
		}),
		"square": wish(func(r *Recipe) { r.Size = SizeWish{Fit: FitCover, Width: 600, Height: 600} }),
	}
	for name, recipe := range recipes {
		var seen []float64
		for _, file := range photos {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			fast, ok := developed(t, data, recipe, false)
			if !ok {
				continue // not a photo for planes
			}
			slow, _ := developed(t, data, recipe, true)
			_, psnr := difference(fast, slow)
			if psnr < agree {
				t.Errorf("%s of %s: both ways agree at %.1f dB, want %d", name, filepath.Base(file), psnr, agree)
			}
			seen = append(seen, psnr)
		}
		if len(seen) == 0 {
			t.Fatalf("%s: no photo went the fast way", name)
		}
		slices.Sort(seen)
		t.Logf("%s: %d photos agree at %.1f dB or better, half of them at %.1f", name, len(seen), seen[0], seen[len(seen)/2])
	}
}

// developed is the one output of a recipe, and whether it went the way that was asked for.
func developed(t *testing.T, data []byte, recipe Recipe, general bool) (image.Image, bool) {
	t.Helper()
	info, err := codec.Probe(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, false
	}
	plan := recipe.Plan(info)
	c := conversion{Converter: new(Converter), ctx: t.Context(), mark: unmarked}
	c.source, c.job = data, Job{Recipe: recipe, Limits: codec.DefaultLimits(), General: general, Targets: []Target{{Width: plan.Outputs[0].Width}}}
	if c.picture, err = c.decode(plan); err != nil {
		return nil, false
	}
	if fast := c.picture.Planes != nil; fast == general {
		return nil, false
	}
	scaled, err := c.scale(plan)
	if err != nil {
		t.Fatal(err)
	}
	d := development{OutputPlan: plan.Outputs[0], correction: c.correction(), sharpen: recipe.Sharpen.Amount}
	if err := c.apply(finishing, scaled[0], d); err != nil {
		t.Fatal(err)
	}
	best, err := codec.Encode(scaled[0], codec.EncodeOptions{Format: codec.JPEG, Quality: 100})
	if err != nil {
		t.Fatal(err)
	}
	back, _, err := image.Decode(bytes.NewReader(best))
	if err != nil {
		t.Fatal(err)
	}
	return back, true
}

// jpegPhotos are those of the corpus, a few of them in a short run; without a corpus, the program's own
// samples.
func jpegPhotos(t *testing.T) []string {
	t.Helper()
	folder, ok := corpus.Find(t)
	if !ok {
		found, err := filepath.Glob(filepath.Join("testdata", "photos", "*.jpg"))
		if err != nil {
			t.Fatal(err)
		}
		return found
	}
	var photos []string
	err := filepath.WalkDir(filepath.Join(folder, "photos"), func(path string, entry os.DirEntry, err error) error {
		if e := strings.ToLower(filepath.Ext(path)); err == nil && (e == ".jpg" || e == ".jpeg") {
			photos = append(photos, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	every := 8
	if testing.Short() {
		every = 16
	}
	few := photos[:0]
	for i := 0; i < len(photos); i += every {
		few = append(few, photos[i])
	}
	return few
}

// A set is made from one decode, a small output from a larger one where it is at most half as wide. It
// costs next to nothing against making each from the photo.
func TestCascadeCostsNoQuality(t *testing.T) {
	file := filepath.Join("testdata", "photos", "landscape.jpg")
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	p, err := codec.Decode(data, codec.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	var b develop.Bench
	direct, large := p.Clone(), p.Clone()
	b.Resize(direct, 80, 53)
	b.Resize(large, 180, 120)
	b.Resize(large, 80, 53)
	if _, psnr := difference(direct.Image, large.Image); psnr < 40 {
		t.Errorf("an output made from one 2.25 times as wide is at %.1f dB of one made from the photo", psnr)
	}
}
