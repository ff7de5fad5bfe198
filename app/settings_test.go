package app

import (
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"testing"

	"minilab/processing"
)

// home gives the program a folder for settings of its own.
func home(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for _, variable := range []string{"HOME", "XDG_CONFIG_HOME", "AppData"} {
		t.Setenv(variable, dir)
	}
	file, err := settingsFile()
	if err != nil {
		t.Fatal(err)
	}
	return file
}

func TestSettingsRoundTrip(t *testing.T) {
	file := home(t)
	s := Settings{Workers: 3, Look: "dark", Folder: "/photos/out", Recipe: processing.DefaultRecipe()}
	s.Recipe.Size.LongEdge, s.Recipe.Colour.Auto = 1234, true
	for range 2 { // the second time in place of the first
		if err := s.save(); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := loadSettings(); err != nil || !reflect.DeepEqual(got, s) {
		t.Errorf("got %+v, %v; want %+v", got, err, s)
	}
	if files, err := os.ReadDir(filepath.Dir(file)); err != nil || len(files) != 1 {
		t.Errorf("beside the settings: %v, %v", files, err)
	}
	if info, err := os.Stat(file); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("settings name people's folders and are for their user only: %v, %v", info.Mode(), err)
	}
}

// Whatever is in the file, the window opens; what was lost is said.
func TestSettingsSurviveABrokenFile(t *testing.T) {
	fresh := Settings{Recipe: processing.DefaultRecipe()}
	for name, text := range map[string]string{
		"no TOML":           "workers = = 3",
		"cut":               "workers = 3\n[recipe",
		"another type":      `workers = "many"`,
		"a recipe not good": "workers = 3\n[recipe.output]\nquality = 1000",
		"bytes":             "\x00\xff\xfe",
	} {
		t.Run(name, func(t *testing.T) {
			file := home(t)
			if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
			if got, err := loadSettings(); err == nil || !reflect.DeepEqual(got, fresh) {
				t.Errorf("got %+v, %v", got, err)
			}
			if err := fresh.save(); err != nil {
				t.Fatal(err)
			}
			if _, err := loadSettings(); err != nil {
				t.Errorf("saved over the broken file: %v", err)
			}
		})
	}
	home(t)
	if got, err := loadSettings(); err != nil || !reflect.DeepEqual(got, fresh) {
		t.Errorf("without a file: %+v, %v", got, err)
	}
}
