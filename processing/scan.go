package processing

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"minilab/processing/codec"
)

// Photo is one input as the scanner found it: what its header says, or why it cannot be converted.
type Photo struct {
	// Path is how the person who asked would name it: the given path, and the way below it.
	Path string
	// Real is the absolute path without links.
	Real string
	// Root is the real path of the folder it was found in by walking; empty for a file that was named
	// itself.
	Root string
	// Below is the folder it lies in, relative to Root, with slashes; empty at the top.
	Below   string
	Bytes   int64
	ModTime time.Time
	Info    codec.Info
	// Err is why the photo cannot be converted; nil for a good header.
	Err error
}

// Scanner finds photos: it walks folders, looks at contents and reads headers, all in this process and
// in memory-safe code. What is found is told in a stable order, the names of each folder sorted.
//
// In folders, files that are no photos are passed over; a file that only calls itself a photo by its
// extension is told with its error. Names that begin with a dot are passed over, as are links: a link
// inside a folder could lead out of what was given or round in a circle. A path that was given itself
// is followed.
type Scanner struct {
	Limits codec.Limits
	// Except is the output folder: outputs of an earlier run are no photos to convert. It is entered
	// only where it was given itself. Empty for none; it need not exist.
	Except string
	// Found and PassedOver are called by the goroutine that runs Scan. A photo that is reached over two
	// of the paths is told twice. PassedOver may be nil.
	Found      func(Photo)
	PassedOver func(path string)
}

// Scan walks the paths in order. What cannot be read is told as a Photo with its error; Scan itself
// fails only where ctx ends.
func (s *Scanner) Scan(ctx context.Context, paths []string) error {
	for _, path := range paths {
		if err := s.scanPath(ctx, path); err != nil {
			return err
		}
	}
	return nil
}

func (s *Scanner) scanPath(ctx context.Context, path string) error {
	real, err := realPath(path)
	if err != nil {
		s.Found(Photo{Path: path, Real: path, Err: err})
		return nil
	}
	info, err := os.Stat(real)
	switch {
	case err != nil:
		s.Found(Photo{Path: path, Real: real, Err: err})
	case info.IsDir():
		return s.walk(ctx, path, real)
	default:
		s.Found(s.probe(Photo{Path: path, Real: real, Bytes: info.Size(), ModTime: info.ModTime()}))
	}
	return nil
}

// walk goes through one folder. The errors of single entries are told as photos that failed.
func (s *Scanner) walk(ctx context.Context, given, root string) error {
	except := s.exceptBelow(root)
	return filepath.WalkDir(root, func(real string, entry fs.DirEntry, err error) error {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		below, _ := filepath.Rel(root, real) // both are absolute and clean
		photo := Photo{Path: filepath.Join(given, below), Real: real, Root: root, Below: folderOf(below)}
		switch {
		case err != nil:
			photo.Err = err
			s.Found(photo)
			return nil
		case entry.IsDir():
			if real != root && (hidden(entry.Name()) || real == except) {
				return fs.SkipDir
			}
			return nil
		case hidden(entry.Name()) || !entry.Type().IsRegular():
			s.passOver(photo.Path)
			return nil
		}
		s.entry(photo, entry)
		return nil
	})
}

func (s *Scanner) entry(photo Photo, entry fs.DirEntry) {
	if info, err := entry.Info(); err != nil {
		photo.Err = err
	} else {
		photo.Bytes, photo.ModTime = info.Size(), info.ModTime()
		photo = s.probe(photo)
	}
	unknown := errors.Is(photo.Err, codec.ErrNotPhoto) || errors.Is(photo.Err, codec.ErrEmpty)
	if unknown && !codec.HasPhotoName(entry.Name()) {
		s.passOver(photo.Path)
		return
	}
	s.Found(photo)
}

// probe reads the header and holds it against the limits.
func (s *Scanner) probe(photo Photo) Photo {
	file, info, err := openPhoto(photo.Real)
	if err != nil {
		photo.Err = err
		return photo
	}
	defer file.Close() //nolint:errcheck // opened for reading only
	if photo.Info, photo.Err = codec.Probe(file, info.Size()); photo.Err == nil {
		photo.Err = s.Limits.Check(photo.Info)
	}
	return photo
}

// exceptBelow is the real path of the output folder where it lies below root, else "".
func (s *Scanner) exceptBelow(root string) string {
	if s.Except == "" {
		return ""
	}
	except := futurePath(s.Except)
	if except == root || !within(root, except) {
		return ""
	}
	return except
}

func (s *Scanner) passOver(path string) {
	if s.PassedOver != nil {
		s.PassedOver(path)
	}
}

func hidden(name string) bool { return strings.HasPrefix(name, ".") }

// folderOf is the folder part of a relative path, with slashes; "" at the top.
func folderOf(below string) string {
	if dir := filepath.ToSlash(filepath.Dir(below)); dir != "." {
		return dir
	}
	return ""
}

// realPath is the absolute path with all links resolved. The path must exist.
func realPath(path string) (string, error) {
	absolute, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	return filepath.EvalSymlinks(absolute)
}

// futurePath is the real path that a path has or, where it does not exist yet, will have once it is
// made.
func futurePath(path string) string {
	absolute, err := filepath.Abs(path)
	if err != nil {
		return path
	}
	real, err := filepath.EvalSymlinks(absolute)
	parent := filepath.Dir(absolute)
	if err == nil || parent == absolute {
		return real
	}
	return filepath.Join(futurePath(parent), filepath.Base(absolute))
}

// within reports whether path is folder or lies below it; both are real paths.
func within(folder, path string) bool {
	below, err := filepath.Rel(folder, path)
	return err == nil && filepath.IsLocal(below)
}
