package app

import (
	"context"
	"errors"
	"fmt"
	"image"
	_ "image/jpeg" // the sample result is decoded here, with the standard library's decoder
	"os"
	"path/filepath"
	"regexp"
	"slices"

	"minilab/processing"
	"minilab/processing/sample"
	"minilab/processing/speedup"
)

// demoCommand is `minilab demo`: sample photos, 1 worker against all cores.
type demoCommand struct {
	Photos   int    `default:"12" placeholder:"N" help:"Number of sample photos (12)."`
	Dir      string `placeholder:"DIR" help:"Where samples and results go (a folder minilab-demo in the folder for temporary files)."`
	Workers  int    `placeholder:"N" help:"Workers to hold against one (number of cores)."`
	LongEdge int    `default:"2048" placeholder:"PX" help:"Longest side of the results (2048)."`
	workFlags
}

// Run makes, measures and checks.
func (c *demoCommand) Run(ctx context.Context, t terminal) error {
	workers, err := workerCount(c.Workers)
	if err != nil {
		return err
	}
	if c.Photos < 1 || c.Photos > 10000 {
		return usage("--photos is %d; it must be from 1 to 10000", c.Photos)
	}
	samples, results, err := c.folders()
	if err != nil {
		return err
	}
	if err := c.makeSamples(ctx, t, samples); err != nil {
		return err
	}
	curve, err := c.measure(ctx, t, samples, results, workers)
	if err != nil {
		return err
	}
	checked, err := checkResults(results)
	if err != nil {
		return err
	}
	showCurve(t, c.Photos, c.Isolation, 1, curve)
	fmt.Fprintf(t.out, "%s decoded and checked: right size, upright, right colours\n", count(checked, "result"))
	fmt.Fprintf(t.out, "samples  %s\nresults  %s\n", samples, results)
	return nil
}

// folders makes the folders of samples and results.
func (c *demoCommand) folders() (samples, results string, err error) {
	dir := c.Dir
	if dir == "" {
		dir = filepath.Join(os.TempDir(), "minilab-demo")
	}
	samples, results = filepath.Join(dir, "samples"), filepath.Join(dir, "results")
	return samples, results, errors.Join(os.MkdirAll(samples, 0o777), os.MkdirAll(results, 0o777))
}

// makeSamples writes the photos. Those of an earlier demo of the same size are used again, those of
// another are removed; a folder that holds anything else is not touched.
func (c *demoCommand) makeSamples(ctx context.Context, t terminal, dir string) error {
	standing, err := os.ReadDir(dir)
	if err != nil {
		return fmt.Errorf("look for sample photos: %w", err)
	}
	whole := len(standing) == c.Photos
	for i, file := range standing {
		if !isSample(file.Name()) {
			return usage("%s holds %s, which is no sample photo; choose another --dir", dir, file.Name())
		}
		whole = whole && file.Name() == sample.Name(i)
	}
	if whole {
		fmt.Fprintf(t.err, "using %s in %s again\n", count(c.Photos, "sample photo"), dir)
		return nil
	}
	for _, file := range standing {
		if err := os.Remove(filepath.Join(dir, file.Name())); err != nil {
			return fmt.Errorf("remove old sample photo: %w", err)
		}
	}
	fmt.Fprintf(t.err, "making %s in %s\n", count(c.Photos, "sample photo"), dir)
	if err := sample.WriteSet(ctx, dir, sample.Set(c.Photos), cores(), nil); err != nil {
		return fmt.Errorf("make sample photos: %w", err)
	}
	return nil
}

var sampleName = regexp.MustCompile(`^IMG_\d+\.jpg$`)

func isSample(name string) bool { return sampleName.MatchString(name) }

// measure converts the samples with one worker and with all, after one run that counts for nothing and
// warms the page cache. The results that stay are those of the last run.
func (c *demoCommand) measure(ctx context.Context, t terminal, samples, results string, workers int) (speedup.Curve, error) {
	recipe := processing.DefaultRecipe()
	recipe.Size.LongEdge = c.LongEdge
	if err := recipe.Validate(); err != nil {
		return speedup.Curve{}, &usageError{inFlags(err)}
	}
	photos, _, err := goodPhotos(ctx, c.workFlags, []string{samples})
	if err != nil {
		return speedup.Curve{}, err
	}
	m := measurement{
		photos: photos, keep: results,
		batch: func() (*processing.Batch, error) { return c.batch(recipe) },
	}
	return speedup.Measure(ctx, speedup.Options{
		Workers: slices.Compact([]int{1, workers}), Rounds: 1, Warm: true,
		Progress: func(done, total, workers int) {
			if done < total {
				fmt.Fprintf(t.err, "run %d of %d: converting with %s\n", done+1, total, count(workers, "worker"))
			}
		},
	}, m.run)
}

// checkResults decodes every result and looks for the marks that each sample carries in its corners.
func checkResults(dir string) (int, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.jpg"))
	if err != nil {
		return 0, err
	}
	for _, file := range files {
		if err := checkResult(file); err != nil {
			return 0, fmt.Errorf("check result %s: %w", file, err)
		}
	}
	return len(files), nil
}

func checkResult(file string) (err error) {
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	picture, _, err := image.Decode(f)
	if err != nil {
		return err
	}
	return sample.Check(picture)
}
