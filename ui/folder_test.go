package ui

import (
	"errors"
	"path/filepath"
	"testing"
)

func TestFolderIsSuggestedBesideTheInput(t *testing.T) {
	root := filepath.VolumeName(t.TempDir()) + string(filepath.Separator)
	at := func(parts ...string) string { return root + filepath.Join(parts...) }
	for input, want := range map[string]string{
		at("photos", "Tuscany"):            at("photos", "Minilab"),
		at("photos", "Tuscany") + "/":      at("photos", "Minilab"),
		at("photos", "Tuscany", "a.jpg"):   at("photos", "Tuscany", "Minilab"),
		at("photos", "x", "..", "Tuscany"): at("photos", "Minilab"),
		root:                               "",
		filepath.Join("photos", "a.jpg"):   "",
		"":                                 "",
	} {
		if got := folderBeside(input); got != want {
			t.Errorf("folderBeside(%q) = %q, want %q", input, got, want)
		}
	}
}

func TestFullPath(t *testing.T) {
	home, dir := t.TempDir(), t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("USERPROFILE", home)
	for _, c := range []struct {
		text, want string
		err        error
	}{
		{dir, dir, nil},
		{"  " + dir + " ", dir, nil},
		{dir + "/./web/", filepath.Join(dir, "web"), nil},
		{"~", home, nil},
		{"~/web", filepath.Join(home, "web"), nil},
		{"", "", errNoFolder},
		{"   ", "", errNoFolder},
		{"web", "", errNotFullWay},
		{"~anna/web", "", errNotFullWay},
		{"./web", "", errNotFullWay},
	} {
		got, err := fullPath(c.text)
		if got != c.want || !errors.Is(err, c.err) {
			t.Errorf("fullPath(%q) = %q, %v; want %q, %v", c.text, got, err, c.want, c.err)
		}
	}
}

func TestParseEdge(t *testing.T) {
	for text, want := range map[string]int{
		"Original": 0, " original ": 0, "2048 px": 2048, "2048px": 2048, "2048": 2048, " 1600 PX ": 1600, "16": 16, "65535": 65535,
	} {
		if got, err := parseEdge(text); err != nil || got != want {
			t.Errorf("parseEdge(%q) = %d, %v; want %d", text, got, err, want)
		}
	}
	for _, text := range []string{"", "0", "15", "65536", "-2048", "large", "20 48", "2048 cm", "1e3", "99999999999999999999"} {
		if got, err := parseEdge(text); err == nil {
			t.Errorf("parseEdge(%q) = %d, want an error", text, got)
		}
	}
}
