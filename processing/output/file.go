package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
)

// maxTemporaries is the most temporary files of one token in one folder; more are a fault.
const maxTemporaries = 10_000

// File is an output being written. It appears under its name by Commit, whole, or not at all. It is for
// one goroutine at a time.
type File struct {
	folder *Folder
	rel    string
	temp   string
	file   *os.File
	// err is the first failure of a write: after it nothing can be committed.
	err error
	// closed is true once the temporary file is closed, done once there is none any more.
	closed, done bool
}

// Create begins an output: a temporary file in the target's own folder, which is made where missing. The
// token is the job's; files of one token do not hinder each other. Errors name the output's path and
// wrap the system's; see IsDiskFull.
func (f *Folder) Create(rel, token string) (*File, error) {
	if err := errors.Join(checkRel(rel), checkToken(token)); err != nil {
		return nil, err
	}
	folder := path.Dir(rel)
	if err := f.root.MkdirAll(filepath.FromSlash(folder), 0o777); err != nil {
		return nil, fileError("make the folder of", rel, err)
	}
	for n := range maxTemporaries {
		temp := filepath.FromSlash(path.Join(folder, tempName(token, n)))
		file, err := f.root.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666) // the umask decides
		switch {
		case err == nil:
			return &File{folder: f, rel: rel, temp: temp, file: file}, nil
		case !errors.Is(err, fs.ErrExist):
			return nil, fileError("create", rel, err)
		}
	}
	return nil, fmt.Errorf("create %s: there are %d temporary files of the job %s already", rel, maxTemporaries, token)
}

// Write appends to the output. After a failure every later call, and Commit, fail with the same error.
func (w *File) Write(p []byte) (int, error) {
	if w.err != nil {
		return 0, w.err
	}
	n, err := w.file.Write(p)
	if err != nil {
		w.err = fileError("write", w.rel, err)
	}
	return n, w.err
}

// Commit makes the output appear and returns its path, relative to the folder.
//
// With replace it takes the place of a file of its name in one step. Without, the name appears by a hard
// link, which fails where the name is taken, so that nothing is ever overwritten: the output then
// takes the next free number. On file systems without hard links the name is looked for and
// the file renamed; only there a file that another program makes between the two steps can be replaced.
//
// On failure the temporary file is removed and the path is empty, with one exception: where the
// output stands under its name and only the last sync failed, path and error are both returned. Such an
// output is whole but may not outlast a power cut.
func (w *File) Commit(replace bool) (string, error) {
	if w.done {
		return "", fileError("commit", w.rel, fs.ErrClosed)
	}
	defer w.Abort()
	if err := w.finish(); err != nil {
		return "", err
	}
	final, err := w.publish(replace)
	if err != nil {
		return "", fileError("put in place", w.rel, err)
	}
	w.done = true
	if err := w.folder.sync(path.Dir(final)); err != nil {
		return final, fileError("sync the folder of", final, err)
	}
	return final, nil
}

// Abort removes the temporary file. It does nothing after Commit or another Abort.
func (w *File) Abort() {
	if w.done {
		return
	}
	w.done = true
	if !w.closed {
		w.closed = true
		_ = w.file.Close() // what is in it is thrown away
	}
	w.remove()
}

// remove takes the temporary file away. A failure has nowhere to go and does no harm that Discard
// could not mend.
func (w *File) remove() {
	_ = patiently(func() error { return w.folder.root.Remove(w.temp) })
}

// finish brings all bytes to the disk and closes the temporary file, which Windows wants before a
// rename. The error of the close counts: some network file systems only then tell that they are full.
func (w *File) finish() error {
	if w.err != nil || w.closed {
		return w.err
	}
	err := w.file.Sync()
	w.closed = true
	if closing := w.file.Close(); err == nil {
		err = closing
	}
	if err != nil {
		w.err = fileError("write", w.rel, err)
	}
	return w.err
}

// publish gives the temporary file its name.
func (w *File) publish(replace bool) (string, error) {
	if replace {
		return w.rel, w.rename(w.rel)
	}
	for number := range maxNumber {
		candidate := numbered(w.rel, number)
		err := w.link(candidate)
		if err == nil {
			return candidate, nil
		}
		if hasNoLinks(err) {
			return w.publishUnlinked()
		}
		if !errors.Is(err, fs.ErrExist) {
			return "", err
		}
	}
	return "", fs.ErrExist
}

// link gives the temporary file a second name, then takes the first away.
func (w *File) link(rel string) error {
	err := patiently(func() error { return w.folder.root.Link(w.temp, filepath.FromSlash(rel)) })
	if err == nil {
		w.remove()
	}
	return err
}

func (w *File) rename(rel string) error {
	return patiently(func() error { return w.folder.root.Rename(w.temp, filepath.FromSlash(rel)) })
}

// publishUnlinked finds a free name and renames, one file at a time.
func (w *File) publishUnlinked() (string, error) {
	w.folder.unlinked.Lock()
	defer w.folder.unlinked.Unlock()
	for number := range maxNumber {
		candidate := numbered(w.rel, number)
		_, exists, err := w.folder.Exists(candidate)
		if err != nil {
			return "", err
		}
		if !exists {
			return candidate, w.rename(candidate)
		}
	}
	return "", fs.ErrExist
}

// sync brings the names in a folder to the disk, where the system can.
func (f *Folder) sync(folder string) error {
	open, err := f.root.Open(filepath.FromSlash(folder))
	if err != nil {
		return err
	}
	defer open.Close() //nolint:errcheck // it was only synced
	if err := open.Sync(); err != nil && !ignoreSyncError(err) {
		return err
	}
	return nil
}
