package pool

import (
	"context"
	"errors"
	"iter"
	"sync"
)

// Outcome is how one task ended: with a Result, or with an Err that says why there is none.
type Outcome[T, R any] struct {
	// Index is the task's position in its sequence, from 0.
	Index  int
	Task   T
	Result R
	// Err is a *[LostError], a *[StartError], [ErrClosed] or the error of the context.
	Err error
}

// run is one call of Submit, Map or Stream while its tasks are under way.
type run[T, R any] struct {
	// ctx governs all tasks of the run. It is kept here because the tasks are done elsewhere.
	ctx    context.Context
	cancel context.CancelCauseFunc
	room   chan struct{} // holds one for each task pulled and not yet yielded
	out    chan Outcome[T, R]
	finish func() // called once, when nothing is owed any more

	mu   sync.Mutex
	owed int  // tasks pulled without an outcome, and messages that workers have in hand
	shut bool // no more tasks will be pulled
}

func (p *Pool[T, R]) begin(ctx context.Context, window int) *run[T, R] {
	ctx, cancel := context.WithCancelCause(ctx)
	r := &run[T, R]{
		ctx: ctx, cancel: cancel,
		room: make(chan struct{}, window),
		out:  make(chan Outcome[T, R], window),
	}
	p.mu.Lock()
	p.runs[r] = struct{}{}
	p.recall()
	closed := p.closed
	p.mu.Unlock()
	if closed {
		cancel(ErrClosed)
	}
	unwatch := context.AfterFunc(ctx, func() { p.cancelled(r) })
	r.finish = func() {
		unwatch()
		cancel(nil)
		p.mu.Lock()
		delete(p.runs, r)
		p.mu.Unlock()
		close(r.out)
	}
	return r
}

// err is why the run's context ended.
func (r *run[T, R]) err() error {
	if errors.Is(context.Cause(r.ctx), ErrClosed) {
		return ErrClosed
	}
	return r.ctx.Err()
}

// await waits until one more task may be pulled; false when none should be any more.
func (r *run[T, R]) await() bool {
	if r.ctx.Err() != nil {
		return false
	}
	select {
	case r.room <- struct{}{}:
		return true
	case <-r.ctx.Done():
		return false
	}
}

// admit counts a task that was pulled; false when nobody waits for its outcome any more.
func (r *run[T, R]) admit() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if !r.shut {
		r.owed++
	}
	return !r.shut
}

// hold keeps the run open for a message, until its release: ctx must not end before the worker has
// put the message down, even when all outcomes are there.
func (r *run[T, R]) hold() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.owed++
}

// deliver never blocks: out has room for every task that may be owed.
func (r *run[T, R]) deliver(o Outcome[T, R]) {
	r.out <- o
	r.release()
}

func (r *run[T, R]) release() {
	r.mu.Lock()
	r.owed--
	last := r.shut && r.owed == 0
	r.mu.Unlock()
	if last {
		r.finish()
	}
}

// stop says that no more tasks will be pulled. out is closed once nothing is owed.
func (r *run[T, R]) stop() {
	r.mu.Lock()
	last := !r.shut && r.owed == 0
	r.shut = true
	r.mu.Unlock()
	if last {
		r.finish()
	}
}

// leave cancels what is left and waits for it.
func (r *run[T, R]) leave() {
	r.cancel(nil)
	r.stop()
	for range r.out {
	}
}

// end delivers the outcome of a task that brought no result.
func (it *item[T, R]) end(err error) {
	it.run.deliver(Outcome[T, R]{Index: it.index, Task: it.task, Err: err})
}

func endAll[T, R any](items []*item[T, R], err error) {
	for _, it := range items {
		it.end(err)
	}
}

// push puts a task into the queue; where its run is over it ends at once.
func (p *Pool[T, R]) push(r *run[T, R], index int, task T) {
	it := &item[T, R]{run: r, index: index, task: task}
	p.weigh(it)
	if !p.enqueue(it) {
		it.end(r.err())
	}
}

// enqueue looks at the context under the mutex: one that ends later finds the task in the queue.
func (p *Pool[T, R]) enqueue(it *item[T, R]) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if it.run.ctx.Err() != nil {
		return false
	}
	p.queue.push(it)
	p.wake.Broadcast()
	return true
}

// weigh asks the caller's functions. Any cost above the budget means "alone" and no more, so it is cut
// just there, and sums cannot overflow.
func (p *Pool[T, R]) weigh(it *item[T, R]) {
	if p.o.Cost != nil && p.o.Memory > 0 {
		it.cost = min(max(p.o.Cost(it.task), 0), p.o.Memory+1)
	}
	if p.o.Work != nil && p.o.MessageWork > 0 {
		it.work = min(max(p.o.Work(it.task), 0), p.o.MessageWork)
	}
	if p.o.Timeout != nil {
		it.limit = p.o.Timeout(it.task)
	}
}

// cancelled ends the pending tasks of a run whose context has ended.
func (p *Pool[T, R]) cancelled(r *run[T, R]) {
	p.mu.Lock()
	items := p.queue.remove(r)
	p.wake.Broadcast()
	p.mu.Unlock()
	endAll(items, r.err())
}

// Submit takes one task. The channel brings its outcome and is closed.
func (p *Pool[T, R]) Submit(ctx context.Context, task T) <-chan Outcome[T, R] {
	r := p.begin(ctx, 1)
	r.admit()
	r.stop()
	p.push(r, 0, task)
	return r.out
}

// Stream does the tasks and yields their outcomes as they come.
//
// tasks is pulled from a goroutine of the pool, as far as Options.Window allows, and may block: a
// scan that is still under way can feed it. When ctx ends, or the pool is closed, nothing more is
// pulled, pending tasks end with its error and those in work are cancelled; every task that was
// pulled still gets its one outcome. A sequence that may block for long must watch ctx itself, the
// end is not yielded before it returns.
//
// Breaking out of the range cancels what is left and waits for it; only a pull that blocks is not
// waited for, and a task it may still bring is dropped.
func (p *Pool[T, R]) Stream(ctx context.Context, tasks iter.Seq[T]) iter.Seq[Outcome[T, R]] {
	return func(yield func(Outcome[T, R]) bool) {
		r := p.begin(ctx, p.o.Window)
		defer r.leave()
		go p.feed(r, tasks)
		for o := range r.out {
			if !yield(o) {
				return
			}
			<-r.room
		}
	}
}

// Map does the tasks and yields their outcomes in the order of the tasks. Otherwise it is [Pool.Stream].
func (p *Pool[T, R]) Map(ctx context.Context, tasks iter.Seq[T]) iter.Seq[Outcome[T, R]] {
	return func(yield func(Outcome[T, R]) bool) {
		r := p.begin(ctx, p.o.Window)
		defer r.leave()
		go p.feed(r, tasks)
		early := make(map[int]Outcome[T, R])
		next := 0
		for o := range r.out {
			early[o.Index] = o
			for o, ok := early[next]; ok; o, ok = early[next] {
				delete(early, next)
				next++
				if !yield(o) {
					return
				}
				<-r.room
			}
		}
	}
}

// feed pulls tasks into the queue, each only when there is room for it.
func (p *Pool[T, R]) feed(r *run[T, R], tasks iter.Seq[T]) {
	defer r.stop()
	if !r.await() {
		return
	}
	index := 0
	for task := range tasks {
		if !r.admit() {
			return
		}
		p.push(r, index, task)
		index++
		if !r.await() {
			return
		}
	}
}
