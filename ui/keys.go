package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// shortcut is something the keyboard does.
type shortcut struct {
	// name is how the keys are written, does what they do, for the list of shortcuts.
	name, does string
	key        fyne.KeyName
	modifier   fyne.KeyModifier
	action     func()
}

// shortcuts lists what the keyboard does in the window.
func (w *Window) shortcuts() []shortcut {
	const shift = fyne.KeyModifierShift
	command := fyne.KeyModifierShortcutDefault
	return []shortcut{
		{shortcutName("Ctrl", "O"), "Add photos", fyne.KeyO, command, w.addPhotos},
		{shortcutName("Ctrl", "Shift", "O"), "Add a folder", fyne.KeyO, command | shift, w.addFolder},
		{shortcutName("Ctrl", "Return"), "Start or stop", fyne.KeyReturn, command, w.run.press},
		{"Esc", "Stop", fyne.KeyEscape, 0, w.run.stop},
		{"F1", "This list", fyne.KeyF1, 0, w.showShortcuts},
	}
}

// movements are keys that belong to the parts of the window and not to the window itself.
func movements() [][2]string {
	return [][2]string{
		{"Tab", "Go to the next control"},
		{"Space", "Press a button, turn a switch, choose a photo"},
		{"Arrows", "Move a slider, a choice or the list"},
	}
}

// isWindowKey reports whether a key without a modifier is the window's, also while typing.
func isWindowKey(event *fyne.KeyEvent) bool {
	return event.Name == fyne.KeyEscape || event.Name == fyne.KeyF1
}

// passShortcut carries out a shortcut of the window; it reports false for any other.
func (w *Window) passShortcut(s fyne.Shortcut) bool {
	custom, ok := s.(*desktop.CustomShortcut)
	if !ok {
		return false
	}
	for _, own := range w.shortcuts() {
		if own.modifier != 0 && own.key == custom.KeyName && own.modifier == custom.Modifier {
			own.action()
			return true
		}
	}
	return false
}

// typedKey carries out a key without a modifier.
func (w *Window) typedKey(event *fyne.KeyEvent) {
	for _, own := range w.shortcuts() {
		if own.modifier == 0 && own.key == event.Name {
			own.action()
		}
	}
}

// listenToKeys makes the canvas hand the window its keys.
func (w *Window) listenToKeys() {
	canvas := w.window.Canvas()
	for _, own := range w.shortcuts() {
		if own.modifier != 0 {
			canvas.AddShortcut(&desktop.CustomShortcut{KeyName: own.key, Modifier: own.modifier}, func(fyne.Shortcut) { own.action() })
		}
	}
	canvas.SetOnTypedKey(w.typedKey)
}
