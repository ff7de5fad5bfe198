package processing

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"runtime/debug"
	"slices"
	"time"

	"minilab/processing/codec"
	"minilab/processing/color"
	"minilab/processing/develop"
	"minilab/processing/metadata"
	"minilab/processing/output"
)

// Converter converts photos, one after the other, and reuses its memory from one to the next: each worker
// has one. It must not be used by two goroutines at once. The zero Converter is ready.
type Converter struct {
	bench   develop.Bench
	source  []byte
	encoded []byte
}

// Convert does one job, from the bytes of the source to the finished outputs: it is what a worker
// does. mark hears of every stage as it begins. Whatever the photo is, Convert returns a Result; what
// went wrong is the Result's reason. When ctx ends, the work is undone and the Result has
// CodeCancelled. Nothing half-written stays.
func (k *Converter) Convert(ctx context.Context, job Job, mark func(Stage)) Result {
	k.bench.Clear()
	c := conversion{Converter: k, ctx: ctx, job: job, mark: mark}
	start := time.Now()
	err := c.run()
	failedIn := c.stage
	c.begin(StageNone)
	result := Result{
		Source: job.Source, Status: Written, Seconds: time.Since(start).Seconds(), BytesIn: c.bytesIn,
		Stages: c.times, Outputs: c.outputs, Remarks: c.remarks,
	}
	if err != nil {
		result.fail(err, failedIn)
	}
	return result
}

// conversion is one job in work.
type conversion struct {
	*Converter
	ctx  context.Context
	job  Job
	mark func(Stage)

	stage Stage
	since time.Time
	times StageSeconds

	bytesIn int64
	picture *codec.Picture
	pending []pendingOutput
	outputs []Output
	remarks []string
}

// pendingOutput is an output whose bytes are written but that has no name yet.
type pendingOutput struct {
	file    *output.File
	replace bool
	is      Output
}

// begin ends one stage and starts the next.
func (c *conversion) begin(s Stage) {
	now := time.Now()
	if c.stage != StageNone {
		c.times.Add(c.stage, now.Sub(c.since))
	}
	c.stage, c.since = s, now
	if s != StageNone {
		c.mark(s)
	}
}

// enter begins a stage, unless the job was cancelled: one stage is the longest that a cancelled job
// goes on.
func (c *conversion) enter(s Stage) error {
	c.begin(s)
	return c.ctx.Err()
}

func (c *conversion) run() error {
	if err := c.enter(StageRead); err != nil {
		return err
	}
	plan, err := c.read()
	if err != nil {
		return err
	}
	if err := c.enter(StageDecode); err != nil {
		return err
	}
	if c.picture, err = c.decode(plan); err != nil {
		return err
	}
	c.remarks = append(c.remarks, c.picture.Remarks...)
	return c.produce(plan)
}

// read takes the source whole and works out the plan again: what stands in the file now counts, not
// what the scanner saw.
func (c *conversion) read() (Plan, error) {
	data, err := readPhoto(c.source, c.job.Source, c.job.Limits)
	if err != nil {
		return Plan{}, err
	}
	c.source, c.bytesIn = data, int64(len(data))
	info, err := codec.Probe(bytes.NewReader(data), c.bytesIn)
	if err != nil {
		return Plan{}, err
	}
	if err := c.job.Limits.Check(info); err != nil {
		return Plan{}, err
	}
	plan := c.job.Recipe.Plan(info)
	if !c.job.fits(plan) {
		return Plan{}, ErrChanged
	}
	return plan, nil
}

// decode takes the fast way, to planes at the scale the outputs need, where photo and outputs allow it,
// and else the general one.
func (c *conversion) decode(plan Plan) (*codec.Picture, error) {
	if plan.planar() && !c.job.General {
		c.makeRoom(plan.Info.Coefficients())
		width, height := plan.decodeSize()
		picture, err := codec.DecodePlanes(c.source, codec.PlanesOptions{
			Limits: c.job.Limits, Width: width, Height: height, Into: c.bench.Planes(),
		})
		if !errors.Is(err, codec.ErrNotPlanar) {
			return picture, err
		}
	}
	return codec.Decode(c.source, c.job.Limits)
}

