// Package ui is Minilab's window.
//
// The window owns no work. It shows a Session, ten times a second and in one direction: the Relay
// takes a sample and every view paints its part of it, so a view needs to remember nothing about the
// run and cannot disagree with another. What a person does goes straight to the session, or, where it
// is a wish for the next run, stays in the view that shows it until Start. Views know functions to
// call and smaller parts of Session, never each other; Window is the one place where they are wired
// together.
package ui

import (
	"fmt"
	"net/url"
	"path/filepath"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"minilab/processing"
	"minilab/ui/theme"
	"minilab/ui/widget"
)

// Settings is what the window remembers from one start to the next.
type Settings struct {
	// Recipe is what becomes of the photos.
	Recipe processing.Recipe
	// Folder is the output folder if a person chose one; empty suggests one beside the photos.
	Folder string
	// Workers is their number; the window brings it into 1 to the number of cores and tells the session.
	Workers int
	// Look is light, dark or what the system shows.
	Look theme.Choice
}

// Options is what the window is made with.
type Options struct {
	// Session is the engine. The window closes it.
	Session Session
	// Settings are those of the last time.
	Settings Settings
	// Cores is the most workers that can be chosen.
	Cores int
	// Inputs are paths that were added to the session before the window was opened; they only suggest
	// an output folder.
	Inputs []string
	// Pictures is a folder in which to suggest an output folder while nothing else does; it may be empty.
	Pictures string
	// OnClose is called with the settings when the window is closed, before the session is.
	OnClose func(Settings)
}

// Window is the window and everything in it. It is used on the toolkit's main goroutine.
type Window struct {
	window  fyne.Window
	session Session
	options Options
	status  Status
	chooser chooser
	// openURL shows a folder in the system's file manager.
	openURL func(*url.URL) error
	// quit ends the program.
	quit func()
	// asking is true while the question before closing is open, closed once the window is being closed.
	asking, closed bool
	// ended is closed once the session is.
	ended chan struct{}
	relay *Relay

	header  *headerView
	banner  *banner
	empty   *emptyView
	queue   *queueView
	recipe  *recipeView
	folder  *folderView
	workers *workersView
	run     *runView
	content *fyne.Container
}

// The size of the window when it is opened, and the width of the column at its right.
const (
	windowWidth  = 1180
	windowHeight = 760
	rightWidth   = 372
)

// newWindow puts the views into a toolkit's window. It does not show it.
func newWindow(window fyne.Window, o Options, quit func()) *Window {
	w := &Window{
		window: window, session: o.Session, options: o, quit: quit,
		chooser: newChooser(window), ended: make(chan struct{}),
	}
	w.openURL = fyne.CurrentApp().OpenURL
	fyne.CurrentApp().Settings().SetTheme(theme.New(o.Settings.Look)) // before the first view asks for a colour
	w.makeViews()
	w.wire()
	w.content = w.compose()
	w.setLook(o.Settings.Look)
	window.SetPadded(false)
	window.SetContent(w.content)
	window.Resize(fyne.NewSize(windowWidth, windowHeight))
	window.SetOnDropped(func(_ fyne.Position, dropped []fyne.URI) { w.dropped(dropped) })
	window.SetCloseIntercept(w.closeAsked)
	w.listenToKeys()
	w.suggestFolder(o.Inputs)
	w.session.SetWorkers(w.workers.slider.Value()) // what the slider shows is what is so
	return w
}

func (w *Window) makeViews() {
	o := &w.options
	w.header = newHeaderView()
	w.banner = newBanner()
	w.empty = newEmptyView()
	w.queue = newQueueView(o.Session)
	w.recipe = newRecipeView(o.Settings.Recipe, w.passShortcut)
	w.folder = newFolderView(o.Settings.Folder, picturesFolder(o.Pictures), w.passShortcut)
	w.workers = newWorkersView(o.Settings.Workers, o.Cores)
	w.run = newRunView()
	w.queue.content.Hide()
}

// picturesFolder is the output folder to suggest while nothing was added.
func picturesFolder(pictures string) string {
	if pictures == "" {
		return ""
	}
	return filepath.Join(pictures, folderName)
}

func (w *Window) wire() {
	w.header.OnAddPhotos, w.header.OnAddFolder = w.addPhotos, w.addFolder
	w.header.OnShortcuts, w.header.OnLook = w.showShortcuts, w.switchLook
	w.empty.OnAddPhotos, w.empty.OnAddFolder = w.addPhotos, w.addFolder
	w.banner.OnResized = func() { w.content.Refresh() }
	w.queue.OnClear = w.session.Clear
	w.folder.OnChoose = w.chooseFolder
	w.workers.OnWorkers = w.session.SetWorkers
	w.run.OnStart, w.run.OnStop, w.run.OnOpen = w.start, w.session.Stop, w.openFolder
}

func (w *Window) compose() *fyne.Container {
	ground := widget.NewBox(theme.Ground, "", 0)
	return widget.Place(widget.Least(980, 640), w.place,
		ground, w.header.content, w.banner.content, w.empty.content, w.queue.content,
		w.recipe.content, w.folder.content, w.workers.content, w.run.content)
}

