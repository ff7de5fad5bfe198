package speedup

// Report is what `minilab compare` writes as JSON. Programs read it: keys are added, never renamed
// or given another meaning.
//
// A ceiling, where one has been measured, adds "efficiency" and "ceiling" to each run and
// "amdahl_parallel", "recommended_workers" and "advice" to the whole. They are left out rather than
// written as 0 where there is none: a reader must not take what was not measured for a poor result.
type Report struct {
	// Photos is the number of photos each run converted.
	Photos int `json:"photos"`
	// Rounds is how often each count of workers ran; after a measurement that was broken off, how
	// often the first did.
	Rounds int         `json:"rounds"`
	Runs   []ReportRun `json:"runs"`
}

// ReportRun is all runs with one count of workers.
type ReportRun struct {
	Workers        int       `json:"workers"`
	ElapsedSeconds []float64 `json:"elapsed_seconds"`
	MedianSeconds  float64   `json:"median_seconds"`
	Speedup        float64   `json:"speedup"`
	// Stages is the median seconds of each stage, summed over photos; an empty object where stages
	// were not told apart.
	Stages map[string]float64 `json:"stages"`
}

// Report puts the curve into the shape of the report; photos is how many each run converted.
func (c Curve) Report(photos int) Report {
	r := Report{Photos: photos, Runs: make([]ReportRun, 0, len(c.Points))}
	for _, p := range c.Points {
		r.Rounds = max(r.Rounds, len(p.Elapsed))
		r.Runs = append(r.Runs, p.reportRun())
	}
	return r
}

func (p Point) reportRun() ReportRun {
	run := ReportRun{
		Workers:        p.Workers,
		ElapsedSeconds: make([]float64, len(p.Elapsed)),
		MedianSeconds:  p.Median.Seconds(),
		Speedup:        p.Speedup,
		Stages:         map[string]float64{},
	}
	for i, elapsed := range p.Elapsed {
		run.ElapsedSeconds[i] = elapsed.Seconds()
	}
	for name, seconds := range p.Stages {
		run.Stages[name] = seconds
	}
	return run
}
