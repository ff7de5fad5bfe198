package sample

import (
	"image"
	stdcolor "image/color"
)

// flagShare makes a flag as wide as a 20th of the picture's width and as high as a 20th of its
// height. Being shares of each side, flags survive any resize, also one that changes the aspect.
const flagShare = 20

// flagMark is one of the four flags of every picture.
type flagMark struct {
	corner        string
	colourName    string
	colour        stdcolor.RGBA
	right, bottom bool
}

// flags is the marks of a picture. Their colours are far apart, so that no corner passes for
// another, and away from the extremes, so that a result's rounding cannot clip them.
var flags = [4]flagMark{
	{"top left", "red", stdcolor.RGBA{R: 190, G: 40, B: 45, A: 255}, false, false},
	{"top right", "green", stdcolor.RGBA{R: 40, G: 140, B: 65, A: 255}, true, false},
	{"bottom left", "blue", stdcolor.RGBA{R: 40, G: 70, B: 175, A: 255}, false, true},
	{"bottom right", "white", stdcolor.RGBA{R: 236, G: 236, B: 232, A: 255}, true, true},
}

// area is where the flag stands in an upright picture of the given size: right in its corner, so
// that in a small result only two of its edges border on other colours.
func (f flagMark) area(size image.Point) image.Rectangle {
	w, h := max(size.X/flagShare, 1), max(size.Y/flagShare, 1)
	at := image.Point{}
	if f.right {
		at.X = size.X - w
	}
	if f.bottom {
		at.Y = size.Y - h
	}
	return image.Rectangle{at, at.Add(image.Pt(w, h))}
}

// core is the half of the flag, both ways, that stands in the very corner: resizing and coarse
// chroma bleed into the other one.
func (f flagMark) core(size image.Point) image.Rectangle {
	r := f.area(size)
	half := image.Pt((r.Dx()+1)/2, (r.Dy()+1)/2)
	if f.right {
		r.Min.X = r.Max.X - half.X
	}
	if f.bottom {
		r.Min.Y = r.Max.Y - half.Y
	}
	return image.Rectangle{r.Min, r.Min.Add(half)}
}

// flagCoat paints a flag into the picture, with the folds of cloth.
type flagCoat struct {
	area    image.Rectangle
	colours tint
	cloth   fractal
	step    int
}

func (b *builder) flag(f flagMark) coat {
	c := f.colour
	colour := rgb(c.R, c.G, c.B)
	area := f.area(image.Pt(b.width, b.height))
	cell := max(area.Dx()/3, 2)
	return &flagCoat{
		area:    area,
		colours: tint{colour.toward(rgb(0, 0, 0), 28), colour.toward(rgb(255, 255, 255), 28)},
		cloth:   fractal{lattice: b.lattice, seed: b.random.next(), octaves: 1},
		step:    one / cell,
	}
}

func (f *flagCoat) hides(int) bool { return false }

func (f *flagCoat) paint(y int, tone, cover []int32) (tint, bool) {
	if y < f.area.Min.Y || y >= f.area.Max.Y {
		return tint{}, false
	}
	clear(cover)
	fill(cover[f.area.Min.X:f.area.Max.X], 256)
	folds := tone[f.area.Min.X:f.area.Max.X]
	f.cloth.row(folds, y*f.step/2, f.step, one/2)
	for x, n := range folds {
		folds[x] = clampTone(128 + n>>3)
	}
	return f.colours, true
}
