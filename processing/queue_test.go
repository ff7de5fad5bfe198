package processing

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"testing"
	"time"

	"minilab/processing/codec"
)

func named(path string) Photo {
	return Photo{Path: path, Real: "/" + path, Info: codec.Info{Width: 1000, Height: 1000}}
}

func TestQueueTakesEachOnceInOrder(t *testing.T) {
	q := NewQueue()
	for _, path := range []string{"a", "b", "a", "c"} {
		q.Add(named(path))
	}
	var taken []string
	for {
		index, photo, ok := q.take(t.Context())
		if !ok {
			break
		}
		taken = append(taken, photo.Path)
		q.finish(index, Result{Status: Written})
		if q.photo(index).Path != photo.Path {
			t.Errorf("index %d is not that of %s", index, photo.Path)
		}
	}
	if want := []string{"a", "b", "c"}; !reflect.DeepEqual(taken, want) {
		t.Errorf("took %q, want %q", taken, want)
	}
}

func TestQueueTakeWaitsForAScan(t *testing.T) {
	q := NewQueue()
	q.give(nil) // a scan begins
	took := make(chan bool, 2)
	go func() {
		for range 2 {
			_, _, ok := q.take(context.WithoutCancel(t.Context()))
			took <- ok
		}
	}()
	q.Add(named("a"))
	if !<-took {
		t.Error("nothing was taken although a photo was added")
	}
	select {
	case <-took:
		t.Error("the queue ended although a scan was under way")
	case <-time.After(20 * time.Millisecond): // long enough to see a queue that does not wait at all
	}
	q.scanEnded()
	select {
	case <-took:
		t.Error("the queue ended although a photo was in work, during which another may be added")
	case <-time.After(20 * time.Millisecond):
	}
	q.finish(0, Result{Status: Written})
	if <-took {
		t.Error("a photo was taken that was never added")
	}
}

func TestQueueTakeStops(t *testing.T) {
	q := NewQueue()
	q.give(nil)
	ctx, stop := context.WithCancel(t.Context())
	took := make(chan bool)
	go func() {
		_, _, ok := q.take(ctx)
		took <- ok
	}()
	stop()
	if <-took {
		t.Error("a photo was taken from an empty queue")
	}
	q.Add(named("a"))
	if _, _, ok := q.take(ctx); ok {
		t.Error("a photo was taken after the stop")
	}
}

func TestQueueCounts(t *testing.T) {
	q := NewQueue()
	for _, path := range []string{"a", "b", "c", "d", "e"} {
		q.Add(named(path))
	}
	if s := q.Snapshot(); s.Photos != 5 || s.Waiting != 5 || len(s.Changed) != 5 {
		t.Errorf("five photos were added: %+v", s)
	}
	stage := StageResize
	q.attach(func() []Running { return []Running{{Worker: 1, Index: 3, Stage: stage}} }, func() int { return 2 })
	q.finish(0, Result{Status: Written, BytesIn: 1000, Outputs: []Output{{Bytes: 100}, {Bytes: 50}}})
	q.finish(1, Result{Status: Skipped})
	q.finish(2, Result{Status: Failed, BytesIn: 77})

	s := q.Snapshot()
	if s.Written != 1 || s.Skipped != 1 || s.Failed != 1 || s.Working != 1 || s.Waiting != 1 || s.Done() != 3 || s.Workers != 2 {
		t.Errorf("counts: %+v", s)
	}
	if s.BytesIn != 1000 || s.BytesOut != 150 {
		t.Errorf("bytes of what was written: %d in, %d out", s.BytesIn, s.BytesOut)
	}
	if want := []int{0, 1, 2, 3}; !reflect.DeepEqual(s.Changed, want) {
		t.Errorf("changed %v, want %v", s.Changed, want)
	}
	if len(s.Running) != 1 || s.Running[0].Name != "d" || s.Running[0].Share <= 0 || s.Running[0].Share >= 1 {
		t.Errorf("running: %+v", s.Running)
	}
	if row := q.Row(3); row.State != StateWorking || row.Stage != StageResize || row.Share != s.Running[0].Share {
		t.Errorf("a row in work: %+v", row)
	}
	if row := q.Row(2); row.State != StateFailed || row.Result.BytesIn != 77 {
		t.Errorf("a row that failed: %+v", row)
	}
	if row := q.Row(99); !reflect.DeepEqual(row, Row{}) {
		t.Errorf("a row that is not there: %+v", row)
	}
	if again := q.Snapshot(); len(again.Changed) != 0 {
		t.Errorf("nothing changed since the last look, but told are %v", again.Changed)
	}
	stage = StageEncode
	if again := q.Snapshot(); !reflect.DeepEqual(again.Changed, []int{3}) {
		t.Errorf("a photo in work changes with its stage, told are %v", again.Changed)
	}
	if results := q.Results(); len(results) != 3 || results[0].Status != Written || results[2].Status != Failed {
		t.Errorf("results: %+v", results)
	}
}

