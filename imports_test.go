package main_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// These tests keep the tree's shape: which way imports run, and whose code ends up in the program. They
// ask the go command, which reads the tree as the compiler does.

const (
	fyne    = "fyne.io/"
	engine  = "minilab/processing"
	display = "fyne.io/fyne/v2/app"
)

// A variant is a way to build the program.
type variant struct {
	name string
	tags string
	env  []string
}

var (
	window   = variant{"window", "migrated_fynedo", []string{"GOOS=linux", "CGO_ENABLED=1"}}
	headless = variant{"headless", "headless", []string{"GOOS=linux", "CGO_ENABLED=0"}}
	windows  = variant{"windows", "migrated_fynedo", []string{"GOOS=windows", "CGO_ENABLED=1"}}
	darwin   = variant{"darwin", "migrated_fynedo", []string{"GOOS=darwin", "CGO_ENABLED=1"}}
)

// A listing is what the go command says of one package.
type listing struct {
	ImportPath   string
	Dir          string
	Imports      []string
	TestImports  []string
	XTestImports []string
	Deps         []string
	Module       *struct {
		Path, Version string
		Main          bool
	}
}

// list asks the go command for packages as a variant sees them.
func list(t *testing.T, v variant, args ...string) []listing {
	t.Helper()
	command := exec.CommandContext(t.Context(), "go", append([]string{"list", "-json", "-tags", v.tags}, args...)...)
	command.Env = append(os.Environ(), v.env...)
	var complaint bytes.Buffer
	command.Stderr = &complaint
	text, err := command.Output()
	if err != nil {
		t.Fatalf("go list %s as %s: %v\n%s", strings.Join(args, " "), v.name, err, &complaint)
	}
	var all []listing
	for d := json.NewDecoder(bytes.NewReader(text)); ; {
		var p listing
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
}

// An edge is a forbidden import, direct or by way of others.
type edge struct {
	from, to func(importPath string) bool
	reason   string
}

func is(names ...string) func(string) bool {
	return func(p string) bool { return slices.Contains(names, p) }
}

func below(roots ...string) func(string) bool {
	return func(p string) bool {
		return slices.ContainsFunc(roots, func(root string) bool {
			return p == root || strings.HasPrefix(p, strings.TrimSuffix(root, "/")+"/")
		})
	}
}

func childrenOf(root string) func(string) bool {
	return func(p string) bool { return strings.HasPrefix(p, root+"/") }
}

// forbidden are the edges that the tree must not have, and why.
var forbidden = []edge{
	{
		below(engine), below(fyne),
		"the engine knows no window: the command, worker processes and servers run it where there is none",
	},
	{
		below(engine), below("minilab/app", "minilab/ui", "minilab/resources"),
		"the engine is told what to do and asked how far it is; it reaches for nothing around it",
	},
	{
		childrenOf(engine), is(engine),
		"a child of processing must stand without its parent, or the two become one package in two folders",
	},
	{
		below("minilab/ui"), below("minilab/app"),
		"the window asks for an interface and app gives it one; the other way round it could not be tested without the program",
	},
	{
		below("minilab/resources"), below("minilab"),
		"resources are files and their names; whoever needs them gives them meaning",
	},
	{
		below("minilab/resources"), below(fyne),
		"resources are in the headless program too",
	},
	{
		below("minilab/processing/pool"), below("minilab"),
		"the pool runs any task, and must not come to know one",
	},
}

// TestImportsRunOneWay looks at what each package reaches, in the program and in tests.
func TestImportsRunOneWay(t *testing.T) {
	packages := list(t, window, "-test", "-deps", "./...")
	ours := slices.DeleteFunc(slices.Clone(packages), func(p listing) bool { return p.Module == nil || !p.Module.Main })
	if len(ours) < 10 {
		t.Fatalf("go list shows only %d packages of this tree", len(ours))
	}
	for _, p := range ours {
		importer := tested(p.ImportPath)
		for _, rule := range forbidden {
			if !rule.from(importer) {
				continue
			}
			for _, reached := range p.Deps {
				if target := tested(reached); target != importer && !below(importer)(target) && rule.to(target) {
					t.Errorf("%s reaches %s: %s", p.ImportPath, reached, rule.reason)
				}
			}
		}
	}
}

// tested is the package that a test variant of it stands for: "a [b.test]", "a_test [a.test]" and
// "a.test" are compiled for tests.
func tested(importPath string) string {
	name, _, _ := strings.Cut(importPath, " ")
	return strings.TrimSuffix(strings.TrimSuffix(name, ".test"), "_test")
}

// TestHeadlessHasNoFyne keeps the command for servers free of X11 and OpenGL.
func TestHeadlessHasNoFyne(t *testing.T) {
	for _, p := range list(t, headless, "-deps", ".") {
		if below(fyne, "minilab/ui")(p.ImportPath) {
			t.Errorf("the headless program contains %s: it has to run where neither X11 nor OpenGL is", p.ImportPath)
		}
	}
}

// TestOneFileNeedsADisplay keeps the rest of ui testable without one. It reads the files, because the go
// command tells what a package imports, not which of its files.
func TestOneFileNeedsADisplay(t *testing.T) {
	const only = "ui/run.go"
	for _, file := range filesImporting(t, display) {
		if file != only {
			t.Errorf("%s imports %s: only %s may, so that all else builds and is tested without C and a display", file, display, only)
		}
	}
	if !slices.Contains(filesImporting(t, display), only) {
		t.Errorf("%s does not import %s: this test no longer guards what it says", only, display)
	}
}

// unsafe and C step around the compiler's promises. These are the files that may, and why.
var trusted = map[string]string{
	"processing/codec/turbo/turbo.go":       "libjpeg-turbo decodes a JPEG in a third of the time; what crosses is checked on both sides",
	"processing/resample/cgo.go":            "the inner loops of resampling in the processor's wide registers, held against the Go form by tests",
	"processing/machine/machine_windows.go": "the memory of a Windows machine is told by a call that fills a structure",
}

// TestUnsafeAndCAreNamed keeps code that handles strangers' files under Go's own guard.
func TestUnsafeAndCAreNamed(t *testing.T) {
	named := map[string]bool{}
	for _, file := range slices.Concat(filesImporting(t, "unsafe"), filesImporting(t, "C")) {
		named[file] = true
		if trusted[file] == "" {
			t.Errorf("%s imports unsafe or C: photos are untrusted, and an error there is no longer a message but a crash or worse; "+
				"where it must be, name the file and its reason in imports_test.go", file)
		}
	}
	for file := range trusted {
		if !named[file] {
			t.Errorf("%s is trusted with unsafe or C and imports neither: take it out of the list", file)
		}
	}
}

// filesImporting lists the Go files of the tree, for all systems, that import a package.
func filesImporting(t *testing.T, imported string) []string {
	t.Helper()
	line := regexp.MustCompile(`(?m)^(import)?\s*[\w.]*\s*"` + regexp.QuoteMeta(imported) + `"`)
	var files []string
	for _, dir := range folders(t) {
		names, err := filepath.Glob(filepath.Join(dir, "*.go"))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if line.Match(text) {
				files = append(files, filepath.ToSlash(name))
			}
		}
	}
	return files
}

