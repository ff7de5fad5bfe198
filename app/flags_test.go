package app

import (
	"errors"
	"math"
	"reflect"
	"strings"
	"testing"
	"time"

	"minilab/processing"
	"minilab/processing/codec"
)

func TestSizes(t *testing.T) {
	for text, want := range map[string]size{
		"800000": 800_000, "512MB": 512e6, "512 mb": 512e6, "2GiB": 2 << 30, "1.5G": 15e8, "1k": 1000, "1kib": 1024,
		" 3 TB ": 3e12, "1TiB": 1 << 40, "100b": 100, "1e6": 1e6,
	} {
		var got size
		if err := got.UnmarshalText([]byte(text)); err != nil || got != want {
			t.Errorf("%q: %d, %v; want %d", text, got, err, want)
		}
	}
	for _, text := range []string{
		"", "lots", "MB", "-1MB", "0", "0.5", "nan", "NaN", "inf", "1e300", "9e18", "9999999TB", "5 bananas", "1MB2", "1bk", "0x10", "1MiBB",
	} {
		var got size
		if err := got.UnmarshalText([]byte(text)); err == nil || !strings.Contains(err.Error(), "2GB") {
			t.Errorf("%q passes for %d, %v", text, got, err)
		}
	}
}

func TestNegativeNumbersAreJoinedToTheirFlags(t *testing.T) {
	for given, want := range map[string]string{
		"convert a --contrast -20 --to b":     "convert a --contrast=-20 --to b",
		"--exposure -.5 --gamma 2":            "--exposure=-.5 --gamma 2",
		"--contrast=-20 -5":                   "--contrast=-20 -5",
		"-5 --auto -v":                        "-5 --auto -v",
		"--contrast -20 -30":                  "--contrast=-20 -30",
		"--name -draft --to -":                "--name -draft --to -",
		"convert -1.jpg --temperature -1e1 x": "convert -1.jpg --temperature=-1e1 x",
	} {
		if got := joinNegative(strings.Fields(given)); !reflect.DeepEqual(got, strings.Fields(want)) {
			t.Errorf("%s: %q", given, got)
		}
	}
	if got := joinNegative(nil); len(got) != 0 {
		t.Errorf("nothing: %q", got)
	}
}

func ptr[T any](v T) *T { return &v }

// A flag takes the place of the recipe's wish, and only of it; one about the size takes the place of every
// other way to give the size.
func TestFlagsOverARecipe(t *testing.T) {
	recipe := processing.DefaultRecipe()
	recipe.Size.Widths, recipe.Colour.Contrast, recipe.Output.Quality = []int{100, 200}, 7, 55
	f := recipeFlags{LongEdge: ptr(300), Format: []string{"JPG", "png"}, Saturation: ptr(-5.0), Enlarge: ptr(true)}
	got := recipe
	f.over(&got)
	want := recipe
	want.Size.Widths, want.Size.LongEdge, want.Size.Enlarge = nil, 300, true
	want.Output.Formats, want.Colour.Saturation = []codec.Format{codec.JPEG, codec.PNG}, -5
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	got = want
	(&recipeFlags{Widths: []int{10}}).over(&got)
	if got.Size.LongEdge != 0 || !reflect.DeepEqual(got.Size.Widths, []int{10}) {
		t.Errorf("widths over a long edge: %+v", got.Size)
	}
	got = want
	(&recipeFlags{}).over(&got)
	if !reflect.DeepEqual(got, want) {
		t.Errorf("no flags changed the recipe: %+v", got)
	}
}

// Every complaint about a recipe that flags can cause names the flag, not the recipe's key.
func TestComplaintsNameFlags(t *testing.T) {
	f := recipeFlags{
		LongEdge: ptr(-1), Width: ptr(70000), Fit: ptr("outside"), Quality: ptr(0), Name: ptr("../x"), Exposure: ptr(9.0),
		Contrast: ptr(101.0), Sharpen: ptr(-1.0), Profile: ptr("p3"), Metadata: ptr("some"), Format: []string{"heic"}, Gamma: ptr(math.NaN()),
	}
	_, err := f.recipe()
	if _, ok := errors.AsType[*usageError](err); !ok {
		t.Fatalf("the error is %v", err)
	}
	for _, flag := range []string{
		"--long-edge", "--width", "--fit", "--quality", "--name", "--exposure", "--contrast", "--sharpen", "--profile", "--metadata", "--format", "--gamma",
	} {
		if !strings.Contains("\n"+err.Error(), "\n"+flag+" ") {
			t.Errorf("nothing is said about %s in\n%v", flag, err)
		}
	}
}

func TestWorkFlags(t *testing.T) {
	for name, f := range map[string]workFlags{
		"nothing":   {MaxMegapixels: 0},
		"below":     {MaxMegapixels: -5},
		"no number": {MaxMegapixels: math.NaN()},
		"endless":   {MaxMegapixels: math.Inf(1)},
		"no pixel":  {MaxMegapixels: 1e-9},
		"past":      {MaxMegapixels: 300, Timeout: -time.Second},
	} {
		if _, err := f.batch(processing.DefaultRecipe()); err == nil {
			t.Errorf("%s is accepted", name)
		} else if _, ok := errors.AsType[*usageError](err); !ok {
			t.Errorf("%s: %v", name, err)
		}
	}
	f := workFlags{Isolation: "none", Memory: 1000, Timeout: 5 * time.Second, MaxMegapixels: 0.5}
	b, err := f.batch(processing.DefaultRecipe())
	if err != nil || b.Memory != 1000 || b.Timeout(1000) != 5*time.Second || b.Limits.Pixels != 500_000 || b.Isolation != processing.IsolationNone {
		t.Errorf("batch: %+v, %v", b, err)
	}
	if b, err := (&workFlags{MaxMegapixels: 300}).batch(processing.DefaultRecipe()); err != nil || b.Memory <= 0 || b.Timeout != nil {
		t.Errorf("the defaults: %+v, %v", b, err)
	}
}

func TestWorkerCount(t *testing.T) {
	for _, n := range []int{-1, maxWorkers + 1} {
		if _, err := workerCount(n); err == nil {
			t.Errorf("%d workers are accepted", n)
		}
	}
	if n, err := workerCount(0); n != cores() || err != nil {
		t.Errorf("by default: %d, %v", n, err)
	}
	if n, err := workerCount(7); n != 7 || err != nil {
		t.Errorf("7: %d, %v", n, err)
	}
}