// After a run that was stopped, what was not done waits, and another run takes it.
func TestQueueWaitsAgainAfterAStop(t *testing.T) {
	q := NewQueue()
	for _, path := range []string{"a", "b", "c"} {
		q.Add(named(path))
	}
	q.attach(func() []Running { return []Running{{Index: 1}} }, func() int { return 1 })
	for range 3 {
		q.take(t.Context())
	}
	q.finish(0, Result{Status: Written})
	q.Snapshot()
	q.detach()
	if s := q.Totals(); s.Written != 1 || s.Waiting != 2 || s.Working != 0 || len(s.Running) != 0 {
		t.Errorf("after the stop: %+v", s)
	}
	if _, photo, ok := q.take(t.Context()); !ok || photo.Path != "b" {
		t.Errorf("the next run begins with %q", photo.Path)
	}
}

func TestQueueKnowsOriginals(t *testing.T) {
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	photo := tiny(t, codec.JPEG, 3, 2)
	for _, name := range []string{"in/a.jpg", "in/out/a.jpg", "file.jpg", "other.jpg"} {
		put(t, photo, dir, name)
	}
	q := NewQueue()
	wait := q.Scan(t.Context(), codec.DefaultLimits(), "", []string{filepath.Join(dir, "in"), filepath.Join(dir, "file.jpg")})
	if err := wait(); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(os.Mkdir(filepath.Join(dir, "out"), 0o777), os.Link(filepath.Join(dir, "file.jpg"), filepath.Join(dir, "out", "link.jpg"))); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		folder, file string
		want         bool
	}{
		{"out", "out/link.jpg", true}, // the same file by another path
		{"out", "in/a.jpg", true},
		{"out", "file.jpg", true},
		{"out", "other.jpg", false},
		{"in/out", "in/a.jpg", false}, // nothing outside the output folder is asked about; below it lie outputs
		{"in/out", "in/out/a.jpg", false},
		{"in", "in/out/a.jpg", true},
		{".", "in/a.jpg", true},
		{".", "other.jpg", false},
	} {
		info, err := os.Stat(filepath.Join(dir, c.file))
		if err != nil {
			t.Fatal(err)
		}
		if got := q.isOriginal(filepath.Join(dir, c.folder), filepath.Join(dir, c.file), info); got != c.want {
			t.Errorf("with outputs in %s, %s is an original: %v, want %v", c.folder, c.file, got, c.want)
		}
	}
	if !q.holds(filepath.Join(dir, "in")) || q.holds(dir) {
		t.Error("the queue does not know which folders were added")
	}
}

func TestQueueClear(t *testing.T) {
	q := NewQueue()
	q.Add(named("a"))
	q.finish(0, Result{Status: Failed})
	q.Clear()
	if s := q.Snapshot(); s.Photos != 0 || s.Failed != 0 || s.Share != 0 || len(s.Changed) != 0 {
		t.Errorf("after clearing: %+v", s)
	}
	q.Add(named("a"))
	if s := q.Snapshot(); s.Photos != 1 || s.Waiting != 1 {
		t.Errorf("a photo that was cleared can be added again: %+v", s)
	}
}

// A scan that was begun before belongs to what was cleared.
func TestQueueClearEndsAScan(t *testing.T) {
	q := NewQueue()
	before := q.give(nil)
	q.found(before, named("a"))
	q.Clear()
	q.found(before, named("b"))
	q.passOver(before)
	after := q.give(nil)
	q.found(after, named("c"))
	q.passOver(after)
	if photos := q.Photos(); len(photos) != 1 || photos[0].Path != "c" || q.Totals().PassedOver != 1 {
		t.Errorf("after clearing: %+v", photos)
	}
}

func TestStageOrderAndNames(t *testing.T) {
	var times StageSeconds
	for i, s := range Stages {
		times.Add(s, time.Duration(i+1)*time.Second)
		text, err := s.MarshalText()
		var back Stage
		if err := errors.Join(err, back.UnmarshalText(text)); err != nil || back != s {
			t.Errorf("%v is written as %q and read as %v", s, text, back)
		}
	}
	if times.Read != 1 || times.Write != 6 || times.Total() != 21 {
		t.Errorf("times: %+v", times)
	}
	sum := times
	sum.AddAll(times)
	if sum.Encode != 10 {
		t.Errorf("twice the times: %+v", sum)
	}
	times.Add(StageNone, time.Hour)
	if times.Total() != 21 {
		t.Error("time before the first stage was counted")
	}
}
