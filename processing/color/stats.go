package color

import (
	"image"
	"image/color"
	"math"
)

// Stats is what automatic correction knows about a photo.
type Stats struct {
	// Samples is the number of samples that were looked at.
	Samples int
	// Luma counts samples by their luma.
	Luma [256]int
	// Casts weighs the samples that can tell the light by their cast: ln(R'/G') and ln(B'/G') in steps
	// of castStep, grey in the middle. The weight is luma squared, because what is bright is more
	// often white or grey than what is dark.
	Casts [castBins][castBins]float64
}

// grid is the most samples across and down.
const grid = 256

// castStep and castBins are the size and the number of the steps in which casts are counted: half a
// factor of e to either side.
const (
	castStep = 0.02
	castBins = 51
)

// Measure samples a photo on a regular grid of at most 256 by 256 points. The same pixels always give
// the same numbers. Samples that are more than half transparent do not count.
func Measure(m image.Image) Stats {
	var s Stats
	b := m.Bounds()
	across, down := min(grid, b.Dx()), min(grid, b.Dy())
	at := sampler(m)
	for j := range down {
		y := b.Min.Y + (2*j+1)*b.Dy()/(2*down)
		for i := range across {
			if c := at(b.Min.X+(2*i+1)*b.Dx()/(2*across), y); c.A >= 128 {
				s.add(c.R, c.G, c.B)
			}
		}
	}
	return s
}

// sampler reads a pixel without the allocation of At where the layout is known.
func sampler(m image.Image) func(x, y int) color.NRGBA {
	switch m := m.(type) {
	case *image.NRGBA:
		return m.NRGBAAt
	case *image.Gray:
		return func(x, y int) color.NRGBA {
			v := m.GrayAt(x, y).Y
			return color.NRGBA{R: v, G: v, B: v, A: 255}
		}
	case interface{ YCbCrAt(x, y int) color.YCbCr }: // an *image.YCbCr, or planes of another layout
		return func(x, y int) color.NRGBA {
			c := m.YCbCrAt(x, y)
			r, g, b := color.YCbCrToRGB(c.Y, c.Cb, c.Cr)
			return color.NRGBA{R: r, G: g, B: b, A: 255}
		}
	}
	return func(x, y int) color.NRGBA {
		c, _ := color.NRGBAModel.Convert(m.At(x, y)).(color.NRGBA) // it cannot be anything else
		return c
	}
}

// add counts one sample. Its cast counts where it is neither so dark that noise decides nor so bright
// that a channel is clipped, and where it is not strongly coloured.
func (s *Stats) add(r, g, b uint8) {
	y, _, _ := color.RGBToYCbCr(r, g, b)
	s.Samples++
	s.Luma[y]++
	if y < 30 || max(r, g, b) > 250 || min(r, g, b) == 0 {
		return
	}
	i, j := castBin(r, g), castBin(b, g)
	if min(i, j) >= 0 && max(i, j) < castBins {
		s.Casts[i][j] += float64(y) * float64(y) / (255 * 255)
	}
}

// castBin is the place in Casts for the ratio of a channel to green.
func castBin(v, green uint8) int {
	return castBins/2 + int(math.Round(math.Log(float64(v)/float64(green))/castStep))
}

// percentile is the luma, 0 to 1, at or below which a share of the samples lies.
func (s *Stats) percentile(share float64) float64 {
	wanted, n := share*float64(s.Samples), 0
	for y, count := range s.Luma {
		if n += count; float64(n) >= wanted {
			return float64(y) / 255
		}
	}
	return 1
}
