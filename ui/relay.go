package ui

import (
	"slices"
	"sync"
	"time"

	"fyne.io/fyne/v2"
)

// Interval is how often the window looks at the engine: often enough for bars to move smoothly,
// seldom enough that looking costs nothing beside the work.
const Interval = 100 * time.Millisecond

// sampler is the part of the session the relay needs.
type sampler interface{ Status() Status }

// Relay is the one crossing from the engine to the screen.
//
//	workers -> counters <- Status() <- Relay, ten times a second -> fyne.Do -> Window.update
//
// Workers count and never call the screen; the relay samples the counters and hands the screen one
// sample at a time. While nothing changes nothing crosses. While the screen is busy samples are laid
// together, so that it is never more than one behind and no changed row is lost. The last sample
// before Close is always handed over.
type Relay struct {
	session sampler
	paint   func(Status)
	// do runs a function on the screen's goroutine, some time later.
	do func(func())

	stop, ended chan struct{}
	closing     sync.Once

	mu      sync.Mutex
	pending *Status // sampled, not yet painted
	last    Status  // the newest sample that was handed over; only its counters are compared
	started bool    // last holds a sample
}

// NewRelay starts to sample a session. Paint is called on the toolkit's main goroutine.
func NewRelay(session sampler, every time.Duration, paint func(Status)) *Relay {
	return newRelay(session, every, paint, fyne.Do)
}

func newRelay(session sampler, every time.Duration, paint func(Status), do func(func())) *Relay {
	r := &Relay{
		session: session, paint: paint, do: do,
		stop: make(chan struct{}), ended: make(chan struct{}),
	}
	go r.run(every)
	return r
}

// Close takes the last sample, hands it over and returns once the sampling has ended. It may be
// called more than once, from any goroutine.
func (r *Relay) Close() {
	r.closing.Do(func() { close(r.stop) })
	<-r.ended
}

func (r *Relay) run(every time.Duration) {
	defer close(r.ended)
	ticker := time.NewTicker(every)
	defer ticker.Stop()
	for {
		r.sample()
		select {
		case <-ticker.C:
		case <-r.stop:
			r.sample()
			return
		}
	}
}

// sample takes a sample and hands it over where it says something new.
func (r *Relay) sample() {
	if r.hold(r.session.Status()) {
		r.do(r.flush)
	}
}

// hold keeps a sample for the screen and reports whether the screen must be asked to come for it.
func (r *Relay) hold(status Status) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.started && len(status.Progress.Changed) == 0 && sameCounters(status, r.last) {
		return false
	}
	r.started, r.last = true, status
	if r.pending == nil {
		r.pending = &status
		return true
	}
	// The screen has not come for the one before: it gets both as one.
	status.Progress.Changed = union(r.pending.Progress.Changed, status.Progress.Changed)
	r.pending = &status
	return false
}

// flush paints what is pending; it runs on the screen's goroutine.
func (r *Relay) flush() {
	r.mu.Lock()
	status := r.pending
	r.pending = nil
	r.mu.Unlock()
	if status != nil {
		r.paint(*status)
	}
}

// union joins two lists of rows without repeats.
func union(a, b []int) []int {
	all := slices.Concat(a, b)
	slices.Sort(all)
	return slices.Compact(all)
}

// sameCounters reports whether two samples would be painted alike, their changed rows aside.
func sameCounters(a, b Status) bool {
	p, q := &a.Progress, &b.Progress
	return a.Phase == b.Phase && a.Problem == b.Problem && sameSummary(a.Summary, b.Summary) &&
		p.Scanning == q.Scanning && p.Photos == q.Photos && p.PassedOver == q.PassedOver &&
		p.Waiting == q.Waiting && p.Working == q.Working &&
		p.Written == q.Written && p.Skipped == q.Skipped && p.Failed == q.Failed &&
		p.BytesIn == q.BytesIn && p.BytesOut == q.BytesOut &&
		p.Elapsed == q.Elapsed && p.Left == q.Left && p.LeftKnown == q.LeftKnown &&
		p.Rate == q.Rate && p.Share == q.Share && p.Workers == q.Workers &&
		slices.Equal(p.Running, q.Running)
}

func sameSummary(a, b *Summary) bool {
	if a == nil || b == nil {
		return a == b
	}
	return *a == *b
}
