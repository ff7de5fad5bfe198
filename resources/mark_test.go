package resources

import (
	"image/png"
	"os"
	"testing"
)

// The packaged icon is drawn from the mark; this holds what the packaging asks of it.
func TestPackagedIconIsSquareAndLarge(t *testing.T) {
	file, err := os.Open("Icon.png")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close() //nolint:errcheck // opened for reading only
	config, err := png.DecodeConfig(file)
	if err != nil {
		t.Fatal(err)
	}
	if config.Width != 512 || config.Height != 512 {
		t.Errorf("the icon is %d by %d, want 512 by 512", config.Width, config.Height)
	}
}
