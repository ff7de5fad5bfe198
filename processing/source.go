package processing

import (
	"errors"
	"fmt"
	"io"
	"os"
	"slices"

	"minilab/processing/codec"
)

var (
	// ErrChanged is a photo that is no longer what the scanner saw.
	ErrChanged = errors.New("the photo changed after it was added")
	// ErrNotFile is a path that is neither file nor folder: a device, a pipe, a socket.
	ErrNotFile = errors.New("not a regular file")
)

// openPhoto opens a regular file. Anything else is refused before it is opened, since opening a pipe
// waits for its writer.
func openPhoto(path string) (*os.File, os.FileInfo, error) {
	before, err := os.Stat(path)
	if err != nil {
		return nil, nil, fmt.Errorf("look at photo: %w", err)
	}
	if !before.Mode().IsRegular() {
		return nil, nil, fmt.Errorf("look at photo: %w", ErrNotFile)
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, nil, fmt.Errorf("open photo: %w", err)
	}
	return file, before, nil
}

// readPhoto reads a photo whole, into memory that is reused where it is enough. A file over the limit is
// refused before memory is taken for it; the limit also holds for a file that grows while it is read.
func readPhoto(into []byte, path string, limits codec.Limits) ([]byte, error) {
	file, info, err := openPhoto(path)
	if err != nil {
		return nil, err
	}
	defer file.Close() //nolint:errcheck // opened for reading only
	if err := limits.CheckFile(info.Size()); err != nil {
		return nil, err
	}
	data := slices.Grow(into[:0], int(info.Size()))[:info.Size()]
	if _, err := io.ReadFull(file, data); err != nil {
		if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) && len(data) > 0 {
			return nil, ErrChanged
		}
		if !errors.Is(err, io.EOF) {
			return nil, fmt.Errorf("read photo: %w", err)
		}
	}
	return data, nil
}
