package widget

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"minilab/ui/theme"
)

func key(name fyne.KeyName) *fyne.KeyEvent { return &fyne.KeyEvent{Name: name} }

func TestButtonIsPressedByClickAndKey(t *testing.T) {
	darkApp(t)
	pressed := 0
	b := NewButton("Start", theme.IconPlay, Primary, 44, func() { pressed++ })
	at(t, b, 128, 44)
	test.Tap(b)
	b.TypedKey(key(fyne.KeySpace))
	b.TypedKey(key(fyne.KeyReturn))
	b.TypedKey(key(fyne.KeyA))
	if pressed != 3 {
		t.Errorf("pressed %d times, want 3", pressed)
	}
	b.SetEnabled(false)
	test.Tap(b)
	b.TypedKey(key(fyne.KeySpace))
	if pressed != 3 {
		t.Error("a disabled button was pressed")
	}
}

func TestUnusedKeysReachTheWindow(t *testing.T) {
	darkApp(t)
	b := NewButton("Start", "", Primary, 44, nil)
	c := at(t, b, 128, 44)
	var got fyne.KeyName
	c.SetOnTypedKey(func(e *fyne.KeyEvent) { got = e.Name })
	b.TypedKey(key(fyne.KeyEscape))
	if got != fyne.KeyEscape {
		t.Errorf("the window got %q", got)
	}
}

func TestSliderFollowsPointerAndKeys(t *testing.T) {
	darkApp(t)
	var moves []int
	s := NewSlider(1, 16, 4)
	s.OnMoved = func(n int) { moves = append(moves, n) }
	at(t, s, 16*knob, 22) // the knob's centre goes from 8 to 248: 16 units a step
	s.Tapped(&fyne.PointEvent{Position: fyne.NewPos(8+16*7, 11)})
	s.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(-50, 11)}})
	s.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(900, 11)}})
	s.TypedKey(key(fyne.KeyRight)) // already at the end: nothing to say
	s.TypedKey(key(fyne.KeyLeft))
	s.TypedKey(key(fyne.KeyHome))
	s.TypedKey(key(fyne.KeyEnd))
	s.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: -10}})
	want := []int{8, 1, 16, 15, 1, 16, 15}
	if len(moves) != len(want) {
		t.Fatalf("moved to %v, want %v", moves, want)
	}
	for i := range want {
		if moves[i] != want[i] {
			t.Fatalf("moved to %v, want %v", moves, want)
		}
	}
	s.SetEnabled(false)
	s.TypedKey(key(fyne.KeyHome))
	if s.Value() != 15 {
		t.Error("a disabled slider moved")
	}
}

func TestSliderSetByTheProgramIsSilentAndInside(t *testing.T) {
	darkApp(t)
	s := NewSlider(1, 4, 99)
	if s.Value() != 4 {
		t.Errorf("99 of 4 became %d", s.Value())
	}
	s.OnMoved = func(int) { t.Error("told about the program's own move") }
	s.Set(2)
	if s.Value() != 2 {
		t.Errorf("set to 2, is %d", s.Value())
	}
}

func TestSliderOfOneValueCanBeDrawnAndTapped(t *testing.T) {
	darkApp(t)
	s := NewSlider(1, 1, 1)
	s.OnMoved = func(int) { t.Error("moved") }
	at(t, s, 200, 22)
	s.Tapped(&fyne.PointEvent{Position: fyne.NewPos(100, 11)})
}

func TestSegmentChoosesByPointerAndKeys(t *testing.T) {
	darkApp(t)
	var chosen []int
	s := NewSegment([]string{"Keep", "JPEG", "PNG"}, 0)
	s.OnChosen = func(i int) { chosen = append(chosen, i) }
	at(t, s, 300, 32)
	s.Tapped(&fyne.PointEvent{Position: fyne.NewPos(250, 16)})
	s.TypedKey(key(fyne.KeyRight)) // there is none further right
	s.TypedKey(key(fyne.KeyLeft))
	s.Tapped(&fyne.PointEvent{Position: fyne.NewPos(150, 16)}) // chosen already
	if len(chosen) != 2 || chosen[0] != 2 || chosen[1] != 1 {
		t.Errorf("chose %v, want 2 and 1", chosen)
	}
	s.Choose(7)
	if s.Chosen() != NoChoice {
		t.Errorf("an index out of range chose %d", s.Chosen())
	}
	s.SetEnabled(false)
	s.Tapped(&fyne.PointEvent{Position: fyne.NewPos(10, 16)})
	if s.Chosen() != NoChoice {
		t.Error("a disabled segment was changed")
	}
}

func TestSwitchTurns(t *testing.T) {
	darkApp(t)
	var turned []bool
	s := NewSwitch(false)
	s.OnTurned = func(on bool) { turned = append(turned, on) }
	at(t, s, 32, 18)
	test.Tap(s)
	s.TypedKey(key(fyne.KeySpace))
	s.SetEnabled(false)
	test.Tap(s)
	if len(turned) != 2 || !turned[0] || turned[1] {
		t.Errorf("turned %v, want on and off", turned)
	}
}

func TestRingIsForTheKeyboardOnly(t *testing.T) {
	darkApp(t)
	s := NewSwitch(false)
	c := at(t, s, 32, 18)
	test.Tap(s)
	if s.ringed() {
		t.Error("a click shows the ring")
	}
	c.Unfocus()
	c.Focus(s)
	if !s.ringed() {
		t.Error("no ring for the keyboard")
	}
}
