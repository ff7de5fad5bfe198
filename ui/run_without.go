//go:build !cgo

package ui

import "errors"

// ErrNoWindow is returned by Run in a build that has no window.
var ErrNoWindow = errors.New("this build has no window: it was made without cgo, which the display needs")

// Run reports that this build has no window. All else in the package is the same, so that it can be
// tested on a machine without a display or a C compiler.
func Run(Options) error { return ErrNoWindow }
