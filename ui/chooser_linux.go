package ui

import (
	"fmt"
	"net/url"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver"
	"github.com/rymdport/portal"
	"github.com/rymdport/portal/filechooser"
)

// newChooser asks through the desktop's portal, which is the file dialog people know, can choose many
// files and works for a program in a sandbox.
func newChooser(window fyne.Window) chooser {
	return eitherChooser{system: portalChooser{window}, own: ownChooser{window}}
}

type portalChooser struct{ window fyne.Window }

// Photos is told in chooser.
func (c portalChooser) Photos(title string, done func([]string, error)) {
	photos := &filechooser.Filter{
		Name:  "Photos",
		Rules: []filechooser.Rule{{Type: filechooser.MIMEType, Pattern: "image/*"}},
	}
	all := &filechooser.Filter{
		Name:  "All files",
		Rules: []filechooser.Rule{{Type: filechooser.GlobPattern, Pattern: "*"}},
	}
	c.ask(title, &filechooser.OpenFileOptions{Multiple: true, Filters: []*filechooser.Filter{photos, all}}, done)
}

// Folder is told in chooser.
func (c portalChooser) Folder(title string, done func(string, error)) {
	c.ask(title, &filechooser.OpenFileOptions{Directory: true}, func(paths []string, err error) {
		if len(paths) == 0 {
			done("", err)
			return
		}
		done(paths[0], err)
	})
}

// ask waits for the dialog on a goroutine of its own: it is another program's and can stay open as
// long as it likes.
func (c portalChooser) ask(title string, o *filechooser.OpenFileOptions, done func([]string, error)) {
	parent := parentName(c.window)
	go func() {
		uris, err := filechooser.OpenFile(parent, title, o)
		if err != nil {
			err = fmt.Errorf("%w: %w", errNoSystemDialog, err)
		}
		fyne.Do(func() { done(filePaths(uris), err) })
	}()
}

// filePaths turns the portal's URIs into paths; what is not a file here is left out.
func filePaths(uris []string) []string {
	var paths []string
	for _, text := range uris {
		if u, err := url.Parse(text); err == nil && u.Scheme == "file" && u.Path != "" {
			paths = append(paths, u.Path)
		}
	}
	return paths
}

// parentName is how the portal knows the window its dialog belongs to; empty where that cannot be
// told, which only costs the dialog its place above the window.
func parentName(window fyne.Window) string {
	name := ""
	if native, ok := window.(driver.NativeWindow); ok {
		native.RunNative(func(context any) {
			if x11, ok := context.(driver.X11WindowContext); ok && x11.WindowHandle != 0 {
				name = portal.FormatX11WindowHandle(x11.WindowHandle)
			}
		})
	}
	return name
}
