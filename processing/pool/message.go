package pool

import (
	"sync"
	"time"
)

// message is some tasks of one run on their way through one worker. It keeps the tasks' deadlines
// and sees to it that each has one end only: whichever comes first, its result or its deadline.
type message[T, R any] struct {
	run   *run[T, R]
	items []*item[T, R]
	held  int64
	kill  func()

	mu      sync.Mutex
	ended   int // items[:ended] have ended, items[ended] is in work
	step    uint8
	begun   time.Time
	timer   *time.Timer // of the task in work; nil without a deadline
	expired bool        // items[ended] has overrun
	closed  bool        // the worker has nothing to do with it any more
}

func (m *message[T, R]) tasks() []T {
	tasks := make([]T, len(m.items))
	for i, it := range m.items {
		tasks[i] = it.task
	}
	return tasks
}

// begin starts the clock of the first task; kill is what ends a worker that overruns.
func (m *message[T, R]) begin(kill func()) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.kill = kill
	m.wind()
}

// wind starts the clock of the task that is in work now.
func (m *message[T, R]) wind() {
	m.step = 0
	m.begun = time.Now()
	m.timer = nil
	if m.ended == len(m.items) {
		return
	}
	if i, limit := m.ended, m.items[m.ended].limit; limit > 0 {
		m.timer = time.AfterFunc(limit, func() { m.expire(i) })
	}
}

func (m *message[T, R]) expire(i int) {
	m.mu.Lock()
	late := m.ended == i && !m.closed
	m.expired = m.expired || late
	m.mu.Unlock()
	if late {
		m.kill()
	}
}

func (m *message[T, R]) stopClock() {
	if m.timer != nil {
		m.timer.Stop()
	}
}

func (m *message[T, R]) mark(i int, step uint8) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if i == m.ended {
		m.step = step
	}
}

// done takes the result of task i. One that comes after the deadline has passed is dropped, and so
// is one that is out of order, of which a worker that keeps its word has none.
func (m *message[T, R]) done(i int, result R) {
	m.mu.Lock()
	if i != m.ended || i == len(m.items) || m.expired || m.closed {
		m.mu.Unlock()
		return
	}
	m.stopClock()
	m.ended++
	m.wind()
	m.mu.Unlock()
	it := m.items[i]
	it.run.deliver(Outcome[T, R]{Index: it.index, Task: it.task, Result: result})
}

// close ends the message when Do has returned err. rest are the tasks that have not ended; lost says
// how the worker was lost, nil where it was not: then it was lost on the first of rest, if any.
func (m *message[T, R]) close(err error, mayReturnAll bool) (rest []*item[T, R], lost *LostError) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.stopClock()
	m.closed = true
	rest = m.items[m.ended:]
	switch {
	case m.expired:
		lost = &LostError{Cause: Timeout, Detail: "the task may take " + rest[0].limit.String()}
	case err != nil:
		lost = asLost(err)
	case m.ended == 0 && !mayReturnAll: // it would be handed out again without end
		lost = &LostError{Cause: Protocol, Detail: "the worker began none of its tasks"}
	default:
		return rest, nil
	}
	lost.After = time.Since(m.begun)
	return rest, lost
}

// count is how many tasks have ended, with a result or with the worker.
func (m *message[T, R]) count() int {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.ended
}

// running is the task in work: false before the message is with its worker, and between its last task and
// its end.
func (m *message[T, R]) running() (Running[T], bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.begun.IsZero() || m.ended == len(m.items) {
		return Running[T]{}, false
	}
	return Running[T]{Task: m.items[m.ended].task, Step: m.step, Since: m.begun}, true
}