// place lays the views out: the head, the photos at the left, the wishes and the workers at the
// right, the run at the bottom.
func (w *Window) place(size fyne.Size) {
	const m, gap = theme.Margin, theme.Gap
	w.content.Objects[0].Resize(size)
	widget.Put(w.header.content, 0, 0, size.Width, headerHeight)
	widget.Put(w.run.content, 0, size.Height-runHeight, size.Width, runHeight)
	top, bottom := float32(headerHeight), size.Height-runHeight-gap
	if w.banner.visible() {
		widget.Put(w.banner.content, m, top, size.Width-2*m, bannerHeight)
		top += bannerHeight + gap
	}
	left := size.Width - 2*m - rightWidth - gap
	widget.Put(w.empty.content, m, top, left, bottom-top)
	widget.Put(w.queue.content, m, top, left, bottom-top)
	x := m + left + gap
	widget.Put(w.recipe.content, x, top, rightWidth, recipeHeight)
	top += recipeHeight + gap
	widget.Put(w.folder.content, x, top, rightWidth, folderHeight)
	top += folderHeight + gap
	widget.Put(w.workers.content, x, top, rightWidth, bottom-top)
}

// update paints a sample. It is called by the relay.
func (w *Window) update(s Status) {
	w.status = s
	empty := s.Progress.Photos == 0 && !s.Progress.Scanning
	w.empty.content.Hidden, w.queue.content.Hidden = !empty, empty
	w.banner.update(s)
	w.empty.update(s)
	w.queue.update(s)
	w.recipe.update(s)
	w.folder.update(s)
	w.workers.update(s)
	w.run.update(s)
}

// dropped adds what was dropped anywhere in the window.
func (w *Window) dropped(uris []fyne.URI) {
	var paths []string
	for _, u := range uris {
		if u.Scheme() == "file" {
			paths = append(paths, u.Path())
		}
	}
	if len(paths) == 0 && len(uris) > 0 {
		w.banner.show("Only files and folders of this machine can be dropped here.")
		return
	}
	w.add(paths)
}

// add puts paths into the queue.
func (w *Window) add(paths []string) {
	if len(paths) == 0 {
		return
	}
	w.suggestFolder(paths)
	w.session.Add(paths)
}

// suggestFolder suggests an output folder beside the first photos of the queue.
func (w *Window) suggestFolder(inputs []string) {
	if len(inputs) > 0 && w.status.Progress.Photos == 0 {
		w.folder.suggest(folderBeside(inputs[0]))
	}
}

func (w *Window) addPhotos() {
	w.chooser.Photos(textAddPhotos, func(paths []string, err error) {
		w.tell(err)
		w.add(paths)
	})
}

func (w *Window) addFolder() {
	w.chooser.Folder(textAddFolder, func(path string, err error) {
		w.tell(err)
		if path != "" {
			w.add([]string{path})
		}
	})
}

func (w *Window) chooseFolder() {
	w.chooser.Folder(textChooseOut, func(path string, err error) {
		w.tell(err)
		if path != "" {
			w.folder.set(path)
		}
	})
}

// tell shows an error as a sentence; no error shows nothing.
func (w *Window) tell(err error) {
	if err != nil {
		w.banner.show(sentence(err.Error()))
	}
}

// start gives the session the order that is shown.
func (w *Window) start() {
	recipe, err := w.recipe.wanted()
	if err != nil {
		w.tell(err)
		return
	}
	folder, err := w.folder.wanted()
	if err != nil {
		w.tell(err)
		return
	}
	if err := w.session.Start(Order{Recipe: recipe, Folder: folder}); err != nil {
		w.tell(err)
		return
	}
	w.banner.show("")
}

// openFolder shows the outputs in the system's file manager.
func (w *Window) openFolder() {
	folder, err := w.folder.wanted()
	if err == nil {
		err = w.openURL(&url.URL{Scheme: "file", Path: filepath.ToSlash(folder)})
	}
	if err != nil {
		w.tell(fmt.Errorf("the folder could not be opened: %w", err))
	}
}

// switchLook shows the other one of light and dark.
func (w *Window) switchLook() {
	w.setLook(theme.New(w.options.Settings.Look).Switched(w.systemVariant()))
}

func (w *Window) setLook(look theme.Choice) {
	w.options.Settings.Look = look
	shown := theme.New(look)
	fyne.CurrentApp().Settings().SetTheme(shown)
	w.header.setDark(shown.Variant(w.systemVariant()) == fynetheme.VariantDark)
}

func (w *Window) systemVariant() fyne.ThemeVariant {
	return fyne.CurrentApp().Settings().ThemeVariant()
}

// settings are what to remember. A size that cannot be understood is not remembered.
func (w *Window) settings() Settings {
	s := w.options.Settings
	if recipe, err := w.recipe.wanted(); err == nil {
		s.Recipe = recipe
	}
	s.Folder, s.Workers = w.folder.chosen(), w.workers.slider.Value()
	return s
}
