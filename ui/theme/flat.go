package theme

import (
	"image/color"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
)

// Flat is the theme of the window without the shadow that the toolkit draws at the edges of what can
// be scrolled. The same colour dims the window behind a question, so it cannot just be left out of
// the palettes.
type Flat struct{}

// Color is the colour of a name.
func (Flat) Color(name fyne.ThemeColorName, variant fyne.ThemeVariant) color.Color {
	if name == fynetheme.ColorNameShadow {
		return color.Transparent
	}
	return window().Color(name, variant)
}

// Font is the window's.
func (Flat) Font(style fyne.TextStyle) fyne.Resource { return window().Font(style) }

// Icon is the window's.
func (Flat) Icon(name fyne.ThemeIconName) fyne.Resource { return window().Icon(name) }

// Size is the window's.
func (Flat) Size(name fyne.ThemeSizeName) float32 { return window().Size(name) }

// window is the theme of the whole window. The toolkit's "current" theme would be this one again.
func window() fyne.Theme { return fyne.CurrentApp().Settings().Theme() }
