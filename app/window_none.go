//go:build !cgo || headless

package app

import "minilab/processing/suggest"

// windowKind says in the version what face this program has.
const windowKind = "without a window"

// windowCommand stands in for the window in a build that has none.
type windowCommand struct {
	Paths []string `arg:"" optional:"" name:"path" help:"Photos, and folders of photos."`
	To    string   `placeholder:"DIR" help:"The output folder."`
}

// Run says that there is no window.
func (c *windowCommand) Run() error {
	if len(c.Paths) > 0 {
		if near := suggest.Nearest(c.Paths[0], commandNames); near != "" {
			return usage("there is no command %s; did you mean minilab %s?", c.Paths[0], near)
		}
	}
	return usage("this program was built without its window; use minilab convert, or see minilab --help")
}
