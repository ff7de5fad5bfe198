package metadata

// Orientation says how stored pixels are to be turned to stand upright: the EXIF tag 0x0112, 1 to 8.
// The constants are named after what has to be done to the pixels; rotations are clockwise.
type Orientation uint8

// The orientations, in the order of their EXIF values.
const (
	Upright        Orientation = 1
	FlipHorizontal Orientation = 2
	Rotate180      Orientation = 3
	FlipVertical   Orientation = 4
	// Transpose mirrors at the diagonal from the top left to the bottom right.
	Transpose Orientation = 5
	Rotate90  Orientation = 6
	// Transverse mirrors at the diagonal from the top right to the bottom left.
	Transverse Orientation = 7
	Rotate270  Orientation = 8
)

// Valid reports whether o is one of the eight orientations EXIF knows.
func (o Orientation) Valid() bool { return o >= Upright && o <= Rotate270 }

// Swaps reports whether making the pixels upright exchanges width and height.
func (o Orientation) Swaps() bool { return o >= Transpose && o <= Rotate270 }

// String names what has to be done to the pixels.
func (o Orientation) String() string {
	names := [...]string{
		"upright", "flip horizontal", "rotate 180", "flip vertical",
		"transpose", "rotate 90", "transverse", "rotate 270",
	}
	if !o.Valid() {
		return "invalid"
	}
	return names[o-1]
}
