// Package resample brings planes of samples to another size, by Lanczos with three lobes (a sinc windowed
// by its own middle lobe; Duchon, 1979), which keeps the edges of photos sharp with little ringing.
//
// The exact place of every output sample counts: a plane says which part of it the picture covers
// (planar.Window), to fractions of a sample, and outputs are spread over just that part. All sums are in
// integers, so that every processor gives the same bytes.
//
// Two forms do the same: one in C with the vector instructions of today's x86 processors, and a portable
// one. Where a build has no C, there is Go.
package resample

import (
	"math"
	"slices"

	"minilab/processing/planar"
)

// lobes is the number of lobes of the filter on each side.
const lobes = 3

// weightOne is the sum of the weights of a sample.
const weightOne = 1 << 14

// Resampler resamples planes. It remembers the weights of recent sizes and reuses its memory, so each
// worker keeps one. It must not be used by two goroutines at once. The zero Resampler is ready.
type Resampler struct {
	axes []*axis
	row  []int16
}

// Plane fills dst, whose Pix, Stride, Width and Height say how much is wanted, from the part of src in
// the window. The window may reach beyond src; the samples at its edges then count for those that are
// missing. Neither plane may be empty.
func (r *Resampler) Plane(dst, src *planar.Plane, window planar.Window) {
	across := r.axis(axisKey{dst.Width, src.Width, window.X, window.Width, acrossMultiple})
	down := r.axis(axisKey{dst.Height, src.Height, window.Y, window.Height, downMultiple})
	if need := src.Width + rowSlack; cap(r.row) < need {
		r.row = make([]int16, need)
	}
	resample(dst, src, across, down, r.row[:cap(r.row)])
}

// axis is how the samples of one direction come from the source.
type axis struct {
	key     axisKey
	taps    int
	first   []int32 // for each sample, the first source sample it is made of
	weights []int16 // for each sample, taps weights in 1/weightOne
}

// axisKey is all that an axis depends on.
type axisKey struct {
	count, source int
	start, length float64
	multiple      int // taps are a multiple of this, where the source has as many
}

// axesKept is enough for the planes of one photo, in both directions, at several sizes.
const axesKept = 32

func (r *Resampler) axis(key axisKey) *axis {
	for i, a := range r.axes {
		if a.key == key {
			copy(r.axes[1:i+1], r.axes[:i]) // to the front: the last is the one to go
			r.axes[0] = a
			return a
		}
	}
	a := newAxis(key)
	if len(r.axes) == axesKept {
		r.axes = r.axes[:axesKept-1]
	}
	r.axes = slices.Insert(r.axes, 0, a)
	return a
}

func newAxis(key axisKey) *axis {
	a := &axis{key: key, first: make([]int32, key.count)}
	spread := make([][]float64, key.count)
	longest := 1
	for i := range spread {
		first, weights := key.spread(i)
		a.first[i], spread[i] = int32(first), weights
		longest = max(longest, len(weights))
	}
	a.taps = min((longest+key.multiple-1)/key.multiple*key.multiple, max(longest, key.source))
	a.weights = make([]int16, key.count*a.taps)
	for i, weights := range spread {
		// No tap may lie beyond the source, also none of weight 0.
		shift := max(0, int(a.first[i])+a.taps-key.source)
		if shift > int(a.first[i]) {
			shift = int(a.first[i])
		}
		if key.multiple != downMultiple {
			shift = 0 // the row between the passes has room beyond its end
		}
		a.first[i] -= int32(shift)
		quantise(a.weights[i*a.taps+shift:][:len(weights)], weights)
	}
	return a
}

// spread is the source samples that one sample is made of: the first of them and their weights. What
// lies beyond the source is counted to the sample at its edge.
func (k axisKey) spread(i int) (first int, weights []float64) {
	step := k.length / float64(k.count)
	stretch := max(step, 1)
	centre := k.start + (float64(i)+0.5)*step
	low := int(math.Ceil(centre - lobes*stretch - 0.5))
	high := int(math.Floor(centre + lobes*stretch - 0.5))
	first = clamp(low, k.source)
	weights = make([]float64, clamp(high, k.source)-first+1)
	for j := low; j <= high; j++ {
		weights[clamp(j, k.source)-first] += lanczos((float64(j) + 0.5 - centre) / stretch)
	}
	return first, weights
}

func clamp(j, count int) int { return min(max(j, 0), count-1) }

// lanczos is the filter: sinc(x) sinc(x/3) within three lobes.
func lanczos(x float64) float64 {
	if x == 0 {
		return 1
	}
	if math.Abs(x) >= lobes {
		return 0
	}
	px := math.Pi * x
	return lobes * math.Sin(px) * math.Sin(px/lobes) / (px * px)
}

// quantise writes weights as integers whose sum is weightOne to the last digit, so that a flat area stays
// as it is. What rounding leaves over goes to the largest, where it matters least.
func quantise(to []int16, weights []float64) {
	sum := 0.0
	for _, w := range weights {
		sum += w
	}
	left, largest := weightOne, 0
	for i, w := range weights {
		to[i] = int16(math.Round(w / sum * weightOne))
		left -= int(to[i])
		if to[i] > to[largest] {
			largest = i
		}
	}
	to[largest] += int16(left)
}
