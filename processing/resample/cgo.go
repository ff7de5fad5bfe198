//go:build cgo && !purego

package resample

/*
#cgo CFLAGS: -O3 -Wall
#include "resample.h"

static void resample(uint8_t *dst, ptrdiff_t dst_stride, const uint8_t *src, ptrdiff_t src_stride, int width,
                     const int32_t *across_first, const int16_t *across_weights, int across_count, int across_taps,
                     const int32_t *down_first, const int16_t *down_weights, int down_count, int down_taps,
                     int16_t *row, int portable) {
  const struct minilab_axis across = {across_first, across_weights, across_count, across_taps};
  const struct minilab_axis down = {down_first, down_weights, down_count, down_taps};
  minilab_resample(dst, dst_stride, src, src_stride, width, &across, &down, row, portable);
}
*/
import "C"

import "minilab/processing/planar"

// What the fast form asks of weights and memory.
const (
	acrossMultiple = 16
	downMultiple   = 2
	rowSlack       = C.MINILAB_ROW_SLACK
)

// Form names the form that is used on this processor.
func Form() string {
	if C.minilab_fast() != 0 {
		return "AVX2"
	}
	return "portable C"
}

func resample(dst, src *planar.Plane, across, down *axis, row []int16) {
	resampleC(dst, src, across, down, row, down.taps%downMultiple != 0)
}

func resampleC(dst, src *planar.Plane, across, down *axis, row []int16, portable bool) {
	plain := C.int(0)
	if portable {
		plain = 1
	}
	C.resample((*C.uint8_t)(&dst.Pix[0]), C.ptrdiff_t(dst.Stride), (*C.uint8_t)(&src.Pix[0]), C.ptrdiff_t(src.Stride), C.int(src.Width),
		(*C.int32_t)(&across.first[0]), (*C.int16_t)(&across.weights[0]), C.int(across.key.count), C.int(across.taps),
		(*C.int32_t)(&down.first[0]), (*C.int16_t)(&down.weights[0]), C.int(down.key.count), C.int(down.taps),
		(*C.int16_t)(&row[0]), plain)
}
