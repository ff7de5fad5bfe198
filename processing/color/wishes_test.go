package color_test

import (
	"math"
	"strings"
	"testing"

	"github.com/pelletier/go-toml/v2"

	"minilab/processing/color"
)

func TestNeutralWishes(t *testing.T) {
	for _, w := range []color.Wishes{{}, {Gamma: 1}} {
		if !w.Neutral() || !w.Correction(color.Stats{}).Neutral() {
			t.Errorf("%+v is not neutral", w)
		}
	}
	for _, w := range []color.Wishes{
		{Auto: true}, {Exposure: 0.1}, {Contrast: -5}, {Saturation: 5}, {Temperature: 5}, {Gamma: 1.2},
	} {
		if w.Neutral() {
			t.Errorf("%+v is neutral", w)
		}
		if !w.Auto && w.Correction(color.Stats{}).Neutral() {
			t.Errorf("%+v changes nothing", w)
		}
	}
}

func TestValidateNamesEveryFault(t *testing.T) {
	good := []color.Wishes{
		{},
		{Exposure: -5, Contrast: -100, Saturation: -100, Temperature: -100, Gamma: 0.1},
		{Exposure: 5, Contrast: 100, Saturation: 100, Temperature: 100, Gamma: 10},
	}
	for _, w := range good {
		if complaints := w.Validate(); len(complaints) > 0 {
			t.Errorf("%+v: %v", w, complaints)
		}
	}
	bad := color.Wishes{Exposure: 5.1, Contrast: math.NaN(), Saturation: -101, Temperature: math.Inf(1), Gamma: -1}
	complaints := bad.Validate()
	keys := []string{"exposure is 5.1", "contrast is NaN", "saturation is -101", "temperature is +Inf", "gamma is -1"}
	if len(complaints) != len(keys) {
		t.Fatalf("%d complaints: %v", len(complaints), complaints)
	}
	for i, key := range keys {
		if !strings.HasPrefix(complaints[i].Error(), key+"; it must be ") {
			t.Errorf("complaint %d is %q", i, complaints[i])
		}
	}
}

func TestWishesAreTOML(t *testing.T) {
	want := color.Wishes{Auto: true, Exposure: 0.5, Contrast: 10, Saturation: -5, Temperature: 3, Gamma: 1.1}
	text, err := toml.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	var got color.Wishes
	if err := toml.Unmarshal(text, &got); err != nil || got != want {
		t.Errorf("%s came back as %+v, %v", text, got, err)
	}
	if text, err := toml.Marshal(color.Wishes{}); err != nil || len(text) > 0 {
		t.Errorf("no wishes are written as %q, %v", text, err)
	}
}
