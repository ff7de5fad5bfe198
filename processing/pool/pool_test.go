package pool

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

func TestMapYieldsInOrder(t *testing.T) {
	kinds(t, func(t *testing.T, s Starter[job, int]) {
		p := open(t, s, Options[job]{Workers: 3, MessageTasks: 4})
		next := 0
		for o := range p.Map(t.Context(), doubles(500)) {
			if o.Index != next || o.Task.N != next || o.Result != 2*next || o.Err != nil {
				t.Fatalf("outcome %d is %+v", next, o)
			}
			next++
		}
		if next != 500 {
			t.Errorf("%d outcomes of 500", next)
		}
		if s := p.Stats(); s.Tasks != 500 || s.Lost != 0 || s.Started < 1 || s.Started > 3 || s.Start <= 0 {
			t.Errorf("stats %+v", s)
		}
	})
}

// Map must hold back what is early: here the first task ends last.
func TestMapWaitsForTheFirst(t *testing.T) {
	gate := make(chan struct{})
	var ended atomic.Int32
	fn := func(_ context.Context, n int, _ func(uint8)) int {
		if n == 0 {
			<-gate
		} else if ended.Add(1) == 9 {
			close(gate)
		}
		return n
	}
	p := open(t, Goroutines(fn), Options[int]{Workers: 2})
	var got []int
	for o := range p.Map(t.Context(), sequence(0, 1, 2, 3, 4, 5, 6, 7, 8, 9)) {
		got = append(got, o.Result)
	}
	if !slices.IsSorted(got) || len(got) != 10 {
		t.Errorf("order %v", got)
	}
}

func TestStreamYieldsEachOnce(t *testing.T) {
	kinds(t, func(t *testing.T, s Starter[job, int]) {
		p := open(t, s, Options[job]{Workers: 4, MessageTasks: 16})
		seen := make([]int, 2000)
		for o := range p.Stream(t.Context(), doubles(len(seen))) {
			if o.Err != nil || o.Result != 2*o.Index {
				t.Fatalf("%+v", o)
			}
			seen[o.Index]++
		}
		for i, n := range seen {
			if n != 1 {
				t.Errorf("task %d has %d outcomes", i, n)
			}
		}
		if s := p.Stats(); s.Messages >= s.Tasks {
			t.Errorf("%d tasks travelled in %d messages", s.Tasks, s.Messages)
		}
	})
}

// Stream must not wait for the first: it ends only when the others were yielded.
func TestStreamYieldsAsTheyCome(t *testing.T) {
	gate := make(chan struct{})
	fn := func(_ context.Context, n int, _ func(uint8)) int {
		if n == 0 {
			<-gate
		}
		return n
	}
	p := open(t, Goroutines(fn), Options[int]{Workers: 2})
	var got []int
	for o := range p.Stream(t.Context(), sequence(0, 1, 2, 3)) {
		if got = append(got, o.Result); len(got) == 3 {
			close(gate)
		}
	}
	if !slices.Equal(got, []int{1, 2, 3, 0}) {
		t.Errorf("order %v", got)
	}
}

func TestSubmit(t *testing.T) {
	kinds(t, func(t *testing.T, s Starter[job, int]) {
		p := open(t, s, Options[job]{Workers: 2})
		a, b := p.Submit(t.Context(), job{N: 4}), p.Submit(t.Context(), job{N: 5})
		if o := <-b; o.Result != 10 || o.Err != nil {
			t.Errorf("%+v", o)
		}
		if o := <-a; o.Result != 8 || o.Err != nil {
			t.Errorf("%+v", o)
		}
		if _, open := <-a; open {
			t.Error("the channel is not closed after its outcome")
		}
	})
}

