package output

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"sync"
)

// Folder is an open output folder. Nothing can be written outside it, also not by links inside it. It is
// safe for concurrent use.
type Folder struct {
	path string
	root *os.Root
	// unlinked serialises the commits of a file system without hard links.
	unlinked sync.Mutex
}

// OpenFolder opens the folder all outputs go to. It makes it, and those above it, where missing, and
// proves that files can be written by writing one and removing it. It fails with a *FolderError.
func OpenFolder(folder string) (*Folder, error) {
	abs, err := filepath.Abs(folder)
	if err != nil {
		return nil, folderError(folder, err)
	}
	if err := os.MkdirAll(abs, 0o777); err != nil { // the umask decides, as for any folder a person makes
		return nil, folderError(abs, err)
	}
	root, err := os.OpenRoot(abs)
	if err != nil {
		return nil, folderError(abs, err)
	}
	f := &Folder{path: abs, root: root}
	if err := f.probe(); err != nil {
		return nil, folderError(abs, errors.Join(err, root.Close()))
	}
	return f, nil
}

// probe writes a temporary file and removes it. A byte is written because a full disk still takes
// empty files.
func (f *Folder) probe() error {
	w, err := f.Create("probe", "probe"+rand.Text())
	if err != nil {
		return err
	}
	defer w.Abort()
	if _, err := w.Write([]byte{0}); err != nil {
		return err
	}
	return w.finish()
}

// Path is the absolute path of the folder.
func (f *Folder) Path() string { return f.path }

// Close lets go of the folder. Files that are still being written can no longer be committed.
func (f *Folder) Close() error {
	if err := f.root.Close(); err != nil {
		return fmt.Errorf("close the output folder %s: %w", f.path, err)
	}
	return nil
}

// Exists looks for a file or folder by its path relative to the folder; a link is not followed.
func (f *Folder) Exists(rel string) (fs.FileInfo, bool, error) {
	if err := checkRel(rel); err != nil {
		return nil, false, err
	}
	info, err := f.root.Lstat(filepath.FromSlash(rel))
	switch {
	case err == nil:
		return info, true, nil
	case errors.Is(err, fs.ErrNotExist):
		return nil, false, nil
	}
	return nil, false, fileError("look for", rel, err)
}

// Discard removes the temporary files of a job that was lost. It looks in the folders of the job's
// targets only, and there for the few names that the job can have given: a stopped run discards a
// thousand jobs, and its folders may hold a hundred thousand files. Files and folders that do not exist
// are no error.
func (f *Folder) Discard(token string, rels []string) error {
	if err := checkToken(token); err != nil {
		return err
	}
	var failed []error
	seen := make(map[string]int) // targets of the job in a folder: each had one temporary file
	for _, rel := range rels {
		if err := checkRel(rel); err != nil {
			failed = append(failed, err)
			continue
		}
		folder := path.Dir(rel)
		failed = append(failed, f.discard(path.Join(folder, tempName(token, seen[folder]))))
		seen[folder]++
	}
	return errors.Join(failed...)
}

// discard removes one temporary file.
func (f *Folder) discard(rel string) error {
	err := patiently(func() error { return f.root.Remove(filepath.FromSlash(rel)) })
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fileError("remove", rel, err)
	}
	return nil
}
