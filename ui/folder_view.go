package ui

import (
	"fyne.io/fyne/v2"

	"minilab/ui/theme"
	"minilab/ui/widget"
)

// folderView is where the outputs go.
type folderView struct {
	content *fyne.Container
	entry   *pathField
	field   *field
	choose  *widget.Button
	// suggested is what is shown until a person writes or chooses a folder.
	suggested string
	// own is true once a person did.
	own bool
	// OnChoose is called by the button.
	OnChoose func()
}

// folderHeight is the height of the panel.
const folderHeight = 92

// newFolderView shows a folder that was chosen before, or else the suggestion.
func newFolderView(chosen, suggested string, pass func(fyne.Shortcut) bool) *folderView {
	v := &folderView{entry: newPathField(pass), suggested: suggested}
	v.choose = widget.NewButton(textChoose, theme.IconFolder, widget.Secondary, 36, func() { v.OnChoose() })
	v.field = newField(v.entry, v.entry.ground)
	v.entry.Text = suggested
	if chosen != "" {
		v.entry.Text, v.own = chosen, true
	}
	v.entry.OnChanged = func(text string) { v.own = text != "" && text != v.suggested }
	v.content = v.compose()
	return v
}

func (v *folderView) compose() *fyne.Container {
	panel := widget.NewPanel()
	label := widget.NewText(textSaveTo, widget.Style{}, theme.Muted)
	return widget.Place(widget.Least(320, folderHeight), func(size fyne.Size) {
		panel.Resize(size)
		m, width := theme.Margin, v.choose.MinSize().Width
		widget.Put(label, m, 12, size.Width-2*m, 24)
		v.field.put(m, 41, size.Width-2*m-width-8, 36)
		widget.Put(v.choose, size.Width-m-width, 41, width, 36)
	}, append([]fyne.CanvasObject{panel, label, v.choose}, v.field.objects()...)...)
}

// suggest offers a folder; one that a person wrote or chose stays. Nothing to suggest changes nothing.
func (v *folderView) suggest(folder string) {
	if folder == "" || folder == v.suggested {
		return
	}
	v.suggested = folder
	if !v.own {
		v.entry.SetText(folder)
	}
}

// set shows a folder that a person chose.
func (v *folderView) set(folder string) { v.entry.SetText(folder) }

// wanted is the full path of the folder shown; the error says why it cannot be used.
func (v *folderView) wanted() (string, error) {
	if v.entry.Text == "" && v.suggested != "" {
		return fullPath(v.suggested)
	}
	return fullPath(v.entry.Text)
}

// chosen is the folder if a person chose it, else empty: a suggestion is not worth remembering.
func (v *folderView) chosen() string {
	if !v.own {
		return ""
	}
	return v.entry.Text
}

func (v *folderView) update(s Status) {
	free := s.Phase == PhaseIdle || s.Phase == PhaseMeasuring
	v.choose.SetEnabled(free)
	v.field.setLocked(!free, v.entry.Text)
}
