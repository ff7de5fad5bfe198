package theme

import (
	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"minilab/resources"
)

// IconName is one of the window's own icons.
type IconName string

// The icons, by what they say.
const (
	IconPlus     IconName = "plus"
	IconFolder   IconName = "folder"
	IconPhotos   IconName = "photos"
	IconPlay     IconName = "play"
	IconStop     IconName = "stop"
	IconDone     IconName = "done"
	IconFailed   IconName = "failed"
	IconSkipped  IconName = "skipped"
	IconWaiting  IconName = "waiting"
	IconWorking  IconName = "working"
	IconSun      IconName = "sun"
	IconMoon     IconName = "moon"
	IconClose    IconName = "close"
	IconKeyboard IconName = "keyboard"
)

// Icon is an icon in a colour of the palette; it follows a change of the palette. A name that does
// not ship is drawn as nothing.
func Icon(name IconName, colour fyne.ThemeColorName) fyne.Resource {
	svg, err := resources.Icon(string(name))
	if err != nil {
		fyne.LogError("an icon is missing", err)
		svg = []byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"/>`)
	}
	return fynetheme.NewColoredResource(fyne.NewStaticResource("minilab-"+string(name)+".svg", svg), colour)
}

// Mark is the program's sign, in its own colours.
func Mark() fyne.Resource {
	return fyne.NewStaticResource("minilab-mark.svg", resources.Mark())
}
