package widget

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"minilab/ui/theme"
)

// NoChoice is a segment in which nothing is chosen.
const NoChoice = -1

// Segment is a choice of one among a few, all to be seen. Its parts are equally wide.
type Segment struct {
	control
	items  []string
	chosen int
	// OnChosen is called when a person chose, not when a program did.
	OnChosen func(index int)
}

// segmentHeight is the height of a segment; segmentInset lies between the well and its pill.
const (
	segmentHeight = 32
	segmentInset  = 3
)

// NewSegment makes a choice among items; NoChoice chooses none.
func NewSegment(items []string, chosen int) *Segment {
	s := &Segment{items: items, chosen: chosen}
	s.ExtendBaseWidget(s)
	return s
}

// Choose shows a choice; an index out of range chooses none.
func (s *Segment) Choose(index int) {
	if index < 0 || index >= len(s.items) {
		index = NoChoice
	}
	if s.chosen != index {
		s.chosen = index
		s.Refresh()
	}
}

// Chosen is the index of the choice, or NoChoice.
func (s *Segment) Chosen() int { return s.chosen }

// SetEnabled enables or disables the choice; it costs nothing where that is not new.
func (s *Segment) SetEnabled(enabled bool) { setEnabled(s, enabled) }

// Tapped is called by the toolkit when the segment was clicked.
func (s *Segment) Tapped(event *fyne.PointEvent) {
	s.takeKeys(s)
	s.pick(int(event.Position.X / (s.Size().Width / float32(len(s.items)))))
}

// pick is a choice made by a person.
func (s *Segment) pick(index int) {
	if s.Disabled() || index < 0 || index >= len(s.items) || index == s.chosen {
		return
	}
	s.Choose(index)
	if s.OnChosen != nil {
		s.OnChosen(index)
	}
}

// TypedKey is called by the toolkit: the arrows choose the neighbour.
func (s *Segment) TypedKey(event *fyne.KeyEvent) {
	switch event.Name {
	case fyne.KeyLeft:
		s.pick(s.chosen - 1)
	case fyne.KeyRight:
		s.pick(s.chosen + 1)
	default:
		PassKey(s, event)
	}
}

// CreateRenderer is called by the toolkit.
func (s *Segment) CreateRenderer() fyne.WidgetRenderer {
	well, pill := canvas.NewRectangle(color.Transparent), canvas.NewRectangle(color.Transparent)
	objects := []fyne.CanvasObject{well, pill}
	labels := make([]*Text, len(s.items))
	for i, item := range s.items {
		labels[i] = NewText(item, Style{Align: fyne.TextAlignCenter, Cut: CutEnd}, theme.Muted)
		objects = append(objects, labels[i])
	}
	d := &drawn{objects: objects}
	d.layout = func(size fyne.Size) {
		well.Resize(size)
		width := (size.Width - 2*segmentInset) / float32(len(labels))
		for i, l := range labels {
			Put(l, segmentInset+width*float32(i), 0, width, size.Height)
		}
		Put(pill, segmentInset+width*float32(max(s.chosen, 0)), segmentInset, width, size.Height-2*segmentInset)
	}
	d.minSize = func() fyne.Size { return fyne.NewSize(64*float32(len(s.items)), segmentHeight) }
	d.restyle = func() {
		s.restyle(well, pill, labels)
		d.layout(s.Size())
	}
	return d.start()
}

func (s *Segment) restyle(well, pill *canvas.Rectangle, labels []*Text) {
	paint(well, theme.Well, "", theme.RadiusControl+1)
	s.ring(well)
	paint(pill, theme.Pill, theme.Line, theme.RadiusControl-1)
	pill.Hidden = s.chosen == NoChoice
	for i, l := range labels {
		ink := theme.Muted
		switch {
		case s.Disabled():
			ink = theme.Faint
		case i == s.chosen:
			ink = theme.Text
		}
		l.Set(s.items[i], ink)
	}
}
