package widget

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"minilab/ui/theme"
)

// Cut says what becomes of a text that is wider than its place.
type Cut uint8

// The ways to cut a text.
const (
	// CutNone asks for the whole width.
	CutNone Cut = iota
	// CutEnd shortens the end.
	CutEnd
	// CutMiddle shortens the middle: for names and paths.
	CutMiddle
)

// Style is how a text is set.
type Style struct {
	// Size is one of the theme's text sizes; 0 stands for theme.SizeText.
	Size  float32
	Bold  bool
	Align fyne.TextAlign
	Cut   Cut
	// Lines is the most lines a sentence may take; 0 stands for 1. More than one asks for CutEnd.
	Lines int
}

// Text is a text in a colour of the palette, centred between top and bottom of its place.
type Text struct {
	widget.BaseWidget
	text   string
	colour fyne.ThemeColorName
	style  Style
}

// NewText makes a text.
func NewText(text string, style Style, colour fyne.ThemeColorName) *Text {
	if style.Size == 0 {
		style.Size = theme.SizeText
	}
	style.Lines = max(style.Lines, 1)
	t := &Text{text: text, style: style, colour: colour}
	t.ExtendBaseWidget(t)
	return t
}

// Set changes text and colour; it costs nothing where neither is new.
func (t *Text) Set(text string, colour fyne.ThemeColorName) {
	if t.text == text && t.colour == colour {
		return
	}
	t.text, t.colour = text, colour
	t.Refresh()
}

// SetText changes the text and keeps the colour.
func (t *Text) SetText(text string) { t.Set(text, t.colour) }

// Text is the whole text, also where less of it is shown.
func (t *Text) Text() string { return t.text }

// Colour is the name of the text's colour.
func (t *Text) Colour() fyne.ThemeColorName { return t.colour }

// Width is how wide the whole text is on one line.
func (t *Text) Width() float32 { return t.measure(t.text).Width }

func (t *Text) measure(text string) fyne.Size {
	return fyne.MeasureText(text, t.style.Size, fyne.TextStyle{Bold: t.style.Bold})
}

// shown is what fits a width, line by line.
func (t *Text) shown(width float32) []string {
	fits := func(s string) bool { return t.measure(s).Width <= width }
	switch {
	case t.style.Lines > 1:
		return wrap(t.text, t.style.Lines, fits)
	case t.style.Cut == CutEnd:
		return []string{cutEnd(t.text, fits)}
	case t.style.Cut == CutMiddle:
		return []string{cutMiddle(t.text, fits)}
	}
	return []string{t.text}
}

// CreateRenderer is called by the toolkit.
func (t *Text) CreateRenderer() fyne.WidgetRenderer {
	lines := make([]*canvas.Text, t.style.Lines)
	objects := make([]fyne.CanvasObject, t.style.Lines)
	for i := range lines {
		lines[i] = canvas.NewText("", color.Transparent)
		objects[i] = lines[i]
	}
	d := &drawn{objects: objects}
	d.layout = func(size fyne.Size) { t.place(lines, size) }
	d.minSize = t.least
	d.restyle = func() {
		for _, l := range lines {
			l.Color, l.TextSize, l.Alignment = colourOf(t.colour), t.style.Size, t.style.Align
			l.TextStyle.Bold = t.style.Bold
		}
		t.place(lines, t.Size())
	}
	return d.start()
}

// least is the whole text, or a few letters of one that may be cut.
func (t *Text) least() fyne.Size {
	size := t.measure(t.text)
	if t.style.Cut != CutNone || t.style.Lines > 1 {
		size.Width = min(size.Width, 24)
	}
	return size
}

// place sets the lines one under the other in the middle of the size.
func (t *Text) place(lines []*canvas.Text, size fyne.Size) {
	shown := t.shown(size.Width)
	height := t.measure("M").Height
	step := float32(int(t.style.Size * 1.25))
	y := (size.Height - height - step*float32(len(shown)-1)) / 2
	for i, l := range lines {
		text := ""
		if i < len(shown) {
			text = shown[i]
		}
		if l.Text != text {
			l.Text = text
			l.Refresh()
		}
		Put(l, 0, y+step*float32(i), size.Width, height)
	}
}
