package pool

import (
	"context"
	"fmt"
	"sync"
)

// Goroutines starts workers that are goroutines of this process. They share its memory, so nothing
// has to be sent and a worker starts at once; what they cannot give is safety from one another. A
// panic in the task's own goroutine is caught and costs the task; one in a goroutine it started, and
// any fault of a C library, ends the program.
//
// A goroutine cannot be killed. One that overruns its deadline, or does not heed its context within
// the grace period, is abandoned: its context is cancelled, its task is reported as lost, what it
// may still return is dropped, and it uses its core and its memory until it ends. The pool counts
// that memory until then, and [Pool.Close] does not wait for it.
func Goroutines[T, R any](fn Func[T, R]) Starter[T, R] { return goroutines[T, R]{fn} }

type goroutines[T, R any] struct{ fn Func[T, R] }

func (s goroutines[T, R]) Start(context.Context) (Worker[T, R], error) {
	w := &goroutine[T, R]{
		fn:      s.fn,
		orders:  make(chan order[T]),
		replies: make(chan reply[R]),
		left:    make(chan struct{}),
		killed:  make(chan struct{}),
		gone:    make(chan struct{}),
	}
	w.leave = sync.OnceFunc(func() { close(w.left) })
	w.kill = sync.OnceFunc(func() { close(w.killed) })
	go w.work()
	return w, nil
}

// goroutine is the worker. Like a process it hears orders and sends replies, over channels, so that
// one that is abandoned has nobody to talk to and nothing to disturb.
type goroutine[T, R any] struct {
	fn                 Func[T, R]
	orders             chan order[T]
	replies            chan reply[R]
	left, killed, gone chan struct{}
	leave, kill        func()
}

type order[T any] struct {
	ctx   context.Context
	tasks []T
	mark  func(i int, step uint8)
}

// reply is the result of the next task, or the end of the message.
type reply[R any] struct {
	result R
	end    bool
	err    error
}

func (w *goroutine[T, R]) Leave()                { w.leave() }
func (w *goroutine[T, R]) Kill()                 { w.kill() }
func (w *goroutine[T, R]) Gone() <-chan struct{} { return w.gone }
func (w *goroutine[T, R]) Usage() Usage          { return Usage{} }

func (w *goroutine[T, R]) Do(ctx context.Context, tasks []T, mark func(int, uint8), done func(int, R)) error {
	ctx, cancel := context.WithCancel(ctx) // also cancels a task that is abandoned
	defer cancel()
	select {
	case w.orders <- order[T]{ctx, tasks, mark}:
	case <-w.gone: // asked to leave before it got the message
		return nil
	}
	for i := 0; ; i++ {
		select {
		case r := <-w.replies:
			if r.err != nil {
				<-w.gone // it holds nothing any more when its loss is known
			}
			if r.end {
				return r.err
			}
			done(i, r.result)
		case <-w.killed:
			return &LostError{Cause: Crash, Detail: "killed"}
		case <-w.gone:
			return &LostError{Cause: Crash, Detail: "the task ended its goroutine"}
		}
	}
}

func (w *goroutine[T, R]) work() {
	defer close(w.gone)
	for {
		select {
		case o := <-w.orders:
			err := w.message(o)
			if !w.tell(reply[R]{end: true, err: err}) || err != nil {
				return
			}
		case <-w.left:
			return
		case <-w.killed:
			return
		}
	}
}

func (w *goroutine[T, R]) message(o order[T]) error {
	for i, task := range o.tasks {
		if o.ctx.Err() != nil || closed(w.left) {
			return nil
		}
		r, err := guarded(o.ctx, w.fn, task, func(step uint8) { o.mark(i, step) })
		if err != nil || !w.tell(reply[R]{result: r}) {
			return err
		}
	}
	return nil
}

// tell reports whether anyone is there to hear it.
func (w *goroutine[T, R]) tell(r reply[R]) bool {
	select {
	case w.replies <- r:
		return true
	case <-w.killed:
		return false
	}
}

func closed(c <-chan struct{}) bool {
	select {
	case <-c:
		return true
	default:
		return false
	}
}

// guarded does a task and turns its panic into an error with the panic's text: the stack is for
// whoever wrote the task, not for whoever reads the outcome.
func guarded[T, R any](ctx context.Context, fn Func[T, R], task T, mark func(uint8)) (r R, err error) {
	defer func() {
		if v := recover(); v != nil {
			err = &LostError{Cause: Panic, Detail: oneLine(fmt.Sprint(v))}
		}
	}()
	return fn(ctx, task, mark), nil
}
