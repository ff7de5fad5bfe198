package sample

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"image"
	stdcolor "image/color"
	"image/jpeg"
	"testing"
)

// modest is a photo large enough for its detail to be like that of a full-size one.
func modest(seed uint64) Photo { return Photo{Width: 1200, Height: 900, Seed: seed} }

func mustJPEG(t *testing.T, p Photo) []byte {
	t.Helper()
	file, err := p.JPEG()
	if err != nil {
		t.Fatal(err)
	}
	return file
}

func mustDecode(t *testing.T, file []byte) image.Image {
	t.Helper()
	img, err := jpeg.Decode(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	return img
}

func TestSamePhotoSamePixels(t *testing.T) {
	first, err := modest(7).Picture()
	if err != nil {
		t.Fatal(err)
	}
	again, err := modest(7).Picture()
	if err != nil {
		t.Fatal(err)
	}
	other, err := modest(8).Picture()
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(first.Y, again.Y) || !bytes.Equal(first.Cb, again.Cb) || !bytes.Equal(first.Cr, again.Cr) {
		t.Error("the same photo was painted twice with different pixels")
	}
	if bytes.Equal(first.Y, other.Y) {
		t.Error("two seeds gave the same picture")
	}
	if !bytes.Equal(mustJPEG(t, modest(7)), mustJPEG(t, modest(7))) {
		t.Error("the same photo was encoded twice to different files")
	}
}

// The pixels are integers computed from the seed alone: they must not differ between machines, Go
// releases or versions of this program that mean to make the same pictures.
func TestPixelsStayTheSame(t *testing.T) {
	m, err := Photo{Width: 320, Height: 240, Seed: 1}.Picture()
	if err != nil {
		t.Fatal(err)
	}
	hash := sha256.New()
	for _, plane := range [][]byte{m.Y, m.Cb, m.Cr} {
		hash.Write(plane)
	}
	const want = "a960d895ee60c3c055c2af4965066a9bc2a24be385cd750992a95b6dcefc1267"
	if got := hex.EncodeToString(hash.Sum(nil)); got != want {
		t.Errorf("pixels of seed 1 at 320x240 have SHA-256 %s, want %s", got, want)
	}
}

func TestSizes(t *testing.T) {
	for _, size := range []image.Point{{MinSide, MinSide}, {MinSide + 1, MinSide + 3}, {MinSide, 2000}, {2000, MinSide}, {333, 501}, {640, 480}} {
		for o := uint8(1); o <= 8; o++ {
			p := Photo{Width: size.X, Height: size.Y, Seed: 3, Orientation: o}
			want := size
			if o >= 5 {
				want = image.Pt(size.Y, size.X)
			}
			config, err := jpeg.DecodeConfig(bytes.NewReader(mustJPEG(t, p)))
			if err != nil {
				t.Fatal(err)
			}
			if got := image.Pt(config.Width, config.Height); got != want {
				t.Errorf("%v in orientation %d is stored as %v, want %v", size, o, got, want)
			}
			if config.ColorModel != stdcolor.YCbCrModel {
				t.Errorf("%v is not stored as YCbCr", size)
			}
		}
	}
}

func TestZeroPhotoIsACamerasPhoto(t *testing.T) {
	p := Photo{}
	if err := p.Validate(); err != nil {
		t.Fatal(err)
	}
	if got := p.Megapixels(); got != 12 {
		t.Errorf("the zero photo has %v megapixels, want 12", got)
	}
	if got, want := p.withDefaults(), (Photo{4000, 3000, 0, 1, 91}); got != want {
		t.Errorf("the zero photo stands for %+v, want %+v", got, want)
	}
}

func TestRefusedPhotos(t *testing.T) {
	for name, p := range map[string]Photo{
		"only a width":      {Width: 400},
		"too small":         {Width: MinSide - 1, Height: 400},
		"negative":          {Width: -400, Height: -300},
		"wider than a JPEG": {Width: 65536, Height: 100},
		"too many pixels":   {Width: 65535, Height: 65535},
		"orientation":       {Orientation: 9},
		"quality":           {Quality: 101},
		"negative quality":  {Quality: -1},
	} {
		if err := p.Validate(); !errors.Is(err, ErrPhoto) {
			t.Errorf("%s: %+v gave error %v", name, p, err)
		}
	}
	bad := Photo{Orientation: 9}
	if m, err := bad.Picture(); m != nil || !errors.Is(err, ErrPhoto) {
		t.Errorf("Picture of %+v gave error %v", bad, err)
	}
	if file, err := bad.JPEG(); file != nil || !errors.Is(err, ErrPhoto) {
		t.Errorf("JPEG of %+v gave error %v", bad, err)
	}
	if err := (Photo{Width: 65535, Height: 3000}).Validate(); err != nil {
		t.Errorf("a panorama was refused: %v", err)
	}
}

// The point of the noise: a file as heavy as a camera's, and so as costly to decode.
func TestFileWeighsWhatACamerasDoes(t *testing.T) {
	for seed := range uint64(6) {
		for _, quality := range []int{90, 92} {
			p := modest(seed)
			p.Quality = quality
			perPixel := float64(len(mustJPEG(t, p))) / float64(p.Width*p.Height)
			if perPixel < 0.25 || perPixel > 0.45 {
				t.Errorf("seed %d at quality %d: %.3f bytes per pixel, want 0.25 to 0.45", seed, quality, perPixel)
			}
		}
	}
}

// Weight alone could be grain over a flat field: there must be sky above land, in every tone.
func TestPictureIsALandscape(t *testing.T) {
	m, err := modest(1).Picture()
	if err != nil {
		t.Fatal(err)
	}
	skyBlue, grassBlue := meanRow(m, 100), meanRow(m, 800)
	if skyBlue.B <= skyBlue.R || grassBlue.B >= grassBlue.G {
		t.Errorf("row 100 is %v and row 800 is %v on average: no blue sky over green land", skyBlue, grassBlue)
	}
	seen := map[uint8]bool{}
	for _, y := range m.Y {
		seen[y] = true
	}
	if len(seen) < 200 {
		t.Errorf("the picture uses %d of 256 levels", len(seen))
	}
}

func meanRow(m *image.YCbCr, y int) stdcolor.RGBA {
	row := image.Rect(m.Rect.Dx()/4, y, m.Rect.Dx()*3/4, y+16)
	return meanColour(m, row)
}
