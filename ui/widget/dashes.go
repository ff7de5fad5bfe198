package widget

import (
	"image"
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"minilab/ui/theme"
)

// Dashes is a dashed frame with rounded corners: the place where things can be dropped.
type Dashes struct {
	widget.BaseWidget
}

// The shape of the frame, in the toolkit's units.
const (
	dashRadius = 14.0
	dashStroke = 1.5
	dashOn     = 7.0
	dashOff    = 6.0
)

// NewDashes makes a frame.
func NewDashes() *Dashes {
	d := &Dashes{}
	d.ExtendBaseWidget(d)
	return d
}

// CreateRenderer is called by the toolkit.
func (f *Dashes) CreateRenderer() fyne.WidgetRenderer {
	picture := canvas.NewRaster(func(width, height int) image.Image {
		return drawDashes(width, height, float64(f.Size().Width), colourOf(theme.Faint))
	})
	d := &drawn{
		objects: []fyne.CanvasObject{picture},
		layout:  func(size fyne.Size) { picture.Resize(size) },
		minSize: func() fyne.Size { return fyne.NewSize(4*dashRadius, 4*dashRadius) },
		restyle: func() {},
	}
	return d.start()
}

// drawDashes draws the frame at the screen's pixels; units is the width in the toolkit's units. Only
// pixels near the edge are looked at: the inside of a large frame is most of it.
func drawDashes(width, height int, units float64, c color.Color) *image.RGBA {
	out := image.NewRGBA(image.Rect(0, 0, width, height))
	if width < 1 || height < 1 || units <= 0 {
		return out
	}
	scale := float64(width) / units
	f := newFrame(float64(width), float64(height), scale)
	edge := int(math.Ceil(f.radius + f.stroke))
	for y := range height {
		for x := 0; x < width; x++ {
			if y >= edge && y < height-edge && x == edge && x < width-edge {
				x = width - edge
			}
			if a := f.cover(float64(x)+0.5, float64(y)+0.5); a > 0 {
				out.Set(x, y, faded(c, a))
			}
		}
	}
	return out
}

// faded is a colour that covers a share of a pixel.
func faded(c color.Color, share float64) color.NRGBA {
	n := color.NRGBAModel.Convert(c).(color.NRGBA)
	n.A = uint8(float64(n.A)*share + 0.5)
	return n
}

// frame is the shape of a dashed frame in pixels.
type frame struct {
	width, height, radius, stroke float64
	// on is the length of a dash, period that of a dash and its gap.
	on, period float64
}

// newFrame is the frame of a size in pixels, with so many pixels to a unit. Dashes and gaps are
// stretched a little so that a whole number of them goes round.
func newFrame(width, height, scale float64) frame {
	f := frame{width: width, height: height, radius: dashRadius * scale, stroke: dashStroke * scale}
	cx, cy := f.centre()
	quarter := cx + f.radius*math.Pi/2 + cy
	f.period = quarter / max(1, math.Round(quarter/((dashOn+dashOff)*scale)))
	f.on = f.period * dashOn / (dashOn + dashOff)
	return f
}

// centre is where the centre of a corner's circle lies, seen from the centre of the frame.
func (f frame) centre() (x, y float64) {
	return f.width/2 - f.radius - f.stroke/2, f.height/2 - f.radius - f.stroke/2
}

// cover is how much of a pixel, given by its centre, the frame covers: 0 to 1.
func (f frame) cover(x, y float64) float64 {
	// The frame has four equal quarters. How far the pixel lies beyond the centre of the corner's
	// circle, along each axis, tells whether it is beside a straight edge or in the corner.
	cx, cy := f.centre()
	dx, dy := math.Abs(x-f.width/2)-cx, math.Abs(y-f.height/2)-cy
	if dx <= 0 && dy <= 0 {
		return 0
	}
	distance := math.Abs(math.Hypot(max(dx, 0), max(dy, 0))-f.radius) - f.stroke/2
	// Half a dash ahead, for every quarter begins in the middle of a dash that it shares with the next.
	if math.Mod(f.along(dx, dy, cx)+f.on/2, f.period) > f.on {
		return 0
	}
	return min(max(0.5-distance, 0), 1)
}

// along is how far along its quarter of the frame a pixel lies, from the middle of the upper edge
// round the corner to the middle of the side.
func (f frame) along(dx, dy, cx float64) float64 {
	corner := f.radius * math.Pi / 2
	switch {
	case dx <= 0:
		return cx + dx
	case dy <= 0:
		return cx + corner - dy
	}
	return cx + f.radius*math.Atan2(dx, dy)
}
