package turbo

// keep is how many times the wanted pixels the decoder leaves on each side for the resampler. The scaled
// transform cuts frequencies off bluntly; with 1.4 times the pixels that cut lies beyond what a Lanczos
// filter lets through, and the result cannot be told from one made at full size.
const keep = 1.4

// Scale is the n of n/8 at which to decode a picture that is to become want pixels large: the smallest
// that leaves 1.4 times the wanted pixels on each side, among those worth having. The transforms to 1, 2, 4
// and 8 samples have vector code in the library. That to 3 has not, and still costs no more than 4; 5
// costs as much more than 8 as it saves the resampler, 6 and 7 cost more than that.
func Scale(width, height, wantWidth, wantHeight int) int {
	for _, n := range [...]int{1, 2, 3, 4} {
		f := float64(n) / blockSide
		if f*float64(width) >= keep*float64(wantWidth) && f*float64(height) >= keep*float64(wantHeight) {
			return n
		}
	}
	return blockSide
}
