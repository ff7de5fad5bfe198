package processing

import "time"

// PhotoState is where a photo of the queue stands.
type PhotoState uint8

// The states of a photo in the queue.
const (
	StateWaiting PhotoState = iota
	StateWorking
	StateWritten
	StateSkipped
	StateFailed
)

// Done reports whether the photo's story has ended.
func (s PhotoState) Done() bool { return s >= StateWritten }

// Row is one photo of the queue as a screen shows it. It is a copy: reading it needs no lock.
type Row struct {
	Index int
	State PhotoState
	// Name is the file's name, Path the whole path.
	Name, Path string
	// Width and Height are upright, in pixels; 0 where the header could not be read.
	Width, Height int
	BytesIn       int64
	// Stage is what is being done to a photo in work, Share how much of it is done, 0 to 1.
	Stage Stage
	Share float64
	// Result is set once the photo is done.
	Result Result
}

// Running is one photo in work.
type Running struct {
	Worker int
	Index  int
	Name   string
	Stage  Stage
	// Share is how much of the photo is done, 0 to 1, by the time its stages took in this run so far.
	Share float64
	Since time.Time
}

// Snapshot is the queue at one moment: totals, pace, time left and what changed since the last one.
type Snapshot struct {
	// Scanning is true while folders are still being read: Photos grows.
	Scanning bool
	// Photos is the number of rows; Photos = Waiting + Working + Written + Skipped + Failed.
	Photos, Waiting, Working, Written, Skipped, Failed int
	// PassedOver counts files in the folders that are no photos.
	PassedOver int
	// BytesIn and BytesOut are of the photos written so far.
	BytesIn, BytesOut int64
	// Elapsed is the time the run has taken; it stands still after the end.
	Elapsed time.Duration
	// Left is the expected time to the end; LeftKnown is false while it cannot be told.
	Left      time.Duration
	LeftKnown bool
	// Rate is photos a second over the last seconds of the run.
	Rate float64
	// Share is how much of the run is done, 0 to 1, by megapixels.
	Share   float64
	Workers int
	Running []Running
	// Changed lists the rows that changed since the last Snapshot, without repeats.
	Changed []int
}

// Done is the number of photos whose story has ended.
func (s *Snapshot) Done() int { return s.Written + s.Skipped + s.Failed }
