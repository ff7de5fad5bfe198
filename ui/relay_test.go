package ui

import (
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"minilab/processing"
)

// painter collects what a relay hands over.
type painter struct {
	mu     sync.Mutex
	status []Status
}

func (p *painter) paint(s Status) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.status = append(p.status, s)
}

func (p *painter) painted() []Status {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.status)
}

func atOnce(f func()) { f() }

func TestRelayPaintsOnlyWhatIsNew(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f, p := &fakeSession{}, &painter{}
		r := newRelay(f, Interval, p.paint, atOnce)
		defer r.Close()
		time.Sleep(10*Interval + Interval/2)
		synctest.Wait()
		if n := len(p.painted()); n != 1 {
			t.Errorf("painted %d times while nothing happened, want once", n)
		}
		if f.samples != 11 {
			t.Errorf("sampled %d times in ten intervals, want 11", f.samples)
		}
		f.do(func() { f.status.Progress.Photos = 3 })
		time.Sleep(3 * Interval)
		synctest.Wait()
		if got := p.painted(); len(got) != 2 || got[1].Progress.Photos != 3 {
			t.Errorf("painted %d times, want once more", len(got))
		}
	})
}

func TestRelayPaintsChangedRowsOfTheSameCounts(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f, p := &fakeSession{}, &painter{}
		r := newRelay(f, Interval, p.paint, atOnce)
		defer r.Close()
		synctest.Wait()
		f.do(func() { f.status.Progress.Changed = []int{7} })
		time.Sleep(3 * Interval)
		synctest.Wait()
		if got := p.painted(); len(got) != 2 || !slices.Equal(got[1].Progress.Changed, []int{7}) {
			t.Errorf("painted %+v", got)
		}
	})
}

func TestRelayLaysSamplesTogetherForASlowScreen(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f, p := &fakeSession{}, &painter{}
		screen := make(chan func(), 100)
		r := newRelay(f, Interval, p.paint, func(draw func()) { screen <- draw })
		defer r.Close()
		time.Sleep(Interval / 2) // between two samples from here on
		for i := range 5 {
			f.do(func() { f.status.Progress.Changed = []int{i, 99}; f.status.Progress.Written = i })
			time.Sleep(Interval)
		}
		synctest.Wait()
		if len(screen) != 1 {
			t.Fatalf("%d drawings queue up at a screen that is busy, want 1", len(screen))
		}
		(<-screen)()
		got := p.painted()
		if len(got) != 1 || got[0].Progress.Written != 4 || !slices.Equal(got[0].Progress.Changed, []int{0, 1, 2, 3, 4, 99}) {
			t.Errorf("painted %+v, want the last counts with all changed rows", got)
		}
	})
}

func TestRelayPaintsTheLastSample(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f, p := &fakeSession{}, &painter{}
		r := newRelay(f, time.Hour, p.paint, atOnce)
		synctest.Wait()
		f.do(func() { f.status.Progress.Written = 240 })
		r.Close()
		r.Close()
		got := p.painted()
		if got[len(got)-1].Progress.Written != 240 {
			t.Errorf("the last sample painted is %+v", got[len(got)-1].Progress)
		}
		before := f.samples
		time.Sleep(10 * time.Hour)
		if f.samples != before {
			t.Error("the relay samples after Close")
		}
	})
}

func TestEveryCounterCounts(t *testing.T) {
	changes := map[string]func(*Status){
		"phase":    func(s *Status) { s.Phase = PhaseMeasuring },
		"problem":  func(s *Status) { s.Problem = "the disk is full" },
		"summary":  func(s *Status) { s.Summary = &Summary{Sample: 6} },
		"scanning": func(s *Status) { s.Progress.Scanning = true },
		"passed":   func(s *Status) { s.Progress.PassedOver = 1 },
		"bytes":    func(s *Status) { s.Progress.BytesOut = 1 },
		"elapsed":  func(s *Status) { s.Progress.Elapsed = 1 },
		"left":     func(s *Status) { s.Progress.LeftKnown = true },
		"rate":     func(s *Status) { s.Progress.Rate = 1 },
		"share":    func(s *Status) { s.Progress.Share = 0.1 },
		"running":  func(s *Status) { s.Progress.Running = []processing.Running{{Share: 0.1}} },
	}
	for name, change := range changes {
		a, b := Status{}, Status{}
		change(&b)
		if sameCounters(a, b) {
			t.Errorf("%s changes and is not painted", name)
		}
		change(&a)
		if !sameCounters(a, b) {
			t.Errorf("%s is the same and is painted", name)
		}
	}
}
