//go:build cgo

package ui

import (
	"errors"

	fyneapp "fyne.io/fyne/v2/app"

	"minilab/ui/theme"
)

// ID is the program's name among all programs; the toolkit and the desktop know it by this.
const ID = "io.github.minilab.Minilab"

// Run shows the window and returns when it was closed and the session is closed too. It must be
// called on the main goroutine. This file is the only one that needs a display and the C compiler;
// the rest of the package is built and tested without.
func Run(o Options) error {
	if o.Session == nil {
		return errors.New("show the window: there is no session to show")
	}
	a := fyneapp.NewWithID(ID)
	a.SetIcon(theme.Mark())
	w := newWindow(a.NewWindow(textProduct), o, a.Quit)
	w.relay = NewRelay(o.Session, Interval, w.update)
	w.window.ShowAndRun()
	w.leave()
	return nil
}
