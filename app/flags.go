package app

import (
	"errors"
	"fmt"
	"os"
	"runtime"
	"strconv"
	"strings"
	"time"

	"minilab/processing"
	"minilab/processing/codec"
	"minilab/processing/machine"
	"minilab/processing/output"
	"minilab/processing/pool"
)

// recipeFlags are the wishes on the command line. A flag that was not given is nil and leaves the
// recipe as it is.
type recipeFlags struct {
	Recipe      string   `placeholder:"NAME|FILE" help:"A saved recipe or a TOML file; the flags below override it."`
	LongEdge    *int     `placeholder:"PX" group:"Size" help:"Longest side at most PX pixels."`
	Width       *int     `placeholder:"PX" group:"Size" help:"Width in pixels."`
	Height      *int     `placeholder:"PX" group:"Size" help:"Height in pixels."`
	Fit         *string  `placeholder:"HOW" group:"Size" help:"inside keeps the whole photo, cover fills width and height and crops, exact ignores the aspect (inside)."`
	Enlarge     *bool    `negatable:"" group:"Size" help:"Allow outputs larger than the photo."`
	Widths      []int    `placeholder:"A,B,C" group:"Size" help:"A set: one output per width, from one decode."`
	Format      []string `placeholder:"FORMAT" group:"Output" help:"keep, jpeg or png; several with commas (keep: the source's own where it can be written, else jpeg)."`
	Quality     *int     `placeholder:"1..100" group:"Output" help:"Quality of lossy formats (80)."`
	Progressive *bool    `negatable:"" group:"Output" help:"Store JPEG outputs coarse first: some 2 to 4 % smaller, slower to make."`
	Name        *string  `placeholder:"TEMPLATE" group:"Output" help:"Names of the outputs, such as {name}-{width}.{ext} or {date:2006-01-02}/{counter:4}.{ext}."`
	Auto        *bool    `negatable:"" group:"Colour" help:"Correct levels and white balance by looking at the photo."`
	Exposure    *float64 `placeholder:"STOPS" group:"Colour" help:"Brighter or darker, -5 to 5 stops."`
	Contrast    *float64 `placeholder:"N" group:"Colour" help:"-100 to 100."`
	Saturation  *float64 `placeholder:"N" group:"Colour" help:"-100 (grey) to 100."`
	Gamma       *float64 `placeholder:"G" group:"Colour" help:"Mid-tones: above 1 brighter, below 1 darker."`
	Temperature *float64 `placeholder:"N" group:"Colour" help:"-100 (cooler) to 100 (warmer)."`
	Sharpen     *float64 `placeholder:"0..100" group:"Colour" help:"Sharpen at the output's size."`
	Profile     *string  `placeholder:"WHAT" group:"Output" help:"srgb or keep (srgb)."`
	Metadata    *string  `placeholder:"WHAT" group:"Output" help:"all, safe (no GPS, no serial numbers, no embedded thumbnail), copyright or none (safe)."`
}

// recipe is the recipe that was asked for, with the flags laid over it, validated.
func (f *recipeFlags) recipe() (processing.Recipe, error) {
	recipe := processing.DefaultRecipe()
	if f.Recipe != "" {
		found, err := findRecipe(f.Recipe)
		if err != nil {
			return recipe, err
		}
		recipe = found
	}
	f.over(&recipe)
	if err := recipe.Validate(); err != nil {
		return recipe, &usageError{inFlags(err)}
	}
	return recipe, nil
}

// over lays the flags over a recipe. A flag about the size as a whole takes the place of the recipe's
// other way to give it.
func (f *recipeFlags) over(r *processing.Recipe) {
	switch {
	case len(f.Widths) > 0:
		r.Size.LongEdge, r.Size.Width, r.Size.Height = 0, 0, 0
		r.Size.Widths = f.Widths
	case f.LongEdge != nil || f.Width != nil || f.Height != nil:
		r.Size.LongEdge, r.Size.Width, r.Size.Height, r.Size.Widths = 0, 0, 0, nil
	}
	set(&r.Size.LongEdge, f.LongEdge)
	set(&r.Size.Width, f.Width)
	set(&r.Size.Height, f.Height)
	setText(&r.Size.Fit, f.Fit)
	set(&r.Size.Enlarge, f.Enlarge)
	set(&r.Output.Quality, f.Quality)
	set(&r.Output.Progressive, f.Progressive)
	set(&r.Output.Name, f.Name)
	set(&r.Colour.Auto, f.Auto)
	set(&r.Colour.Exposure, f.Exposure)
	set(&r.Colour.Contrast, f.Contrast)
	set(&r.Colour.Saturation, f.Saturation)
	set(&r.Colour.Gamma, f.Gamma)
	set(&r.Colour.Temperature, f.Temperature)
	set(&r.Sharpen.Amount, f.Sharpen)
	setText(&r.Colour.Profile, f.Profile)
	setText(&r.Metadata.Keep, f.Metadata)
	if len(f.Format) > 0 {
		r.Output.Formats = nil
		for _, name := range f.Format {
			r.Output.Formats = append(r.Output.Formats, formatNamed(name))
		}
	}
}

