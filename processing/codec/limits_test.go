package codec

import (
	"errors"
	"math"
	"strings"
	"testing"
)

func TestLimits(t *testing.T) {
	small := Limits{Pixels: 10 * megapixel, Side: 10_000}
	tests := []struct {
		name          string
		limits        Limits
		width, height int
		what          string // of the LimitError; empty where it is within the limits
	}{
		{"within", small, 4000, 2500, ""},
		{"one row too many", small, 4000, 2501, "size"},
		{"too wide", small, 10_001, 1, "width"},
		{"too high", small, 1, 10_001, "height"},
		{"unlimited", Limits{}, math.MaxInt32, math.MaxInt32, ""},
		{"default", DefaultLimits(), 20_000, 15_000, ""},
		{"over the default", DefaultLimits(), 20_000, 15_001, "size"},
		{"overflow", Limits{Pixels: 1}, math.MaxInt, math.MaxInt, "size"},
	}
	for _, test := range tests {
		err := test.limits.Check(Info{Width: test.width, Height: test.height})
		e, ok := errors.AsType[*LimitError](err)
		switch {
		case test.what == "" && err != nil, test.what != "" && !ok:
			t.Errorf("%s: %v", test.name, err)
		case ok && (e.What != test.what || e.Value <= e.Limit):
			t.Errorf("%s: %+v", test.name, e)
		}
	}
}

func TestOnlyTheSizeCanBeRaised(t *testing.T) {
	err := Limits{Pixels: megapixel}.Check(Info{Width: 2000, Height: 1000})
	if err == nil || !strings.Contains(err.Error(), "2 megapixels") || !strings.Contains(err.Error(), "--max-megapixels") {
		t.Errorf("the way out is missing: %v", err)
	}
	err = Limits{Side: 10}.Check(Info{Width: 11, Height: 1})
	if err == nil || strings.Contains(err.Error(), "--") {
		t.Errorf("a way out that does not exist: %v", err)
	}
}

func TestFileLimitComesFirst(t *testing.T) {
	_, err := Decode(make([]byte, 3*mebibyte), Limits{FileBytes: 2 * mebibyte})
	e, ok := errors.AsType[*LimitError](err)
	if !ok || e.What != "file" || e.Value != 3 || e.Limit != 2 {
		t.Errorf("%v", err)
	}
}

func TestDecodeHeedsLimits(t *testing.T) {
	for _, s := range smallSamples(t) {
		if _, err := Decode(s.data, Limits{Side: sampleWidth, Pixels: sampleWidth * sampleHeight}); err != nil {
			t.Errorf("%s is exactly as large as allowed: %v", s.name, err)
		}
		_, err := Decode(s.data, Limits{Pixels: sampleWidth*sampleHeight - 1})
		if _, ok := errors.AsType[*LimitError](err); !ok {
			t.Errorf("%s is over the limit: %v", s.name, err)
		}
	}
}
