package ui

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
)

// folderName is the folder that is suggested for the outputs.
const folderName = "Minilab"

// folderBeside is the output folder that is suggested for an input: a folder Minilab beside the photo
// or the folder that was added. Beside, not inside: what is inside an added folder would be taken for
// photos when the folder is added again. Beside, not one place for all: the outputs of a shoot are
// looked for where the shoot is, and on the disk that has room for it. An input with no folder beside
// it, such as a whole disk, suggests nothing.
func folderBeside(input string) string {
	if !filepath.IsAbs(input) {
		return ""
	}
	input = filepath.Clean(input)
	parent := filepath.Dir(input)
	if parent == input {
		return ""
	}
	return filepath.Join(parent, folderName)
}

// What is wrong with an output folder that cannot be used.
var (
	errNoFolder   = errors.New("choose the folder to save to")
	errNotFullWay = errors.New("write the folder to save to as a full path, or choose it")
)

// fullPath reads a folder as a person writes it: spaces round it do not count, and ~ is their home.
func fullPath(text string) (string, error) {
	text = strings.TrimSpace(text)
	if text == "" {
		return "", errNoFolder
	}
	if rest, ok := strings.CutPrefix(text, "~"); ok && (rest == "" || os.IsPathSeparator(rest[0])) {
		home, err := os.UserHomeDir()
		if err != nil {
			return "", errNotFullWay
		}
		text = home + rest
	}
	if !filepath.IsAbs(text) {
		return "", errNotFullWay
	}
	return filepath.Clean(text), nil
}
