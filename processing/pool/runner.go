package pool

import (
	"context"
	"errors"
	"slices"
	"time"
)

// runner is the goroutine that owns one worker: it starts it when there are tasks, hands it
// messages, replaces it when it is lost and ends it when it is surplus.
type runner[T, R any] struct {
	pool *Pool[T, R]
	id   int

	// Written by the runner's own goroutine under the pool's mutex.
	worker  Worker[T, R] // nil until it is needed, and after it was lost
	message *message[T, R]

	// Guarded by the pool's mutex.
	leaving bool
	aside   error // why no worker could be started; the runner then leaves the tasks to others
}

func (r *runner[T, R]) work() {
	for r.ready() {
		r.do(r.message)
	}
	r.depart()
}

// ready returns true with a worker and a message for it, false when the runner is to leave.
func (r *runner[T, R]) ready() bool {
	for {
		if r.worker == nil {
			ctx := r.need()
			if ctx == nil {
				return false
			}
			r.hired(r.hire(ctx))
			continue
		}
		if !r.take() {
			return false
		}
		if !closed(r.worker.Gone()) {
			return true
		}
		r.replace()
	}
}

// replace lets go a worker that was killed while it had nothing to do, which costs no task.
func (r *runner[T, R]) replace() {
	r.worker.Kill() // gives back what the start took
	r.settle(r.message, r.message.items, true)
}

// need waits until there are more tasks than workers to take them, and returns the context of the
// run that wants one more; nil when the runner is to leave.
func (r *runner[T, R]) need() context.Context {
	p := r.pool
	p.mu.Lock()
	defer p.mu.Unlock()
	for !r.leaving {
		if r.aside == nil && len(p.queue.pending) > p.starting+p.idle {
			p.starting++
			return p.queue.pending[0].run.ctx
		}
		p.wake.Wait()
	}
	return nil
}

// hirePauses lie between the attempts to start a worker. What passes soon (a full process table, a
// program file that is just being replaced) is waited for, what does not is told within a second.
var hirePauses = [...]time.Duration{50 * time.Millisecond, 150 * time.Millisecond, 450 * time.Millisecond}

// hire starts a worker, in several attempts. The error is that of ctx where that has ended.
func (r *runner[T, R]) hire(ctx context.Context) (Worker[T, R], error) {
	for attempt := 0; ctx.Err() == nil; attempt++ {
		begun := time.Now()
		w, err := r.pool.starter.Start(ctx)
		if err == nil {
			r.pool.started(time.Since(begun))
			return w, nil
		}
		if ctx.Err() != nil {
			break
		}
		if attempt == len(hirePauses) || errors.Is(err, ErrInsideWorker) {
			return nil, &StartError{Err: err}
		}
		select {
		case <-time.After(hirePauses[attempt]):
		case <-ctx.Done():
		}
	}
	return nil, ctx.Err()
}

// hired takes on a started worker. A runner without one stands aside until something changes; when
// all do, nobody is left to do what is pending, and it ends with the reason.
func (r *runner[T, R]) hired(w Worker[T, R], err error) {
	p := r.pool
	p.mu.Lock()
	p.starting--
	r.worker = w
	if _, failed := errors.AsType[*StartError](err); failed {
		r.aside = err
	}
	hopeless := p.hopeless()
	p.wake.Broadcast()
	p.mu.Unlock()
	endAll(hopeless, err)
}

// hopeless takes out everything that is pending when no runner can start a worker.
func (p *Pool[T, R]) hopeless() []*item[T, R] {
	for _, r := range p.runners {
		if !r.leaving && r.aside == nil {
			return nil
		}
	}
	if p.staying() == 0 {
		return nil
	}
	p.recall()
	items := p.queue.pending
	p.queue.pending = nil
	return items
}

// take waits for a message; false when the runner is to leave.
func (r *runner[T, R]) take() bool {
	p := r.pool
	p.mu.Lock()
	defer p.mu.Unlock()
	p.idle++
	defer func() { p.idle-- }()
	for !r.leaving {
		mayBegin := p.busy < p.target
		if mayBegin && r.load() {
			return true
		}
		begun := time.Now()
		starved := mayBegin && len(p.queue.pending) > 0
		p.wake.Wait()
		if starved {
			p.stats.MemoryWait += time.Since(begun)
		}
	}
	return false
}

