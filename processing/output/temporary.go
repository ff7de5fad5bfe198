package output

import (
	"fmt"
	"strconv"
	"strings"
)

const (
	tempPrefix = ".minilab-"
	tempSuffix = ".tmp"
	// maxToken keeps the names of temporary files far below what file systems take.
	maxToken = 64
)

// tempName is the name of a job's n-th temporary file. The dot hides it, and watchers of other programs
// know the ending.
func tempName(token string, n int) string {
	return tempPrefix + token + "-" + strconv.Itoa(n) + tempSuffix
}

// IsTemporary reports whether a file's name, without its folder, is one of those outputs are written
// under before they get their own: scanners and watchers pass over such files.
func IsTemporary(name string) bool {
	rest, prefixed := strings.CutPrefix(name, tempPrefix)
	rest, suffixed := strings.CutSuffix(rest, tempSuffix)
	dash := strings.LastIndexByte(rest, '-')
	if !prefixed || !suffixed || dash < 1 {
		return false
	}
	n, err := strconv.Atoi(rest[dash+1:])
	return err == nil && n >= 0 && tempName(rest[:dash], n) == name
}

// checkToken reports a token that cannot be part of a file name on every system.
func checkToken(token string) error {
	for i := range len(token) {
		c := token[i]
		letter := c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
		if !letter && c != '-' && c != '_' {
			return fmt.Errorf("the job token %q holds more than letters, digits, \"-\" and \"_\"", token)
		}
	}
	if token == "" || len(token) > maxToken {
		return fmt.Errorf("the job token %q must have 1 to %d characters", token, maxToken)
	}
	return nil
}
