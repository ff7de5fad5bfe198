package processing

import (
	"context"
	"io/fs"
	"iter"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"sync"

	"minilab/processing/output"
	"minilab/processing/pool"
)

// run is one Run of a Batch: it names outputs, makes jobs of photos, and settles what comes back.
type run struct {
	batch    *Batch
	queue    *Queue
	folder   *output.Folder
	real     string // the folder's real path
	template output.Template
	names    *output.Names
	token    string
	stop     context.CancelCauseFunc

	finishing sync.Mutex // photos end in the goroutine that makes jobs and in the one that collects results
}

// StopError is why a run could not go on: the disk is full, its folder is gone, no worker starts.
type StopError struct {
	Code   Code
	Reason string
}

func (e *StopError) Error() string { return e.Reason }

// jobs takes photos from the queue and makes jobs of them. A photo that needs no worker, because its
// header told enough or its output stands already, is finished on the way.
func (r *run) jobs(ctx context.Context) iter.Seq[Job] {
	return func(yield func(Job) bool) {
		for {
			index, photo, ok := r.queue.take(ctx)
			if !ok {
				return
			}
			job, ended := r.job(index, photo)
			if ended != nil {
				r.finish(index, photo, *ended)
			} else if !yield(job) {
				return
			}
		}
	}
}

// job is the photo's job, or the result of a photo that needs none.
func (r *run) job(index int, photo Photo) (Job, *Result) {
	if photo.Err != nil {
		return Job{}, failed(photo.Err, StageRead)
	}
	if r.isOwnOutput(photo) {
		return Job{}, &Result{
			Status: Skipped, Code: CodeOwnOutput,
			Reason: "It lies in the output folder; choose another output folder to convert it.",
		}
	}
	job := Job{
		Index: index, Token: r.token + "-" + strconv.Itoa(index),
		Source: photo.Real, Folder: r.real, Recipe: r.batch.Recipe, Limits: r.batch.Limits,
		Megapixels: photo.Info.Megapixels(),
	}
	plan := r.batch.Recipe.Plan(photo.Info)
	job.Memory = plan.Memory(photo.Bytes)
	source, err := os.Stat(photo.Real)
	if err != nil {
		return Job{}, failed(err, StageRead)
	}
	skip, err := r.claim(&job, photo, source, plan)
	switch {
	case err != nil:
		return Job{}, failed(&writeError{err}, StageWrite)
	case len(job.Targets) == 0:
		return Job{}, skip
	}
	return job, nil
}

// isOwnOutput reports whether a photo that was found by walking lies in the output folder, which was
// not known or chosen yet when it was found.
func (r *run) isOwnOutput(p Photo) bool {
	return p.Root != "" && within(p.Root, r.real) && within(r.real, p.Real)
}

// claim names every output of a photo. What the conflict policy leaves out gets no target; the result
// returned is that of a photo of which nothing is left.
func (r *run) claim(job *Job, photo Photo, source fs.FileInfo, plan Plan) (*Result, error) {
	var skipped *Result
	for i, o := range plan.Outputs {
		name, err := r.template.Expand(fields(job.Index, photo, o))
		if err != nil {
			return nil, err
		}
		claim, err := r.names.Claim(path.Join(cleanFolder(photo.Below), name), source)
		if err != nil {
			return nil, err
		}
		if claim.Skip {
			skipped = &Result{Status: Skipped, Code: r.skipCode(), Reason: claim.Reason}
			continue
		}
		job.Targets = append(job.Targets, Target{
			Output: i, Path: claim.Path, Format: o.Format, Width: o.Width, Height: o.Height, Replace: claim.Replace,
		})
	}
	return skipped, nil
}

func (r *run) skipCode() Code {
	if r.batch.Conflict == output.Newer {
		return CodeUpToDate
	}
	return CodeExists
}

func fields(index int, photo Photo, o OutputPlan) output.Fields {
	name := filepath.Base(photo.Path)
	return output.Fields{
		Name: strings.TrimSuffix(name, filepath.Ext(name)), Ext: o.Format.Extension(), Format: string(o.Format),
		Width: o.Width, Height: o.Height, Counter: index + 1, Date: photo.ModTime,
	}
}

// cleanFolder makes the kept tree safe on every system, as names are.
func cleanFolder(below string) string {
	if below == "" {
		return ""
	}
	parts := strings.Split(below, "/")
	for i, p := range parts {
		parts[i] = output.CleanName(p)
	}
	return path.Join(parts...)
}

// settle records what came back for one job.
func (r *run) settle(o pool.Outcome[Job, Result]) {
	result := o.Result
	if o.Err != nil {
		// What the worker left behind is of no use to anyone; where it cannot be removed now, the disk is
		// gone or broken, which the photo's own error says.
		_ = r.folder.Discard(o.Task.Token, targetPaths(o.Task))
		result = *failed(o.Err, StageNone)
	}
	if result.Code == CodeCancelled {
		return // the photo waits again
	}
	for i := range result.Outputs {
		result.Outputs[i].Path = filepath.Join(r.batch.Folder, filepath.FromSlash(result.Outputs[i].Path))
	}
	r.finish(o.Task.Index, r.queue.photo(o.Task.Index), result)
}

func targetPaths(j Job) []string {
	paths := make([]string, len(j.Targets))
	for i, t := range j.Targets {
		paths[i] = t.Path
	}
	return paths
}

// finish records a photo's end and tells it. What ends every photo alike is not this one's end: the run
// stops, and the photo waits for another.
func (r *run) finish(index int, photo Photo, result Result) {
	r.finishing.Lock()
	defer r.finishing.Unlock()
	result.Source = photo.Path
	// Where someone's folders lie is nobody's business: a reason speaks of paths as they were given.
	result.Reason = strings.NewReplacer(photo.Real, photo.Path, r.real, r.batch.Folder).Replace(result.Reason)
	if result.Code.Fatal() {
		r.stop(&StopError{result.Code, result.Reason})
		return
	}
	if result.BytesIn == 0 {
		result.BytesIn = photo.Bytes
	}
	r.queue.finish(index, result)
	if r.batch.Finished == nil {
		return
	}
	if err := r.batch.Finished(result); err != nil {
		r.stop(err)
	}
}

func failed(err error, in Stage) *Result {
	result := &Result{}
	result.fail(err, in)
	return result
}
