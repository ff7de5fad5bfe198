package processing

import (
	"context"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"sync"
	"time"

	"minilab/processing/codec"
)

// Queue is the photos of a batch, in the order they were added, and how each one stands. Scanners add
// to it while a Batch already works on it; a screen samples it. All methods may be called from any
// goroutine.
type Queue struct {
	mu       sync.Mutex
	wake     *sync.Cond
	entries  []entry
	seen     map[string]bool        // real paths of the photos
	given    map[string]fs.FileInfo // the files and folders that were added, by their real paths
	first    int                    // no entry before it waits untaken
	inHand   int                    // photos that a batch took and that are not done
	scans    int                    // scanners at work
	era      int                    // counts the times it was cleared
	passed   int
	counts   [StateFailed + 1]int
	changed  []int
	stages   StageSeconds
	bytesIn  int64
	bytesOut int64
	pace     pace
	running  func() []Running
	workers  func() int
}

// entry is one photo and its story.
type entry struct {
	photo   Photo
	state   PhotoState
	taken   bool  // a batch has it
	changed bool  // it is in Queue.changed
	stage   Stage // of a photo in work, as last sampled
	result  Result
}

// NewQueue returns an empty queue.
func NewQueue() *Queue {
	q := &Queue{seen: map[string]bool{}, given: map[string]fs.FileInfo{}}
	q.wake = sync.NewCond(&q.mu)
	return q
}

// Scan adds the photos found under the paths, in the background. A batch that has come to the end of
// the queue waits for every scan that was begun before its last photo was done. The function it returns
// waits for the end of the scan, which has an error only where ctx ended. Outputs below except, the
// output folder, are left out.
func (q *Queue) Scan(ctx context.Context, limits codec.Limits, except string, paths []string) (wait func() error) {
	era := q.give(paths)
	done := make(chan error, 1)
	go func() {
		defer close(done)
		defer q.scanEnded()
		scanner := Scanner{Limits: limits, Except: except, Found: func(p Photo) { q.found(era, p) }, PassedOver: func(string) { q.passOver(era) }}
		done <- scanner.Scan(ctx, paths)
	}()
	return func() error { return <-done }
}

// give notes what was added, before any of it is read: all of it is original from now on.
func (q *Queue) give(paths []string) (era int) {
	given := map[string]fs.FileInfo{}
	for _, path := range paths {
		real, err := realPath(path)
		if err != nil {
			continue // the scanner tells it
		}
		if info, err := os.Stat(real); err == nil {
			given[real] = info
		}
	}
	q.mu.Lock()
	defer q.mu.Unlock()
	q.scans++
	maps.Copy(q.given, given)
	return q.era
}

func (q *Queue) scanEnded() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.scans--
	q.wake.Broadcast()
}

// Add puts a photo at the end. A photo that is in the queue already is not added again.
func (q *Queue) Add(p Photo) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.add(p)
}

// found adds what a scan found, unless the queue was cleared since the scan began.
func (q *Queue) found(era int, p Photo) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if era == q.era {
		q.add(p)
	}
}

func (q *Queue) add(p Photo) {
	if q.seen[p.Real] {
		return
	}
	q.seen[p.Real] = true
	q.entries = append(q.entries, entry{photo: p})
	q.counts[StateWaiting]++
	q.pace.total += weight(p)
	q.touch(len(q.entries) - 1)
	q.wake.Broadcast()
}

func (q *Queue) passOver(era int) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if era == q.era {
		q.passed++
	}
}

// isOriginal reports whether a file was added or lies in a folder that was, outputs in an output folder
// below it excepted. Originals are never replaced. A file that was added itself is known by its identity
// too: where letters of either case name one file, and by hard links, it has several paths.
func (q *Queue) isOriginal(folder, real string, file fs.FileInfo) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	for given, info := range q.given {
		if os.SameFile(info, file) || within(given, real) && (given == folder || !within(given, folder)) {
			return true
		}
	}
	return false
}

// holds reports whether a folder itself was added.
func (q *Queue) holds(folder string) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	_, given := q.given[folder]
	return given
}

// Clear empties the queue; what a scan finds that is still under way is dropped. It must not be called while a batch works on it.
func (q *Queue) Clear() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.era++
	q.entries, q.changed, q.first, q.inHand, q.passed = nil, nil, 0, 0, 0
	q.seen, q.given = map[string]bool{}, map[string]fs.FileInfo{}
	q.counts, q.stages, q.bytesIn, q.bytesOut, q.pace = [StateFailed + 1]int{}, StageSeconds{}, 0, 0, pace{}
}

// Photos lists all photos, in the order of the queue.
func (q *Queue) Photos() []Photo {
	q.mu.Lock()
	defer q.mu.Unlock()
	photos := make([]Photo, len(q.entries))
	for i := range q.entries {
		photos[i] = q.entries[i].photo
	}
	return photos
}

// Results lists the photos that are done, in the order of the queue.
func (q *Queue) Results() []Result {
	q.mu.Lock()
	defer q.mu.Unlock()
	results := make([]Result, 0, len(q.entries))
	for i := range q.entries {
		if q.entries[i].state.Done() {
			results = append(results, q.entries[i].result)
		}
	}
	return results
}

// photo is the photo of an index that take handed out.
func (q *Queue) photo(index int) Photo {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.entries[index].photo
}

