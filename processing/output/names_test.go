package output

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

func openTestFolder(t *testing.T) *Folder {
	t.Helper()
	f, err := OpenFolder(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := f.Close(); err != nil {
			t.Error(err)
		}
	})
	return f
}

// put makes a file in a folder, changed at a time.
func put(t *testing.T, f *Folder, rel, text string, changed time.Time) fs.FileInfo {
	t.Helper()
	file := filepath.Join(f.Path(), rel)
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	if err := os.Chtimes(file, changed, changed); err != nil {
		t.Fatal(err)
	}
	info, err := os.Lstat(file)
	if err != nil {
		t.Fatal(err)
	}
	return info
}

func TestPolicies(t *testing.T) {
	for _, p := range Policies() {
		if !p.Valid() {
			t.Errorf("%s is not valid", p)
		}
	}
	if fmt.Sprint(Policies()) != "[rename skip overwrite newer]" || Policy("").Valid() || Policy("Rename").Valid() {
		t.Errorf("Policies() = %v", Policies())
	}
}

// The folder holds old.jpg and old-1.jpg (before the photo), new.jpg (after it), mine.jpg, which is an
// original of the run, and the folder sub.jpg.
func TestClaim(t *testing.T) {
	f := openTestFolder(t)
	now := time.Now().Truncate(time.Second)
	source := put(t, f, "elsewhere/photo.jpg", "photo", now)
	put(t, f, "old.jpg", "", now.Add(-time.Hour))
	put(t, f, "old-1.jpg", "", now.Add(-time.Hour))
	put(t, f, "same.jpg", "", now)
	put(t, f, "new.jpg", "", now.Add(time.Hour))
	put(t, f, "sub.jpg/x", "", now)
	mine := put(t, f, "mine.jpg", "", now.Add(-time.Hour))
	if err := os.Symlink("old.jpg", filepath.Join(f.Path(), "link.jpg")); err != nil {
		t.Fatal(err)
	}
	exists, notOlder := "%s exists already.", "%s exists already and is not older than the photo."
	free := func(path string) Claim { return Claim{Path: path} }
	replace := func(path string) Claim { return Claim{Path: path, Replace: true} }
	skip := func(path, why string) Claim { return Claim{Path: path, Skip: true, Reason: fmt.Sprintf(why, path)} }
	table := []struct {
		rel                            string
		rename, skip, overwrite, newer Claim
	}{
		{"fresh.jpg", free("fresh.jpg"), free("fresh.jpg"), free("fresh.jpg"), free("fresh.jpg")},
		{"a/b/fresh.jpg", free("a/b/fresh.jpg"), free("a/b/fresh.jpg"), free("a/b/fresh.jpg"), free("a/b/fresh.jpg")},
		{"old.jpg", free("old-2.jpg"), skip("old.jpg", exists), replace("old.jpg"), replace("old.jpg")},
		{"same.jpg", free("same-1.jpg"), skip("same.jpg", exists), replace("same.jpg"), skip("same.jpg", notOlder)},
		{"new.jpg", free("new-1.jpg"), skip("new.jpg", exists), replace("new.jpg"), skip("new.jpg", notOlder)},
		{"mine.jpg", free("mine-1.jpg"), free("mine-1.jpg"), free("mine-1.jpg"), free("mine-1.jpg")},
		{"sub.jpg", free("sub-1.jpg"), free("sub-1.jpg"), free("sub-1.jpg"), free("sub-1.jpg")},
		{"no extension", free("no extension"), free("no extension"), free("no extension"), free("no extension")},
	}
	for _, row := range table {
		for p, want := range map[Policy]Claim{Rename: row.rename, Skip: row.skip, Overwrite: row.overwrite, Newer: row.newer} {
			n := NewNames(f, p, func(abs string, info fs.FileInfo) bool {
				return abs == filepath.Join(f.Path(), "mine.jpg") && os.SameFile(info, mine)
			})
			if got, err := n.Claim(row.rel, source); err != nil || got != want {
				t.Errorf("%s under %s: %+v, %v; not %+v", row.rel, p, got, err, want)
			}
		}
	}
	if got, err := NewNames(f, Newer, nil).Claim("old.jpg", nil); err != nil || !got.Skip {
		t.Errorf("a photo of unknown age replaces: %+v, %v", got, err)
	}
	if got, err := NewNames(f, Overwrite, nil).Claim("link.jpg", source); err != nil || got != replace("link.jpg") {
		t.Errorf("a link: %+v, %v", got, err)
	}
}

