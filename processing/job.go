package processing

import "minilab/processing/codec"

// Job is one photo to convert: plain data that crosses to a worker as JSON. Paths and a recipe
// travel, pixels never do.
type Job struct {
	// Index is the photo's place in the queue.
	Index int `json:"index"`
	// Token is part of the name of every temporary file of this job, so that what a killed worker
	// leaves behind can be found and removed. It is unique among all runs.
	Token string `json:"token"`
	// Source is the absolute path of the photo.
	Source string `json:"source"`
	// Folder is the absolute path of the output folder. Nothing is written outside it.
	Folder string `json:"folder"`
	// Targets says what to write and under which names.
	Targets []Target     `json:"targets"`
	Recipe  Recipe       `json:"recipe"`
	Limits  codec.Limits `json:"limits"`
	// General keeps the photo off the fast way in planes: on Go's decoders and exact, but slower.
	General bool `json:"general,omitempty"`
	// Memory is the most bytes the photo needs while in work; Megapixels its size.
	Memory     int64   `json:"memory"`
	Megapixels float64 `json:"megapixels"`
}

// Target is one file to be written.
type Target struct {
	// Output is the place of what it holds among the outputs of the photo's Plan.
	Output int `json:"output"`
	// Path is relative to the output folder, with slashes.
	Path   string       `json:"path"`
	Format codec.Format `json:"format"`
	Width  int          `json:"width"`
	Height int          `json:"height"`
	// Replace allows an existing file to be overwritten. Without it a file that appeared since the
	// run was planned makes the output take the next free name.
	Replace bool `json:"replace,omitempty"`
}

// Status is how a photo ended.
type Status string

// The three ways a photo can end.
const (
	Written Status = "written"
	Skipped Status = "skipped"
	Failed  Status = "failed"
)

// Result is the outcome of one photo: plain data, JSON on the wire and in the report.
type Result struct {
	Source string `json:"source"`
	Status Status `json:"status"`
	// Reason is one sentence a person can act on; empty for a photo that was written.
	Reason string `json:"reason"`
	// Code is the reason for programs; empty for a photo that was written.
	Code Code `json:"code,omitempty"`
	// Stage is where a failed photo failed.
	Stage   Stage   `json:"stage"`
	Seconds float64 `json:"seconds"`
	// BytesIn is the size of the source file.
	BytesIn int64        `json:"bytes_in"`
	Stages  StageSeconds `json:"stages"`
	Outputs []Output     `json:"outputs"`
	// Remarks are sentences about a photo that was written, such as a profile that was kept.
	Remarks []string `json:"remarks,omitempty"`
}

// Output is one file that was written.
type Output struct {
	Path   string       `json:"path"`
	Format codec.Format `json:"format"`
	Width  int          `json:"width"`
	Height int          `json:"height"`
	Bytes  int64        `json:"bytes"`
	// SHA256 is the hash of the file in hexadecimal.
	SHA256 string `json:"sha256"`
	// Kept is true where the source's own bytes were smaller than the encoded ones and were kept.
	Kept bool `json:"kept,omitempty"`
}

// BytesOut is the size of all outputs together.
func (r *Result) BytesOut() int64 {
	var n int64
	for _, o := range r.Outputs {
		n += o.Bytes
	}
	return n
}
