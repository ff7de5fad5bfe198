package app

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"minilab/processing"
	"minilab/processing/suggest"
	"minilab/resources"
)

// savedRecipe is a recipe that has a name to be called by.
type savedRecipe struct {
	processing.Recipe
	// File is where it is saved; empty for one that is built in.
	File string
}

// recipeFolder is where recipes are saved.
func recipeFolder() (string, error) {
	dir, err := configFolder()
	return filepath.Join(dir, "recipes"), err
}

// findRecipe finds a recipe by file or name. What looks like a file is one.
func findRecipe(nameOrFile string) (processing.Recipe, error) {
	if strings.HasSuffix(nameOrFile, ".toml") || strings.ContainsAny(nameOrFile, `/\`) {
		return readRecipe(nameOrFile)
	}
	all, err := allRecipes()
	if err != nil {
		return processing.Recipe{}, err
	}
	names := make([]string, len(all))
	for i, r := range all {
		if strings.EqualFold(r.Name, nameOrFile) {
			return r.Recipe, nil
		}
		names[i] = r.Name
	}
	hint := "see minilab recipe list"
	if near := suggest.Nearest(nameOrFile, names); near != "" {
		hint = fmt.Sprintf("did you mean %q?", near)
	}
	return processing.Recipe{}, usage("there is no recipe %q; %s", nameOrFile, hint)
}

func readRecipe(file string) (processing.Recipe, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return processing.Recipe{}, usage("cannot read recipe %s: %s", file, pathProblem(err))
	}
	recipe, err := processing.ParseRecipe(text)
	if err != nil {
		return processing.Recipe{}, usage("%s: %w", file, err)
	}
	return recipe, nil
}

// allRecipes lists the user's recipes and then those that are built in. A user's recipe hides a
// built-in one of the same name.
func allRecipes() ([]savedRecipe, error) {
	all, err := userRecipes()
	if err != nil {
		return nil, err
	}
	taken := map[string]bool{}
	for _, r := range all {
		taken[strings.ToLower(r.Name)] = true
	}
	shipped, err := resources.Recipes()
	if err != nil {
		return nil, err
	}
	for _, text := range shipped {
		recipe, err := processing.ParseRecipe(text)
		if err != nil {
			return nil, fmt.Errorf("built-in recipe: %w", err)
		}
		if !taken[strings.ToLower(recipe.Name)] {
			all = append(all, savedRecipe{Recipe: recipe})
		}
	}
	return all, nil
}

func userRecipes() ([]savedRecipe, error) {
	folder, err := recipeFolder()
	if err != nil {
		return nil, err
	}
	files, err := filepath.Glob(filepath.Join(folder, "*.toml"))
	if err != nil {
		return nil, err
	}
	var all []savedRecipe
	for _, file := range files {
		recipe, err := readRecipe(file)
		if err != nil {
			return nil, err
		}
		if recipe.Name == "" {
			recipe.Name = strings.TrimSuffix(filepath.Base(file), ".toml")
		}
		all = append(all, savedRecipe{recipe, file})
	}
	return all, nil
}

// recipeCommand is `minilab recipe`.
type recipeCommand struct {
	List  recipeListCommand  `cmd:"" help:"List the recipes: your own and those that are built in."`
	Show  recipeShowCommand  `cmd:"" help:"Show a recipe as TOML."`
	Check recipeCheckCommand `cmd:"" help:"Check a recipe file and say all that is wrong with it."`
	Save  recipeSaveCommand  `cmd:"" help:"Save the given flags as a recipe."`
}

type recipeListCommand struct{}

// Run lists.
func (*recipeListCommand) Run(t terminal) error {
	all, err := allRecipes()
	if err != nil {
		return err
	}
	for _, r := range all {
		from := "built in"
		if r.File != "" {
			from = r.File
		}
		fmt.Fprintf(t.out, "%-20s %s\n", r.Name, from)
	}
	return nil
}

type recipeShowCommand struct {
	Name string `arg:"" name:"name|file" help:"The recipe's name, or its file."`
}

// Run shows.
func (c *recipeShowCommand) Run(t terminal) error {
	recipe, err := findRecipe(c.Name)
	if err != nil {
		return err
	}
	text, err := recipe.TOML()
	if err != nil {
		return err
	}
	_, err = t.out.Write(text)
	return err
}

type recipeCheckCommand struct {
	Files []string `arg:"" name:"file" help:"Recipe files."`
}

// Run checks every file before it fails, so that all can be mended at once.
func (c *recipeCheckCommand) Run(t terminal) error {
	var problems []error
	for _, file := range c.Files {
		if _, err := readRecipe(file); err != nil {
			problems = append(problems, err)
			continue
		}
		fmt.Fprintf(t.out, "%s is good\n", file)
	}
	if len(problems) > 0 {
		return &usageError{errors.Join(problems...)}
	}
	return nil
}

type recipeSaveCommand struct {
	SaveName string `arg:"" name:"name" help:"The name to save it under."`
	Force    bool   `help:"Replace a recipe of this name."`
	recipeFlags
}

// Run saves.
func (c *recipeSaveCommand) Run(t terminal) error {
	recipe, err := c.recipe()
	if err != nil {
		return err
	}
	recipe.Name = c.SaveName
	folder, err := recipeFolder()
	if err != nil {
		return err
	}
	file := filepath.Join(folder, recipeFile(c.SaveName))
	if _, err := os.Stat(file); err == nil && !c.Force {
		return usage("there is a recipe %q already; --force replaces it", c.SaveName)
	}
	text, err := recipe.TOML()
	if err != nil {
		return err
	}
	if err := errors.Join(os.MkdirAll(folder, 0o700), writeWhole(file, text)); err != nil {
		return fmt.Errorf("save recipe: %w", err)
	}
	fmt.Fprintf(t.out, "saved as %s\n", file)
	return nil
}

// recipeFile is the name of the file of a recipe: its name in small letters, with what file systems
// dislike replaced.
func recipeFile(name string) string {
	safe := strings.Map(func(r rune) rune {
		switch {
		case r == ' ':
			return '-'
		case strings.ContainsRune(`/\:*?"<>|.`, r) || r < ' ':
			return '_'
		}
		return r
	}, strings.ToLower(strings.TrimSpace(name)))
	return safe + ".toml"
}
