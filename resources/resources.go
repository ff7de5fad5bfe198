// Package resources holds what ships inside the program beside its code: the drawings of the window.
//
// It imports nothing of the program and nothing of the toolkit, so that a build without a window can
// leave it out and a test can read it without a display. Every icon is one filled path in a box of 24
// by 24 units: the toolkit recolours fills but not strokes, and its drawing of SVG arcs cannot be
// trusted, so outlines are shapes with a hole and circles are four curves.
package resources

import (
	"embed"
	"fmt"
)

//go:embed icons/*.svg
var icons embed.FS

//go:embed mark.svg
var mark []byte

// Icon is the SVG text of an icon, by its file name without the extension.
func Icon(name string) ([]byte, error) {
	svg, err := icons.ReadFile("icons/" + name + ".svg")
	if err != nil {
		return nil, fmt.Errorf("icon %q does not ship with this program: %w", name, err)
	}
	return svg, nil
}

// Icons lists the names of all icons.
func Icons() ([]string, error) {
	entries, err := icons.ReadDir("icons")
	if err != nil {
		return nil, fmt.Errorf("list the icons that ship: %w", err)
	}
	names := make([]string, len(entries))
	for i, e := range entries {
		names[i] = e.Name()[:len(e.Name())-len(".svg")]
	}
	return names, nil
}

// Mark is the program's own sign as SVG, in its own colours.
func Mark() []byte { return append([]byte(nil), mark...) }
