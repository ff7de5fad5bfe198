package ui

import (
	"fyne.io/fyne/v2"

	"minilab/ui/theme"
	"minilab/ui/widget"
)

// emptyView is what the window shows while there are no photos: one large place to drop them. The
// toolkit does not tell when something is dragged over the window, so the place cannot light up when
// needed and must be there to be seen.
type emptyView struct {
	content *fyne.Container
	note    *widget.Text
	// OnAddPhotos and OnAddFolder are called by the buttons.
	OnAddPhotos, OnAddFolder func()
}

func newEmptyView() *emptyView {
	v := &emptyView{}
	centred := fyne.TextAlignCenter
	v.note = widget.NewText(textSupported(), widget.Style{Align: centred, Cut: widget.CutEnd}, theme.Muted)
	panel, frame := widget.NewPanel(), widget.NewDashes()
	halo := widget.NewBox(theme.Halo, "", 36)
	icon := widget.NewIcon(theme.IconPhotos, 34, theme.AccentInk)
	title := widget.NewText(textDropHere, widget.Style{Size: theme.SizeHeading, Bold: true, Align: centred}, theme.Text)
	photos := widget.NewButton(textAddPhotos, theme.IconPlus, widget.Primary, 40, func() { v.OnAddPhotos() })
	folder := widget.NewButton(textAddFolder, theme.IconFolder, widget.Secondary, 40, func() { v.OnAddFolder() })
	v.content = widget.Place(widget.Least(420, 320), func(size fyne.Size) {
		panel.Resize(size)
		m := theme.Margin
		widget.Put(frame, m, m, size.Width-2*m, size.Height-2*m)
		middle, y := float32(int(size.Width/2)), float32(int(size.Height/2))-118
		widget.Put(halo, middle-36, y, 72, 72)
		widget.Put(icon, middle-36, y, 72, 72)
		widget.Put(title, m, y+90, size.Width-2*m, 34)
		widget.Put(v.note, 2*m, y+128, size.Width-4*m, 20)
		photosWidth, folderWidth := photos.MinSize().Width, folder.MinSize().Width
		x := middle - float32(int((photosWidth+folderWidth+10)/2))
		widget.Put(photos, x, y+176, photosWidth, 40)
		widget.Put(folder, x+photosWidth+10, y+176, folderWidth, 40)
	}, panel, frame, halo, icon, title, v.note, photos, folder)
	return v
}

// update answers a drop in which there was nothing to convert.
func (v *emptyView) update(s Status) {
	if n := s.Progress.PassedOver; n > 0 && !s.Progress.Scanning {
		v.note.SetText(textNothingFound(n))
		return
	}
	v.note.SetText(textSupported())
}
