package sample

import (
	"errors"
	"fmt"
	"image"
	stdcolor "image/color"
	"strings"
)

// Tolerance is how far, in levels of 8 bits, each channel of a flag's mean colour may be from what
// was painted. It is wide enough for resizing, strong compression and a mild correction of tone,
// and too narrow for one flag's colour to pass for another's.
const Tolerance = 48

// ErrTooSmall is a picture in which the flags are too small to be told apart.
var ErrTooSmall = errors.New("picture is too small for its flags to be checked")

// CornerError is a corner of a result in which the right flag was not found.
type CornerError struct {
	// Corner is "top left", "top right", "bottom left" or "bottom right".
	Corner string
	// Want and Got are the flag's colour and the mean colour found in its place, sRGB.
	Want, Got stdcolor.RGBA
	// WantName and GotName are their names: "red", "green", "blue", "white", or "none of the flags".
	WantName, GotName string
}

func (e *CornerError) Error() string {
	return fmt.Sprintf("%s corner: %s flag (%d, %d, %d) expected, %s (%d, %d, %d) found", e.Corner,
		e.WantName, e.Want.R, e.Want.G, e.Want.B, e.GotName, e.Got.R, e.Got.G, e.Got.B)
}

// CheckError is what Check found wrong: at least one corner, in reading order.
type CheckError []*CornerError

func (e CheckError) Error() string {
	lines := make([]string, len(e))
	for i, corner := range e {
		lines[i] = corner.Error()
	}
	return "sample picture came out wrong: " + strings.Join(lines, "; ")
}

// Check reports whether a picture that was made from a sample photo, at any size and aspect, is
// upright, not mirrored and right in colour: the four flags are in their corners in their colours.
// Its error is a CheckError that names every wrong corner, or matches ErrTooSmall. A picture that
// was cropped has lost its flags and is refused; a strong correction of colour may be.
func Check(img image.Image) error {
	size := img.Bounds().Size()
	if min(size.X, size.Y) < MinSide {
		return fmt.Errorf("%w: %d by %d pixels, where each side must be at least %d",
			ErrTooSmall, size.X, size.Y, MinSide)
	}
	var wrong CheckError
	for _, f := range flags {
		got := meanColour(img, f.core(size).Add(img.Bounds().Min))
		if !near(f.colour, got) {
			wrong = append(wrong, &CornerError{f.corner, f.colour, got, f.colourName, flagNamed(got)})
		}
	}
	if len(wrong) > 0 {
		return wrong
	}
	return nil
}

// meanColour averages a grid of at most 16 by 16 pixels: grain and the folds of the cloth cancel.
func meanColour(img image.Image, area image.Rectangle) stdcolor.RGBA {
	const grid = 16
	stepX, stepY := (area.Dx()+grid-1)/grid, (area.Dy()+grid-1)/grid
	var r, g, b, n uint32
	for y := area.Min.Y; y < area.Max.Y; y += stepY {
		for x := area.Min.X; x < area.Max.X; x += stepX {
			pixel := stdcolor.RGBAModel.Convert(img.At(x, y)).(stdcolor.RGBA)
			r, g, b, n = r+uint32(pixel.R), g+uint32(pixel.G), b+uint32(pixel.B), n+1
		}
	}
	return stdcolor.RGBA{R: uint8(r / n), G: uint8(g / n), B: uint8(b / n), A: 255}
}

func near(a, b stdcolor.RGBA) bool {
	return apart(a.R, b.R) <= Tolerance && apart(a.G, b.G) <= Tolerance && apart(a.B, b.B) <= Tolerance
}

func apart(a, b uint8) int { return int(max(a, b)) - int(min(a, b)) }

// flagNamed is the name of the flag a colour belongs to.
func flagNamed(c stdcolor.RGBA) string {
	for _, f := range flags {
		if near(f.colour, c) {
			return f.colourName
		}
	}
	return "none of the flags"
}
