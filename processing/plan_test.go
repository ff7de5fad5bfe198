package processing

import (
	"image"
	"testing"

	"minilab/processing/codec"
	"minilab/processing/metadata"
)

// wish is a recipe with one thing changed.
func wish(change func(*Recipe)) Recipe {
	r := DefaultRecipe()
	change(&r)
	return r
}

func header(format codec.Format, width, height int, orientation metadata.Orientation) codec.Info {
	return codec.Info{Format: format, Width: width, Height: height, Orientation: orientation, Depth: 8}
}

func TestPlanSizes(t *testing.T) {
	size := func(s SizeWish) Recipe { return wish(func(r *Recipe) { r.Size = s }) }
	for _, c := range []struct {
		name          string
		recipe        Recipe
		width, height int
		orientation   metadata.Orientation
		wantWidth     int
		wantHeight    int
		wantCrop      image.Rectangle
	}{
		{"no wish", size(SizeWish{Fit: FitInside}), 4000, 3000, 1, 4000, 3000, image.Rect(0, 0, 4000, 3000)},
		{"long edge", size(SizeWish{Fit: FitInside, LongEdge: 2048}), 4000, 3000, 1, 2048, 1536, image.Rect(0, 0, 4000, 3000)},
		{"long edge of a portrait", size(SizeWish{Fit: FitInside, LongEdge: 2048}), 3000, 4000, 1, 1536, 2048, image.Rect(0, 0, 3000, 4000)},
		{"stored on its side", size(SizeWish{Fit: FitInside, LongEdge: 2048}), 4000, 3000, 6, 1536, 2048, image.Rect(0, 0, 4000, 3000)},
		{"width of one stored on its side", size(SizeWish{Fit: FitInside, Width: 1500}), 4000, 3000, 8, 1500, 2000, image.Rect(0, 0, 4000, 3000)},
		{"width", size(SizeWish{Fit: FitInside, Width: 1000}), 4000, 3000, 1, 1000, 750, image.Rect(0, 0, 4000, 3000)},
		{"height", size(SizeWish{Fit: FitInside, Height: 600}), 4000, 3000, 1, 800, 600, image.Rect(0, 0, 4000, 3000)},
		{"box", size(SizeWish{Fit: FitInside, Width: 1000, Height: 1000}), 4000, 3000, 1, 1000, 750, image.Rect(0, 0, 4000, 3000)},
		{"the narrowest wish counts", size(SizeWish{Fit: FitInside, Width: 1000, LongEdge: 500}), 4000, 3000, 1, 500, 375, image.Rect(0, 0, 4000, 3000)},
		{"never enlarged", size(SizeWish{Fit: FitInside, LongEdge: 2048}), 800, 600, 1, 800, 600, image.Rect(0, 0, 800, 600)},
		{"enlarged when asked", size(SizeWish{Fit: FitInside, LongEdge: 2048, Enlarge: true}), 800, 600, 1, 2048, 1536, image.Rect(0, 0, 800, 600)},
		{"a side is never nothing", size(SizeWish{Fit: FitInside, LongEdge: 100}), 10000, 3, 1, 100, 1, image.Rect(0, 0, 10000, 3)},
		{"a side fits a file", size(SizeWish{Fit: FitInside, Height: 60000, Enlarge: true}), 3000, 1000, 1, 65535, 21845, image.Rect(0, 0, 3000, 1000)},
		{"cover crops the sides", size(SizeWish{Fit: FitCover, Width: 1000, Height: 1000}), 4000, 3000, 1, 1000, 1000, image.Rect(500, 0, 3500, 3000)},
		{"cover crops top and bottom", size(SizeWish{Fit: FitCover, Width: 1600, Height: 900}), 4000, 3000, 1, 1600, 900, image.Rect(0, 375, 4000, 2625)},
		{"cover of one stored on its side", size(SizeWish{Fit: FitCover, Width: 900, Height: 1600}), 4000, 3000, 6, 900, 1600, image.Rect(0, 375, 4000, 2625)},
		{"cover without enlarging", size(SizeWish{Fit: FitCover, Width: 1000, Height: 1000}), 800, 600, 1, 600, 600, image.Rect(100, 0, 700, 600)},
		{"cover enlarged", size(SizeWish{Fit: FitCover, Width: 1000, Height: 1000, Enlarge: true}), 800, 600, 1, 1000, 1000, image.Rect(100, 0, 700, 600)},
		{"exact", size(SizeWish{Fit: FitExact, Width: 1000, Height: 200}), 4000, 3000, 1, 1000, 200, image.Rect(0, 0, 4000, 3000)},
		{"exact without enlarging keeps its aspect", size(SizeWish{Fit: FitExact, Width: 1000, Height: 200}), 500, 400, 1, 500, 100, image.Rect(0, 0, 500, 400)},
		{"exact enlarged", size(SizeWish{Fit: FitExact, Width: 1000, Height: 200, Enlarge: true}), 500, 100, 1, 1000, 200, image.Rect(0, 0, 500, 100)},
		{"one pixel", size(SizeWish{Fit: FitInside, LongEdge: 2048}), 1, 1, 1, 1, 1, image.Rect(0, 0, 1, 1)},
		{"cover of one pixel", size(SizeWish{Fit: FitCover, Width: 16, Height: 9}), 1, 1, 1, 1, 1, image.Rect(0, 0, 1, 1)},
	} {
		t.Run(c.name, func(t *testing.T) {
			if err := c.recipe.Validate(); err != nil {
				t.Fatal(err)
			}
			plan := c.recipe.Plan(header(codec.JPEG, c.width, c.height, c.orientation))
			if len(plan.Outputs) != 1 {
				t.Fatalf("%d outputs, want 1", len(plan.Outputs))
			}
			o := plan.Outputs[0]
			if o.Width != c.wantWidth || o.Height != c.wantHeight {
				t.Errorf("size %d x %d, want %d x %d", o.Width, o.Height, c.wantWidth, c.wantHeight)
			}
			if o.Crop != c.wantCrop {
				t.Errorf("crop %v, want %v", o.Crop, c.wantCrop)
			}
		})
	}
}