func TestClaimsOfOneRunNeverMeet(t *testing.T) {
	for _, p := range append(Policies(), "mistyped") {
		n := NewNames(openTestFolder(t), p, nil)
		var got []string
		for _, rel := range []string{"a.jpg", "a.jpg", "A.JPG", "a-1.jpg", "a.jpg", "b/a.jpg", "ÄÖ.jpg", "äö.jpg", "ſtraße", "STRASSE", "Straße", "K", "K"} {
			claim, err := n.Claim(rel, nil)
			if err != nil || claim.Replace || claim.Skip {
				t.Fatalf("%s: %+v, %v", rel, claim, err)
			}
			got = append(got, claim.Path)
		}
		want := "a.jpg a-1.jpg A-2.JPG a-1-1.jpg a-3.jpg b/a.jpg ÄÖ.jpg äö-1.jpg ſtraße STRASSE Straße-1 K K-1"
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %v", p, got)
		}
	}
}

// A run that is repeated meets its own numbered outputs: the policy decides on each of them.
func TestClaimOfNumberedNamesFollowsThePolicy(t *testing.T) {
	f := openTestFolder(t)
	put(t, f, "a.jpg", "", time.Now())
	put(t, f, "a-1.jpg", "", time.Now())
	for p, want := range map[Policy]string{Rename: "a-2.jpg a-3.jpg a-4.jpg", Skip: "a.jpg a-1.jpg a-2.jpg", Overwrite: "a.jpg a-1.jpg a-2.jpg"} {
		n := NewNames(f, p, nil)
		var got []string
		for range 3 {
			claim, err := n.Claim("a.jpg", nil)
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, claim.Path)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %v", p, got)
		}
	}
}

func TestClaimRefusesPathsThatLeaveTheFolder(t *testing.T) {
	n := NewNames(openTestFolder(t), Rename, nil)
	for _, rel := range []string{"", ".", "..", "../x", "/etc/x", "a/../../x", "a//b", "a/./b", "a/", "a\x00b/../.."} {
		if claim, err := n.Claim(rel, nil); err == nil {
			t.Errorf("%q was claimed: %+v", rel, claim)
		}
	}
	if _, err := n.Claim(strings.Repeat("x", 300), nil); err == nil {
		t.Error("a name no system takes was claimed")
	}
}

func TestNumberedNamesStayShortEnough(t *testing.T) {
	n := NewNames(openTestFolder(t), Rename, nil)
	long := "d/" + strings.Repeat("ä", 125) + ".jpeg"
	for range 12 {
		claim, err := n.Claim(long, nil)
		if err != nil || len(filepath.Base(claim.Path)) > 255 || !strings.HasSuffix(claim.Path, ".jpeg") {
			t.Fatalf("%+v, %v", claim, err)
		}
	}
}

// Twenty thousand equal names take the square of that many looks where numbers are not remembered.
func TestManyEqualNamesAreNumberedQuickly(t *testing.T) {
	f := openTestFolder(t)
	looks := 0
	put(t, f, "x.jpg", "", time.Now())
	n := NewNames(f, Overwrite, func(string, fs.FileInfo) bool { looks++; return true })
	for i := 1; i <= 20_000; i++ {
		claim, err := n.Claim("x.jpg", nil)
		if want := fmt.Sprintf("x-%d.jpg", i); err != nil || claim.Path != want {
			t.Fatalf("%+v, %v; not %s", claim, err, want)
		}
	}
	if looks != 1 {
		t.Errorf("the same file was looked at %d times", looks)
	}
}

func TestClaimsAreSafeForConcurrentUse(t *testing.T) {
	n := NewNames(openTestFolder(t), Rename, nil)
	var seen sync.Map
	var wait sync.WaitGroup
	for range 16 {
		wait.Go(func() {
			for range 50 {
				claim, err := n.Claim("x.jpg", nil)
				if _, twice := seen.LoadOrStore(claim.Path, true); twice || err != nil {
					t.Errorf("%s was handed out twice, or %v", claim.Path, err)
				}
			}
		})
	}
	wait.Wait()
}
