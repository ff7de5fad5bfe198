package sample

// sensors is the sizes of a camera's sensor the photos of a set come from, 8 to 24 megapixels. Their
// number shares no factor with that of the shots', so that every size meets every orientation.
func sensors() [7][2]int {
	return [7][2]int{
		{4000, 3000}, {4032, 3024}, {6000, 4000}, {3264, 2448}, {4608, 3456}, {4240, 2832}, {5472, 3648},
	}
}

// shots is how the camera was held, one photo after the other: most as they are stored, some
// upright portraits, and each of the eight orientations within the first eleven photos.
func shots() [12]orientation { return [12]orientation{1, 6, 1, 8, 3, 2, 1, 5, 7, 1, 4, 6} }

// Set is a series of n photos as a card from a camera holds them: sizes from 8 to 24 megapixels,
// every photo another landscape, qualities 90 to 92, about a third of them stored upright and the
// others turned or mirrored. The first photos of a longer set are those of a shorter one. A set of
// none, or of fewer, is empty.
func Set(n int) []Photo {
	if n <= 0 {
		return nil
	}
	sizes, held := sensors(), shots()
	photos := make([]Photo, n)
	for i := range photos {
		width, height := sizes[i%len(sizes)][0], sizes[i%len(sizes)][1]
		o := held[i%len(held)]
		if o.rowsAreColumns() {
			width, height = height, width
		}
		photos[i] = Photo{Width: width, Height: height, Seed: uint64(i + 1), Orientation: uint8(o), Quality: 90 + i%3}
	}
	return photos
}
