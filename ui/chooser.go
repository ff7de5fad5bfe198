package ui

import (
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"
)

// chooser asks a person for files and folders. What it was told is handed over on the toolkit's main
// goroutine; nothing is handed over where the person thought better of it.
type chooser interface {
	// Photos asks for one or more files.
	Photos(title string, done func(paths []string, err error))
	// Folder asks for a folder.
	Folder(title string, done func(path string, err error))
}

// ownChooser is the toolkit's own dialogs. They can choose one file at a time, which is why they are
// the last resort where the system has dialogs to offer.
type ownChooser struct{ window fyne.Window }

// Photos is told in chooser.
func (c ownChooser) Photos(title string, done func([]string, error)) {
	d := dialog.NewFileOpen(func(file fyne.URIReadCloser, err error) {
		if file == nil || err != nil {
			done(nil, err)
			return
		}
		path := file.URI().Path()
		done([]string{path}, file.Close())
	}, c.window)
	d.SetTitleText(title)
	d.SetFilter(storage.NewMimeTypeFileFilter([]string{"image/*"}))
	c.show(d)
}

// Folder is told in chooser.
func (c ownChooser) Folder(title string, done func(string, error)) {
	d := dialog.NewFolderOpen(func(folder fyne.ListableURI, err error) {
		if folder == nil || err != nil {
			done("", err)
			return
		}
		done(folder.Path(), nil)
	}, c.window)
	d.SetTitleText(title)
	c.show(d)
}

// show shows a dialog as large as the window lets it be: the toolkit's choice is too small for names.
func (c ownChooser) show(d *dialog.FileDialog) {
	size := c.window.Canvas().Size()
	d.Resize(fyne.NewSize(size.Width*0.8, size.Height*0.8))
	d.Show()
}

// errNoSystemDialog is why the next chooser is asked.
var errNoSystemDialog = errors.New("this system has no dialogs of its own to offer")

// eitherChooser asks the system, and the toolkit where the system has nothing to offer.
type eitherChooser struct{ system, own chooser }

// Photos is told in chooser.
func (c eitherChooser) Photos(title string, done func([]string, error)) {
	c.system.Photos(title, func(paths []string, err error) {
		if errors.Is(err, errNoSystemDialog) {
			c.own.Photos(title, done)
			return
		}
		done(paths, err)
	})
}

// Folder is told in chooser.
func (c eitherChooser) Folder(title string, done func(string, error)) {
	c.system.Folder(title, func(path string, err error) {
		if errors.Is(err, errNoSystemDialog) {
			c.own.Folder(title, done)
			return
		}
		done(path, err)
	})
}
