package processing

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"minilab/processing/codec"
	"minilab/processing/color"
	"minilab/processing/metadata"
	"minilab/processing/output"
)

// RecipeVersion is the version of recipe files this program reads and writes.
const RecipeVersion = 1

// MaxSide is the longest side of an output in pixels: what a JPEG file can say.
const MaxSide = 65535

// Recipe is the wishes for a batch. It is plain data, copied freely and never changed during a run;
// the same recipe drives window, command, watcher and cluster, and is saved as TOML.
type Recipe struct {
	// Version is RecipeVersion.
	Version int `toml:"version" json:"version"`
	// Name is what people call it; empty for one put together by hand.
	Name     string       `toml:"name" json:"name"`
	Size     SizeWish     `toml:"size" json:"size"`
	Colour   ColourWish   `toml:"colour" json:"colour"`
	Sharpen  SharpenWish  `toml:"sharpen" json:"sharpen"`
	Output   OutputWish   `toml:"output" json:"output"`
	Metadata MetadataWish `toml:"metadata" json:"metadata"`
}

// Fit says how a photo is brought to the wanted size.
type Fit string

// The ways to fit a photo.
const (
	// FitInside keeps the aspect; the photo becomes as large as every wanted side allows.
	FitInside Fit = "inside"
	// FitCover keeps the aspect, fills width and height, and crops what stands over from the edges.
	FitCover Fit = "cover"
	// FitExact makes the photo width by height, whatever its aspect.
	FitExact Fit = "exact"
)

// Fits lists the ways to fit a photo.
func Fits() []Fit { return []Fit{FitInside, FitCover, FitExact} }

// SizeWish is the wanted size in pixels of the upright photo; 0 leaves a side free.
type SizeWish struct {
	Fit      Fit `toml:"fit" json:"fit"`
	LongEdge int `toml:"long_edge,omitempty" json:"long_edge,omitempty"`
	Width    int `toml:"width,omitempty" json:"width,omitempty"`
	Height   int `toml:"height,omitempty" json:"height,omitempty"`
	// Widths asks for a set: one output per width, all from one decode.
	Widths []int `toml:"widths,omitempty" json:"widths,omitempty"`
	// Enlarge allows outputs larger than the photo.
	Enlarge bool `toml:"enlarge,omitempty" json:"enlarge,omitempty"`
}

// Profile says what becomes of a photo's colour profile.
type Profile string

// The ways to treat a profile.
const (
	ProfileSRGB Profile = "srgb"
	ProfileKeep Profile = "keep"
)

// Profiles lists the ways to treat a profile.
func Profiles() []Profile { return []Profile{ProfileSRGB, ProfileKeep} }

// ColourWish is the wanted colour correction and the profile of the outputs.
type ColourWish struct {
	color.Wishes
	Profile Profile `toml:"profile" json:"profile"`
}

// SharpenWish is the wanted sharpening, done last, at the output's size.
type SharpenWish struct {
	// Amount is 0 (none) to 100.
	Amount float64 `toml:"amount" json:"amount"`
}

// OutputWish is how outputs are encoded and named.
type OutputWish struct {
	// Formats lists the formats of the outputs, one output each; codec.Keep is the source's own where
	// it can be written, else JPEG.
	Formats []codec.Format `toml:"formats" json:"formats"`
	// Quality is 1 to 100; lossless formats have none.
	Quality int `toml:"quality" json:"quality"`
	// Progressive stores JPEG outputs coarse first: some 2 to 4 % smaller, for more than twice the work
	// of encoding. A build without libjpeg-turbo ignores it.
	Progressive bool `toml:"progressive,omitempty" json:"progressive,omitempty"`
	// Name is the template of the outputs' names; empty is "{name}.{ext}", with a set of widths
	// "{name}-{width}.{ext}".
	Name string `toml:"name,omitempty" json:"name,omitempty"`
}

// MetadataWish is the camera data that outputs carry.
type MetadataWish struct {
	Keep metadata.Policy `toml:"keep" json:"keep"`
}

// DefaultRecipe keeps size, format and colours, writes quality 80 and leaves out private camera data.
func DefaultRecipe() Recipe {
	return Recipe{
		Version:  RecipeVersion,
		Size:     SizeWish{Fit: FitInside},
		Colour:   ColourWish{Profile: ProfileSRGB},
		Output:   OutputWish{Formats: []codec.Format{codec.Keep}, Quality: 80},
		Metadata: MetadataWish{Keep: metadata.KeepSafe},
	}
}

// NameTemplate is the template in force: the recipe's own or the default.
func (r *Recipe) NameTemplate() string {
	switch {
	case r.Output.Name != "":
		return r.Output.Name
	case len(r.Size.Widths) > 0:
		return "{name}-{width}.{ext}"
	}
	return "{name}.{ext}"
}

