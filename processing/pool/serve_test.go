package pool

import (
	"bytes"
	"context"
	"errors"
	"io"
	"math"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// served runs the worker's side of the protocol and returns what the pool has of it: the frames, how
// to end the input, and what serve returned in the end.
func served[T, R any](t *testing.T, fn Func[T, R], grace time.Duration) (f *frames, hangUp func(), end <-chan error) {
	t.Helper()
	theirIn, ourOut := io.Pipe()
	ourIn, theirOut := io.Pipe()
	ended := make(chan error, 1)
	go func() { ended <- serve(t.Context(), newFrames(theirIn, theirOut), fn, grace) }()
	f = newFrames(ourIn, ourOut)
	hear(t, f, kindHello)
	return f, func() { ourOut.Close() }, ended //nolint:errcheck // a pipe's never fails
}

func hear(t *testing.T, f *frames, kind string) news {
	t.Helper()
	var n news
	if err := f.read(&n); err != nil || n.Kind != kind {
		t.Fatalf("%+v, %v; want %q", n, err, kind)
	}
	return n
}

func tell[T any](t *testing.T, f *frames, r request[T]) {
	t.Helper()
	if err := f.write(r); err != nil {
		t.Fatal(err)
	}
}

func TestServeLeavesAtTheEndOfItsInput(t *testing.T) {
	_, hangUp, end := served(t, act, orphanGrace)
	hangUp()
	if err := <-end; err != nil {
		t.Error(err)
	}
}

func TestServeUndoesTheTaskAtTheEndOfItsInput(t *testing.T) {
	f, hangUp, end := served(t, act, orphanGrace)
	path := filepath.Join(t.TempDir(), "begun")
	tell(t, f, request[job]{Kind: kindTasks, Tasks: []job{{Act: "wait", Path: path}, {N: 2}}})
	eventually(t, "the task to begin", func() bool { return exists(path) })
	hangUp()
	if n := hear(t, f, kindDone); string(n.Result) != "-1" {
		t.Errorf("the task returned %s", n.Result)
	}
	hear(t, f, kindEnd) // and the second is not begun
	if err := <-end; err != nil {
		t.Error(err)
	}
}

// A worker whose parent is dead must not stay for a task that never ends.
func TestServeGivesUpATaskThatHangs(t *testing.T) {
	begun, never := make(chan struct{}), make(chan struct{})
	defer close(never)
	fn := func(context.Context, int, func(uint8)) int { close(begun); <-never; return 0 }
	f, hangUp, end := served(t, fn, time.Millisecond)
	tell(t, f, request[int]{Kind: kindTasks, Tasks: []int{1}})
	<-begun
	hangUp()
	if err := <-end; err == nil || !strings.Contains(err.Error(), "did not end") {
		t.Error(err)
	}
}

// Asked to leave, a worker finishes the task in hand and says that it begins no other.
func TestServeStopsWithinAMessage(t *testing.T) {
	var said bytes.Buffer
	s := &server[int, int]{frames: newFrames(nil, &said), left: make(chan struct{})}
	s.fn = func(_ context.Context, n int, _ func(uint8)) int {
		if n == 2 {
			close(s.left)
		}
		return n
	}
	if err := s.message(t.Context(), []int{1, 2, 3, 4}); err != nil {
		t.Fatal(err)
	}
	f := newFrames(&said, nil)
	hear(t, f, kindDone)
	if n := hear(t, f, kindDone); n.Task != 1 {
		t.Errorf("%+v", n)
	}
	hear(t, f, kindEnd)
}

func TestServeTellsAPanic(t *testing.T) {
	f, _, end := served(t, act, orphanGrace)
	tell(t, f, request[job]{Kind: kindTasks, Tasks: []job{{N: 1}, {Act: "panic", N: 7}}})
	hear(t, f, kindDone)
	if n := hear(t, f, kindLost); n.Task != 1 || n.Cause != Panic || n.Text != "the task 7" {
		t.Errorf("%+v", n)
	}
	if err := <-end; err == nil {
		t.Error("the worker goes on after a panic")
	}
}

func TestServeTellsThatAResultCannotBeSent(t *testing.T) {
	for name, result := range map[string]any{"too large": strings.Repeat("x", maxFrame), "no JSON": math.Inf(1)} {
		fn := func(context.Context, int, func(uint8)) any { return result }
		f, _, end := served(t, fn, orphanGrace)
		tell(t, f, request[int]{Kind: kindTasks, Tasks: []int{1}})
		if n := hear(t, f, kindLost); n.Cause != Protocol || !strings.Contains(n.Text, "the result cannot be sent") {
			t.Errorf("%s: %+v", name, n)
		}
		<-end
	}
}

func TestServeRefusesWhatItDoesNotUnderstand(t *testing.T) {
	for name, said := range map[string]request[string]{
		"another kind":     {Kind: "dance"},
		"tasks of no type": {Kind: kindTasks, Tasks: []string{"a string"}},
	} {
		f, _, end := served(t, act, orphanGrace)
		tell(t, f, said)
		if err := <-end; !errors.Is(err, errFrame) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
