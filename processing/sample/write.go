package sample

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
)

// Name is the file name WriteSet gives to the photo at an index of the set: IMG_0001.jpg for 0.
func Name(index int) string { return fmt.Sprintf("IMG_%04d.jpg", index+1) }

// WriteSet makes the photos and writes them into dir, which is created where it is missing, under
// the names that Name gives. Each file appears whole or not at all, and none that stands is
// replaced: that is an error which matches fs.ErrExist. Photos are made by as many goroutines as
// workers says, at least one; each needs up to four bytes of memory per pixel.
//
// progress, where not nil, is called after each file with the number of files written so far, from
// one goroutine at a time, counting up.
//
// The first error ends the writing; what was written until then stays. Where ctx ends first, its
// cause is the error.
func WriteSet(ctx context.Context, dir string, photos []Photo, workers int, progress func(done int)) error {
	for i, p := range photos {
		if err := p.Validate(); err != nil {
			return fmt.Errorf("%s: %w", Name(i), err)
		}
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("folder for sample photos: %w", err)
	}
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	w := &setWriter{dir: dir, photos: photos, progress: progress}
	var working sync.WaitGroup
	for range min(max(workers, 1), len(photos)) {
		working.Go(func() {
			if err := w.work(ctx); err != nil {
				stop(err)
			}
		})
	}
	working.Wait()
	if w.done == len(photos) {
		return nil
	}
	return context.Cause(ctx)
}

// setWriter is the state its goroutines share.
type setWriter struct {
	dir      string
	photos   []Photo
	progress func(done int)

	mu         sync.Mutex
	next, done int
}

// work writes one photo after the other until none is left or ctx ends.
func (w *setWriter) work(ctx context.Context) error {
	for ctx.Err() == nil {
		i, ok := w.take()
		if !ok {
			return nil
		}
		file, err := w.photos[i].JPEG()
		if err != nil {
			return fmt.Errorf("%s: %w", Name(i), err)
		}
		if err := writeWhole(filepath.Join(w.dir, Name(i)), file); err != nil {
			return fmt.Errorf("write sample photo: %w", err)
		}
		w.count()
	}
	return nil
}

func (w *setWriter) take() (int, bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.next == len(w.photos) {
		return 0, false
	}
	w.next++
	return w.next - 1, true
}

func (w *setWriter) count() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.done++
	if w.progress != nil {
		w.progress(w.done)
	}
}

// writeWhole writes a file that appears under its name only once it is complete. It is not synced
// to the disk: a sample that a power cut takes is made again from its seed.
func writeWhole(path string, content []byte) (err error) {
	temporary, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*.tmp")
	if err != nil {
		return err
	}
	defer func() {
		// After a rename there is none left; a link leaves the second name.
		if left := os.Remove(temporary.Name()); left != nil && !errors.Is(left, fs.ErrNotExist) {
			err = errors.Join(err, left)
		}
	}()
	_, err = temporary.Write(content)
	if err = errors.Join(err, temporary.Close()); err != nil {
		return err
	}
	return publish(temporary.Name(), path)
}

// publish gives a complete file its name unless one of that name stands. A hard link decides that
// in one step; on a file system without links the file is renamed after a look.
func publish(temporary, path string) error {
	if err := os.Chmod(temporary, 0o644); err != nil {
		return err
	}
	err := os.Link(temporary, path)
	if err == nil || errors.Is(err, fs.ErrExist) {
		return err
	}
	switch _, err := os.Lstat(path); {
	case err == nil:
		return &fs.PathError{Op: "create", Path: path, Err: fs.ErrExist}
	case !errors.Is(err, fs.ErrNotExist):
		return err
	}
	return os.Rename(temporary, path)
}
