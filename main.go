// Minilab converts batches of photos: resized, colour-corrected, compressed, one worker per core.
package main

import (
	"os"

	"minilab/app"
)

func main() { os.Exit(app.Main(os.Args[1:])) }
