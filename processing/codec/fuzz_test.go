package codec

import (
	"bytes"
	"testing"
)

// fuzzLimits keeps the fuzzer fast: what is over them is refused before it costs anything.
var fuzzLimits = Limits{Pixels: megapixel, Side: 1 << 14, FileBytes: mebibyte}

func FuzzProbe(f *testing.F) {
	for _, s := range smallSamples(f) {
		f.Add(s.data)
	}
	f.Add(tiffDirectory(tagDNGVersion, 1, 1))
	f.Fuzz(func(t *testing.T, data []byte) {
		info, err := Probe(bytes.NewReader(data), int64(len(data)))
		outcome(t, err)
		if err == nil && (info.Width < 1 || info.Height < 1 || info.Memory < 1 || !info.Orientation.Valid()) {
			t.Errorf("%+v", info)
		}
	})
}

func FuzzDecode(f *testing.F) {
	for _, s := range smallSamples(f) {
		f.Add(s.data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := Decode(data, fuzzLimits)
		outcome(t, err)
		if err != nil {
			return
		}
		checkPicture(t, "fuzzed", p)
		// What was decoded can be converted and written.
		if _, err := Encode(p, EncodeOptions{Format: JPEG, Quality: 80}); err != nil {
			t.Error(err)
		}
	})
}
