package widget

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"minilab/ui/theme"
)

// Kind is how much a button asks to be pressed.
type Kind uint8

// The kinds of buttons.
const (
	// Primary is the one thing to do next.
	Primary Kind = iota
	// Secondary has a surface and a hairline.
	Secondary
	// Ghost has neither until the pointer comes.
	Ghost
)

// Button is a button with an icon, a label or both.
type Button struct {
	control
	label    string
	icon     theme.IconName
	kind     Kind
	height   float32
	OnTapped func()
}

// NewButton makes a button of a height. Label or icon may be empty; without a label it is a square.
func NewButton(label string, icon theme.IconName, kind Kind, height float32, tapped func()) *Button {
	b := &Button{label: label, icon: icon, kind: kind, height: height, OnTapped: tapped}
	b.ExtendBaseWidget(b)
	return b
}

// Set changes label and icon; it costs nothing where neither is new.
func (b *Button) Set(label string, icon theme.IconName) {
	if b.label == label && b.icon == icon {
		return
	}
	b.label, b.icon = label, icon
	b.Refresh()
}

// SetEnabled enables or disables the button; it costs nothing where that is not new.
func (b *Button) SetEnabled(enabled bool) { setEnabled(b, enabled) }

func setEnabled(w fyne.Disableable, enabled bool) {
	switch {
	case enabled && w.Disabled():
		w.Enable()
	case !enabled && !w.Disabled():
		w.Disable()
	}
}

// Label is what the button says.
func (b *Button) Label() string { return b.label }

// Tapped is called by the toolkit when the button was clicked.
func (b *Button) Tapped(*fyne.PointEvent) {
	dropKeys(b)
	b.press()
}

func (b *Button) press() {
	if !b.Disabled() && b.OnTapped != nil {
		b.OnTapped()
	}
}

// TypedKey is called by the toolkit: Space and Return press the button.
func (b *Button) TypedKey(event *fyne.KeyEvent) {
	switch event.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		b.press()
	default:
		PassKey(b, event)
	}
}

// large reports whether the button is of the size of the primary one, with larger type.
func (b *Button) large() bool { return b.height >= 40 }

// CreateRenderer is called by the toolkit.
func (b *Button) CreateRenderer() fyne.WidgetRenderer {
	surface := canvas.NewRectangle(color.Transparent)
	iconSize, textSize := float32(16), theme.SizeText
	switch {
	case b.large():
		iconSize, textSize = 18, 14
	case b.label == "":
		iconSize = 19
	}
	icon := NewIcon(b.icon, iconSize, theme.Text)
	label := NewText(b.label, Style{Size: textSize, Bold: b.large()}, theme.Text)
	d := &drawn{objects: []fyne.CanvasObject{surface, icon, label}}
	d.layout = func(size fyne.Size) {
		surface.Resize(size)
		placeInRow(size, icon, label)
	}
	d.minSize = func() fyne.Size {
		if b.label == "" {
			return fyne.NewSquareSize(b.height)
		}
		return fyne.NewSize(float32(int(rowWidth(icon, label)+27)), b.height)
	}
	d.restyle = func() {
		b.restyle(surface, icon, label)
		d.layout(b.Size())
	}
	return d.start()
}

// restyle gives the parts the colours of the button's kind and state.
func (b *Button) restyle(surface *canvas.Rectangle, icon *Icon, label *Text) {
	fill, line, ink := b.colours()
	paint(surface, fill, line, theme.RadiusControl)
	b.ring(surface)
	label.Set(b.label, ink)
	icon.Set(b.icon, ink)
}

// colours are the fill, the line and the ink of the button's kind and state.
func (b *Button) colours() (fill, line, ink fyne.ThemeColorName) {
	hovered := b.hovered && !b.Disabled()
	switch {
	case b.kind == Primary && !b.Disabled():
		return theme.Accent, "", theme.OnAccent
	case b.kind == Ghost && hovered:
		return theme.SoftHover, "", theme.Text
	case b.kind == Ghost && b.Disabled():
		return "", "", theme.Faint
	case b.kind == Ghost:
		return "", "", theme.Muted
	case b.Disabled():
		return theme.Soft, theme.Line, theme.Faint
	case hovered:
		return theme.SoftHover, theme.Line, theme.Text
	}
	return theme.Soft, theme.Line, theme.Text
}

// between is the space between an icon and its label.
const between = 8

// rowWidth is the width of an icon and a label side by side.
func rowWidth(icon *Icon, label *Text) float32 {
	width := float32(0)
	if icon.name != "" {
		width += icon.size
	}
	if label.text != "" {
		width += label.Width()
	}
	if icon.name != "" && label.text != "" {
		width += between
	}
	return width
}

// placeInRow centres an icon and a label side by side.
func placeInRow(size fyne.Size, icon *Icon, label *Text) {
	x := float32(int((size.Width - rowWidth(icon, label)) / 2))
	if icon.name != "" {
		Put(icon, x, 0, icon.size, size.Height)
		x += icon.size + between
	}
	Put(label, x, 0, label.Width(), size.Height)
}
