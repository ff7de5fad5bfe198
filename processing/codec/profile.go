package codec

import "image"

// foreign says what happens to a profile that does not describe the decoded pixels.
const foreign = "The photo's colour profile is not for pixels of its kind and was left out."

// describes reports whether an ICC profile is for pixels of the picture's kind. Its header names the
// colour space of the data at byte 16: ICC.1:2022, 7.2. A profile for inks on converted pixels would
// make every colour wrong.
func describes(icc []byte, m image.Image) bool {
	if _, grey := m.(*image.Gray); grey {
		return hasAt(icc, 16, "GRAY")
	}
	return hasAt(icc, 16, "RGB ")
}
