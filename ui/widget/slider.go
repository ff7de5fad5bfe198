package widget

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"minilab/ui/theme"
)

// Slider chooses a whole number from a range.
type Slider struct {
	control
	least, most, value int
	// OnMoved is called with every new value while a person moves the knob, not when a program does.
	OnMoved func(value int)
}

// knob is the diameter of a slider's handle.
const knob = 16

// NewSlider makes a slider from least to most, both included; most is at least least.
func NewSlider(least, most, value int) *Slider {
	s := &Slider{least: least, most: max(least, most)}
	s.value = s.inside(value)
	s.ExtendBaseWidget(s)
	return s
}

// Set shows a value, brought inside the range.
func (s *Slider) Set(value int) {
	if value = s.inside(value); value != s.value {
		s.value = value
		s.Refresh()
	}
}

// Value is what is chosen.
func (s *Slider) Value() int { return s.value }

// SetEnabled enables or disables the slider; it costs nothing where that is not new.
func (s *Slider) SetEnabled(enabled bool) { setEnabled(s, enabled) }

func (s *Slider) inside(value int) int { return min(max(value, s.least), s.most) }

// move is a value chosen by a person.
func (s *Slider) move(value int) {
	value = s.inside(value)
	if s.Disabled() || value == s.value {
		return
	}
	s.Set(value)
	if s.OnMoved != nil {
		s.OnMoved(value)
	}
}

// Tapped is called by the toolkit when the track was clicked.
func (s *Slider) Tapped(event *fyne.PointEvent) {
	s.takeKeys(s)
	s.move(s.at(event.Position.X))
}

// Dragged is called by the toolkit while the knob is dragged.
func (s *Slider) Dragged(event *fyne.DragEvent) { s.move(s.at(event.Position.X)) }

// DragEnd is called by the toolkit when the knob was let go.
func (s *Slider) DragEnd() { s.takeKeys(s) }

// Scrolled is called by the toolkit when the wheel turns over the slider.
func (s *Slider) Scrolled(event *fyne.ScrollEvent) {
	switch {
	case event.Scrolled.DY > 0:
		s.move(s.value + 1)
	case event.Scrolled.DY < 0:
		s.move(s.value - 1)
	}
}

// TypedKey is called by the toolkit: arrows go by one, Page Up and Down by a tenth, Home and End to
// the ends.
func (s *Slider) TypedKey(event *fyne.KeyEvent) {
	leap := max(1, (s.most-s.least+1)/10)
	switch event.Name {
	case fyne.KeyLeft, fyne.KeyDown:
		s.move(s.value - 1)
	case fyne.KeyRight, fyne.KeyUp:
		s.move(s.value + 1)
	case fyne.KeyPageDown:
		s.move(s.value - leap)
	case fyne.KeyPageUp:
		s.move(s.value + leap)
	case fyne.KeyHome:
		s.move(s.least)
	case fyne.KeyEnd:
		s.move(s.most)
	default:
		PassKey(s, event)
	}
}

// at is the value nearest to a place on the track.
func (s *Slider) at(x float32) int {
	way := s.Size().Width - knob
	if way <= 0 {
		return s.value
	}
	share := min(max((x-knob/2)/way, 0), 1)
	return s.least + int(share*float32(s.most-s.least)+0.5)
}

// centre is where the knob's centre stands.
func (s *Slider) centre(width float32) float32 {
	if s.most == s.least {
		return width - knob/2 // a range of one is at its end: all of it is chosen
	}
	return knob/2 + (width-knob)*float32(s.value-s.least)/float32(s.most-s.least)
}

// CreateRenderer is called by the toolkit.
func (s *Slider) CreateRenderer() fyne.WidgetRenderer {
	track, fill := canvas.NewRectangle(color.Transparent), canvas.NewRectangle(color.Transparent)
	handle := canvas.NewRectangle(color.Transparent)
	halo := canvas.NewRectangle(color.Transparent)
	d := &drawn{objects: []fyne.CanvasObject{track, fill, halo, handle}}
	d.layout = func(size fyne.Size) {
		y, x := size.Height/2, s.centre(size.Width)
		Put(track, 0, y-2, size.Width, 4)
		Put(fill, 0, y-2, x, 4)
		Put(halo, x-knob/2-3, y-knob/2-3, knob+6, knob+6)
		Put(handle, x-knob/2, y-knob/2, knob, knob)
	}
	d.minSize = func() fyne.Size { return fyne.NewSize(64, knob+6) }
	d.restyle = func() {
		s.restyle(track, fill, halo, handle)
		d.layout(s.Size())
	}
	return d.start()
}

func (s *Slider) restyle(track, fill, halo, handle *canvas.Rectangle) {
	mark := theme.Accent
	if s.Disabled() {
		mark = theme.Faint
	}
	paint(track, theme.Track, "", 2)
	paint(fill, mark, "", 2)
	paint(halo, "", "", knob/2+3)
	s.ring(halo)
	paint(handle, theme.Knob, "", knob/2)
	handle.StrokeColor, handle.StrokeWidth = colourOf(mark), 3.5
}
