package color

import "math"

// The bounds of automatic correction. They were chosen on some forty photos, sound and damaged on
// purpose, so that nine in ten damaged ones come closer to the sound photo while that one hardly
// changes; every value is a compromise between the two.
const (
	// balanceStrength is the part of a cast that is taken out. The rest is left because the light of
	// an evening is a cast too, and nobody wants it gone.
	balanceStrength = 0.35
	// maxCast is the largest cast believed, in natural logarithms.
	maxCast = 0.25
	// nearGrey is the deviation of the bell that says how near to grey something looks.
	nearGrey = 0.15
	// enoughGrey is the share of near-grey samples from which the full strength applies.
	enoughGrey = 0.3

	// clipShare is the most of the samples that levels may clip at either end.
	clipShare = 0.001
	// fullRange is the range of luma from which a photo is left alone, narrowRange the one at which
	// levels act with levelsStrength, the part of the gap they close.
	fullRange, narrowRange, levelsStrength = 0.75, 0.55, 0.5
	// noRange is the range under which a picture has no tones to stretch, such as a flat colour.
	noRange = 0.2

	// underMedian and overMedian are the medians of luma below which a photo without highlights is
	// under-exposed and above which one with clipped highlights is over-exposed; exposureStrength is
	// the part of the distance that gamma, between its bounds, closes.
	underMedian, overMedian, exposureStrength = 0.30, 0.25, 0.3
	highlights                                = 0.85
	minGamma, maxGamma                        = 0.75, 1.3
)

// balance is the gains of automatic white balance. The cast is where the near-grey samples of the photo
// gather: the idea of Huo et al., "Robust automatic white balance algorithm using gray color points in
// images" (2006), with a mean shift in the logarithms of R'/G' and B'/G' (Comaniciu and Meer, 2002)
// for its repeated search.
func (s *Stats) balance() [3]float64 {
	u, v, share := s.cast()
	k := balanceStrength * min(1, share/enoughGrey)
	return [3]float64{math.Exp(-u * k), 1, math.Exp(-v * k)}
}

// cast is the logarithms of R'/G' and B'/G' of what should be grey, and the share of the samples that
// say so.
func (s *Stats) cast() (u, v, share float64) {
	var all, near float64
	for range 12 { // it settles in half as many
		all, near, u, v = s.shift(u, v)
		if near == 0 {
			return 0, 0, 0
		}
	}
	if length := math.Hypot(u, v); length > maxCast {
		u, v = u*maxCast/length, v*maxCast/length
	}
	// The weights are luma squared, at most 1 and about a quarter for the middle of the tones.
	return u, v, near / all * min(1, 4*all/float64(s.Samples))
}

// shift is the mean cast of the samples near to one, with the weight of all and of the near ones.
func (s *Stats) shift(u, v float64) (all, near, meanU, meanV float64) {
	for i := range castBins {
		for j, n := range s.Casts[i] {
			if n == 0 {
				continue
			}
			x, y := float64(i-castBins/2)*castStep, float64(j-castBins/2)*castStep
			w := n * math.Exp(-((x-u)*(x-u)+(y-v)*(y-v))/(2*nearGrey*nearGrey))
			all, near, meanU, meanV = all+n, near+w, meanU+w*x, meanV+w*y
		}
	}
	if near > 0 {
		meanU, meanV = meanU/near, meanV/near
	}
	return all, near, meanU, meanV
}

// steps is the steps of the curve that the photo asks for: levels, then gamma. A picture without tones,
// such as a flat colour, asks for nothing.
func (s *Stats) steps() []step {
	black, white := s.percentile(clipShare), s.percentile(1-clipShare)
	if s.Samples == 0 || white-black < noRange {
		return nil
	}
	low, high := stretch(black, white)
	steps := []step{levels(low, high)}
	median := (s.percentile(0.5) - low) / (high - low)
	return append(steps, gamma(s.gamma(median, high)))
}

// stretch is the lumas that become black and white, 0 and 1 for a photo that uses most of the range.
// They never lie inside of black and white, beyond which is at most clipShare of the samples.
func stretch(black, white float64) (low, high float64) {
	k := levelsStrength * max(0, min(1, (fullRange-(white-black))/(fullRange-narrowRange)))
	return k * black, 1 - k*(1-white)
}

// gamma is the power that brings a wrong exposure part of the way back; 1 for a photo that is not clearly
// wrong. A night with its lamps is dark by right, a page is bright by right; what is wrong is dark
// without highlights, or bright with clipped ones. The median and the highest luma are those after
// and before levels.
func (s *Stats) gamma(median, high float64) float64 {
	median = max(0.01, min(0.99, median))
	wanted := median
	switch {
	case median < underMedian && high < highlights:
		wanted += exposureStrength * (underMedian - median)
	case median > overMedian:
		wanted -= exposureStrength * s.clipped() * (median - overMedian)
	}
	return max(minGamma, min(maxGamma, math.Log(median)/math.Log(wanted)))
}

// clipped says how surely highlights are clipped: 0 up to a hundredth of the samples, 1 from a
// twentieth.
func (s *Stats) clipped() float64 {
	n := 0
	for _, count := range s.Luma[250:] {
		n += count
	}
	return max(0, min(1, (float64(n)/float64(s.Samples)-0.01)/0.04))
}
