package ui

import (
	"errors"
	"net/url"
	"reflect"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/test"

	"minilab/processing"
	"minilab/ui/theme"
)

func TestDropAddsPathsAndSuggestsAFolder(t *testing.T) {
	f := &fakeSession{}
	w := openWindow(t, f, nil)
	w.dropped([]fyne.URI{storage.NewFileURI("/photos/Tuscany"), storage.NewFileURI("/photos/a b.jpg")})
	if want := [][]string{{"/photos/Tuscany", "/photos/a b.jpg"}}; !reflect.DeepEqual(f.added, want) {
		t.Errorf("added %q, want %q", f.added, want)
	}
	if got := w.folder.entry.Text; got != "/photos/Minilab" {
		t.Errorf("the suggested folder is %q", got)
	}
	w.update(waiting(2))
	w.dropped([]fyne.URI{storage.NewFileURI("/other/b.jpg")})
	if got := w.folder.entry.Text; got != "/photos/Minilab" {
		t.Errorf("a later drop moved the folder to %q", got)
	}
}

func TestDropOfWhatIsNoFileIsAnswered(t *testing.T) {
	f := &fakeSession{}
	w := openWindow(t, f, nil)
	remote, err := storage.ParseURI("https://example.org/a.jpg")
	if err != nil {
		t.Fatal(err)
	}
	w.dropped([]fyne.URI{remote})
	if len(f.added) != 0 || !w.banner.visible() {
		t.Errorf("added %q, banner shown: %v", f.added, w.banner.visible())
	}
	w.dropped(nil)
	if len(f.added) != 0 {
		t.Errorf("a drop of nothing added %q", f.added)
	}
}

func TestChosenFolderStays(t *testing.T) {
	f := &fakeSession{}
	w := openWindow(t, f, func(o *Options) { o.Settings.Folder = "/web" })
	w.add([]string{"/photos/a.jpg"})
	if got := w.folder.entry.Text; got != "/web" {
		t.Errorf("the chosen folder became %q", got)
	}
	w.chooser = fakeChooser{folder: "/elsewhere"}
	test.Tap(w.folder.choose)
	if got := w.settings().Folder; got != "/elsewhere" {
		t.Errorf("the folder to remember is %q", got)
	}
}

func TestSuggestedFolderIsNotRemembered(t *testing.T) {
	w := openWindow(t, &fakeSession{}, func(o *Options) { o.Inputs = []string{"/photos/Tuscany"} })
	if got := w.folder.entry.Text; got != "/photos/Minilab" {
		t.Errorf("suggested %q", got)
	}
	if got := w.settings().Folder; got != "" {
		t.Errorf("a suggestion is remembered as %q", got)
	}
}

func TestChoosersAdd(t *testing.T) {
	f := &fakeSession{}
	w := openWindow(t, f, nil)
	w.chooser = fakeChooser{photos: []string{"/a.jpg", "/b.jpg"}, folder: "/photos"}
	w.addPhotos()
	w.addFolder()
	if want := [][]string{{"/a.jpg", "/b.jpg"}, {"/photos"}}; !reflect.DeepEqual(f.added, want) {
		t.Errorf("added %q, want %q", f.added, want)
	}
	w.chooser = fakeChooser{}
	w.addPhotos()
	w.addFolder()
	w.chooseFolder()
	if len(f.added) != 2 {
		t.Errorf("thinking better of it added %q", f.added[2:])
	}
	w.chooser = fakeChooser{err: errors.New("the disk is gone")}
	w.addPhotos()
	if got := w.banner.text.Text(); got != "The disk is gone." {
		t.Errorf("the banner says %q", got)
	}
}

func TestStartSendsWhatIsShown(t *testing.T) {
	f := &fakeSession{rows: queueOf(3)}
	w := openWindow(t, f, func(o *Options) { o.Settings.Folder = "/web" })
	w.update(waiting(3))
	w.recipe.size.SetText("1024 px")
	test.Tap(w.run.start)
	if len(f.orders) != 1 {
		t.Fatalf("%d orders", len(f.orders))
	}
	want := processing.DefaultRecipe()
	want.Size = processing.SizeWish{Fit: processing.FitInside, LongEdge: 1024}
	if got := f.orders[0]; got.Folder != "/web" || !reflect.DeepEqual(got.Recipe, want) {
		t.Errorf("ordered %+v", got)
	}
}

