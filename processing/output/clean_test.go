package output

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestCleanName(t *testing.T) {
	long := strings.Repeat("ä", 200)
	table := map[string]string{
		"photo.jpg":               "photo.jpg",
		"Ferien am Meer 2026.jpg": "Ferien am Meer 2026.jpg",
		"写真.jpg":                  "写真.jpg",
		"":                        "_",
		".":                       "_",
		"..":                      "_",
		"...":                     "_",
		"   ":                     "_",
		".hidden":                 "_hidden",
		"..\\..\\etc":             "___.._etc",
		"a/b":                     "a_b",
		`<>:"|?*\`:                "________",
		"line\nbreak\r\t\x00.jpg": "line_break___.jpg",
		"del\x7f\u0085\u2028":     "del___",
		"gpj.\u202Eexe":           "gpj._exe",
		"bad\xff\xfename":         "bad_name",
		"trailing. . .":           "trailing",
		"trailing   ":             "trailing",
		"CON":                     "_CON",
		"con.jpg":                 "_con.jpg",
		"Nul.tar.gz":              "_Nul.tar.gz",
		"AUX .txt":                "_AUX .txt",
		"com1":                    "_com1",
		"LPT9.png":                "_LPT9.png",
		"COM².png":                "_COM².png",
		"COM10":                   "COM10",
		"COM":                     "COM",
		"CONSOLE":                 "CONSOLE",
		".minilab-a-0.tmp":        "_minilab-a-0.tmp",
		long + ".jpeg":            strings.Repeat("ä", 125) + ".jpeg",
		long:                      strings.Repeat("ä", 127),
		long + ".no extension, but the end of a sentence": strings.Repeat("ä", 127),
		strings.Repeat("x", 254) + " y":                   strings.Repeat("x", 254),
		"NUL." + strings.Repeat("x", 300):                 "_NUL." + strings.Repeat("x", 250),
	}
	for name, want := range table {
		got := CleanName(name)
		if got != want {
			t.Errorf("%q became %q, not %q", name, got, want)
		}
		checkClean(t, got)
	}
}

// checkClean reports an element that is not safe, by rules written down anew.
func checkClean(t *testing.T, element string) {
	t.Helper()
	switch {
	case element == "" || len(element) > 255 || !utf8.ValidString(element):
		t.Errorf("%q is empty, long or invalid", element)
	case strings.ContainsAny(element, "<>:\"/\\|?*\x00\n\r\t\x7f") || strings.HasPrefix(element, "."):
		t.Errorf("%q holds what a name must not hold", element)
	case strings.HasSuffix(element, ".") || strings.HasSuffix(element, " "):
		t.Errorf("%q ends with what Windows drops", element)
	case CleanName(element) != element:
		t.Errorf("%q is cleaned to %q when cleaned again", element, CleanName(element))
	}
	stem := strings.TrimRight(strings.SplitN(strings.ToLower(element), ".", 2)[0], " ")
	if stem == "con" || stem == "nul" || stem == "prn" || stem == "aux" || len(stem) == 4 && strings.HasPrefix(stem, "com") && stem[3] <= '9' {
		t.Errorf("%q is a device of Windows", element)
	}
}
