package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"minilab/ui/theme"
)

// Story is what a row tells about a photo, ready to be shown.
type Story struct {
	Name  string
	Facts string
	// Note is what is happening to the photo, or a sentence about how it ended.
	Note       string
	NoteColour fyne.ThemeColorName
	// Busy shows a bar of Share, 0 to 1.
	Busy  bool
	Share float64
	// Figure is at the right end, FigureNote under it.
	Figure           string
	FigureNote       string
	FigureNoteColour fyne.ThemeColorName
	Icon             theme.IconName
	IconColour       fyne.ThemeColorName
}

// PhotoRow is one photo of the queue.
type PhotoRow struct {
	widget.BaseWidget
	story              Story
	name, facts        *Text
	note               *Text
	figure, figureNote *Text
	bar                *Bar
	icon               *Icon
}

// NewPhotoRow makes an empty row.
func NewPhotoRow() *PhotoRow {
	small := Style{Size: theme.SizeCaption, Cut: CutEnd}
	right := Style{Size: theme.SizeCaption, Align: fyne.TextAlignTrailing}
	r := &PhotoRow{
		name:       NewText("", Style{Cut: CutMiddle}, theme.Text),
		facts:      NewText("", small, theme.Muted),
		note:       NewText("", Style{Size: theme.SizeCaption, Lines: 2}, theme.Muted),
		figure:     NewText("", Style{Align: fyne.TextAlignTrailing}, theme.Text),
		figureNote: NewText("", right, theme.Good),
		bar:        NewBar(4),
		icon:       NewIcon("", 18, theme.Faint),
	}
	r.ExtendBaseWidget(r)
	return r
}

// Set tells a story; parts that are the same as before cost nothing.
func (r *PhotoRow) Set(s Story) {
	if s == r.story {
		return
	}
	moved := s.Busy != r.story.Busy || (s.FigureNote == "") != (r.story.FigureNote == "")
	r.story = s
	r.name.SetText(s.Name)
	r.facts.SetText(s.Facts)
	r.note.Set(s.Note, s.NoteColour)
	r.figure.SetText(s.Figure)
	r.figureNote.Set(s.FigureNote, s.FigureNoteColour)
	r.bar.Set(s.Share)
	r.icon.Set(s.Icon, s.IconColour)
	if moved {
		r.Refresh()
	}
}

// Story is what the row tells.
func (r *PhotoRow) Story() Story { return r.story }

// CreateRenderer is called by the toolkit.
func (r *PhotoRow) CreateRenderer() fyne.WidgetRenderer {
	d := &drawn{objects: []fyne.CanvasObject{r.name, r.facts, r.note, r.bar, r.figure, r.figureNote, r.icon}}
	d.layout = r.place
	d.minSize = func() fyne.Size { return fyne.NewSize(440, theme.RowHeight) }
	d.restyle = func() {
		r.bar.Hidden = !r.story.Busy
		r.place(r.Size())
	}
	return d.start()
}

// The columns of a row: the name at the left, the figure and the icon at the right, and between them
// the note, which takes what is left.
const (
	rowInset    = 14
	figureWidth = 72
	iconWidth   = 20
	columnGap   = 14
)

func (r *PhotoRow) place(size fyne.Size) {
	nameWidth := min(max(size.Width*0.36, 170), 320)
	Put(r.name, rowInset, 9, nameWidth, 18)
	Put(r.facts, rowInset, 29, nameWidth, 16)
	iconX := size.Width - rowInset - iconWidth
	Put(r.icon, iconX, 18, iconWidth, iconWidth)
	figureEnd := iconX - columnGap
	noteX := rowInset + nameWidth + columnGap
	noteWidth := figureEnd - noteX
	if r.story.Figure != "" {
		noteWidth -= figureWidth + columnGap
	}
	r.placeFigure(figureEnd - figureWidth)
	if r.story.Busy {
		Put(r.note, noteX, 10, noteWidth, 18)
		Put(r.bar, noteX, 34, figureEnd-noteX, 6)
		return
	}
	Put(r.note, noteX, 6, noteWidth, size.Height-12)
}

// placeFigure sets the figure in the middle of the row, or over its note, or over the bar.
func (r *PhotoRow) placeFigure(x float32) {
	switch {
	case r.story.Busy:
		Put(r.figure, x, 10, figureWidth, 18)
	case r.story.FigureNote == "":
		Put(r.figure, x, 19, figureWidth, 18)
	default:
		Put(r.figure, x, 9, figureWidth, 18)
	}
	Put(r.figureNote, x, 29, figureWidth, 16)
}
