package widget

import (
	"sort"
	"strings"
)

// ellipsis stands for what was cut.
const ellipsis = "…"

// cutEnd shortens a text at its end until it fits. A text of which nothing fits becomes empty.
func cutEnd(text string, fits func(string) bool) string {
	if fits(text) {
		return text
	}
	letters := []rune(text)
	keep := sort.Search(len(letters), func(n int) bool { return !fits(string(letters[:n+1]) + ellipsis) })
	if keep == 0 {
		return ""
	}
	return strings.TrimRight(string(letters[:keep]), " ") + ellipsis
}

// cutMiddle shortens a text in its middle until it fits. Names of photos differ at the end, where the
// camera counts, so the end is what must not be cut.
func cutMiddle(text string, fits func(string) bool) string {
	if fits(text) {
		return text
	}
	letters := []rune(text)
	half := func(n int) string {
		head, tail := n/2, n-n/2
		return string(letters[:head]) + ellipsis + string(letters[len(letters)-tail:])
	}
	keep := sort.Search(len(letters), func(n int) bool { return !fits(half(n + 1)) })
	if keep == 0 {
		return ""
	}
	return half(keep)
}

// wrap breaks a sentence into at most the given number of lines, at spaces; the last line is cut
// where the sentence goes on.
func wrap(text string, lines int, fits func(string) bool) []string {
	if fits(text) {
		return []string{text}
	}
	var out []string
	words := strings.Fields(text)
	for len(words) > 0 && len(out) < lines-1 {
		n := 1
		for n < len(words) && fits(strings.Join(words[:n+1], " ")) {
			n++
		}
		out = append(out, cutEnd(strings.Join(words[:n], " "), fits))
		words = words[n:]
	}
	if len(words) > 0 {
		out = append(out, cutEnd(strings.Join(words, " "), fits))
	}
	return out
}