// load fetches a message from the queue where one may begin.
func (r *runner[T, R]) load() bool {
	p := r.pool
	items, held := p.queue.next(p.target, p.busy == 0)
	if items == nil {
		return false
	}
	r.message = &message[T, R]{run: items[0].run, items: items, held: held}
	r.message.run.hold()
	p.busy++
	p.stats.Messages++
	return true
}

// do sees a message through its worker. A worker that is cancelled has the grace to undo its task,
// then it is killed.
func (r *runner[T, R]) do(m *message[T, R]) {
	w, ctx := r.worker, m.run.ctx
	returned := make(chan struct{})
	unwatch := context.AfterFunc(ctx, func() {
		select {
		case <-time.After(r.pool.o.Grace):
			w.Kill()
		case <-returned:
		}
	})
	m.begin(w.Kill)
	err := w.Do(ctx, m.tasks(), m.mark, m.done)
	close(returned)
	unwatch()
	r.conclude(m, err)
}

// conclude ends a message after Do. The outcome of a lost task is delivered when its worker has
// ended, so that whoever receives it can clear away what a killed process left.
func (r *runner[T, R]) conclude(m *message[T, R], err error) {
	rest, lost := m.close(err, r.mayReturnAll(m))
	if lost != nil {
		r.worker.Kill()
	}
	if lost == nil || len(rest) == 0 || m.run.ctx.Err() != nil {
		r.settle(m, rest, lost != nil)
		return
	}
	r.settle(m, rest[1:], true)
	rest[0].end(lost)
}

// mayReturnAll reports whether the worker may hand back its message untouched.
func (r *runner[T, R]) mayReturnAll(m *message[T, R]) bool {
	r.pool.mu.Lock()
	defer r.pool.mu.Unlock()
	return r.leaving || m.run.ctx.Err() != nil
}

// settle takes leave of a message: what was not begun goes back to the front of the queue, or ends
// with its run, and the room it held is free again. A worker that was lost is let go.
func (r *runner[T, R]) settle(m *message[T, R], rest []*item[T, R], lost bool) {
	p := r.pool
	p.mu.Lock()
	p.busy--
	p.stats.Tasks += int64(m.count())
	r.message = nil
	held, cancelled := m.held, m.run.ctx.Err() != nil
	if lost && !cancelled {
		p.stats.Lost++
	}
	if lost {
		held = r.letGo(held)
	}
	p.queue.held -= held
	if !cancelled {
		p.queue.putBack(rest)
	}
	p.wake.Broadcast()
	p.mu.Unlock()
	if cancelled {
		endAll(rest, m.run.err())
	}
	m.run.release()
}

// letGo parts from a worker that was killed, and returns how much of what it held is free. One that
// has not ended, an abandoned goroutine, frees it when it does.
func (r *runner[T, R]) letGo(held int64) int64 {
	p, w := r.pool, r.worker
	r.worker = nil
	p.stats.add(w.Usage())
	select {
	case <-w.Gone():
		return held
	default:
	}
	p.abandoned++
	go func() {
		<-w.Gone()
		p.mu.Lock()
		defer p.mu.Unlock()
		p.abandoned--
		p.queue.held -= held
		p.wake.Broadcast()
	}()
	return 0
}

// depart ends the worker, which has nothing to do any more, and the runner with it.
func (r *runner[T, R]) depart() {
	p := r.pool
	if r.worker != nil {
		r.worker.Leave()
		select {
		case <-r.worker.Gone():
		case <-time.After(p.o.Grace):
		}
		r.worker.Kill() // also for one that has gone: it gives back what the start took
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if r.worker != nil {
		r.letGo(0)
	}
	p.runners = slices.DeleteFunc(p.runners, func(other *runner[T, R]) bool { return other == r })
	p.wake.Broadcast()
}
