package widget

import (
	"image/color"
	"testing"
)

func TestDashesRunRoundTheEdge(t *testing.T) {
	const width, height = 240, 160
	frame := drawDashes(width, height, width, color.White)
	painted, runs := 0, 0
	before := false
	for x := range width {
		on := frame.RGBAAt(x, 0).A > 128 || frame.RGBAAt(x, 1).A > 128
		if on {
			painted++
		}
		if on && !before {
			runs++
		}
		before = on
	}
	// Between the corners 212 units are left: dashes of 7 with gaps of 6.
	if runs < 14 || runs > 18 {
		t.Errorf("%d dashes along the upper edge, want about 16", runs)
	}
	if share := float64(painted) / (width - 2*dashRadius); share < 0.45 || share > 0.65 {
		t.Errorf("%.2f of the upper edge is painted, want about 7 of 13", share)
	}
}

func TestDashesAreTheSameInEveryQuarter(t *testing.T) {
	const width, height = 240, 160
	frame := drawDashes(width, height, width, color.White)
	for y := range height {
		for x := range width {
			if frame.RGBAAt(x, y) != frame.RGBAAt(width-1-x, y) || frame.RGBAAt(x, y) != frame.RGBAAt(x, height-1-y) {
				t.Fatalf("pixel %d,%d differs from its mirror", x, y)
			}
		}
	}
}

func TestDashesLeaveTheInsideEmpty(t *testing.T) {
	frame := drawDashes(200, 200, 100, color.White) // two pixels to a unit
	for y := 40; y < 160; y++ {
		for x := 40; x < 160; x++ {
			if frame.RGBAAt(x, y).A != 0 {
				t.Fatalf("pixel %d,%d is painted", x, y)
			}
		}
	}
	corner := frame.RGBAAt(0, 0)
	if corner.A != 0 {
		t.Error("the corner is not round")
	}
}

func TestDashesOfNoSize(t *testing.T) {
	for _, size := range [][2]int{{0, 0}, {0, 5}, {1, 1}, {5, 3}} {
		got := drawDashes(size[0], size[1], float64(size[0]), color.White).Bounds()
		if got.Dx() != size[0] || got.Dy() != size[1] {
			t.Errorf("%v became %v", size, got)
		}
	}
}
