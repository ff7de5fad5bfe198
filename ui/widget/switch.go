package widget

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"minilab/ui/theme"
)

// Switch is on or off.
type Switch struct {
	control
	on bool
	// OnTurned is called when a person turned the switch, not when a program did.
	OnTurned func(on bool)
}

// The size of a switch and the space round its knob.
const (
	switchWidth  = 32
	switchHeight = 18
	switchInset  = 2
)

// NewSwitch makes a switch.
func NewSwitch(on bool) *Switch {
	s := &Switch{on: on}
	s.ExtendBaseWidget(s)
	return s
}

// Set turns the switch.
func (s *Switch) Set(on bool) {
	if s.on != on {
		s.on = on
		s.Refresh()
	}
}

// On reports whether the switch is on.
func (s *Switch) On() bool { return s.on }

// SetEnabled enables or disables the switch; it costs nothing where that is not new.
func (s *Switch) SetEnabled(enabled bool) { setEnabled(s, enabled) }

// Tapped is called by the toolkit when the switch was clicked.
func (s *Switch) Tapped(*fyne.PointEvent) {
	s.takeKeys(s)
	s.turn()
}

func (s *Switch) turn() {
	if s.Disabled() {
		return
	}
	s.Set(!s.on)
	if s.OnTurned != nil {
		s.OnTurned(s.on)
	}
}

// TypedKey is called by the toolkit: Space and Return turn the switch.
func (s *Switch) TypedKey(event *fyne.KeyEvent) {
	switch event.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		s.turn()
	default:
		PassKey(s, event)
	}
}

// CreateRenderer is called by the toolkit.
func (s *Switch) CreateRenderer() fyne.WidgetRenderer {
	track, handle := canvas.NewRectangle(color.Transparent), canvas.NewCircle(color.Transparent)
	d := &drawn{objects: []fyne.CanvasObject{track, handle}}
	d.layout = func(size fyne.Size) {
		y := (size.Height - switchHeight) / 2
		Put(track, 0, y, switchWidth, switchHeight)
		x := float32(switchInset)
		if s.on {
			x = switchWidth - switchHeight + switchInset
		}
		Put(handle, x, y+switchInset, switchHeight-2*switchInset, switchHeight-2*switchInset)
	}
	d.minSize = func() fyne.Size { return fyne.NewSize(switchWidth, switchHeight) }
	d.restyle = func() {
		fill := theme.Off
		if s.on && !s.Disabled() {
			fill = theme.Accent
		}
		paint(track, fill, "", switchHeight/2)
		s.ring(track)
		handle.FillColor = colourOf(theme.Knob)
		d.layout(s.Size())
	}
	return d.start()
}
