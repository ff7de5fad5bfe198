package ui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynewidget "fyne.io/fyne/v2/widget"

	"minilab/processing"
	"minilab/ui/theme"
	"minilab/ui/widget"
)

// rowSource is the part of the session the queue needs.
type rowSource interface {
	Row(index int) processing.Row
}

// queueView is the list of photos.
//
// Thousands of rows change while a run goes on, and a dozen can be seen. The toolkit's way to refresh
// an item binds every visible row anew, so the view keeps which row object shows which photo and sets
// just the changed ones. The list itself is refreshed only where the number of photos changed.
type queueView struct {
	content *fyne.Container
	rows    rowSource
	list    *queueList
	title   *widget.Text
	counts  *widget.Text
	detail  *widget.Text
	clear   *widget.Button

	count int
	// shows is the photo that each row object shows, objects the other way round.
	shows   map[*widget.PhotoRow]int
	objects map[int]*widget.PhotoRow
	chosen  int
	// OnClear is called by the button that empties the list.
	OnClear func()
}

// noRow is the index of no photo.
const noRow = -1

// The heights of the queue's head and foot.
const (
	queueHead = 62
	queueFoot = 42
)

func newQueueView(rows rowSource) *queueView {
	v := &queueView{
		rows:    rows,
		title:   widget.NewText("", widget.Style{Size: theme.SizeStrong, Bold: true}, theme.Text),
		counts:  widget.NewText("", widget.Style{Size: theme.SizeCaption, Cut: widget.CutEnd}, theme.Muted),
		detail:  widget.NewText("", widget.Style{Size: theme.SizeCaption, Lines: 2}, theme.Muted),
		shows:   map[*widget.PhotoRow]int{},
		objects: map[int]*widget.PhotoRow{},
		chosen:  noRow,
	}
	v.clear = widget.NewButton(textClear, "", widget.Ghost, 32, func() { v.OnClear() })
	v.list = newQueueList(func() int { return v.count }, v.bind)
	v.list.OnSelected = v.choose
	v.content = v.compose()
	return v
}

func (v *queueView) compose() *fyne.Container {
	panel, head, foot := widget.NewPanel(), widget.NewHairline(), widget.NewHairline()
	list := container.NewThemeOverride(v.list, theme.Flat{})
	hint := widget.NewText(textDropAny, widget.Style{Size: theme.SizeCaption, Align: fyne.TextAlignTrailing}, theme.Faint)
	return widget.Place(widget.Least(460, 320), func(size fyne.Size) {
		panel.Resize(size)
		clearWidth := v.clear.MinSize().Width
		widget.Put(v.title, 20, 11, 200, 22)
		widget.Put(v.counts, 20, 33, size.Width-40-clearWidth, 18)
		widget.Put(v.clear, size.Width-14-clearWidth, 15, clearWidth, 32)
		widget.Put(head, 0, queueHead, size.Width, 1)
		widget.Put(list, 6, queueHead+6, size.Width-12, size.Height-queueHead-queueFoot-8)
		y, hintWidth := size.Height-queueFoot, hint.MinSize().Width
		widget.Put(foot, 0, y-1, size.Width, 1)
		widget.Put(v.detail, 20, y, size.Width-40-hintWidth-theme.Gap, queueFoot)
		widget.Put(hint, size.Width-20-hintWidth, y, hintWidth, queueFoot)
	}, panel, head, foot, v.title, v.counts, v.clear, list, v.detail, hint)
}

// bind is called by the list when a row object is to show a photo.
func (v *queueView) bind(index int, object fyne.CanvasObject) {
	row, ok := object.(*widget.PhotoRow)
	if !ok {
		return // the list makes no other objects
	}
	if before, ok := v.shows[row]; ok && v.objects[before] == row {
		delete(v.objects, before)
	}
	v.shows[row], v.objects[index] = index, row
	v.tell(index, row)
}

// tell sets a row object to what its photo has come to.
func (v *queueView) tell(index int, row *widget.PhotoRow) {
	photo := v.rows.Row(index)
	row.Set(rowStory(&photo))
}

func (v *queueView) choose(index int) {
	v.chosen = index
	v.tellDetail()
}

func (v *queueView) tellDetail() {
	if v.chosen == noRow {
		v.detail.SetText("")
		return
	}
	photo := v.rows.Row(v.chosen)
	colour := theme.Muted
	if photo.State == processing.StateFailed {
		colour = theme.Bad
	}
	v.detail.Set(detailText(&photo), colour)
}

func (v *queueView) update(s Status) {
	p := &s.Progress
	v.title.SetText(photos(p.Photos))
	v.counts.SetText(queueText(p))
	v.clear.SetEnabled(s.Phase == PhaseIdle && p.Photos > 0)
	if p.Photos != v.count {
		v.resize(p.Photos)
	}
	v.forget()
	v.repaint(p.Changed)
	for _, r := range p.Running {
		v.repaint([]int{r.Index})
	}
	if slices.Contains(p.Changed, v.chosen) {
		v.tellDetail()
	}
}

// repaint sets the row objects of changed photos that can be seen.
func (v *queueView) repaint(changed []int) {
	for _, index := range changed {
		if row, ok := v.objects[index]; ok {
			v.tell(index, row)
		}
	}
}

// resize follows the number of photos. A queue that became shorter was emptied, so that nothing in it
// is what was there before.
func (v *queueView) resize(count int) {
	emptied := count < v.count
	v.count = count
	if emptied {
		v.chosen = noRow
		v.tellDetail()
		clear(v.shows)
		clear(v.objects)
		v.list.UnselectAll()
		v.list.ScrollToTop()
	}
	v.list.Refresh()
}

// mostRows is more row objects than any screen has room for.
const mostRows = 256

// forget lets go of row objects that the list has thrown away, of which it does not tell: when there
// are more than can be seen, all are forgotten and the list is asked which it shows.
func (v *queueView) forget() {
	if len(v.shows) <= mostRows {
		return
	}
	clear(v.shows)
	clear(v.objects)
	v.list.Refresh()
}

// queueList is the toolkit's list, which hands on the keys it has no use for.
type queueList struct {
	fynewidget.List
}

func newQueueList(length func() int, bind func(int, fyne.CanvasObject)) *queueList {
	l := &queueList{}
	l.Length = length
	l.CreateItem = func() fyne.CanvasObject { return widget.NewPhotoRow() }
	l.UpdateItem = bind
	l.HideSeparators = true
	l.ExtendBaseWidget(l)
	return l
}

// TypedKey is called by the toolkit.
func (l *queueList) TypedKey(event *fyne.KeyEvent) {
	switch event.Name {
	case fyne.KeyUp, fyne.KeyDown, fyne.KeySpace:
		l.List.TypedKey(event)
	default:
		widget.PassKey(l, event)
	}
}
