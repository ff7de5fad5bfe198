package processing

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"minilab/processing/codec"
	"minilab/processing/output"
	"minilab/processing/pool"
)

// stopped wants a run that ended with a *StopError of a code and a sentence.
func stopped(t *testing.T, err error, want Code) {
	t.Helper()
	stop, ok := errors.AsType[*StopError](err)
	if !ok || stop.Code != want {
		t.Fatalf("the run ended with %v, want the code %s", err, want)
	}
	code, sentence := Reason(err)
	if code != want || sentence != stop.Reason || !strings.HasSuffix(sentence, ".") {
		t.Errorf("the reason is %s: %q", code, sentence)
	}
}

// A run that is stopped in the middle leaves whole outputs only, and another run does the rest and no
// more.
func TestAStoppedRunIsFinishedByAnother(t *testing.T) {
	in, out := t.TempDir(), t.TempDir()
	names := []string{"0.jpg", "1.jpg", "2.jpg"}
	for i := range 8 {
		names = append(names, fmt.Sprintf("3 (gate) %d.jpg", i))
	}
	putPhotos(t, in, names...)
	q := scanned(t, "", in)
	ctx, cancel := context.WithCancel(t.Context())
	var finished []string
	first := batchFor(t, out)
	first.Finished = func(r Result) error {
		finished = append(finished, filepath.Base(r.Source))
		if len(finished) == 3 {
			cancel()
		}
		return nil
	}
	if err := first.Run(ctx, q); !errors.Is(err, context.Canceled) {
		t.Fatalf("the run ended with %v", err)
	}
	if s := q.Totals(); s.Written != 3 || s.Waiting != 8 || s.Working != 0 || len(s.Running) != 0 {
		t.Errorf("after the stop: %+v", s)
	}
	wantFiles(t, out, names[:3]...)
	report := first.Report(q, 0, 0, context.Canceled)
	if report.Photos != 3 || report.Waiting != 8 || report.Stopped == "" {
		t.Errorf("the report of a stopped run: %+v", report)
	}

	openGate(t, in)
	second := batchFor(t, out)
	second.Finished = func(r Result) error {
		finished = append(finished, filepath.Base(r.Source))
		return nil
	}
	mustRun(t, second, q)
	wantFiles(t, out, names...)
	if slices.Sort(finished); !slices.Equal(finished, names) {
		t.Errorf("finished in both runs: %q", finished)
	}
}

// A photo with several outputs that is stopped between them leaves none of them.
func TestAStopUndoesThePhotoInWork(t *testing.T) {
	in, out := t.TempDir(), t.TempDir()
	putPhotos(t, in, "(late).jpg")
	q, b := scanned(t, "", in), batchFor(t, out)
	b.Recipe.Output.Formats = []codec.Format{codec.JPEG, codec.PNG}
	ctx, cancel := context.WithCancel(t.Context())
	ended := begin(ctx, b, q)
	eventually(t, "the first of two outputs", func() bool {
		_, err := os.Stat(filepath.Join(in, ".reached"))
		return err == nil
	})
	files := tree(t, out)
	for file := range files {
		if !output.IsTemporary(file) {
			t.Errorf("%s stands before all outputs of its photo are there", file)
		}
	}
	if len(files) != 1 {
		t.Errorf("files between the outputs: %v", files)
	}
	cancel()
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Errorf("the run ended with %v", err)
	}
	wantFiles(t, out)
	if s := q.Totals(); s.Waiting != 1 {
		t.Errorf("after the stop: %+v", s)
	}
}

func TestAnErrorOfFinishedStopsTheRun(t *testing.T) {
	in, out := t.TempDir(), t.TempDir()
	names := []string{"0.jpg", "1 (gate).jpg", "2 (gate).jpg", "3 (gate).jpg"}
	putPhotos(t, in, names...)
	q, b := scanned(t, "", in), batchFor(t, out)
	full := errors.New("no more, please")
	b.Finished = func(Result) error { return full }
	if err := b.Run(t.Context(), q); !errors.Is(err, full) {
		t.Errorf("the run ended with %v", err)
	}
	if s := q.Totals(); s.Written != 1 || s.Waiting != 3 {
		t.Errorf("after the stop: %+v", s)
	}
	wantFiles(t, out, names[0])
}

// The folder is not made again: where it was on a disk that was taken out, the outputs would go to
// another disk. The reason names it as it was given, and does not tell where it lies.
func TestAnOutputFolderThatGoesStopsTheRun(t *testing.T) {
	in, out := t.TempDir(), "out"
	t.Chdir(t.TempDir())
	putPhotos(t, in, "1 (gate).jpg", "2 (gate).jpg", "3 (gate).jpg")
	q, b := scanned(t, "", in), batchFor(t, out)
	ended := begin(t.Context(), b, q)
	eventually(t, "photos in work", func() bool { return len(q.Totals().Running) == 2 })
	if err := os.RemoveAll(out); err != nil {
		t.Fatal(err)
	}
	openGate(t, in)
	err := <-ended
	stopped(t, err, CodeFolderGone)
	if !strings.HasPrefix(err.Error(), "The output folder out cannot be used") {
		t.Errorf("the reason is %q", err)
	}
	if s := q.Totals(); s.Waiting != 3 || s.Failed != 0 {
		t.Errorf("photos that were not at fault: %+v", s)
	}
	if _, err := os.Stat(out); err == nil {
		t.Error("the output folder was made again")
	}
	mustRun(t, batchFor(t, out), q)
	wantFiles(t, out, "1 (gate).jpg", "2 (gate).jpg", "3 (gate).jpg")
}

func TestAnOutputFolderThatCannotBeUsed(t *testing.T) {
	in := t.TempDir()
	putPhotos(t, in, "a.jpg")
	t.Chdir(in)
	put(t, nil, in, "file")
	err := batchFor(t, "file").Run(t.Context(), scanned(t, "", in))
	if _, ok := errors.AsType[*output.FolderError](err); !ok || !errors.Is(err, output.ErrNotFolder) {
		t.Fatalf("a file as output folder: %v", err)
	}
	if _, sentence := Reason(err); sentence != "The output folder file cannot be used: it is a file, not a folder." {
		t.Errorf("the reason is %q", sentence)
	}
}

func TestWorkersThatCannotBeStartedStopTheRun(t *testing.T) {
	in, out := t.TempDir(), t.TempDir()
	putPhotos(t, in, "a.jpg", "b.jpg", "c.jpg")
	no := put(t, []byte("no program"), t.TempDir(), "file")
	for name, program := range map[string]string{"nothing": filepath.Join(in, "missing"), "no program": no, "a program that ends": "/bin/false"} {
		t.Run(name, func(t *testing.T) {
			if _, err := os.Stat(program); err != nil && name == "a program that ends" {
				t.Skip("there is no ", program)
			}
			q, b := scanned(t, "", in), batchFor(t, out)
			b.Program = pool.Command{Path: program}
			err := b.Run(t.Context(), q)
			stopped(t, err, CodeNoWorkers)
			if !strings.Contains(err.Error(), "--isolation none") {
				t.Errorf("the reason names no way out: %v", err)
			}
			if s := q.Totals(); s.Waiting != 3 || s.Failed != 0 {
				t.Errorf("photos that were not at fault: %+v", s)
			}
			wantFiles(t, out)
			b.Isolation = IsolationNone
			out := t.TempDir()
			b.Folder = out
			mustRun(t, b, q)
			wantFiles(t, out, "a.jpg", "b.jpg", "c.jpg")
		})
	}
}
