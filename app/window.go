//go:build cgo && !headless

package app

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"

	"minilab/app/quiet"
	"minilab/processing/suggest"
	"minilab/ui"
	"minilab/ui/theme"
)

// windowKind says in the version what face this program has.
const windowKind = "with a window"

// windowCommand is `minilab [PATH...]`.
type windowCommand struct {
	Paths []string `arg:"" optional:"" name:"path" help:"Photos, and folders of photos."`
	To    string   `placeholder:"DIR" help:"The output folder."`
	recipeFlags
	workFlags
}

// Run opens the window and returns when it is closed.
func (c *windowCommand) Run(ctx context.Context, t terminal) error {
	if err := c.check(); err != nil {
		return err
	}
	quiet.End()
	log := slog.New(slog.NewTextHandler(t.err, nil))
	settings, err := loadSettings()
	if err != nil {
		log.Warn("the settings are fresh ones", "error", err)
	}
	if err := c.overSettings(&settings); err != nil {
		return err
	}
	session := newSession(ctx, log, settings.Workers, c.limits(), c.batch)
	defer session.Close()
	if len(c.Paths) > 0 {
		session.Add(c.Paths)
	}
	return ui.Run(ui.Options{
		Session: session,
		Settings: ui.Settings{
			Recipe: settings.Recipe, Folder: settings.Folder, Workers: settings.Workers, Look: theme.Choice(settings.Look),
		},
		Cores: cores(), Inputs: c.Paths, Pictures: picturesFolder(),
		OnClose: func(s ui.Settings) {
			saved := Settings{Workers: s.Workers, Look: string(s.Look), Folder: s.Folder, Recipe: s.Recipe}
			if err := saved.save(); err != nil {
				log.Warn("the settings are lost", "error", err)
			}
		},
	})
}

// check makes the paths absolute, as the window shows them, and takes a mistyped command for what it is: without a command, every
// word is a path.
func (c *windowCommand) check() error {
	if len(c.Paths) > 0 {
		if _, err := os.Stat(c.Paths[0]); errors.Is(err, os.ErrNotExist) {
			if near := suggest.Nearest(c.Paths[0], commandNames); near != "" {
				return usage("there is no command, file or folder %s; did you mean minilab %s?", c.Paths[0], near)
			}
		}
	}
	if err := checkInputs(c.Paths); err != nil {
		return err
	}
	paths := make([]*string, 0, len(c.Paths)+1)
	for i := range c.Paths {
		paths = append(paths, &c.Paths[i])
	}
	if c.To != "" {
		paths = append(paths, &c.To)
	}
	for _, path := range paths {
		absolute, err := filepath.Abs(*path)
		if err != nil {
			return fmt.Errorf("find %s: %w", *path, err)
		}
		*path = absolute
	}
	return nil
}

// overSettings lays the command line over what was remembered.
func (c *windowCommand) overSettings(s *Settings) error {
	if c.Recipe != "" {
		recipe, err := findRecipe(c.Recipe)
		if err != nil {
			return err
		}
		s.Recipe = recipe
	}
	c.over(&s.Recipe)
	if err := s.Recipe.Validate(); err != nil {
		return &usageError{inFlags(err)}
	}
	if c.To != "" {
		s.Folder = c.To
	}
	if s.Workers < 1 || s.Workers > cores() {
		s.Workers = cores()
	}
	return nil
}

// picturesFolder is where the desktop keeps pictures; empty where there is no such folder.
func picturesFolder() string {
	home, err := os.UserHomeDir()
	if err != nil {
		return ""
	}
	folder := filepath.Join(home, "Pictures")
	if info, err := os.Stat(folder); err != nil || !info.IsDir() {
		return ""
	}
	return folder
}

var _ ui.Session = (*session)(nil)
