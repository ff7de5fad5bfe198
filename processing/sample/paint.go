package sample

import "image"

// paint makes the upright picture row by row: from the nearest coat that hides the row on, each
// coat is laid over the ones behind it. Only a few rows of scratch memory are used beside the result.
func paint(s *scene, p Photo) *image.YCbCr {
	picture := image.NewYCbCr(image.Rect(0, 0, p.Width, p.Height), image.YCbCrSubsampleRatio420)
	row := newPixelRow(p.Width)
	tone, cover := make([]int32, p.Width), make([]int32, p.Width)
	seed := mix(p.Seed + 1)
	for y := range p.Height {
		row.coloured = y%2 == 0
		for _, c := range s.seen(y) {
			if colours, ok := c.paint(y, tone, cover); ok {
				row.over(colours, tone, cover)
			}
		}
		row.expose(picture, y, seed)
	}
	return picture
}

// seen is the coats of row y that are not wholly hidden.
func (s *scene) seen(y int) []coat {
	for i := len(s.coats) - 1; i > 0; i-- {
		if s.coats[i].hides(y) {
			return s.coats[i:]
		}
	}
	return s.coats
}
