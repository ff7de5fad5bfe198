package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"minilab/ui/theme"
	"minilab/ui/widget"
)

// headerHeight is the height of the window's head.
const headerHeight = 60

// headerView is the window's head: the name, what adds photos, and the switches of the window itself.
type headerView struct {
	content *fyne.Container
	look    *widget.Button
	// OnAddPhotos, OnAddFolder, OnShortcuts and OnLook are called by the buttons; OnLook wants the
	// other one of light and dark.
	OnAddPhotos, OnAddFolder, OnShortcuts, OnLook func()
}

func newHeaderView() *headerView {
	v := &headerView{}
	mark := canvas.NewImageFromResource(theme.Mark())
	name := widget.NewText(textProduct, widget.Style{Size: theme.SizeStrong, Bold: true}, theme.Text)
	photos := widget.NewButton(textAddPhotos, theme.IconPlus, widget.Secondary, 36, func() { v.OnAddPhotos() })
	folder := widget.NewButton(textAddFolder, theme.IconFolder, widget.Secondary, 36, func() { v.OnAddFolder() })
	keys := widget.NewButton("", theme.IconKeyboard, widget.Ghost, 36, func() { v.OnShortcuts() })
	v.look = widget.NewButton("", theme.IconSun, widget.Ghost, 36, func() { v.OnLook() })
	v.content = widget.Place(widget.Least(560, headerHeight), func(size fyne.Size) {
		m := theme.Margin
		widget.Put(mark, m, 14, 32, 32)
		widget.Put(name, m+42, 14, 160, 32)
		x := size.Width - m - 36
		widget.Put(v.look, x, 12, 36, 36)
		widget.Put(keys, x-40, 12, 36, 36)
		x -= 40 + theme.Gap
		for _, b := range []*widget.Button{folder, photos} {
			w := b.MinSize().Width
			x -= w
			widget.Put(b, x, 12, w, 36)
			x -= 8
		}
	}, mark, name, photos, folder, keys, v.look)
	return v
}

// setDark says which look is shown; the button offers the other one.
func (v *headerView) setDark(dark bool) {
	if dark {
		v.look.Set("", theme.IconSun)
		return
	}
	v.look.Set("", theme.IconMoon)
}