func TestStartThatCannotBeIsASentence(t *testing.T) {
	f := &fakeSession{rows: queueOf(3), startErr: errors.New("the folder /web cannot be written to")}
	w := openWindow(t, f, nil)
	for _, c := range []struct {
		prepare func()
		want    string
	}{
		{func() { w.recipe.size.SetText("huge") }, "The long edge is a number of pixels from 16 to 65535, or Original."},
		{func() { w.recipe.size.SetText("2048"); w.folder.set("web") }, "Write the folder to save to as a full path, or choose it."},
		{func() { w.folder.set("/web") }, "The folder /web cannot be written to."},
	} {
		c.prepare()
		w.start()
		if got := w.banner.text.Text(); got != c.want || !w.banner.visible() {
			t.Errorf("the banner says %q, want %q", got, c.want)
		}
	}
	if len(f.orders) != 1 {
		t.Errorf("%d orders reached the session, want the last alone", len(f.orders))
	}
	f.startErr = nil
	w.start()
	if w.banner.visible() {
		t.Error("the banner stays after a start that worked")
	}
}

func TestProblemIsShownOnceAndCanBeClosed(t *testing.T) {
	w := openWindow(t, &fakeSession{}, nil)
	s := Status{Problem: "the disk is full"}
	w.update(s)
	if got := w.banner.text.Text(); got != "The disk is full." || !w.banner.visible() {
		t.Fatalf("the banner says %q", got)
	}
	if y := w.queue.content.Position().Y; y < headerHeight+bannerHeight {
		t.Errorf("the queue lies under the banner at %v", y)
	}
	w.banner.show("")
	w.update(s)
	if w.banner.visible() {
		t.Error("a closed problem came back")
	}
	if y := w.queue.content.Position().Y; y != headerHeight {
		t.Errorf("the queue stays at %v without the banner", y)
	}
	w.update(Status{Problem: "the folder is gone"})
	if !w.banner.visible() {
		t.Error("another problem is not shown")
	}
	w.update(Status{})
	if w.banner.visible() {
		t.Error("a problem that is over is still shown")
	}
}

func TestButtonOfEveryPhase(t *testing.T) {
	w := openWindow(t, &fakeSession{rows: queueOf(9)}, nil)
	stopping := running(9, 1, 1)
	stopping.Phase = PhaseStopping
	for name, c := range map[string]struct {
		status        Status
		label         string
		enabled, open bool
	}{
		"empty":     {Status{}, "Start", false, false},
		"ready":     {waiting(9), "Start", true, false},
		"running":   {running(9, 1, 1), "Stop", true, false},
		"stopping":  {stopping, "Stopping…", false, false},
		"measuring": {ended(PhaseMeasuring, nil), "Stop", true, false},
		"done":      {ended(PhaseIdle, &Summary{Elapsed: time.Second}), "Start", false, true},
	} {
		w.update(c.status)
		if w.run.start.Label() != c.label || w.run.start.Disabled() == c.enabled || w.run.open.Visible() != c.open {
			t.Errorf("%s: %q, disabled %v, open folder %v", name, w.run.start.Label(), w.run.start.Disabled(), w.run.open.Visible())
		}
	}
}

func TestDoubleClickDoesNotStopWhatItStarted(t *testing.T) {
	f := &fakeSession{rows: queueOf(9)}
	w := openWindow(t, f, nil)
	now := time.Unix(1_000_000, 0)
	w.run.now = func() time.Time { return now }
	w.update(waiting(9))
	test.Tap(w.run.start)
	w.update(running(9, 0, 4))
	now = now.Add(200 * time.Millisecond)
	test.Tap(w.run.start)
	if len(f.orders) != 1 || f.stops != 0 {
		t.Fatalf("%d starts and %d stops by a double click", len(f.orders), f.stops)
	}
	now = now.Add(settleTime)
	test.Tap(w.run.start)
	if f.stops != 1 {
		t.Errorf("%d stops, want 1", f.stops)
	}
}

