package app

import (
	"encoding/json"
	"errors"
	"fmt"
	"image"
	_ "image/jpeg"
	_ "image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"minilab/processing"
	"minilab/processing/sample"
)

// The scripts below testdata/script run the real program, worker processes and all: this test binary is
// the program when it is called minilab.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"minilab": func() { os.Exit(Main(os.Args[1:])) }})
}

func TestCommand(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: filepath.Join("testdata", "script"),
		Setup: func(env *testscript.Env) error {
			home := filepath.Join(env.WorkDir, "home")
			env.Setenv("HOME", home)
			env.Setenv("XDG_CONFIG_HOME", filepath.Join(home, "config"))
			env.Setenv("TMPDIR", filepath.Join(env.WorkDir, "tmp"))
			return os.MkdirAll(filepath.Join(env.WorkDir, "tmp"), 0o777)
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"exits":   exits,
			"photo":   makePhoto,
			"cut":     cut,
			"upright": upright,
			"size":    hasSize,
			"report":  reportSays,
			"nothing": nothingIn,
			"age":     age,
		},
	})
}

// exits runs a command and wants its exit code: exits CODE COMMAND ARG...
func exits(ts *testscript.TestScript, _ bool, args []string) {
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		exit, ok := errors.AsType[*exec.ExitError](err)
		if !ok {
			ts.Fatalf("%v", err)
		}
		got = exit.ExitCode()
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}

// makePhoto writes a sample photo: photo FILE WIDTH HEIGHT [ORIENTATION [SEED]]. Width and height are
// those of the upright photo.
func makePhoto(ts *testscript.TestScript, _ bool, args []string) {
	number := func(i, otherwise int) int {
		if i >= len(args) {
			return otherwise
		}
		n, err := strconv.Atoi(args[i])
		ts.Check(err)
		return n
	}
	photo := sample.Photo{
		Width: number(1, 0), Height: number(2, 0), Orientation: uint8(number(3, 1)), Seed: uint64(number(4, 1)), Quality: 90,
	}
	data, err := photo.JPEG()
	ts.Check(err)
	file := ts.MkAbs(args[0])
	ts.Check(os.MkdirAll(filepath.Dir(file), 0o777))
	ts.Check(os.WriteFile(file, data, 0o666))
}

// cut shortens a file: cut FILE BYTES.
func cut(ts *testscript.TestScript, _ bool, args []string) {
	bytes, err := strconv.ParseInt(args[1], 10, 64)
	ts.Check(err)
	ts.Check(os.Truncate(ts.MkAbs(args[0]), bytes))
}

func decode(ts *testscript.TestScript, file string) image.Image {
	f, err := os.Open(ts.MkAbs(file))
	ts.Check(err)
	defer f.Close() //nolint:errcheck // opened for reading only
	picture, _, err := image.Decode(f)
	ts.Check(err)
	return picture
}

// upright wants the marks of a sample photo in its corners: upright FILE...
func upright(ts *testscript.TestScript, _ bool, args []string) {
	for _, file := range args {
		ts.Check(sample.Check(decode(ts, file)))
	}
}

// hasSize wants a picture of a size: size FILE WIDTH HEIGHT.
func hasSize(ts *testscript.TestScript, _ bool, args []string) {
	got := decode(ts, args[0]).Bounds().Size()
	if want := args[1] + " " + args[2]; fmt.Sprint(got.X, got.Y) != want {
		ts.Fatalf("%s is %d x %d, want %s", args[0], got.X, got.Y, want)
	}
}

// reportSays wants figures of a report, and that it adds up: report FILE KEY=VALUE...
func reportSays(ts *testscript.TestScript, _ bool, args []string) {
	text := []byte(ts.ReadFile(args[0]))
	var report processing.Report
	ts.Check(json.Unmarshal(text, &report))
	if report.Written+report.Skipped+report.Failed != report.Photos || len(report.Results) != report.Photos {
		ts.Fatalf("the report does not add up: %s", text)
	}
	for _, r := range report.Results {
		if (r.Reason == "") != (r.Status == processing.Written) {
			ts.Fatalf("%s is %s with reason %q", r.Source, r.Status, r.Reason)
		}
	}
	var keys map[string]any
	ts.Check(json.Unmarshal(text, &keys))
	for _, want := range args[1:] {
		key, value, _ := strings.Cut(want, "=")
		if got := fmt.Sprint(keys[key]); got != value {
			ts.Fatalf("%s is %s, want %s", key, got, value)
		}
	}
}

// nothingIn wants folders without temporary files, or without anything: nothing temporary|at-all DIR...
func nothingIn(ts *testscript.TestScript, _ bool, args []string) {
	for _, dir := range args[1:] {
		ts.Check(filepath.WalkDir(ts.MkAbs(dir), func(path string, entry os.DirEntry, err error) error {
			if err != nil || entry.IsDir() {
				return err
			}
			if args[0] == "at-all" || strings.HasPrefix(entry.Name(), ".") {
				return fmt.Errorf("%s was left", path)
			}
			return nil
		}))
	}
}

// age makes files an hour older: age FILE...
func age(ts *testscript.TestScript, _ bool, args []string) {
	for _, file := range args {
		info, err := os.Stat(ts.MkAbs(file))
		ts.Check(err)
		then := info.ModTime().Add(-3600e9)
		ts.Check(os.Chtimes(ts.MkAbs(file), then, then))
	}
}
