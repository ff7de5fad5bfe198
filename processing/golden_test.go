package processing

import (
	"bytes"
	"image"
	"image/draw"
	"image/png"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The encoders of formats with loss change with releases of Go, by less than anybody sees. A step of the
// pipeline that is left out, done twice or done in another order changes far more. The golden pictures are
// those of the general way; planes resample chroma from fewer samples, which hard edges of saturated
// colours show most.
var goldenWays = []struct {
	name      string
	general   bool
	meanError float64 // levels of 8 bits
	psnr      float64 // decibels
}{
	{"general", true, 2, 36},
	{"planes", false, 4, 32},
}

// Recipes and what they make of a photo, as somebody who looked at them found right. A golden picture is
// made by testdata/goldens.go and never by this test. A miss is saved below testdata/failed.
func TestGoldenPictures(t *testing.T) {
	recipes, err := filepath.Glob(filepath.Join("testdata", "golden", "*.toml"))
	if err != nil || len(recipes) == 0 {
		t.Fatalf("there are no recipes: %v", err)
	}
	for _, file := range recipes {
		name := strings.TrimSuffix(filepath.Base(file), ".toml")
		t.Run(name, func(t *testing.T) {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			recipe, err := ParseRecipe(text)
			if err != nil {
				t.Fatal(err)
			}
			photo, _, _ := strings.Cut(name, "-")
			sources, err := filepath.Glob(filepath.Join("testdata", "photos", photo+".*"))
			if err != nil || len(sources) != 1 {
				t.Fatalf("there is not one photo %s: %q, %v", photo, sources, err)
			}
			want := decoded(t, filepath.Join("testdata", "golden", name+".png"))
			for _, way := range goldenWays {
				out := t.TempDir()
				job := jobFor(t, sources[0], out, recipe)
				job.General = way.general
				r := new(Converter).Convert(t.Context(), job, unmarked)
				if r.Status != Written {
					t.Fatalf("result: %+v", r)
				}
				got := decoded(t, filepath.Join(out, r.Outputs[0].Path))
				if mean, psnr := difference(got, want); mean > way.meanError || psnr < way.psnr {
					t.Errorf("%s: mean error %.2f levels, want at most %v; PSNR %.1f dB, want at least %v; see %s",
						way.name, mean, way.meanError, psnr, way.psnr, saveMiss(t, name+"-"+way.name, got))
				}
			}
		})
	}
}

// difference is the mean absolute error over all samples in levels of 8 bits, and the peak signal-to-noise
// ratio in decibels. Pictures of two sizes differ by everything.
func difference(a, b image.Image) (mean, psnr float64) {
	if a.Bounds().Size() != b.Bounds().Size() {
		return math.Inf(1), math.Inf(-1)
	}
	p, q := inRGB(a).Pix, inRGB(b).Pix
	sum, squares := 0.0, 0.0
	for i := range p {
		d := float64(p[i]) - float64(q[i])
		sum += math.Abs(d)
		squares += d * d
	}
	samples := float64(len(p)) * 3 / 4 // alpha is 255 in both and counts for nothing
	return sum / samples, 10 * math.Log10(255*255*samples/squares)
}

func inRGB(m image.Image) *image.RGBA {
	p := image.NewRGBA(image.Rectangle{Max: m.Bounds().Size()})
	draw.Draw(p, p.Bounds(), m, m.Bounds().Min, draw.Src)
	return p
}

func saveMiss(t *testing.T, name string, picture image.Image) string {
	t.Helper()
	var file bytes.Buffer
	if err := png.Encode(&file, inRGB(picture)); err != nil {
		t.Fatal(err)
	}
	return put(t, file.Bytes(), "testdata", "failed", name+".png")
}
