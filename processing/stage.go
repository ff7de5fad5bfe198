package processing

import "time"

// Stage is what is being done to a photo. The order is the order of a photo's journey.
type Stage uint8

// The stages of a photo. StageNone is a photo on which no work has begun.
const (
	StageNone Stage = iota
	StageRead
	StageDecode
	StageResize
	StageColour
	StageEncode
	StageWrite
)

// Stages lists the stages in which time is spent, in order.
var Stages = [...]Stage{StageRead, StageDecode, StageResize, StageColour, StageEncode, StageWrite}

var stageNames = [...]string{"", "read", "decode", "resize", "colour", "encode", "write"}

// String is the stage's name in reports: "read", "decode" and so on; empty for StageNone.
func (s Stage) String() string {
	if int(s) < len(stageNames) {
		return stageNames[s]
	}
	return ""
}

// MarshalText writes the stage as its name.
func (s Stage) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads a stage's name; a name it does not know is StageNone.
func (s *Stage) UnmarshalText(text []byte) error {
	*s = StageNone
	for _, stage := range Stages {
		if stage.String() == string(text) {
			*s = stage
		}
	}
	return nil
}

// StageSeconds is the wall time, in seconds, that photos spent in each stage.
type StageSeconds struct {
	Read   float64 `json:"read"`
	Decode float64 `json:"decode"`
	Resize float64 `json:"resize"`
	Colour float64 `json:"colour"`
	Encode float64 `json:"encode"`
	Write  float64 `json:"write"`
}

// Of is the place of one stage; nil for StageNone.
func (t *StageSeconds) of(s Stage) *float64 {
	switch s {
	case StageRead:
		return &t.Read
	case StageDecode:
		return &t.Decode
	case StageResize:
		return &t.Resize
	case StageColour:
		return &t.Colour
	case StageEncode:
		return &t.Encode
	case StageWrite:
		return &t.Write
	}
	return nil
}

// Get is the seconds spent in one stage.
func (t *StageSeconds) Get(s Stage) float64 {
	if p := t.of(s); p != nil {
		return *p
	}
	return 0
}

// Add adds a duration to one stage.
func (t *StageSeconds) Add(s Stage, d time.Duration) {
	if p := t.of(s); p != nil {
		*p += d.Seconds()
	}
}

// AddAll adds another photo's times.
func (t *StageSeconds) AddAll(o StageSeconds) {
	for _, s := range Stages {
		*t.of(s) += o.Get(s)
	}
}

// Total is the time over all stages.
func (t *StageSeconds) Total() float64 {
	sum := 0.0
	for _, s := range Stages {
		sum += t.Get(s)
	}
	return sum
}