// largeCoefficients is the memory for coefficients from which what a worker holds from other photos
// would make a difference.
const largeCoefficients = 32 << 20

// makeRoom gives back what the worker holds from other photos before one that takes much by itself: the
// most that a worker needs is then that of its largest photo, not of two together. Few photos are so.
func (c *conversion) makeRoom(coefficients int64) {
	if coefficients < largeCoefficients {
		return
	}
	c.bench, c.encoded = develop.Bench{}, nil
	debug.FreeOSMemory()
}

// fits reports whether the targets, which were named from an earlier look at the photo, are still
// what the photo becomes.
func (j *Job) fits(plan Plan) bool {
	for _, t := range j.Targets {
		if t.Output < 0 || t.Output >= len(plan.Outputs) {
			return false
		}
		if o := plan.Outputs[t.Output]; o.Format != t.Format || o.Width != t.Width || o.Height != t.Height {
			return false
		}
	}
	return true
}

// produce makes every target: first all temporary files, then all names, so that a photo which fails
// on its last output leaves none.
func (c *conversion) produce(plan Plan) error {
	folder, err := output.ReopenFolder(c.job.Folder)
	if err != nil {
		return err
	}
	defer folder.Close() //nolint:errcheck // a handle on a folder holds nothing unwritten
	defer c.undo()       // before the close: temporary files are removed by way of the folder
	correction, camera := c.correction(), c.metadata()
	scaled, err := c.scale(plan)
	if err != nil {
		return err
	}
	for i, t := range c.job.Targets {
		o := plan.Outputs[t.Output]
		d := development{OutputPlan: o, correction: correction, sharpen: c.job.Recipe.Sharpen.Amount}
		data, err := c.encode(scaled[i], d, camera)
		if err != nil {
			return err
		}
		kept := o.Unchanged && len(data) >= len(c.source) && c.mayKeepSource()
		if kept {
			data = c.source
		}
		if err := c.write(folder, t, data, kept); err != nil {
			return err
		}
	}
	return c.commit()
}

// correction is worked out once for all outputs of a photo, so that a set looks alike.
func (c *conversion) correction() color.Correction {
	wishes := c.job.Recipe.Colour.Wishes
	var stats color.Stats
	if wishes.Auto {
		stats = color.Measure(c.picture.Look())
	}
	return wishes.Correction(stats)
}

// metadata is what the outputs carry beside their pixels. A profile other than sRGB is kept with the
// pixels it describes: to drop it unconverted would shift every colour.
func (c *conversion) metadata() metadata.Metadata {
	m := c.picture.Metadata.Keep(c.job.Recipe.Metadata.Keep)
	if c.job.Recipe.Colour.Profile == ProfileSRGB && len(m.ICC) > 0 {
		if metadata.IsSRGB(m.ICC) {
			m.ICC = nil
		} else {
			c.remarks = append(c.remarks, remarkProfileKept)
		}
	}
	return m
}

// cascade is how many times smaller than another output of the set one must be to be made from it and not
// from the decoded photo. Below that the second filter would show; from here on it cannot be told.
const cascade = 2

