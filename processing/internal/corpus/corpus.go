// Package corpus finds the photos that tests are stronger with: files from many cameras and programs, sound
// and hostile, that are not part of the tree. No test needs them.
package corpus

import (
	"os"
	"path/filepath"
	"testing"
)

// Folder is the corpus: the environment variable MINILAB_CORPUS, or shared/corpus in the module or a
// folder above it. The test is skipped where there is none.
func Folder(t testing.TB) string {
	t.Helper()
	folder, found := Find(t)
	if !found {
		t.Skip("no corpus: set MINILAB_CORPUS to a folder of photos")
	}
	return folder
}

// Find is Folder for a test that can do without.
func Find(t testing.TB) (folder string, found bool) {
	t.Helper()
	if dir := os.Getenv("MINILAB_CORPUS"); dir != "" {
		return dir, true
	}
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		folder = filepath.Join(dir, "shared", "corpus")
		if info, err := os.Stat(folder); err == nil && info.IsDir() {
			return folder, true
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return "", false
		}
		dir = parent
	}
}
