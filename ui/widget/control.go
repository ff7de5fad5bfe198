package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"minilab/ui/theme"
)

// control is what every widget shares that a pointer or a key can move: being disabled, being under
// the pointer, and having the keys.
type control struct {
	widget.DisableableWidget
	hovered, focused bool
	// quiet is true while the keys came by a click: the ring that shows a person at the keyboard where
	// they are would only be in the way of one at the mouse.
	quiet bool
}

// FocusGained is called by the toolkit when the keys come here.
func (c *control) FocusGained() { c.focused = true; c.Refresh() }

// FocusLost is called by the toolkit when the keys go elsewhere.
func (c *control) FocusLost() { c.focused, c.quiet = false, false; c.Refresh() }

// MouseIn is called by the toolkit when the pointer comes.
func (c *control) MouseIn(*desktop.MouseEvent) { c.hovered = true; c.Refresh() }

// MouseMoved is called by the toolkit while the pointer moves.
func (c *control) MouseMoved(*desktop.MouseEvent) {}

// MouseOut is called by the toolkit when the pointer leaves.
func (c *control) MouseOut() { c.hovered = false; c.Refresh() }

// TypedRune is called by the toolkit for letters, which mean nothing here.
func (c *control) TypedRune(rune) {}

// ringed reports whether the ring is to be seen.
func (c *control) ringed() bool { return c.focused && !c.quiet && !c.Disabled() }

// ring draws the ring on a shape.
func (c *control) ring(shape *canvas.Rectangle) {
	if c.ringed() {
		shape.StrokeColor, shape.StrokeWidth = colourOf(theme.AccentInk), 2
	}
}

// keyed is a widget that can have the keys.
type keyed interface {
	fyne.CanvasObject
	fyne.Focusable
}

// takeKeys brings the keys to a widget that was clicked, without the ring.
func (c *control) takeKeys(self keyed) {
	keys := canvasOf(self)
	if keys == nil || keys.Focused() == fyne.Focusable(self) {
		return
	}
	c.quiet = true
	keys.Focus(self)
}

// dropKeys takes the keys from whatever has them: a press of a button ends the typing in an entry.
func dropKeys(self fyne.CanvasObject) {
	if keys := canvasOf(self); keys != nil {
		keys.Unfocus()
	}
}

// PassKey hands a key that a focused widget has no use for to the window.
func PassKey(self fyne.CanvasObject, event *fyne.KeyEvent) {
	if keys := canvasOf(self); keys != nil && keys.OnTypedKey() != nil {
		keys.OnTypedKey()(event)
	}
}

func canvasOf(o fyne.CanvasObject) fyne.Canvas {
	return fyne.CurrentApp().Driver().CanvasForObject(o)
}
