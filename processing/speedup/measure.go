package speedup

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"
)

// DefaultRounds is how often each count runs unless told otherwise: the fewest of which one may be
// disturbed without moving the median.
const DefaultRounds = 3

// ErrOptions is matched by every error about what was asked of Measure.
var ErrOptions = errors.New("speed-up cannot be measured as asked")

// ErrElapsed is a run that said it took no time: nothing can be divided by it.
var ErrElapsed = errors.New("the run reports no elapsed time")

// Run is what one run of the whole work took.
type Run struct {
	// Elapsed is wall time, more than 0.
	Elapsed time.Duration
	// Stages is the seconds spent in each stage, summed over all photos and workers, so together
	// they may be more than Elapsed. Nil where stages are not told apart.
	Stages map[string]float64
}

// Options says which runs to make.
type Options struct {
	// Workers is the counts of workers to compare, each at least 1 and named once, in any order. The
	// count 1 is always measured, named or not.
	Workers []int
	// Rounds is how often each count runs; 0 stands for DefaultRounds.
	Rounds int
	// Warm makes one uncounted run first, with the largest count, so that all counted runs find the
	// same caches.
	Warm bool
	// Progress, where not nil, is called before each run with the number of runs done, of all,
	// uncounted one included, and the count of workers about to run; after the last run once more
	// with done equal to total and that run's count. It is called by the goroutine that called Measure.
	Progress func(done, total int, workers int)
}

// Measure runs the work with every count of workers in turn, from the smallest to the largest, round
// after round, and never two runs at once. The curve is of the runs that were counted.
//
// Every round has the same direction. Turning every second one round would cancel a steady drift
// exactly for means over an even number of rounds, but for the medians of an odd number it only
// turns the sign of what is left; and it would make neighbours of two runs of one count, so that one
// disturbance could spoil both.
//
// An error of a run ends the measurement and is wrapped with the run's count of workers and its
// round; a ctx that ends does so with its cause. The curve then holds what was measured so far,
// which may be nothing. Errors that match ErrOptions are the caller's, and nothing was run.
func Measure(ctx context.Context, o Options, run func(ctx context.Context, workers int) (Run, error)) (Curve, error) {
	plan, err := o.plan()
	if err != nil {
		return Curve{}, err
	}
	runs := map[int][]Run{}
	for done, p := range plan {
		if o.Progress != nil {
			o.Progress(done, len(plan), p.workers)
		}
		r, err := p.measure(ctx, run)
		if err != nil {
			return newCurve(runs), err
		}
		if p.counts() {
			runs[p.workers] = append(runs[p.workers], r)
		}
	}
	if o.Progress != nil {
		o.Progress(len(plan), len(plan), plan[len(plan)-1].workers)
	}
	return newCurve(runs), nil
}

// plannedRun is one run: how many workers, in which round from 1 on; round 0 is not counted.
type plannedRun struct{ workers, round int }

func (p plannedRun) counts() bool { return p.round > 0 }

func (p plannedRun) String() string {
	if !p.counts() {
		return fmt.Sprintf("warm-up run with %s", workersText(p.workers))
	}
	return fmt.Sprintf("run with %s in round %d", workersText(p.workers), p.round)
}

func workersText(n int) string {
	if n == 1 {
		return "1 worker"
	}
	return fmt.Sprintf("%d workers", n)
}

// measure makes the run. A run that came to its end counts even where ctx ended meanwhile.
func (p plannedRun) measure(ctx context.Context, run func(context.Context, int) (Run, error)) (Run, error) {
	if ctx.Err() != nil {
		return Run{}, fmt.Errorf("%v: %w", p, context.Cause(ctx))
	}
	r, err := run(ctx, p.workers)
	if err == nil && r.Elapsed <= 0 {
		err = fmt.Errorf("%w: %v", ErrElapsed, r.Elapsed)
	}
	if err != nil {
		return Run{}, fmt.Errorf("%v: %w", p, err)
	}
	return r, nil
}

// plan lists the runs in the order they are made.
func (o Options) plan() ([]plannedRun, error) {
	counts, err := o.counts()
	if err != nil {
		return nil, err
	}
	rounds := o.Rounds
	if rounds == 0 {
		rounds = DefaultRounds
	}
	var plan []plannedRun
	if o.Warm {
		plan = append(plan, plannedRun{workers: counts[len(counts)-1]})
	}
	for round := range rounds {
		for _, n := range counts {
			plan = append(plan, plannedRun{workers: n, round: round + 1})
		}
	}
	return plan, nil
}

// counts is the counts to compare, ascending, 1 among them.
func (o Options) counts() ([]int, error) {
	var wrong []error
	counts := slices.Sorted(slices.Values(o.Workers))
	for i, n := range counts {
		switch {
		case n < 1:
			wrong = append(wrong, fmt.Errorf("%w: %d workers, where at least 1 is needed", ErrOptions, n))
		case i > 0 && n == counts[i-1]:
			wrong = append(wrong, fmt.Errorf("%w: %s named twice", ErrOptions, workersText(n)))
		}
	}
	if o.Rounds < 0 {
		wrong = append(wrong, fmt.Errorf("%w: %d rounds, where at least 1 is needed", ErrOptions, o.Rounds))
	}
	if len(counts) == 0 || counts[0] != 1 {
		counts = slices.Insert(counts, 0, 1)
	}
	return counts, errors.Join(wrong...)
}

// Counts is the counts of workers worth comparing on a machine where up to limit can run at once:
// all of them up to 4, else 1, the powers of two below limit, and limit. A limit below 1 counts as 1.
func Counts(limit int) []int {
	if limit < 1 {
		return []int{1}
	}
	var counts []int
	for n := 1; n < limit; n = following(n, limit) {
		counts = append(counts, n)
	}
	return append(counts, limit)
}

// following is the count after n: the next one on a small machine, twice n, but at most limit, on
// others.
func following(n, limit int) int {
	switch {
	case limit <= 4:
		return n + 1
	case n > limit/2:
		return limit
	}
	return 2 * n
}
