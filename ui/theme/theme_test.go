package theme

import (
	"image/color"
	"math"
	"testing"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"minilab/resources"
)

// pair is a colour of text and the surfaces it is drawn on, lowest first: surfaces that let the one
// below shine through are laid over it.
type pair struct {
	text     fyne.ThemeColorName
	surfaces []fyne.ThemeColorName
}

// pairs are the combinations of text and surface that occur in the window.
func pairs() []pair {
	row := [][]fyne.ThemeColorName{{Panel}, {Panel, Hover}, {Panel, Selected}}
	var all []pair
	for _, text := range []fyne.ThemeColorName{Text, Muted, Faint, Good, Bad, AccentInk} {
		for _, surface := range row {
			all = append(all, pair{text, surface})
		}
	}
	for _, text := range []fyne.ThemeColorName{Text, Muted, Faint} {
		for _, surface := range []fyne.ThemeColorName{Ground, Well, Pill, Soft, SoftHover} {
			all = append(all, pair{text, []fyne.ThemeColorName{surface}})
		}
	}
	return append(all,
		pair{OnAccent, []fyne.ThemeColorName{Accent}},
		pair{Text, []fyne.ThemeColorName{Ground, BadWash}},
		pair{Bad, []fyne.ThemeColorName{Ground, BadWash}},
		pair{AccentInk, []fyne.ThemeColorName{Panel, Halo}},
		pair{Text, []fyne.ThemeColorName{Well, Selected}},
	)
}

func TestEveryTextCanBeRead(t *testing.T) {
	for name, colours := range map[string]palette{"dark": dark(), "light": light()} {
		for _, p := range pairs() {
			ground := color.NRGBA{}
			for _, s := range p.surfaces {
				ground = over(colours[s], ground)
			}
			if c := contrast(colours[p.text], ground); c < 4.5 {
				t.Errorf("%s: %s on %v has a contrast of %.2f, want 4.5 or more", name, p.text, p.surfaces, c)
			}
		}
	}
}

func TestContrastOfKnownPairs(t *testing.T) {
	white, black := rgba(0xffffffff), rgba(0x000000ff)
	for _, c := range []struct {
		a, b color.NRGBA
		want float64
	}{
		{white, black, 21},
		{black, white, 21},
		{white, white, 1},
		{rgba(0x767676ff), white, 4.54}, // the lightest grey that passes on white
	} {
		if got := contrast(c.a, c.b); math.Abs(got-c.want) > 0.01 {
			t.Errorf("contrast(%v, %v) = %.2f, want %.2f", c.a, c.b, got, c.want)
		}
	}
}

func TestPalettesHaveTheSameNames(t *testing.T) {
	d, l := dark(), light()
	if len(d) != len(l) {
		t.Errorf("dark has %d colours, light %d", len(d), len(l))
	}
	for name := range d {
		if _, ok := l[name]; !ok {
			t.Errorf("light lacks %s", name)
		}
	}
}

func TestSwitchLeadsThereAndBack(t *testing.T) {
	const dark, light = fynetheme.VariantDark, fynetheme.VariantLight
	for _, c := range []struct {
		choice Choice
		system fyne.ThemeVariant
		want   Choice
	}{
		{FollowSystem, dark, AlwaysLight},
		{AlwaysLight, dark, FollowSystem},
		{FollowSystem, light, AlwaysDark},
		{AlwaysDark, light, FollowSystem},
		{AlwaysDark, dark, AlwaysLight},
	} {
		if got := New(c.choice).Switched(c.system); got != c.want {
			t.Errorf("%q with the system at %d: switched to %q, want %q", c.choice, c.system, got, c.want)
		}
	}
}

func TestChoiceOverrulesTheSystem(t *testing.T) {
	got := New(AlwaysLight).Color(Panel, fynetheme.VariantDark)
	if got != light()[Panel] {
		t.Errorf("always light shows %v", got)
	}
	if got := New(FollowSystem).Color(fynetheme.ColorNameForeground, fynetheme.VariantDark); got != dark()[Text] {
		t.Errorf("the toolkit's foreground is %v, want our text", got)
	}
}

func TestEveryIconShips(t *testing.T) {
	names, err := resources.Icons()
	if err != nil {
		t.Fatal(err)
	}
	shipped := map[IconName]bool{}
	for _, n := range names {
		shipped[IconName(n)] = true
	}
	used := []IconName{
		IconPlus, IconFolder, IconPhotos, IconPlay, IconStop, IconDone, IconFailed, IconSkipped, IconWaiting,
		IconWorking, IconSun, IconMoon, IconClose, IconKeyboard,
	}
	for _, n := range used {
		if !shipped[n] {
			t.Errorf("%s does not ship", n)
		}
		delete(shipped, n)
	}
	for n := range shipped {
		t.Errorf("%s ships and is not used", n)
	}
}

// over lays a colour over an opaque one.
func over(top, bottom color.NRGBA) color.NRGBA {
	a := float64(top.A) / 255
	mix := func(t, b uint8) uint8 { return uint8(math.Round(a*float64(t) + (1-a)*float64(b))) }
	return color.NRGBA{R: mix(top.R, bottom.R), G: mix(top.G, bottom.G), B: mix(top.B, bottom.B), A: 255}
}

// contrast is the contrast ratio of WCAG 2.2, 1 to 21.
func contrast(a, b color.NRGBA) float64 {
	la, lb := luminance(a), luminance(b)
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

// luminance is the relative luminance of WCAG 2.2, 0 to 1.
func luminance(c color.NRGBA) float64 {
	return 0.2126*linear(c.R) + 0.7152*linear(c.G) + 0.0722*linear(c.B)
}

func linear(v uint8) float64 {
	s := float64(v) / 255
	if s <= 0.04045 {
		return s / 12.92
	}
	return math.Pow((s+0.055)/1.055, 2.4)
}
