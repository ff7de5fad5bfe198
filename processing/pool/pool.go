// Package pool does tasks on N workers at the same time. It is for work that takes whole cores: a
// program that does one thing after the other leaves all cores but one idle, and the pool is what
// puts them to use.
//
// A worker lives long. What it costs to start is paid once, not once per task, and is measured
// ([Stats]) so that it can be shown. A worker is a goroutine ([Goroutines]) or a process
// ([Processes]); the interface between them is [Worker], and a task gives the same result on either.
//
// Goroutines are cheap and share memory: whatever brings one down, a fault in a C library or a
// decoder that never returns, brings down or burdens the whole program. A process has memory of its
// own and can be killed. That isolation is what it is for: losing a process costs the one task it
// was lost on, the pool replaces it and goes on. Its price is that everything must cross a boundary,
// so little should: a small task in, a small result out, and what is heavy stays on the far side,
// opened and written there by name.
//
// The pool knows nothing about the tasks. It asks the caller through [Options] what each costs in
// memory, how long it may take and how much work it is, and keeps four promises:
//
//   - Every task it took ends with exactly one [Outcome], whatever happens to workers.
//   - Tasks begin in the order in which they came. One that needs much memory waits at the head of
//     the queue until there is room, and none overtakes it, so none starves.
//   - It takes only as many tasks as it can use soon: a sequence of millions needs no more memory
//     than one of thousands.
//   - Nothing outlives Close: every process has ended and has been waited for.
//
// There are three ways in, known from Python's multiprocessing.Pool: [Pool.Map] gives outcomes in
// the order of the tasks, [Pool.Stream] as they come, [Pool.Submit] takes one task. Small tasks
// travel several to a message, so that the crossing is paid less often.
//
// Inside, each worker is owned by one goroutine, its runner, which fetches messages from the queue
// and hands them over:
//
//	Map, Stream: feeder ─┐            ┌─ runner ── worker      outcomes straight
//	Submit ──────────────┴─→ queue ─→─┼─ runner ── worker  ─→  to the run they
//	      lost or not begun ───↑      └─ runner ── worker      belong to
//
// Progress costs the workers nothing: they count, and whoever wants to know samples
// ([Pool.Running], [Pool.Stats]).
package pool

import (
	"context"
	"fmt"
	"math"
	"slices"
	"sync"
	"time"
)

// Options says how a pool treats its tasks. The functions may be called from several goroutines at
// once, each once per task; nil stands for 0.
type Options[T any] struct {
	// Workers is the number of workers to begin with, at least 1.
	Workers int

	// Cost is the bytes a task holds while it is in work, and Memory the most that all tasks in work
	// may hold together; 0 is no limit. A task that costs more than Memory runs alone.
	Cost   func(T) int64
	Memory int64

	// Timeout is how long a task may be in work, 0 for ever. A process that overruns is killed; a
	// goroutine is cancelled and abandoned, and what its task costs stays counted until it ends.
	Timeout func(T) time.Duration

	// Tasks travel several to a message. A message is closed when it has MessageTasks tasks (0 stands
	// for 1), when the sum of Work reaches MessageWork (0 is no limit), or when it has its fair share
	// of what is pending, so that at the end of a run no worker sits on tasks for which others wait.
	MessageTasks int
	MessageWork  int64
	Work         func(T) int64

	// Window is how many tasks Map and Stream may have taken for which they have not yielded the
	// outcome; 0 stands for 1024, or 64 messages if that is more. In Map it also limits how far
	// quick tasks can run ahead of a slow one.
	Window int

	// Grace is how long a task that is cancelled may take to undo what it began, and an idle worker
	// to leave, before the worker is killed; 0 stands for 5 s. A process without a parent gives
	// itself 10 s, which is therefore the most that makes sense here.
	Grace time.Duration
}

const (
	defaultWindow = 1024
	// windowMessages full messages keep 32 workers supplied under the fair-share rule.
	windowMessages = 64
	defaultGrace   = 5 * time.Second
)

func (o Options[T]) withDefaults() Options[T] {
	o.Workers = max(o.Workers, 1)
	o.Memory = min(max(o.Memory, 0), math.MaxInt64/4) // leaves room for sums
	o.MessageTasks = max(o.MessageTasks, 1)
	if o.Window <= 0 {
		o.Window = max(defaultWindow, windowMessages*o.MessageTasks)
	}
	if o.Grace <= 0 {
		o.Grace = defaultGrace
	}
	return o
}

// Pool is a set of workers and the queue they work on. Its methods may be called from any goroutine.
type Pool[T, R any] struct {
	starter Starter[T, R]
	o       Options[T]
	ended   sync.WaitGroup // one for each runner

	mu      sync.Mutex
	wake    *sync.Cond // broadcast when anything below changed for which a runner may wait
	queue   queue[T, R]
	runs    map[*run[T, R]]struct{}
	runners []*runner[T, R]
	target  int // wanted workers
	closed  bool

	busy     int // runners with a message in work
	idle     int // runners with a worker that wait for a message
	starting int // runners that are starting a worker

	stats     Stats
	abandoned int // killed workers that are not gone
}

