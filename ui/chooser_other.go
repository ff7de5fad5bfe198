//go:build !linux

package ui

import "fyne.io/fyne/v2"

func newChooser(window fyne.Window) chooser { return ownChooser{window} }
