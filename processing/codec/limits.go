package codec

// Limits is the most a photo may claim before it is worked on. A zero field is no limit.
type Limits struct {
	// Pixels is width times height.
	Pixels int64 `json:"pixels"`
	// Side is the longer of width and height.
	Side int `json:"side"`
	// FileBytes is the size of the file.
	FileBytes int64 `json:"file_bytes"`
}

// megapixel is the unit in which people count pixels and the flag is given.
const megapixel = 1_000_000

// mebibyte is the unit in which the limit of a file is told.
const mebibyte = 1 << 20

// DefaultLimits is 300 megapixels, sides of 65,535 (the most that JPEG can hold) and files of 2 GiB.
func DefaultLimits() Limits {
	return Limits{Pixels: 300 * megapixel, Side: 65535, FileBytes: 2 << 30}
}

// Check holds a photo's claim against the limits; the error is a *LimitError.
func (l Limits) Check(i Info) error {
	if l.Side > 0 && i.Width > l.Side {
		return &LimitError{What: "width", Value: int64(i.Width), Limit: int64(l.Side), Unit: "pixels"}
	}
	if l.Side > 0 && i.Height > l.Side {
		return &LimitError{What: "height", Value: int64(i.Height), Limit: int64(l.Side), Unit: "pixels"}
	}
	if pixels := i.pixels(); l.Pixels > 0 && pixels > l.Pixels {
		return overLimit("size", pixels, l.Pixels, megapixel, "megapixels", "--max-megapixels")
	}
	return nil
}

// CheckFile holds the size of a file against the limits; the error is a *LimitError.
func (l Limits) CheckFile(size int64) error {
	if l.FileBytes > 0 && size > l.FileBytes {
		return overLimit("file", size, l.FileBytes, mebibyte, "MiB", "")
	}
	return nil
}

// overLimit tells a value and its limit in a larger unit, the value rounded up and the limit down, so
// that the sentence never says that 300 is over 300.
func overLimit(what string, value, limit, per int64, unit, flag string) *LimitError {
	return &LimitError{What: what, Value: (value-1)/per + 1, Limit: limit / per, Unit: unit, Flag: flag}
}
