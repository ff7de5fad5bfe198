package output

import (
	"errors"
	"fmt"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"minilab/processing/suggest"
)

const (
	defaultLayout = "2006-01-02"
	// maxDigits is the widest a counter can be asked to be.
	maxDigits = 9
	// maxPath is the longest path Expand gives, in bytes: room is left for the output folder's own
	// path within the 4,096 bytes Linux takes.
	maxPath = 3072
)

// Fields is what a template can name of one output.
type Fields struct {
	// Name is the source's base name without extension, Ext the output's extension without dot,
	// Format the output format's name.
	Name, Ext, Format string
	// Width and Height are of the output, in pixels. Counter is the photo's place in the run, from 1 on.
	Width, Height, Counter int
	// Date is when the photo was taken, or its file last changed. It is written in its own time zone.
	Date time.Time
}

// TemplateError tells what is wrong with a template.
type TemplateError struct {
	Template string
	// Problem is a clause such as `has no field "nmae"; did you mean "name"?`.
	Problem string
}

func (e *TemplateError) Error() string {
	return fmt.Sprintf("the name template %q %s", e.Template, e.Problem)
}

// Template builds the path of an output: text, slashes between folders, and fields in braces.
//
//	{name} {ext} {format} {width} {height}
//	{date} {date:2006/01}   the day, or any layout of Go's package time
//	{counter} {counter:4}   with at least so many digits
//
// The zero Template is not usable; make one with ParseTemplate. It is immutable.
type Template struct {
	source string
	pieces []piece
}

// piece is literal text or a field; argument is what stands behind the colon.
type piece struct {
	literal  string
	field    string
	argument string
}

// ParseTemplate reads a template. It fails with a *TemplateError on an unknown field, braces that do not
// match, an argument that makes no sense, an empty template, and a path that is absolute, climbs
// with "..", or has an empty element.
func ParseTemplate(s string) (Template, error) {
	t := Template{source: s}
	problem := func(err error) (Template, error) {
		return Template{}, &TemplateError{Template: s, Problem: err.Error()}
	}
	if strings.TrimSpace(s) == "" {
		return problem(errors.New("is empty"))
	}
	for rest := s; rest != ""; {
		p, after, err := nextPiece(rest)
		if err != nil {
			return problem(err)
		}
		t.pieces = append(t.pieces, p)
		rest = after
	}
	if err := t.checkPath(); err != nil {
		return problem(err)
	}
	return t, nil
}

// nextPiece takes the first piece off a template.
func nextPiece(s string) (piece, string, error) {
	i := strings.IndexAny(s, "{}")
	switch {
	case i < 0:
		return piece{literal: s}, "", nil
	case s[i] == '}':
		return piece{}, "", errors.New(`has a "}" without a "{" before it`)
	case i > 0:
		return piece{literal: s[:i]}, s[i:], nil
	}
	end := strings.IndexAny(s[1:], "{}")
	if end < 0 || s[1+end] == '{' {
		return piece{}, "", errors.New(`has a "{" without a "}" behind it`)
	}
	field, argument, given := strings.Cut(s[1:1+end], ":")
	p := piece{field: field, argument: argument}
	return p, s[end+2:], p.check(given)
}

// fieldNames lists the fields, in the order they are explained.
func fieldNames() []string {
	return []string{"name", "ext", "format", "width", "height", "date", "counter"}
}

// check reports an unknown field or a bad argument.
func (p piece) check(given bool) error {
	switch p.field {
	case "name", "ext", "format", "width", "height":
		if given {
			return fmt.Errorf("gives {%s} an argument; it takes none", p.field)
		}
	case "date":
		if given && !isLayout(p.argument) {
			return fmt.Errorf("has the date layout %q, which names no part of a date; year, month and day are written 2006, 01 and 02", p.argument)
		}
	case "counter":
		digits, err := strconv.Atoi(p.argument)
		if given && (err != nil || digits < 1 || digits > maxDigits) {
			return fmt.Errorf("asks for a counter of %q digits; 1 to %d can be had", p.argument, maxDigits)
		}
	case "":
		return fmt.Errorf("has an empty field; there are %s", strings.Join(fieldNames(), ", "))
	default:
		return fmt.Errorf("has no field %q; did you mean %q?", p.field, suggest.Closest(p.field, fieldNames()))
	}
	return nil
}

