// Package suggest finds the word a person most likely meant. Recipes, name templates and format
// lists are typed by hand; an error that only says "unknown" sends the person to the manual, one
// that names the nearest right word does not.
package suggest

import "strings"

// Nearest is the known word closest to word, or "" where none is close enough to be meant: at most a
// third of the longer word's letters may have to change. Case is ignored; of equally close words the
// first in known wins.
func Nearest(word string, known []string) string {
	return closest(word, known, func(changes, letters int) bool { return 3*changes <= letters })
}

// Closest is Nearest however far the word is: for a place where one of few words must have been meant.
func Closest(word string, known []string) string {
	return closest(word, known, func(int, int) bool { return true })
}

// closest is the known word of fewest changes among those that are near, by the number of changes and of
// the letters of the longer word.
func closest(word string, known []string, near func(changes, letters int) bool) string {
	best, least := "", -1
	for _, k := range known {
		changes := distance(strings.ToLower(word), strings.ToLower(k))
		if near(changes, max(len([]rune(word)), len([]rune(k)))) && (least < 0 || changes < least) {
			best, least = k, changes
		}
	}
	return best
}

// distance counts the letters to insert, remove, replace or swap with their neighbour to get from a
// to b (optimal string alignment; Damerau, 1964).
func distance(a, b string) int {
	s, t := []rune(a), []rune(b)
	older, old, row := make([]int, len(t)+1), make([]int, len(t)+1), make([]int, len(t)+1)
	for j := range old {
		old[j] = j
	}
	for i := 1; i <= len(s); i++ {
		row[0] = i
		for j := 1; j <= len(t); j++ {
			change := 1
			if s[i-1] == t[j-1] {
				change = 0
			}
			row[j] = min(old[j]+1, row[j-1]+1, old[j-1]+change)
			if i > 1 && j > 1 && s[i-1] == t[j-2] && s[i-2] == t[j-1] {
				row[j] = min(row[j], older[j-2]+1)
			}
		}
		older, old, row = old, row, older
	}
	return old[len(t)]
}
