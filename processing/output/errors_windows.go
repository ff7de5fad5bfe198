package output

import (
	"errors"
	"syscall"
	"time"

	"golang.org/x/sys/windows"
)

// patience is how long an access that is denied is tried again: virus scanners and indexers hold a
// new file for a moment.
const patience = 2 * time.Second

func isFull(err error) bool {
	return errors.Is(err, windows.ERROR_DISK_FULL) || errors.Is(err, windows.ERROR_HANDLE_DISK_FULL) ||
		errors.Is(err, windows.ERROR_DISK_QUOTA_EXCEEDED)
}

func isReadOnly(err error) bool { return errors.Is(err, windows.ERROR_WRITE_PROTECT) }

func isNotFolder(err error) bool {
	return errors.Is(err, windows.ERROR_DIRECTORY) || errors.Is(err, windows.ERROR_ALREADY_EXISTS) ||
		errors.Is(err, syscall.ENOTDIR)
}

// hasNoLinks reports whether an error of a hard link means that the file system knows none, as FAT
// and exFAT, or takes no more for this file.
func hasNoLinks(err error) bool {
	return errors.Is(err, windows.ERROR_INVALID_FUNCTION) || errors.Is(err, windows.ERROR_NOT_SUPPORTED) ||
		errors.Is(err, windows.ERROR_TOO_MANY_LINKS)
}

// patiently repeats an operation while access is denied, for two seconds at most.
func patiently(op func() error) error {
	end := time.Now().Add(patience)
	for pause := 10 * time.Millisecond; ; pause *= 2 {
		err := op()
		denied := errors.Is(err, windows.ERROR_ACCESS_DENIED) || errors.Is(err, windows.ERROR_SHARING_VIOLATION)
		if !denied || time.Now().Add(pause).After(end) {
			return err
		}
		time.Sleep(pause)
	}
}

// ignoreSyncError: a folder cannot be synced on Windows, and need not be.
func ignoreSyncError(error) bool { return true }
