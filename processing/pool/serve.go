package pool

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"sync"
	"syscall"
	"time"
)

// orphanGrace is how long the task in work may take to end after the input has. A pool that is alive
// has patience of its own, so this is for a worker whose parent is dead.
const orphanGrace = 10 * time.Second

// Serve is the other side of [Processes]: in a worker process ([InWorker]) it reads messages, does
// their tasks and replies. It returns nil when it was asked to leave or its input has ended, also
// in the midst of a task: then the task is cancelled first and has ten seconds to end. The program
// must end when Serve returns.
//
// Signals that are sent to a whole group of processes, such as that of Ctrl+C in a terminal, are
// ignored from here on: the parent gets them too, and it is for the parent to say what becomes of
// the tasks in work. (A process group of their own would keep the signals away as well, but with
// them the terminal's job control: Ctrl+Z would stop the parent and leave the workers running.)
func Serve[T, R any](ctx context.Context, fn Func[T, R]) error {
	in, out, err := connection()
	if err != nil {
		return err
	}
	// SIGPIPE too: once the parent is dead, a line on standard error would end the worker before its
	// task is undone.
	signal.Ignore(os.Interrupt, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGPIPE)
	return serve(ctx, newFrames(in, out), fn, orphanGrace)
}

// server is a worker process's work.
type server[T, R any] struct {
	fn       Func[T, R]
	frames   *frames
	messages chan []T
	left     chan struct{} // closed when it was asked to leave
}

// serve works in a goroutine of its own: the caller's may be tied to the main thread, as a program
// with a window does in its init, which makes every switch dear; and this way it can give up a task
// that never ends.
func serve[T, R any](ctx context.Context, f *frames, fn Func[T, R], grace time.Duration) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	s := &server[T, R]{fn: fn, frames: f, messages: make(chan []T, 1), left: make(chan struct{})}
	go func() { cancel(s.listen()) }()
	ended := make(chan error, 1)
	go func() {
		defer close(ended) // without a value where the task has ended the goroutine
		ended <- s.work(ctx)
	}()
	select {
	case err, ok := <-ended:
		if !ok {
			return errors.New("pool: the task ended its goroutine")
		}
		return err
	case <-ctx.Done():
		return outlast(ctx, ended, grace)
	}
}

// outlast waits for the task in work after ctx has ended.
func outlast(ctx context.Context, ended <-chan error, grace time.Duration) error {
	select {
	case <-ended: //nolint:errcheck // nobody is left to hear of an error
	case <-time.After(grace):
		return fmt.Errorf("pool: the task in work did not end within %v of being cancelled", grace)
	}
	if err := context.Cause(ctx); !errors.Is(err, io.EOF) {
		return fmt.Errorf("pool: worker input: %w", err)
	}
	return nil
}

// listen reads what comes, always, so that even a worker deep in a task learns of the end. It
// returns the reason of the end, io.EOF as a rule.
func (s *server[T, R]) listen() error {
	for {
		var c request[T]
		if err := s.frames.read(&c); err != nil {
			return err
		}
		switch {
		case c.Kind == kindTasks && len(s.messages) < cap(s.messages):
			s.messages <- c.Tasks
		case c.Kind == kindLeave && !closed(s.left):
			close(s.left)
		default:
			return fmt.Errorf("%w: unexpected %q", errFrame, c.Kind)
		}
	}
}

func (s *server[T, R]) work(ctx context.Context) error {
	if err := s.frames.write(notice{Kind: kindHello, Version: protocolVersion}); err != nil {
		return err
	}
	for {
		select {
		case tasks := <-s.messages:
			if err := s.message(ctx, tasks); err != nil {
				return err
			}
		case <-s.left:
			return s.frames.write(notice{Kind: kindEnd})
		case <-ctx.Done():
			return nil
		}
	}
}

func (s *server[T, R]) message(ctx context.Context, tasks []T) error {
	for i, task := range tasks {
		if ctx.Err() != nil || closed(s.left) {
			break
		}
		if err := s.task(ctx, i, task); err != nil {
			return err
		}
	}
	return s.frames.write(notice{Kind: kindEnd})
}

// task does one task. After an error the worker is of no further use: a panic leaves behind locks
// that are held and work that is half done.
func (s *server[T, R]) task(ctx context.Context, i int, task T) error {
	m := marker{frames: s.frames, task: i}
	result, err := guarded(ctx, s.fn, task, m.mark)
	m.stop()
	if err == nil {
		err = s.frames.write(completion[R]{Kind: kindDone, Task: i, Result: result})
		if !errors.Is(err, errFrame) {
			return err
		}
		err = &LostError{Cause: Protocol, Detail: "the result cannot be sent: " + oneLine(err.Error())}
	}
	lost := asLost(err)
	return errors.Join(err, s.frames.write(notice{Kind: kindLost, Task: i, Cause: lost.Cause, Text: lost.Detail}))
}

// marker sends the steps of one task. A step that repeats the last is not sent, nor is one from a
// goroutine that has outlived its task.
type marker struct {
	frames *frames
	task   int

	mu   sync.Mutex
	step uint8
	over bool
}

func (m *marker) mark(step uint8) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.over || m.step == step {
		return
	}
	m.step = step
	_ = m.frames.write(notice{Kind: kindMark, Task: m.task, Step: step}) // the result's will fail too
}

func (m *marker) stop() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.over = true
}
