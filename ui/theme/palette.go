package theme

import (
	"image/color"

	"fyne.io/fyne/v2"
)

// The colours of the window, by what they are for. Widgets ask the theme for these names and never
// hold a colour of their own, so that both palettes and a change between them reach everything.
const (
	Ground    fyne.ThemeColorName = "minilab.ground"    // behind the panels
	Panel     fyne.ThemeColorName = "minilab.panel"     // a panel's surface
	Line      fyne.ThemeColorName = "minilab.line"      // hairlines and the edges of panels
	Text      fyne.ThemeColorName = "minilab.text"      // what is read first
	Muted     fyne.ThemeColorName = "minilab.muted"     // what is read second
	Faint     fyne.ThemeColorName = "minilab.faint"     // what is read last, and what is disabled
	Accent    fyne.ThemeColorName = "minilab.accent"    // fills: the primary button, bars, knobs
	AccentInk fyne.ThemeColorName = "minilab.accentInk" // text and icons in the accent's hue
	OnAccent  fyne.ThemeColorName = "minilab.onAccent"  // text on an accent fill
	Halo      fyne.ThemeColorName = "minilab.halo"      // a soft wash of the accent
	Track     fyne.ThemeColorName = "minilab.track"     // the empty part of bars and sliders
	Good      fyne.ThemeColorName = "minilab.good"      // a photo that was written, bytes saved
	Bad       fyne.ThemeColorName = "minilab.bad"       // a photo that failed, a problem
	BadWash   fyne.ThemeColorName = "minilab.badWash"   // the surface under a problem
	Well      fyne.ThemeColorName = "minilab.well"      // the sunken surface of segments and entries
	Pill      fyne.ThemeColorName = "minilab.pill"      // the raised choice on a well
	Soft      fyne.ThemeColorName = "minilab.soft"      // secondary buttons
	SoftHover fyne.ThemeColorName = "minilab.softHover" // secondary buttons under the pointer
	Hover     fyne.ThemeColorName = "minilab.hover"     // a row under the pointer
	Selected  fyne.ThemeColorName = "minilab.selected"  // the chosen row
	Off       fyne.ThemeColorName = "minilab.off"       // a switch that is off
	Knob      fyne.ThemeColorName = "minilab.knob"      // the handle of sliders and switches
	Scrim     fyne.ThemeColorName = "minilab.scrim"     // what dims the window behind a question
)

// palette is one set of colours; it has every name above.
type palette map[fyne.ThemeColorName]color.NRGBA

// rgba reads a colour from 0xRRGGBBAA, straight alpha.
func rgba(v uint32) color.NRGBA {
	return color.NRGBA{R: uint8(v >> 24), G: uint8(v >> 16), B: uint8(v >> 8), A: uint8(v)}
}

// dark is the palette around photos at night: neutral greys, so that no surface tints what is judged
// beside it, and one accent.
func dark() palette {
	return palette{
		Ground: rgba(0x131315ff), Panel: rgba(0x1b1b1eff), Line: rgba(0x2c2c31ff),
		Text: rgba(0xededefff), Muted: rgba(0x9c9ca5ff), Faint: rgba(0x96969fff),
		Accent: rgba(0xf5a524ff), AccentInk: rgba(0xf7b34aff), OnAccent: rgba(0x1d1300ff),
		Halo: rgba(0xf5a52424), Track: rgba(0x303036ff),
		Good: rgba(0x53c58bff), Bad: rgba(0xf47a7dff), BadWash: rgba(0xf2686b20),
		Well: rgba(0x111113ff), Pill: rgba(0x2b2b30ff), Soft: rgba(0x232327ff), SoftHover: rgba(0x2d2d32ff),
		Hover: rgba(0xffffff08), Selected: rgba(0xffffff10), Off: rgba(0x5b5b63ff), Knob: rgba(0xffffffff), Scrim: rgba(0x000000a0),
	}
}

// light is the same order of surfaces by day. The accent is darker as a fill and darker again as ink,
// or neither could be read on white.
func light() palette {
	return palette{
		Ground: rgba(0xefefecff), Panel: rgba(0xfdfdfcff), Line: rgba(0xdfdfdaff),
		Text: rgba(0x1b1b1eff), Muted: rgba(0x5f5f66ff), Faint: rgba(0x68686fff),
		Accent: rgba(0xe08e00ff), AccentInk: rgba(0x945600ff), OnAccent: rgba(0x1d1300ff),
		Halo: rgba(0xf5a52430), Track: rgba(0xe2e2ddff),
		Good: rgba(0x15754aff), Bad: rgba(0xb92b30ff), BadWash: rgba(0xc9383c16),
		Well: rgba(0xededeaff), Pill: rgba(0xffffffff), Soft: rgba(0xffffffff), SoftHover: rgba(0xf3f3f0ff),
		Hover: rgba(0x00000008), Selected: rgba(0x1b1b1e10), Off: rgba(0xa9a9a4ff), Knob: rgba(0xffffffff), Scrim: rgba(0x00000066),
	}
}
