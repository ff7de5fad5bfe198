package ui

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// TestOneFileNeedsADisplay holds the package to its promise: all of it but Run is built and tested
// without cgo, headers or a display, and it knows nothing of the program's wiring.
func TestOneFileNeedsADisplay(t *testing.T) {
	const display, wiring = "fyne.io/fyne/v2/app", "minilab/app"
	found := 0
	err := fs.WalkDir(os.DirFS("."), ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(path) != ".go" {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, spec := range file.Imports {
			name, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			if name == display {
				found++
			}
			if name == display && path != "run.go" || name == wiring || strings.HasPrefix(name, wiring+"/") {
				t.Errorf("%s imports %s", path, name)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if found != 1 {
		t.Errorf("%d files import %s, want run.go alone", found, display)
	}
}
