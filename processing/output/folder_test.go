package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

func TestOpenFolderMakesItAndLeavesNoTrace(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a", "b")
	f, err := OpenFolder(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close() //nolint:errcheck // the test is over
	if f.Path() != path {
		t.Errorf("Path() = %s", f.Path())
	}
	expectFiles(t, path)
}

func TestOpenFolderTakesARelativePath(t *testing.T) {
	t.Chdir(t.TempDir())
	f, err := OpenFolder("out")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close() //nolint:errcheck // the test is over
	if !filepath.IsAbs(f.Path()) || filepath.Base(f.Path()) != "out" {
		t.Errorf("Path() = %s", f.Path())
	}
}

func TestOpenFolderTellsAFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{file, filepath.Join(file, "below")} {
		_, err := OpenFolder(path)
		folder, ok := errors.AsType[*FolderError](err)
		if !ok || !errors.Is(err, ErrNotFolder) || folder.Path != path {
			t.Errorf("%s: %v", path, err)
		}
	}
}

func TestFolderErrorsAreTyped(t *testing.T) {
	for kind, err := range map[error]error{
		ErrNotWritable: fmt.Errorf("wrapped: %w", &fs.PathError{Op: "open", Err: fs.ErrPermission}),
		ErrDiskFull:    fmt.Errorf("wrapped: %w", &fs.PathError{Op: "write", Err: full()}),
		nil:            errors.New("anything else"),
	} {
		got := folderError("/out", err)
		if got.Problem != kind || !errors.Is(got, err) || kind != nil && !errors.Is(got, kind) { //nolint:errorlint // identity is meant
			t.Errorf("%v became %v", err, got)
		}
		if IsDiskFull(got) != (kind == ErrDiskFull) { //nolint:errorlint // as above
			t.Errorf("IsDiskFull(%v) = %v", got, IsDiskFull(got))
		}
	}
	if IsDiskFull(nil) {
		t.Error("no error counts as a full disk")
	}
}

func TestExists(t *testing.T) {
	f := openTestFolder(t)
	if err := os.Symlink("nowhere", filepath.Join(f.Path(), "dangling")); err != nil {
		t.Skip("no links: ", err)
	}
	if info, exists, err := f.Exists("dangling"); err != nil || !exists || info.Mode()&fs.ModeSymlink == 0 {
		t.Errorf("a link to nothing: %v, %v, %v", info, exists, err)
	}
	for _, rel := range []string{"missing", "missing/below"} {
		if _, exists, err := f.Exists(rel); err != nil || exists {
			t.Errorf("%s: %v, %v", rel, exists, err)
		}
	}
	if _, _, err := f.Exists("../x"); err == nil {
		t.Error("a path outside was looked at")
	}
}
