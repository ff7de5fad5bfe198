package pool

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"testing"
)

func TestBadWorkersAreLost(t *testing.T) {
	for role, want := range map[string]struct {
		cause  Cause
		detail string
	}{
		"garbage":           {Protocol, "bad frame: invalid character"},
		"oversized":         {Protocol, "2147483648 bytes announced"},
		"truncated":         {Crash, "exit status 0"},
		"wrong index":       {Protocol, "for task 7 where 0 of 1 are done"},
		"no result":         {Protocol, "unexpected end of JSON input"},
		"ends early":        {Protocol, "0 of 1 are done"},
		"closes its output": {Protocol, "closed its output"},
	} {
		t.Run(role, func(t *testing.T) {
			t.Parallel()
			p := New(self(role), Options[job]{})
			defer p.Close() //nolint:errcheck // of processes it has no error
			o := <-p.Submit(t.Context(), job{N: 1})
			lost, ok := errors.AsType[*LostError](o.Err)
			if !ok || lost.Cause != want.cause || !strings.Contains(lost.Detail, want.detail) {
				t.Errorf("%v", o.Err)
			}
			if s := p.Stats(); s.Lost != 1 || s.Tasks != 0 {
				t.Errorf("%+v", s)
			}
		})
	}
}

// A worker that reads nothing and says nothing can be cancelled, and the pool closed.
func TestDeafWorkerIsKilled(t *testing.T) {
	p := open(t, self("deaf"), Options[job]{Workers: 2, Grace: 1})
	ctx, cancel := context.WithCancel(t.Context())
	// More than a pipe takes, so that the pool is held up in the midst of sending.
	a := p.Submit(ctx, job{Pad: strings.Repeat("x", maxFrame/2)})
	b := p.Submit(t.Context(), job{Pad: strings.Repeat("x", maxFrame/2)})
	eventually(t, "both to be in work", func() bool { return len(p.Running()) == 2 })
	cancel()
	if o := <-a; !errors.Is(o.Err, context.Canceled) {
		t.Error(o.Err)
	}
	p.SetWorkers(0)
	if err := p.Close(); err != nil {
		t.Error(err)
	}
	if o := <-b; !errors.Is(o.Err, ErrClosed) {
		t.Error(o.Err)
	}
}

func TestNoWorkerCanBeStarted(t *testing.T) {
	for name, tt := range map[string]struct {
		starter Starter[job, int]
		detail  string
	}{
		"no such program": {Processes[job, int](Command{Path: filepath.Join(t.TempDir(), "none")}), "no such file"},
		"dies at once":    {self("dies at once"), "exit status 127: error while loading shared libraries"},
		"another version": {self("another version"), "version 2 of the protocol, this program version 1"},
		"no hello":        {self("no hello"), `says not "hello" but "end"`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := New(tt.starter, Options[job]{Workers: 3})
			defer p.Close() //nolint:errcheck // of processes it has no error
			n := 0
			for o := range p.Map(t.Context(), doubles(5)) {
				if _, ok := errors.AsType[*StartError](o.Err); !ok || !strings.Contains(o.Err.Error(), tt.detail) {
					t.Errorf("%v", o.Err)
				}
				if name == "no such program" && !errors.Is(o.Err, fs.ErrNotExist) {
					t.Errorf("%v cannot be matched", o.Err)
				}
				n++
			}
			if s := p.Stats(); n != 5 || s.Started != 0 {
				t.Errorf("%d outcomes, %+v", n, s)
			}
		})
	}
}

// flaky fails to start as often as it is told.
type flaky struct {
	Starter[job, int]
	failures chan struct{}
}

func (f flaky) Start(ctx context.Context) (Worker[job, int], error) {
	select {
	case <-f.failures:
		return nil, errors.New("not yet")
	default:
		return f.Starter.Start(ctx)
	}
}

func TestStartIsTriedAgain(t *testing.T) {
	for _, failures := range []int{len(hirePauses), len(hirePauses) + 1} {
		f := flaky{Goroutines(act), make(chan struct{}, failures)}
		for range failures {
			f.failures <- struct{}{}
		}
		p := open(t, f, Options[job]{})
		_, failed := errors.AsType[*StartError]((<-p.Submit(t.Context(), job{})).Err)
		if want := failures > len(hirePauses); failed != want {
			t.Errorf("after %d failures: failed %v, want %v", failures, failed, want)
		}
		if o := <-p.Submit(t.Context(), job{}); o.Err != nil {
			t.Errorf("the next task does not try again: %v", o.Err)
		}
	}
}

// halting starts one worker only, as a full process table does.
type halting struct {
	Starter[job, int]
	first chan struct{}
}

func (h halting) Start(ctx context.Context) (Worker[job, int], error) {
	select {
	case <-h.first:
		return h.Starter.Start(ctx)
	default:
		return nil, errors.New("no more processes")
	}
}

func TestSomeWorkersCannotBeStarted(t *testing.T) {
	h := halting{Goroutines(act), make(chan struct{}, 1)}
	h.first <- struct{}{}
	p := open(t, h, Options[job]{Workers: 3})
	n := 0
	for o := range p.Stream(t.Context(), doubles(3000)) {
		if o.Err != nil {
			t.Fatal(o.Err)
		}
		n++
	}
	if n != 3000 || p.Stats().Started != 1 {
		t.Errorf("%d outcomes, %+v", n, p.Stats())
	}
}

