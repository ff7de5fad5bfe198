package codec

import (
	"path/filepath"
	"slices"
	"strings"
)

// Format names a photo format. It is the word used in recipes and reports.
type Format string

// The formats. Keep is a wish, not a format: the source's own where it can be written, else JPEG.
const (
	JPEG Format = "jpeg"
	PNG  Format = "png"
	GIF  Format = "gif"
	BMP  Format = "bmp"
	TIFF Format = "tiff"
	WebP Format = "webp"
	AVIF Format = "avif"
	HEIC Format = "heic"
	JXL  Format = "jxl"
	RAW  Format = "raw"
	Keep Format = "keep"
)

// Formats lists every format in the order of the table; Keep is not among them.
func Formats() []Format {
	all := make([]Format, len(table))
	for i := range table {
		all[i] = table[i].format
	}
	return all
}

// Lookup finds a format by its name or one of its extensions, with or without a dot and in any case.
// Keep is not found: it is no format.
func Lookup(name string) (Format, bool) {
	name = strings.TrimPrefix(strings.ToLower(name), ".")
	for _, row := range table {
		if string(row.format) == name || slices.Contains(row.extensions, name) {
			return row.format, true
		}
	}
	return "", false
}

// HasPhotoName reports whether a file's name carries the extension of a format known here. It is a
// hint for walking folders; what a file is, its content decides.
func HasPhotoName(name string) bool {
	ext := filepath.Ext(name)
	if len(ext) < 2 {
		return false
	}
	for _, row := range table {
		if slices.Contains(row.extensions, strings.ToLower(ext[1:])) {
			return true
		}
	}
	return false
}

// facts is the format's row of the table; a row of nothing for Keep and unknown names.
func (f Format) facts() facts {
	for _, row := range table {
		if row.format == f {
			return row
		}
	}
	return facts{title: string(f)}
}

// Title is the name as people write it, such as "JPEG XL".
func (f Format) Title() string { return f.facts().title }

// Extension is the usual extension without a dot, such as "jpg"; empty for Keep and for RAW, which
// has none of its own.
func (f Format) Extension() string {
	if ext := f.facts().extensions; len(ext) > 0 && f != RAW {
		return ext[0]
	}
	return ""
}

// Extensions lists every extension in use, lower case and without dots, the usual one first.
func (f Format) Extensions() []string { return slices.Clone(f.facts().extensions) }

// MediaType is the registered media type, such as "image/jpeg"; empty where there is none.
func (f Format) MediaType() string { return f.facts().mediaType }

// Lossy reports whether encoding heeds the quality.
func (f Format) Lossy() bool { return f.facts().lossy }

// Alpha reports whether the format can carry transparency.
func (f Format) Alpha() bool { return f.facts().alpha }

// ICC reports whether the format can carry a colour profile.
func (f Format) ICC() bool { return f.facts().icc }

// Deep reports whether the format can carry more than 8 bits a sample.
func (f Format) Deep() bool { return f.facts().deep }

// CanDecode reports whether this build reads the format.
func (f Format) CanDecode() bool { return f.facts().decode != nil }

// CanEncode reports whether this build writes the format.
func (f Format) CanEncode() bool { return f.facts().encode != nil }
