package codec

import (
	"errors"
	"fmt"
	"io"
)

// readError is a failure of the file system below a photo, as opposed to a fault of the photo.
type readError struct{ err error }

func (e *readError) Error() string { return fmt.Sprintf("reading the file: %v", e.err) }
func (e *readError) Unwrap() error { return e.err }

// readAt reads n bytes at an offset of a file of the given size. Beyond its end the photo is
// truncated, which is io.ErrUnexpectedEOF; n is small at every caller.
func readAt(r io.ReaderAt, size, offset int64, n int) ([]byte, error) {
	if offset < 0 || offset > size || int64(n) > size-offset {
		return nil, io.ErrUnexpectedEOF
	}
	buf := make([]byte, n)
	// ReadAt may say io.EOF along with all the bytes asked for.
	if got, err := r.ReadAt(buf, offset); got < n {
		if errors.Is(err, io.EOF) {
			return nil, io.ErrUnexpectedEOF
		}
		return nil, &readError{err}
	}
	return buf, nil
}
