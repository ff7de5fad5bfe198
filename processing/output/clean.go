package output

import (
	"path"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	// maxElement is the most bytes of a path element on the file systems in use. Windows and macOS
	// count UTF-16 units, which are never more than the bytes.
	maxElement = 255
	// maxExtension is the longest ending, with its dot, that is kept when a name is cut.
	maxExtension = 16
	// substitute stands for what a name must not hold.
	substitute = '_'
)

// CleanName makes one path element safe on Linux, macOS and Windows. Characters that are forbidden on
// any of them, control characters, marks that turn the direction of writing and invalid UTF-8 become
// "_"; so do leading dots, which hide a file, and an empty name. Trailing dots and spaces, which
// Windows drops, are cut. The names of Windows devices get a "_" before them. An element longer than 255
// bytes is cut before its extension, between two characters. Cleaning a clean name changes nothing.
func CleanName(element string) string {
	name := strings.Map(safeRune, strings.ToValidUTF8(element, string(substitute)))
	name = hiddenToPlain(trimEnd(name))
	name = trimEnd(shorten(name, maxElement))
	if isDevice(name) {
		name = string(substitute) + shorten(name, maxElement-1)
	}
	if name == "" {
		return string(substitute)
	}
	return name
}

func safeRune(r rune) rune {
	if strings.ContainsRune(`<>:"/\|?*`, r) || unicode.IsControl(r) || unicode.In(r, unicode.Zl, unicode.Zp, unicode.Bidi_Control) {
		return substitute
	}
	return r
}

func trimEnd(name string) string { return strings.TrimRight(name, ". ") }

// hiddenToPlain replaces the dots at the front of a name.
func hiddenToPlain(name string) string {
	plain := strings.TrimLeft(name, ".")
	return strings.Repeat(string(substitute), len(name)-len(plain)) + plain
}

// isDevice reports whether Windows would take a name for a device: what counts is what stands before
// the first dot, without the spaces at its end, in any case.
func isDevice(name string) bool {
	stem, _, _ := strings.Cut(name, ".")
	stem = strings.ToUpper(strings.TrimRight(stem, " "))
	switch stem {
	case "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$":
		return true
	}
	number, port := strings.CutPrefix(stem, "COM")
	if !port {
		number, port = strings.CutPrefix(stem, "LPT")
	}
	return port && utf8.RuneCountInString(number) == 1 && strings.Contains("0123456789¹²³", number)
}

// shorten cuts a name to at most limit bytes, at a rune's boundary, and keeps its extension.
func shorten(name string, limit int) string {
	stem, extension := split(name)
	return cut(stem, limit-len(extension)) + extension
}

// split parts a file name into stem and extension; the extension has its dot and is empty where
// what follows the last dot is too long to be one.
func split(name string) (stem, extension string) {
	extension = path.Ext(name)
	if len(extension) > maxExtension || len(extension) == len(name) {
		extension = ""
	}
	return name[:len(name)-len(extension)], extension
}

// cut shortens text to at most limit bytes at a rune's boundary.
func cut(text string, limit int) string {
	if len(text) <= limit {
		return text
	}
	for limit > 0 && !utf8.RuneStart(text[limit]) {
		limit--
	}
	return text[:limit]
}