// WishError is a wish that cannot be carried out.
type WishError struct {
	// Key is where it stands in the recipe, such as "size.width".
	Key string
	// Problem completes the sentence that begins with the key.
	Problem string
}

func (e *WishError) Error() string { return e.Key + " " + e.Problem }

// Validate reports every wish that cannot be carried out, joined into one error of *WishError; nil
// where the recipe is good.
func (r *Recipe) Validate() error {
	var c complaints
	c.check(r.Version == RecipeVersion, "version", "is %d; this program reads version %d", r.Version, RecipeVersion)
	r.Size.validate(&c)
	r.Colour.validate(&c)
	c.check(r.Sharpen.Amount >= 0 && r.Sharpen.Amount <= 100, "sharpen.amount", "is %v; it must be from 0 to 100", r.Sharpen.Amount)
	r.Output.validate(&c, len(r.Size.Widths) > 0)
	c.check(r.Metadata.Keep.Valid(), "metadata.keep", "is %q; it can be %s", r.Metadata.Keep, list(metadata.Policies()))
	return c.err()
}

func (s *SizeWish) validate(c *complaints) {
	c.check(slices.Contains(Fits(), s.Fit), "size.fit", "is %q; it can be %s", s.Fit, list(Fits()))
	for _, side := range []struct {
		key   string
		value int
	}{{"size.long_edge", s.LongEdge}, {"size.width", s.Width}, {"size.height", s.Height}} {
		c.check(side.value >= 0 && side.value <= MaxSide, side.key, "is %d; it must be from 1 to %d pixels", side.value, MaxSide)
	}
	for _, w := range s.Widths {
		c.check(w >= 1 && w <= MaxSide, "size.widths", "holds %d; a width must be from 1 to %d pixels", w, MaxSide)
	}
	if s.Fit == FitCover || s.Fit == FitExact {
		c.check(s.Width > 0 && s.Height > 0, "size.fit", "is %q; that needs both a width and a height", s.Fit)
		c.check(s.LongEdge == 0, "size.long_edge", "has no meaning with fit %q, which takes width and height", s.Fit)
	}
	if len(s.Widths) > 0 {
		c.check(s.Width == 0 && s.Height == 0 && s.LongEdge == 0, "size.widths", "cannot be combined with width, height or long_edge")
		c.check(s.Fit == FitInside, "size.widths", "needs fit %q", FitInside)
	}
}

func (w *ColourWish) validate(c *complaints) {
	for _, err := range w.Validate() {
		key, problem, _ := strings.Cut(err.Error(), " ") // "exposure is 9; it must be -5 to 5"
		c.add("colour."+key, "%s", problem)
	}
	c.check(slices.Contains(Profiles(), w.Profile), "colour.profile", "is %q; it can be %s", w.Profile, list(Profiles()))
}

func (o *OutputWish) validate(c *complaints, set bool) {
	c.check(len(o.Formats) > 0, "output.formats", "is empty; name at least one format, or %q", codec.Keep)
	for i, f := range o.Formats {
		if _, known := codec.Lookup(string(f)); !known && f != codec.Keep {
			c.add("output.formats", "holds %q; outputs can be %s", f, list(Writable()))
		} else if f != codec.Keep && !f.CanEncode() {
			c.add("output.formats", "holds %q; writing %s is not built into this program, outputs can be %s", f, f.Title(), list(Writable()))
		}
		c.check(!slices.Contains(o.Formats[:i], f), "output.formats", "holds %q twice", f)
	}
	c.check(o.Quality >= 1 && o.Quality <= 100, "output.quality", "is %d; it must be from 1 to 100", o.Quality)
	if o.Name == "" {
		return
	}
	template, err := output.ParseTemplate(o.Name)
	if err != nil {
		c.add("output.name", "%q cannot be used: %v", o.Name, err)
		return
	}
	c.check(!set || template.Uses("width"), "output.name", "%q gives every width of a set the same name; add {width}", o.Name)
}

// Writable lists what an output can be asked to be.
func Writable() []codec.Format {
	formats := []codec.Format{codec.Keep}
	for _, f := range codec.Formats() {
		if f.CanEncode() {
			formats = append(formats, f)
		}
	}
	return formats
}

// complaints gathers what is wrong, so that a person can mend all of it at once.
type complaints []error

func (c *complaints) add(key, format string, args ...any) {
	*c = append(*c, &WishError{key, fmt.Sprintf(format, args...)})
}

func (c *complaints) check(good bool, key, format string, args ...any) {
	if !good {
		c.add(key, format, args...)
	}
}

func (c complaints) err() error { return errors.Join(c...) }

// list writes choices as people read them: "a, b or c".
func list[S ~string](choices []S) string {
	words := make([]string, len(choices))
	for i, c := range choices {
		words[i] = string(c)
	}
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " or " + words[len(words)-1]
}
