package pool

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"sync/atomic"
	"time"
)

// workerVariable is the environment variable that tells a worker process that it is one.
const workerVariable = "MINILAB_WORKER"

// InWorker reports whether this process was started as a worker. A program that can be one asks
// before it does anything else, calls [Serve] and ends; it opens no window, reads no settings and
// starts no workers of its own.
func InWorker() bool { return os.Getenv(workerVariable) != "" }

// Command is the program a worker process runs: as a rule the caller's own, by its executable's path.
type Command struct {
	Path string
	Args []string
	// Env is added to this process's environment. A worker uses one core, GOMAXPROCS=1, unless Env
	// says otherwise; GOMEMLIMIT has its place here.
	Env []string
}

const (
	// helloTime is how long a worker may take from its start to its hello. It guards against programs
	// that are no workers, not against slow machines: the usual time is some milliseconds.
	helloTime = 30 * time.Second
	// reapTime is how long to wait for a process that was killed. Only one that hangs in the kernel,
	// on a network drive that does not answer, takes longer, and it must not take the pool along.
	reapTime = 5 * time.Second
	// exitTime is how long a process that has closed its output may take to exit, so that the reason
	// it gives is known.
	exitTime = time.Second
)

// Processes starts workers that are processes. Each has memory of its own and can be killed, and
// what brings it down costs one task.
//
// Tasks and results cross as JSON, at most 1 MiB each. A worker leaves at the end of its input: that
// one mechanism serves shutdown, cancelling and the death of this process, in which the system
// closes the other end. (Linux could also send a signal when the parent dies, but ties that to the
// thread that started the child, and Go ends threads as it likes.)
func Processes[T, R any](c Command) Starter[T, R] { return processes[T, R]{c} }

type processes[T, R any] struct{ command Command }

func (s processes[T, R]) Start(ctx context.Context) (Worker[T, R], error) {
	if InWorker() {
		return nil, ErrInsideWorker
	}
	w, err := spawn[T, R](s.command)
	if err != nil {
		return nil, fmt.Errorf("pool: start a worker process: %w", err)
	}
	if err := w.greet(ctx); err != nil {
		w.Kill()
		return nil, fmt.Errorf("pool: worker process %s: %w", s.command.Path, err)
	}
	return w, nil
}

// process is the worker as the pool sees it.
type process[T, R any] struct {
	cmd     *exec.Cmd
	frames  *frames
	in, out *os.File // this side's ends of its input and output
	stderr  stderr
	gone    chan struct{} // closed when the process was waited for; cmd.ProcessState is then set
	left    atomic.Bool
}

func spawn[T, R any](c Command) (*process[T, R], error) {
	theirIn, in, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	defer theirIn.Close() //nolint:errcheck // the process has its own after the start
	out, theirOut, err := os.Pipe()
	if err != nil {
		return nil, errors.Join(err, in.Close())
	}
	defer theirOut.Close() //nolint:errcheck // as above
	w := &process[T, R]{
		cmd:    exec.Command(c.Path, c.Args...),
		frames: newFrames(out, in),
		in:     in, out: out,
		gone: make(chan struct{}),
	}
	w.cmd.Env = environment(c.Env)
	w.cmd.Stderr = &w.stderr
	w.cmd.WaitDelay = exitTime // what a worker's own children keep open is not waited for
	connect(w.cmd, theirIn, theirOut)
	if err := w.cmd.Start(); err != nil {
		return nil, errors.Join(err, in.Close(), out.Close())
	}
	go w.reap()
	return w, nil
}

// environment of a worker. The last of several settings of a variable counts.
func environment(extra []string) []string {
	return slices.Concat(os.Environ(), []string{"GOMAXPROCS=1"}, extra, []string{workerVariable + "=1"})
}

// reap waits for the process as soon as it is started, so that there is no zombie whoever forgets.
func (w *process[T, R]) reap() {
	_ = w.cmd.Wait() // what it tells is in ProcessState
	close(w.gone)
}

// greet reads the hello.
func (w *process[T, R]) greet(ctx context.Context) error {
	ctx, cancel := context.WithTimeoutCause(ctx, helloTime, errors.New("no hello"))
	defer cancel()
	unwatch := context.AfterFunc(ctx, w.Kill)
	var hello news
	err := w.frames.read(&hello)
	switch {
	case !unwatch():
		return context.Cause(ctx)
	case err != nil:
		return w.lost(err)
	}
	return hello.introduces()
}

func (w *process[T, R]) Gone() <-chan struct{} { return w.gone }

func (w *process[T, R]) Usage() Usage {
	u := Usage{BytesOut: w.frames.out.Load(), BytesIn: w.frames.in.Load()}
	if closed(w.gone) {
		u.CPU = w.cmd.ProcessState.UserTime() + w.cmd.ProcessState.SystemTime()
	}
	return u
}

// Leave tells the worker in a goroutine, because a worker that does not read would block the writing
// until it is killed.
func (w *process[T, R]) Leave() {
	w.left.Store(true)
	go func() {
		_ = w.frames.write(request[T]{Kind: kindLeave}) // one that cannot be told has gone
	}()
}

func (w *process[T, R]) Kill() {
	_ = w.cmd.Process.Kill() // fails where it has ended already
	w.awaitExit(reapTime)
	_ = w.in.Close() // both fail where they were closed before
	_ = w.out.Close()
}

func (w *process[T, R]) awaitExit(most time.Duration) bool {
	select {
	case <-w.gone:
		return true
	case <-time.After(most):
		return false
	}
}

func (w *process[T, R]) Do(ctx context.Context, tasks []T, mark func(int, uint8), done func(int, R)) error {
	unwatch := context.AfterFunc(ctx, func() {
		_ = w.in.Close() // fails where it was killed
	})
	err := w.exchange(tasks, mark, done)
	if !unwatch() {
		return ctx.Err() // it was told to go
	}
	return err
}

func (w *process[T, R]) exchange(tasks []T, mark func(int, uint8), done func(int, R)) error {
	frame, sent, err := packTasks(tasks)
	if err != nil {
		return &LostError{Cause: Protocol, Detail: "the task cannot be sent: " + oneLine(err.Error())}
	}
	if err := w.frames.send(frame); err != nil && !w.left.Load() {
		return w.lost(err)
	}
	c := conversation[R]{frames: w.frames, sent: sent, left: &w.left}
	err = c.follow(mark, done)
	if _, told := errors.AsType[*LostError](err); told || err == nil {
		return err
	}
	return w.lost(err)
}

// lost ends a worker that cannot be used after err, and says what became of it.
func (w *process[T, R]) lost(err error) *LostError {
	spoke := errors.Is(err, errFrame)
	exited := !spoke && w.awaitExit(exitTime)
	w.Kill()
	text, crash := w.stderr.last()
	lost := &LostError{Cause: Protocol, Stderr: text}
	switch {
	case spoke:
		lost.Detail = oneLine(err.Error())
	case !exited:
		lost.Detail = "it closed its output and went on"
	default:
		lost.Cause, lost.Detail = Crash, exitReason(w.cmd.ProcessState, text, crash)
	}
	return lost
}

// exitReason is the exit status, and where standard error says more, its line that does.
func exitReason(state *os.ProcessState, text string, crash bool) string {
	switch {
	case crash:
		return oneLine(state.String() + ": " + firstLine(text))
	case state.ExitCode() > 0 && text != "":
		return oneLine(state.String() + ": " + lastLine(text))
	}
	return state.String()
}
