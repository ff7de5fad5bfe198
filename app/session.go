//go:build !headless

package app

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"time"

	"minilab/processing"
	"minilab/processing/codec"
	"minilab/processing/speedup"
	"minilab/ui"
)

// session is the engine behind the window: the queue in which drops and arguments meet, and one batch
// at a time on it. It implements ui.Session.
type session struct {
	// newBatch makes a batch without folder and workers.
	newBatch func(processing.Recipe) (*processing.Batch, error)
	limits   codec.Limits
	queue    *processing.Queue
	log      *slog.Logger

	ctx   context.Context // ends with the session
	close context.CancelFunc
	work  sync.WaitGroup // runs and scans

	mu      sync.Mutex
	phase   ui.Phase
	workers int
	folder  string // of the last order; scans leave it out
	batch   *processing.Batch
	stop    context.CancelFunc // ends the run
	problem string
	summary *ui.Summary
}

func newSession(
	ctx context.Context, log *slog.Logger, workers int, limits codec.Limits, newBatch func(processing.Recipe) (*processing.Batch, error),
) *session {
	s := &session{newBatch: newBatch, limits: limits, queue: processing.NewQueue(), log: log, workers: workers}
	s.ctx, s.close = context.WithCancel(ctx)
	return s
}

// Add puts files and folders into the queue.
func (s *session) Add(paths []string) {
	s.mu.Lock()
	folder := s.folder
	s.mu.Unlock()
	wait := s.queue.Scan(s.ctx, s.limits, folder, paths)
	s.work.Go(func() {
		if err := wait(); err != nil && !errors.Is(err, context.Canceled) {
			s.log.Error("reading folders", "error", err)
		}
	})
}

// Clear empties the queue.
func (s *session) Clear() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.phase != ui.PhaseIdle {
		return
	}
	s.queue.Clear()
	s.summary, s.problem = nil, ""
}

// Start begins a run.
func (s *session) Start(order ui.Order) error {
	if err := order.Recipe.Validate(); err != nil {
		_, sentence := processing.Reason(fmt.Errorf("%w: %w", processing.ErrRecipe, err))
		return errors.New(sentence)
	}
	if order.Folder == "" {
		return errors.New("Choose an output folder first.") //nolint:staticcheck // a sentence for the window
	}
	batch, err := s.newBatch(order.Recipe)
	if err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.phase == ui.PhaseMeasuring {
		s.stop() // a new order is worth more than the measurement of the last
	} else if s.phase != ui.PhaseIdle {
		return errors.New("A run is under way.") //nolint:staticcheck // a sentence for the window
	}
	if now := s.queue.Totals(); now.Waiting == 0 && !now.Scanning {
		return errors.New("There is no photo that waits.") //nolint:staticcheck // a sentence for the window
	}
	batch.Folder, batch.Workers = order.Folder, s.workers
	ctx, stop := context.WithCancel(s.ctx)
	s.phase, s.batch, s.stop, s.folder = ui.PhaseRunning, batch, stop, order.Folder
	s.problem, s.summary = "", nil
	s.work.Go(func() { s.run(ctx, batch) })
	return nil
}

// run is one run from Start to the phase of rest.
func (s *session) run(ctx context.Context, batch *processing.Batch) {
	var results []processing.Result
	batch.Finished = func(r processing.Result) error {
		results = append(results, r)
		return nil
	}
	start := time.Now()
	err := batch.Run(ctx, s.queue)
	summary := &ui.Summary{Elapsed: time.Since(start), Workers: s.workerCount(), Stopped: ctx.Err() != nil}
	if err == nil {
		s.enter(batch, ui.PhaseMeasuring, summary, nil)
		summary = s.measured(ctx, *summary, batch.Recipe, results)
	}
	s.enter(batch, ui.PhaseIdle, summary, err)
}

func (s *session) workerCount() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.workers
}

// enter moves to the next phase of a run, unless a newer run has taken its place.
func (s *session) enter(batch *processing.Batch, phase ui.Phase, summary *ui.Summary, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.batch != batch {
		return
	}
	s.phase, s.summary = phase, summary
	if err != nil && !errors.Is(err, context.Canceled) {
		s.log.Error("the run could not go on", "error", err)
		_, s.problem = processing.Reason(err)
	}
}

// A sample of the batch tells what one worker would have taken: few enough photos to be done in
// seconds, spread over all sizes.
const (
	samplePhotos  = 6
	sampleSeconds = 6.0
)

// measured adds to a summary what one worker would have taken, by converting a sample of the run's own
// photos again with one worker, into a scratch folder. Where that fails, the summary stays without.
func (s *session) measured(ctx context.Context, summary ui.Summary, recipe processing.Recipe, results []processing.Result) *ui.Summary {
	written := slices.DeleteFunc(results, func(r processing.Result) bool { return r.Status != processing.Written })
	if summary.Workers < 2 || len(written) < 2 {
		return &summary
	}
	chosen := speedup.Stratified(written, func(r processing.Result) float64 { return r.Seconds }, sampleSize(written))
	m := measurement{
		photos: s.photosOf(chosen),
		batch:  func() (*processing.Batch, error) { return s.newBatch(recipe) },
	}
	if _, err := m.run(ctx, 1); err != nil {
		if ctx.Err() == nil {
			s.log.Warn("the pace of one worker could not be measured", "error", err)
		}
		return &summary
	}
	summary.Sample = len(chosen)
	summary.OneWorker = speedup.OneWorker(sum(m.seconds), busy(chosen), busy(written))
	return &summary
}

// sampleSize is the number of photos that one worker does within the time for it.
func sampleSize(written []processing.Result) int {
	mean := busy(written) / float64(len(written))
	return max(1, min(samplePhotos, len(written), int(sampleSeconds/mean)))
}

// photosOf finds the photos of results.
func (s *session) photosOf(results []processing.Result) []processing.Photo {
	wanted := map[string]bool{}
	for _, r := range results {
		wanted[r.Source] = true
	}
	return slices.DeleteFunc(s.queue.Photos(), func(p processing.Photo) bool { return !wanted[p.Path] })
}

func busy(results []processing.Result) float64 {
	total := 0.0
	for _, r := range results {
		total += r.Seconds
	}
	return total
}

func sum(values []float64) float64 {
	total := 0.0
	for _, v := range values {
		total += v
	}
	return total
}

// Stop ends the run or the measurement after it.
func (s *session) Stop() {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch s.phase {
	case ui.PhaseRunning:
		s.phase = ui.PhaseStopping
		s.stop()
	case ui.PhaseMeasuring:
		s.stop()
	}
}

// SetWorkers changes the number of workers of this run and of those to come.
func (s *session) SetWorkers(n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.workers = max(1, n)
	if s.phase == ui.PhaseRunning {
		s.batch.SetWorkers(s.workers)
	}
}

// Status samples the session.
func (s *session) Status() ui.Status {
	s.mu.Lock()
	defer s.mu.Unlock()
	return ui.Status{Phase: s.phase, Progress: s.queue.Snapshot(), Problem: s.problem, Summary: s.summary}
}

// Row is one photo of the queue.
func (s *session) Row(index int) processing.Row { return s.queue.Row(index) }

// Close ends everything and waits for it.
func (s *session) Close() {
	s.close()
	s.work.Wait()
}
