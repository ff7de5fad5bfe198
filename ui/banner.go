package ui

import (
	"fyne.io/fyne/v2"

	"minilab/ui/theme"
	"minilab/ui/widget"
)

// bannerHeight holds two lines of a sentence.
const bannerHeight = 44

// banner tells about a problem in a sentence, above the panels, until it is gone or was read. It
// never asks for anything: work goes on beside it.
type banner struct {
	content *fyne.Container
	text    *widget.Text
	// problem is the session's, as it was told last; a sentence that was closed stays closed.
	problem string
	// OnResized is called when the banner came or went.
	OnResized func()
}

func newBanner() *banner {
	b := &banner{text: widget.NewText("", widget.Style{Lines: 2}, theme.Text)}
	ground := widget.NewBox(theme.Ground, "", theme.RadiusControl)
	wash := widget.NewBox(theme.BadWash, "", theme.RadiusControl)
	icon := widget.NewIcon(theme.IconFailed, 20, theme.Bad)
	closing := widget.NewButton("", theme.IconClose, widget.Ghost, 32, func() { b.show("") })
	b.content = widget.Place(widget.Least(320, bannerHeight), func(size fyne.Size) {
		ground.Resize(size)
		wash.Resize(size)
		widget.Put(icon, 12, 0, 20, size.Height)
		widget.Put(b.text, 44, 0, size.Width-44-48, size.Height)
		widget.Put(closing, size.Width-32-6, (size.Height-32)/2, 32, 32)
	}, ground, wash, icon, b.text, closing)
	b.content.Hide()
	return b
}

// show shows a sentence; an empty one closes the banner.
func (b *banner) show(text string) {
	b.text.SetText(text)
	if b.content.Visible() == (text != "") {
		return
	}
	b.content.Hidden = text == ""
	if b.OnResized != nil {
		b.OnResized()
	}
}

// visible reports whether a sentence is shown.
func (b *banner) visible() bool { return b.content.Visible() }

func (b *banner) update(s Status) {
	if s.Problem != b.problem {
		b.problem = s.Problem
		b.show(sentence(s.Problem))
	}
}