// scale brings the photo to the size of each target. Of a set the largest are made first, and a much
// smaller one is made from the smallest that is large enough.
func (c *conversion) scale(plan Plan) ([]*codec.Picture, error) {
	order := make([]int, len(c.job.Targets))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return c.job.Targets[b].Width - c.job.Targets[a].Width })
	scaled := make([]*codec.Picture, len(order))
	for n, i := range order {
		o := plan.Outputs[c.job.Targets[i].Output]
		scaled[i] = c.picture.Clone()
		for _, j := range order[:n] {
			if larger := plan.Outputs[c.job.Targets[j].Output]; larger.Crop == o.Crop && larger.Width >= cascade*o.Width {
				scaled[i] = scaled[j].Clone()
			}
		}
		if scaled[i].Look() != c.picture.Look() {
			o.Crop = scaled[i].Look().Bounds() // the larger output was cropped already
		}
		if err := c.apply(scaling, scaled[i], development{OutputPlan: o}); err != nil {
			return nil, err
		}
	}
	return scaled, nil
}

// apply does the steps of a pipeline, each in its stage.
func (c *conversion) apply(steps Pipeline, p *codec.Picture, d development) error {
	for _, step := range steps {
		if c.stage != step.Stage {
			if err := c.enter(step.Stage); err != nil {
				return err
			}
		}
		step.Apply(&c.bench, p, d)
	}
	return nil
}

// encode finishes a scaled picture and encodes it.
func (c *conversion) encode(picture *codec.Picture, d development, camera metadata.Metadata) ([]byte, error) {
	if err := c.apply(finishing, picture, d); err != nil {
		return nil, err
	}
	if err := c.enter(StageEncode); err != nil {
		return nil, err
	}
	wish := c.job.Recipe.Output
	data, err := codec.Encode(picture, codec.EncodeOptions{
		Format: d.Format, Quality: wish.Quality, Progressive: wish.Progressive,
		Metadata: camera.ForPixels(d.Width, d.Height, c.isSRGB()), Into: c.encoded,
	})
	if large, ok := errors.AsType[*metadata.SizeError](err); ok {
		c.remarks = append(c.remarks, sentence(large.Error()))
		err = nil
	}
	c.encoded = data // its memory serves the next output
	return data, err
}

// isSRGB reports whether the pixels are known to be sRGB; a photo without a profile does not say.
func (c *conversion) isSRGB() bool {
	icc := c.picture.Metadata.ICC
	return len(icc) > 0 && metadata.IsSRGB(icc)
}

// mayKeepSource reports whether the source's own bytes carry nothing that the recipe leaves out and look
// as the decoded picture does: a remark tells that decoding changed something.
func (c *conversion) mayKeepSource() bool {
	m, r := c.picture.Metadata, c.job.Recipe
	return len(c.picture.Remarks) == 0 && !m.Drops(r.Metadata.Keep) && (len(m.ICC) == 0 || r.Colour.Profile == ProfileKeep || metadata.IsSRGB(m.ICC))
}

// write puts one output into a temporary file beside its final name.
func (c *conversion) write(folder *output.Folder, t Target, data []byte, kept bool) error {
	if err := c.enter(StageWrite); err != nil {
		return err
	}
	file, err := folder.Create(t.Path, c.job.Token)
	if err != nil {
		return &writeError{err}
	}
	c.pending = append(c.pending, pendingOutput{file: file, replace: t.Replace})
	if _, err := file.Write(data); err != nil {
		return &writeError{err}
	}
	sum := sha256.Sum256(data)
	c.pending[len(c.pending)-1].is = Output{
		Path: t.Path, Format: t.Format, Width: t.Width, Height: t.Height,
		Bytes: int64(len(data)), SHA256: hex.EncodeToString(sum[:]), Kept: kept,
	}
	return nil
}

// commit gives every output its name. The name in the result is the one it really got.
func (c *conversion) commit() error {
	for _, p := range c.pending {
		path, err := p.file.Commit(p.replace)
		if path != "" { // it stands, although it may not outlast a power cut where there is an error
			p.is.Path = path
			c.outputs = append(c.outputs, p.is)
		}
		if err != nil {
			return &writeError{err}
		}
	}
	return nil
}

// undo removes what got no name; after a commit there is nothing to remove.
func (c *conversion) undo() {
	for _, p := range c.pending {
		p.file.Abort()
	}
}
