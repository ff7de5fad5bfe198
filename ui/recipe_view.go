package ui

import (
	"slices"

	"fyne.io/fyne/v2"

	"minilab/processing"
	"minilab/processing/codec"
	"minilab/ui/theme"
	"minilab/ui/widget"
)

// recipeView is what becomes of the photos: format, quality, size and colour. It shows a few wishes
// of a recipe and leaves all others of it as they were given.
//
// Nothing in it can be moved during a run: the run was given its recipe at the start, and a slider
// that moves without effect is a lie.
type recipeView struct {
	content *fyne.Container
	recipe  processing.Recipe
	format  *widget.Segment
	quality *widget.Slider
	value   *widget.Text
	size    *sizeField
	field   *field
	auto    *widget.Switch
}

// recipeHeight is the height of the panel.
const recipeHeight = 180

// formats are those that can be chosen, in the order shown.
func formats() []codec.Format { return []codec.Format{codec.Keep, codec.JPEG, codec.PNG} }

func formatTitle(f codec.Format) string {
	if f == codec.Keep {
		return "Keep"
	}
	return f.Title()
}

func newRecipeView(recipe processing.Recipe, pass func(fyne.Shortcut) bool) *recipeView {
	v := &recipeView{recipe: recipe}
	var titles []string
	for _, f := range formats() {
		titles = append(titles, formatTitle(f))
	}
	v.format = widget.NewSegment(titles, chosenFormat(recipe.Output.Formats))
	v.quality = widget.NewSlider(1, 100, recipe.Output.Quality)
	v.value = widget.NewText("", widget.Style{Align: fyne.TextAlignTrailing}, theme.Text)
	v.size = newSizeField(recipe.Size, pass)
	v.field = newField(v.size, v.size.ground)
	v.auto = widget.NewSwitch(recipe.Colour.Auto)
	v.listen()
	v.tellQuality(true)
	v.content = v.compose()
	return v
}

// chosenFormat is the segment's choice for a recipe's formats; a list that the segment does not offer
// chooses none and is kept until another is chosen.
func chosenFormat(wanted []codec.Format) int {
	if len(wanted) != 1 {
		return widget.NoChoice
	}
	return slices.Index(formats(), wanted[0])
}

// listen writes what a person moves into the recipe.
func (v *recipeView) listen() {
	v.format.OnChosen = func(i int) {
		v.recipe.Output.Formats = []codec.Format{formats()[i]}
		v.tellQuality(true)
	}
	v.quality.OnMoved = func(q int) {
		v.recipe.Output.Quality = q
		v.tellQuality(true)
	}
	v.auto.OnTurned = func(on bool) { v.recipe.Colour.Auto = on }
}

func (v *recipeView) compose() *fyne.Container {
	panel := widget.NewPanel()
	labels := make([]fyne.CanvasObject, 4)
	for i, text := range []string{textFormat, textQuality, textLongEdge, textAutoColour} {
		labels[i] = widget.NewText(text, widget.Style{}, theme.Muted)
	}
	const line, labelWidth = 38, 84
	return widget.Place(widget.Least(320, recipeHeight), func(size fyne.Size) {
		panel.Resize(size)
		m := theme.Margin
		x, width := m+labelWidth, size.Width-2*m-labelWidth
		for i, l := range labels {
			widget.Put(l, m, 14+line*float32(i), labelWidth, line)
		}
		widget.Put(v.format, x, 14+3, width, 32)
		widget.Put(v.quality, x, 14+line+8, width-44, 22)
		widget.Put(v.value, x+width-40, 14+line, 40, line)
		v.field.put(x, 14+2*line+1, width, 36)
		widget.Put(v.auto, x+width-32, 14+3*line+10, 32, 18)
	}, slices.Concat([]fyne.CanvasObject{panel, v.format, v.quality, v.value, v.auto}, v.field.objects(), labels)...)
}

// wanted is the recipe as shown; the error says what cannot be understood.
func (v *recipeView) wanted() (processing.Recipe, error) {
	size, err := v.size.wanted()
	if err != nil {
		return processing.Recipe{}, err
	}
	recipe := v.recipe
	recipe.Size = size
	return recipe, nil
}

// tellQuality shows the quality, or that it has no meaning because no wanted format loses any.
func (v *recipeView) tellQuality(free bool) {
	lossy := slices.ContainsFunc(v.recipe.Output.Formats, func(f codec.Format) bool {
		return f == codec.Keep || f.Lossy()
	})
	v.quality.SetEnabled(free && lossy)
	if !lossy {
		v.value.SetText(textNoQuality)
		return
	}
	v.value.SetText(formatCount(v.quality.Value()))
}

func (v *recipeView) update(s Status) {
	free := s.Phase == PhaseIdle || s.Phase == PhaseMeasuring
	v.format.SetEnabled(free)
	v.tellQuality(free)
	v.field.setLocked(!free, v.size.Text)
	v.auto.SetEnabled(free)
}