func TestRunningShowsTaskAndStep(t *testing.T) {
	kinds(t, func(t *testing.T, s Starter[job, int]) {
		gate := filepath.Join(t.TempDir(), "gate")
		p := open(t, s, Options[job]{Workers: 2})
		a := p.Submit(t.Context(), job{Act: "gate", N: 3, Path: gate})
		b := p.Submit(t.Context(), job{Act: "gate", N: 4, Path: gate})
		eventually(t, "both steps", func() bool {
			steps := 0
			for _, r := range p.Running() {
				if r.Since.IsZero() || r.Worker < 0 || r.Worker > 1 {
					t.Fatalf("%+v", r)
				}
				if int(r.Step) == r.Task.N {
					steps++
				}
			}
			return steps == 2
		})
		touch(gate)
		<-a
		<-b
		eventually(t, "nothing in work", func() bool { return len(p.Running()) == 0 })
	})
}

func TestMarksDoNotDisturb(t *testing.T) {
	p := open(t, self(), Options[job]{MessageTasks: 4})
	for o := range p.Stream(t.Context(), sequence(job{Act: "mark"}, job{Act: "mark"}, job{Act: "noise", N: 1}, job{N: 9})) {
		if o.Err != nil || o.Result != 2*o.Task.N {
			t.Errorf("%+v", o)
		}
	}
}

func TestLosingAWorkerCostsOneTask(t *testing.T) {
	for _, tt := range []struct {
		act, detail string
		cause       Cause
		goroutine   bool
	}{
		{act: "exit", cause: Crash, detail: "exit status 3"},
		{act: "kill", cause: Crash, detail: "signal: killed"},
		{act: "stray panic", cause: Crash, detail: "exit status 2: panic: stray"},
		{act: "panic", cause: Panic, detail: "the task 9", goroutine: true},
		{act: "nil", cause: Panic, detail: "nil pointer dereference", goroutine: true},
		{act: "goexit", cause: Crash, detail: "goroutine", goroutine: true},
	} {
		t.Run("processes/"+tt.act, func(t *testing.T) { losesOne(t, self(), tt.act, tt.cause, tt.detail) })
		if tt.goroutine { // the others would end this program
			t.Run("goroutines/"+tt.act, func(t *testing.T) { losesOne(t, Goroutines(act), tt.act, tt.cause, tt.detail) })
		}
	}
}

func losesOne(t *testing.T, s Starter[job, int], act string, cause Cause, detail string) {
	// One worker, held up until everything is pending: so the lost tasks are in the midst of messages.
	gate := filepath.Join(t.TempDir(), "gate")
	p := open(t, s, Options[job]{Workers: 1, MessageTasks: 8})
	first := p.Submit(t.Context(), job{Act: "gate", Path: gate})
	eventually(t, "the first to be in work", func() bool { return len(p.Running()) == 1 })
	var jobs []job
	for i := range 40 {
		jobs = append(jobs, job{N: i})
	}
	jobs[10].Act, jobs[10].N, jobs[30].Act, jobs[30].N = act, 9, act, 9
	results := make(chan []Outcome[job, int])
	go func() { results <- collect(p.Map(t.Context(), slices.Values(jobs))) }()
	eventually(t, "all to be pending", func() bool { return p.pendingTasks() == len(jobs) })
	touch(gate)
	<-first
	got := <-results
	if len(got) != len(jobs) {
		t.Fatalf("%d outcomes of %d", len(got), len(jobs))
	}
	for i, o := range got {
		if i != 10 && i != 30 {
			if o.Err != nil || o.Result != 2*i {
				t.Errorf("%+v", o)
			}
			continue
		}
		lost, ok := errors.AsType[*LostError](o.Err)
		if !ok || lost.Cause != cause || !strings.Contains(lost.Detail, detail) || lost.After <= 0 {
			t.Errorf("task %d: %v", i, o.Err)
		}
	}
	if s := p.Stats(); s.Lost != 2 || s.Started != 3 || s.Tasks != 39 || s.Messages >= 39 {
		t.Errorf("stats %+v", s)
	}
}

