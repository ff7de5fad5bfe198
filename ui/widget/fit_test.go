package widget

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// within fits texts of so many letters.
func within(n int) func(string) bool {
	return func(s string) bool { return utf8.RuneCountInString(s) <= n }
}

func TestCutEnd(t *testing.T) {
	for _, c := range []struct {
		text string
		room int
		want string
	}{
		{"photo", 5, "photo"},
		{"photos", 5, "phot…"},
		{"one two", 5, "one…"},
		{"photo", 1, ""},
		{"", 0, ""},
		{"Größe der Datei", 6, "Größe…"},
	} {
		if got := cutEnd(c.text, within(c.room)); got != c.want {
			t.Errorf("cutEnd(%q) to %d = %q, want %q", c.text, c.room, got, c.want)
		}
	}
}

func TestCutMiddleKeepsTheEnd(t *testing.T) {
	for _, c := range []struct {
		text string
		room int
		want string
	}{
		{"a.jpg", 5, "a.jpg"}, {"DSC_004127.JPG", 9, "DSC_….JPG"}, {"DSC_004127.JPG", 2, "…G"}, {"abc", 1, ""},
	} {
		if got := cutMiddle(c.text, within(c.room)); got != c.want {
			t.Errorf("cutMiddle(%q) to %d = %q, want %q", c.text, c.room, got, c.want)
		}
	}
}

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		text  string
		lines int
		room  int
		want  string
	}{
		{"the file ends", 2, 20, "the file ends"},
		{"the file ends", 2, 8, "the file/ends"},
		{"the file ends in the middle", 2, 8, "the file/ends in…"},
		{"incomprehensibilities of it", 2, 8, "incompr…/of it"},
		{"", 2, 8, ""},
		{"a   b", 2, 8, "a   b"},
	} {
		got := strings.Join(wrap(c.text, c.lines, within(c.room)), "/")
		if got != c.want {
			t.Errorf("wrap(%q) into %d lines of %d = %q, want %q", c.text, c.lines, c.room, got, c.want)
		}
	}
}

func TestWrapNeverLosesTheStart(t *testing.T) {
	words := strings.Fields("a sentence of several words that is long")
	for room := 1; room < 50; room++ {
		lines := wrap(strings.Join(words, " "), 3, within(room))
		if len(lines) > 3 {
			t.Fatalf("%d lines with room for %d letters", len(lines), room)
		}
		if slices.ContainsFunc(lines, func(l string) bool { return utf8.RuneCountInString(l) > room }) {
			t.Fatalf("%q does not fit %d letters", lines, room)
		}
	}
}
