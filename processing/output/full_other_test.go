//go:build !linux

package output

import (
	"runtime"
	"syscall"
)

// full is what the system says of a full disk; 112 is Windows' ERROR_DISK_FULL.
func full() error {
	if runtime.GOOS == "windows" {
		return syscall.Errno(112)
	}
	return syscall.ENOSPC
}

// noLinks is what the system says of a hard link on FAT; 1 is Windows' ERROR_INVALID_FUNCTION.
func noLinks() error {
	if runtime.GOOS == "windows" {
		return syscall.Errno(1)
	}
	return syscall.EPERM
}
