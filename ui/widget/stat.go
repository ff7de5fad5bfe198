package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"minilab/ui/theme"
)

// Stat is a figure with what it counts under it.
type Stat struct {
	widget.BaseWidget
	figure, caption *Text
}

// NewStat makes a figure that is not known yet.
func NewStat(caption string) *Stat {
	s := &Stat{
		figure:  NewText("", Style{Size: theme.SizeStrong, Bold: true, Cut: CutEnd}, theme.Text),
		caption: NewText(caption, Style{Size: theme.SizeCaption, Cut: CutEnd}, theme.Muted),
	}
	s.ExtendBaseWidget(s)
	return s
}

// Set shows a figure.
func (s *Stat) Set(figure string) { s.figure.SetText(figure) }

// SetCaption changes what the figure counts.
func (s *Stat) SetCaption(caption string) { s.caption.SetText(caption) }

// Figure is what is shown.
func (s *Stat) Figure() string { return s.figure.Text() }

// CreateRenderer is called by the toolkit.
func (s *Stat) CreateRenderer() fyne.WidgetRenderer {
	d := &drawn{objects: []fyne.CanvasObject{s.figure, s.caption}}
	d.layout = func(size fyne.Size) {
		Put(s.figure, 0, 0, size.Width, 20)
		Put(s.caption, 0, 21, size.Width, 16)
	}
	d.minSize = func() fyne.Size { return fyne.NewSize(48, 38) }
	d.restyle = func() {}
	return d.start()
}
