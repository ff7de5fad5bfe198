package processing

import (
	"minilab/processing/codec"
	"minilab/processing/color"
	"minilab/processing/develop"
)

// Step is one thing done to the pixels of a photo.
type Step struct {
	Name  string
	Stage Stage
	// Apply changes the picture to the output's wish. It replaces p.Image and never writes into the
	// pixels it was given, since the outputs of a set share one decoded picture.
	Apply func(p *codec.Picture, o development)
}

// Pipeline is the steps in the order they are done.
type Pipeline []Step

// development is what the steps need to know about one output.
type development struct {
	OutputPlan
	correction color.Correction
	sharpen    float64
}

// develops is the way of every photo, as a photographer would say it: cut, scale, turn upright, correct
// the colours, sharpen. The turn comes after the scaling because it costs less there; colours come
// after it for the same reason, and sharpening last because it belongs to the final size.
var develops = Pipeline{
	{"crop", StageResize, func(p *codec.Picture, o development) { develop.Crop(p, o.Crop) }},
	{"resize", StageResize, resize},
	{"upright", StageResize, func(p *codec.Picture, _ development) { develop.Orient(p) }},
	{"correct", StageColour, func(p *codec.Picture, o development) { develop.Correct(p, o.correction) }},
	{"sharpen", StageColour, func(p *codec.Picture, o development) { develop.Sharpen(p, o.sharpen) }},
}

// resize brings the stored picture to the stored size of an output whose size is given upright.
func resize(p *codec.Picture, o development) {
	width, height := o.Width, o.Height
	if p.Orientation.Swaps() {
		width, height = height, width
	}
	develop.Resize(p, width, height)
}
