package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"

	"minilab/ui/theme"
	"minilab/ui/widget"
)

// showShortcuts lists what the keyboard does.
func (w *Window) showShortcuts() {
	var lines [][2]string
	for _, s := range w.shortcuts() {
		lines = append(lines, [2]string{s.name, s.does})
	}
	lines = append(lines, movements()...)
	dialog.NewCustom(textShortcuts, textClose, shortcutTable(lines), w.window).Show()
}

// shortcutTable is a table of keys and what they do.
func shortcutTable(lines [][2]string) fyne.CanvasObject {
	const line, keys = 28, 130
	var objects []fyne.CanvasObject
	width := float32(0)
	for _, l := range lines {
		does := widget.NewText(l[1], widget.Style{}, theme.Muted)
		objects = append(objects, widget.NewText(l[0], widget.Style{}, theme.Text), does)
		width = max(width, does.Width())
	}
	return widget.Place(widget.Least(keys+width, line*float32(len(lines))), func(size fyne.Size) {
		for i := range lines {
			y := line * float32(i)
			widget.Put(objects[2*i], 0, y, keys, line)
			widget.Put(objects[2*i+1], keys, y, size.Width-keys, line)
		}
	}, objects...)
}
