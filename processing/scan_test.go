package processing

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/jpeg"
	"image/png"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"testing"

	"minilab/processing/codec"
)

// tiny is a small picture as a file of one format.
func tiny(t testing.TB, format codec.Format, width, height int) []byte {
	t.Helper()
	picture := image.NewNRGBA(image.Rect(0, 0, width, height))
	for i := range picture.Pix {
		picture.Pix[i] = uint8(i*7) | 3
		if i%4 == 3 {
			picture.Pix[i] = 0xff
		}
	}
	var file bytes.Buffer
	var err error
	if format == codec.PNG {
		err = png.Encode(&file, picture)
	} else {
		err = jpeg.Encode(&file, picture, nil)
	}
	if err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

// put writes a file, and the folders above it.
func put(t testing.TB, data []byte, path ...string) string {
	t.Helper()
	file := filepath.Join(path...)
	if err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o777), os.WriteFile(file, data, 0o666)); err != nil {
		t.Fatal(err)
	}
	return file
}

// scan collects what a scan tells, photos by the way below dir.
func scan(t testing.TB, s Scanner, dir string, paths ...string) (found map[string]Photo, order, passed []string) {
	t.Helper()
	below := func(path string) string {
		rel, err := filepath.Rel(dir, path)
		if err != nil {
			t.Fatal(err)
		}
		return filepath.ToSlash(rel)
	}
	found = map[string]Photo{}
	s.Limits = codec.DefaultLimits()
	s.Found = func(p Photo) {
		found[below(p.Path)] = p
		order = append(order, below(p.Path))
	}
	s.PassedOver = func(path string) { passed = append(passed, below(path)) }
	if err := s.Scan(t.Context(), paths); err != nil {
		t.Fatal(err)
	}
	return found, order, passed
}

func TestScanFindsByContent(t *testing.T) {
	dir := t.TempDir()
	photo := tiny(t, codec.JPEG, 30, 20)
	put(t, photo, dir, "b.jpg")
	put(t, tiny(t, codec.PNG, 5, 4), dir, "really a png.jpg")
	put(t, photo, dir, "sub", "deeper", "no extension")
	put(t, photo, dir, "a.jpg")
	put(t, nil, dir, "empty.jpg")
	put(t, []byte("these are words"), dir, "words.jpg")
	put(t, []byte("these are words"), dir, "words.txt")
	put(t, nil, dir, "empty.txt")
	put(t, photo, dir, ".hidden.jpg")
	put(t, photo, dir, ".folder", "x.jpg")
	put(t, photo[:len(photo)/20], dir, "cut in its header.jpg")

	found, order, passed := scan(t, Scanner{}, dir, dir)
	wantOrder := []string{
		"a.jpg", "b.jpg", "cut in its header.jpg", "empty.jpg", "really a png.jpg", "sub/deeper/no extension", "words.jpg",
	}
	if !reflect.DeepEqual(order, wantOrder) {
		t.Errorf("order %q, want %q", order, wantOrder)
	}
	if want := []string{".hidden.jpg", "empty.txt", "words.txt"}; !reflect.DeepEqual(passed, want) {
		t.Errorf("passed over %q, want %q", passed, want)
	}
	if p := found["really a png.jpg"]; p.Err != nil || p.Info.Format != codec.PNG || p.Info.Width != 5 || p.Info.Height != 4 {
		t.Errorf("a PNG named .jpg: %+v", p)
	}
	if p := found["sub/deeper/no extension"]; p.Below != "sub/deeper" || p.Info.Format != codec.JPEG || p.Bytes != int64(len(photo)) {
		t.Errorf("a photo two folders down: %+v", p)
	}
	if err := found["empty.jpg"].Err; !errors.Is(err, codec.ErrEmpty) {
		t.Errorf("an empty file: %v", err)
	}
	if err := found["words.jpg"].Err; !errors.Is(err, codec.ErrNotPhoto) {
		t.Errorf("words named .jpg: %v", err)
	}
	if _, damaged := errors.AsType[*codec.FormatError](found["cut in its header.jpg"].Err); !damaged {
		t.Errorf("a photo cut in its header: %v", found["cut in its header.jpg"].Err)
	}
}

