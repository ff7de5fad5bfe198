package color_test

import (
	"math"
	"testing"

	"minilab/processing/color"
)

// correct is the correction of a wish without statistics.
func correct(w color.Wishes) color.Correction { return w.Correction(color.Stats{}) }

func TestExposureIsAFactorOnLight(t *testing.T) {
	for _, stops := range []float64{-2, -1, 0.5, 1} {
		c := correct(color.Wishes{Exposure: stops})
		factor := math.Exp2(stops / 2.2)
		for y := range 256 {
			want := min(255, float64(y)*factor)
			if math.Abs(float64(c.Curve[y])-want) > 0.51 {
				t.Fatalf("%v stops: luma %d becomes %d, want %.1f", stops, y, c.Curve[y], want)
			}
		}
		if math.Abs(c.Chroma-factor) > 1e-9 {
			t.Errorf("%v stops: chroma is scaled by %v, luma by %v", stops, c.Chroma, factor)
		}
	}
}

func TestContrastTurnsAboutTheMiddle(t *testing.T) {
	for _, wish := range []float64{-100, -30, 30, 100} {
		c := correct(color.Wishes{Contrast: wish})
		slope := (float64(c.Curve[138]) - float64(c.Curve[118])) / 20
		want := math.Exp2(wish / 100)
		if math.Abs(slope-want) > 0.12 || math.Abs(c.Chroma-want) > 1e-9 {
			t.Errorf("contrast %v: the slope is %.2f and chroma %.2f, want %.2f", wish, slope, c.Chroma, want)
		}
		if wish > 0 && (c.Curve[0] != 0 || c.Curve[255] != 255) {
			t.Errorf("contrast %v clips", wish)
		}
	}
}

func TestGammaLeavesTheEnds(t *testing.T) {
	for _, g := range []float64{0.1, 0.5, 2, 10} {
		c := correct(color.Wishes{Gamma: g})
		if c.Curve[0] != 0 || c.Curve[255] != 255 {
			t.Errorf("gamma %v moves black to %d and white to %d", g, c.Curve[0], c.Curve[255])
		}
		want := 255 * math.Pow(100.0/255, 1/g)
		if math.Abs(float64(c.Curve[100])-want) > 0.51 {
			t.Errorf("gamma %v: 100 becomes %d, want %.1f", g, c.Curve[100], want)
		}
		if (c.Chroma > 1) != (g > 1) || c.Chroma < 0.5 || c.Chroma > 2 {
			t.Errorf("gamma %v scales chroma by %v", g, c.Chroma)
		}
	}
}

func TestCurvesNeverTurnBack(t *testing.T) {
	for _, w := range []color.Wishes{
		{Exposure: 5, Contrast: 100, Gamma: 10},
		{Exposure: -5, Contrast: -100, Gamma: 0.1},
		{Exposure: 3, Contrast: -100},
		{Exposure: -1, Contrast: 100, Gamma: 2},
	} {
		c := correct(w)
		for y := range 255 {
			if c.Curve[y] > c.Curve[y+1] {
				t.Errorf("%+v: luma %d becomes %d, the next %d", w, y, c.Curve[y], c.Curve[y+1])
			}
		}
	}
}

// TestMatrixIsGainsOnRGB computes the corrected Y'CbCr of colours by way of RGB.
func TestMatrixIsGainsOnRGB(t *testing.T) {
	c := color.Identity()
	c.Gains, c.Chroma = [3]float64{1.2, 0.95, 0.8}, 1.3
	m := c.Matrix()
	for _, rgb := range [][3]float64{{255, 0, 0}, {0, 255, 0}, {0, 0, 255}, {120, 80, 200}, {90, 90, 90}} {
		in := ycc(rgb)
		want := ycc([3]float64{rgb[0] * 1.2, rgb[1] * 0.95, rgb[2] * 0.8})
		want[1], want[2] = want[1]*1.3, want[2]*1.3
		for i := range 3 {
			got := m[i][0]*in[0] + m[i][1]*in[1] + m[i][2]*in[2]
			if math.Abs(got-want[i]) > 1e-3 {
				t.Errorf("%v: row %d is %.4f, want %.4f", rgb, i, got, want[i])
			}
		}
	}
}

// ycc is JFIF's Y'CbCr with chroma counted from its middle.
func ycc(rgb [3]float64) [3]float64 {
	y := 0.299*rgb[0] + 0.587*rgb[1] + 0.114*rgb[2]
	return [3]float64{y, (rgb[2] - y) / 1.772, (rgb[0] - y) / 1.402}
}

func TestTemperatureKeepsTheLumaOfGreys(t *testing.T) {
	for _, wish := range []float64{-100, -20, 20, 100} {
		g := correct(color.Wishes{Temperature: wish}).Gains
		if y := 0.299*g[0] + 0.587*g[1] + 0.114*g[2]; math.Abs(y-1) > 1e-9 {
			t.Errorf("temperature %v changes luma by %v", wish, y)
		}
		if warmer := g[0] > g[2]; warmer != (wish > 0) {
			t.Errorf("temperature %v has gains %v", wish, g)
		}
	}
}

func TestSaturation(t *testing.T) {
	for wish, want := range map[float64]float64{-100: 0, -50: 0.5, 100: 2} {
		if got := correct(color.Wishes{Saturation: wish}).Chroma; got != want {
			t.Errorf("saturation %v scales chroma by %v, want %v", wish, got, want)
		}
	}
}
