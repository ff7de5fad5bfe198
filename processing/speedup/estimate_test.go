package speedup

import (
	"math"
	"slices"
	"testing"
	"time"
)

func itself(v float64) float64 { return v }

func TestStratified(t *testing.T) {
	shuffled := []float64{7, 2, 9, 4, 0, 5, 1, 8, 3, 6}
	for _, test := range []struct {
		n    int
		want []float64
	}{
		{-1, nil},
		{0, nil},
		{1, []float64{5}},
		{2, []float64{7, 2}},
		{5, []float64{7, 9, 5, 1, 3}},
		{9, []float64{7, 2, 9, 0, 5, 1, 8, 3, 6}},
		{10, shuffled},
		{99, shuffled},
	} {
		if got := Stratified(shuffled, itself, test.n); !slices.Equal(got, test.want) {
			t.Errorf("%d of %v is %v, want %v", test.n, shuffled, got, test.want)
		}
	}
}

// A thousand small photos and a few panoramas among them: the mean size of the sample is near that
// of all, whatever the order, where the first few would be all of one kind.
func TestStratifiedStandsForTheWhole(t *testing.T) {
	items := make([]float64, 1000)
	for i := range items {
		items[i] = 8 + 100*float64(i/900) + float64(i%10)
	}
	if got, all := mean(Stratified(items, itself, 20)), mean(items); math.Abs(got-all) > all/20 {
		t.Errorf("the sample's mean is %v, that of all is %v", got, all)
	}
}

func mean(values []float64) float64 {
	sum := 0.0
	for _, v := range values {
		sum += v
	}
	return sum / float64(len(values))
}

func TestStratifiedTakesNoItemTwice(t *testing.T) {
	items := make([]int, 37)
	for i := range items {
		items[i] = i
	}
	for n := range 38 {
		got := Stratified(items, func(int) float64 { return 1 }, n)
		if len(got) != n || !slices.IsSorted(got) || len(slices.Compact(slices.Clone(got))) != n {
			t.Errorf("%d of 37 like items is %v", n, got)
		}
	}
}

func TestStratifiedIsACopy(t *testing.T) {
	items := []float64{1, 2}
	Stratified(items, itself, 2)[0] = 9
	if items[0] != 1 {
		t.Error("the sample of all items is the caller's slice")
	}
}

func TestOneWorker(t *testing.T) {
	for _, test := range []struct {
		name                string
		alone, inRun, whole float64
		want                time.Duration
	}{
		{"nothing shared", 10, 10, 240, 240 * time.Second},
		{"a shared core slows each photo by a half", 10, 15, 240, 160 * time.Second},
		{"the run was gentler", 12, 10, 100, 120 * time.Second},
		{"no sample", 0, 10, 100, 0},
		{"sample not in the run", 10, 0, 100, 0},
		{"no run", 10, 10, 0, 0},
		{"negative", -1, 10, 100, 0},
		{"not a number", math.NaN(), 10, 100, 0},
		{"infinite", 10, math.Inf(1), 100, 0},
		{"longer than a Duration", 1e9, 1, 1e9, 0},
	} {
		if got := OneWorker(test.alone, test.inRun, test.whole); got != test.want {
			t.Errorf("%s: %v, want %v", test.name, got, test.want)
		}
	}
}
