//go:build cgo && !purego

package turbo

import (
	"fmt"
	"testing"

	"minilab/processing/planar"
)

// benchmarkSize is some three megapixels.
const benchmarkWidth, benchmarkHeight = 2048, 1536

func BenchmarkDecode(b *testing.B) {
	for _, progressive := range []bool{false, true} {
		data := encoded(b, waves(benchmarkWidth, benchmarkHeight, samplings[2]), EncodeOptions{Quality: 85, Progressive: progressive})
		for n := 1; n <= 8; n++ {
			b.Run(fmt.Sprintf("progressive=%v/scale=%d", progressive, n), func(b *testing.B) {
				var p planar.Picture
				b.SetBytes(benchmarkWidth * benchmarkHeight)
				b.ReportAllocs()
				for b.Loop() {
					if _, err := Decode(&p, data, n); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

func BenchmarkEncode(b *testing.B) {
	p := waves(benchmarkWidth, benchmarkHeight, samplings[2])
	for _, run := range []struct {
		name string
		o    EncodeOptions
	}{
		{"tables=optimal", EncodeOptions{Quality: 80, Tables: OptimalTables}},
		{"tables=sampled", EncodeOptions{Quality: 80, Tables: SampledTables}},
		{"tables=standard", EncodeOptions{Quality: 80, Tables: StandardTables}},
		{"progressive", EncodeOptions{Quality: 80, Progressive: true}},
	} {
		b.Run(run.name, func(b *testing.B) {
			var out []byte
			b.SetBytes(benchmarkWidth * benchmarkHeight)
			b.ReportAllocs()
			for b.Loop() {
				var err error
				if out, err = Encode(out, p, run.o); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(len(out)), "bytes")
		})
	}
}

func BenchmarkReadHeader(b *testing.B) {
	data := encoded(b, waves(64, 64, samplings[2]), EncodeOptions{Quality: 85})
	b.ReportAllocs()
	for b.Loop() {
		if _, err := ReadHeader(data); err != nil {
			b.Fatal(err)
		}
	}
}