func (p *Pool[T, R]) pendingTasks() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return len(p.queue.pending)
}

func TestTimeoutKillsProcess(t *testing.T) {
	p := open(t, self(), Options[job]{
		MessageTasks: 4,
		Timeout: func(j job) time.Duration {
			if j.Act == "hang" {
				return 50 * time.Millisecond
			}
			return 0
		},
	})
	got := collect(p.Map(t.Context(), sequence(job{N: 1}, job{Act: "hang"}, job{N: 2}, job{Act: "hang"}, job{N: 3})))
	for i, o := range got {
		lost, ok := errors.AsType[*LostError](o.Err)
		if o.Task.Act == "" && (o.Err != nil || o.Result != 2*o.Task.N) {
			t.Errorf("%+v", o)
		}
		if o.Task.Act == "hang" && (!ok || lost.Cause != Timeout || lost.After < 50*time.Millisecond) {
			t.Errorf("task %d: %v", i, o.Err)
		}
	}
	if s := p.Stats(); len(got) != 5 || s.Lost != 2 || s.CPU <= 0 {
		t.Errorf("%d outcomes, %+v", len(got), s)
	}
}

// An abandoned goroutine's memory stays counted, its context is cancelled and its late result is
// dropped.
func TestTimeoutAbandonsGoroutine(t *testing.T) {
	release := make(chan struct{})
	var cancelled atomic.Bool
	fn := func(ctx context.Context, n int, _ func(uint8)) int {
		if n == 0 {
			<-ctx.Done()
			cancelled.Store(true)
			<-release
		}
		return n
	}
	p := open(t, Goroutines(fn), Options[int]{
		Cost: func(int) int64 { return 6 }, Memory: 10,
		Timeout: func(n int) time.Duration { return time.Duration(1-min(n, 1)) * time.Millisecond },
	})
	o := <-p.Submit(t.Context(), 0)
	if lost, ok := errors.AsType[*LostError](o.Err); !ok || lost.Cause != Timeout {
		t.Fatalf("%+v", o)
	}
	eventually(t, "the context to end", cancelled.Load)
	if held := p.heldMemory(); held != 6 {
		t.Errorf("%d bytes are counted while it goes on", held)
	}
	// There is no room beside it, but waiting could last for ever: alone is allowed.
	if o := <-p.Submit(t.Context(), 5); o.Result != 5 || o.Err != nil {
		t.Errorf("%+v", o)
	}
	close(release)
	eventually(t, "its memory to be free", func() bool { return p.heldMemory() == 0 })
}

func (p *Pool[T, R]) heldMemory() int64 {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.queue.held
}

// gauge counts how many are in work at the same time.
type gauge struct {
	mu        sync.Mutex
	now, most int64
}

func (g *gauge) add(n int64) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.now += n
	g.most = max(g.most, g.now)
}

func (g *gauge) reset() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.most = g.now
}

func (g *gauge) read() (now, most int64) {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.now, g.most
}

