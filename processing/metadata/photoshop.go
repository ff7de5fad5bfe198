package metadata

import "encoding/binary"

// resourceIPTC is the number of the Photoshop image resource that holds IPTC.
const resourceIPTC = 0x0404

// photoshopIPTC finds the IPTC record among Photoshop's image resources. Others tells that there are
// more resources than that one, such as a thumbnail, or that they are damaged.
func photoshopIPTC(resources []byte) (iptc []byte, others bool) {
	for len(resources) >= 12 {
		id := binary.BigEndian.Uint16(resources[4:])
		name := (int(resources[6]) + 2) &^ 1 // a length byte and the name, padded to even
		if len(resources) < 6+name+4 {
			return iptc, true
		}
		size := int64(binary.BigEndian.Uint32(resources[6+name:]))
		body := resources[6+name+4:]
		if size > int64(len(body)) {
			return iptc, true
		}
		if id == resourceIPTC && iptc == nil {
			iptc = body[:size]
		} else {
			others = true
		}
		resources = body[min(size+size&1, int64(len(body))):]
	}
	return iptc, others
}

// photoshopResource wraps an IPTC record into the resource Photoshop keeps it in.
func photoshopResource(iptc []byte) []byte {
	resource := append([]byte("8BIM"), resourceIPTC>>8, resourceIPTC&0xFF, 0, 0)
	resource = binary.BigEndian.AppendUint32(resource, uint32(len(iptc))) //nolint:gosec // at most maxBlock
	resource = append(resource, iptc...)
	if len(iptc)%2 == 1 {
		resource = append(resource, 0)
	}
	return resource
}
