package speedup

import (
	"cmp"
	"math"
	"slices"
	"time"
)

// Stratified chooses n of the items, spread evenly over their sizes: the items are put in order of
// size and cut into n shares of the same number, and the middle one of each share is taken. A few
// photos chosen so stand for a batch of small and large ones alike, where n chosen by chance, or the
// first n, could all be of one kind. The choice depends on the items alone and keeps their order;
// items of one size count by their place. For n of all items or more it is a copy of them, for n
// below 1 it is none. size is asked once for each item; NaN counts as smallest.
func Stratified[T any](items []T, size func(T) float64, n int) []T {
	if n < 1 {
		return nil
	}
	if n >= len(items) {
		return slices.Clone(items)
	}
	sizes, bySize := make([]float64, len(items)), make([]int, len(items))
	for i, item := range items {
		sizes[i], bySize[i] = size(item), i
	}
	slices.SortStableFunc(bySize, func(a, b int) int { return cmp.Compare(sizes[a], sizes[b]) })
	places := make([]int, n)
	for i := range places {
		places[i] = bySize[(2*i+1)*len(items)/(2*n)]
	}
	slices.Sort(places)
	chosen := make([]T, n)
	for i, place := range places {
		chosen[i] = items[place]
	}
	return chosen
}

// OneWorker estimates what one worker would have taken for a whole batch that several have done.
// All three are seconds in which a worker was busy with photos, summed over photos: those the
// sample's photos took when one worker did them alone afterwards, those the same photos took in the
// run, and those all photos took in the run.
//
// The estimate is all photos' seconds in the run, times how much faster (or slower) the sample's
// went alone than in the run. Scaling the sample's time by the number of photos would be simpler
// and worse: it takes the sample for the batch, so one panorama more or less in it moves the
// answer. Here the photos that were not done again count by what they themselves took, and the
// sample only says what sharing the machine, its cores' clock, caches and memory, did to a photo.
//
// It is an estimate. It takes the slow-down of the sample for that of all photos; it leaves out
// what a worker waits between photos, and so the pool's own cost; a sample done after the run finds
// its files in the cache, which flatters one worker where the run had to read them from a slow
// disk; and a sample of a second or two is at the mercy of whatever else the machine does.
//
// It is 0, for not known, where a number is not positive and finite or the answer has no Duration.
func OneWorker(sampleOneWorker, sampleInRun, allInRun float64) time.Duration {
	for _, seconds := range []float64{sampleOneWorker, sampleInRun, allInRun} {
		if !(seconds > 0) || math.IsInf(seconds, 1) {
			return 0
		}
	}
	nanoseconds := math.Round(allInRun * (sampleOneWorker / sampleInRun) * float64(time.Second))
	if !(nanoseconds < math.MaxInt64) {
		return 0
	}
	return time.Duration(nanoseconds)
}