func TestSetWorkersDuringARun(t *testing.T) {
	var g gauge
	var ended atomic.Int64
	fn := func(_ context.Context, n int, _ func(uint8)) int {
		g.add(1)
		defer g.add(-1)
		time.Sleep(200 * time.Microsecond)
		ended.Add(1)
		return n
	}
	p := open(t, Goroutines(fn), Options[int]{Workers: 2, MessageTasks: 4})
	endless := func(yield func(int) bool) {
		for n := 0; yield(n); n++ {
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	run := make(chan struct{})
	go func() {
		defer close(run)
		for range p.Stream(ctx, endless) {
		}
	}()
	for _, n := range []int64{4, 1, 3, 0, 2, 0, 5, 1} {
		p.SetWorkers(int(n))
		eventually(t, "the surplus to finish", func() bool { now, _ := g.read(); return now <= n })
		g.reset()
		before := ended.Load()
		if n > 0 {
			eventually(t, "all workers to work", func() bool { now, _ := g.read(); return now == n })
			eventually(t, "progress", func() bool { return ended.Load() > before+20 })
		}
		if _, most := g.read(); most > n {
			t.Errorf("%d in work where %d are wanted", most, n)
		}
		if n == 0 && ended.Load() != before {
			t.Errorf("paused, and yet %d tasks were done", ended.Load()-before)
		}
	}
	cancel()
	<-run
}

// Shrinking stops a message after the task in hand and puts the rest back in front.
func TestShrinkingReturnsTheRestOfTheMessage(t *testing.T) {
	kinds(t, func(t *testing.T, s Starter[job, int]) {
		gate := filepath.Join(t.TempDir(), "gate")
		p := open(t, s, Options[job]{Workers: 1, MessageTasks: 8})
		block := p.Submit(t.Context(), job{Act: "gate", Path: gate + "0"})
		eventually(t, "the first to be in work", func() bool { return len(p.Running()) == 1 })
		// A process hears of the change a moment later and may have begun its next task by then.
		jobs := []job{{Act: "gate", Path: gate, N: 1}, {Act: "gate", Path: gate + "2", N: 2}}
		for i := 2; i < 32; i++ {
			jobs = append(jobs, job{N: i})
		}
		results := make(chan []Outcome[job, int])
		go func() { results <- collect(p.Stream(t.Context(), slices.Values(jobs))) }()
		eventually(t, "all to be pending", func() bool { return p.pendingTasks() == 32 })
		touch(gate + "0")
		<-block
		eventually(t, "the message to be in work", func() bool { return p.pendingTasks() == 24 && len(p.Running()) == 1 && p.Running()[0].Step == 1 })
		p.SetWorkers(0)
		touch(gate)
		eventually(t, "the first to have ended", func() bool { return p.Stats().Tasks == 2 })
		touch(gate + "2")
		eventually(t, "the rest to be back", func() bool { return len(p.Running()) == 0 && p.pendingTasks() >= 30 })
		p.SetWorkers(2)
		got := <-results
		if len(got) != 32 || p.Stats().Tasks != 33 || p.Stats().Lost != 0 {
			t.Errorf("%d outcomes, %+v", len(got), p.Stats())
		}
		for _, o := range got {
			if o.Err != nil || o.Result != 2*o.Task.N {
				t.Errorf("%+v", o)
			}
		}
	})
}

func TestMemoryStaysWithinBudget(t *testing.T) {
	var inWork gauge
	fn := func(_ context.Context, cost int64, _ func(uint8)) int64 {
		inWork.add(cost)
		defer inWork.add(-cost)
		time.Sleep(100 * time.Microsecond)
		return cost
	}
	p := open(t, Goroutines(fn), Options[int64]{
		Workers: 6, Memory: 100, MessageTasks: 3,
		Cost: func(n int64) int64 { return n },
	})
	var tasks []int64
	for i := range int64(400) {
		tasks = append(tasks, 10+i*37%80)
	}
	for range p.Stream(t.Context(), slices.Values(tasks)) {
	}
	if now, most := inWork.read(); now != 0 || most > 100 || most < 60 {
		t.Errorf("%d bytes in work at most, %d at the end", most, now)
	}
	if p.Stats().MemoryWait <= 0 {
		t.Error("nobody waited for memory")
	}
}

func TestTaskAboveTheBudgetRunsAlone(t *testing.T) {
	var g gauge
	var beside atomic.Bool
	fn := func(_ context.Context, cost int64, _ func(uint8)) int64 {
		g.add(1)
		defer g.add(-1)
		for range 20 {
			if now, _ := g.read(); cost > 100 && now > 1 {
				beside.Store(true)
			}
			time.Sleep(50 * time.Microsecond)
		}
		return cost
	}
	p := open(t, Goroutines(fn), Options[int64]{Workers: 4, Memory: 100, Cost: func(n int64) int64 { return n }})
	got := collect(p.Map(t.Context(), sequence[int64](0, 10, 1<<62, 10, 0, -5, 101, 0, 100, 10)))
	if beside.Load() {
		t.Error("a task above the budget did not run alone")
	}
	if len(got) != 10 || got[2].Result != 1<<62 || got[5].Result != -5 {
		t.Errorf("%+v", got)
	}
}

func TestTheHeadIsNotOvertaken(t *testing.T) {
	var mu sync.Mutex
	var begun []int64
	first := make(chan struct{})
	fn := func(_ context.Context, cost int64, _ func(uint8)) int64 {
		mu.Lock()
		begun = append(begun, cost)
		mu.Unlock()
		if cost == 60 {
			<-first
		}
		return cost
	}
	p := open(t, Goroutines(fn), Options[int64]{Workers: 4, Memory: 100, Cost: func(n int64) int64 { return n }})
	done := make(chan struct{})
	go func() {
		defer close(done)
		for range p.Stream(t.Context(), sequence[int64](60, 100, 1, 2, 3)) {
		}
	}()
	eventually(t, "60 in work, the others pending behind 100", func() bool { return len(p.Running()) == 1 && p.pendingTasks() == 4 })
	close(first)
	<-done
	if !slices.Equal(begun[:2], []int64{60, 100}) {
		t.Errorf("begun in the order %v", begun)
	}
}

func TestPullingIsBounded(t *testing.T) {
	for name, call := range map[string]func(*Pool[int, int], context.Context, func(func(int) bool)) func(func(Outcome[int, int]) bool){
		"map": func(p *Pool[int, int], ctx context.Context, s func(func(int) bool)) func(func(Outcome[int, int]) bool) {
			return p.Map(ctx, s)
		},
		"stream": func(p *Pool[int, int], ctx context.Context, s func(func(int) bool)) func(func(Outcome[int, int]) bool) {
			return p.Stream(ctx, s)
		},
	} {
		t.Run(name, func(t *testing.T) {
			var pulled, yielded atomic.Int64
			fn := func(_ context.Context, n int, _ func(uint8)) int { return n }
			p := open(t, Goroutines(fn), Options[int]{Workers: 3, Window: 7, MessageTasks: 4})
			tasks := func(yield func(int) bool) {
				for n := range 1000 {
					if ahead := pulled.Add(1) - yielded.Load(); ahead > 8 { // 7, and the one being yielded
						t.Errorf("%d tasks ahead", ahead)
						return
					}
					if !yield(n) {
						return
					}
				}
			}
			for range call(p, t.Context(), tasks) {
				yielded.Add(1)
			}
			if yielded.Load() != 1000 {
				t.Errorf("%d outcomes", yielded.Load())
			}
		})
	}
}

func TestCancelGivesEveryPulledTaskAnOutcome(t *testing.T) {
	kinds(t, func(t *testing.T, s Starter[job, int]) {
		file := filepath.Join(t.TempDir(), "half-written")
		p := open(t, s, Options[job]{Workers: 2, MessageTasks: 4, Window: 50})
		ctx, cancel := context.WithCancel(t.Context())
		var pulled int
		tasks := func(yield func(job) bool) {
			for n := 0; ; n++ {
				j := job{N: n}
				if n == 10 {
					j = job{Act: "wait", Path: file, N: n}
				}
				pulled++
				if !yield(j) {
					return
				}
			}
		}
		go func() {
			for !exists(file) {
				time.Sleep(time.Millisecond)
			}
			cancel()
		}()
		seen := map[int]int{}
		for o := range p.Stream(ctx, tasks) {
			seen[o.Index]++
			switch {
			case o.Index == 10 && o.Err == nil && o.Result != -1:
				t.Errorf("%+v", o)
			case o.Err != nil && !errors.Is(o.Err, context.Canceled):
				t.Errorf("%+v", o)
			}
		}
		if len(seen) != pulled {
			t.Errorf("%d outcomes for %d tasks pulled", len(seen), pulled)
		}
		if exists(file) {
			t.Error("the cancelled task was not given the time to undo what it began")
		}
		if o := <-p.Submit(t.Context(), job{N: 3}); o.Result != 6 || o.Err != nil {
			t.Errorf("the pool is of no use afterwards: %+v", o)
		}
		if lost := p.Stats().Lost; lost != 0 {
			t.Errorf("%d workers count as lost", lost)
		}
	})
}

// A task that does not heed its context is killed, or abandoned, after the grace period.
func TestCancelOfATaskThatHangs(t *testing.T) {
	file := filepath.Join(t.TempDir(), "begun")
	p := open(t, self(), Options[job]{Grace: 20 * time.Millisecond})
	ctx, cancel := context.WithCancel(t.Context())
	out := p.Submit(ctx, job{Act: "hang", Path: file})
	eventually(t, "the task to begin", func() bool { return exists(file) })
	cancel()
	if o := <-out; !errors.Is(o.Err, context.Canceled) {
		t.Errorf("%+v", o)
	}
}

func TestCancelWhilePaused(t *testing.T) {
	p := open(t, Goroutines(act), Options[job]{})
	p.SetWorkers(0)
	ctx, cancel := context.WithCancel(t.Context())
	out := p.Submit(ctx, job{})
	cancel()
	if o := <-out; !errors.Is(o.Err, context.Canceled) {
		t.Errorf("%+v", o)
	}
}

func TestBreakCancelsAndWaits(t *testing.T) {
	kinds(t, func(t *testing.T, s Starter[job, int]) {
		file := filepath.Join(t.TempDir(), "half-written")
		p := open(t, s, Options[job]{Workers: 2})
		block := make(chan struct{})
		defer close(block)
		tasks := func(yield func(job) bool) {
			if yield(job{Act: "wait", Path: file}) && yield(job{Act: "gate", Path: file}) {
				<-block // a pull that is under way is not waited for
				yield(job{})
			}
		}
		for o := range p.Stream(t.Context(), tasks) {
			if o.Index != 1 {
				t.Errorf("%+v", o)
			}
			break
		}
		if exists(file) || len(p.Running()) != 0 {
			t.Error("break did not wait until the task in work was undone")
		}
	})
}

func TestPanicInTheRangeLeavesNothingBehind(t *testing.T) {
	p := open(t, Goroutines(act), Options[job]{Workers: 2})
	func() {
		defer func() { _ = recover() }()
		for range p.Map(t.Context(), doubles(1_000_000)) {
			panic("the caller's")
		}
	}()
	if n := p.pendingTasks(); n != 0 {
		t.Errorf("%d tasks are still pending", n)
	}
}

func TestCloseDuringARun(t *testing.T) {
	kinds(t, func(t *testing.T, s Starter[job, int]) {
		file := filepath.Join(t.TempDir(), "half-written")
		p := open(t, s, Options[job]{Workers: 2})
		out := p.Submit(t.Context(), job{Act: "wait", Path: file})
		eventually(t, "the task to begin", func() bool { return exists(file) })
		p.SetWorkers(1) // the waiting one may be told to leave, which must not disturb it
		if err := p.Close(); err != nil {
			t.Error(err)
		}
		if o := <-out; o.Result != -1 && !errors.Is(o.Err, ErrClosed) {
			t.Errorf("%+v", o)
		}
		if exists(file) {
			t.Error("the task was not undone")
		}
		if o := <-p.Submit(t.Context(), job{}); !errors.Is(o.Err, ErrClosed) {
			t.Errorf("%+v", o)
		}
		if got := collect(p.Map(t.Context(), doubles(5))); len(got) != 0 {
			t.Errorf("a closed pool did %d tasks", len(got))
		}
		p.SetWorkers(3)
		if err := p.Close(); err != nil {
			t.Error(err)
		}
	})
}

func TestCloseReportsTheAbandoned(t *testing.T) {
	release := make(chan struct{})
	fn := func(context.Context, int, func(uint8)) int { <-release; return 0 }
	p := New(Goroutines(fn), Options[int]{Grace: time.Millisecond})
	out := p.Submit(t.Context(), 0)
	eventually(t, "the task to begin", func() bool { return len(p.Running()) == 1 })
	if err := p.Close(); err == nil {
		t.Error("a goroutine goes on, and Close does not say so")
	}
	if o := <-out; !errors.Is(o.Err, ErrClosed) {
		t.Errorf("%+v", o)
	}
	close(release)
	eventually(t, "it to end", func() bool { return p.Close() == nil })
}

// Two runs at once do not mix: each has its outcomes and its cancelling.
func TestRunsAreIndependent(t *testing.T) {
	p := open(t, Goroutines(act), Options[job]{Workers: 2, MessageTasks: 5})
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for o := range p.Map(t.Context(), doubles(300)) {
				if o.Err != nil || o.Result != 2*o.Index {
					t.Errorf("%+v", o)
				}
			}
		})
	}
	wg.Go(func() {
		for range p.Stream(t.Context(), doubles(300)) {
			break
		}
	})
	wg.Wait()
}

