package codec

import (
	"errors"
	"fmt"
	"strings"
)

// ErrEmpty reports a file without content.
var ErrEmpty = errors.New("the file is empty")

// ErrNotPhoto reports content that is no known photo format, whatever the file's name says.
var ErrNotPhoto = errors.New("the content is not a known photo format")

// FormatError reports a damaged file: its content breaks the rules of its own format.
type FormatError struct {
	Format Format
	// Err is what the decoder found.
	Err error
}

// Error says that the file is at fault and what was found in it.
func (e *FormatError) Error() string {
	return fmt.Sprintf("the %s file is damaged: %v", e.Format.Title(), e.Err)
}

// Unwrap is what the decoder found.
func (e *FormatError) Unwrap() error { return e.Err }

// UnsupportedError reports a photo that may be sound but that this program cannot read or write.
type UnsupportedError struct {
	Format Format
	// What narrows the format, such as "with arithmetic coding" or "as an output"; empty where the
	// whole format is meant.
	What string
}

// Error says what this program cannot do.
func (e *UnsupportedError) Error() string {
	words := strings.TrimSpace(e.Format.Title() + " " + e.What)
	return words + " is not supported by this program"
}

// LimitError reports a photo that is over one of the limits of this program, not at fault itself.
type LimitError struct {
	// What is the measure that is too large: "size", "width", "height" or "file".
	What string
	// Value and Limit are counted in Unit; Value is rounded up, so that it is over Limit even where a
	// part of a unit decides.
	Value, Limit int64
	Unit         string
	// Flag is the command-line flag that raises the limit; empty where it cannot be raised.
	Flag string
}

// Error says which limit was passed and how to raise it.
func (e *LimitError) Error() string {
	s := fmt.Sprintf("the photo's %s of %d %s is over the limit of %d", e.What, e.Value, e.Unit, e.Limit)
	if e.Flag != "" {
		s += "; " + e.Flag + " raises it"
	}
	return s
}
