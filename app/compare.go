package app

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"

	"minilab/processing"
	"minilab/processing/speedup"
)

// compareCommand is `minilab compare`: the same photos with 1 to N workers.
type compareCommand struct {
	Paths []string `arg:"" name:"path" help:"Photos, and folders of photos."`
	recipeFlags
	Workers []int  `placeholder:"N,..." help:"Numbers of workers to measure; a single N stands for 1 to N (1 to the number of cores)."`
	Rounds  int    `default:"3" placeholder:"N" help:"How often each number of workers is measured; the median counts (3)."`
	Report  string `placeholder:"FILE" help:"Write the figures as JSON."`
	Quiet   bool   `help:"Show no progress."`
	workFlags
}

// Run measures.
func (c *compareCommand) Run(ctx context.Context, t terminal) error {
	counts, err := c.check()
	if err != nil {
		return err
	}
	recipe, err := c.recipe()
	if err != nil {
		return err
	}
	photos, bad, err := goodPhotos(ctx, c.workFlags, c.Paths)
	if err != nil {
		return err
	}
	if len(photos) == 0 {
		return usage("nothing to compare: no photo that can be read under %s", strings.Join(c.Paths, ", "))
	}
	if bad > 0 {
		fmt.Fprintf(t.err, "%s cannot be read and left out\n", count(bad, "photo"))
	}
	m := measurement{photos: photos, batch: func() (*processing.Batch, error) { return c.batch(recipe) }}
	curve, err := speedup.Measure(ctx, speedup.Options{
		Workers: counts, Rounds: c.Rounds, Warm: true, Progress: c.progress(t),
	}, m.run)
	if err != nil {
		return err
	}
	showCurve(t, len(photos), c.Isolation, c.Rounds, curve)
	return c.write(curve.Report(len(photos)))
}

// check holds the flags against what can be measured, and returns the numbers of workers.
func (c *compareCommand) check() ([]int, error) {
	if c.Rounds < 1 || c.Rounds > 1000 {
		return nil, usage("--rounds is %d; it must be from 1 to 1000", c.Rounds)
	}
	for i, n := range c.Workers {
		if n < 1 || n > maxWorkers {
			return nil, usage("--workers holds %d; it must be from 1 to %d", n, maxWorkers)
		}
		if slices.Contains(c.Workers[:i], n) {
			return nil, usage("--workers holds %d twice", n)
		}
	}
	if c.Report != "" && extension(c.Report) != ".json" {
		return nil, usage("--report %s: the report of a comparison is a .json file", c.Report)
	}
	if err := checkInputs(c.Paths); err != nil {
		return nil, err
	}
	switch len(c.Workers) {
	case 0:
		return speedup.Counts(cores()), nil
	case 1:
		return speedup.Counts(c.Workers[0]), nil
	}
	return c.Workers, nil
}

// progress tells which run is under way.
func (c *compareCommand) progress(t terminal) func(done, total, workers int) {
	if c.Quiet {
		return nil
	}
	return func(done, total, workers int) {
		if done < total {
			fmt.Fprintf(t.err, "run %d of %d: %s\n", done+1, total, count(workers, "worker"))
		}
	}
}

func (c *compareCommand) write(report speedup.Report) error {
	if c.Report == "" {
		return nil
	}
	var text bytes.Buffer
	e := json.NewEncoder(&text)
	e.SetIndent("", "  ")
	if err := e.Encode(report); err != nil {
		return err
	}
	if err := writeWhole(c.Report, text.Bytes()); err != nil {
		return fmt.Errorf("write report %s: %w", c.Report, err)
	}
	return nil
}

// showCurve prints what the workers bring.
func showCurve(t terminal, photos int, isolation string, rounds int, curve speedup.Curve) {
	fmt.Fprintf(t.out, "%s, isolation %s, median of %s\n", count(photos, "photo"), isolation, count(rounds, "round"))
	table := tabwriter.NewWriter(t.out, 0, 0, 3, ' ', tabwriter.AlignRight)
	fmt.Fprintln(table, "workers\telapsed\tfastest\tslowest\tphotos a second\tspeed-up\t")
	for _, p := range curve.Points {
		fmt.Fprintf(table, "%d\t%s\t%s\t%s\t%.2f\t%.2f\t\n", p.Workers, seconds(p.Median.Seconds()), seconds(p.Min.Seconds()),
			seconds(p.Max.Seconds()), float64(photos)/p.Median.Seconds(), p.Speedup)
	}
	_ = table.Flush() // standard output that is closed has nobody to tell
}
