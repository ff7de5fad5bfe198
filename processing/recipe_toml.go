package processing

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2"

	"minilab/processing/suggest"
)

// ErrRecipe is wrapped by every error about the text of a recipe.
var ErrRecipe = errors.New("the recipe cannot be used")

// ParseRecipe reads a recipe from TOML. Keys that are left out keep their defaults; a key it does not
// know is an error that names the nearest right one. The errors wrap ErrRecipe; wishes that cannot be
// carried out are *WishError.
func ParseRecipe(text []byte) (Recipe, error) {
	recipe := DefaultRecipe()
	decoder := toml.NewDecoder(strings.NewReader(string(text))).DisallowUnknownFields()
	if err := decoder.Decode(&recipe); err != nil {
		return Recipe{}, fmt.Errorf("%w: %w", ErrRecipe, readable(err))
	}
	if err := recipe.Validate(); err != nil {
		return Recipe{}, fmt.Errorf("%w: %w", ErrRecipe, err)
	}
	return recipe, nil
}

// TOML writes the recipe as a file that ParseRecipe reads back to the same recipe.
func (r Recipe) TOML() ([]byte, error) {
	text, err := toml.Marshal(r)
	if err != nil {
		return nil, fmt.Errorf("write recipe: %w", err)
	}
	return text, nil
}

// KeyError is a key that recipes do not have.
type KeyError struct {
	Line int
	Key  string
	// Nearest is the right key that was probably meant; empty where none is near.
	Nearest string
}

func (e *KeyError) Error() string {
	text := fmt.Sprintf("line %d: there is no key %q", e.Line, e.Key)
	if e.Nearest != "" {
		text += fmt.Sprintf("; did you mean %q?", e.Nearest)
	}
	return text
}

// readable turns the decoder's errors into ones that name line and key.
func readable(err error) error {
	if strict, ok := errors.AsType[*toml.StrictMissingError](err); ok {
		known := recipeKeys()
		all := make([]error, 0, len(strict.Errors))
		for i := range strict.Errors {
			line, _ := strict.Errors[i].Position()
			key := strings.Join(strict.Errors[i].Key(), ".")
			all = append(all, &KeyError{Line: line, Key: key, Nearest: nearestKey(key, known)})
		}
		return errors.Join(all...)
	}
	if broken, ok := errors.AsType[*toml.DecodeError](err); ok {
		line, column := broken.Position()
		return fmt.Errorf("line %d, column %d: %s", line, column, strings.TrimPrefix(broken.Error(), "toml: "))
	}
	return err
}

// nearestKey looks for the key as a whole first, then for its last part in whatever table: a right
// word in the wrong table is the commonest slip.
func nearestKey(key string, known []string) string {
	last := key[strings.LastIndexByte(key, '.')+1:]
	for _, k := range known {
		if k[strings.LastIndexByte(k, '.')+1:] == last {
			return k
		}
	}
	if near := suggest.Nearest(key, known); near != "" {
		return near
	}
	lasts := make([]string, len(known))
	for i, k := range known {
		lasts[i] = k[strings.LastIndexByte(k, '.')+1:]
	}
	if i := slices.Index(lasts, suggest.Nearest(last, lasts)); i >= 0 {
		return known[i]
	}
	return ""
}

// recipeKeys lists the keys of a recipe as "table.key", read off the type so that it cannot fall
// behind it.
func recipeKeys() []string {
	var keys []string
	collectKeys(reflect.TypeFor[Recipe](), "", &keys)
	return keys
}

func collectKeys(t reflect.Type, prefix string, keys *[]string) {
	for field := range t.Fields() {
		name, _, _ := strings.Cut(field.Tag.Get("toml"), ",")
		switch {
		case field.Anonymous:
			collectKeys(field.Type, prefix, keys)
		case field.Type.Kind() == reflect.Struct:
			*keys = append(*keys, prefix+name)
			collectKeys(field.Type, prefix+name+".", keys)
		default:
			*keys = append(*keys, prefix+name)
		}
	}
}
