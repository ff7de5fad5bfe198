package resources

import (
	"embed"
	"fmt"
)

//go:embed recipes/*.toml
var recipes embed.FS

// Recipes are the texts of the recipes that ship with the program, in the order they are shown.
func Recipes() ([][]byte, error) {
	var texts [][]byte
	for _, name := range []string{"web-2048", "thumbnail-320", "archive", "social-square"} {
		text, err := recipes.ReadFile("recipes/" + name + ".toml")
		if err != nil {
			return nil, fmt.Errorf("recipe %q does not ship with this program: %w", name, err)
		}
		texts = append(texts, text)
	}
	return texts, nil
}