// folders lists the folders of all packages, as paths from the root of the tree. -find keeps the go
// command from looking for modules that only another system's build needs.
func folders(t *testing.T) []string {
	t.Helper()
	root, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, v := range []variant{window, headless, windows, darwin} {
		for _, p := range list(t, v, "-find", "-e", "./...") {
			dir, err := filepath.Rel(root, p.Dir)
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, dir)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// TestThirdPartyIsListed holds THIRD_PARTY.md against the modules that are linked into the program: the
// licences of most ask to be named where the program is handed on.
func TestThirdPartyIsListed(t *testing.T) {
	listed := thirdParty(t)
	linked := map[string]string{}
	for _, v := range []variant{window, headless} {
		for _, p := range list(t, v, "-deps", ".") {
			if p.Module != nil && !p.Module.Main {
				linked[p.Module.Path] = p.Module.Version
			}
		}
	}
	if len(linked) == 0 {
		t.Fatal("go list shows no module in the program")
	}
	for module, version := range linked {
		if listed[module] != version {
			t.Errorf("%s %s is linked into the program; THIRD_PARTY.md says %q: read its licence and list it", module, version, listed[module])
		}
	}
	for module, version := range listed {
		if linked[module] == "" {
			t.Errorf("THIRD_PARTY.md lists %s %s, which is not in the program", module, version)
		}
	}
}

// thirdParty reads the modules and versions out of the table in THIRD_PARTY.md.
func thirdParty(t *testing.T) map[string]string {
	t.Helper()
	text, err := os.ReadFile("THIRD_PARTY.md")
	if err != nil {
		t.Fatal(err)
	}
	row := regexp.MustCompile("(?m)^\\| `([^`]+)` \\| (v[^ ]+) \\| ([^|]+) \\| ([^|]+) \\|$")
	listed := map[string]string{}
	for _, match := range row.FindAllStringSubmatch(string(text), -1) {
		listed[match[1]] = match[2]
	}
	return listed
}
