package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
)

// What can be wrong with an output folder. An error of OpenFolder wraps one of them where it is known.
var (
	// ErrNotFolder: a file stands where the folder, or one above it, is to be.
	ErrNotFolder = errors.New("it is a file, not a folder")
	// ErrNotWritable: the folder is read-only or belongs to someone else.
	ErrNotWritable = errors.New("it is not writable")
	// ErrDiskFull: there is no space, or the user's share of it is used up.
	ErrDiskFull = errors.New("there is no space left")
)

// FolderError tells why a folder cannot take outputs. It unwraps to its Problem and its Err.
type FolderError struct {
	Path string
	// Problem is one of the three errors above; nil where it is none of them.
	Problem error
	// Err is what the system said.
	Err error
}

func (e *FolderError) Error() string {
	if e.Problem == nil {
		return fmt.Sprintf("the output folder %s cannot be used: %v", e.Path, e.Err)
	}
	return fmt.Sprintf("the output folder %s cannot be used: %v", e.Path, e.Problem)
}

// Unwrap gives errors.Is both the kind of problem and the system's own error.
func (e *FolderError) Unwrap() []error {
	if e.Problem == nil {
		return []error{e.Err}
	}
	return []error{e.Problem, e.Err}
}

func folderError(folder string, err error) *FolderError {
	e := &FolderError{Path: folder, Err: err}
	switch {
	case IsDiskFull(err):
		e.Problem = ErrDiskFull
	case isNotFolder(err):
		e.Problem = ErrNotFolder
	case errors.Is(err, fs.ErrPermission) || isReadOnly(err):
		e.Problem = ErrNotWritable
	}
	return e
}

// IsDiskFull reports whether an error means that nothing more can be written: the disk is full or the
// user's quota is used up. It sees through wrapping.
func IsDiskFull(err error) bool {
	return errors.Is(err, ErrDiskFull) || isFull(err)
}

// fileError tells what failed on which output. The system's errors name temporary files and may
// hold two paths; the person needs the output's own.
func fileError(op, rel string, err error) error {
	if pathErr, ok := errors.AsType[*fs.PathError](err); ok {
		err = pathErr.Err
	} else if linkErr, ok := errors.AsType[*os.LinkError](err); ok {
		err = linkErr.Err
	}
	return &fs.PathError{Op: op, Path: rel, Err: err}
}

// checkRel reports a path that is not a clean slash path within the folder.
func checkRel(rel string) error {
	if rel == "." || path.Clean(rel) != rel || !fs.ValidPath(rel) || !filepath.IsLocal(filepath.FromSlash(rel)) {
		return &fs.PathError{Op: "name", Path: rel, Err: errNotLocal}
	}
	return nil
}

var errNotLocal = errors.New("the path does not lie within the output folder")
