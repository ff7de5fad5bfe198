package app

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"

	"minilab/processing/codec"
	"minilab/processing/machine"
	"minilab/processing/resample"
)

// version is set by the build from the repository's tag; a build from source without one says so.
var version = "development"

// versionCommand is `minilab version`.
type versionCommand struct {
	Verbose bool `help:"Show formats, libraries and the machine as well."`
}

// Run shows.
func (c *versionCommand) Run(t terminal) error {
	fmt.Fprintf(t.out, "minilab %s (%s, %s/%s, %s)\n", version, runtime.Version(), runtime.GOOS, runtime.GOARCH, windowKind)
	if codec.FastJPEG() {
		fmt.Fprintf(t.out, "JPEG     in planes, by %s and %s\n", strings.Join(codec.Libraries(), ", "), resample.Form())
	} else {
		fmt.Fprintln(t.out, "JPEG     on the general path only: this program was built without libjpeg-turbo")
	}
	if !c.Verbose {
		return nil
	}
	var reads, writes []string
	for _, f := range codec.Formats() {
		if f.CanDecode() {
			reads = append(reads, f.Title())
		}
		if f.CanEncode() {
			writes = append(writes, f.Title())
		}
	}
	fmt.Fprintf(t.out, "reads    %s\nwrites   %s\n", strings.Join(reads, ", "), strings.Join(writes, ", "))
	fmt.Fprintf(t.out, "machine  %s, %s of memory\n", count(cores(), "core"), bytesText(machine.Memory()))
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, m := range info.Deps {
			fmt.Fprintf(t.out, "library  %s %s\n", m.Path, m.Version)
		}
	}
	return nil
}
