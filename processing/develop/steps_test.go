package develop

import (
	"bytes"
	"image"
	"image/color"
	"testing"

	"minilab/processing/codec"
	tone "minilab/processing/color"
)

// steps is every step with a wish that changes pixels.
func steps() map[string]func(*codec.Picture) {
	return map[string]func(*codec.Picture){
		"crop":    func(p *codec.Picture) { Crop(p, image.Rect(2, 2, 9, 7)) },
		"resize":  func(p *codec.Picture) { Resize(p, 5, 4) },
		"correct": func(p *codec.Picture) { Correct(p, tone.Wishes{Exposure: 1}.Correction(tone.Stats{})) },
		"sharpen": func(p *codec.Picture) { Sharpen(p, 80) },
		"flatten": func(p *codec.Picture) { p.Image = codec.Flatten(p.Image, color.NRGBA{R: 9}) },
		"orient": func(p *codec.Picture) {
			p.Orientation = 6
			Orient(p)
		},
	}
}

func TestStepsLeaveTheirInputAlone(t *testing.T) {
	for name, step := range steps() {
		for layout, m := range layouts(20, 14) {
			before := pixels(m)
			p := picture(m)
			step(p)
			if !bytes.Equal(before, pixels(m)) {
				t.Errorf("%s changed the pixels of its %s input", name, layout)
			}
			if p.Image.Bounds().Min != (image.Point{}) {
				t.Errorf("%s of %s: the bounds are %v", name, layout, p.Image.Bounds())
			}
			_, wasGrey := m.(*image.Gray)
			if _, isGrey := p.Image.(*image.Gray); isGrey != wasGrey {
				t.Errorf("%s made a %T of a %s", name, p.Image, layout)
			}
		}
	}
}

func TestNothingToDoKeepsTheVeryPicture(t *testing.T) {
	nothing := map[string]func(*codec.Picture){
		"crop to the whole":    func(p *codec.Picture) { Crop(p, image.Rect(0, 0, 20, 14)) },
		"crop beyond":          func(p *codec.Picture) { Crop(p, image.Rect(-5, -5, 99, 99)) },
		"crop outside":         func(p *codec.Picture) { Crop(p, image.Rect(50, 50, 60, 60)) },
		"resize to its size":   func(p *codec.Picture) { Resize(p, 20, 14) },
		"correct by nothing":   func(p *codec.Picture) { Correct(p, tone.Wishes{}.Correction(tone.Stats{})) },
		"sharpen by nothing":   func(p *codec.Picture) { Sharpen(p, 0) },
		"sharpen by less":      func(p *codec.Picture) { Sharpen(p, -3) },
		"flatten opaque":       func(p *codec.Picture) { p.Image = codec.Flatten(p.Image, color.NRGBA{}) },
		"orient what is right": Orient,
	}
	for name, step := range nothing {
		for layout, m := range layouts(20, 14) {
			p := picture(m)
			step(p)
			if p.Image != m {
				t.Errorf("%s: a new %s was made", name, layout)
			}
		}
	}
}

// TestStepsWorkOnPartsOfPictures runs every step on a crop, whose rows lie further apart than they are
// long, and compares with the same step on a compact copy.
func TestStepsWorkOnPartsOfPictures(t *testing.T) {
	for name, step := range steps() {
		for layout, m := range layouts(40, 30) {
			part := picture(m)
			Crop(part, image.Rect(4, 6, 24, 20))
			compact := picture(compacted(part.Image))
			step(part)
			step(compact)
			t.Run(name+" "+layout, func(t *testing.T) { same(t, part.Image, compact.Image, 0) })
		}
	}
}

// compacted copies a picture so that its rows follow each other without a gap.
func compacted(m image.Image) image.Image {
	switch m := m.(type) {
	case *image.Gray:
		dst := image.NewGray(m.Rect)
		for y := range m.Rect.Dy() {
			copy(dst.Pix[y*dst.Stride:][:dst.Stride], m.Pix[y*m.Stride:])
		}
		return dst
	case *image.NRGBA:
		dst := image.NewNRGBA(m.Rect)
		for y := range m.Rect.Dy() {
			copy(dst.Pix[y*dst.Stride:][:dst.Stride], m.Pix[y*m.Stride:])
		}
		return dst
	}
	return m
}

func TestStepsTakePicturesOfOnePixel(t *testing.T) {
	for name, step := range steps() {
		for layout, m := range layouts(1, 1) {
			p := picture(m)
			step(p)
			if p.Image.Bounds().Empty() {
				t.Errorf("%s of one pixel of %s left nothing", name, layout)
			}
		}
	}
}
