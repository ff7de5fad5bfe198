package sample

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func TestSetIsVaried(t *testing.T) {
	photos := Set(84)
	upright := 0
	orientations, sizes, seeds := map[uint8]int{}, map[int]bool{}, map[uint64]bool{}
	for i, p := range photos {
		if err := p.Validate(); err != nil {
			t.Errorf("photo %d: %v", i, err)
		}
		if mp := p.Megapixels(); mp < 7.9 || mp > 24 {
			t.Errorf("photo %d has %.1f megapixels, want 8 to 24", i, mp)
		}
		if p.Quality < 90 || p.Quality > 92 {
			t.Errorf("photo %d has quality %d, want 90 to 92", i, p.Quality)
		}
		if turned := p.Orientation >= 5; turned != (p.Height > p.Width) {
			t.Errorf("photo %d, %d by %d, was not held as orientation %d says", i, p.Width, p.Height, p.Orientation)
		}
		if p.Orientation == 1 {
			upright++
		}
		orientations[p.Orientation]++
		sizes[p.Width*p.Height] = true
		seeds[p.Seed] = true
	}
	if len(orientations) != 8 || len(sizes) != 7 || len(seeds) != len(photos) {
		t.Errorf("%d orientations, %d sizes and %d seeds in %d photos", len(orientations), len(sizes), len(seeds), len(photos))
	}
	if upright == 0 || upright > len(photos)/2 {
		t.Errorf("%d of %d photos are stored upright", upright, len(photos))
	}
}

func TestEveryOrientationWithinElevenPhotos(t *testing.T) {
	seen := map[uint8]bool{}
	for _, p := range Set(11) {
		seen[p.Orientation] = true
	}
	if len(seen) != 8 {
		t.Errorf("%d orientations among 11 photos, want 8", len(seen))
	}
}

func TestSetsAgree(t *testing.T) {
	if !slices.Equal(Set(5), Set(40)[:5]) {
		t.Error("the first photos of a longer set differ from those of a shorter one")
	}
	if Set(0) != nil || Set(-3) != nil {
		t.Error("a set of none holds photos")
	}
}

func smallSet(n int) []Photo {
	photos := Set(n)
	for i := range photos {
		photos[i].Width /= 20
		photos[i].Height /= 20
	}
	return photos
}

func TestWriteSet(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "folder")
	photos := smallSet(9)
	var counts []int
	if err := WriteSet(t.Context(), dir, photos, 3, func(done int) { counts = append(counts, done) }); err != nil {
		t.Fatal(err)
	}
	if want := []int{1, 2, 3, 4, 5, 6, 7, 8, 9}; !slices.Equal(counts, want) {
		t.Errorf("progress said %v, want %v", counts, want)
	}
	if got := names(t, dir); len(got) != 9 || got[0] != "IMG_0001.jpg" || got[8] != "IMG_0009.jpg" {
		t.Errorf("the folder holds %v", got)
	}
	for i, p := range photos {
		file, err := os.ReadFile(filepath.Join(dir, Name(i)))
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(file, mustJPEG(t, p)) {
			t.Errorf("%s is not photo %d of the set", Name(i), i)
		}
	}
}

func names(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, e := range entries {
		list = append(list, e.Name())
	}
	return list
}

func TestWriteSetReplacesNothing(t *testing.T) {
	dir := t.TempDir()
	mine := filepath.Join(dir, Name(1))
	if err := os.WriteFile(mine, []byte("not a sample"), 0o600); err != nil {
		t.Fatal(err)
	}
	err := WriteSet(t.Context(), dir, smallSet(4), 1, nil)
	if !errors.Is(err, fs.ErrExist) {
		t.Errorf("error is %v, want one that matches fs.ErrExist", err)
	}
	if content, err := os.ReadFile(mine); err != nil || string(content) != "not a sample" {
		t.Errorf("the standing file now holds %q, %v", content, err)
	}
	if got, want := names(t, dir), []string{Name(0), Name(1)}; !slices.Equal(got, want) {
		t.Errorf("the folder holds %v, want %v", got, want)
	}
}

func TestWriteSetChecksBeforeItWrites(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "samples")
	photos := append(smallSet(2), Photo{Orientation: 12})
	if err := WriteSet(t.Context(), dir, photos, 2, nil); !errors.Is(err, ErrPhoto) {
		t.Errorf("error is %v, want one that matches ErrPhoto", err)
	}
	if _, err := os.Stat(dir); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a folder was made for a set that cannot be: %v", err)
	}
}

func TestWriteSetStopsWhenAsked(t *testing.T) {
	dir := t.TempDir()
	asked := errors.New("asked to stop")
	ctx, stop := context.WithCancelCause(t.Context())
	err := WriteSet(ctx, dir, smallSet(12), 1, func(done int) {
		if done == 3 {
			stop(asked)
		}
	})
	if !errors.Is(err, asked) {
		t.Errorf("error is %v, want the cause", err)
	}
	if got := names(t, dir); len(got) != 3 {
		t.Errorf("the folder holds %v, want the three whole files", got)
	}
}

func TestWriteSetWithNothingToDo(t *testing.T) {
	if err := WriteSet(t.Context(), t.TempDir(), nil, 0, nil); err != nil {
		t.Error(err)
	}
}

func TestWriteSetSaysWhereItCannotWrite(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	err := WriteSet(t.Context(), file, smallSet(1), 1, nil)
	if path, ok := errors.AsType[*fs.PathError](err); !ok || path.Path != file {
		t.Errorf("error is %v, want one that names %s", err, file)
	}
}
