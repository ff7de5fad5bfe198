package resample

import "minilab/processing/planar"

// The row between the passes is in 1/64 of a level, as in resample.c.
const (
	downShift   = 8
	acrossShift = 20
)

// resampleGo does in Go what resample.c does in C, to the same bytes: the form for builds without C, and
// the one the tests hold the others against.
func resampleGo(dst, src *planar.Plane, across, down *axis, row []int16) {
	row = row[:src.Width]
	for y := range dst.Height {
		rowDown(row, src, int(down.first[y]), down.weights[y*down.taps:][:down.taps])
		rowAcross(dst.Row(y), row, across)
	}
}

func rowDown(row []int16, src *planar.Plane, first int, weights []int16) {
	for x := range row {
		sum := int32(1 << (downShift - 1))
		for k, w := range weights {
			sum += int32(src.Pix[(first+k)*src.Stride+x]) * int32(w)
		}
		row[x] = int16(min(max(sum>>downShift, -1<<15), 1<<15-1))
	}
}

func rowAcross(dst []byte, row []int16, a *axis) {
	for i := range dst {
		sum := int32(1 << (acrossShift - 1))
		samples := row[a.first[i]:]
		for k, w := range a.weights[i*a.taps:][:a.taps] {
			if w != 0 { // taps that only fill up may lie beyond the row
				sum += int32(samples[k]) * int32(w)
			}
		}
		dst[i] = uint8(min(max(sum>>acrossShift, 0), 255))
	}
}
