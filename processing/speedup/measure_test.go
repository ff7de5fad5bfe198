package speedup

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"
)

// machine is a simulated one: a run takes a share that does not divide and a share that does, and
// each run is slower than the one before by drift. It sleeps nowhere and asks no clock.
type machine struct {
	serial, parallel time.Duration
	drift            time.Duration
	ran              []int
}

func (m *machine) run(_ context.Context, workers int) (Run, error) {
	late := m.drift * time.Duration(len(m.ran))
	m.ran = append(m.ran, workers)
	return Run{
		Elapsed: m.serial + m.parallel/time.Duration(workers) + late,
		Stages:  map[string]float64{"decode": m.parallel.Seconds(), "write": m.serial.Seconds()},
	}, nil
}

func TestSpeedupIsTheRatioOfMedians(t *testing.T) {
	m := &machine{serial: 10 * time.Second, parallel: 80 * time.Second}
	c, err := Measure(t.Context(), Options{Workers: []int{4, 2, 1, 8}}, m.run)
	if err != nil {
		t.Fatal(err)
	}
	want := []struct {
		workers int
		median  time.Duration
		speedup float64
	}{{1, 90 * time.Second, 1}, {2, 50 * time.Second, 1.8}, {4, 30 * time.Second, 3}, {8, 20 * time.Second, 4.5}}
	if len(c.Points) != len(want) {
		t.Fatalf("%d points, want %d", len(c.Points), len(want))
	}
	for i, w := range want {
		p := c.Points[i]
		if p.Workers != w.workers || p.Median != w.median || p.Speedup != w.speedup || len(p.Elapsed) != DefaultRounds {
			t.Errorf("point %d is %+v, want %+v and %d runs", i, p, w, DefaultRounds)
		}
		if p.Stages["decode"] != 80 || p.Stages["write"] != 10 {
			t.Errorf("point %d has stages %v", i, p.Stages)
		}
	}
}

func TestRunsTakeTurns(t *testing.T) {
	for name, test := range map[string]struct {
		options Options
		want    []int
	}{
		"1 and N":       {Options{Workers: []int{1, 4}, Rounds: 3}, []int{1, 4, 1, 4, 1, 4}},
		"in any order":  {Options{Workers: []int{4, 2, 1}, Rounds: 2}, []int{1, 2, 4, 1, 2, 4}},
		"1 is added":    {Options{Workers: []int{3}, Rounds: 2}, []int{1, 3, 1, 3}},
		"none named":    {Options{Rounds: 2}, []int{1, 1}},
		"warm":          {Options{Workers: []int{1, 2, 8}, Rounds: 1, Warm: true}, []int{8, 1, 2, 8}},
		"three rounds":  {Options{Workers: []int{1, 2}}, []int{1, 2, 1, 2, 1, 2}},
		"one and alone": {Options{Workers: []int{1}, Rounds: 1}, []int{1}},
	} {
		m := &machine{serial: time.Second}
		if _, err := Measure(t.Context(), test.options, m.run); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if !slices.Equal(m.ran, test.want) {
			t.Errorf("%s: ran %v, want %v", name, m.ran, test.want)
		}
	}
}

// Were all runs of one count made first, a drift as large as this would halve the speed-up.
func TestDriftDoesNotDecideTheResult(t *testing.T) {
	m := &machine{parallel: 100 * time.Second, drift: 5 * time.Second}
	c, err := Measure(t.Context(), Options{Workers: []int{1, 2}, Rounds: 5}, m.run)
	if err != nil {
		t.Fatal(err)
	}
	// Medians are the third runs: 100 s + 4 drifts and 50 s + 5 drifts.
	if got, want := c.Points[1].Speedup, 120.0/75; got != want {
		t.Errorf("speed-up is %v, want %v", got, want)
	}
}

func TestWarmRunIsNotCounted(t *testing.T) {
	first := true
	c, err := Measure(t.Context(), Options{Workers: []int{2}, Rounds: 1, Warm: true},
		func(context.Context, int) (Run, error) {
			if first {
				first = false
				return Run{Elapsed: time.Hour}, nil
			}
			return Run{Elapsed: time.Second}, nil
		})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range c.Points {
		if p.Max != time.Second || len(p.Elapsed) != 1 {
			t.Errorf("the point of %d workers is %v", p.Workers, p.Elapsed)
		}
	}
}

