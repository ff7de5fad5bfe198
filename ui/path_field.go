package ui

import (
	"fyne.io/fyne/v2"
	fynewidget "fyne.io/fyne/v2/widget"

	"minilab/ui/theme"
	"minilab/ui/widget"
)

// pathField is an entry that leaves the window its keys.
type pathField struct {
	fynewidget.Entry
	ground *widget.Box
	pass   func(fyne.Shortcut) bool
}

func newPathField(pass func(fyne.Shortcut) bool) *pathField {
	f := &pathField{pass: pass, ground: newFieldGround()}
	f.Wrapping = fyne.TextWrap(fyne.TextTruncateClip)
	f.ExtendBaseWidget(f)
	return f
}

// FocusGained is called by the toolkit.
func (f *pathField) FocusGained() { f.ground.SetLine(theme.AccentInk); f.Entry.FocusGained() }

// FocusLost is called by the toolkit.
func (f *pathField) FocusLost() { f.ground.SetLine(theme.Line); f.Entry.FocusLost() }

// TypedShortcut is called by the toolkit: the window's own shortcuts work while typing.
func (f *pathField) TypedShortcut(s fyne.Shortcut) {
	if !f.pass(s) {
		f.Entry.TypedShortcut(s)
	}
}

// TypedKey is called by the toolkit: keys that mean nothing to an entry are the window's.
func (f *pathField) TypedKey(event *fyne.KeyEvent) {
	if isWindowKey(event) {
		widget.PassKey(f, event)
		return
	}
	f.Entry.TypedKey(event)
}
