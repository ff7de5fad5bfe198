package ui

import (
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"minilab/processing"
)

func TestSliderSetsWorkersDuringARun(t *testing.T) {
	f := &fakeSession{rows: queueOf(9)}
	w := openWindow(t, f, nil)
	w.update(running(9, 0, 4))
	w.workers.slider.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	w.workers.slider.TypedKey(&fyne.KeyEvent{Name: fyne.KeyHome})
	if want := []int{4, 5, 1}; !slices.Equal(f.workers, want) { // 4 are those of the settings
		t.Fatalf("the session was told %v, want %v", f.workers, want)
	}
	if got := w.workers.value.Text(); got != "1 of 8" {
		t.Errorf("the slider says %q", got)
	}
}

func TestEveryPhotoInWorkHasALine(t *testing.T) {
	w := openWindow(t, &fakeSession{rows: queueOf(9)}, nil)
	if n := len(w.workers.lines); n != 4 {
		t.Fatalf("%d lines for 4 workers", n)
	}
	s := running(9, 0, 6) // more than workers: some were just taken away and still finish their photos
	w.update(s)
	if n := len(w.workers.lines); n != 6 {
		t.Fatalf("%d lines for 6 photos in work", n)
	}
	if got := w.workers.lines[5].Name(); got != s.Progress.Running[5].Name {
		t.Errorf("the last line shows %q", got)
	}
	w.update(running(9, 6, 1))
	if n := len(w.workers.lines); n != 4 {
		t.Errorf("%d lines for 4 workers", n)
	}
	if got := w.workers.lines[3].Name(); got != textIdle {
		t.Errorf("a worker without a photo shows %q", got)
	}
	w.update(waiting(9))
	if got := w.workers.lines[0].Name(); got != textReady {
		t.Errorf("a worker before the run shows %q", got)
	}
}

func TestWorkersKeepTheirLines(t *testing.T) {
	s := seats{}
	of := func(workers ...int) (running []processing.Running) {
		for _, w := range workers {
			running = append(running, processing.Running{Worker: w})
		}
		return running
	}
	for _, step := range []struct {
		running []processing.Running
		needed  int
		seats   map[int]int
	}{
		{of(0, 1, 2), 3, map[int]int{0: 0, 1: 1, 2: 2}},
		{of(2, 0), 3, map[int]int{0: 0, 2: 2}},              // worker 1 has nothing: the others stay
		{of(2, 17), 3, map[int]int{2: 2, 17: 0}},            // 17 replaces 0 and takes the first free line
		{of(17, 18, 2), 3, map[int]int{2: 2, 17: 0, 18: 1}}, // and 18 the next
		{of(), 0, map[int]int{}},
	} {
		if got := s.take(step.running); got != step.needed {
			t.Errorf("%v: %d lines, want %d", step.running, got, step.needed)
		}
		if len(s) != len(step.seats) {
			t.Errorf("%v: seats %v, want %v", step.running, s, step.seats)
		}
		for worker, seat := range step.seats {
			if s[worker] != seat {
				t.Errorf("worker %d sits on %d, want %d", worker, s[worker], seat)
			}
		}
	}
}

func TestSpeedupIsShownAtTheEnd(t *testing.T) {
	w := openWindow(t, &fakeSession{rows: queueOf(9)}, nil)
	w.update(ended(PhaseMeasuring, nil))
	if got := w.workers.caption.Text(); got != textMeasuring {
		t.Errorf("while measuring it says %q", got)
	}
	w.update(ended(PhaseIdle, &Summary{Elapsed: 41 * time.Second, OneWorker: 78 * time.Second, Sample: 6}))
	if a, b, c := w.workers.speedup.Text(), w.workers.faster.Text(), w.workers.measured.Text(); a != "1.9×" ||
		b != "as fast as one worker" || c != "(measured on 6 of the photos)" {
		t.Errorf("it says %q %q %q", a, b, c)
	}
	w.update(running(240, 0, 1))
	if w.workers.speedup.Text() != "" || w.workers.title.Text() != textWorkers {
		t.Error("the speed-up of the last run is shown during the next")
	}
}
