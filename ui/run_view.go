package ui

import (
	"time"

	"fyne.io/fyne/v2"

	"minilab/ui/theme"
	"minilab/ui/widget"
)

// runView is the bar at the bottom: the one button that starts and stops, how far the batch is, and
// its figures.
type runView struct {
	content               *fyne.Container
	start, open           *widget.Button
	headline, bad, aside  *widget.Text
	bar                   *widget.Bar
	elapsed, rate, saving *widget.Stat
	// phase is what the button acts on.
	phase Phase
	// pressed is when the button last did something. now is the clock.
	pressed time.Time
	now     func() time.Time
	// OnStart, OnStop and OnOpen are called by the buttons.
	OnStart, OnStop, OnOpen func()
}

// runHeight is the height of the bar.
const runHeight = 78

// settleTime is how long a press is answered by nothing after one that did something: a double click
// on Start must not stop the run it has started, nor a key that is held.
const settleTime = 600 * time.Millisecond

func newRunView() *runView {
	v := &runView{
		headline: widget.NewText(textToBegin, widget.Style{Size: 14, Bold: true}, theme.Text),
		bad:      widget.NewText("", widget.Style{}, theme.Bad),
		aside:    widget.NewText("", widget.Style{Align: fyne.TextAlignTrailing, Cut: widget.CutEnd}, theme.Muted),
		bar:      widget.NewBar(8),
		elapsed:  widget.NewStat(textElapsed),
		rate:     widget.NewStat(textRate),
		saving:   widget.NewStat(textSaved),
		now:      time.Now,
	}
	v.start = widget.NewButton(textStart, theme.IconPlay, widget.Primary, 44, v.press)
	v.open = widget.NewButton(textOpenFolder, theme.IconFolder, widget.Secondary, 44, func() { v.OnOpen() })
	v.start.Disable()
	v.open.Hide()
	v.content = v.compose()
	v.update(Status{})
	return v
}

func (v *runView) compose() *fyne.Container {
	ground, line := widget.NewBox(theme.Panel, "", 0), widget.NewHairline()
	return widget.Place(widget.Least(900, runHeight), func(size fyne.Size) {
		ground.Resize(size)
		widget.Put(line, 0, 0, size.Width, 1)
		m := theme.Margin
		widget.Put(v.start, m, 17, 128, 44)
		x := m + 128 + 20
		if v.open.Visible() {
			width := v.open.MinSize().Width
			widget.Put(v.open, m+128+8, 17, width, 44)
			x += width + 8
		}
		end := size.Width - m - rightWidth
		v.placeHeadline(x, end-20-x)
		widget.Put(v.bar, x, 46, end-20-x, 8)
		for i, s := range []*widget.Stat{v.elapsed, v.rate, v.saving} {
			widget.Put(s, end+20+float32(i)*122, 19, 112, 40)
		}
	}, ground, line, v.start, v.open, v.headline, v.bad, v.aside, v.bar, v.elapsed, v.rate, v.saving)
}

// placeHeadline sets headline and failures side by side and gives the remark at the right the rest.
func (v *runView) placeHeadline(x, width float32) {
	headlineWidth, badWidth := v.headline.Width(), v.bad.Width()
	widget.Put(v.headline, x, 17, headlineWidth, 22)
	widget.Put(v.bad, x+headlineWidth+12, 17, badWidth, 22)
	used := headlineWidth + 12
	if badWidth > 0 {
		used += badWidth + 12
	}
	widget.Put(v.aside, x+used, 17, max(0, width-used), 22)
}

// press starts or stops, by what the button says.
func (v *runView) press() {
	if v.start.Disabled() || v.now().Sub(v.pressed) < settleTime {
		return
	}
	v.pressed = v.now()
	if v.phase == PhaseIdle {
		v.OnStart()
		return
	}
	v.OnStop()
}

// stop stops what runs; it does nothing where nothing does.
func (v *runView) stop() {
	if v.phase == PhaseRunning || v.phase == PhaseMeasuring {
		v.OnStop()
	}
}

func (v *runView) update(s Status) {
	p := &s.Progress
	before := v.widths()
	v.tellButtons(s)
	v.headline.SetText(runText(&s))
	v.bad.SetText(failedText(p.Failed))
	v.aside.SetText(asideText(&s))
	v.bar.Set(runShare(&s))
	v.elapsed.Set(formatClock(p.Elapsed))
	v.rate.Set(formatRate(runRate(&s)))
	saved, caption := savedText(p.BytesIn, p.BytesOut)
	v.saving.Set(saved)
	v.saving.SetCaption(caption)
	if v.widths() != before {
		v.content.Refresh() // only then, for it draws the whole bar
	}
}

// runWidths is all that decides where the parts of the bar stand.
type runWidths struct {
	headline, bad string
	open          bool
}

func (v *runView) widths() runWidths {
	return runWidths{v.headline.Text(), v.bad.Text(), v.open.Visible()}
}

func (v *runView) tellButtons(s Status) {
	v.phase = s.Phase
	switch s.Phase {
	case PhaseIdle:
		v.start.Set(textStart, theme.IconPlay)
		v.start.SetEnabled(s.Progress.Waiting > 0)
	case PhaseStopping:
		v.start.Set(textStopping, "")
		v.start.SetEnabled(false)
	default:
		v.start.Set(textStop, theme.IconStop)
		v.start.SetEnabled(true)
	}
	v.open.Hidden = s.Phase != PhaseIdle || s.Progress.Written == 0
}

// runShare is how far the bar is: the run's share while it runs, and all of it once it is over.
func runShare(s *Status) float64 {
	switch {
	case s.Phase == PhaseRunning || s.Phase == PhaseStopping:
		return s.Progress.Share
	case s.Phase == PhaseMeasuring:
		return 1
	case s.Summary != nil && s.Summary.Stopped:
		return s.Progress.Share
	case s.Summary != nil && s.Progress.Done() > 0:
		return 1
	}
	return 0
}

// runRate is the pace of the last seconds during a run, and of the whole run after it.
func runRate(s *Status) float64 {
	if s.Phase == PhaseRunning {
		return s.Progress.Rate
	}
	if s.Progress.Elapsed <= 0 {
		return 0
	}
	return float64(s.Progress.Done()) / s.Progress.Elapsed.Seconds()
}

// savedText is by how much all files together became smaller, or larger, and what to call it.
func savedText(before, after int64) (figure, caption string) {
	switch {
	case before == 0 && after == 0:
		return "–", textSaved
	case after > before:
		return formatBytes(after - before), textGrown
	}
	return formatBytes(before - after), textSaved
}
