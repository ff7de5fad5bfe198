package processing

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	"minilab/processing/codec"
	"minilab/processing/metadata"
)

func TestDefaultRecipeIsGood(t *testing.T) {
	recipe := DefaultRecipe()
	if err := recipe.Validate(); err != nil {
		t.Fatal(err)
	}
}

func TestParseRecipe(t *testing.T) {
	recipe, err := ParseRecipe([]byte(`
version = 1
name = "Web 2048"

[size]
fit = "inside"
long_edge = 2048

[colour]
auto = true
saturation = 5
profile = "srgb"

[sharpen]
amount = 20

[output]
formats = ["jpeg"]
quality = 80
name = "{name}.{ext}"

[metadata]
keep = "safe"
`))
	if err != nil {
		t.Fatal(err)
	}
	want := DefaultRecipe()
	want.Name, want.Size.LongEdge, want.Sharpen.Amount = "Web 2048", 2048, 20
	want.Colour.Auto, want.Colour.Saturation = true, 5
	want.Output.Formats, want.Output.Name = []codec.Format{codec.JPEG}, "{name}.{ext}"
	want.Metadata.Keep = metadata.KeepSafe
	if !reflect.DeepEqual(recipe, want) {
		t.Errorf("got  %+v\nwant %+v", recipe, want)
	}
}

// A recipe that is written and read again is the same recipe: window, command and watcher must agree.
func TestRecipeRoundTrip(t *testing.T) {
	recipe := DefaultRecipe()
	recipe.Name = `Quotes " and \ and ü`
	recipe.Size = SizeWish{Fit: FitCover, Width: 1080, Height: 1350, Enlarge: true}
	recipe.Colour.Exposure, recipe.Colour.Gamma, recipe.Colour.Temperature = -0.5, 1.2, -20
	recipe.Output = OutputWish{Formats: []codec.Format{codec.PNG, codec.JPEG}, Quality: 71, Name: "{name}-{width}.{ext}"}
	recipe.Metadata.Keep = metadata.KeepCopyright
	text, err := recipe.TOML()
	if err != nil {
		t.Fatal(err)
	}
	again, err := ParseRecipe(text)
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	if !reflect.DeepEqual(again, recipe) {
		t.Errorf("got  %+v\nwant %+v\n%s", again, recipe, text)
	}
}

func TestParseRecipeComplains(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []string // parts of the message
	}{
		{"unknown key", "[size]\nlongedge = 3", []string{"line 2", `"size.longedge"`, `"size.long_edge"`}},
		{"key of another table", "[size]\nquality = 3", []string{`"size.quality"`, `"output.quality"`}},
		{"unknown table", "[color]\nauto = true", []string{"color", `"colour`}},
		{"nothing near", "[size]\nzzzzz = 3", []string{`"size.zzzzz"`}},
		{"two unknown keys", "nme = \"a\"\n[size]\nwidht = 3", []string{`"nme"`, `"name"`, `"size.widht"`, `"size.width"`}},
		{"syntax", "[size\n", []string{"line 1"}},
		{"wrong type", "[output]\nquality = \"high\"", []string{"line 2"}},
		{"version", "version = 2", []string{"version is 2", "version 1"}},
		{"every wish at once", "[size]\nfit = \"outside\"\n[output]\nquality = 0\n[metadata]\nkeep = \"some\"", []string{
			`size.fit is "outside"`, "inside, cover or exact", "output.quality is 0", `metadata.keep is "some"`,
		}},
		{"cover without a height", "[size]\nfit = \"cover\"\nwidth = 5", []string{"size.fit", "both a width and a height"}},
		{"set and width", "[size]\nwidths = [5]\nwidth = 5", []string{"size.widths cannot be combined"}},
		{"negative width", "[size]\nwidth = -5", []string{"size.width is -5"}},
		{"format that cannot be written", "[output]\nformats = [\"heic\"]", []string{"HEIC", "not built into this program", "jpeg"}},
		{"unknown format", "[output]\nformats = [\"jpgg\"]", []string{`"jpgg"`, "jpeg"}},
		{"no format", "[output]\nformats = []", []string{"output.formats is empty"}},
		{"format twice", "[output]\nformats = [\"png\", \"png\"]", []string{`"png" twice`}},
		{"template", "[output]\nname = \"{nmae}.{ext}\"", []string{"output.name", "nmae", "name"}},
		{"template leads out", "[output]\nname = \"../{name}.{ext}\"", []string{"output.name"}},
		{"set with one name", "[size]\nwidths = [1, 2]\n[output]\nname = \"{name}.{ext}\"", []string{"add {width}"}},
		{"exposure", "[colour]\nexposure = 9", []string{"colour.exposure"}},
		{"sharpen", "[sharpen]\namount = 101", []string{"sharpen.amount"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := ParseRecipe([]byte(c.text))
			if err == nil {
				t.Fatal("taken as good")
			}
			if !errors.Is(err, ErrRecipe) {
				t.Errorf("%v is not ErrRecipe", err)
			}
			for _, part := range c.want {
				if !strings.Contains(err.Error(), part) {
					t.Errorf("%q does not say %q", err, part)
				}
			}
		})
	}
}

func FuzzParseRecipe(f *testing.F) {
	good, err := DefaultRecipe().TOML()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(good)
	f.Add([]byte("[size]\nwidths = [1, 2, 3]"))
	f.Add([]byte("[colour]\nexposure = nan"))
	f.Fuzz(func(t *testing.T, text []byte) {
		recipe, err := ParseRecipe(text)
		if err != nil {
			return
		}
		// What was taken as good can be planned with, written, and read again.
		recipe.Plan(header(codec.JPEG, 4000, 3000, 6))
		again, err := recipe.TOML()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := ParseRecipe(again); err != nil {
			t.Fatalf("%v\n%s", err, again)
		}
	})
}
