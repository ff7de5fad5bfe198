//go:build !cgo || purego

package resample

import "minilab/processing/planar"

const (
	acrossMultiple = 1
	downMultiple   = 2
	rowSlack       = 0
)

// Form names the form that is used.
func Form() string { return "Go" }

func resample(dst, src *planar.Plane, across, down *axis, row []int16) {
	resampleGo(dst, src, across, down, row)
}
