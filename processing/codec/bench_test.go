package codec

import (
	"image"
	"testing"
)

// benchmarkSize is some two megapixels.
const benchmarkWidth, benchmarkHeight = 1600, 1200

func benchmarkDecode(b *testing.B, f Format) {
	data, err := Encode(&Picture{Image: gradient(benchmarkWidth, benchmarkHeight)}, EncodeOptions{Format: f, Quality: 85})
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(3 * benchmarkWidth * benchmarkHeight)
	for b.Loop() {
		if _, err := Decode(data, DefaultLimits()); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkDecodeJPEG(b *testing.B) { benchmarkDecode(b, JPEG) }
func BenchmarkDecodePNG(b *testing.B)  { benchmarkDecode(b, PNG) }

func benchmarkEncode(b *testing.B, f Format) {
	p := &Picture{Image: gradient(benchmarkWidth, benchmarkHeight)}
	b.SetBytes(3 * benchmarkWidth * benchmarkHeight)
	for b.Loop() {
		if _, err := Encode(p, EncodeOptions{Format: f, Quality: 85}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkEncodeJPEG(b *testing.B) { benchmarkEncode(b, JPEG) }
func BenchmarkEncodePNG(b *testing.B)  { benchmarkEncode(b, PNG) }

func BenchmarkPlanesToNRGBA(b *testing.B) {
	m := image.NewYCbCr(image.Rect(0, 0, benchmarkWidth, benchmarkHeight), image.YCbCrSubsampleRatio420)
	b.SetBytes(3 * benchmarkWidth * benchmarkHeight)
	for b.Loop() {
		ToNRGBA(m)
	}
}
