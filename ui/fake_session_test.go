package ui

import (
	"sync"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"minilab/processing"
	"minilab/ui/theme"
)

// fakeSession is an engine that does nothing but remember what it was asked.
type fakeSession struct {
	mu       sync.Mutex
	status   Status
	rows     []processing.Row
	rowCalls int
	added    [][]string
	orders   []Order
	workers  []int
	stops    int
	clears   int
	closes   int
	startErr error
	// samples is how often Status was asked for.
	samples int
}

func (f *fakeSession) Add(paths []string) { f.do(func() { f.added = append(f.added, paths) }) }
func (f *fakeSession) Clear()             { f.do(func() { f.clears++ }) }
func (f *fakeSession) Stop()              { f.do(func() { f.stops++ }) }
func (f *fakeSession) SetWorkers(n int)   { f.do(func() { f.workers = append(f.workers, n) }) }
func (f *fakeSession) Close()             { f.do(func() { f.closes++ }) }

func (f *fakeSession) Start(o Order) error {
	f.do(func() { f.orders = append(f.orders, o) })
	return f.startErr
}

// Status hands out the changed rows once, as the contract has it.
func (f *fakeSession) Status() Status {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.samples++
	s := f.status
	f.status.Progress.Changed = nil
	return s
}

func (f *fakeSession) Row(index int) processing.Row {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.rowCalls++
	if index < 0 || index >= len(f.rows) {
		return processing.Row{}
	}
	return f.rows[index]
}

func (f *fakeSession) do(what func()) {
	f.mu.Lock()
	defer f.mu.Unlock()
	what()
}

// fakeChooser answers at once.
type fakeChooser struct {
	photos []string
	folder string
	err    error
}

func (c fakeChooser) Photos(_ string, done func([]string, error)) { done(c.photos, c.err) }
func (c fakeChooser) Folder(_ string, done func(string, error))   { done(c.folder, c.err) }

// openWindow opens the window on a fake session, in the dark palette.
func openWindow(t *testing.T, f *fakeSession, change func(*Options)) *Window {
	t.Helper()
	test.NewTempApp(t)
	recipe := processing.DefaultRecipe()
	recipe.Size.LongEdge = 2048
	o := Options{
		Session: f, Cores: 8, Pictures: "/home/anna/Pictures",
		Settings: Settings{Recipe: recipe, Workers: 4, Look: theme.AlwaysDark},
	}
	if change != nil {
		change(&o)
	}
	w := newWindow(test.NewTempWindow(t, nil), o, func() {})
	w.window.Resize(fyne.NewSize(windowWidth, windowHeight))
	return w
}

// queueOf is a queue of waiting photos.
func queueOf(n int) []processing.Row {
	rows := make([]processing.Row, n)
	for i := range rows {
		rows[i] = processing.Row{
			Index: i, Name: "DSC_" + formatCount(i) + ".JPG", Path: "/photos/DSC_" + formatCount(i) + ".JPG",
			Width: 6048, Height: 4024, BytesIn: 28_400_000,
		}
	}
	return rows
}

// waiting is the status of a queue in which nothing was begun.
func waiting(n int) Status {
	s := Status{}
	s.Progress.Photos, s.Progress.Waiting = n, n
	return s
}

// running is the status of a run that has come so far.
func running(photos, done, working int) Status {
	s := Status{Phase: PhaseRunning}
	p := &s.Progress
	p.Photos, p.Written, p.Working, p.Waiting = photos, done, working, photos-done-working
	for i := range working {
		p.Running = append(p.Running, processing.Running{
			Worker: i, Index: done + i, Name: "DSC_" + formatCount(done+i) + ".JPG", Stage: processing.StageResize, Share: 0.5,
		})
	}
	return s
}
