package app

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"minilab/processing"
	"minilab/processing/machine"
	"minilab/processing/output"
)

// convertCommand is `minilab convert`: one batch, then exit.
type convertCommand struct {
	Paths []string `arg:"" name:"path" help:"Photos, and folders of photos, taken with all folders below them."`
	To    string   `required:"" placeholder:"DIR" help:"The output folder. The tree of the input folders is kept below it."`
	recipeFlags
	OnConflict string   `default:"rename" placeholder:"HOW" help:"What to do where an output stands already: rename, skip, overwrite or newer (overwrite where the photo is newer). Originals are never overwritten (rename)."`
	Again      bool     `help:"Convert also what an earlier run has done. Earlier runs are not remembered yet, so every run does so."`
	Workers    int      `placeholder:"N" help:"Number of workers (number of cores)."`
	Report     []string `sep:"none" placeholder:"FILE" help:"Write a report, .json, .csv or .html by the name; may be given more than once."`
	Progress   string   `enum:"auto,bar,lines,json,none" default:"auto" placeholder:"HOW" help:"bar, lines, json or none, on standard error (auto: a bar on a terminal, else lines)."`
	workFlags
}

// Run converts.
func (c *convertCommand) Run(ctx context.Context, t terminal) error {
	batch, err := c.batch()
	if err != nil {
		return err
	}
	if err := checkInputs(c.Paths); err != nil {
		return err
	}
	report, err := c.convert(ctx, t, batch)
	if err != nil && report == nil {
		return err
	}
	lost := writeReports(c.Report, report)
	if lost != nil {
		fmt.Fprintln(t.err, "minilab: "+lost.Error())
	}
	if err = outcome(report, err); err == nil && lost != nil {
		return finished{exitStopped}
	}
	return err
}

// batch is the batch that the flags ask for.
func (c *convertCommand) batch() (*processing.Batch, error) {
	recipe, err := c.recipe()
	if err != nil {
		return nil, err
	}
	policy := output.Policy(c.OnConflict)
	if !policy.Valid() {
		return nil, usage("--on-conflict is %q; it can be rename, skip, overwrite or newer", c.OnConflict)
	}
	workers, err := workerCount(c.Workers)
	if err != nil {
		return nil, err
	}
	if err := checkReports(c.Report); err != nil {
		return nil, err
	}
	batch, err := c.workFlags.batch(recipe)
	if err != nil {
		return nil, err
	}
	batch.Folder, batch.Conflict, batch.Workers = c.To, policy, workers
	return batch, nil
}

// workerCount is the number of workers asked for, or the number of cores.
func workerCount(asked int) (int, error) {
	switch {
	case asked < 0 || asked > maxWorkers:
		return 0, usage("--workers is %d; it must be from 1 to %d", asked, maxWorkers)
	case asked == 0:
		return cores(), nil
	}
	return asked, nil
}

// maxWorkers keeps a slip of the finger from filling the machine with processes.
const maxWorkers = 1024

// checkInputs refuses a path that is not there before anything is begun: it is most likely a typing
// error, and a batch without it is not the batch that was meant.
func checkInputs(paths []string) error {
	var missing []error
	for _, path := range paths {
		if _, err := os.Stat(path); err != nil {
			missing = append(missing, fmt.Errorf("cannot convert %s: %s", path, pathProblem(err)))
		}
	}
	if len(missing) > 0 {
		return &usageError{errors.Join(missing...)}
	}
	return nil
}

func pathProblem(err error) string {
	if errors.Is(err, os.ErrNotExist) {
		return "there is no such file or folder"
	}
	if pathError, ok := errors.AsType[*os.PathError](err); ok {
		return pathError.Err.Error()
	}
	if linkError, ok := errors.AsType[*os.LinkError](err); ok {
		return linkError.Err.Error()
	}
	return err.Error()
}

// convert runs the batch and shows its progress. A report is there wherever the run began.
func (c *convertCommand) convert(ctx context.Context, t terminal, batch *processing.Batch) (*processing.Report, error) {
	queue := processing.NewQueue()
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	scanned := queue.Scan(ctx, batch.Limits, batch.Folder, c.Paths)
	show := newProgress(c.Progress, t.err, queue)
	batch.Finished = show.finished
	show.start()
	start, cpu := time.Now(), machine.CPU()
	err := batch.Run(ctx, queue)
	elapsed, cpu := time.Since(start), machine.CPU()-cpu
	stop()
	scanErr := scanned()
	if errors.Is(err, processing.ErrSameFolder) {
		show.stop(nil)
		return nil, usage("%v; choose another one for --to, for example %s", err, filepath.Join(c.To, "converted"))
	}
	if err == nil {
		err = scanErr
	}
	report := batch.Report(queue, elapsed, cpu, err)
	show.stop(&report)
	return &report, err
}

// outcome is how the command ends after a run that began.
func outcome(report *processing.Report, err error) error {
	switch {
	case err != nil:
		return err
	case report.Failed > 0:
		return finished{exitSomeFailed}
	}
	return nil
}

// describe says in a line what a run came to.
func describe(r *processing.Report) string {
	line := fmt.Sprintf("%s written", count(r.Written, "photo"))
	if r.Skipped > 0 {
		line += fmt.Sprintf(", %d skipped", r.Skipped)
	}
	if r.Failed > 0 {
		line += fmt.Sprintf(", %d failed", r.Failed)
	}
	if r.Waiting > 0 {
		line += fmt.Sprintf(", %d still to do", r.Waiting)
	}
	line += " in " + seconds(r.ElapsedSeconds)
	if r.Written > 0 {
		line += fmt.Sprintf(": %s became %s", bytesText(r.BytesIn), bytesText(r.BytesOut))
	}
	if r.PassedOver > 0 {
		line += fmt.Sprintf(" (%s passed over)", count(r.PassedOver, "other file"))
	}
	return line
}

// ended lists results that ended in one way.
func ended(r *processing.Report, status processing.Status) []processing.Result {
	return slices.DeleteFunc(slices.Clone(r.Results), func(x processing.Result) bool { return x.Status != status })
}
