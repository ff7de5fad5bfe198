package turbo

import "testing"

func TestScale(t *testing.T) {
	tests := []struct {
		name                     string
		width, height            int
		wantWidth, wantHeight, n int
	}{
		{"an eighth is enough", 8000, 6000, 714, 535, 1},
		{"an eighth is a pixel short", 8000, 6000, 715, 535, 2},
		{"height decides where it is wanted more", 8000, 6000, 714, 600, 2},
		{"a quarter", 4000, 3000, 714, 535, 2},
		{"three eighths", 2725, 2225, 720, 588, 3},
		{"a half", 2500, 1875, 1000, 750, 4},
		{"between a half and all, all", 2499, 1875, 1000, 750, 8},
		{"the same size", 100, 100, 100, 100, 8},
		{"larger", 100, 100, 400, 400, 8},
		{"one pixel", 1, 1, 1, 1, 8},
	}
	for _, test := range tests {
		if n := Scale(test.width, test.height, test.wantWidth, test.wantHeight); n != test.n {
			t.Errorf("%s: %d by %d to %d by %d: %d/8, want %d/8", test.name,
				test.width, test.height, test.wantWidth, test.wantHeight, n, test.n)
		}
	}
}

// TestScaleLeavesEnough asks over many sizes for the rule itself: enough is left, and the next smaller
// choice would leave too little.
func TestScaleLeavesEnough(t *testing.T) {
	smaller := map[int]int{8: 4, 4: 3, 3: 2, 2: 1}
	enough := func(n, size, want int) bool {
		keep := 1.4
		if n == 4 {
			keep = 1.25
		}
		return float64(n)/8*float64(size) >= keep*float64(want)
	}
	for size := 1; size < 3000; size += 7 {
		for want := 1; want < 3000; want += 11 {
			n := Scale(size, size, want, want)
			if n != 8 && !enough(n, size, want) {
				t.Fatalf("%d to %d at %d/8 leaves too little", size, want, n)
			}
			if below, ok := smaller[n]; ok && enough(below, size, want) {
				t.Fatalf("%d to %d at %d/8, where %d/8 would do", size, want, n, below)
			}
		}
	}
}
