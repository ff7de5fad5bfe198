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

func TestClosest(t *testing.T) {
	known := []string{"name", "width", "height"}
	for _, c := range []struct{ word, want string }{{"nmae", "name"}, {"qqqqq", "name"}, {"HIEGHT", "height"}} {
		if got := Closest(c.word, known); got != c.want {
			t.Errorf("Closest(%q) = %q, want %q", c.word, got, c.want)
		}
	}
	if got := Closest("name", nil); got != "" {
		t.Errorf("of no words %q is closest", got)
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