func TestKeyboard(t *testing.T) {
	f := &fakeSession{rows: queueOf(9)}
	w := openWindow(t, f, nil)
	w.chooser = fakeChooser{photos: []string{"/a.jpg"}, folder: "/photos"}
	command := fyne.KeyModifierShortcutDefault
	press := func(key fyne.KeyName, modifier fyne.KeyModifier) bool {
		return w.passShortcut(&desktop.CustomShortcut{KeyName: key, Modifier: modifier})
	}
	press(fyne.KeyO, command)
	press(fyne.KeyO, command|fyne.KeyModifierShift)
	if want := [][]string{{"/a.jpg"}, {"/photos"}}; !reflect.DeepEqual(f.added, want) {
		t.Errorf("added %q, want %q", f.added, want)
	}
	w.typedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if f.stops != 0 {
		t.Error("Esc stopped a session in which nothing runs")
	}
	w.update(waiting(9))
	press(fyne.KeyReturn, command)
	if len(f.orders) != 1 {
		t.Errorf("%d starts", len(f.orders))
	}
	w.update(running(9, 0, 1))
	w.folder.entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape}) // also while typing
	if f.stops != 1 {
		t.Errorf("%d stops", f.stops)
	}
	if press(fyne.KeyQ, command) {
		t.Error("a key of nobody was taken")
	}
	w.typedKey(&fyne.KeyEvent{Name: fyne.KeyF1})
	if w.window.Canvas().Overlays().Top() == nil {
		t.Error("F1 shows nothing")
	}
}

func TestEmptyViewGivesWayToTheQueue(t *testing.T) {
	w := openWindow(t, &fakeSession{rows: queueOf(9)}, nil)
	scanning, nothing := Status{}, Status{}
	scanning.Progress.Scanning = true
	nothing.Progress.PassedOver = 12
	for name, c := range map[string]struct {
		status Status
		empty  bool
		note   string
	}{
		"empty":    {Status{}, true, textSupported()},
		"scanning": {scanning, false, textSupported()},
		"photos":   {waiting(9), false, textSupported()},
		"nothing":  {nothing, true, "No photos were found. 12 files were passed over."},
	} {
		w.update(c.status)
		if w.empty.content.Visible() != c.empty || w.queue.content.Visible() == c.empty {
			t.Errorf("%s: empty view shown is %v", name, w.empty.content.Visible())
		}
		if got := w.empty.note.Text(); got != c.note {
			t.Errorf("%s: it says %q", name, got)
		}
	}
}

func TestOpenFolder(t *testing.T) {
	w := openWindow(t, &fakeSession{}, func(o *Options) { o.Settings.Folder = "/photos/my web" })
	var opened []string
	w.openURL = func(u *url.URL) error { opened = append(opened, u.String()); return nil }
	w.openFolder()
	if !slices.Equal(opened, []string{"file:///photos/my%20web"}) {
		t.Errorf("opened %q", opened)
	}
	w.openURL = func(*url.URL) error { return errors.New("no file manager") }
	w.openFolder()
	if got := w.banner.text.Text(); got != "The folder could not be opened: no file manager." {
		t.Errorf("the banner says %q", got)
	}
}

func TestLookIsSwitchedAndRemembered(t *testing.T) {
	w := openWindow(t, &fakeSession{}, nil)
	w.switchLook()
	first := w.settings().Look
	w.switchLook()
	if second := w.settings().Look; first == theme.AlwaysDark || second == first {
		t.Errorf("dark was switched to %q and then to %q", first, second)
	}
	if got := fyne.CurrentApp().Settings().Theme().(*theme.Theme).Choice(); got != w.settings().Look {
		t.Errorf("the theme shown is %q", got)
	}
}

func TestRunFigures(t *testing.T) {
	w := openWindow(t, &fakeSession{rows: queueOf(240)}, nil)
	s := running(240, 139, 4)
	p := &s.Progress
	p.Failed, p.Waiting, p.Elapsed, p.Rate, p.Share = 2, 95, 24*time.Second, 5.92, 0.6
	p.BytesIn, p.BytesOut = 3_900_000_000, 300_000_000
	w.update(s)
	got := []string{w.run.bad.Text(), w.run.elapsed.Figure(), w.run.rate.Figure(), w.run.saving.Figure()}
	if want := []string{"2 failed", "0:24", "5.9", "3.6 GB"}; !slices.Equal(got, want) {
		t.Errorf("figures %q, want %q", got, want)
	}
	if w.run.bar.Share() != 0.6 {
		t.Errorf("the bar is at %v", w.run.bar.Share())
	}
	done := ended(PhaseIdle, &Summary{Elapsed: 41 * time.Second})
	w.update(done)
	if w.run.rate.Figure() != "5.9" || w.run.bar.Share() != 1 {
		t.Errorf("at the end the pace is %q and the bar at %v", w.run.rate.Figure(), w.run.bar.Share())
	}
}
