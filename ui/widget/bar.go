package widget

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"minilab/ui/theme"
)

// Bar shows how much of something is done.
type Bar struct {
	widget.BaseWidget
	share  float64
	height float32
	colour fyne.ThemeColorName
}

// NewBar makes an empty bar of a height, in the middle of its place.
func NewBar(height float32) *Bar {
	b := &Bar{height: height, colour: theme.Accent}
	b.ExtendBaseWidget(b)
	return b
}

// Set shows a share; what lies outside 0 to 1, or is no number, is brought inside.
func (b *Bar) Set(share float64) { b.SetIn(share, b.colour) }

// SetIn is Set in another colour.
func (b *Bar) SetIn(share float64, colour fyne.ThemeColorName) {
	if !(share > 0) { // also where it is no number
		share = 0
	}
	share = min(share, 1)
	if share == b.share && colour == b.colour {
		return
	}
	b.share, b.colour = share, colour
	b.Refresh()
}

// Share is what is shown, 0 to 1.
func (b *Bar) Share() float64 { return b.share }

// CreateRenderer is called by the toolkit.
func (b *Bar) CreateRenderer() fyne.WidgetRenderer {
	track, fill := canvas.NewRectangle(color.Transparent), canvas.NewRectangle(color.Transparent)
	d := &drawn{objects: []fyne.CanvasObject{track, fill}}
	d.layout = func(size fyne.Size) {
		y := (size.Height - b.height) / 2
		Put(track, 0, y, size.Width, b.height)
		// Never narrower than its two round ends, or the first percents would look like a speck.
		Put(fill, 0, y, max(b.height, size.Width*float32(b.share)), b.height)
	}
	d.minSize = func() fyne.Size { return fyne.NewSize(20, b.height) }
	d.restyle = func() {
		paint(track, theme.Track, "", b.height/2)
		paint(fill, b.colour, "", b.height/2)
		fill.Hidden = b.share == 0
		d.layout(b.Size())
	}
	return d.start()
}