// Workers that are added while others still finish what they have in hand wait for them.
func TestGrowingAgainWaitsForTheSurplus(t *testing.T) {
	var g gauge
	gate := make(chan struct{})
	fn := func(_ context.Context, n int, _ func(uint8)) int {
		g.add(1)
		defer g.add(-1)
		if n < 3 {
			<-gate
		}
		return n
	}
	p := open(t, Goroutines(fn), Options[int]{Workers: 3})
	done := make(chan struct{})
	go func() {
		defer close(done)
		for range p.Stream(t.Context(), sequence(0, 1, 2, 3, 4, 5, 6, 7, 8, 9)) {
		}
	}()
	eventually(t, "three in work", func() bool { now, _ := g.read(); return now == 3 })
	p.SetWorkers(1)
	p.SetWorkers(3) // two new ones, beside two that leave when they have finished
	eventually(t, "the new ones to be ready", func() bool {
		p.mu.Lock()
		defer p.mu.Unlock()
		return p.idle == 2
	})
	close(gate)
	<-done
	if _, most := g.read(); most > 3 {
		t.Errorf("%d in work where 3 are wanted", most)
	}
	if n := p.Workers(); n != 3 {
		t.Errorf("%d workers wanted", n)
	}
}

// A result that comes when the deadline has passed comes too late: the task has ended already.
func TestResultAfterTheDeadlineIsDropped(t *testing.T) {
	var killed atomic.Bool
	r := &run[int, int]{out: make(chan Outcome[int, int], 2)}
	m := &message[int, int]{items: []*item[int, int]{{run: r, limit: 1}, {run: r}}}
	m.begin(func() { killed.Store(true) })
	eventually(t, "the deadline", killed.Load)
	m.done(0, 5)
	m.expire(1) // a clock that is late itself harms no other task
	rest, lost := m.close(nil, false)
	if len(r.out) != 0 || len(rest) != 2 || lost == nil || lost.Cause != Timeout {
		t.Errorf("%d outcomes, %d tasks left, %v", len(r.out), len(rest), lost)
	}
}

// So does one that comes when the worker was given up for another reason.
func TestResultAfterTheEndOfItsMessageIsDropped(t *testing.T) {
	r := &run[int, int]{out: make(chan Outcome[int, int], 1)}
	m := &message[int, int]{items: []*item[int, int]{{run: r}}}
	m.begin(func() {})
	m.close(errors.New("lost"), false) //nolint:errcheck // it is the error given
	if m.done(0, 5); len(r.out) != 0 {
		t.Error("a result was taken from a message that is closed")
	}
}
