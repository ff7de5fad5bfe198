package processing

import (
	"context"
	"errors"
	"time"
)

// ReportVersion is the version of the report's shape.
const ReportVersion = 1

// Report is what a run came to. Written + Skipped + Failed == Photos, always; photos that a stopped run
// did not come to are Waiting and are not among Photos.
type Report struct {
	Version   int       `json:"version"`
	Recipe    Recipe    `json:"recipe"`
	Workers   int       `json:"workers"`
	Isolation Isolation `json:"isolation"`
	Photos    int       `json:"photos"`
	Written   int       `json:"written"`
	Skipped   int       `json:"skipped"`
	Failed    int       `json:"failed"`
	// Waiting counts photos that are still to do, PassedOver files that are no photos.
	Waiting    int `json:"waiting"`
	PassedOver int `json:"passed_over"`
	// BytesIn and BytesOut are those of the photos that were written.
	BytesIn  int64 `json:"bytes_in"`
	BytesOut int64 `json:"bytes_out"`
	// ElapsedSeconds is wall time; CPUSeconds is the processor time of this program and its workers.
	ElapsedSeconds float64      `json:"elapsed_seconds"`
	CPUSeconds     float64      `json:"cpu_seconds"`
	Stages         StageSeconds `json:"stages"`
	// Stopped is why the run did not come to its end; empty where it did.
	Stopped string `json:"stopped,omitempty"`
	// Results has one entry for each of Photos, in the order they were added.
	Results []Result `json:"results"`
}

// Report sums up a queue after a run of b.
func (b *Batch) Report(q *Queue, elapsed, cpu time.Duration, stopped error) Report {
	s := q.Totals()
	r := Report{
		Version: ReportVersion, Recipe: b.Recipe, Workers: b.workerCount(), Isolation: b.Isolation,
		Waiting: s.Waiting + s.Working, PassedOver: s.PassedOver,
		ElapsedSeconds: elapsed.Seconds(), CPUSeconds: cpu.Seconds(), Results: q.Results(),
	}
	switch {
	case errors.Is(stopped, context.Canceled):
		r.Stopped = "The run was stopped; the photos that wait are still to do."
	case stopped != nil:
		_, r.Stopped = Reason(stopped)
	}
	for i := range r.Results {
		r.count(&r.Results[i])
	}
	return r
}

func (r *Report) count(result *Result) {
	r.Photos++
	switch result.Status {
	case Written:
		r.Written++
		r.BytesIn += result.BytesIn
		r.BytesOut += result.BytesOut()
	case Skipped:
		r.Skipped++
	case Failed:
		r.Failed++
	}
	r.Stages.AddAll(result.Stages)
	if result.Outputs == nil {
		result.Outputs = []Output{} // an empty list in JSON, never null
	}
}
