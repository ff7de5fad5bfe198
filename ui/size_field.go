package ui

import (
	"fmt"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	fynewidget "fyne.io/fyne/v2/widget"

	"minilab/processing"
	"minilab/ui/theme"
	"minilab/ui/widget"
)

// leastEdge is the shortest long edge that can be typed: below it a slip of the finger is likelier
// than a wish.
const leastEdge = 16

// sizeField is where the long edge of the outputs is chosen or typed.
type sizeField struct {
	fynewidget.SelectEntry
	// given is the size of the recipe, which stays as it is until another is chosen.
	given  processing.SizeWish
	ground *widget.Box
	pass   func(fyne.Shortcut) bool
}

func newSizeField(given processing.SizeWish, pass func(fyne.Shortcut) bool) *sizeField {
	f := &sizeField{given: given, pass: pass, ground: newFieldGround()}
	f.Wrapping = fyne.TextWrap(fyne.TextTruncateClip)
	f.ExtendBaseWidget(f)
	options := []string{textOriginal}
	for _, edge := range []int{1024, 2048, 2560, 4096} {
		options = append(options, edgeText(edge))
	}
	f.SetOptions(options)
	f.Text = sizeText(given)
	return f
}

func edgeText(edge int) string { return strconv.Itoa(edge) + " px" }

// sizeText is how a size of a recipe is shown.
func sizeText(s processing.SizeWish) string {
	switch {
	case s.Width != 0 || s.Height != 0 || len(s.Widths) > 0:
		return textByRecipe
	case s.LongEdge > 0:
		return edgeText(s.LongEdge)
	}
	return textOriginal
}

// wanted is the size as shown; the error says what cannot be understood.
func (f *sizeField) wanted() (processing.SizeWish, error) {
	if f.Text == sizeText(f.given) {
		return f.given, nil
	}
	edge, err := parseEdge(f.Text)
	if err != nil {
		return processing.SizeWish{}, err
	}
	return processing.SizeWish{Fit: processing.FitInside, LongEdge: edge, Enlarge: f.given.Enlarge}, nil
}

// parseEdge reads a long edge as a person writes it: "2048", "2048 px", "Original".
func parseEdge(text string) (int, error) {
	text = strings.ToLower(strings.TrimSpace(text))
	if text == strings.ToLower(textOriginal) {
		return 0, nil
	}
	number := strings.TrimSpace(strings.TrimSuffix(text, "px"))
	edge, err := strconv.Atoi(number)
	if err != nil || edge < leastEdge || edge > processing.MaxSide {
		return 0, fmt.Errorf("the long edge is a number of pixels from %d to %d, or %s", leastEdge, processing.MaxSide, textOriginal)
	}
	return edge, nil
}

// FocusGained is called by the toolkit.
func (f *sizeField) FocusGained() { f.ground.SetLine(theme.AccentInk); f.SelectEntry.FocusGained() }

// FocusLost is called by the toolkit.
func (f *sizeField) FocusLost() { f.ground.SetLine(theme.Line); f.SelectEntry.FocusLost() }

// TypedShortcut is called by the toolkit: the window's own shortcuts work while typing.
func (f *sizeField) TypedShortcut(s fyne.Shortcut) {
	if !f.pass(s) {
		f.SelectEntry.TypedShortcut(s)
	}
}

// TypedKey is called by the toolkit: keys that mean nothing to an entry are the window's.
func (f *sizeField) TypedKey(event *fyne.KeyEvent) {
	if isWindowKey(event) {
		widget.PassKey(f, event)
		return
	}
	f.SelectEntry.TypedKey(event)
}
