package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// listing is every file of a folder with its content, as "path=content".
func listing(t *testing.T, folder string) []string {
	t.Helper()
	var found []string
	err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		rel, _ := filepath.Rel(folder, path) // path lies in folder
		found = append(found, filepath.ToSlash(rel)+"="+string(text))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func expectFiles(t *testing.T, folder string, want ...string) {
	t.Helper()
	if got := listing(t, folder); !slices.Equal(got, want) {
		t.Errorf("the folder holds %q, not %q", got, want)
	}
}

// begin creates an output and writes text into it.
func begin(t *testing.T, f *Folder, rel, text string) *File {
	t.Helper()
	w, err := f.Create(rel, "job")
	if err != nil {
		t.Fatal(err)
	}
	if n, err := w.Write([]byte(text)); err != nil || n != len(text) {
		t.Fatal(n, err)
	}
	return w
}

func TestAFileAppearsWholeAtCommit(t *testing.T) {
	for _, replace := range []bool{false, true} {
		f := openTestFolder(t)
		w := begin(t, f, "a/b/photo.jpg", "first ")
		expectFiles(t, f.Path(), "a/b/.minilab-job-0.tmp=first ")
		if _, err := w.Write([]byte("second")); err != nil {
			t.Fatal(err)
		}
		final, err := w.Commit(replace)
		if err != nil || final != "a/b/photo.jpg" {
			t.Errorf("Commit(%v) = %q, %v", replace, final, err)
		}
		w.Abort()
		expectFiles(t, f.Path(), "a/b/photo.jpg=first second")
		if _, err := w.Commit(replace); !errors.Is(err, fs.ErrClosed) {
			t.Errorf("a second Commit: %v", err)
		}
		expectFiles(t, f.Path(), "a/b/photo.jpg=first second")
	}
}

func TestCommitTakesTheNextFreeNumber(t *testing.T) {
	f := openTestFolder(t)
	put(t, f, "photo.jpg", "theirs", time.Now())
	put(t, f, "photo-1.jpg/x", "theirs", time.Now())
	final, err := begin(t, f, "photo.jpg", "ours").Commit(false)
	if err != nil || final != "photo-2.jpg" {
		t.Errorf("%q, %v", final, err)
	}
	expectFiles(t, f.Path(), "photo-1.jpg/x=theirs", "photo-2.jpg=ours", "photo.jpg=theirs")
}

func TestCommitReplacesOnlyWhenTold(t *testing.T) {
	f := openTestFolder(t)
	put(t, f, "photo.jpg", "old", time.Now())
	final, err := begin(t, f, "photo.jpg", "new").Commit(true)
	if err != nil || final != "photo.jpg" {
		t.Errorf("%q, %v", final, err)
	}
	expectFiles(t, f.Path(), "photo.jpg=new")
}

func TestReplacingALinkLeavesItsTargetAlone(t *testing.T) {
	f := openTestFolder(t)
	outside := filepath.Join(t.TempDir(), "original.jpg")
	if err := os.WriteFile(outside, []byte("original"), 0o666); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(outside, filepath.Join(f.Path(), "photo.jpg")); err != nil {
		t.Fatal(err)
	}
	if _, err := begin(t, f, "photo.jpg", "new").Commit(true); err != nil {
		t.Fatal(err)
	}
	if text, err := os.ReadFile(outside); err != nil || string(text) != "original" {
		t.Errorf("the original holds %q, %v", text, err)
	}
	expectFiles(t, f.Path(), "photo.jpg=new")
}

func TestAbortLeavesNothing(t *testing.T) {
	f := openTestFolder(t)
	w := begin(t, f, "photo.jpg", "text")
	w.Abort()
	w.Abort()
	if _, err := w.Commit(false); !errors.Is(err, fs.ErrClosed) {
		t.Errorf("Commit after Abort: %v", err)
	}
	expectFiles(t, f.Path())
}

// commitMany commits one name from many goroutines and checks that every content is there under its
// own name.
func commitMany(t *testing.T, commit func(*File) (string, error)) {
	t.Helper()
	const many = 40
	f := openTestFolder(t)
	var wait sync.WaitGroup
	names := make([]string, many)
	for i := range many {
		wait.Go(func() {
			w := begin(t, f, "photo.jpg", fmt.Sprint("content ", i))
			final, err := commit(w)
			if err != nil {
				t.Error(err)
			}
			names[i] = final
		})
	}
	wait.Wait()
	for i, name := range names {
		text, err := os.ReadFile(filepath.Join(f.Path(), name))
		if err != nil || string(text) != fmt.Sprint("content ", i) {
			t.Errorf("%s holds %q, %v", name, text, err)
		}
	}
	if got := listing(t, f.Path()); len(got) != many {
		t.Errorf("%d files of %d outputs: %q", len(got), many, got)
	}
}

func TestManyCommitsOfOneNameAllSurvive(t *testing.T) {
	commitMany(t, func(w *File) (string, error) { return w.Commit(false) })
}

func TestManyCommitsWithoutHardLinksAllSurvive(t *testing.T) {
	commitMany(t, func(w *File) (string, error) {
		defer w.Abort()
		if err := w.finish(); err != nil {
			return "", err
		}
		final, err := w.publishUnlinked()
		w.done = err == nil
		return final, err
	})
}

func TestErrorsThatMeanNoHardLinks(t *testing.T) {
	f := openTestFolder(t)
	w := begin(t, f, "photo.jpg", "")
	defer w.Abort()
	put(t, f, "photo.jpg", "", time.Now())
	if err := w.link("photo.jpg"); hasNoLinks(err) || !errors.Is(err, fs.ErrExist) {
		t.Errorf("a name that is taken: %v", err)
	}
	if !hasNoLinks(&os.LinkError{Op: "link", Err: noLinks()}) {
		t.Error("what FAT answers is not known")
	}
}

func TestFailuresLeaveNoTemporaryFile(t *testing.T) {
	t.Run("folder removed during the write", func(t *testing.T) {
		f := openTestFolder(t)
		w := begin(t, f, "sub/photo.jpg", "text")
		if err := os.RemoveAll(filepath.Join(f.Path(), "sub")); err != nil {
			t.Skip("the system keeps folders with open files: ", err)
		}
		for _, replace := range []bool{false, true} {
			if final, err := w.Commit(replace); err == nil || final != "" {
				t.Errorf("Commit gives %q", final)
			}
		}
		expectFiles(t, f.Path())
	})
	t.Run("folder replaced by a file", func(t *testing.T) {
		f := openTestFolder(t)
		put(t, f, "sub", "a file", time.Now())
		if _, err := f.Create("sub/photo.jpg", "job"); err == nil || !strings.Contains(err.Error(), "sub/photo.jpg") {
			t.Errorf("Create: %v", err)
		}
		if _, _, err := f.Exists("sub/photo.jpg"); err == nil && runtime.GOOS != "windows" {
			t.Error("Exists sees no problem")
		}
		expectFiles(t, f.Path(), "sub=a file")
	})
	t.Run("target became a folder", func(t *testing.T) {
		f := openTestFolder(t)
		w := begin(t, f, "photo.jpg", "text")
		put(t, f, "photo.jpg/x", "theirs", time.Now())
		if final, err := w.Commit(true); err == nil {
			t.Errorf("Commit gives %q", final)
		}
		expectFiles(t, f.Path(), "photo.jpg/x=theirs")
	})
	t.Run("write failed", func(t *testing.T) {
		f := openTestFolder(t)
		w := begin(t, f, "photo.jpg", "text")
		if err := w.file.Close(); err != nil {
			t.Fatal(err)
		}
		_, writing := w.Write([]byte("more"))
		if _, err := w.Commit(false); err == nil || !errors.Is(err, fs.ErrClosed) || writing == nil {
			t.Errorf("Write: %v, Commit: %v", writing, err)
		}
		expectFiles(t, f.Path())
	})
	t.Run("folder closed", func(t *testing.T) {
		f, err := OpenFolder(t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
		if _, err := f.Create("photo.jpg", "job"); err == nil {
			t.Error("Create works in a closed folder")
		}
		expectFiles(t, f.Path())
	})
}

func TestNothingIsWrittenOutsideTheFolder(t *testing.T) {
	f := openTestFolder(t)
	outside := t.TempDir()
	if err := os.Symlink(outside, filepath.Join(f.Path(), "out")); err != nil {
		t.Skip("no links: ", err)
	}
	if err := os.Symlink("../..", filepath.Join(f.Path(), "up")); err != nil {
		t.Fatal(err)
	}
	for _, rel := range []string{"out/photo.jpg", "out/new/photo.jpg", "up/photo.jpg", "../photo.jpg", "/photo.jpg", "a/../../photo.jpg", ""} {
		if w, err := f.Create(rel, "job"); err == nil {
			w.Abort()
			t.Errorf("%q was created", rel)
		}
		if rel != "" && f.Discard("job", []string{rel}) == nil {
			t.Errorf("%q was looked into", rel)
		}
	}
	for _, token := range []string{"", "../x", "a/b", "a b", strings.Repeat("x", 65)} {
		if w, err := f.Create("photo.jpg", token); err == nil {
			w.Abort()
			t.Errorf("the token %q was taken", token)
		}
	}
	expectFiles(t, outside)
}

func TestDiscardRemovesOneJobsFilesOnly(t *testing.T) {
	f := openTestFolder(t)
	for _, rel := range []string{
		".minilab-lost-0.tmp", "a/.minilab-lost-1.tmp", "b/.minilab-lost-0.tmp", ".minilab-lost-1-0.tmp",
		".minilab-other-0.tmp", "a/photo.jpg", ".minilab-lost-x.tmp", ".minilab-lost-0.tmp.jpg",
	} {
		put(t, f, rel, "", time.Now())
	}
	if err := f.Discard("lost", []string{"photo.jpg", "a/photo.jpg", "a/second.jpg", "missing/photo.jpg"}); err != nil {
		t.Error(err)
	}
	expectFiles(t, f.Path(), ".minilab-lost-0.tmp.jpg=", ".minilab-lost-1-0.tmp=", ".minilab-lost-x.tmp=",
		".minilab-other-0.tmp=", "a/photo.jpg=", "b/.minilab-lost-0.tmp=")
}

func TestAWorkerThatWasLostDoesNotHinderTheNext(t *testing.T) {
	f := openTestFolder(t)
	put(t, f, ".minilab-job-0.tmp", "half a photo", time.Now())
	if _, err := begin(t, f, "photo.jpg", "whole").Commit(false); err != nil {
		t.Fatal(err)
	}
	expectFiles(t, f.Path(), ".minilab-job-0.tmp=half a photo", "photo.jpg=whole")
}

func TestIsTemporary(t *testing.T) {
	for name, want := range map[string]bool{
		tempName("abc", 0): true, tempName("a-b_C9", 123): true, ".minilab-a-0.tmp": true,
		"photo.jpg": false, ".minilab-.tmp": false, ".minilab--0.tmp": false, ".minilab-a-.tmp": false,
		".minilab-a-x.tmp": false, ".minilab-a-0.tmp.jpg": false, "minilab-a-0.tmp": false, ".minilab-a--1.tmp": true,
		".minilab-a-+1.tmp": false, ".minilab-a-01.tmp": false, "": false,
	} {
		if got := IsTemporary(name); got != want {
			t.Errorf("IsTemporary(%q) = %v", name, got)
		}
	}
}
