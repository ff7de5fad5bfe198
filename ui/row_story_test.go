package ui

import (
	"testing"

	"minilab/processing"
	"minilab/processing/codec"
	"minilab/ui/theme"
)

func written(in, out int64) processing.Row {
	return processing.Row{
		State: processing.StateWritten, Name: "a.jpg", Path: "/p/a.jpg", Width: 6048, Height: 4024, BytesIn: in,
		Result: processing.Result{
			BytesIn: in, Seconds: 0.714,
			Outputs: []processing.Output{{Format: codec.JPEG, Width: 2048, Height: 1363, Bytes: out}},
		},
	}
}

func TestRowTellsEachState(t *testing.T) {
	kept, set, grown := written(2_600_000, 2_600_000), written(28_400_000, 1_000_000), written(1000, 1200)
	kept.Result.Outputs[0].Kept = true
	set.Result.Outputs = append(set.Result.Outputs, processing.Output{Bytes: 600_000})
	for name, c := range map[string]struct {
		row                            processing.Row
		note, figure, figureNote, fact string
		icon                           theme.IconName
	}{
		"waiting": {
			processing.Row{Name: "a.jpg", Width: 6048, Height: 4024, BytesIn: 28_400_000},
			"Waiting", "", "", "6048 × 4024   28.4 MB", theme.IconWaiting,
		},
		"header not read": {processing.Row{BytesIn: 900}, "Waiting", "", "", "900 B", theme.IconWaiting},
		"nothing known":   {processing.Row{}, "Waiting", "", "", "", theme.IconWaiting},
		"working": {
			processing.Row{State: processing.StateWorking, Stage: processing.StageResize, Share: 0.629},
			"Resizing", "62%", "", "", theme.IconWorking,
		},
		"just begun": {processing.Row{State: processing.StateWorking}, "Starting", "0%", "", "", theme.IconWorking},
		"written":    {written(28_400_000, 2_600_000), "2048 × 1363 JPEG   0.71 s", "2.6 MB", "−91%", "6048 × 4024   28.4 MB", theme.IconDone},
		"grown":      {grown, "2048 × 1363 JPEG   0.71 s", "1 kB", "+20%", "6048 × 4024   1 kB", theme.IconDone},
		"kept":       {kept, textKept, "2.6 MB", "±0%", "6048 × 4024   2.6 MB", theme.IconDone},
		"a set":      {set, "2 files   0.71 s", "1.6 MB", "−94%", "6048 × 4024   28.4 MB", theme.IconDone},
		"skipped": {
			processing.Row{State: processing.StateSkipped, Result: processing.Result{Reason: "It is up to date."}},
			"It is up to date.", "", "", "", theme.IconSkipped,
		},
		"failed": {
			processing.Row{State: processing.StateFailed, Result: processing.Result{Reason: "The file is cut off."}},
			"The file is cut off.", "", "", "", theme.IconFailed,
		},
		"failed without a reason": {processing.Row{State: processing.StateFailed}, textFailed, "", "", "", theme.IconFailed},
	} {
		t.Run(name, func(t *testing.T) {
			s := rowStory(&c.row)
			if s.Note != c.note || s.Figure != c.figure || s.FigureNote != c.figureNote || s.Facts != c.fact || s.Icon != c.icon {
				t.Errorf("the row tells %+v, want %+v", s, c)
			}
			if s.Busy != (c.row.State == processing.StateWorking) {
				t.Error("the bar is shown at the wrong time")
			}
		})
	}
}

func TestColourOfARowSaysHowItEnded(t *testing.T) {
	failed := processing.Row{State: processing.StateFailed}
	if s := rowStory(&failed); s.NoteColour != theme.Bad {
		t.Errorf("a failure is told in %s", s.NoteColour)
	}
	smaller, larger := written(1000, 500), written(1000, 1200)
	if s := rowStory(&smaller); s.FigureNoteColour != theme.Good {
		t.Errorf("a saving is told in %s", s.FigureNoteColour)
	}
	if s := rowStory(&larger); s.FigureNoteColour == theme.Good {
		t.Error("a photo that grew is told as a saving")
	}
}

func TestDetailOfAPhoto(t *testing.T) {
	done := written(1000, 500)
	remarked := done
	remarked.Result.Remarks = []string{"The profile was kept."}
	for want, row := range map[string]processing.Row{
		"":                             {},
		"/p/a.jpg":                     done,
		"a.jpg: The profile was kept.": remarked,
		"b.tif: The file is cut off.": {
			State: processing.StateFailed, Name: "b.tif", Path: "/p/b.tif", Result: processing.Result{Reason: "The file is cut off."},
		},
		"c.png: " + textSkipped: {State: processing.StateSkipped, Path: "/p/c.png"},
	} {
		if got := detailText(&row); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
