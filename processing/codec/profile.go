package codec

import "image"

// foreign says what happens to a profile that does not describe the decoded pixels.
const foreign = "The photo's colour profile is not for pixels of its kind and was left out."

// describes reports whether an ICC profile is for pixels of the picture's kind. Its header names the
// colour space of the data at byte 16: ICC.1:2022, 7.2. A profile for inks on converted pixels would
// make every colour wrong.
func describes(icc []byte, grey bool) bool {
	if grey {
		return hasAt(icc, 16, "GRAY")
	}
	return hasAt(icc, 16, "RGB ")
}

// dropForeignProfile leaves out a profile that does not describe the picture, with a remark.
func (p *Picture) dropForeignProfile() {
	if icc := p.Metadata.ICC; len(icc) > 0 && !describes(icc, p.grey()) {
		p.Metadata.ICC = nil
		p.Remarks = append(p.Remarks, foreign)
	}
}

func (p *Picture) grey() bool {
	if p.Planes != nil {
		return p.Planes.Grey()
	}
	_, grey := p.Image.(*image.Gray)
	return grey
}
