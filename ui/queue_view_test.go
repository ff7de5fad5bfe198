package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"minilab/processing"
	"minilab/ui/theme"
)

// visibleRows is more rows than the window has room for.
const visibleRows = 12

func TestTenThousandRowsCostOnlyThoseSeen(t *testing.T) {
	f := &fakeSession{rows: queueOf(10_000)}
	w := openWindow(t, f, nil)
	w.update(waiting(10_000))
	binds := 0
	bind := w.queue.list.UpdateItem
	w.queue.list.UpdateItem = func(i int, o fyne.CanvasObject) { binds++; bind(i, o) }
	f.rowCalls = 0
	s := running(10_000, 100, 4)
	for i := range 10_000 {
		s.Progress.Changed = append(s.Progress.Changed, i)
	}
	const ticks = 10
	for range ticks {
		w.update(s)
	}
	if binds != 0 {
		t.Errorf("%d rows were bound anew by %d samples, want none", binds, ticks)
	}
	if f.rowCalls == 0 || f.rowCalls > ticks*visibleRows {
		t.Errorf("%d photos were read for %d samples, want those seen only", f.rowCalls, ticks)
	}
}

func TestRowsThatChangedAreShownAnew(t *testing.T) {
	f := &fakeSession{rows: queueOf(240)}
	w := openWindow(t, f, nil)
	w.update(waiting(240))
	f.rows[2].State, f.rows[2].Stage, f.rows[2].Share = processing.StateWorking, processing.StageEncode, 0.5
	s := running(240, 0, 1)
	s.Progress.Changed = []int{2, 200}
	w.update(s)
	row, ok := w.queue.objects[2]
	if !ok {
		t.Fatal("the third photo is not to be seen")
	}
	if got := row.Story(); got.Note != "Encoding" || got.Figure != "50%" {
		t.Errorf("the row tells %q %q", got.Note, got.Figure)
	}
	if got := w.queue.objects[1].Story().Note; got != textWaiting {
		t.Errorf("the row above tells %q", got)
	}
}

func TestScrolledRowsShowTheirOwnPhotos(t *testing.T) {
	f := &fakeSession{rows: queueOf(10_000)}
	w := openWindow(t, f, nil)
	w.update(waiting(10_000))
	for _, to := range []int{9_999, 5_000, 0, 1234} {
		w.queue.list.ScrollTo(to)
		row, ok := w.queue.objects[to]
		if !ok {
			t.Fatalf("photo %d is not to be seen after scrolling to it", to)
		}
		if got := row.Story().Name; got != f.rows[to].Name {
			t.Errorf("row %d shows %s", to, got)
		}
	}
	for offset := range 40 {
		w.queue.list.ScrollToOffset(float32(offset) * 150) // row objects are used again for other photos
	}
	for index, row := range w.queue.objects {
		if w.queue.shows[row] != index {
			t.Errorf("photo %d is said to be on a row that shows %d", index, w.queue.shows[row])
		}
	}
}

func TestRowsOfThePastAreForgotten(t *testing.T) {
	f := &fakeSession{rows: queueOf(10_000)}
	w := openWindow(t, f, nil)
	w.update(waiting(10_000))
	for to := 0; to < 10_000; to += 200 {
		w.queue.list.ScrollTo(to) // the list throws its spare rows away
	}
	if len(w.queue.shows) <= mostRows {
		t.Fatalf("the list threw away no rows: %d are known", len(w.queue.shows))
	}
	w.update(waiting(10_000))
	if n := len(w.queue.shows); n == 0 || n > visibleRows {
		t.Errorf("%d row objects are known for a dozen visible rows", n)
	}
}

func TestChosenPhotoTellsItsStoryInFull(t *testing.T) {
	f := &fakeSession{rows: queueOf(3)}
	w := openWindow(t, f, nil)
	w.update(waiting(3))
	w.queue.list.Select(1)
	if got := w.queue.detail.Text(); got != f.rows[1].Path {
		t.Errorf("a waiting photo tells %q", got)
	}
	reason := strings.Repeat("The file is cut off. ", 20)
	f.rows[1].State, f.rows[1].Result.Reason = processing.StateFailed, reason
	s := waiting(3)
	s.Progress.Changed = []int{1}
	w.update(s)
	if got := w.queue.detail.Text(); !strings.HasSuffix(got, reason) || w.queue.detail.Colour() != theme.Bad {
		t.Errorf("a failed photo tells %q", got)
	}
}

func TestClearedQueueStartsAnew(t *testing.T) {
	f := &fakeSession{rows: queueOf(240)}
	w := openWindow(t, f, nil)
	w.update(waiting(240))
	w.queue.list.ScrollTo(200)
	w.queue.list.Select(200)
	w.queue.clear.OnTapped()
	if f.clears != 1 {
		t.Fatalf("cleared %d times", f.clears)
	}
	f.rows = queueOf(2)
	w.update(waiting(2))
	if w.queue.detail.Text() != "" || w.queue.chosen != noRow {
		t.Errorf("the new queue still tells of %q", w.queue.detail.Text())
	}
	if _, ok := w.queue.objects[0]; !ok {
		t.Error("the first photo of the new queue is not to be seen")
	}
}

func TestQueueCannotBeClearedDuringARun(t *testing.T) {
	w := openWindow(t, &fakeSession{rows: queueOf(9)}, nil)
	for phase, want := range map[Phase]bool{PhaseIdle: true, PhaseRunning: false, PhaseStopping: false, PhaseMeasuring: false} {
		s := waiting(9)
		s.Phase = phase
		w.update(s)
		if got := !w.queue.clear.Disabled(); got != want {
			t.Errorf("phase %d: clearing enabled is %v", phase, got)
		}
	}
}
