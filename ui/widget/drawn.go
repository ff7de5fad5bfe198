// Package widget holds the window's own small widgets: bars, buttons, segments, sliders, switches,
// rows.
//
// The toolkit's own widgets are made for forms; a queue of thousands of photos whose rows change ten
// times a second wants less: a fixed list of shapes that is laid out by one function and coloured by
// another. So all widgets here share one renderer, drawn, and each says only what it is made of. None
// of them knows the engine: a row is told texts and a share, not a photo.
//
// All of them must be used on the toolkit's main goroutine, as any widget.
package widget

import (
	"image/color"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
)

// drawn is the one renderer of the widgets in this package.
type drawn struct {
	objects []fyne.CanvasObject
	// layout places the objects in a size.
	layout func(fyne.Size)
	// minSize is asked often and must be cheap.
	minSize func() fyne.Size
	// restyle takes texts, colours and visibility from the widget's state; it is called before the
	// first drawing, at every Refresh and when the palette changes.
	restyle func()
}

// start colours a new renderer for the first time.
func (d *drawn) start() *drawn {
	d.restyle()
	return d
}

func (d *drawn) Layout(size fyne.Size)        { d.layout(size) }
func (d *drawn) MinSize() fyne.Size           { return d.minSize() }
func (d *drawn) Objects() []fyne.CanvasObject { return d.objects }
func (d *drawn) Destroy()                     {}

func (d *drawn) Refresh() {
	d.restyle()
	for _, o := range d.objects {
		o.Refresh()
	}
}

// Put moves and resizes an object.
func Put(o fyne.CanvasObject, x, y, width, height float32) {
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(width, height))
}

// colourOf is the colour of a name in the palette that is shown.
func colourOf(name fyne.ThemeColorName) color.Color { return fynetheme.Color(name) }
