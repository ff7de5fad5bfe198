// Package theme is how the window looks: two palettes of the same names, the text sizes, the radii
// and the icons.
//
// Photos are judged by eye in this window, so everything around them is a neutral grey and there is
// one accent, for what moves and for what to press. Every pair of text and surface in use is held to
// a contrast of 4.5 to 1 by a test, in both palettes; that is why some colours differ by a shade from
// what a first drawing would choose. There are no shadows: surfaces are told apart by a step of grey
// and a hairline.
package theme

import (
	"image/color"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
)

// Choice is whether the window follows the system's light or dark, or was told one of them.
type Choice string

// The choices. The zero Choice follows the system.
const (
	FollowSystem Choice = ""
	AlwaysLight  Choice = "light"
	AlwaysDark   Choice = "dark"
)

// Measures of the layout, in the toolkit's units.
const (
	// Margin is between the window's edge and its panels, and inside a panel.
	Margin float32 = 16
	// Gap is between panels.
	Gap float32 = 12
	// The radii of panels, of controls and of what lies inside controls.
	RadiusPanel   float32 = 12
	RadiusControl float32 = 8
	RadiusInner   float32 = 5
	// RowHeight is the height of a photo in the queue.
	RowHeight float32 = 56
)

// Text sizes are whole numbers: the toolkit rounds anything else and cuts the glyphs.
const (
	SizeCaption float32 = 12
	SizeText    float32 = 13
	SizeStrong  float32 = 15
	SizeHeading float32 = 22
)

// Theme is the look of the window. It is immutable.
type Theme struct {
	choice      Choice
	dark, light palette
}

// New makes the theme for a choice.
func New(choice Choice) *Theme {
	return &Theme{choice: choice, dark: dark(), light: light()}
}

// Choice is what the theme was made for.
func (t *Theme) Choice() Choice { return t.choice }

// Variant is the variant that is shown where the system asks for the given one.
func (t *Theme) Variant(system fyne.ThemeVariant) fyne.ThemeVariant {
	switch t.choice {
	case AlwaysLight:
		return fynetheme.VariantLight
	case AlwaysDark:
		return fynetheme.VariantDark
	}
	return system
}

// Switched is the choice that shows the other variant. It follows the system again as soon as the
// system shows that variant too, so that two presses lead back to where one began.
func (t *Theme) Switched(system fyne.ThemeVariant) Choice {
	other := fynetheme.VariantLight
	if t.Variant(system) == fynetheme.VariantLight {
		other = fynetheme.VariantDark
	}
	switch other {
	case system:
		return FollowSystem
	case fynetheme.VariantLight:
		return AlwaysLight
	}
	return AlwaysDark
}

// Color is the colour of a name: one of this package's own, or one of the toolkit's, which is given
// the colour of ours that stands nearest to its purpose.
func (t *Theme) Color(name fyne.ThemeColorName, system fyne.ThemeVariant) color.Color {
	variant := t.Variant(system)
	colours := t.dark
	if variant == fynetheme.VariantLight {
		colours = t.light
	}
	if c, ok := colours[name]; ok {
		return c
	}
	if own, ok := ownName(name); ok {
		return colours[own]
	}
	return fynetheme.DefaultTheme().Color(name, variant)
}

// ownName is which of our colours stands for one of the toolkit's names.
func ownName(name fyne.ThemeColorName) (fyne.ThemeColorName, bool) {
	switch name {
	case fynetheme.ColorNameBackground, fynetheme.ColorNameHeaderBackground:
		return Ground, true
	case fynetheme.ColorNameForeground:
		return Text, true
	case fynetheme.ColorNamePrimary, fynetheme.ColorNameHyperlink:
		return Accent, true
	case fynetheme.ColorNameForegroundOnPrimary:
		return OnAccent, true
	case fynetheme.ColorNamePlaceHolder, fynetheme.ColorNameDisabled, fynetheme.ColorNameScrollBar:
		return Faint, true
	case fynetheme.ColorNameSuccess:
		return Good, true
	case fynetheme.ColorNameError, fynetheme.ColorNameWarning:
		return Bad, true
	}
	return ownSurface(name)
}

// ownSurface is ownName for surfaces and lines.
func ownSurface(name fyne.ThemeColorName) (fyne.ThemeColorName, bool) {
	switch name {
	case fynetheme.ColorNameInputBackground:
		return Well, true
	case fynetheme.ColorNameButton, fynetheme.ColorNameDisabledButton:
		return Soft, true
	case fynetheme.ColorNameMenuBackground, fynetheme.ColorNameOverlayBackground:
		return Panel, true
	case fynetheme.ColorNameInputBorder, fynetheme.ColorNameSeparator:
		return Line, true
	case fynetheme.ColorNameHover, fynetheme.ColorNamePressed:
		return Hover, true
	case fynetheme.ColorNameSelection, fynetheme.ColorNameFocus:
		return Selected, true
	case fynetheme.ColorNameShadow:
		return Scrim, true
	}
	return "", false
}

// Font is the toolkit's own.
func (t *Theme) Font(style fyne.TextStyle) fyne.Resource {
	return fynetheme.DefaultTheme().Font(style)
}

// Icon is the toolkit's own. The window's icons have colours of their own and come from Icon, the
// function.
func (t *Theme) Icon(name fyne.ThemeIconName) fyne.Resource {
	return fynetheme.DefaultTheme().Icon(name)
}

// Size is the size of a name.
func (t *Theme) Size(name fyne.ThemeSizeName) float32 {
	switch name {
	case fynetheme.SizeNameText:
		return SizeText
	case fynetheme.SizeNameCaptionText:
		return SizeCaption
	case fynetheme.SizeNameSubHeadingText:
		return SizeStrong
	case fynetheme.SizeNameHeadingText:
		return SizeHeading
	case fynetheme.SizeNamePadding:
		return 4
	case fynetheme.SizeNameInnerPadding:
		return 8
	case fynetheme.SizeNameInputBorder:
		return 0 // entries are framed by the views, which also frame those that are disabled
	case fynetheme.SizeNameScrollBar:
		return 8
	case fynetheme.SizeNameScrollBarSmall:
		return 3
	case fynetheme.SizeNameSelectionRadius, fynetheme.SizeNameInputRadius:
		return RadiusControl
	}
	return fynetheme.DefaultTheme().Size(name)
}
