package ui

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"minilab/processing"
	"minilab/ui/theme"
	"minilab/ui/widget"
)

// workersView shows the workers, one line each, and the slider for how many there are: moving it
// during a run adds lines that fill at once, which says more about working at the same time than any
// sentence. At the end it shows what the workers brought.
type workersView struct {
	content *fyne.Container
	// title and caption are the panel's head; speedup, faster and measured take their place at the end.
	title, caption            *widget.Text
	speedup, faster, measured *widget.Text
	slider                    *widget.Slider
	value                     *widget.Text
	box                       *fyne.Container
	scroll                    *container.Scroll
	lines                     []*widget.WorkerLine
	cores                     int
	seats                     seats
	// OnWorkers is called with a new number of workers.
	OnWorkers func(n int)
}

// The heights of the panel's head and foot.
const (
	workersHead = 50
	workersFoot = 46
)

// newWorkersView makes a slider from one worker to the number of cores.
func newWorkersView(workers, cores int) *workersView {
	v := &workersView{cores: max(cores, 1), seats: seats{}}
	caption := widget.Style{Size: theme.SizeCaption, Cut: widget.CutEnd}
	v.title = widget.NewText(textWorkers, widget.Style{Size: theme.SizeStrong, Bold: true}, theme.Text)
	v.caption = widget.NewText("", caption, theme.Muted)
	v.speedup = widget.NewText("", widget.Style{Size: theme.SizeHeading, Bold: true}, theme.Text)
	v.faster, v.measured = widget.NewText("", caption, theme.Text), widget.NewText("", caption, theme.Muted)
	v.slider = widget.NewSlider(1, v.cores, workers)
	v.value = widget.NewText("", widget.Style{Align: fyne.TextAlignTrailing}, theme.Text)
	v.slider.OnMoved = func(n int) {
		v.showCount(n)
		v.OnWorkers(n)
	}
	v.box = container.New(stack{})
	v.scroll = container.NewVScroll(v.box)
	v.showCount(v.slider.Value())
	v.seat(v.slider.Value(), nil)
	v.content = v.compose()
	return v
}

func (v *workersView) compose() *fyne.Container {
	panel, foot := widget.NewPanel(), widget.NewHairline()
	scroll := container.NewThemeOverride(v.scroll, theme.Flat{})
	label := widget.NewText(textWorkers, widget.Style{}, theme.Muted)
	return widget.Place(widget.Least(320, workersHead+workersFoot+2*widget.WorkerLineHeight), func(size fyne.Size) {
		panel.Resize(size)
		m := theme.Margin
		v.placeHead(size.Width)
		widget.Put(scroll, m, workersHead, size.Width-m-5, size.Height-workersHead-workersFoot-4)
		y := size.Height - workersFoot
		widget.Put(foot, 0, y, size.Width, 1)
		widget.Put(label, m, y+1, 60, workersFoot-2)
		widget.Put(v.slider, m+68, y+12, size.Width-2*m-68-72, 22)
		widget.Put(v.value, size.Width-m-64, y+1, 64, workersFoot-2)
	}, panel, foot, v.title, v.caption, v.speedup, v.faster, v.measured, scroll, label, v.slider, v.value)
}

// placeHead sets the two heads, of which one is empty.
func (v *workersView) placeHead(width float32) {
	m := theme.Margin
	x := m + v.title.Width() + 10
	widget.Put(v.title, m, 10, v.title.Width(), 32)
	widget.Put(v.caption, x, 11, width-m-x, 32)
	x = m + v.speedup.Width() + 12
	widget.Put(v.speedup, m, 8, v.speedup.Width(), 36)
	widget.Put(v.faster, x, 9, width-m-x, 18)
	widget.Put(v.measured, x, 26, width-m-x, 18)
}

func (v *workersView) showCount(n int) { v.value.SetText(workersText(n, v.cores)) }

func (v *workersView) update(s Status) {
	v.tellHead(s)
	v.seat(v.slider.Value(), s.Progress.Running)
	v.tellLines(s)
}

// tellHead shows the speed-up once it is known, and how many photos are in work during a run.
func (v *workersView) tellHead(s Status) {
	title, caption, faster := textWorkers, "", ""
	speedup, measured := "", ""
	switch {
	case s.Phase == PhaseRunning || s.Phase == PhaseStopping:
		caption = photos(s.Progress.Working) + " in work"
	case s.Phase == PhaseMeasuring:
		caption = textMeasuring
	case speedupText(s.Summary) != "":
		title, faster = "", textFasterBy
		speedup, measured = speedupText(s.Summary), measuredText(s.Summary)
	}
	moved := v.speedup.Text() != speedup
	v.title.SetText(title)
	v.caption.SetText(caption)
	v.speedup.SetText(speedup)
	v.faster.SetText(faster)
	v.measured.SetText(measured)
	if moved {
		v.content.Refresh() // the captions stand where the figures end
	}
}

// seat gives every photo in work a line and makes as many lines as there are workers. During a change
// of their number more photos than workers can be in work; all of them are shown.
func (v *workersView) seat(workers int, running []processing.Running) {
	count := max(workers, v.seats.take(running))
	if count == len(v.lines) {
		return
	}
	for len(v.lines) < count {
		v.lines = append(v.lines, widget.NewWorkerLine(strconv.Itoa(len(v.lines)+1)))
	}
	v.lines = v.lines[:count]
	v.box.Objects = v.box.Objects[:0]
	for _, l := range v.lines {
		l.SetIdle(textReady)
		v.box.Add(l)
	}
	v.scroll.Refresh()
}

func (v *workersView) tellLines(s Status) {
	idle := textReady
	if s.Phase != PhaseIdle {
		idle = textIdle
	}
	busy := make([]bool, len(v.lines))
	for _, r := range s.Progress.Running {
		seat := v.seats[r.Worker]
		busy[seat] = true
		v.lines[seat].Set(r.Name, stageText(r.Stage), r.Share)
	}
	for i, l := range v.lines {
		if !busy[i] {
			l.SetIdle(idle)
		}
	}
}

// seats says on which line each worker is shown. A worker keeps its line while it has a photo in
// work; workers that are replaced get new numbers, so the numbers themselves cannot be the lines.
type seats map[int]int

// take frees the lines of workers that have nothing in work, gives the others the first free ones and
// returns how many lines are needed.
func (s seats) take(running []processing.Running) int {
	working, taken := map[int]bool{}, map[int]bool{}
	for _, r := range running {
		working[r.Worker] = true
	}
	for worker, seat := range s {
		if !working[worker] {
			delete(s, worker)
			continue
		}
		taken[seat] = true
	}
	for _, r := range running {
		if _, ok := s[r.Worker]; !ok {
			seat := 0
			for taken[seat] {
				seat++
			}
			s[r.Worker], taken[seat] = seat, true
		}
	}
	needed := 0
	for seat := range taken {
		needed = max(needed, seat+1)
	}
	return needed
}

// stack is a layout of objects one under the other without a gap, with room at the right for the bar
// that scrolls them.
type stack struct{}

// scrollRoom is as wide as what the panel's margin has left of the scroll bar.
const scrollRoom = theme.Margin - 5

func (stack) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.Size{}
	for _, o := range objects {
		least := o.MinSize()
		size = fyne.NewSize(max(size.Width, least.Width+scrollRoom), size.Height+least.Height)
	}
	return size
}

func (stack) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	y := float32(0)
	for _, o := range objects {
		height := o.MinSize().Height
		widget.Put(o, 0, y, size.Width-scrollRoom, height)
		y += height
	}
}
