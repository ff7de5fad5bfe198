package turbo

import "errors"

// ErrUnavailable reports a program that was built without libjpeg-turbo.
var ErrUnavailable = errors.New("this program was built without libjpeg-turbo")

// ErrMemory reports that a file needs more memory than there is, or than its header made expect.
var ErrMemory = errors.New("decoding the JPEG takes too much memory")

// ErrScans reports a file that goes over its picture more often than any photo does, which costs time
// and adds nothing.
var ErrScans = errors.New("the JPEG has too many scans")

// A FormatError reports a damaged file; it holds what the library found.
type FormatError string

// Error says what the library found.
func (e FormatError) Error() string { return "invalid JPEG: " + string(e) }

// An UnsupportedError reports a file that may be sound but is not of a kind that is decoded here; it
// names the kind.
type UnsupportedError string

// Error names the kind.
func (e UnsupportedError) Error() string { return "unsupported JPEG: " + string(e) }
