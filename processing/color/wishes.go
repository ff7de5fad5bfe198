package color

import "fmt"

// Wishes is what a photo's colours should be changed by. The zero value changes nothing.
type Wishes struct {
	// Auto corrects a cast, the levels and a clearly wrong exposure by what is measured in the photo;
	// the other wishes come on top.
	Auto bool `toml:"auto,omitempty" json:"auto,omitempty"`
	// Exposure is in stops, -5 to 5: one stop is twice the light.
	Exposure float64 `toml:"exposure,omitempty" json:"exposure,omitempty"`
	// Contrast is -100 to 100: half to twice the slope at the middle of the tones.
	Contrast float64 `toml:"contrast,omitempty" json:"contrast,omitempty"`
	// Saturation is -100 (grey) to 100 (twice the chroma).
	Saturation float64 `toml:"saturation,omitempty" json:"saturation,omitempty"`
	// Temperature is -100 (cooler, bluer) to 100 (warmer, more orange).
	Temperature float64 `toml:"temperature,omitempty" json:"temperature,omitempty"`
	// Gamma is 0.1 to 10; above 1 it brightens the middle of the tones. 1 and 0 are none.
	Gamma float64 `toml:"gamma,omitempty" json:"gamma,omitempty"`
}

// Neutral reports whether the wishes change nothing.
func (w Wishes) Neutral() bool {
	if w.Gamma == 1 {
		w.Gamma = 0
	}
	return w == Wishes{}
}

// Validate lists every value that is out of its range, in the order of the fields.
func (w Wishes) Validate() []error {
	var complaints []error
	check := func(key string, value, low, high float64) {
		// Written so that not-a-number, which compares with nothing, is a complaint too.
		if !(value >= low && value <= high) {
			complaints = append(complaints, fmt.Errorf("%s is %v; it must be %v to %v", key, value, low, high))
		}
	}
	check("exposure", w.Exposure, -5, 5)
	check("contrast", w.Contrast, -100, 100)
	check("saturation", w.Saturation, -100, 100)
	check("temperature", w.Temperature, -100, 100)
	if w.Gamma != 0 {
		check("gamma", w.Gamma, 0.1, 10)
	}
	return complaints
}
