//go:build !headless

package app

import (
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
	"unicode"

	"minilab/processing"
	"minilab/processing/output"
	"minilab/processing/sample"
	"minilab/ui"
)

// samplePhoto writes a photo.
func samplePhoto(t testing.TB, width int, seed uint64, path ...string) string {
	t.Helper()
	data, err := sample.Photo{Width: width, Height: width * 2 / 3, Seed: seed}.JPEG()
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(path...)
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, data, 0o666); err != nil {
		t.Fatal(err)
	}
	return file
}

// samePhoto writes one photo under many names: to paint it takes longer than to convert it.
func samePhoto(t testing.TB, n, width int, folder string) {
	t.Helper()
	data, err := os.ReadFile(samplePhoto(t, width, uint64(width), folder, "0.jpg"))
	if err != nil {
		t.Fatal(err)
	}
	for i := 1; i < n; i++ {
		if err := os.WriteFile(filepath.Join(folder, fmt.Sprint(i, ".jpg")), data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// newTestSession is a session on the real engine with goroutines as workers.
func newTestSession(t testing.TB, workers int) *session {
	t.Helper()
	work := workFlags{Isolation: "none", MaxMegapixels: 300}
	s := newSession(t.Context(), slog.New(slog.NewTextHandler(io.Discard, nil)), workers, work.limits(), work.batch)
	t.Cleanup(s.Close)
	return s
}

func waitFor(t testing.TB, what string, holds func() bool) {
	t.Helper()
	for end := time.Now().Add(30 * time.Second); !holds(); time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("it never came to this: ", what)
		}
	}
}

func phase(s *session, want ui.Phase) func() bool {
	return func() bool { return s.Status().Phase == want }
}

func scannedPhotos(s *session, want int) func() bool {
	return func() bool { p := s.Status().Progress; return !p.Scanning && p.Photos == want }
}

func smaller() processing.Recipe {
	recipe := processing.DefaultRecipe()
	recipe.Size.LongEdge = 100
	return recipe
}

func start(t testing.TB, s *session, folder string) {
	t.Helper()
	if err := s.Start(ui.Order{Recipe: smaller(), Folder: folder}); err != nil {
		t.Fatal(err)
	}
}

// From the drop to the summary: photos are added, converted, measured again by one worker, and added and
// converted once more.
func TestSessionFromDropToSummary(t *testing.T) {
	in, out := t.TempDir(), t.TempDir()
	t.Setenv("TMPDIR", t.TempDir())
	for i, name := range []string{"a.jpg", "b.jpg", "c.jpg", "d.jpg"} {
		samplePhoto(t, 900, uint64(i), in, name)
	}
	s := newTestSession(t, 2)
	s.Add([]string{in})
	waitFor(t, "four photos in the queue", scannedPhotos(s, 4))
	if status := s.Status(); status.Phase != ui.PhaseIdle || status.Summary != nil || status.Problem != "" {
		t.Errorf("before the start: %+v", status)
	}
	start(t, s, out)
	measured := false
	waitFor(t, "the end", func() bool {
		status := s.Status()
		measured = measured || status.Phase == ui.PhaseMeasuring
		if (status.Phase == ui.PhaseRunning) != (status.Summary == nil) {
			t.Errorf("phase %d with summary %+v", status.Phase, status.Summary)
		}
		return status.Phase == ui.PhaseIdle
	})
	status := s.Status()
	if !measured || status.Progress.Written != 4 || status.Problem != "" {
		t.Errorf("after the run: measured %v, %+v", measured, status)
	}
	if m := status.Summary; m.Elapsed <= 0 || m.OneWorker <= 0 || m.Sample != 4 || m.Workers != 2 || m.Stopped || m.Speedup() <= 0 {
		t.Errorf("summary: %+v", m)
	}
	if row := s.Row(2); row.Name != "c.jpg" || row.State != processing.StateWritten {
		t.Errorf("a row: %+v", row)
	}
	samplePhoto(t, 300, 9, in, "later.jpg")
	s.Add([]string{in})
	waitFor(t, "one photo more", scannedPhotos(s, 5))
	start(t, s, out)
	waitFor(t, "the end", phase(s, ui.PhaseIdle))
	if status := s.Status(); status.Progress.Written != 5 || status.Summary.OneWorker != 0 {
		t.Errorf("a run of one photo, which is not worth a measurement: %+v, %+v", status, status.Summary)
	}
	wantNames(t, out, "a.jpg", "b.jpg", "c.jpg", "d.jpg", "later.jpg")
	wantNames(t, os.TempDir())
}

// wantNames wants exactly these files in a folder.
func wantNames(t testing.TB, folder string, want ...string) {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range entries {
		got = append(got, e.Name())
	}
	if strings.Join(got, "|") != strings.Join(want, "|") {
		t.Errorf("%s holds %q, want %q", folder, got, want)
	}
}

func TestSessionStops(t *testing.T) {
	in, out := t.TempDir(), t.TempDir()
	samePhoto(t, 30, 1200, in)
	s := newTestSession(t, 1)
	s.Add([]string{in})
	waitFor(t, "the photos in the queue", scannedPhotos(s, 30))
	start(t, s, out)
	waitFor(t, "the first photo", func() bool { return s.Status().Progress.Written > 0 })
	s.Stop()
	if p := s.Status().Phase; p != ui.PhaseStopping && p != ui.PhaseIdle {
		t.Errorf("after Stop the phase is %d", p)
	}
	s.Stop() // is harmless
	waitFor(t, "the end", phase(s, ui.PhaseIdle))
	status := s.Status()
	if status.Problem != "" || status.Summary == nil || !status.Summary.Stopped || status.Summary.OneWorker != 0 {
		t.Errorf("after the stop: %q, %+v", status.Problem, status.Summary)
	}
	if p := status.Progress; p.Waiting == 0 || p.Written+p.Waiting != 30 {
		t.Errorf("after the stop: %+v", p)
	}
	if files, err := os.ReadDir(out); err != nil || len(files) != status.Progress.Written {
		t.Errorf("%d files, %d photos were written, %v", len(files), status.Progress.Written, err)
	}
	s.SetWorkers(3)
	start(t, s, out)
	waitFor(t, "more workers", func() bool { return s.Status().Progress.Workers == 3 })
	s.SetWorkers(0)
	waitFor(t, "at least one worker", func() bool { return s.Status().Progress.Workers == 1 })
	s.SetWorkers(2)
	waitFor(t, "the rest", func() bool { return s.Status().Progress.Written == 30 })
	waitFor(t, "the end of the measurement", phase(s, ui.PhaseIdle))
	if m := s.Status().Summary; m.Workers != 2 {
		t.Errorf("the run ended with %d workers", m.Workers)
	}
}

// Every error of Start is a sentence that the window shows as it is.
func TestSessionStartErrors(t *testing.T) {
	in := t.TempDir()
	file := samplePhoto(t, 300, 1, in, "a.jpg")
	broken := smaller()
	broken.Output.Quality, broken.Size.LongEdge = 0, -1
	for name, c := range map[string]struct {
		prepare func(*session)
		order   ui.Order
		says    string
	}{
		"nothing to do":    {func(*session) {}, ui.Order{Recipe: smaller(), Folder: t.TempDir()}, "no photo that waits"},
		"no folder":        {func(s *session) { s.Add([]string{file}) }, ui.Order{Recipe: smaller()}, "output folder"},
		"a broken recipe":  {func(s *session) { s.Add([]string{file}) }, ui.Order{Recipe: broken, Folder: t.TempDir()}, "size.long_edge is -1"},
		"a run under way":  {func(s *session) { s.Add([]string{file}); s.phase = ui.PhaseRunning }, ui.Order{Recipe: smaller(), Folder: t.TempDir()}, "under way"},
		"a run that stops": {func(s *session) { s.Add([]string{file}); s.phase = ui.PhaseStopping }, ui.Order{Recipe: smaller(), Folder: t.TempDir()}, "under way"},
	} {
		t.Run(name, func(t *testing.T) {
			s := newTestSession(t, 1)
			c.prepare(s)
			err := s.Start(c.order)
			if err == nil || !strings.Contains(err.Error(), c.says) {
				t.Fatalf("the error is %v", err)
			}
			if text := err.Error(); !strings.HasSuffix(text, ".") || !unicode.IsUpper(rune(text[0])) || strings.Contains(text, "\n") {
				t.Errorf("%q is no sentence", text)
			}
		})
	}
}

// What keeps a run from going on is a problem to show, and the photos wait.
func TestSessionTellsProblems(t *testing.T) {
	in := t.TempDir()
	samplePhoto(t, 300, 1, in, "a.jpg")
	file := samplePhoto(t, 300, 1, t.TempDir(), "file")
	for folder, says := range map[string]string{in: "also an input folder", file: "it is a file, not a folder"} {
		s := newTestSession(t, 1)
		s.Add([]string{in})
		waitFor(t, "the photo in the queue", scannedPhotos(s, 1))
		start(t, s, folder)
		waitFor(t, "the end", phase(s, ui.PhaseIdle))
		status := s.Status()
		if !strings.Contains(status.Problem, says) || !strings.HasSuffix(status.Problem, ".") || strings.Contains(status.Problem, "inside Minilab") {
			t.Errorf("the problem is %q", status.Problem)
		}
		if status.Progress.Waiting != 1 {
			t.Errorf("the photo does not wait: %+v", status.Progress)
		}
	}
}

func TestSessionClear(t *testing.T) {
	in := t.TempDir()
	file := samplePhoto(t, 300, 1, in, "a.jpg")
	s := newTestSession(t, 1)
	s.Add([]string{in})
	waitFor(t, "the photo in the queue", scannedPhotos(s, 1))
	s.phase = ui.PhaseRunning
	s.Clear()
	if s.Status().Progress.Photos != 1 {
		t.Error("the queue was cleared during a run")
	}
	s.phase, s.problem, s.summary = ui.PhaseIdle, "A problem.", &ui.Summary{}
	s.Clear()
	if status := s.Status(); status.Progress.Photos != 0 || status.Problem != "" || status.Summary != nil {
		t.Errorf("after clearing: %+v", status)
	}
	s.Add([]string{file})
	waitFor(t, "the photo again", scannedPhotos(s, 1))
}

// A start during the measurement ends the measurement: a new order is worth more.
func TestSessionStartsDuringAMeasurement(t *testing.T) {
	in, more, out := t.TempDir(), t.TempDir(), t.TempDir()
	samePhoto(t, 4, 2400, in)
	samePhoto(t, 12, 1800, more) // enough to outlast the measurement, whose end is not that of this run
	s := newTestSession(t, 2)
	s.Add([]string{in})
	waitFor(t, "the photos in the queue", scannedPhotos(s, 4))
	start(t, s, out)
	waitFor(t, "the measurement", phase(s, ui.PhaseMeasuring))
	s.Add([]string{more})
	start(t, s, out)
	waitFor(t, "the end", phase(s, ui.PhaseIdle))
	if status := s.Status(); status.Progress.Written != 16 || status.Summary == nil || status.Summary.Stopped {
		t.Errorf("after the second run: %+v, %+v", status, status.Summary)
	}
}

// Close in the middle of a run leaves neither a goroutine nor half an output.
func TestSessionCloseLeavesNothing(t *testing.T) {
	in, out := t.TempDir(), t.TempDir()
	samePhoto(t, 12, 1500, in)
	before := runtime.NumGoroutine()
	s := newTestSession(t, 2)
	s.Add([]string{in})
	waitFor(t, "some photos in the queue", scannedPhotos(s, 12))
	start(t, s, out)
	waitFor(t, "photos in work", func() bool { return s.Status().Progress.Written > 0 })
	s.Close()
	if p := s.Status().Phase; p != ui.PhaseIdle {
		t.Errorf("Close returned in phase %d", p)
	}
	waitFor(t, "no goroutine more than before", func() bool { return runtime.NumGoroutine() <= before })
	files, err := os.ReadDir(out)
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if output.IsTemporary(file.Name()) {
			t.Errorf("%s was left", file.Name())
		}
	}
	if written := s.Status().Progress.Written; written != len(files) || written == 12 {
		t.Errorf("%d files, %d photos were written", len(files), written)
	}
}

// The limit that was asked for holds for the scan too.
func TestSessionKeepsTheLimits(t *testing.T) {
	work := workFlags{Isolation: "none", MaxMegapixels: 0.01}
	s := newSession(t.Context(), slog.New(slog.NewTextHandler(io.Discard, nil)), 1, work.limits(), work.batch)
	t.Cleanup(s.Close)
	s.Add([]string{samplePhoto(t, 300, 1, t.TempDir(), "a.jpg")})
	waitFor(t, "the photo in the queue", scannedPhotos(s, 1))
	start(t, s, t.TempDir())
	waitFor(t, "the end", phase(s, ui.PhaseIdle))
	if r := s.Row(0).Result; r.Code != processing.CodeTooLarge {
		t.Errorf("result: %+v", r)
	}
}
