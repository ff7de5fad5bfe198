package output

import (
	"errors"
	"os"
	"syscall"
	"testing"
)

func full() error    { return syscall.ENOSPC }
func noLinks() error { return syscall.EPERM }

// mountSmall mounts a file system of 64 KiB on a folder; where that is not allowed the test is skipped.
func mountSmall(t *testing.T, flags uintptr) string {
	t.Helper()
	folder := t.TempDir()
	if err := syscall.Mount("tmpfs", folder, "tmpfs", flags, "size=64k"); err != nil {
		t.Skip("no file system can be mounted here: ", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(folder, syscall.MNT_DETACH); err != nil {
			t.Error(err)
		}
	})
	return folder
}

func TestAFullDiskIsToldAndLeavesNothing(t *testing.T) {
	f, err := OpenFolder(mountSmall(t, 0))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close() //nolint:errcheck // the test is over
	w := begin(t, f, "photo.jpg", "the first bytes fit")
	_, writing := w.Write(make([]byte, 1<<20))
	if !IsDiskFull(writing) {
		t.Errorf("Write: %v", writing)
	}
	if final, err := w.Commit(false); !IsDiskFull(err) || final != "" {
		t.Errorf("Commit: %q, %v", final, err)
	}
	expectFiles(t, f.Path())
	fill := begin(t, f, "fill", "")
	defer fill.Abort()
	_, _ = fill.Write(make([]byte, 1<<20)) // until nothing more fits
	if _, err := OpenFolder(f.Path()); !errors.Is(err, ErrDiskFull) || !IsDiskFull(err) {
		t.Errorf("OpenFolder of a full disk: %v", err)
	}
}

func TestAReadOnlyFolderIsTold(t *testing.T) {
	if _, err := OpenFolder(mountSmall(t, syscall.MS_RDONLY)); !errors.Is(err, ErrNotWritable) {
		t.Errorf("a read-only file system: %v", err)
	}
	if os.Getuid() == 0 {
		return // root may write everywhere else
	}
	folder := t.TempDir()
	if err := os.Chmod(folder, 0o555); err != nil {
		t.Fatal(err)
	}
	if _, err := OpenFolder(folder); !errors.Is(err, ErrNotWritable) {
		t.Errorf("a folder without the right to write: %v", err)
	}
}
