package processing

import (
	"image"
	"math"

	"minilab/processing/codec"
)

// Plan is what a recipe comes to for one photo: exact sizes, crops and formats. It is worked out from
// the header alone and holds no pixels, so it can be tested by table, shown live, and made twice: by
// the scanner for the names, and by the worker for the work.
type Plan struct {
	Info    codec.Info
	Outputs []OutputPlan
}

// OutputPlan is one file that a photo becomes.
type OutputPlan struct {
	Format codec.Format
	// Crop is the part of the photo that is used, in stored pixels (before the photo is made upright).
	Crop image.Rectangle
	// Width and Height are those of the upright output.
	Width, Height int
	// Unchanged is true where the output has the source's format, size and pixels: all that happens
	// is a new encoding, which may be given up for the source's own bytes.
	Unchanged bool
}

// Plan works out the outputs of one photo. The recipe must be valid.
func (r *Recipe) Plan(info codec.Info) Plan {
	plan := Plan{Info: info}
	for _, frame := range r.frames(info) {
		for _, format := range r.formats(info.Format) {
			o := OutputPlan{Format: format, Crop: frame.stored(info), Width: frame.width, Height: frame.height}
			o.Unchanged = format == info.Format && info.Orientation <= 1 &&
				o.Crop == image.Rect(0, 0, info.Width, info.Height) &&
				o.Width == info.Width && o.Height == info.Height &&
				r.Colour.Neutral() && r.Sharpen.Amount == 0
			plan.Outputs = append(plan.Outputs, o)
		}
	}
	return plan
}

// planar reports whether every output can be made without leaving the planes of a JPEG.
func (p *Plan) planar() bool {
	if p.Info.Planes == nil || !codec.FastJPEG() {
		return false
	}
	for _, o := range p.Outputs {
		if o.Format != codec.JPEG {
			return false
		}
	}
	return true
}

// decodeSize is the smallest stored size of the whole photo from which every output can be made.
func (p *Plan) decodeSize() (width, height int) {
	for _, o := range p.Outputs {
		w, h := o.Width, o.Height
		if p.Info.Orientation.Swaps() {
			w, h = h, w
		}
		width = max(width, (w*p.Info.Width+o.Crop.Dx()-1)/o.Crop.Dx())
		height = max(height, (h*p.Info.Height+o.Crop.Dy()-1)/o.Crop.Dy())
	}
	return width, height
}

// developBytes is the memory for each pixel of an output in work: the picture before and after a step,
// and the file it is encoded to.
const developBytes = 12

// Memory is the most bytes the photo needs while in work, its file's bytes included. On planes that is
// bounded by the size it is decoded at; else it is what the codec estimates for decoding and developing
// at the source's size, and more where an output is larger than that.
//
// A photo whose planes turn out to be damaged takes the general way after all and needs more than was
// reckoned: rare enough, and the default budget is but half of the memory.
func (p *Plan) Memory(fileBytes int64) int64 {
	all, larger := int64(0), int64(0)
	source := int64(p.Info.Width) * int64(p.Info.Height)
	for _, o := range p.Outputs {
		pixels := int64(o.Width) * int64(o.Height)
		all += pixels
		larger = max(larger, pixels-source)
	}
	if p.planar() {
		width, height := p.decodeSize()
		return p.Info.PlanesMemory(fileBytes, width, height) + all*3 // each as scaled and as turned
	}
	return p.Info.Memory + larger*developBytes
}

// formats are the wished formats for a source, with Keep resolved and doubles left out.
func (r *Recipe) formats(source codec.Format) []codec.Format {
	var formats []codec.Format
	seen := map[codec.Format]bool{}
	for _, f := range r.Output.Formats {
		if f == codec.Keep {
			f = codec.JPEG
			if source.CanEncode() {
				f = source
			}
		}
		if !seen[f] {
			seen[f] = true
			formats = append(formats, f)
		}
	}
	return formats
}

// frame is the part of an upright photo that is used, and the size it is brought to.
type frame struct {
	part          image.Rectangle
	width, height int
}

// frames are the frames of all outputs: one, or one for each width of a set.
func (r *Recipe) frames(info codec.Info) []frame {
	width, height := info.Upright()
	s := r.Size
	if len(s.Widths) == 0 {
		return []frame{s.frame(width, height)}
	}
	var set []frame
	seen := map[int]bool{}
	for _, w := range s.Widths {
		if !s.Enlarge {
			w = min(w, width) // the widest output a photo can give without enlarging is itself
		}
		if !seen[w] {
			seen[w] = true
			set = append(set, whole(width, height, float64(w)/float64(width)))
		}
	}
	return set
}

// frame is the one output of a photo of the given upright size.
func (s SizeWish) frame(width, height int) frame {
	switch s.Fit {
	case FitCover:
		return s.cover(width, height)
	case FitExact:
		w, h := s.wanted(width, height)
		return frame{image.Rect(0, 0, width, height), w, h}
	}
	scale := math.Inf(1)
	if s.Width > 0 {
		scale = min(scale, float64(s.Width)/float64(width))
	}
	if s.Height > 0 {
		scale = min(scale, float64(s.Height)/float64(height))
	}
	if s.LongEdge > 0 {
		scale = min(scale, float64(s.LongEdge)/float64(max(width, height)))
	}
	if math.IsInf(scale, 1) || scale > 1 && !s.Enlarge {
		scale = 1
	}
	return whole(width, height, scale)
}

// whole is the whole photo at a scale. A side is at least one pixel, and at most what a file can say.
func whole(width, height int, scale float64) frame {
	longest := float64(max(width, height))
	scale = min(scale, MaxSide/longest)
	return frame{image.Rect(0, 0, width, height), atLeastOne(float64(width) * scale), atLeastOne(float64(height) * scale)}
}

// cover is the largest part of the wanted aspect from the middle of the photo.
func (s SizeWish) cover(width, height int) frame {
	scale := max(float64(s.Width)/float64(width), float64(s.Height)/float64(height))
	w, h := s.Width, s.Height
	if scale > 1 && !s.Enlarge {
		w, h = atLeastOne(float64(s.Width)/scale), atLeastOne(float64(s.Height)/scale)
	}
	partWidth := min(width, atLeastOne(float64(s.Width)/scale))
	partHeight := min(height, atLeastOne(float64(s.Height)/scale))
	corner := image.Pt((width-partWidth)/2, (height-partHeight)/2)
	return frame{image.Rectangle{corner, corner.Add(image.Pt(partWidth, partHeight))}, min(w, MaxSide), min(h, MaxSide)}
}

// wanted is width by height, made smaller in its own aspect where the photo would have to be enlarged
// for it on either side.
func (s SizeWish) wanted(width, height int) (int, int) {
	shrink := 1.0
	if !s.Enlarge {
		shrink = min(1, float64(width)/float64(s.Width), float64(height)/float64(s.Height))
	}
	return atLeastOne(float64(s.Width) * shrink), atLeastOne(float64(s.Height) * shrink)
}

func atLeastOne(side float64) int { return max(1, int(math.Round(side))) }

// stored turns the frame's part into the coordinates of the stored picture. Only centred parts occur,
// so exchanging the axes is all a turn asks for.
func (f frame) stored(info codec.Info) image.Rectangle {
	p := f.part
	if info.Orientation.Swaps() {
		return image.Rect(p.Min.Y, p.Min.X, p.Max.Y, p.Max.X)
	}
	return p
}
