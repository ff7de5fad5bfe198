package sample

// random is the SplitMix64 generator (Steele, Lea and Flood, 2014). It is written out here because
// the pictures must stay the same whatever a library's generator becomes.
type random uint64

func (r *random) next() uint64 {
	*r += 0x9e3779b97f4a7c15
	return mix(uint64(*r))
}

// between is a number from low to high, both included.
func (r *random) between(low, high int) int {
	return low + int(r.next()%uint64(high-low+1))
}

// mix is the finaliser of SplitMix64: every bit of the input changes every bit of the result.
func mix(z uint64) uint64 {
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}
