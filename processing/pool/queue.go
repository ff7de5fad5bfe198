package pool

import (
	"slices"
	"time"
)

// item is one task with what is known about it.
type item[T, R any] struct {
	run   *run[T, R]
	index int
	task  T
	cost  int64
	work  int64
	limit time.Duration // how long it may be in work, 0 for ever
}

// queue holds the tasks no worker has yet, and says which may begin. It is guarded by the pool's
// mutex.
type queue[T, R any] struct {
	pending []*item[T, R]
	budget  int64 // most memory for tasks in work, 0 for no limit
	held    int64 // what the messages in work hold
	limit   limits
}

// limits says when a message is full.
type limits struct {
	tasks int
	work  int64
}

func (q *queue[T, R]) push(it *item[T, R]) { q.pending = append(q.pending, it) }

// putBack puts tasks that were taken but not begun at the front, where they came from.
func (q *queue[T, R]) putBack(items []*item[T, R]) {
	q.pending = slices.Insert(q.pending, 0, items...)
}

// remove takes out all tasks of a run.
func (q *queue[T, R]) remove(r *run[T, R]) []*item[T, R] {
	var removed []*item[T, R]
	q.pending = slices.DeleteFunc(q.pending, func(it *item[T, R]) bool {
		if it.run == r {
			removed = append(removed, it)
		}
		return it.run == r
	})
	return removed
}

// next takes the tasks of the next message from the front, none while the first has no room. The
// message holds the largest of its tasks' costs, because they are done one at a time.
//
// When nothing is in work, waiting would make no room: then the first task may begin whatever it
// costs. So a task larger than the budget runs, and runs alone.
func (q *queue[T, R]) next(workers int, nothingInWork bool) (items []*item[T, R], held int64) {
	if len(q.pending) == 0 || !nothingInWork && !q.fits(q.pending[0].cost) {
		return nil, 0
	}
	n, held := q.extent(workers)
	items = slices.Clone(q.pending[:n])
	clear(q.pending[:n])
	q.pending = q.pending[n:]
	q.held += held
	return items, held
}

// extent is how many of the pending tasks make the next message, and what it holds. A message has
// tasks of one run only, so that one context governs it.
func (q *queue[T, R]) extent(workers int) (n int, held int64) {
	most := min(q.limit.tasks, max(1, len(q.pending)/(2*max(workers, 1))))
	first := q.pending[0]
	n, held = 1, first.cost
	work := first.work
	for n < most && (q.limit.work <= 0 || work < q.limit.work) {
		it := q.pending[n]
		if it.run != first.run || !q.fits(max(held, it.cost)) {
			break
		}
		n++
		held = max(held, it.cost)
		work += it.work
	}
	return n, held
}

func (q *queue[T, R]) fits(cost int64) bool {
	return q.budget == 0 || cost <= q.budget-q.held
}
