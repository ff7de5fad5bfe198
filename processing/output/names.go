package output

import (
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"unicode"
)

// maxNumber is the highest number tried for a name.
const maxNumber = 1_000_000

// Claim is the name one output was given.
type Claim struct {
	// Path is relative to the output folder, with slashes. With Skip it is the file that is in the way.
	Path string
	// Replace allows File.Commit to replace the file of that name.
	Replace bool
	// Skip tells that the photo is left out; Reason is the sentence why.
	Skip   bool
	Reason string
}

// Names hands out the names of one run. Claims are answered in the order they are made: to get the same
// names in every run, make them in the order of the input. It is safe for concurrent use.
type Names struct {
	folder   *Folder
	policy   Policy
	original func(abs string, info fs.FileInfo) bool

	mu sync.Mutex
	// taken holds the names of this run, folded; next is the first number to try for a name, so that
	// thousands of equal names cost one look at the disk each.
	taken map[string]bool
	next  map[string]int
}

// NewNames begins a run that writes into a folder. Original says whether a file that exists is one of
// the run's own photos, by its absolute path and what Lstat says of it; nil stands for never. It is
// called with a lock held and must not call back.
func NewNames(f *Folder, p Policy, original func(abs string, info fs.FileInfo) bool) *Names {
	if original == nil {
		original = func(string, fs.FileInfo) bool { return false }
	}
	return &Names{folder: f, policy: p, original: original, taken: make(map[string]bool), next: make(map[string]int)}
}

// Claim gives an output a name of its own. A name that another output of the run has, in any case of
// its letters, is numbered whatever the policy: the first stays name.ext, then come name-1.ext,
// name-2.ext. Names differing only in how an accent is composed count as different.
//
// The policy decides on files that exist. One that is an original of this run, or no regular file, is
// never replaced and no reason to skip: the output takes the next number. Source is the photo's own
// file, for Newer; nil counts as old.
//
// It fails on a path that is not local, on one longer than the system takes, and where the disk does
// not answer.
func (n *Names) Claim(rel string, source fs.FileInfo) (Claim, error) {
	if err := checkRel(rel); err != nil {
		return Claim{}, err
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	base := fold(rel)
	for number := n.next[base]; number < maxNumber; number++ {
		candidate := numbered(rel, number)
		if n.taken[fold(candidate)] {
			continue
		}
		claim, ok, err := n.decide(candidate, source)
		if err != nil {
			return Claim{}, err
		}
		if ok {
			n.taken[fold(candidate)] = true
			n.next[base] = number + 1
			return claim, nil
		}
	}
	return Claim{}, fmt.Errorf("no number below %d is free for %s in %s", maxNumber, rel, n.folder.Path())
}

// decide applies the policy to one name; ok is false where the next number is to be tried.
func (n *Names) decide(rel string, source fs.FileInfo) (claim Claim, ok bool, err error) {
	info, exists, err := n.folder.Exists(rel)
	if err != nil {
		return Claim{}, false, err
	}
	claim.Path = rel
	switch {
	case !exists:
		return claim, true, nil
	case n.policy == Rename || !n.policy.Valid() || n.protected(rel, info):
		return Claim{}, false, nil
	case n.policy == Skip:
		claim.Skip, claim.Reason = true, fmt.Sprintf("%s exists already.", rel)
	case n.policy == Newer && (source == nil || !source.ModTime().After(info.ModTime())):
		claim.Skip, claim.Reason = true, fmt.Sprintf("%s exists already and is not older than the photo.", rel)
	default:
		claim.Replace = true
	}
	return claim, true, nil
}

// protected reports whether a file that exists must not be replaced under any policy.
func (n *Names) protected(rel string, info fs.FileInfo) bool {
	if info.IsDir() || !info.Mode().IsRegular() && info.Mode()&fs.ModeSymlink == 0 {
		return true
	}
	return n.original(filepath.Join(n.folder.Path(), filepath.FromSlash(rel)), info)
}

// numbered puts a number behind the stem of a path's last element; 0 leaves it as it is.
func numbered(rel string, number int) string {
	if number == 0 {
		return rel
	}
	folder, name := path.Split(rel)
	stem, extension := split(name)
	suffix := "-" + strconv.Itoa(number) + extension
	return folder + cut(stem, maxElement-len(suffix)) + suffix
}

// fold maps names that a file system may take for the same, by the case of their letters, to one.
func fold(rel string) string { return strings.Map(smallestFold, rel) }

// smallestFold is the first of the letters that differ from r only in case.
func smallestFold(r rune) rune {
	least := r
	for other := unicode.SimpleFold(r); other != r; other = unicode.SimpleFold(other) {
		least = min(least, other)
	}
	return least
}
