package widget

import (
	"image/color"
	"math"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"minilab/ui/theme"
)

// darkApp runs a test with the dark palette, whatever the machine shows.
func darkApp(t *testing.T) {
	t.Helper()
	app := test.NewTempApp(t)
	app.Settings().SetTheme(theme.New(theme.AlwaysDark))
}

// at shows an object in a window of its own, at a size.
func at(t *testing.T, o fyne.CanvasObject, width, height float32) fyne.Canvas {
	t.Helper()
	w := test.NewTempWindow(t, o)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(width, height))
	return w.Canvas()
}

// TestWidgetsAreDrawnAsBefore holds every widget against a golden text of its shapes. A golden is
// made by hand: a failing test leaves the new text in testdata/failed, to be looked at and moved.
func TestWidgetsAreDrawnAsBefore(t *testing.T) {
	darkApp(t)
	disabled := NewButton("Start", theme.IconPlay, Primary, 44, nil)
	disabled.Disable()
	line := NewWorkerLine("3")
	line.Set("DSC_4129.JPG", "Resizing", 0.62)
	bar := NewBar(4)
	bar.Set(0.25)
	stat := NewStat("photos a second")
	stat.Set("5.9")
	for name, c := range map[string]struct {
		object        fyne.CanvasObject
		width, height float32
	}{
		"box":             {NewPanel(), 100, 60},
		"hairline":        {NewHairline(), 100, 1},
		"text":            {NewText("Drop photos here", Style{Size: theme.SizeHeading, Bold: true}, theme.Text), 300, 40},
		"text-two-lines":  {NewText("one sentence that needs two lines", Style{Lines: 2}, theme.Bad), 130, 44},
		"icon":            {NewIcon(theme.IconDone, 18, theme.Good), 40, 40},
		"bar":             {bar, 200, 10},
		"button-primary":  {NewButton("Start", theme.IconPlay, Primary, 44, nil), 128, 44},
		"button-disabled": {disabled, 128, 44},
		"button-soft":     {NewButton("Choose", theme.IconFolder, Secondary, 34, nil), 100, 34},
		"button-ghost":    {NewButton("", theme.IconSun, Ghost, 36, nil), 36, 36},
		"segment":         {NewSegment([]string{"Keep", "JPEG", "PNG"}, 1), 256, 32},
		"slider":          {NewSlider(1, 100, 80), 216, 22},
		"switch-off":      {NewSwitch(false), 32, 18},
		"switch-on":       {NewSwitch(true), 32, 18},
		"stat":            {stat, 112, 40},
		"worker-line":     {line, 340, 38},
		"row-working":     {rowOf(workingStory()), 740, 56},
		"row-written":     {rowOf(writtenStory()), 740, 56},
		"row-failed":      {rowOf(failedStory()), 740, 56},
		"dashes":          {NewDashes(), 120, 80},
	} {
		t.Run(name, func(t *testing.T) {
			test.AssertRendersToMarkup(t, name+".xml", at(t, c.object, c.width, c.height))
		})
	}
}

func rowOf(s Story) *PhotoRow {
	r := NewPhotoRow()
	r.Set(s)
	return r
}

func workingStory() Story {
	return Story{
		Name: "DSC_4127.JPG", Facts: "6048 × 4024   28.4 MB", Note: "Resizing", NoteColour: theme.Muted,
		Busy: true, Share: 0.62, Figure: "62%", FigureNoteColour: theme.Good, Icon: theme.IconWorking, IconColour: theme.AccentInk,
	}
}

func writtenStory() Story {
	return Story{
		Name: "DSC_4120.JPG", Facts: "6048 × 4024   28.4 MB", Note: "2048 × 1363 JPEG   0.71 s", NoteColour: theme.Muted,
		Figure: "2.6 MB", FigureNote: "−91%", FigureNoteColour: theme.Good, Icon: theme.IconDone, IconColour: theme.Good,
	}
}

func failedStory() Story {
	return Story{
		Name: "scan_0077.TIF", Facts: "158 MB", NoteColour: theme.Bad,
		Note:             "The file ends in the middle of the picture. Copy it again from where it came, or leave it out of the batch for now.",
		FigureNoteColour: theme.Good, Icon: theme.IconFailed, IconColour: theme.Bad,
	}
}

func TestBarFillsItsShare(t *testing.T) {
	darkApp(t)
	for share, want := range map[float64]float32{
		-1: 0, 0: 0, 0.001: 4, 0.5: 100, 1: 200, 7: 200, math.NaN(): 0, math.Inf(1): 200,
	} {
		b := NewBar(4)
		at(t, b, 200, 10)
		b.Set(share)
		fill := test.WidgetRenderer(b).Objects()[1].(*canvas.Rectangle)
		got := fill.Size().Width
		if fill.Hidden {
			got = 0
		}
		if got != want {
			t.Errorf("share %v fills %v of 200, want %v", share, got, want)
		}
	}
}

func TestColoursFollowThePalette(t *testing.T) {
	darkApp(t)
	b := NewPanel()
	at(t, b, 10, 10)
	fill := func() color.Color { return test.WidgetRenderer(b).Objects()[0].(*canvas.Rectangle).FillColor }
	dark := fill()
	fyne.CurrentApp().Settings().SetTheme(theme.New(theme.AlwaysLight))
	b.Refresh()
	if fill() == dark {
		t.Error("a panel keeps its dark colour in the light palette")
	}
}

func TestNamesAreCutInTheMiddle(t *testing.T) {
	darkApp(t)
	name := NewText("a very long name of a scanned photo 2019-07-14.jpeg", Style{Cut: CutMiddle}, theme.Text)
	at(t, name, 160, 20)
	shown := test.WidgetRenderer(name).Objects()[0].(*canvas.Text)
	if !strings.HasPrefix(shown.Text, "a very") || !strings.HasSuffix(shown.Text, ".jpeg") || !strings.Contains(shown.Text, ellipsis) {
		t.Errorf("shown as %q", shown.Text)
	}
	if w := shown.MinSize().Width; w > 160 {
		t.Errorf("%q is %v wide, has 160", shown.Text, w)
	}
	if name.Text() != "a very long name of a scanned photo 2019-07-14.jpeg" {
		t.Error("the whole text is lost")
	}
}

func TestTwoWordsOfOneLineKeepTheirSpace(t *testing.T) {
	darkApp(t)
	note := NewText("2048 × 1363 JPEG   0.71 s", Style{Lines: 2}, theme.Muted)
	at(t, note, 400, 40)
	if got := test.WidgetRenderer(note).Objects()[0].(*canvas.Text).Text; got != "2048 × 1363 JPEG   0.71 s" {
		t.Errorf("shown as %q", got)
	}
}

// TestOnlyWhatChangedIsDrawn plants a text that would be overwritten by any drawing of the note.
func TestOnlyWhatChangedIsDrawn(t *testing.T) {
	darkApp(t)
	r := rowOf(workingStory())
	at(t, r, 740, 56)
	note := test.WidgetRenderer(r.note).Objects()[0].(*canvas.Text)
	note.Text = "planted"
	next := workingStory()
	next.Share, next.Figure = 0.7, "70%"
	r.Set(next)
	if r.bar.Share() != 0.7 || r.figure.Text() != "70%" {
		t.Errorf("the row shows %v and %q", r.bar.Share(), r.figure.Text())
	}
	if note.Text != "planted" {
		t.Error("the note was drawn again, though it is the same")
	}
	next.Note = "Encoding"
	r.Set(next)
	if note.Text != "Encoding" {
		t.Errorf("the note is %q", note.Text)
	}
}
