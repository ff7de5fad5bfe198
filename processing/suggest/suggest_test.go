package suggest

import "testing"

func TestNearest(t *testing.T) {
	known := []string{"long_edge", "width", "height", "widths", "quality"}
	for _, c := range []struct{ word, want string }{
		{"widht", "width"},
		{"Width", "width"},
		{"longedge", "long_edge"},
		{"qualitiy", "quality"},
		{"hieght", "height"},
		{"colour", ""},
		{"", ""},
		{"x", ""},
	} {
		if got := Nearest(c.word, known); got != c.want {
			t.Errorf("Nearest(%q) = %q, want %q", c.word, got, c.want)
		}
	}
}

func TestDistance(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{
		{"", "", 0},
		{"abc", "", 3},
		{"", "abc", 3},
		{"kitten", "sitting", 3},
		{"ab", "ba", 1},
		{"größe", "grosse", 3},
	} {
		if got := distance(c.a, c.b); got != c.want {
			t.Errorf("distance(%q, %q) = %d, want %d", c.a, c.b, got, c.want)
		}
	}
}