func TestScanGivenPaths(t *testing.T) {
	dir := t.TempDir()
	photo := put(t, tiny(t, codec.JPEG, 3, 2), dir, "photos", "a.jpg")
	words := put(t, []byte("words"), dir, "words.txt")
	missing := filepath.Join(dir, "missing.jpg")

	found, order, _ := scan(t, Scanner{}, dir, words, missing, photo)
	if want := []string{"words.txt", "missing.jpg", "photos/a.jpg"}; !reflect.DeepEqual(order, want) {
		t.Errorf("order %q, want %q", order, want)
	}
	if err := found["words.txt"].Err; !errors.Is(err, codec.ErrNotPhoto) {
		t.Errorf("a file that was named itself is not passed over: %v", err)
	}
	if err := found["missing.jpg"].Err; !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a missing file: %v", err)
	}
	if p := found["photos/a.jpg"]; p.Err != nil || p.Root != "" || p.Below != "" {
		t.Errorf("a file that was named itself has no folder to keep: %+v", p)
	}
}

// The outputs of an earlier run below the input folder are no photos to convert, whether the output
// folder stands already or not; given itself, it is an input like any other.
func TestScanLeavesOutTheOutputFolder(t *testing.T) {
	dir := t.TempDir()
	photo := tiny(t, codec.JPEG, 3, 2)
	put(t, photo, dir, "in", "a.jpg")
	put(t, photo, dir, "in", "out", "a.jpg")
	put(t, photo, dir, "in", "outside", "b.jpg")
	out := filepath.Join(dir, "in", "out")

	_, order, _ := scan(t, Scanner{Except: out}, dir, filepath.Join(dir, "in"))
	if want := []string{"in/a.jpg", "in/outside/b.jpg"}; !reflect.DeepEqual(order, want) {
		t.Errorf("found %q, want %q", order, want)
	}
	_, order, _ = scan(t, Scanner{Except: out}, dir, out)
	if want := []string{"in/out/a.jpg"}; !reflect.DeepEqual(order, want) {
		t.Errorf("found %q, want %q", order, want)
	}
}

// Links inside a folder could lead out of it or round in a circle; a link that was given is followed.
func TestScanLinks(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("making links needs a privilege on Windows")
	}
	dir := t.TempDir()
	photo := tiny(t, codec.JPEG, 3, 2)
	put(t, photo, dir, "elsewhere", "secret.jpg")
	put(t, photo, dir, "in", "a.jpg")
	for _, link := range [][2]string{
		{filepath.Join(dir, "elsewhere"), filepath.Join(dir, "in", "out of it")},
		{filepath.Join(dir, "elsewhere", "secret.jpg"), filepath.Join(dir, "in", "link.jpg")},
		{filepath.Join(dir, "in"), filepath.Join(dir, "in", "circle")},
		{filepath.Join(dir, "in"), filepath.Join(dir, "given")},
	} {
		if err := os.Symlink(link[0], link[1]); err != nil {
			t.Fatal(err)
		}
	}
	_, order, passed := scan(t, Scanner{}, dir, filepath.Join(dir, "given"))
	if want := []string{"given/a.jpg"}; !reflect.DeepEqual(order, want) {
		t.Errorf("found %q, want %q", order, want)
	}
	if want := []string{"given/circle", "given/link.jpg", "given/out of it"}; !reflect.DeepEqual(passed, want) {
		t.Errorf("passed over %q, want %q", passed, want)
	}
}

func TestScanTellsLimits(t *testing.T) {
	dir := t.TempDir()
	file := put(t, tiny(t, codec.PNG, 30, 20), dir, "a.png")
	var found Photo
	s := Scanner{Limits: codec.Limits{Pixels: 500}, Found: func(p Photo) { found = p }}
	if err := s.Scan(t.Context(), []string{file}); err != nil {
		t.Fatal(err)
	}
	if _, limited := errors.AsType[*codec.LimitError](found.Err); !limited {
		t.Errorf("600 pixels where 500 are allowed: %v", found.Err)
	}
}

func TestScanStops(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"a.jpg", "b.jpg", "c.jpg"} {
		put(t, tiny(t, codec.JPEG, 3, 2), dir, name)
	}
	ctx, stop := context.WithCancel(t.Context())
	found := 0
	s := Scanner{Found: func(Photo) { found++; stop() }}
	if err := s.Scan(ctx, []string{dir}); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled scan ends with %v", err)
	}
	if found != 1 {
		t.Errorf("%d photos were told, 1 of them before the cancel", found)
	}
}