func set[T any](to *T, flag *T) {
	if flag != nil {
		*to = *flag
	}
}

func setText[T ~string](to *T, flag *string) {
	if flag != nil {
		*to = T(*flag)
	}
}

// formatNamed takes "jpg" for "jpeg" and the like; what is unknown stays as it is, for the complaint.
func formatNamed(name string) codec.Format {
	if f, ok := codec.Lookup(name); ok {
		return f
	}
	return codec.Format(strings.ToLower(name))
}

// flagNames are the flags of recipe keys whose last word is not the flag's name.
var flagNames = map[string]string{
	"sharpen.amount": "--sharpen", "output.formats": "--format", "metadata.keep": "--metadata",
}

// inFlags writes complaints about a recipe in the words of the command line.
func inFlags(err error) error {
	var lines []error
	for _, e := range unjoin(err) {
		if wish, ok := errors.AsType[*processing.WishError](e); ok {
			flag, named := flagNames[wish.Key]
			if !named {
				flag = "--" + strings.ReplaceAll(wish.Key[strings.LastIndexByte(wish.Key, '.')+1:], "_", "-")
			}
			e = fmt.Errorf("%s %s", flag, wish.Problem)
		}
		lines = append(lines, e)
	}
	return errors.Join(lines...)
}

func unjoin(err error) []error {
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		return joined.Unwrap()
	}
	return []error{err}
}

// workFlags say how the work is done, not what comes out.
type workFlags struct {
	Isolation     string        `enum:"process,none" default:"process" placeholder:"HOW" help:"process: each worker its own process; none: goroutines of this one (process)."`
	Memory        size          `placeholder:"SIZE" help:"Most memory for pictures in work at once, such as 2GB (half of the machine's)."`
	Timeout       time.Duration `placeholder:"DURATION" help:"Most time for one photo (30s and 2s more per megapixel)."`
	MaxMegapixels float64       `default:"300" placeholder:"N" help:"Refuse photos of more megapixels (300)."`
}

// batch is a batch that works as the flags say. It still needs its folder and number of workers.
func (f *workFlags) batch(recipe processing.Recipe) (*processing.Batch, error) {
	if !(f.MaxMegapixels >= 1e-6 && f.MaxMegapixels <= maxMegapixels) { // false for NaN too
		return nil, usage("--max-megapixels is %v; it must be above 0 and at most %d", f.MaxMegapixels, maxMegapixels)
	}
	if f.Timeout < 0 {
		return nil, usage("--timeout is %v; it must be above 0", f.Timeout)
	}
	program, err := workerProgram()
	if err != nil {
		return nil, err
	}
	batch := &processing.Batch{
		Recipe: recipe, Conflict: output.Rename, Limits: f.limits(),
		Isolation: processing.Isolation(f.Isolation), Program: program, Memory: int64(f.Memory),
	}
	if batch.Memory == 0 {
		batch.Memory = machine.Memory() / 2
	}
	if f.Timeout > 0 {
		batch.Timeout = func(float64) time.Duration { return f.Timeout }
	}
	return batch, nil
}

// maxMegapixels is what the longest sides of a JPEG file come to, rounded up.
const maxMegapixels = 5000

func (f *workFlags) limits() codec.Limits {
	limits := codec.DefaultLimits()
	limits.Pixels = int64(f.MaxMegapixels * 1e6)
	return limits
}

// workerProgram starts this same program as a worker.
func workerProgram() (pool.Command, error) {
	program, err := os.Executable()
	if err != nil {
		return pool.Command{}, fmt.Errorf("find this program to start workers: %w", err)
	}
	return pool.Command{Path: program, Args: []string{workerCommand}}, nil
}

// cores is the number of workers that this machine, or the container around this program, can run at
// once.
func cores() int { return runtime.GOMAXPROCS(0) }

// size is a number of bytes as people write it: 800000, 512MB, 2GiB, 1.5G. Decimal units count in
// thousands, the "i" units in 1,024.
type size int64

var sizeUnits = map[string]float64{
	"": 1, "b": 1, "k": 1e3, "kb": 1e3, "m": 1e6, "mb": 1e6, "g": 1e9, "gb": 1e9, "t": 1e12, "tb": 1e12,
	"kib": 1 << 10, "mib": 1 << 20, "gib": 1 << 30, "tib": 1 << 40,
}

// UnmarshalText reads a size.
func (s *size) UnmarshalText(text []byte) error {
	word := strings.ToLower(strings.TrimSpace(string(text)))
	digits := strings.TrimRight(word, "bkmgti ")
	unit, known := sizeUnits[strings.TrimSpace(word[len(digits):])]
	number, err := strconv.ParseFloat(digits, 64)
	if bytes := number * unit; err != nil || !known || !(bytes >= 1 && bytes <= 1<<62) { // false for NaN too
		return fmt.Errorf("%q is no size; write one like 800MB, 2GB or 1.5GiB", text)
	}
	*s = size(number * unit)
	return nil
}
