package develop

import (
	"fmt"
	"image"
	"math"
	"os"
	"path/filepath"
	"testing"

	"minilab/processing/codec"
	"minilab/processing/internal/corpus"
)

// TestPhotosOfEveryOrientationLookAlike has the same two photos stored in all eight orientations, where
// the corpus is at hand.
func TestPhotosOfEveryOrientationLookAlike(t *testing.T) {
	root := corpus.Folder(t)
	for _, shape := range []string{"Landscape", "Portrait"} {
		var first *image.NRGBA
		for o := range 8 {
			path := filepath.Join(root, "orientation", "exif-orientation-examples", fmt.Sprintf("%s_%d.jpg", shape, o+1))
			m := uprightThumbnail(t, path)
			if first == nil {
				first = m
				continue
			}
			if m.Rect != first.Rect {
				t.Errorf("%s is %v upright, want %v", path, m.Rect, first.Rect)
				continue
			}
			if d := rms(m, first); d > 6 {
				t.Errorf("%s differs by %.1f", path, d)
			}
		}
	}
}

// uprightThumbnail develops a file to 60 by 40 or 40 by 60 pixels.
func uprightThumbnail(t *testing.T, path string) *image.NRGBA {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	p, err := codec.Decode(data, codec.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	width, height := 60, 40
	if w, h := p.Size(); w < h {
		width, height = 40, 60
	}
	Resize(p, width, height)
	Orient(p)
	return codec.ToNRGBA(p.Image)
}

// rms is the root of the mean squared difference of all samples.
func rms(a, b *image.NRGBA) float64 {
	sum := 0.0
	for i := range a.Pix {
		d := float64(a.Pix[i]) - float64(b.Pix[i])
		sum += d * d
	}
	return math.Sqrt(sum / float64(len(a.Pix)))
}
