//go:build ignore

// This program makes the golden pictures anew, from what the engine does now:
//
//	go run ./processing/testdata/goldens.go
//
// It is run by hand after a change that is meant to change pictures, never by a test. Look at every picture
// before it is committed: from then on it is what is right.
package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/draw"
	_ "image/jpeg"
	"image/png"
	"os"
	"path/filepath"
	"strings"

	"minilab/processing"
	"minilab/processing/codec"
)

func main() {
	recipes, err := filepath.Glob(filepath.Join("processing", "testdata", "golden", "*.toml"))
	if err == nil && len(recipes) == 0 {
		err = errors.New("no recipes: run it in the module's root")
	}
	for _, recipe := range recipes {
		err = errors.Join(err, renew(recipe))
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// renew makes the golden picture of one recipe.
func renew(recipe string) error {
	text, err := os.ReadFile(recipe)
	if err != nil {
		return err
	}
	wishes, err := processing.ParseRecipe(text)
	if err != nil {
		return fmt.Errorf("%s: %w", recipe, err)
	}
	picture, err := convert(recipe, wishes)
	if err != nil {
		return fmt.Errorf("%s: %w", recipe, err)
	}
	var file bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&file, picture); err != nil {
		return err
	}
	return os.WriteFile(strings.TrimSuffix(recipe, ".toml")+".png", file.Bytes(), 0o666)
}

// convert is what the photo of a recipe becomes. The recipe's name begins with the photo's.
func convert(recipe string, wishes processing.Recipe) (picture image.Image, err error) {
	name, _, _ := strings.Cut(filepath.Base(recipe), "-")
	sources, err := filepath.Glob(filepath.Join("processing", "testdata", "photos", name+".*"))
	if err != nil || len(sources) != 1 {
		return nil, fmt.Errorf("there is not one photo %s: %q, %v", name, sources, err)
	}
	data, err := os.ReadFile(sources[0])
	if err != nil {
		return nil, err
	}
	info, err := codec.Probe(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	folder, err := os.MkdirTemp("", "goldens")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	o := wishes.Plan(info).Outputs[0]
	result := processing.Convert(context.Background(), processing.Job{
		Token: "golden", Source: sources[0], Folder: folder, Recipe: wishes, Limits: codec.DefaultLimits(),
		Targets: []processing.Target{{Path: "result", Format: o.Format, Width: o.Width, Height: o.Height}},
	}, func(processing.Stage) {})
	if result.Status != processing.Written {
		return nil, errors.New(result.Reason)
	}
	file, err := os.Open(filepath.Join(folder, "result"))
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	decoded, _, err := image.Decode(file)
	if err != nil {
		return nil, err
	}
	plain := image.NewRGBA(decoded.Bounds()) // 8 bits a sample
	draw.Draw(plain, plain.Bounds(), decoded, image.Point{}, draw.Src)
	return plain, nil
}
