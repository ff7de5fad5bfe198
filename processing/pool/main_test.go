package pool

import (
	"context"
	"encoding/binary"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"
)

// The test binary is its own worker. roleVariable makes it play others: workers that misbehave, and
// a parent that dies.
const roleVariable = "POOL_TEST_ROLE"

func TestMain(m *testing.M) {
	role := os.Getenv(roleVariable)
	switch {
	case InWorker() && role != "":
		os.Exit(badWorker(role))
	case InWorker():
		if err := Serve(context.Background(), act); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	case role == "parent":
		parent()
	default:
		os.Exit(m.Run())
	}
}

// job is the task of these tests.
type job struct {
	Act  string
	N    int
	Path string
	Pad  string
}

// act does what the job says. It returns twice N where nothing else is said.
func act(ctx context.Context, j job, mark func(uint8)) int {
	switch j.Act {
	case "exit":
		os.Exit(3)
	case "kill":
		self, _ := os.FindProcess(os.Getpid())
		_ = self.Kill()
		select {}
	case "panic":
		panic("the task " + strconv.Itoa(j.N))
	case "nil":
		var m *job
		m.N++
	case "stray panic":
		go func() { panic("stray") }()
		select {}
	case "goexit":
		runtime.Goexit()
	case "hang": // for good, whatever ctx says
		touch(j.Path)
		select {}
	case "wait": // until it is cancelled, then undo
		touch(j.Path)
		<-ctx.Done()
		_ = os.Remove(j.Path)
		return -1
	case "gate": // until the file is there
		mark(uint8(j.N))
		for !exists(j.Path) && ctx.Err() == nil {
			time.Sleep(time.Millisecond)
		}
	case "mark":
		for step := range uint8(200) {
			mark(step)
			mark(step)
		}
	case "noise":
		noise := strings.Repeat("x", 1<<20)
		fmt.Fprint(os.Stderr, noise)
		fmt.Print(noise)
	case "pid":
		return os.Getpid()
	case "start":
		_, err := Processes[job, int](Command{Path: os.Args[0]}).Start(ctx)
		if err == ErrInsideWorker { //nolint:errorlint // exactly this one
			return 1
		}
		return 0
	case "procs":
		return runtime.GOMAXPROCS(0)
	case "sleep":
		time.Sleep(time.Duration(j.N) * time.Millisecond)
	}
	return 2 * j.N
}

func touch(path string) {
	if path != "" {
		_ = os.WriteFile(path, []byte(strconv.Itoa(os.Getpid())), 0o600)
	}
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// badWorker says on its output what no worker should.
func badWorker(role string) int {
	in, out, err := connection()
	if err != nil {
		return 2
	}
	f := newFrames(in, out)
	greet := func() { _ = f.write(notice{Kind: kindHello, Version: protocolVersion}) }
	hear := func() {
		var r request[job]
		_ = f.read(&r)
	}
	switch role {
	case "dies at once":
		fmt.Fprintln(os.Stderr, "error while loading shared libraries")
		return 127
	case "another version":
		_ = f.write(notice{Kind: kindHello, Version: protocolVersion + 1})
	case "no hello":
		_ = f.write(notice{Kind: kindEnd})
	case "silent at start":
	case "garbage":
		greet()
		hear()
		_, _ = out.WriteString("\x05\x00\x00\x00hello")
	case "oversized":
		greet()
		hear()
		_ = binary.Write(out, binary.LittleEndian, uint32(1<<31))
	case "truncated":
		greet()
		hear()
		_, _ = out.WriteString("\x40\x00\x00\x00{\"kind\":")
		return 0
	case "wrong index":
		greet()
		hear()
		_ = f.write(completion[int]{Kind: kindDone, Task: 7, Result: 1})
	case "no result":
		greet()
		hear()
		_ = f.write(notice{Kind: kindDone})
	case "ends early":
		greet()
		hear()
		_ = f.write(notice{Kind: kindEnd})
	case "closes its output":
		greet()
		hear()
		_ = out.Close()
	case "deaf": // never reads, never leaves
		greet()
	}
	time.Sleep(2 * time.Minute) // longer than the pool has patience; not for ever, in case a test is stopped
	return 0
}

// parent starts a pool, reports the processes of its workers and waits to be killed.
func parent() {
	p := New(self(), Options[job]{Workers: 2})
	dir := os.Getenv("POOL_TEST_DIR")
	outs := []<-chan Outcome[job, int]{
		p.Submit(context.Background(), job{Act: "wait", Path: filepath.Join(dir, "0")}),
		p.Submit(context.Background(), job{Act: "wait", Path: filepath.Join(dir, "1")}),
	}
	for _, out := range outs {
		<-out
	}
}

// self starts this test binary as a worker, in a role if one is given.
func self(role ...string) Starter[job, int] {
	return Processes[job, int](Command{
		Path: os.Args[0],
		Env:  []string{roleVariable + "=" + strings.Join(role, "")},
	})
}

// kinds runs a test on both kinds of workers.
func kinds(t *testing.T, test func(t *testing.T, s Starter[job, int])) {
	t.Run("goroutines", func(t *testing.T) { test(t, Goroutines(act)) })
	t.Run("processes", func(t *testing.T) { test(t, self()) })
}

// open makes a pool that the test closes at its end, and checks that nothing outlives it.
func open[T, R any](t *testing.T, s Starter[T, R], o Options[T]) *Pool[T, R] {
	t.Helper()
	before := runtime.NumGoroutine()
	p := New(s, o)
	t.Cleanup(func() {
		if err := p.Close(); err != nil {
			t.Error(err)
		}
		eventually(t, "all goroutines to end", func() bool { return runtime.NumGoroutine() <= before })
		eventually(t, "all processes to be reaped", func() bool { return len(children(t)) == 0 })
	})
	return p
}

// eventually fails only what never comes: how long it takes is no verdict.
func eventually(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for deadline := time.Now().Add(time.Minute); !ok(); time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			stacks := make([]byte, 1<<20)
			t.Fatalf("waited in vain for %s\n%s", what, stacks[:runtime.Stack(stacks, true)])
		}
	}
}

// children are the processes this one has started and not waited for, zombies included.
func children(t *testing.T) []string {
	t.Helper()
	lists, err := filepath.Glob("/proc/self/task/*/children")
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, list := range lists {
		text, err := os.ReadFile(list)
		if err == nil { // a thread may have ended
			all = append(all, strings.Fields(string(text))...)
		}
	}
	return all
}

// doubles is jobs that return 0, 2, 4 and so on.
func doubles(n int) iter.Seq[job] {
	return func(yield func(job) bool) {
		for i := range n {
			if !yield(job{N: i}) {
				return
			}
		}
	}
}

func sequence[T any](tasks ...T) iter.Seq[T] {
	return func(yield func(T) bool) {
		for _, task := range tasks {
			if !yield(task) {
				return
			}
		}
	}
}

func collect[T any](seq iter.Seq[T]) []T {
	var all []T
	for v := range seq {
		all = append(all, v)
	}
	return all
}
