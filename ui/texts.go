package ui

import (
	"fmt"
	"runtime"
	"strings"
	"unicode"
	"unicode/utf8"

	"minilab/processing"
	"minilab/processing/codec"
)

// Every sentence the window shows is in this file or is built by a function in it, so that it can be
// read through, corrected and translated in one place. Sentences about a photo that was skipped or
// failed come from the engine.
const (
	textProduct    = "Minilab"
	textAddPhotos  = "Add photos"
	textAddFolder  = "Add a folder"
	textDropHere   = "Drop photos or folders here"
	textDropAny    = "Drop photos or folders anywhere"
	textClear      = "Clear list"
	textReading    = "Reading folders…"
	textWaiting    = "Waiting"
	textFailed     = "This photo could not be converted."
	textSkipped    = "Skipped"
	textKept       = "The original's own bytes were smaller and were kept."
	textFormat     = "Format"
	textQuality    = "Quality"
	textNoQuality  = "–"
	textLongEdge   = "Long edge"
	textAutoColour = "Auto colour"
	textOriginal   = "Original"
	textByRecipe   = "As the recipe says"
	textSaveTo     = "Save to"
	textChoose     = "Choose"
	textChooseOut  = "Choose the output folder"
	textWorkers    = "Workers"
	textFasterBy   = "as fast as one worker"
	textMeasuring  = "Measuring one worker on a sample…"
	textIdle       = "Idle"
	textReady      = "Ready"
	textStart      = "Start"
	textStop       = "Stop"
	textStopping   = "Stopping…"
	textUndoing    = "Undoing the photos in work"
	textOpenFolder = "Open folder"
	textToBegin    = "Add photos to begin"
	textElapsed    = "elapsed"
	textRate       = "photos a second"
	textSaved      = "saved"
	textGrown      = "larger than before"
	textShortcuts  = "Keyboard"
	textClose      = "Close"
)

// The question before a window is closed on a run.
const (
	textCloseTitle = "Stop the run and close?"
	textCloseBody  = "Photos in work are undone. What is written stays, and originals are never changed."
	textCloseYes   = "Stop and close"
	textCloseNo    = "Keep running"
)

// textSupported says what can be dropped.
func textSupported() string {
	var titles []string
	for _, f := range codec.Formats() {
		if f.CanDecode() {
			titles = append(titles, f.Title())
		}
	}
	return list(titles) + ". Originals are never changed."
}

// list joins words as a sentence does: "JPEG, PNG and TIFF".
func list(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " and " + words[last]
}

// textNothingFound answers a drop in which no photo was found.
func textNothingFound(passedOver int) string {
	return "No photos were found. " + plural(passedOver, "file was", "files were") + " passed over."
}

// stageText is what is being done to a photo.
func stageText(s processing.Stage) string {
	switch s {
	case processing.StageRead:
		return "Reading"
	case processing.StageDecode:
		return "Decoding"
	case processing.StageResize:
		return "Resizing"
	case processing.StageColour:
		return "Correcting colour"
	case processing.StageEncode:
		return "Encoding"
	case processing.StageWrite:
		return "Writing"
	}
	return "Starting"
}

// queueText counts the queue by how far its photos are; what there is none of is left out.
func queueText(p *processing.Snapshot) string {
	var parts []string
	add := func(n int, what string) {
		if n > 0 {
			parts = append(parts, formatCount(n)+" "+what)
		}
	}
	add(p.Waiting, "waiting")
	add(p.Working, "working")
	add(p.Written, "written")
	add(p.Skipped, "skipped")
	add(p.Failed, "failed")
	if p.PassedOver > 0 {
		parts = append(parts, plural(p.PassedOver, "other file", "other files")+" passed over")
	}
	if p.Scanning {
		parts = append(parts, textReading)
	}
	return strings.Join(parts, "   ")
}

// runText is the headline of the bottom bar.
func runText(s *Status) string {
	p := &s.Progress
	switch s.Phase {
	case PhaseRunning, PhaseStopping:
		return fmt.Sprintf("%s of %s", formatCount(p.Done()), photos(p.Photos))
	case PhaseMeasuring:
		return photos(p.Done()) + " done in " + formatSpan(p.Elapsed)
	}
	switch {
	case s.Summary != nil && s.Summary.Stopped:
		return fmt.Sprintf("%s of %s done", formatCount(p.Done()), photos(p.Photos))
	case s.Summary != nil && p.Done() > 0:
		return photos(p.Done()) + " done in " + formatSpan(s.Summary.Elapsed)
	case p.Waiting > 0:
		return photos(p.Waiting) + " ready"
	}
	return textToBegin
}

// asideText is the remark at the right end of the headline.
func asideText(s *Status) string {
	p := &s.Progress
	switch {
	case s.Phase == PhaseStopping:
		return textUndoing
	case s.Phase == PhaseMeasuring:
		return textMeasuring
	case p.Scanning:
		return textReading
	case s.Phase == PhaseRunning && p.LeftKnown:
		return formatLeft(p.Left)
	case s.Phase == PhaseIdle && s.Summary != nil && s.Summary.Stopped:
		return "Stopped after " + formatSpan(s.Summary.Elapsed)
	case s.Phase == PhaseIdle && s.Summary != nil && p.Waiting > 0:
		return photos(p.Waiting) + " waiting"
	}
	return ""
}

// failedText is the remark about failures beside the headline.
func failedText(failed int) string {
	if failed == 0 {
		return ""
	}
	return formatCount(failed) + " failed"
}

// speedupText is what the workers brought: "1.9×"; empty where it was not measured.
func speedupText(s *Summary) string {
	if s == nil || s.Speedup() == 0 {
		return ""
	}
	return fmt.Sprintf("%.1f×", s.Speedup())
}

// measuredText says what the speed-up rests on.
func measuredText(s *Summary) string {
	if speedupText(s) == "" {
		return ""
	}
	return fmt.Sprintf("(measured on %s of the photos)", formatCount(s.Sample))
}

// workersText is the value of the worker slider.
func workersText(n, cores int) string { return fmt.Sprintf("%d of %d", n, cores) }

// shortcutName writes a shortcut as the system does.
func shortcutName(keys ...string) string {
	return shortcutNameOn(runtime.GOOS, keys...)
}

func shortcutNameOn(system string, keys ...string) string {
	named := make([]string, len(keys))
	for i, k := range keys {
		if k == "Ctrl" && system == "darwin" {
			k = "Cmd"
		}
		named[i] = k
	}
	return strings.Join(named, "+")
}

// sentence writes the text of an error as people do: with a capital at its start and a stop at its
// end. Errors themselves have neither, for they are joined to others.
func sentence(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	if size == 0 {
		return ""
	}
	text = string(unicode.ToUpper(first)) + text[size:]
	if strings.ContainsAny(text[len(text)-1:], ".!?") || strings.HasSuffix(text, "…") {
		return text
	}
	return text + "."
}
