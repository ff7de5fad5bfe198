//go:build !windows

package output

import (
	"errors"
	"syscall"
)

func isFull(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT)
}

func isReadOnly(err error) bool { return errors.Is(err, syscall.EROFS) }

func isNotFolder(err error) bool {
	return errors.Is(err, syscall.ENOTDIR) || errors.Is(err, syscall.EEXIST)
}

// hasNoLinks reports whether an error of a hard link means that the file system knows none, as FAT,
// exFAT and many network shares, or takes no more for this file.
func hasNoLinks(err error) bool {
	for _, number := range []syscall.Errno{
		syscall.EPERM, syscall.ENOTSUP, syscall.EOPNOTSUPP, syscall.ENOSYS, syscall.EMLINK, syscall.EACCES,
	} {
		if errors.Is(err, number) {
			return true
		}
	}
	return false
}

// patiently does what it is told: only Windows refuses for a moment what it then allows.
func patiently(op func() error) error { return op() }

// ignoreSyncError reports whether a folder's sync failed only because its file system has no such
// thing.
func ignoreSyncError(err error) bool {
	return errors.Is(err, syscall.EINVAL) || errors.Is(err, syscall.ENOTSUP) || errors.Is(err, syscall.ENOSYS)
}
