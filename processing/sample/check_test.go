package sample

import (
	"errors"
	"image"
	stdcolor "image/color"
	"strings"
	"testing"
)

func TestCheckAcceptsGoodPictures(t *testing.T) {
	for seed := range uint64(9) {
		for _, size := range []image.Point{{640, 480}, {480, 640}, {97, 131}, {MinSide, MinSide}, {900, MinSide}} {
			p := Photo{Width: size.X, Height: size.Y, Seed: seed, Quality: 75}
			if err := Check(mustDecode(t, mustJPEG(t, p))); err != nil {
				t.Errorf("seed %d at %v: %v", seed, size, err)
			}
		}
	}
}

// A result is smaller than its source and may have another aspect: the flags must be found where
// they come to stand.
func TestCheckAcceptsResizedPictures(t *testing.T) {
	source := mustDecode(t, mustJPEG(t, modest(2)))
	for _, size := range []image.Point{{600, 450}, {317, 238}, {130, 97}, {200, 400}, {MinSide, MinSide}, {1700, 1275}} {
		if err := Check(resize(source, size)); err != nil {
			t.Errorf("at %v: %v", size, err)
		}
	}
}

// resize averages the source pixels under each pixel of the result: a plain box filter.
func resize(source image.Image, size image.Point) *image.RGBA {
	dst := image.NewRGBA(image.Rectangle{Max: size})
	from := source.Bounds().Size()
	for y := range size.Y {
		for x := range size.X {
			box := image.Rectangle{Min: image.Pt(x*from.X/size.X, y*from.Y/size.Y)}
			box.Max = image.Pt(max((x+1)*from.X/size.X, box.Min.X+1), max((y+1)*from.Y/size.Y, box.Min.Y+1))
			dst.SetRGBA(x, y, meanColour(source, box))
		}
	}
	return dst
}

func TestCheckTakesAnyBounds(t *testing.T) {
	inner := mustDecode(t, mustJPEG(t, Photo{Width: 200, Height: 150}))
	moved := image.NewRGBA(image.Rect(-50, 30, 150, 180))
	for y := range 150 {
		for x := range 200 {
			moved.Set(x-50, y+30, inner.At(x, y))
		}
	}
	if err := Check(moved); err != nil {
		t.Error(err)
	}
}

// What a converter that ignores the tag would write: the stored pixels as they are.
func TestCheckRefusesEveryWrongOrientation(t *testing.T) {
	wrongCorners := map[uint8]int{2: 4, 3: 4, 4: 4, 5: 2, 6: 4, 7: 2, 8: 4}
	for o, want := range wrongCorners {
		stored := mustDecode(t, mustJPEG(t, Photo{Width: 480, Height: 360, Seed: 4, Orientation: o}))
		err := Check(stored)
		wrong, ok := errors.AsType[CheckError](err)
		if !ok || len(wrong) != want {
			t.Errorf("orientation %d left as stored: %d corners refused, want %d: %v", o, len(wrong), want, err)
		}
	}
}

func TestCheckNamesTheWrongCorner(t *testing.T) {
	for _, f := range flags {
		img := resize(mustDecode(t, mustJPEG(t, Photo{Width: 320, Height: 240})), image.Pt(320, 240))
		paintOver(img, f.area(image.Pt(320, 240)), stdcolor.RGBA{R: 120, G: 120, B: 120, A: 255})
		wrong, ok := errors.AsType[CheckError](Check(img))
		if !ok || len(wrong) != 1 || wrong[0].Corner != f.corner || wrong[0].WantName != f.colourName {
			t.Fatalf("a grey %s corner gave %v", f.corner, wrong)
		}
		if text := wrong.Error(); !strings.Contains(text, f.corner+" corner: "+f.colourName) ||
			!strings.Contains(text, "none of the flags (120, 120, 120) found") {
			t.Errorf("the message does not say what is wrong: %s", text)
		}
	}
}

func paintOver(img *image.RGBA, area image.Rectangle, c stdcolor.RGBA) {
	for y := area.Min.Y; y < area.Max.Y; y++ {
		for x := area.Min.X; x < area.Max.X; x++ {
			img.SetRGBA(x, y, c)
		}
	}
}

// Red and blue exchanged is the commonest slip of a decoder; chroma left out the next.
func TestCheckRefusesWrongColours(t *testing.T) {
	good := resize(mustDecode(t, mustJPEG(t, Photo{Width: 320, Height: 240})), image.Pt(320, 240))
	for name, change := range map[string]func(c stdcolor.RGBA) stdcolor.RGBA{
		"red and blue exchanged": func(c stdcolor.RGBA) stdcolor.RGBA { return stdcolor.RGBA{c.B, c.G, c.R, 255} },
		"grey":                   func(c stdcolor.RGBA) stdcolor.RGBA { return stdcolor.RGBA{c.G, c.G, c.G, 255} },
		"negative": func(c stdcolor.RGBA) stdcolor.RGBA {
			return stdcolor.RGBA{255 - c.R, 255 - c.G, 255 - c.B, 255}
		},
		"black": func(stdcolor.RGBA) stdcolor.RGBA { return stdcolor.RGBA{A: 255} },
	} {
		img := image.NewRGBA(good.Rect)
		for y := range 240 {
			for x := range 320 {
				img.SetRGBA(x, y, change(good.RGBAAt(x, y)))
			}
		}
		if err := Check(img); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}

func TestCheckRefusesTooSmallPictures(t *testing.T) {
	for _, size := range []image.Point{{}, {MinSide - 1, 200}, {200, 1}} {
		if err := Check(image.NewRGBA(image.Rectangle{Max: size})); !errors.Is(err, ErrTooSmall) {
			t.Errorf("%v gave %v", size, err)
		}
	}
}

func TestFlagsAreFarApart(t *testing.T) {
	for i, a := range flags {
		for _, b := range flags[i+1:] {
			between := stdcolor.RGBA{mid(a.colour.R, b.colour.R), mid(a.colour.G, b.colour.G), mid(a.colour.B, b.colour.B), 255}
			if near(a.colour, between) && near(b.colour, between) {
				t.Errorf("%v passes for %s and for %s", between, a.colourName, b.colourName)
			}
		}
	}
}

func mid(a, b uint8) uint8 { return uint8((int(a) + int(b)) / 2) }
