package resources

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"io/fs"
	"regexp"
	"strings"
	"testing"
)

// arc is an arc command inside a path's data.
var arc = regexp.MustCompile(` d="[^"]*[Aa]`)

func TestIconsAreOneFilledPathWithoutArcs(t *testing.T) {
	names, err := Icons()
	if err != nil {
		t.Fatal(err)
	}
	if len(names) == 0 {
		t.Fatal("no icons ship")
	}
	for _, name := range names {
		svg, err := Icon(name)
		if err != nil {
			t.Fatal(err)
		}
		text := string(svg)
		if n := strings.Count(text, "<path"); n != 1 {
			t.Errorf("%s: %d paths, want one", name, n)
		}
		if strings.Contains(text, "stroke") {
			t.Errorf("%s: has a stroke, which is not recoloured", name)
		}
		if arc.MatchString(text) {
			t.Errorf("%s: has an arc, which is drawn wrong", name)
		}
		if err := wellFormed(svg); err != nil {
			t.Errorf("%s: not well formed: %v", name, err)
		}
	}
}

// wellFormed reads to the end of an XML text.
func wellFormed(text []byte) error {
	decoder := xml.NewDecoder(bytes.NewReader(text))
	for {
		if _, err := decoder.Token(); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
	}
}

func TestUnknownIconIsAnError(t *testing.T) {
	if _, err := Icon("no such icon"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got %v, want an error that wraps fs.ErrNotExist", err)
	}
}

func TestMarkIsACopy(t *testing.T) {
	Mark()[0] = 'x'
	if Mark()[0] != '<' {
		t.Error("a caller can change the mark that ships")
	}
}
