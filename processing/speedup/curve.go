package speedup

import (
	"maps"
	"slices"
	"time"
)

// Curve is what was measured, by ascending count of workers.
type Curve struct {
	Points []Point
}

// Point is all runs with one count of workers.
type Point struct {
	Workers int
	// Elapsed is the runs' wall times in the order they were made, at least one.
	Elapsed          []time.Duration
	Median, Min, Max time.Duration
	// Speedup is the median with one worker divided by this point's.
	Speedup float64
	// Stages is, for each stage, the median over the runs of its seconds; a run that tells its stages
	// and has none of that name spent nothing in it. Nil where no run told its stages.
	Stages map[string]float64
}

// At is the point of a count of workers; false where it was not measured.
func (c Curve) At(workers int) (Point, bool) {
	i := slices.IndexFunc(c.Points, func(p Point) bool { return p.Workers == workers })
	if i < 0 {
		return Point{}, false
	}
	return c.Points[i], true
}

func newCurve(runs map[int][]Run) Curve {
	var c Curve
	for _, n := range slices.Sorted(maps.Keys(runs)) {
		c.Points = append(c.Points, newPoint(n, runs[n]))
	}
	// One worker is the first of every round, so where there is any point there is that one.
	if one, ok := c.At(1); ok {
		for i := range c.Points {
			c.Points[i].Speedup = one.Median.Seconds() / c.Points[i].Median.Seconds()
		}
	}
	return c
}

func newPoint(workers int, runs []Run) Point {
	p := Point{Workers: workers, Stages: medianStages(runs)}
	for _, r := range runs {
		p.Elapsed = append(p.Elapsed, r.Elapsed)
	}
	p.Median, p.Min, p.Max = Median(p.Elapsed), slices.Min(p.Elapsed), slices.Max(p.Elapsed)
	return p
}

func medianStages(runs []Run) map[string]float64 {
	var told []map[string]float64
	names := map[string]bool{}
	for _, r := range runs {
		if r.Stages == nil {
			continue
		}
		told = append(told, r.Stages)
		for name := range r.Stages {
			names[name] = true
		}
	}
	if told == nil {
		return nil
	}
	medians := map[string]float64{}
	for name := range names {
		var seconds []float64
		for _, stages := range told {
			seconds = append(seconds, stages[name])
		}
		medians[name] = Median(seconds)
	}
	return medians
}

// Median is the middle one of the values, or half way between the two middle ones; 0 for none. The
// values are left in their order.
func Median[T ~int64 | ~float64](values []T) T {
	if len(values) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(values))
	middle := len(sorted) / 2
	if len(sorted)%2 == 1 {
		return sorted[middle]
	}
	low, high := sorted[middle-1], sorted[middle]
	return low + (high-low)/2
}
