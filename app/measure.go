package app

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"minilab/processing"
	"minilab/processing/output"
	"minilab/processing/speedup"
)

// measurement converts the same photos again and again with different numbers of workers. Headers are
// read once, before; every run has a batch and a scratch folder of its own, and its time is that of
// the batch from the start of the first worker to the end of the last.
type measurement struct {
	photos []processing.Photo
	// batch makes a batch without folder and workers.
	batch func() (*processing.Batch, error)
	// keep is the folder for outputs that are to stay; empty for a scratch folder.
	keep string
	// seconds gathers what each photo took in the last run, by its place in photos.
	seconds []float64
}

// goodPhotos lists the photos of a scan that have a readable header, and counts the others.
func goodPhotos(ctx context.Context, work workFlags, paths []string) (good []processing.Photo, bad int, err error) {
	scanner := processing.Scanner{Limits: work.limits(), Found: func(p processing.Photo) {
		if p.Err != nil {
			bad++
			return
		}
		good = append(good, p)
	}}
	return good, bad, scanner.Scan(ctx, paths)
}

// run converts every photo once. A photo that fails ends the measurement: its time would be that of
// something else.
func (m *measurement) run(ctx context.Context, workers int) (run speedup.Run, err error) {
	batch, err := m.batch()
	if err != nil {
		return run, err
	}
	folder := m.keep
	if folder == "" {
		if folder, err = os.MkdirTemp("", "minilab-measure-"); err != nil {
			return run, fmt.Errorf("make a scratch folder: %w", err)
		}
		defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	}
	batch.Folder, batch.Workers, batch.Conflict = folder, workers, output.Overwrite
	queue := processing.NewQueue()
	for _, p := range m.photos {
		queue.Add(p)
	}
	start := time.Now()
	if err := batch.Run(ctx, queue); err != nil {
		return run, err
	}
	run.Elapsed = time.Since(start)
	return run, m.collect(batch.Report(queue, run.Elapsed, 0, nil), &run)
}

// collect takes what a run's report says.
func (m *measurement) collect(report processing.Report, run *speedup.Run) error {
	m.seconds = m.seconds[:0]
	for _, r := range report.Results {
		if r.Status != processing.Written {
			return fmt.Errorf("measure %s: %s", r.Source, r.Reason)
		}
		m.seconds = append(m.seconds, r.Seconds)
	}
	run.Stages = map[string]float64{}
	for _, s := range processing.Stages {
		run.Stages[s.String()] = report.Stages.Get(s)
	}
	return nil
}
