package turbo

// scaled is an n of n/8 that is worth decoding at, and how many times the wanted pixels it must leave on
// each side for the resampler. The scaled transform cuts frequencies off bluntly, the more so the smaller
// it is; with so many pixels that cut lies beyond what a Lanczos filter lets through. Measured on photos,
// the luma of the result then agrees with that of a full decode at 41 dB or better, from 4/8 at 50.
type scaled struct {
	n    int
	keep float64
}

// scales are in order of size. The transforms to 1, 2, 4 and 8 samples have vector code in the library.
// That to 3 has not, and still costs no more than 4; 5 costs as much more than 8 as it saves the resampler,
// 6 and 7 cost more than that.
var scales = [...]scaled{{1, 1.4}, {2, 1.4}, {3, 1.4}, {4, 1.25}}

// Scale is the n of n/8 at which to decode a picture that is to become want pixels large: the smallest
// that leaves enough, among those worth having.
func Scale(width, height, wantWidth, wantHeight int) int {
	for _, s := range scales {
		f := float64(s.n) / blockSide
		if f*float64(width) >= s.keep*float64(wantWidth) && f*float64(height) >= s.keep*float64(wantHeight) {
			return s.n
		}
	}
	return blockSide
}
