package ui

import (
	"fyne.io/fyne/v2"

	"minilab/ui/theme"
	"minilab/ui/widget"
)

// field is an entry on a framed ground, and what is shown in its place while it is locked. The
// toolkit's own way to disable an entry frames it in the colour of its text, which shouts.
type field struct {
	entry  fyne.CanvasObject
	ground *widget.Box
	text   *widget.Text
}

// newField puts an entry on its ground.
func newField(entry fyne.CanvasObject, ground *widget.Box) *field {
	f := &field{
		entry: entry, ground: ground,
		text: widget.NewText("", widget.Style{Cut: widget.CutMiddle}, theme.Faint),
	}
	f.text.Hide()
	return f
}

// newFieldGround is the ground of an entry; its frame shows where the keys go.
func newFieldGround() *widget.Box { return widget.NewBox(theme.Well, theme.Line, theme.RadiusControl) }

// objects are the parts, lowest first.
func (f *field) objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{f.ground, f.entry, f.text}
}

// put places the field; the entry lies inside the frame.
func (f *field) put(x, y, width, height float32) {
	widget.Put(f.ground, x, y, width, height)
	widget.Put(f.entry, x+1, y+1, width-2, height-2)
	widget.Put(f.text, x+9, y, width-18, height)
}

// lock shows a text that cannot be changed; unlock shows the entry again.
func (f *field) lock(text string) {
	f.text.SetText(text)
	if f.locked() {
		return
	}
	f.entry.Hide()
	f.text.Show()
}

func (f *field) unlock() {
	if !f.locked() {
		return
	}
	f.text.Hide()
	f.entry.Show()
}

// locked reports whether the text cannot be changed.
func (f *field) locked() bool { return f.text.Visible() }

// setLocked locks or unlocks the field.
func (f *field) setLocked(locked bool, text string) {
	if locked {
		f.lock(text)
		return
	}
	f.unlock()
}
