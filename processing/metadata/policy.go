package metadata

// Policy says what of a photo's metadata its outputs carry.
type Policy string

// The policies. The profile is kept under every one of them: it belongs to the pixels.
const (
	// KeepAll keeps everything but the embedded thumbnail, which would show the photo as it was.
	KeepAll Policy = "all"
	// KeepSafe keeps what is known to tell neither where the photo was taken nor with which copy of a
	// camera: the standard EXIF tags on exposure, time, camera and author. GPS, serial numbers, maker
	// notes, the thumbnail, unknown tags, and the whole of XMP and IPTC go: both have room for a
	// location in any of hundreds of places, so that nothing short of dropping them can be proven.
	KeepSafe Policy = "safe"
	// KeepCopyright keeps the EXIF tags Copyright and Artist.
	KeepCopyright Policy = "copyright"
	// KeepNone keeps nothing.
	KeepNone Policy = "none"
)

// Policies lists the policies, the most generous first.
func Policies() []Policy { return []Policy{KeepAll, KeepSafe, KeepCopyright, KeepNone} }

// Valid reports whether p is one of the four policies.
func (p Policy) Valid() bool {
	switch p {
	case KeepAll, KeepSafe, KeepCopyright, KeepNone:
		return true
	}
	return false
}

// Keep returns what a policy allows, for an output whose pixels were made upright: the orientation,
// where there is one, is 1. What is dropped is gone, not only unlinked. A policy that is not valid
// keeps as little as KeepNone. An EXIF block that cannot be read is dropped under every policy. The
// result may share the memory of m.
func (m Metadata) Keep(p Policy) Metadata {
	kept := Metadata{ICC: m.ICC}
	switch p {
	case KeepAll:
		kept.EXIF = patch(m.EXIF)
		kept.XMP = uprightXMP(m.XMP)
		kept.IPTC = m.IPTC
	case KeepSafe, KeepCopyright:
		if b, ok := parseBlock(m.EXIF); ok {
			kept.EXIF, _ = b.rebuild(p.filter())
		}
	case KeepNone:
	}
	return kept
}

// filter is what the policies that build a new block let pass.
func (p Policy) filter() filter {
	if p == KeepSafe {
		return filter{primary: safeInPrimary, exif: safeInExif, gps: noTag, interop: safeInInterop, upright: true}
	}
	return filter{primary: copyrightTag, exif: noTag, gps: noTag, interop: noTag, upright: true}
}

// Drops reports whether a file that carries m holds anything the policy forbids, or is not upright, so
// that its bytes may not be delivered as they are. It says yes in doubt: blocks that cannot be read,
// bytes in the EXIF block that no tag leads to, and Other count as forbidden. Under KeepAll nothing
// is forbidden, the thumbnail included: it is stale only beside new pixels.
func (m Metadata) Drops(p Policy) bool {
	if m.Orientation() != Upright {
		return true
	}
	if p == KeepAll {
		return false
	}
	if m.Other || len(m.XMP) > 0 || len(m.IPTC) > 0 {
		return true
	}
	if len(m.EXIF) == 0 {
		return false
	}
	b, ok := parseBlock(m.EXIF)
	if !ok || p == KeepNone || !p.Valid() {
		return true
	}
	_, dropped := b.rebuild(p.filter())
	return dropped
}