func TestPointKeepsOrderAndExtremes(t *testing.T) {
	times := []time.Duration{5, 2, 9, 4}
	next := 0
	c, err := Measure(t.Context(), Options{Rounds: 4}, func(context.Context, int) (Run, error) {
		next++
		return Run{Elapsed: times[next-1]}, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	p := c.Points[0]
	if !slices.Equal(p.Elapsed, times) || p.Min != 2 || p.Max != 9 || p.Median != 4 {
		t.Errorf("the point is %+v", p)
	}
	if p.Stages != nil {
		t.Errorf("stages nobody told are %v", p.Stages)
	}
}

func TestStagesAreMediansOverTheRunsThatToldThem(t *testing.T) {
	told := []map[string]float64{{"decode": 3, "resize": 1}, nil, {"decode": 9}, {"decode": 4, "resize": 5}}
	next := 0
	c, err := Measure(t.Context(), Options{Rounds: 4}, func(context.Context, int) (Run, error) {
		next++
		return Run{Elapsed: 1, Stages: told[next-1]}, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if got := c.Points[0].Stages; len(got) != 2 || got["decode"] != 4 || got["resize"] != 1 {
		t.Errorf("stages are %v, want decode 4 and resize 1", got)
	}
}

func TestProgressCountsEveryRun(t *testing.T) {
	var said [][3]int
	o := Options{Workers: []int{1, 2}, Rounds: 1, Warm: true, Progress: func(done, total, workers int) {
		said = append(said, [3]int{done, total, workers})
	}}
	if _, err := Measure(t.Context(), o, (&machine{serial: 1}).run); err != nil {
		t.Fatal(err)
	}
	if want := [][3]int{{0, 3, 2}, {1, 3, 1}, {2, 3, 2}, {3, 3, 2}}; !slices.Equal(said, want) {
		t.Errorf("progress said %v, want %v", said, want)
	}
}

func TestCancelKeepsWhatWasMeasured(t *testing.T) {
	asked := errors.New("asked to stop")
	ctx, stop := context.WithCancelCause(t.Context())
	m := &machine{parallel: 12 * time.Second}
	c, err := Measure(ctx, Options{Workers: []int{1, 2, 3}}, func(ctx context.Context, n int) (Run, error) {
		if len(m.ran) == 3 {
			stop(asked)
		}
		return m.run(ctx, n)
	})
	if !errors.Is(err, asked) || !strings.Contains(err.Error(), "2 workers in round 2") {
		t.Errorf("error is %v, want the cause and the run it kept from beginning", err)
	}
	// The fourth run, the second of one worker, came to its end and counts.
	if len(m.ran) != 4 || len(c.Points) != 3 || len(c.Points[0].Elapsed) != 2 || len(c.Points[2].Elapsed) != 1 {
		t.Errorf("after runs %v the curve is %+v", m.ran, c)
	}
	if p, ok := c.At(3); !ok || p.Speedup != 3 {
		t.Errorf("3 workers have speed-up %v", p.Speedup)
	}
}

func TestCancelledBeforeTheFirstRun(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	stop()
	m := &machine{serial: 1}
	c, err := Measure(ctx, Options{Workers: []int{2}, Warm: true}, m.run)
	if !errors.Is(err, context.Canceled) || len(m.ran) != 0 || len(c.Points) != 0 {
		t.Errorf("error %v, runs %v, curve %+v", err, m.ran, c)
	}
}

func TestRunThatFailsIsNamed(t *testing.T) {
	full := errors.New("disk full")
	m := &machine{parallel: 8}
	fail := func(at int) func(context.Context, int) (Run, error) {
		m.ran = nil
		return func(ctx context.Context, n int) (Run, error) {
			if len(m.ran) == at {
				return Run{}, full
			}
			return m.run(ctx, n)
		}
	}
	o := Options{Workers: []int{1, 4}, Warm: true}
	for at, want := range map[int]string{
		0: "warm-up run with 4 workers: disk full",
		1: "run with 1 worker in round 1: disk full",
		4: "run with 4 workers in round 2: disk full",
	} {
		c, err := Measure(t.Context(), o, fail(at))
		if !errors.Is(err, full) || err.Error() != want {
			t.Errorf("error is %q, want %q", err, want)
		}
		counted := 0
		for _, p := range c.Points {
			counted += len(p.Elapsed)
		}
		if counted != max(at-1, 0) {
			t.Errorf("%q: the curve keeps %d runs, want %d", want, counted, max(at-1, 0))
		}
	}
}

func TestRunWithoutElapsedTimeIsRefused(t *testing.T) {
	for _, elapsed := range []time.Duration{0, -1} {
		_, err := Measure(t.Context(), Options{}, func(context.Context, int) (Run, error) {
			return Run{Elapsed: elapsed}, nil
		})
		if !errors.Is(err, ErrElapsed) || !strings.Contains(err.Error(), "1 worker in round 1") {
			t.Errorf("elapsed %v gave %v", elapsed, err)
		}
	}
}

func TestWrongOptions(t *testing.T) {
	for _, test := range []struct {
		options Options
		says    []string
	}{
		{Options{Workers: []int{1, 0}}, []string{"0 workers"}},
		{Options{Workers: []int{-2, 1}}, []string{"-2 workers"}},
		{Options{Workers: []int{4, 1, 4}}, []string{"4 workers named twice"}},
		{Options{Workers: []int{1, 1}}, []string{"1 worker named twice"}},
		{Options{Rounds: -1}, []string{"-1 rounds"}},
		{Options{Workers: []int{0, 2, 2}, Rounds: -3}, []string{"0 workers", "2 workers named twice", "-3 rounds"}},
	} {
		m := &machine{serial: 1}
		_, err := Measure(t.Context(), test.options, m.run)
		if !errors.Is(err, ErrOptions) || len(m.ran) > 0 {
			t.Errorf("%+v: error %v, runs %v", test.options, err, m.ran)
			continue
		}
		for _, says := range test.says {
			if !strings.Contains(err.Error(), says) {
				t.Errorf("%+v: error %q does not say %q", test.options, err, says)
			}
		}
	}
}

func TestOptionsAreLeftAsTheyAre(t *testing.T) {
	workers := []int{8, 2}
	if _, err := Measure(t.Context(), Options{Workers: workers}, (&machine{serial: 1}).run); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(workers, []int{8, 2}) {
		t.Errorf("the caller's counts became %v", workers)
	}
}

func TestCounts(t *testing.T) {
	for limit, want := range map[int][]int{
		-1: {1}, 0: {1}, 1: {1}, 2: {1, 2}, 3: {1, 2, 3}, 4: {1, 2, 3, 4}, 5: {1, 2, 4, 5},
		6: {1, 2, 4, 6}, 7: {1, 2, 4, 7}, 8: {1, 2, 4, 8}, 9: {1, 2, 4, 8, 9}, 12: {1, 2, 4, 8, 12},
		16: {1, 2, 4, 8, 16}, 96: {1, 2, 4, 8, 16, 32, 64, 96},
	} {
		if got := Counts(limit); !slices.Equal(got, want) {
			t.Errorf("Counts(%d) is %v, want %v", limit, got, want)
		}
	}
}

func TestMedian(t *testing.T) {
	for _, test := range []struct {
		values []float64
		want   float64
	}{{nil, 0}, {[]float64{3}, 3}, {[]float64{9, 1}, 5}, {[]float64{7, 1, 100}, 7}, {[]float64{4, 1, 3, 2}, 2.5}} {
		before := slices.Clone(test.values)
		if got := Median(test.values); got != test.want {
			t.Errorf("the median of %v is %v, want %v", test.values, got, test.want)
		}
		if !slices.Equal(test.values, before) {
			t.Errorf("%v was put into the order %v", before, test.values)
		}
	}
	if got := Median([]time.Duration{time.Second, 2 * time.Second}); got != 1500*time.Millisecond {
		t.Errorf("the median of one and two seconds is %v", got)
	}
}
