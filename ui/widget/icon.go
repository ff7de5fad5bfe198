package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"minilab/ui/theme"
)

// Icon is one of the window's icons in a colour of the palette, in the middle of its place.
type Icon struct {
	widget.BaseWidget
	name   theme.IconName
	colour fyne.ThemeColorName
	size   float32
}

// NewIcon makes an icon of a size; an empty name shows nothing.
func NewIcon(name theme.IconName, size float32, colour fyne.ThemeColorName) *Icon {
	i := &Icon{name: name, size: size, colour: colour}
	i.ExtendBaseWidget(i)
	return i
}

// Set changes icon and colour; it costs nothing where neither is new.
func (i *Icon) Set(name theme.IconName, colour fyne.ThemeColorName) {
	if i.name == name && i.colour == colour {
		return
	}
	i.name, i.colour = name, colour
	i.Refresh()
}

// Name is the icon that is shown.
func (i *Icon) Name() theme.IconName { return i.name }

// CreateRenderer is called by the toolkit.
func (i *Icon) CreateRenderer() fyne.WidgetRenderer {
	picture := canvas.NewImageFromResource(nil)
	picture.FillMode = canvas.ImageFillContain
	d := &drawn{objects: []fyne.CanvasObject{picture}}
	d.layout = func(size fyne.Size) {
		Put(picture, (size.Width-i.size)/2, (size.Height-i.size)/2, i.size, i.size)
	}
	d.minSize = func() fyne.Size { return fyne.NewSquareSize(i.size) }
	d.restyle = func() {
		picture.Hidden = i.name == ""
		if i.name != "" {
			picture.Resource = theme.Icon(i.name, i.colour)
		}
	}
	return d.start()
}
