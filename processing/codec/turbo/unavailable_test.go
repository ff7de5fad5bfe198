//go:build !cgo || purego

package turbo

import (
	"errors"
	"testing"

	"minilab/processing/planar"
)

// TestUnavailable asks that callers who did not look at Available are told, and not handed an empty
// picture or file.
func TestUnavailable(t *testing.T) {
	if Available || Version() != "" {
		t.Errorf("available: %v, version %q", Available, Version())
	}
	if _, err := ReadHeader(nil); !errors.Is(err, ErrUnavailable) {
		t.Errorf("ReadHeader: %v", err)
	}
	if _, err := Decode(&planar.Picture{}, []byte{0xff, 0xd8}, 8); !errors.Is(err, ErrUnavailable) {
		t.Errorf("Decode: %v", err)
	}
	for _, tables := range []Tables{OptimalTables, SampledTables, StandardTables} {
		data, err := Encode(nil, blank(800, 600, 2, 2), EncodeOptions{Quality: 80, Tables: tables})
		if !errors.Is(err, ErrUnavailable) || data != nil {
			t.Errorf("Encode: %d bytes, %v", len(data), err)
		}
	}
}