// isLayout reports whether two moments that differ in every part come out different.
func isLayout(layout string) bool {
	a := time.Date(2001, time.February, 3, 4, 5, 6, 7e8, time.UTC)
	b := time.Date(2022, time.November, 21, 18, 49, 58, 123456789, time.FixedZone("X", 5400))
	return a.Format(layout) != b.Format(layout)
}

// checkPath reports a template whose own text makes a path that does not stay in the folder.
func (t Template) checkPath() error {
	first := t.pieces[0].literal
	if strings.HasPrefix(first, "/") || strings.HasPrefix(first, `\`) || len(first) > 1 && first[1] == ':' {
		return errors.New("is an absolute path; names are relative to the output folder")
	}
	var outline strings.Builder // fields stand as one letter
	for _, p := range t.pieces {
		if strings.Contains(p.literal, `\`) {
			return errors.New(`has a "\"; folders are parted by "/" on every system`)
		}
		outline.WriteString(p.literal)
		if p.field != "" {
			outline.WriteByte('x')
		}
	}
	for element := range strings.SplitSeq(outline.String(), "/") {
		switch strings.TrimSpace(element) {
		case "":
			return errors.New(`has an empty element beside a "/"`)
		case ".", "..":
			return fmt.Errorf("has the element %q; it would leave its place in the output folder", element)
		}
	}
	return nil
}

// String is the template as it was written.
func (t Template) String() string { return t.source }

// Uses reports whether a field occurs in the template.
func (t Template) Uses(field string) bool {
	for _, p := range t.pieces {
		if p.field == field && field != "" {
			return true
		}
	}
	return false
}

// Expand builds the path of one output: relative to the output folder, with slashes, every element as
// CleanName makes it. Slashes in a field's value become "_", but for those of a date layout, which
// make folders. It fails where the path would be longer than 3,072 bytes.
func (t Template) Expand(f Fields) (string, error) {
	var whole strings.Builder
	for _, p := range t.pieces {
		whole.WriteString(p.value(f))
	}
	elements := strings.Split(whole.String(), "/")
	for i, element := range elements {
		elements[i] = CleanName(element)
	}
	rel := path.Join(elements...)
	if len(rel) > maxPath {
		return "", fmt.Errorf("the name template %q makes a path of %d bytes; at most %d can be used", t.source, len(rel), maxPath)
	}
	if !filepath.IsLocal(filepath.FromSlash(rel)) {
		return "", fmt.Errorf("the name template %q makes %q, which is no path within the output folder", t.source, rel)
	}
	return rel, nil
}

// value is the text of a piece for one output.
func (p piece) value(f Fields) string {
	switch p.field {
	case "name":
		if strings.Trim(f.Name, ". ") == "" { // else its dots would join that of the extension
			return string(substitute)
		}
		return flat(f.Name)
	case "ext":
		return flat(f.Ext)
	case "format":
		return flat(f.Format)
	case "width":
		return strconv.Itoa(f.Width)
	case "height":
		return strconv.Itoa(f.Height)
	case "date":
		if p.argument == "" {
			return f.Date.Format(defaultLayout)
		}
		return f.Date.Format(p.argument)
	case "counter":
		digits, _ := strconv.Atoi(p.argument) // checked when parsed; none is 0 digits
		return fmt.Sprintf("%0*d", digits, f.Counter)
	}
	return p.literal
}

// flat keeps a value within one element.
func flat(value string) string { return strings.ReplaceAll(value, "/", string(substitute)) }