func TestStartIsCancelled(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("looks into /proc")
	}
	p := open(t, self("silent at start"), Options[job]{})
	ctx, cancel := context.WithCancel(t.Context())
	out := p.Submit(ctx, job{})
	eventually(t, "a process", func() bool { return len(children(t)) > 0 })
	cancel()
	if o := <-out; !errors.Is(o.Err, context.Canceled) {
		t.Error(o.Err)
	}
}

func TestWorkerStartsNoWorker(t *testing.T) {
	p := open(t, self(), Options[job]{})
	if o := <-p.Submit(t.Context(), job{Act: "start"}); o.Err != nil || o.Result != 1 {
		t.Errorf("%+v: not refused with ErrInsideWorker", o)
	}
	if o := <-p.Submit(t.Context(), job{Act: "procs"}); o.Result != 1 {
		t.Errorf("a worker uses %d processors", o.Result)
	}
	t.Setenv(workerVariable, "1")
	if _, err := self().Start(t.Context()); !errors.Is(err, ErrInsideWorker) {
		t.Error(err)
	}
}

func TestWorkersLiveLong(t *testing.T) {
	p := open(t, self(), Options[job]{})
	first := (<-p.Submit(t.Context(), job{Act: "pid"})).Result
	for range 50 {
		if pid := (<-p.Submit(t.Context(), job{Act: "pid"})).Result; pid != first {
			t.Fatalf("process %d, first %d", pid, first)
		}
	}
	if s := p.Stats(); s.Started != 1 || s.Lost != 0 {
		t.Errorf("%+v", s)
	}
	// One that is killed while it has nothing to do costs no task.
	process, err := os.FindProcess(first)
	if err != nil {
		t.Fatal(err)
	}
	if err := process.Kill(); err != nil {
		t.Fatal(err)
	}
	eventually(t, "it to be reaped", func() bool { return len(children(t)) == 0 })
	eventually(t, "the pool to know", func() bool {
		p.mu.Lock()
		defer p.mu.Unlock()
		w := p.runners[0].worker
		return w == nil || closed(w.Gone())
	})
	if o := <-p.Submit(t.Context(), job{N: 2}); o.Result != 4 || o.Err != nil {
		t.Errorf("%+v", o)
	}
	if s := p.Stats(); s.Started != 2 || s.Lost != 1 || s.BytesIn == 0 || s.BytesOut == 0 {
		t.Errorf("%+v", s)
	}
}

// What is too large for a frame costs its own task and no other; messages are made to fit.
func TestLargeTasks(t *testing.T) {
	p := open(t, self(), Options[job]{MessageTasks: 8})
	third := strings.Repeat("x", maxFrame/3)
	jobs := []job{{N: 1}}
	for i := 2; i < 30; i++ {
		jobs = append(jobs, job{N: i, Pad: third})
	}
	jobs[12].Pad = strings.Repeat("x", maxFrame)
	p.SetWorkers(0)
	results := make(chan []Outcome[job, int])
	go func() {
		results <- collect(p.Map(t.Context(), sequence(jobs...)))
	}()
	eventually(t, "all to be pending", func() bool { return p.pendingTasks() == len(jobs) })
	p.SetWorkers(1)
	for i, o := range <-results {
		lost, ok := errors.AsType[*LostError](o.Err)
		switch {
		case i == 12 && (!ok || lost.Cause != Protocol || !strings.Contains(lost.Detail, "cannot be sent")):
			t.Error(o.Err)
		case i != 12 && (o.Err != nil || o.Result != 2*o.Task.N):
			t.Errorf("task %d: %v", i, o.Err)
		}
	}
}

// When the program is killed outright, its workers undo their tasks and leave.
func TestWorkersLeaveWhenTheParentDies(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("looks into /proc")
	}
	dir := t.TempDir()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), roleVariable+"=parent", "POOL_TEST_DIR="+dir)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	var pids []int
	for _, name := range []string{"0", "1"} {
		path := filepath.Join(dir, name)
		eventually(t, "a worker to begin", func() bool {
			text, err := os.ReadFile(path)
			pid, notYet := strconv.Atoi(string(text))
			if err != nil || notYet != nil {
				return false
			}
			pids = append(pids, pid)
			return true
		})
	}
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Wait(); err == nil {
		t.Fatal("the parent was not killed")
	}
	for _, pid := range pids {
		eventually(t, "the worker to leave", func() bool { return hasEnded(pid) })
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "*")); len(left) > 0 {
		t.Errorf("the tasks were not undone: %v", left)
	}
}

// hasEnded says so too of a zombie: an orphan is reaped by whoever adopts it.
func hasEnded(pid int) bool {
	text, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(pid), "stat"))
	_, state, found := strings.Cut(string(text), ") ")
	return err != nil || !found || strings.HasPrefix(state, "Z")
}

// Ctrl+C reaches the workers too, and they must not heed it.
func TestWorkersIgnoreInterrupts(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("signals cannot be sent")
	}
	p := open(t, self(), Options[job]{})
	process, err := os.FindProcess((<-p.Submit(t.Context(), job{Act: "pid"})).Result)
	if err != nil {
		t.Fatal(err)
	}
	for _, signal := range []os.Signal{os.Interrupt, syscall.SIGTERM, syscall.SIGHUP} {
		if err := process.Signal(signal); err != nil {
			t.Fatal(err)
		}
		if o := <-p.Submit(t.Context(), job{Act: "pid"}); o.Result != process.Pid {
			t.Errorf("%v: %+v", signal, o)
		}
	}
}
