package ui

import (
	"time"

	"minilab/processing"
)

// Phase is what the session is doing.
type Phase uint8

// The phases of a session. Photos can be added in every one of them.
const (
	// PhaseIdle: nothing runs; the queue may hold photos.
	PhaseIdle Phase = iota
	// PhaseRunning: photos are being converted.
	PhaseRunning
	// PhaseStopping: Stop was asked; photos in work are being undone.
	PhaseStopping
	// PhaseMeasuring: the batch is done; a sample of it is being converted again by one worker, to
	// say what the workers brought.
	PhaseMeasuring
)

// Order is what the user asked for when pressing Start.
type Order struct {
	Recipe processing.Recipe
	// Folder is the output folder.
	Folder string
}

// Summary is what the last run came to.
type Summary struct {
	Elapsed time.Duration
	// OneWorker is what one worker would have taken, from a measurement on a sample of the same
	// photos; 0 where it was not measured. Sample is the number of photos measured.
	OneWorker time.Duration
	Sample    int
	// Workers is the number of workers at the end of the run.
	Workers int
	// Stopped is true where the user stopped the run.
	Stopped bool
}

// Speedup is how many times faster the run was than one worker; 0 where it was not measured.
func (s Summary) Speedup() float64 {
	if s.OneWorker <= 0 || s.Elapsed <= 0 {
		return 0
	}
	return s.OneWorker.Seconds() / s.Elapsed.Seconds()
}

// Status is the session at one moment.
type Status struct {
	Phase Phase
	// Progress is the queue; its Changed list is consumed by the call that returned it.
	Progress processing.Snapshot
	// Problem is a sentence about why the last run could not go on; empty where all is well.
	Problem string
	// Summary is set once a run has ended; nil before the first end and during a run.
	Summary *Summary
}

// Session is the engine as the window sees it. Every method may be called from any goroutine and
// returns at once.
type Session interface {
	// Add puts files and folders into the queue, also during a run. Folders are read in the background.
	Add(paths []string)
	// Clear empties the queue; it does nothing during a run.
	Clear()
	// Start converts every photo that waits. It fails where a run is under way, nothing waits or the
	// order cannot be carried out; the error's text is a sentence to show.
	Start(Order) error
	// Stop ends the run: photos in work are undone, photos that wait stay in the queue.
	Stop()
	// SetWorkers changes the number of workers, 1 or more, at once, during a run too.
	SetWorkers(n int)
	// Status samples the session. Only one caller may use its Changed list.
	Status() Status
	// Row is one photo of the queue. The zero Row stands for an index out of range.
	Row(index int) processing.Row
	// Close stops the run, waits until every worker has ended and nothing half-written is left.
	Close()
}
