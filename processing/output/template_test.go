package output

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func testFields() Fields {
	return Fields{
		Name: "IMG_4711", Ext: "jpg", Format: "jpeg", Width: 2048, Height: 1365, Counter: 37,
		Date: time.Date(2026, time.March, 9, 23, 5, 7, 0, time.FixedZone("CET", 3600)),
	}
}

func TestExpand(t *testing.T) {
	table := map[string]string{
		"{name}.{ext}":                           "IMG_4711.jpg",
		"{name}-{width}.{ext}":                   "IMG_4711-2048.jpg",
		"{date:2006-01-02}/{counter:4}.{ext}":    "2026-03-09/0037.jpg",
		"{date}/{name}.{ext}":                    "2026-03-09/IMG_4711.jpg",
		"{date:2006/01/02}/{name}.{ext}":         "2026/03/09/IMG_4711.jpg",
		"{date:15:04}.{ext}":                     "23_05.jpg",
		"{format}/{width}x{height}/{name}.{ext}": "jpeg/2048x1365/IMG_4711.jpg",
		"web/{name}_{counter}.{ext}":             "web/IMG_4711_37.jpg",
		"{counter:1}":                            "37",
		"photo":                                  "photo",
		"..{name}":                               "__IMG_4711",
		"ab:c/{name}":                            "ab_c/IMG_4711",
	}
	for source, want := range table {
		template, err := ParseTemplate(source)
		if err != nil {
			t.Errorf("%s: %v", source, err)
			continue
		}
		if got, err := template.Expand(testFields()); got != want || err != nil {
			t.Errorf("%s gives %q, %v", source, got, err)
		}
		if template.String() != source {
			t.Errorf("%s is written as %s", source, template)
		}
	}
}

func TestExpandOfHostileFieldsStaysInPlace(t *testing.T) {
	template, err := ParseTemplate("{date:2006}/{name}.{ext}")
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"../../etc/passwd":       "2026/___.._etc_passwd.jpg",
		"/etc/passwd":            "2026/_etc_passwd.jpg",
		`C:\Windows`:             "2026/C__Windows.jpg",
		"..":                     "2026/_.jpg",
		"":                       "2026/_.jpg",
		"NUL":                    "2026/_NUL.jpg",
		strings.Repeat("x", 300): "2026/" + strings.Repeat("x", 251) + ".jpg",
	} {
		f := testFields()
		f.Name = name
		if got, err := template.Expand(f); got != want || err != nil {
			t.Errorf("%q gives %q, %v; not %q", name, got, err, want)
		}
	}
}

func TestExpandRefusesAPathNoSystemTakes(t *testing.T) {
	template, err := ParseTemplate(strings.Repeat("{name}/", 20) + "{name}")
	if err != nil {
		t.Fatal(err)
	}
	f := testFields()
	f.Name = strings.Repeat("x", 250)
	if got, err := template.Expand(f); err == nil {
		t.Errorf("a path of %d bytes was made", len(got))
	}
}

func TestParseTemplateNamesTheProblem(t *testing.T) {
	table := map[string]string{
		"":                  "is empty",
		"  ":                "is empty",
		"{nmae}.{ext}":      `no field "nmae"; did you mean "name"?`,
		"{widht}":           `did you mean "width"?`,
		"{Name}":            `did you mean "name"?`,
		"{extension}":       `no field "extension"`,
		"{}":                "empty field",
		"{name":             `"{" without a "}"`,
		"{na{me}}":          `"{" without a "}"`,
		"name}":             `"}" without a "{"`,
		"{name}}":           `"}" without a "{"`,
		"/srv/{name}":       "absolute",
		`\\server\{name}`:   "absolute",
		"C:{name}":          "absolute",
		`{date}\{name}`:     `parted by "/"`,
		"../{name}":         `".."`,
		"{date}/../{name}":  `".."`,
		"./{name}":          `"."`,
		"a//{name}":         "empty element",
		"{name}/":           "empty element",
		"{width:3}":         "takes none",
		"{counter:0}":       "1 to 9",
		"{counter:12}":      "1 to 9",
		"{counter:x}":       "1 to 9",
		"{counter:}":        "1 to 9",
		"{date:}":           "names no part of a date",
		"{date:YYYY-MM-DD}": "2006, 01 and 02",
	}
	for source, want := range table {
		_, err := ParseTemplate(source)
		problem, ok := errors.AsType[*TemplateError](err)
		if !ok || problem.Template != source || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v; not %q", source, err, want)
		}
	}
}

func TestUses(t *testing.T) {
	template, err := ParseTemplate("{date:2006}/name {counter:3}.{ext}")
	if err != nil {
		t.Fatal(err)
	}
	for field, want := range map[string]bool{"date": true, "counter": true, "ext": true, "name": false, "width": false, "": false} {
		if got := template.Uses(field); got != want {
			t.Errorf("Uses(%q) = %v", field, got)
		}
	}
}

func FuzzTemplate(f *testing.F) {
	f.Add("{name}-{width}.{ext}", "IMG_4711", "jpg", "jpeg", 37)
	f.Add("{date:2006/01}/{counter:4}.{ext}", "..", "../x", "", -1)
	f.Add("a/.{name}/{format}", "/etc/passwd", "", "NUL", 0)
	f.Add("{name}/{ext}", ".", "\xff", "con", 1<<40)
	f.Fuzz(func(t *testing.T, source, name, ext, format string, number int) {
		checkClean(t, CleanName(name))
		template, err := ParseTemplate(source)
		if err != nil {
			if _, ok := errors.AsType[*TemplateError](err); !ok {
				t.Errorf("%T", err)
			}
			return
		}
		rel, err := template.Expand(Fields{Name: name, Ext: ext, Format: format, Width: number, Height: -number, Counter: number})
		if err != nil {
			return
		}
		if !filepath.IsLocal(filepath.FromSlash(rel)) || checkRel(rel) != nil {
			t.Errorf("%q makes %q, which leaves the folder", source, rel)
		}
		for element := range strings.SplitSeq(rel, "/") {
			checkClean(t, element)
			if IsTemporary(element) {
				t.Errorf("%q makes %q, the name of a temporary file", source, rel)
			}
		}
		for n := range 3 {
			checkClean(t, filepath.Base(numbered(rel, 9*n)))
		}
	})
}
