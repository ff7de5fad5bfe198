package ui

import (
	"reflect"
	"testing"

	"fyne.io/fyne/v2"

	"minilab/processing"
	"minilab/processing/codec"
	"minilab/ui/widget"
)

func TestRecipeShowsAndWritesWishes(t *testing.T) {
	w := openWindow(t, &fakeSession{}, nil)
	v := w.recipe
	v.format.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	v.quality.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
	v.auto.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	v.size.SetText("1600")
	got, err := v.wanted()
	if err != nil {
		t.Fatal(err)
	}
	want := processing.DefaultRecipe()
	want.Output.Formats, want.Output.Quality = []codec.Format{codec.JPEG}, 100
	want.Colour.Auto = true
	want.Size = processing.SizeWish{Fit: processing.FitInside, LongEdge: 1600}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("the recipe is %+v, want %+v", got, want)
	}
	if err := got.Validate(); err != nil {
		t.Errorf("the recipe of the window is not valid: %v", err)
	}
}

func TestWishesThatAreNotShownStay(t *testing.T) {
	given := processing.DefaultRecipe()
	given.Name = "Web set"
	given.Size = processing.SizeWish{Fit: processing.FitInside, Widths: []int{320, 640}}
	given.Output.Formats = []codec.Format{codec.JPEG, codec.PNG}
	given.Sharpen.Amount = 20
	w := openWindow(t, &fakeSession{}, func(o *Options) { o.Settings.Recipe = given })
	if w.recipe.format.Chosen() != widget.NoChoice || w.recipe.size.Text != textByRecipe {
		t.Errorf("shown as format %d and size %q", w.recipe.format.Chosen(), w.recipe.size.Text)
	}
	got, err := w.recipe.wanted()
	if err != nil || !reflect.DeepEqual(got, given) {
		t.Errorf("the recipe became %+v, %v", got, err)
	}
}

func TestRecipeIsLockedDuringARun(t *testing.T) {
	w := openWindow(t, &fakeSession{}, nil)
	locked := func() []bool {
		v := w.recipe
		return []bool{v.format.Disabled(), v.quality.Disabled(), v.field.locked(), v.auto.Disabled(), w.folder.field.locked(), w.folder.choose.Disabled()}
	}
	for phase, want := range map[Phase]bool{PhaseIdle: false, PhaseRunning: true, PhaseStopping: true, PhaseMeasuring: false} {
		w.update(Status{Phase: phase})
		for i, got := range locked() {
			if got != want {
				t.Errorf("phase %d: control %d locked is %v", phase, i, got)
			}
		}
	}
	if w.workers.slider.Disabled() {
		t.Error("the workers are locked")
	}
}

func TestQualityIsForLossyFormats(t *testing.T) {
	w := openWindow(t, &fakeSession{}, nil)
	w.recipe.format.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	w.recipe.format.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	if !w.recipe.quality.Disabled() || w.recipe.value.Text() != textNoQuality {
		t.Errorf("PNG has a quality of %q", w.recipe.value.Text())
	}
	w.recipe.format.TypedKey(&fyne.KeyEvent{Name: fyne.KeyLeft})
	if w.recipe.quality.Disabled() || w.recipe.value.Text() != "80" {
		t.Errorf("JPEG has a quality of %q", w.recipe.value.Text())
	}
}