// New makes a pool whose workers are started by start as soon as there are tasks for them. It must
// be closed.
func New[T, R any](start Starter[T, R], o Options[T]) *Pool[T, R] {
	o = o.withDefaults()
	p := &Pool[T, R]{starter: start, o: o, runs: make(map[*run[T, R]]struct{})}
	p.wake = sync.NewCond(&p.mu)
	p.queue.budget = o.Memory
	p.queue.limit = limits{tasks: o.MessageTasks, work: o.MessageWork}
	p.SetWorkers(o.Workers)
	return p
}

// Workers is the number of workers wanted, as last set.
func (p *Pool[T, R]) Workers() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.target
}

// SetWorkers changes the number of workers, at once and also during a run; 0 pauses. Surplus workers
// that are busy finish the task in hand; the rest of their message goes back to the front of the
// queue. Until they have finished, workers that were added in the meantime wait for them, so that
// there are never more tasks in work than wanted now or when those tasks began.
func (p *Pool[T, R]) SetWorkers(n int) {
	p.mu.Lock()
	if p.closed {
		p.mu.Unlock()
		return
	}
	p.target = max(n, 0)
	p.recall()
	p.grow()
	leaving := p.shrink()
	p.wake.Broadcast()
	p.mu.Unlock()
	for _, w := range leaving {
		w.Leave()
	}
}

// recall lets runners that could not start a worker try again.
func (p *Pool[T, R]) recall() {
	for _, r := range p.runners {
		r.aside = nil
	}
}

func (p *Pool[T, R]) staying() int {
	n := 0
	for _, r := range p.runners {
		if !r.leaving {
			n++
		}
	}
	return n
}

func (p *Pool[T, R]) grow() {
	for n := p.staying(); n < p.target; n++ {
		r := &runner[T, R]{pool: p, id: p.freeID()}
		p.runners = append(p.runners, r)
		p.ended.Go(r.work)
	}
}

// freeID is the lowest number, from 0, that no runner has: a screen that shows one line per worker
// then needs no more lines than there are workers.
func (p *Pool[T, R]) freeID() int {
	for id := 0; ; id++ {
		if !slices.ContainsFunc(p.runners, func(r *runner[T, R]) bool { return r.id == id }) {
			return id
		}
	}
}

// shrink tells the surplus runners to leave, first those that do nothing, and returns the workers
// that are to be asked.
func (p *Pool[T, R]) shrink() []Worker[T, R] {
	var leaving []Worker[T, R]
	surplus := p.staying() - p.target
	for _, busy := range []bool{false, true} {
		for _, r := range slices.Backward(p.runners) {
			if surplus <= 0 || r.leaving || busy != (r.message != nil) {
				continue
			}
			r.leaving = true
			surplus--
			if busy {
				leaving = append(leaving, r.worker)
			}
		}
	}
	return leaving
}

// Running is one task in work.
type Running[T any] struct {
	// Worker is 0 or more; a worker that is replaced passes its number on.
	Worker int
	Task   T
	// Step is what the task last marked, 0 before it did.
	Step  uint8
	Since time.Time
}

// Running samples the tasks in work, in the order of their workers.
func (p *Pool[T, R]) Running() []Running[T] {
	p.mu.Lock()
	defer p.mu.Unlock()
	var all []Running[T]
	for _, r := range p.runners {
		if r.message == nil {
			continue
		}
		if now, ok := r.message.running(); ok {
			now.Worker = r.id
			all = append(all, now)
		}
	}
	slices.SortFunc(all, func(a, b Running[T]) int { return a.Worker - b.Worker })
	return all
}

// Close cancels what is in work, ends what is pending with [ErrClosed] and returns when all workers
// have ended. It takes a little more than Grace at most, twice that where a worker neither heeds its
// context nor leaves. The error says how many goroutines had to be abandoned and still run.
func (p *Pool[T, R]) Close() error {
	p.mu.Lock()
	p.closed = true
	p.target = 0
	for _, r := range p.runners {
		r.leaving = true
	}
	runs := make([]context.CancelCauseFunc, 0, len(p.runs))
	for r := range p.runs {
		runs = append(runs, r.cancel)
	}
	p.wake.Broadcast()
	p.mu.Unlock()
	for _, cancel := range runs {
		cancel(ErrClosed)
	}
	p.ended.Wait()
	return p.left()
}

func (p *Pool[T, R]) left() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.abandoned > 0 {
		return fmt.Errorf("pool: %d abandoned workers have not ended", p.abandoned)
	}
	return nil
}
