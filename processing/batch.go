package processing

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"sync"
	"time"

	"minilab/processing/codec"
	"minilab/processing/output"
	"minilab/processing/pool"
)

// Isolation says what a worker is.
type Isolation string

// The kinds of workers.
const (
	// IsolationProcess makes each worker a process of its own: a photo that crashes its decoder costs
	// one photo, and memory is the system's to take back.
	IsolationProcess Isolation = "process"
	// IsolationNone makes each worker a goroutine of this process.
	IsolationNone Isolation = "none"
)

// Small photos travel several to a message: at most messageTasks, and none more once messagePixels are
// together. A message costs some 50 microseconds, a photo of a megapixel some 20 milliseconds.
const (
	messageTasks  = 16
	messagePixels = 2e6
)

// ErrSameFolder is an output folder that is also an input: outputs would lie among the originals, and
// the next run would take them for photos.
var ErrSameFolder = errors.New("the output folder is also an input folder")

// Batch converts the photos of a queue by one recipe into one folder, on a pool of workers.
// Fill in the fields, then call Run once.
type Batch struct {
	Recipe   Recipe
	Folder   string
	Conflict output.Policy
	Limits   codec.Limits
	// Workers is the number of workers, at least 1. SetWorkers changes it.
	Workers   int
	Isolation Isolation
	// Program starts a worker process; only IsolationProcess needs it. The program it starts must call
	// ServeWorker.
	Program pool.Command
	// Memory is the most bytes for photos in work at once; 0 for no bound.
	Memory int64
	// Timeout is the most time for one photo; nil is DefaultTimeout.
	Timeout func(megapixels float64) time.Duration
	// Finished hears of every photo's end, in the order they end, one at a time, from goroutines of the
	// run. An error stops the run, and Run returns it. Nil goes on: one bad photo never stops a batch.
	Finished func(Result) error

	mu   sync.Mutex // guards Workers and pool once Run has begun
	pool *pool.Pool[Job, Result]
}

// DefaultTimeout is 30 seconds and 2 more for each megapixel.
func DefaultTimeout(megapixels float64) time.Duration {
	return 30*time.Second + time.Duration(2*megapixels*float64(time.Second))
}

// workerGC is the growth of a worker's heap, in percent, after which garbage is collected. What a worker
// holds is a few large buffers that it uses again, so collecting often costs little; at Go's usual 100 a
// buffer that was outgrown would stay beside the new one for long.
const workerGC = 25

// ServeWorker is the whole life of a worker process: it does jobs until its input ends.
func ServeWorker(ctx context.Context) error {
	debug.SetGCPercent(workerGC)
	return pool.Serve(ctx, newWork())
}

// newWork is what workers do, of either kind. Goroutines share it and each takes a converter of its own
// for a job, so that there are as many as workers and their memory is used again.
func newWork() pool.Func[Job, Result] {
	var mu sync.Mutex
	var idle []*Converter
	take := func() *Converter {
		mu.Lock()
		defer mu.Unlock()
		if len(idle) == 0 {
			return new(Converter)
		}
		last := idle[len(idle)-1]
		idle = idle[:len(idle)-1]
		return last
	}
	return func(ctx context.Context, job Job, mark func(uint8)) Result {
		converter := take()
		result := converter.Convert(ctx, job, func(s Stage) { mark(uint8(s)) })
		mu.Lock()
		defer mu.Unlock()
		idle = append(idle, converter)
		return result
	}
}

// SetWorkers changes the number of workers, at once, during a run too; 0 pauses. It may be called from
// any goroutine.
func (b *Batch) SetWorkers(n int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.Workers = n
	if b.pool != nil {
		b.bound(n)
		b.pool.SetWorkers(n)
	}
}

