package ui

import (
	"testing"
	"time"

	"minilab/processing"
)

func TestRunTextOfEveryPhase(t *testing.T) {
	idle := waiting(1)
	run := running(240, 139, 4)
	run.Progress.Failed, run.Progress.Waiting = 2, 95
	run.Progress.Left, run.Progress.LeftKnown = 18*time.Second, true
	unknown := run
	unknown.Progress.LeftKnown = false
	scanning := run
	scanning.Progress.Scanning = true
	stopping := run
	stopping.Phase = PhaseStopping
	measuring := ended(PhaseMeasuring, nil)
	done := ended(PhaseIdle, &Summary{Elapsed: 41 * time.Second})
	stopped := run
	stopped.Phase, stopped.Summary = PhaseIdle, &Summary{Elapsed: 21 * time.Second, Stopped: true}
	more := ended(PhaseIdle, &Summary{Elapsed: 41 * time.Second})
	more.Progress.Waiting = 3
	for name, c := range map[string]struct {
		status      Status
		text, aside string
	}{
		"empty":     {Status{}, "Add photos to begin", ""},
		"ready":     {idle, "1 photo ready", ""},
		"running":   {run, "141 of 240 photos", "18 seconds left"},
		"unknown":   {unknown, "141 of 240 photos", ""},
		"scanning":  {scanning, "141 of 240 photos", "Reading folders…"},
		"stopping":  {stopping, "141 of 240 photos", "Undoing the photos in work"},
		"measuring": {measuring, "240 photos done in 41 seconds", "Measuring one worker on a sample…"},
		"done":      {done, "240 photos done in 41 seconds", ""},
		"stopped":   {stopped, "141 of 240 photos done", "Stopped after 21 seconds"},
		"more":      {more, "240 photos done in 41 seconds", "3 photos waiting"},
	} {
		if got := runText(&c.status); got != c.text {
			t.Errorf("%s: %q, want %q", name, got, c.text)
		}
		if got := asideText(&c.status); got != c.aside {
			t.Errorf("%s: remark %q, want %q", name, got, c.aside)
		}
	}
}

// ended is the status of a batch of 240 photos that is over.
func ended(phase Phase, summary *Summary) Status {
	s := Status{Phase: phase, Summary: summary}
	s.Progress.Photos, s.Progress.Written, s.Progress.Failed = 240, 239, 1
	s.Progress.Elapsed = 41 * time.Second
	return s
}

func TestQueueTextLeavesOutWhatThereIsNot(t *testing.T) {
	p := processing.Snapshot{Photos: 10_000, Waiting: 9_995, Working: 4, Failed: 1, PassedOver: 1, Scanning: true}
	if got, want := queueText(&p), "9,995 waiting   4 working   1 failed   1 other file passed over   Reading folders…"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := queueText(&processing.Snapshot{}); got != "" {
		t.Errorf("an empty queue is counted as %q", got)
	}
}

func TestSpeedupText(t *testing.T) {
	s := &Summary{Elapsed: 41 * time.Second, OneWorker: 78 * time.Second, Sample: 6}
	if got := speedupText(s) + " " + textFasterBy + " " + measuredText(s); got != "1.9× as fast as one worker (measured on 6 of the photos)" {
		t.Errorf("got %q", got)
	}
	for _, s := range []*Summary{nil, {Elapsed: time.Second}, {OneWorker: time.Second}} {
		if speedupText(s) != "" || measuredText(s) != "" {
			t.Errorf("%+v was not measured and says %q %q", s, speedupText(s), measuredText(s))
		}
	}
}

func TestStageTextsDiffer(t *testing.T) {
	seen := map[string]bool{stageText(processing.StageNone): true}
	for _, s := range processing.Stages {
		if text := stageText(s); text == "" || seen[text] {
			t.Errorf("stage %s is told as %q", s, text)
		} else {
			seen[text] = true
		}
	}
}

func TestSentence(t *testing.T) {
	for text, want := range map[string]string{
		"": "", "the disk is full": "The disk is full.", "Done.": "Done.", "änderung": "Änderung.", "wait…": "Wait…",
		"why?": "Why?", "x": "X.",
	} {
		if got := sentence(text); got != want {
			t.Errorf("sentence(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestSupportedIsASentenceOfTheTable(t *testing.T) {
	if got := list([]string{"JPEG", "PNG", "TIFF"}); got != "JPEG, PNG and TIFF" {
		t.Errorf("got %q", got)
	}
	if got := list([]string{"JPEG"}); got != "JPEG" {
		t.Errorf("got %q", got)
	}
}

func TestShortcutsAreNamedAsTheSystemDoes(t *testing.T) {
	if got := shortcutNameOn("linux", "Ctrl", "Shift", "O"); got != "Ctrl+Shift+O" {
		t.Errorf("got %q", got)
	}
	if got := shortcutNameOn("darwin", "Ctrl", "O"); got != "Cmd+O" {
		t.Errorf("got %q", got)
	}
}

func TestSavedText(t *testing.T) {
	for _, c := range []struct {
		before, after   int64
		figure, caption string
	}{
		{0, 0, "–", "saved"},
		{6_900_000_000, 600_000_000, "6.3 GB", "saved"},
		{1000, 1900, "900 B", "larger than before"},
		{1000, 1000, "0 B", "saved"},
	} {
		if f, caption := savedText(c.before, c.after); f != c.figure || caption != c.caption {
			t.Errorf("%d to %d: %q %q, want %q %q", c.before, c.after, f, caption, c.figure, c.caption)
		}
	}
}
