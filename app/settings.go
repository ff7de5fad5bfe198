package app

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/pelletier/go-toml/v2"

	"minilab/processing"
)

// configFolder is this program's folder among the user's settings: $XDG_CONFIG_HOME/minilab on Linux.
func configFolder() (string, error) {
	dir, err := os.UserConfigDir()
	if err != nil {
		return "", fmt.Errorf("find the folder for settings: %w", err)
	}
	return filepath.Join(dir, "minilab"), nil
}

// Settings is what the window remembers from one start to the next.
type Settings struct {
	// Workers is the number of workers; 0 is the number of cores.
	Workers int `toml:"workers"`
	// Look is what the window shows: light, dark, or what the system shows.
	Look string `toml:"look,omitempty"`
	// Folder is the output folder, where one was chosen.
	Folder string            `toml:"folder,omitempty"`
	Recipe processing.Recipe `toml:"recipe"`
}

func settingsFile() (string, error) {
	dir, err := configFolder()
	return filepath.Join(dir, "settings.toml"), err
}

// loadSettings reads the settings. Whatever is wrong with them, usable settings are returned: settings
// are a convenience and must never keep the window from opening. The error says what was lost.
func loadSettings() (Settings, error) {
	fresh := Settings{Recipe: processing.DefaultRecipe()}
	file, err := settingsFile()
	if err != nil {
		return fresh, err
	}
	text, err := os.ReadFile(file)
	if errors.Is(err, os.ErrNotExist) {
		return fresh, nil
	}
	if err != nil {
		return fresh, fmt.Errorf("read settings: %w", err)
	}
	loaded := fresh
	if err := toml.Unmarshal(text, &loaded); err != nil {
		return fresh, fmt.Errorf("read settings %s: %w", file, err)
	}
	if err := loaded.Recipe.Validate(); err != nil {
		return fresh, fmt.Errorf("read settings %s: %w", file, err)
	}
	return loaded, nil
}

// save writes the settings, whole or not at all.
func (s Settings) save() error {
	file, err := settingsFile()
	if err != nil {
		return err
	}
	text, err := toml.Marshal(s)
	if err != nil {
		return fmt.Errorf("write settings: %w", err)
	}
	if err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o700), writeWhole(file, text)); err != nil {
		return fmt.Errorf("write settings: %w", err)
	}
	return nil
}