// Run works until every photo of the queue is done and no scan may add another. It returns nil when
// the queue is done, whatever became of single photos; ctx's error when that ended first; and else why
// the run could not go on. Photos that are not done then wait in the queue for another run. When Run
// returns, every worker process has ended and no temporary file is left.
func (b *Batch) Run(ctx context.Context, q *Queue) (err error) {
	r, err := b.open(q)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, r.folder.Close()) }()
	workers := b.startPool()
	defer func() { err = errors.Join(err, b.closePool()) }()
	q.attach(func() []Running { return running(workers) }, workers.Workers)
	defer q.detach()

	ctx, r.stop = context.WithCancelCause(ctx)
	defer r.stop(nil)
	for outcome := range workers.Stream(ctx, r.jobs(ctx)) {
		r.settle(outcome)
	}
	return context.Cause(ctx)
}

// open checks and opens what the run needs.
func (b *Batch) open(q *Queue) (*run, error) {
	if err := b.Recipe.Validate(); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrRecipe, err)
	}
	template, err := output.ParseTemplate(b.Recipe.NameTemplate())
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrRecipe, err)
	}
	// All that follows works under the folder's real path: by way of a link an original would not be
	// known for one.
	real := futurePath(b.Folder)
	if q.holds(real) {
		return nil, fmt.Errorf("%w: %s", ErrSameFolder, b.Folder)
	}
	folder, err := output.OpenFolder(real)
	if err != nil {
		return nil, asGiven(err, b.Folder)
	}
	original := func(file string, info fs.FileInfo) bool {
		dir, err := filepath.EvalSymlinks(filepath.Dir(file)) // a link in the folder may lead to originals below it
		return err != nil || q.isOriginal(real, filepath.Join(dir, filepath.Base(file)), info)
	}
	return &run{
		batch: b, queue: q, folder: folder, real: real, template: template,
		names: output.NewNames(folder, b.Conflict, original), token: newToken(),
	}, nil
}

// asGiven names the output folder in an error as the person named it.
func asGiven(err error, folder string) error {
	if e, ok := errors.AsType[*output.FolderError](err); ok {
		return &output.FolderError{Path: folder, Problem: e.Problem, Err: e.Err}
	}
	return err
}

func (b *Batch) startPool() *pool.Pool[Job, Result] {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.Workers = max(1, b.Workers)
	b.bound(b.Workers)
	starter := pool.Goroutines(newWork())
	if b.Isolation != IsolationNone {
		starter = pool.Processes[Job, Result](b.Program)
	}
	timeout := b.Timeout
	if timeout == nil {
		timeout = DefaultTimeout
	}
	b.pool = pool.New(starter, pool.Options[Job]{
		Workers: b.Workers,
		Cost:    func(j Job) int64 { return j.Memory }, Memory: b.Memory,
		Timeout:      func(j Job) time.Duration { return timeout(j.Megapixels) },
		MessageTasks: messageTasks, MessageWork: messagePixels,
		Work: func(j Job) int64 { return int64(j.Megapixels * 1e6) },
	})
	return b.pool
}

// bound holds goroutine workers to as many cores as there are workers. Libraries that spread one
// picture over all cores would else make one worker look like many, and many fight each other; a
// worker process is held to one core from its start.
func (b *Batch) bound(workers int) {
	if b.Isolation == IsolationNone && workers > 0 {
		runtime.GOMAXPROCS(min(workers, runtime.NumCPU()))
	}
}

// closePool holds no lock while it waits for the workers, since SetWorkers is to return at once.
func (b *Batch) closePool() error {
	b.mu.Lock()
	closing := b.pool
	b.pool = nil
	b.mu.Unlock()
	err := closing.Close()
	if b.Isolation == IsolationNone {
		runtime.SetDefaultGOMAXPROCS()
		return nil // a goroutine that overran its time can only be abandoned, and its photo's result says so
	}
	return err
}

// workerCount is the number of workers as last set.
func (b *Batch) workerCount() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.Workers
}

func running(p *pool.Pool[Job, Result]) []Running {
	inWork := p.Running()
	all := make([]Running, len(inWork))
	for i, r := range inWork {
		all[i] = Running{Worker: r.Worker, Index: r.Task.Index, Stage: Stage(r.Step), Since: r.Since}
	}
	return all
}

// newToken is a name for one run that no other run has.
func newToken() string {
	var b [6]byte
	_, _ = rand.Read(b[:]) // crypto/rand.Read never fails
	return hex.EncodeToString(b[:])
}
