package pool

import (
	"context"
	"time"
)

// Func does one task. It should return soon after ctx ends, having undone what it began; what it
// returns then is still delivered, because only it knows whether the work was already complete.
//
// mark tells how far the task is, as an opaque step number. It is cheap, a repeated step costs
// nothing, and nobody is called back: the number lies there until [Pool.Running] samples it.
type Func[T, R any] func(ctx context.Context, task T, mark func(step uint8)) R

// Worker does messages of tasks, one message at a time. The pool has all the patience (deadlines,
// grace periods), so a worker needs none: it works, leaves when asked and dies when told.
//
// Do is called from one goroutine; the other methods may be called from any, also during Do.
type Worker[T, R any] interface {
	// Do does the tasks in order. It calls mark(i, step) as task i advances and done(i, r) as it
	// ends, i counting up from 0 without a gap. It returns nil when all are done, or when it did at
	// least the first and left the rest, or when Leave stopped it: tasks without a done were then
	// not begun. An error, a *[LostError] where more is known, means that the worker is of no
	// further use; unless ctx ended, the first task without a done is the one it was lost on.
	//
	// When ctx ends the task in work is cancelled and Do waits for it, for as long as it takes.
	Do(ctx context.Context, tasks []T, mark func(i int, step uint8), done func(i int, r R)) error

	// Leave lets the worker finish the task in hand and begin no other, then it goes by itself.
	// It returns at once.
	Leave()

	// Kill ends the worker now; a Do under way returns an error. A process is gone and reaped when
	// Kill returns. A goroutine cannot be killed: its context is cancelled and it is left to itself.
	Kill()

	// Gone is closed when the worker has ended and holds nothing any more.
	Gone() <-chan struct{}

	// Usage is what the worker has used so far.
	Usage() Usage
}

// Usage is what a worker has used apart from its time.
type Usage struct {
	// BytesOut and BytesIn crossed the boundary to and from the worker.
	BytesOut, BytesIn int64
	// CPU is user and system time; it is known once a process has ended, 0 before and for a
	// goroutine.
	CPU time.Duration
}

// Starter starts workers. The pool measures what that costs.
type Starter[T, R any] interface {
	// Start returns when the worker is ready for its first message. ctx bounds the start only, the
	// worker outlives it. Start may be called from several goroutines at once.
	Start(ctx context.Context) (Worker[T, R], error)
}