// Row is one photo as it stands; the zero Row for an index that is not there.
func (q *Queue) Row(index int) Row {
	q.mu.Lock()
	defer q.mu.Unlock()
	if index < 0 || index >= len(q.entries) {
		return Row{}
	}
	e := &q.entries[index]
	row := Row{
		Index: index, State: e.state, Name: filepath.Base(e.photo.Path), Path: e.photo.Path,
		BytesIn: e.photo.Bytes, Result: e.result,
	}
	if e.photo.Err == nil {
		row.Width, row.Height = e.photo.Info.Upright()
	}
	if e.state == StateWorking && q.running != nil {
		for _, r := range q.running() {
			if r.Index == index {
				row.Stage, row.Share = r.Stage, q.share(r.Stage)
			}
		}
	}
	return row
}

// Snapshot samples the queue. The rows that changed are told once: only one reader may use them.
func (q *Queue) Snapshot() Snapshot {
	q.mu.Lock()
	defer q.mu.Unlock()
	s := q.totals()
	for _, i := range q.changed {
		q.entries[i].changed = false
	}
	s.Changed, q.changed = q.changed, nil
	return s
}

// Totals samples the queue without the rows that changed, for any number of readers.
func (q *Queue) Totals() Snapshot {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.totals()
}

func (q *Queue) totals() Snapshot {
	running := q.sampleRunning()
	s := Snapshot{
		Scanning: q.scans > 0, Photos: len(q.entries), PassedOver: q.passed,
		Waiting: q.counts[StateWaiting], Working: q.counts[StateWorking],
		Written: q.counts[StateWritten], Skipped: q.counts[StateSkipped], Failed: q.counts[StateFailed],
		BytesIn: q.bytesIn, BytesOut: q.bytesOut, Running: running,
	}
	if q.workers != nil {
		s.Workers = q.workers()
	}
	inWork := 0.0
	for _, r := range running {
		inWork += r.Share * weight(q.entries[r.Index].photo)
	}
	q.pace.tell(&s, inWork, time.Now())
	return s
}

// sampleRunning asks the pool what is in work and moves the rows' states to it: workers count, the
// screen samples, and no event crosses in between.
func (q *Queue) sampleRunning() []Running {
	if q.running == nil {
		return nil
	}
	var running []Running
	for _, r := range q.running() {
		e := &q.entries[r.Index]
		if e.state.Done() {
			continue // its result came in since the pool was asked
		}
		q.move(r.Index, StateWorking)
		if e.stage != r.Stage {
			e.stage = r.Stage
			q.touch(r.Index)
		}
		r.Name, r.Share = filepath.Base(e.photo.Path), q.share(r.Stage)
		running = append(running, r)
	}
	return running
}

// attach lets a batch tell what is in work, from its start to its end.
func (q *Queue) attach(running func() []Running, workers func() int) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.running, q.workers = running, workers
	q.pace.start(time.Now())
}

// detach ends what attach began. Whatever is not done waits again.
func (q *Queue) detach() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.pace.stop(time.Now())
	q.running, q.workers = nil, nil
	for i := range q.entries {
		if e := &q.entries[i]; !e.state.Done() {
			e.taken = false
			q.move(i, StateWaiting)
		}
	}
	q.first, q.inHand = 0, 0
}

// take hands out the next photo that waits. It blocks while one may still be added, by a scan or by
// whoever watches the last photos in work, and reports false when all are done or ctx ends.
func (q *Queue) take(ctx context.Context) (int, Photo, bool) {
	stop := context.AfterFunc(ctx, func() {
		q.mu.Lock()
		defer q.mu.Unlock()
		q.wake.Broadcast()
	})
	defer stop()
	q.mu.Lock()
	defer q.mu.Unlock()
	for {
		for ; q.first < len(q.entries); q.first++ {
			if e := &q.entries[q.first]; !e.taken && !e.state.Done() && ctx.Err() == nil {
				e.taken = true
				q.inHand++
				return q.first, e.photo, true
			}
			if ctx.Err() != nil {
				return 0, Photo{}, false
			}
		}
		if q.scans == 0 && q.inHand == 0 || ctx.Err() != nil {
			return 0, Photo{}, false
		}
		q.wake.Wait()
	}
}

// finish records how a photo ended.
func (q *Queue) finish(index int, r Result) {
	q.mu.Lock()
	defer q.mu.Unlock()
	e := &q.entries[index]
	e.result = r
	if e.taken {
		e.taken = false
		q.inHand--
		q.wake.Broadcast()
	}
	switch r.Status {
	case Written:
		q.move(index, StateWritten)
		q.bytesIn += r.BytesIn
		q.bytesOut += r.BytesOut()
		q.stages.AddAll(r.Stages)
	case Skipped:
		q.move(index, StateSkipped)
	default:
		q.move(index, StateFailed)
	}
	q.pace.done(weight(e.photo), time.Now())
}

// move changes a row's state and the counts with it.
func (q *Queue) move(index int, to PhotoState) {
	e := &q.entries[index]
	if e.state == to {
		return
	}
	q.counts[e.state]--
	q.counts[to]++
	e.state = to
	q.touch(index)
}

// touch notes that a row changed.
func (q *Queue) touch(index int) {
	if e := &q.entries[index]; !e.changed {
		e.changed = true
		q.changed = append(q.changed, index)
	}
}

// usualStages is how a photo's time is split before this run has measured its own: only the ratios
// count. Measured on JPEG photos of 10 to 30 megapixels to 2048 pixels on the general path.
var usualStages = StageSeconds{Read: 0.01, Decode: 0.4, Resize: 0.4, Colour: 0.04, Encode: 0.14, Write: 0.01}

// share is how much of a photo is done when it enters a stage, by the time stages took so far.
func (q *Queue) share(stage Stage) float64 {
	times := usualStages
	times.AddAll(q.stages) // after a few photos the run's own times outweigh the usual ones
	before := 0.0
	for _, s := range Stages {
		if s < stage {
			before += times.Get(s)
		}
	}
	return before / times.Total()
}
