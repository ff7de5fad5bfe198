package turbo

import (
	"cmp"
	"slices"
)

// maxCodeLength is the longest code that a JPEG may use: T.81, annex C.
const maxCodeLength = 16

// code is a Huffman code as a JPEG stores it: T.81, B.2.4.2.
type code struct {
	// counts says how many symbols have a code of each length; that of length 0 means nothing.
	counts [maxCodeLength + 1]byte
	// symbols are in the order of their lengths.
	symbols [256]byte
}

// codes are those of a file: DC for luma and chroma, then AC for luma and chroma.
type codes [4]code

// complete makes codes that were made for a part of a picture fit for all of it.
func (c *codes) complete() {
	for i := range c {
		symbols := dcSymbols()
		if i >= 2 {
			symbols = acSymbols()
		}
		c[i] = c[i].completed(symbols)
	}
}

// dcSymbols are all that a DC difference of 8 bit samples can need: T.81, table F.1.
func dcSymbols() []byte {
	symbols := make([]byte, 12)
	for i := range symbols {
		symbols[i] = byte(i)
	}
	return symbols
}

// acSymbols are all that AC coefficients of 8 bit samples can need: end of block, sixteen zeros, and each
// run of zeros with each size of the coefficient after it: T.81, tables F.2 and F.5.
func acSymbols() []byte {
	symbols := append(make([]byte, 0, 2+16*10), 0x00, 0xf0)
	for run := range 16 {
		for size := 1; size <= 10; size++ {
			symbols = append(symbols, byte(run<<4|size))
		}
	}
	return symbols
}

// weighted is a symbol and how often it is expected; reserved stands for the code of all ones, which no
// symbol may have: T.81, annex C.
type weighted struct {
	symbol int
	weight int64
}

const reserved = 256

// seenWeight is how much likelier than one that the sample did not show its rarest symbol is taken to be.
const seenWeight = 512

// completed is a code for all of the symbols that keeps to the lengths of c as far as room for those that
// c lacks allows.
func (c *code) completed(symbols []byte) code {
	seen := c.weights()
	list := append(make([]weighted, 0, len(symbols)+1), weighted{reserved, 0})
	for _, s := range symbols {
		list = append(list, weighted{int(s), seenWeight*seen[s] + 1})
	}
	slices.SortStableFunc(list, func(a, b weighted) int { return cmp.Compare(a.weight, b.weight) })
	weights := make([]int64, len(list))
	for i, w := range list {
		weights[i] = w.weight
	}
	var full code
	lengths := codeLengths(weights, maxCodeLength)
	// The reserved symbol comes first and has the longest code, which is that of all ones where it is
	// given out last; so it suffices to leave it out.
	for i := len(list) - 1; i > 0; i-- {
		full.symbols[len(list)-1-i] = byte(list[i].symbol)
		full.counts[lengths[i]]++
	}
	return full
}

// weights are what the lengths of a code say about how often its symbols come.
func (c *code) weights() (w [256]int64) {
	rest := c.symbols[:]
	for length := 1; length <= maxCodeLength; length++ {
		n := min(int(c.counts[length]), len(rest))
		for _, s := range rest[:n] {
			w[s] = 1 << (maxCodeLength - length)
		}
		rest = rest[n:]
	}
	return w
}

// codeLengths are the lengths of the best prefix code that has none over limit, for weights in ascending
// order, found by package-merge: Larmore and Hirschberg, "A fast algorithm for optimal length-limited
// Huffman codes", 1990. There must be at least two weights and at most 2 to the power of limit.
func codeLengths(weights []int64, limit int) []int {
	// Each level holds the weights and the sums of pairs of the level before, and notes which is which.
	var level []int64
	single := make([][]bool, limit)
	for i := range single {
		level, single[i] = mergePairs(weights, level)
	}
	lengths := make([]int, len(weights))
	need := 2*len(weights) - 2
	for i := limit - 1; i >= 0 && need > 0; i-- {
		taken := 0
		for _, s := range single[i][:need] {
			if s {
				lengths[taken]++
				taken++
			}
		}
		need = 2 * (need - taken)
	}
	return lengths
}

// mergePairs merges weights with the sums of the pairs of another list, both ascending, and says of each
// whether it is one of the weights.
func mergePairs(weights, pairs []int64) (merged []int64, single []bool) {
	n := len(weights) + len(pairs)/2
	merged, single = make([]int64, 0, n), make([]bool, 0, n)
	for len(weights) > 0 || len(pairs) > 1 {
		if len(pairs) < 2 || len(weights) > 0 && weights[0] <= pairs[0]+pairs[1] {
			merged, single = append(merged, weights[0]), append(single, true)
			weights = weights[1:]
			continue
		}
		merged, single = append(merged, pairs[0]+pairs[1]), append(single, false)
		pairs = pairs[2:]
	}
	return merged, single
}
