package turbo

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// TestCodeLengths compares the sum of weights times lengths, which is what a code is judged by.
func TestCodeLengths(t *testing.T) {
	tests := []struct {
		name    string
		weights []int64
		limit   int
		lengths []int
	}{
		{"two", []int64{1, 9}, 16, []int{1, 1}},
		{"equal", []int64{5, 5, 5, 5}, 16, []int{2, 2, 2, 2}},
		{"doubling", []int64{1, 1, 2, 4, 8}, 16, []int{4, 4, 3, 2, 1}},
		{"doubling, held to three", []int64{1, 1, 2, 4, 8}, 3, []int{3, 3, 3, 3, 1}},
		{"as many as there is room for", []int64{1, 2, 3, 400}, 2, []int{2, 2, 2, 2}},
	}
	for _, test := range tests {
		got := codeLengths(test.weights, test.limit)
		if cost(test.weights, got) != cost(test.weights, test.lengths) {
			t.Errorf("%s: lengths of %v, want %v or as good", test.name, got, test.lengths)
		}
		checkLengths(t, got, test.limit)
	}
}

func cost(weights []int64, lengths []int) (sum int64) {
	for i, w := range weights {
		sum += w * int64(lengths[i])
	}
	return sum
}

// checkLengths asks for a complete prefix code: the shares of its codes sum up to one (Kraft).
func checkLengths(t *testing.T, lengths []int, limit int) {
	t.Helper()
	sum := 0
	for _, n := range lengths {
		if n < 1 || n > limit {
			t.Fatalf("a length of %d in %v", n, lengths)
		}
		sum += 1 << (limit - n)
	}
	if sum != 1<<limit {
		t.Errorf("lengths of %v are no complete code", lengths)
	}
	if !slices.IsSortedFunc(lengths, func(a, b int) int { return b - a }) {
		t.Errorf("lengths of %v do not fall while the weights rise", lengths)
	}
}

// TestCodeLengthsAreHuffmans compares with Huffman's own construction, which needs no limit here.
func TestCodeLengthsAreHuffmans(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		weights := make([]int64, 2+random.IntN(60))
		for i := range weights {
			weights[i] = 1 + random.Int64N(1000)
		}
		slices.Sort(weights)
		got := codeLengths(weights, 40)
		if want := huffmanCost(weights); cost(weights, got) != want {
			t.Fatalf("weights %v cost %d, want %d", weights, cost(weights, got), want)
		}
	}
}

// huffmanCost is the sum of all nodes of Huffman's tree.
func huffmanCost(weights []int64) (sum int64) {
	heap := slices.Clone(weights)
	for len(heap) > 1 {
		slices.Sort(heap)
		pair := heap[0] + heap[1]
		sum += pair
		heap = append(heap[2:], pair)
	}
	return sum
}

func TestCompletedCode(t *testing.T) {
	// A code as a sample of a flat picture gives it: two symbols of AC.
	var sample code
	sample.counts[1], sample.counts[2] = 1, 1
	sample.symbols[0], sample.symbols[1] = 0x00, 0x01
	full := sample.completed(acSymbols())
	lengths := lengthsOf(t, &full)
	if len(lengths) != 162 {
		t.Fatalf("%d symbols have a code, want all 162 of baseline: T.81, table K.5", len(lengths))
	}
	room := 1 << maxCodeLength
	for _, s := range acSymbols() {
		if lengths[s] == 0 {
			t.Errorf("symbol %#02x has no code", s)
			continue
		}
		room -= 1 << (maxCodeLength - lengths[s])
	}
	if room < 1 {
		t.Error("no room is left for the code of all ones, which is reserved")
	}
	if lengths[0x00] > 2 || lengths[0x01] > 3 {
		t.Errorf("the symbols that were seen have codes of %d and %d bits", lengths[0x00], lengths[0x01])
	}
}

// lengthsOf is the length of each symbol's code.
func lengthsOf(t *testing.T, c *code) map[byte]int {
	t.Helper()
	lengths := map[byte]int{}
	next := 0
	for length := 1; length <= maxCodeLength; length++ {
		for range c.counts[length] {
			s := c.symbols[next]
			if lengths[s] != 0 {
				t.Fatalf("symbol %#02x has two codes", s)
			}
			lengths[s] = length
			next++
		}
	}
	return lengths
}

func TestSampling(t *testing.T) {
	tests := []struct {
		name  string
		src   [2]int
		down  int
		every int
	}{
		{"a thumbnail is too small", [2]int{320, 240}, 2, 0},
		{"720 by 588", [2]int{720, 588}, 2, 3},
		{"3 megapixels", [2]int{2048, 1366}, 2, 10},
		{"12 megapixels", [2]int{4000, 3000}, 2, 16},
		{"a strip has too few rows", [2]int{20000, 100}, 2, 0},
	}
	for _, test := range tests {
		src := blank(test.src[0], test.src[1], 1, 1)
		if got := (layout{{test.down, test.down}, {1, 1}, {1, 1}}).sampling(src); got != test.every {
			t.Errorf("%s: one row in %d, want %d", test.name, got, test.every)
		}
	}
}
