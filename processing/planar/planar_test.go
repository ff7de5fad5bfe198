package planar

import (
	"fmt"
	"image/color"
	"testing"
)

// numbered is a picture of one plane whose samples all differ as long as there are no more than 251.
func numbered(width, height int) *Picture {
	p := &Picture{}
	p.Reshape(width, height, 1)
	p.Planes[0].Reshape(width, height)
	for y := range height {
		for x := range width {
			p.Planes[0].Row(y)[x] = sample(x, y)
		}
	}
	return p
}

func sample(x, y int) byte { return byte((x*7 + y*13) % 251) }

func TestTurns(t *testing.T) {
	for _, size := range [][2]int{{1, 1}, {5, 3}, {3, 5}, {70, 33}, {33, 70}, {64, 64}} {
		for _, turn := range []Turn{
			{},
			{MirrorX: true},
			{MirrorY: true},
			{MirrorX: true, MirrorY: true},
			{Transpose: true},
			{Transpose: true, MirrorX: true},
			{Transpose: true, MirrorY: true},
			{true, true, true},
		} {
			t.Run(fmt.Sprint(size, turn), func(t *testing.T) {
				src, dst := numbered(size[0], size[1]), &Picture{}
				turn.Apply(dst, src)
				width, height := size[0], size[1]
				if turn.Transpose {
					width, height = height, width
				}
				p := &dst.Planes[0]
				if dst.Width != width || dst.Height != height || p.Width != width || p.Height != height {
					t.Fatalf("%d x %d with a plane of %d x %d, want %d x %d", dst.Width, dst.Height, p.Width, p.Height, width, height)
				}
				for y := range height {
					for x := range width {
						if got, want := p.Row(y)[x], source(turn, x, y, width, height); got != want {
							t.Fatalf("sample %d,%d is %d, want %d", x, y, got, want)
						}
					}
				}
			})
		}
	}
}

// source is the sample that a turned picture of the given size has at x, y, found by going back.
func source(turn Turn, x, y, width, height int) byte {
	if turn.MirrorX {
		x = width - 1 - x
	}
	if turn.MirrorY {
		y = height - 1 - y
	}
	if turn.Transpose {
		x, y = y, x
	}
	return sample(x, y)
}

func TestReshapeReusesMemory(t *testing.T) {
	p := &Picture{}
	shape := func(width, height int) {
		p.Reshape(width, height, 3)
		for i := range p.Planes {
			p.Planes[i].Reshape(width, height)
		}
	}
	shape(100, 80)
	if n := testing.AllocsPerRun(5, func() { shape(90, 70) }); n != 0 {
		t.Errorf("%v allocations for a smaller picture", n)
	}
	p.Reshape(10, 10, 1)
	if !p.Grey() {
		t.Error("a picture of one plane is grey")
	}
	if n := testing.AllocsPerRun(5, func() { shape(90, 70) }); n != 0 {
		t.Errorf("%v allocations for planes that were there before", n)
	}
	if p.Planes[2].Stride%rowAlign != 0 || p.Planes[2].Window.Width != 90 {
		t.Errorf("plane %+v", p.Planes[2])
	}
}

func TestCropMovesWindows(t *testing.T) {
	// 2725 pixels decoded at half their size, colours at half of that.
	p := &Picture{Width: 2725, Height: 1000, Planes: []Plane{
		{Window: Window{Width: 1362.5, Height: 500}}, {Window: Window{Width: 681.25, Height: 250}},
	}}
	p.Crop(725, 100, 1000, 800)
	if p.Width != 1000 || p.Height != 800 {
		t.Errorf("size %d x %d", p.Width, p.Height)
	}
	if want := (Window{X: 362.5, Y: 50, Width: 500, Height: 400}); p.Planes[0].Window != want {
		t.Errorf("luma %+v, want %+v", p.Planes[0].Window, want)
	}
	if want := (Window{X: 181.25, Y: 25, Width: 250, Height: 200}); p.Planes[1].Window != want {
		t.Errorf("chroma %+v, want %+v", p.Planes[1].Window, want)
	}
}

func TestAtLooksThroughTheWindows(t *testing.T) {
	p := numbered(40, 20)
	p.Width, p.Height = 80, 40 // decoded at half its size
	colours := numbered(20, 10)
	p.Planes = append(p.Planes, colours.Planes[0], colours.Planes[0])
	for _, c := range []struct{ x, y int }{{0, 0}, {1, 1}, {2, 3}, {79, 39}, {41, 22}} {
		want := color.YCbCr{Y: sample(c.x/2, c.y/2), Cb: sample(c.x/4, c.y/4), Cr: sample(c.x/4, c.y/4)}
		if got := p.At(c.x, c.y); got != want {
			t.Errorf("pixel %v is %v, want %v", c, got, want)
		}
	}
	p.Crop(40, 20, 40, 20)
	if got, want := p.At(0, 0).(color.YCbCr).Y, sample(20, 10); got != want {
		t.Errorf("after a crop the first pixel is %d, want %d", got, want)
	}
}
