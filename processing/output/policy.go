package output

// Policy says what happens where an output's name is taken by an earlier file. It is decided before a
// run; nobody is asked during it.
type Policy string

// The policies.
const (
	// Rename gives the output the next free number.
	Rename Policy = "rename"
	// Skip leaves the photo out.
	Skip Policy = "skip"
	// Overwrite replaces the file.
	Overwrite Policy = "overwrite"
	// Newer replaces the file where the photo was changed after it, and else leaves the photo out.
	Newer Policy = "newer"
)

// Policies lists the policies, the default first.
func Policies() []Policy { return []Policy{Rename, Skip, Overwrite, Newer} }

// Valid reports whether p is one of the four policies.
func (p Policy) Valid() bool {
	switch p {
	case Rename, Skip, Overwrite, Newer:
		return true
	}
	return false
}
