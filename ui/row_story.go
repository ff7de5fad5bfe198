package ui

import (
	"fmt"
	"path/filepath"

	"minilab/processing"
	"minilab/ui/theme"
	"minilab/ui/widget"
)

// rowStory is what a row of the queue tells about a photo.
func rowStory(r *processing.Row) widget.Story {
	s := widget.Story{Name: rowName(r), Facts: rowFacts(r), NoteColour: theme.Muted, FigureNoteColour: theme.Good}
	switch r.State {
	case processing.StateWorking:
		s.Note, s.Busy, s.Share = stageText(r.Stage), true, r.Share
		s.Figure = formatPercent(r.Share)
		s.Icon, s.IconColour = theme.IconWorking, theme.AccentInk
	case processing.StateWritten:
		tellWritten(&s, &r.Result)
	case processing.StateSkipped:
		s.Note = orElse(r.Result.Reason, textSkipped)
		s.Icon, s.IconColour = theme.IconSkipped, theme.Muted
	case processing.StateFailed:
		s.Note, s.NoteColour = orElse(r.Result.Reason, textFailed), theme.Bad
		s.Icon, s.IconColour = theme.IconFailed, theme.Bad
	default:
		s.Note, s.NoteColour = textWaiting, theme.Faint
		s.Icon, s.IconColour = theme.IconWaiting, theme.Faint
	}
	return s
}

// tellWritten adds what became of a photo that was written.
func tellWritten(s *widget.Story, r *processing.Result) {
	s.Note = outputText(r)
	s.Figure = formatBytes(r.BytesOut())
	s.Icon, s.IconColour = theme.IconDone, theme.Good
	if s.FigureNote = formatSaving(r.BytesIn, r.BytesOut()); r.BytesOut() >= r.BytesIn {
		s.FigureNoteColour = theme.Muted
	}
}

// outputText is the size and format of what was written and the time it took.
func outputText(r *processing.Result) string {
	took := fmt.Sprintf("%.2f s", r.Seconds)
	switch len(r.Outputs) {
	case 0:
		return took
	case 1:
		o := r.Outputs[0]
		if o.Kept {
			return textKept
		}
		return join(formatSize(o.Width, o.Height)+" "+o.Format.Title(), took)
	}
	return join(plural(len(r.Outputs), "file", "files"), took)
}

func rowName(r *processing.Row) string {
	if r.Name != "" {
		return r.Name
	}
	return filepath.Base(r.Path)
}

// rowFacts is what is known of the source.
func rowFacts(r *processing.Row) string {
	if r.BytesIn <= 0 {
		return formatSize(r.Width, r.Height)
	}
	return join(formatSize(r.Width, r.Height), formatBytes(r.BytesIn))
}

// detailText is the line under the queue about the chosen photo: all that its row had no room for.
func detailText(r *processing.Row) string {
	switch {
	case r.Path == "":
		return ""
	case r.State == processing.StateFailed:
		return rowName(r) + ": " + orElse(r.Result.Reason, textFailed)
	case r.State == processing.StateSkipped:
		return rowName(r) + ": " + orElse(r.Result.Reason, textSkipped)
	case len(r.Result.Remarks) > 0:
		return rowName(r) + ": " + r.Result.Remarks[0]
	}
	return r.Path
}

// join sets two remarks apart by space, and leaves out what is empty.
func join(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + "   " + b
}

func orElse(text, other string) string {
	if text == "" {
		return other
	}
	return text
}
