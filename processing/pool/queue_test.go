package pool

import (
	"slices"
	"testing"
)

// Tasks are their own cost in these tests; works, where given, lie beside.
func filled(budget int64, limit limits, costs ...int64) *queue[int64, int] {
	q := &queue[int64, int]{budget: budget, limit: limit}
	r := &run[int64, int]{}
	for i, cost := range costs {
		q.push(&item[int64, int]{run: r, index: i, task: cost, cost: cost, work: cost})
	}
	return q
}

func sizes(q *queue[int64, int], workers int) []int {
	var all []int
	for {
		items, held := q.next(workers, true)
		if items == nil {
			return all
		}
		q.held -= held
		all = append(all, len(items))
	}
}

func TestMessages(t *testing.T) {
	ones := func(n int) []int64 { return slices.Repeat([]int64{1}, n) }
	for name, tt := range map[string]struct {
		budget  int64
		limit   limits
		workers int
		costs   []int64
		want    []int
	}{
		"one at a time":              {limit: limits{tasks: 1}, workers: 1, costs: ones(3), want: []int{1, 1, 1}},
		"fair share shrinks":         {limit: limits{tasks: 16}, workers: 2, costs: ones(20), want: []int{5, 3, 3, 2, 1, 1, 1, 1, 1, 1, 1}},
		"fair share of one worker":   {limit: limits{tasks: 4}, workers: 1, costs: ones(12), want: []int{4, 4, 2, 1, 1}},
		"the limit on tasks":         {limit: limits{tasks: 3}, workers: 1, costs: ones(12), want: []int{3, 3, 3, 1, 1, 1}},
		"the limit on work":          {limit: limits{tasks: 9, work: 5}, workers: 1, costs: []int64{3, 3, 3, 9, 1, 1, 1, 1, 1, 1, 1, 1}, want: []int{2, 2, 4, 2, 1, 1}},
		"paused counts as one":       {limit: limits{tasks: 9}, workers: 0, costs: ones(4), want: []int{2, 1, 1}},
		"no room beside the first":   {budget: 10, limit: limits{tasks: 9}, workers: 1, costs: []int64{4, 11, 3, 3, 3, 3, 3, 3}, want: []int{1, 1, 3, 1, 1, 1}},
		"above the budget by itself": {budget: 10, limit: limits{tasks: 9}, workers: 1, costs: []int64{11, 11, 1, 1}, want: []int{1, 1, 1, 1}},
	} {
		if got := sizes(filled(tt.budget, tt.limit, tt.costs...), tt.workers); !slices.Equal(got, tt.want) {
			t.Errorf("%s: messages of %v tasks, want %v", name, got, tt.want)
		}
	}
}

func TestMessageHoldsItsLargestTask(t *testing.T) {
	q := filled(100, limits{tasks: 3}, 20, 50, 30, 1, 1, 1)
	if items, held := q.next(1, true); len(items) != 3 || held != 50 || q.held != 50 {
		t.Errorf("%d tasks hold %d, in all %d", len(items), held, q.held)
	}
}

func TestMessageIsOfOneRun(t *testing.T) {
	q := filled(0, limits{tasks: 9}, 1, 1)
	other := &run[int64, int]{}
	for range 8 {
		q.push(&item[int64, int]{run: other})
	}
	if items, _ := q.next(1, true); len(items) != 2 {
		t.Errorf("%d tasks, of two runs", len(items))
	}
	if removed := q.remove(other); len(removed) != 8 || len(q.pending) != 0 {
		t.Errorf("%d removed, %d left", len(removed), len(q.pending))
	}
}

func TestHeadWaitsForRoom(t *testing.T) {
	q := filled(100, limits{tasks: 1}, 70, 40, 1)
	if items, _ := q.next(2, true); items[0].task != 70 {
		t.Fatal(items[0].task)
	}
	if items, _ := q.next(2, false); items != nil {
		t.Errorf("%d begins beside 70", items[0].task)
	}
	q.held -= 70
	if items, _ := q.next(2, false); items == nil || items[0].task != 40 {
		t.Error("40 does not begin when there is room")
	}
}

func TestPutBackComesFirst(t *testing.T) {
	q := filled(0, limits{tasks: 4}, 1, 2, 3, 4, 5, 6, 7, 8)
	items, _ := q.next(1, true)
	q.putBack(items[1:])
	var order []int64
	for _, it := range q.pending {
		order = append(order, it.task)
	}
	if !slices.Equal(order, []int64{2, 3, 4, 5, 6, 7, 8}) {
		t.Errorf("pending %v", order)
	}
}
