package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"minilab/ui/theme"
)

// WorkerLine is one worker and the photo it has in work.
type WorkerLine struct {
	widget.BaseWidget
	number, name, stage *Text
	bar                 *Bar
}

// WorkerLineHeight is the height of a WorkerLine.
const WorkerLineHeight = 38

// NewWorkerLine makes the line of a worker that has nothing to do.
func NewWorkerLine(number string) *WorkerLine {
	caption := Style{Size: theme.SizeCaption}
	l := &WorkerLine{
		number: NewText(number, caption, theme.Faint),
		name:   NewText("", Style{Size: theme.SizeCaption, Cut: CutMiddle}, theme.Text),
		stage:  NewText("", caption, theme.Muted),
		bar:    NewBar(4),
	}
	l.ExtendBaseWidget(l)
	return l
}

// Set shows a photo, what is done to it and how much of that is done, 0 to 1.
func (l *WorkerLine) Set(name, stage string, share float64) {
	moved := l.stage.Text() != stage
	l.name.Set(name, theme.Text)
	l.stage.SetText(stage)
	l.bar.Set(share)
	if moved {
		l.Refresh()
	}
}

// SetIdle shows a worker that has nothing to do, with a word for why.
func (l *WorkerLine) SetIdle(word string) {
	l.Set(word, "", 0)
	l.name.Set(word, theme.Faint)
}

// Name and Stage are what is shown.
func (l *WorkerLine) Name() string { return l.name.Text() }

// Stage is what is shown of the work; empty where there is none.
func (l *WorkerLine) Stage() string { return l.stage.Text() }

// CreateRenderer is called by the toolkit.
func (l *WorkerLine) CreateRenderer() fyne.WidgetRenderer {
	d := &drawn{objects: []fyne.CanvasObject{l.number, l.name, l.stage, l.bar}}
	d.layout = l.place
	d.minSize = func() fyne.Size { return fyne.NewSize(160, WorkerLineHeight) }
	d.restyle = func() { l.place(l.Size()) }
	return d.start()
}

func (l *WorkerLine) place(size fyne.Size) {
	const numberWidth, top = 24, 4
	stageWidth := l.stage.Width()
	Put(l.number, 0, top, numberWidth, 18)
	Put(l.stage, size.Width-stageWidth, top, stageWidth, 18)
	Put(l.name, numberWidth, top, max(0, size.Width-numberWidth-stageWidth-10), 18)
	Put(l.bar, numberWidth, top+21, size.Width-numberWidth, 6)
}
