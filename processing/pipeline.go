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
	// Apply changes the picture to the output's wish, on the bench whose memory it may use.
	Apply func(b *develop.Bench, p *codec.Picture, o development)
}

// Pipeline is steps in the order they are done.
type Pipeline []Step

// development is what the steps need to know about one output.
type development struct {
	OutputPlan
	correction color.Correction
	sharpen    float64
}

// The way of every photo, as a photographer would say it: cut, scale; then turn upright, correct the
// colours, sharpen. The turn comes after the scaling because it costs less there; colours come after it
// for the same reason, and sharpening last because it belongs to the final size.
//
// A set of outputs is scaled as a whole before the rest is done, so that a small one can be made from a
// larger one; scaling never changes what it is given, while the finish of planes may.
var (
	scaling = Pipeline{
		{"crop", StageResize, func(b *develop.Bench, p *codec.Picture, o development) { b.Crop(p, o.Crop) }},
		{"resize", StageResize, resize},
	}
	finishing = Pipeline{
		{"upright", StageResize, func(b *develop.Bench, p *codec.Picture, _ development) { b.Orient(p) }},
		{"correct", StageColour, func(b *develop.Bench, p *codec.Picture, o development) { b.Correct(p, o.correction) }},
		{"sharpen", StageColour, func(b *develop.Bench, p *codec.Picture, o development) { b.Sharpen(p, o.sharpen) }},
	}
)

// resize brings the stored picture to the stored size of an output whose size is given upright.
func resize(b *develop.Bench, p *codec.Picture, o development) {
	width, height := o.Width, o.Height
	if p.Orientation.Swaps() {
		width, height = height, width
	}
	b.Resize(p, width, height)
}
