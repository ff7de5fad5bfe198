package widget

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"minilab/ui/theme"
)

// Box is a surface with rounded corners and, where it has one, a hairline round it.
type Box struct {
	widget.BaseWidget
	fill, line fyne.ThemeColorName
	radius     float32
}

// NewBox makes a surface. An empty name is no fill, or no line.
func NewBox(fill, line fyne.ThemeColorName, radius float32) *Box {
	b := &Box{fill: fill, line: line, radius: radius}
	b.ExtendBaseWidget(b)
	return b
}

// NewPanel is the surface of a panel.
func NewPanel() *Box { return NewBox(theme.Panel, theme.Line, theme.RadiusPanel) }

// NewHairline is a line between two parts of a panel.
func NewHairline() *Box { return NewBox(theme.Line, "", 0) }

// SetLine changes the colour of the hairline.
func (b *Box) SetLine(line fyne.ThemeColorName) {
	if b.line != line {
		b.line = line
		b.Refresh()
	}
}

// CreateRenderer is called by the toolkit.
func (b *Box) CreateRenderer() fyne.WidgetRenderer {
	shape := canvas.NewRectangle(color.Transparent)
	d := &drawn{
		objects: []fyne.CanvasObject{shape},
		layout:  func(size fyne.Size) { shape.Resize(size) },
		minSize: func() fyne.Size { return fyne.NewSize(0, 0) },
		restyle: func() { paint(shape, b.fill, b.line, b.radius) },
	}
	return d.start()
}

// paint gives a shape its fill, its hairline and its radius.
func paint(shape *canvas.Rectangle, fill, line fyne.ThemeColorName, radius float32) {
	shape.FillColor, shape.StrokeColor, shape.StrokeWidth = color.Transparent, color.Transparent, 0
	shape.CornerRadius = radius
	if fill != "" {
		shape.FillColor = colourOf(fill)
	}
	if line != "" {
		shape.StrokeColor, shape.StrokeWidth = colourOf(line), 1
	}
}
