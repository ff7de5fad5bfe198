//go:build !cgo || purego

package turbo

import "minilab/processing/planar"

// Available reports whether the program was built with libjpeg-turbo.
const Available = false

// Version names the library and its version; empty where there is none.
func Version() string { return "" }

func readHeader([]byte) (Header, error) { return Header{}, ErrUnavailable }

func decodePlanes(*planar.Picture, []byte, Header, Scales) (int, error) { return 0, ErrUnavailable }

func encodePlanes([]byte, *planar.Picture, pass) ([]byte, error) { return nil, ErrUnavailable }
