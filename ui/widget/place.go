package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// place is a layout made of two functions.
type place struct {
	minSize func() fyne.Size
	layout  func(fyne.Size)
}

func (p place) MinSize([]fyne.CanvasObject) fyne.Size        { return p.minSize() }
func (p place) Layout(_ []fyne.CanvasObject, size fyne.Size) { p.layout(size) }

// Place is a container whose objects are placed by a function, for views that are drawn to measure.
// The objects are stacked in the order given, the first at the bottom.
func Place(minSize func() fyne.Size, layout func(fyne.Size), objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(place{minSize, layout}, objects...)
}

// Least is a fixed least size for Place.
func Least(width, height float32) func() fyne.Size {
	return func() fyne.Size { return fyne.NewSize(width, height) }
}
