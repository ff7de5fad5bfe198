// Package quiet keeps libraries from writing to standard error before the program has begun.
//
// Fyne logs while it is initialised, before main: with LANG=C, which is what cron and containers have, a
// complaint of three lines about the locale. A command's standard error belongs to its progress, which
// other programs read. This package turns the standard logger off first; the window turns it on again.
//
// It works because of the order that the language specifies: packages are initialised sorted by their
// import paths, each as soon as all it imports are. This one waits for nothing but the logger; Fyne's
// waits for much. A script of the command holds it to that.
package quiet

import (
	"io"
	"log"
	"os"
)

func init() { log.SetOutput(io.Discard) }

// End turns the standard logger on again.
func End() { log.SetOutput(os.Stderr) }