func TestPlanSet(t *testing.T) {
	recipe := wish(func(r *Recipe) {
		r.Size.Widths = []int{320, 1600, 640, 2048}
		r.Output.Formats = []codec.Format{codec.PNG, codec.Keep}
	})
	plan := recipe.Plan(header(codec.JPEG, 1500, 1000, 1))
	want := []struct {
		format        codec.Format
		width, height int
	}{
		{codec.PNG, 320, 213},
		{codec.JPEG, 320, 213},
		{codec.PNG, 1500, 1000}, // 1600 cannot be had without enlarging, nor can 2048
		{codec.JPEG, 1500, 1000},
		{codec.PNG, 640, 427},
		{codec.JPEG, 640, 427},
	}
	if len(plan.Outputs) != len(want) {
		t.Fatalf("%d outputs, want %d: %+v", len(plan.Outputs), len(want), plan.Outputs)
	}
	for i, w := range want {
		if o := plan.Outputs[i]; o.Format != w.format || o.Width != w.width || o.Height != w.height {
			t.Errorf("output %d is %s %d x %d, want %s %d x %d", i, o.Format, o.Width, o.Height, w.format, w.width, w.height)
		}
	}
}

func TestPlanFormats(t *testing.T) {
	for _, c := range []struct {
		source codec.Format
		wished []codec.Format
		want   []codec.Format
	}{
		{codec.JPEG, []codec.Format{codec.Keep}, []codec.Format{codec.JPEG}},
		{codec.PNG, []codec.Format{codec.Keep}, []codec.Format{codec.PNG}},
		{codec.GIF, []codec.Format{codec.Keep}, []codec.Format{codec.JPEG}},
		{codec.TIFF, []codec.Format{codec.Keep}, []codec.Format{codec.JPEG}},
		{codec.PNG, []codec.Format{codec.JPEG}, []codec.Format{codec.JPEG}},
		{codec.JPEG, []codec.Format{codec.Keep, codec.JPEG, codec.PNG}, []codec.Format{codec.JPEG, codec.PNG}},
	} {
		recipe := wish(func(r *Recipe) { r.Output.Formats = c.wished })
		plan := recipe.Plan(header(c.source, 10, 10, 1))
		var got []codec.Format
		for _, o := range plan.Outputs {
			got = append(got, o.Format)
		}
		if len(got) != len(c.want) {
			t.Errorf("%s with %v gives %v, want %v", c.source, c.wished, got, c.want)
			continue
		}
		for i := range got {
			if got[i] != c.want[i] {
				t.Errorf("%s with %v gives %v, want %v", c.source, c.wished, got, c.want)
			}
		}
	}
}

func TestPlanUnchanged(t *testing.T) {
	for _, c := range []struct {
		name   string
		recipe Recipe
		info   codec.Info
		want   bool
	}{
		{"only encoded again", DefaultRecipe(), header(codec.JPEG, 100, 80, 1), true},
		{"larger wish than the photo", wish(func(r *Recipe) { r.Size.LongEdge = 2048 }), header(codec.JPEG, 100, 80, 1), true},
		{"turned", DefaultRecipe(), header(codec.JPEG, 100, 80, 3), false},
		{"resized", wish(func(r *Recipe) { r.Size.LongEdge = 99 }), header(codec.JPEG, 100, 80, 1), false},
		{"another format", wish(func(r *Recipe) { r.Output.Formats = []codec.Format{codec.PNG} }), header(codec.JPEG, 100, 80, 1), false},
		{"a format that cannot be kept", DefaultRecipe(), header(codec.BMP, 100, 80, 1), false},
		{"colour", wish(func(r *Recipe) { r.Colour.Contrast = 5 }), header(codec.JPEG, 100, 80, 1), false},
		{"auto", wish(func(r *Recipe) { r.Colour.Auto = true }), header(codec.JPEG, 100, 80, 1), false},
		{"sharpened", wish(func(r *Recipe) { r.Sharpen.Amount = 1 }), header(codec.JPEG, 100, 80, 1), false},
		{"cropped", wish(func(r *Recipe) { r.Size = SizeWish{Fit: FitCover, Width: 80, Height: 80} }), header(codec.JPEG, 100, 80, 1), false},
	} {
		if got := c.recipe.Plan(c.info).Outputs[0].Unchanged; got != c.want {
			t.Errorf("%s: unchanged is %v, want %v", c.name, got, c.want)
		}
	}
}
