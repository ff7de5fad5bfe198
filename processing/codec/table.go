package codec

import (
	"image"
	"io"
)

// facts is all that the rest of the package knows about one format.
type facts struct {
	format Format
	title  string
	// extensions are lower case, without dots, the usual one first.
	extensions []string
	mediaType  string
	lossy      bool
	alpha      bool
	icc        bool
	deep       bool
	// sniff looks at up to SniffLen first bytes.
	sniff func(head []byte) bool
	// probe reads the header; nil where nothing but the format's name is known.
	probe func(r io.ReaderAt, size int64) (Info, error)
	// decode is nil where this build does not read the format. The header was probed and found
	// within the limits before. The second result is remarks.
	decode func(data []byte) (image.Image, []string, error)
	// encode is nil where this build does not write the format.
	encode func(w io.Writer, m image.Image, quality int) error
}

// table lists the formats. Camera raw stands before TIFF, whose signature some of it shares. Nothing
// writes to it.
var table = [...]facts{
	{
		format: JPEG, title: "JPEG", mediaType: "image/jpeg",
		extensions: []string{"jpg", "jpeg", "jpe", "jfif"},
		lossy:      true, icc: true,
		sniff: isJPEG, probe: probeJPEG, decode: decodeJPEG, encode: encodeJPEG,
	},
	{
		format: PNG, title: "PNG", mediaType: "image/png",
		extensions: []string{"png"},
		alpha:      true, icc: true, deep: true,
		sniff: isPNG, probe: probePNG, decode: decodePNG, encode: encodePNG,
	},
	{
		format: GIF, title: "GIF", mediaType: "image/gif",
		extensions: []string{"gif"},
		alpha:      true,
		sniff:      isGIF, probe: probeGIF, decode: decodeGIF,
	},
	{
		format: WebP, title: "WebP", mediaType: "image/webp",
		extensions: []string{"webp"},
		lossy:      true, alpha: true, icc: true,
		sniff: isWebP, probe: probeWebP, decode: decodeWebP,
	},
	{
		format: AVIF, title: "AVIF", mediaType: "image/avif",
		extensions: []string{"avif"},
		lossy:      true, alpha: true, icc: true, deep: true,
		sniff: isAVIF,
	},
	{
		format: HEIC, title: "HEIC", mediaType: "image/heic",
		extensions: []string{"heic", "heif"},
		lossy:      true, alpha: true, icc: true, deep: true,
		sniff: isHEIC,
	},
	{
		format: JXL, title: "JPEG XL", mediaType: "image/jxl",
		extensions: []string{"jxl"},
		lossy:      true, alpha: true, icc: true, deep: true,
		sniff: isJXL,
	},
	{
		format: RAW, title: "camera raw",
		extensions: []string{"cr2", "cr3", "nef", "arw", "dng", "raf", "orf", "rw2"},
		deep:       true,
		sniff:      isRAW,
	},
	{
		format: TIFF, title: "TIFF", mediaType: "image/tiff",
		extensions: []string{"tif", "tiff"},
		alpha:      true, icc: true, deep: true,
		sniff: isTIFF, probe: probeTIFF, decode: decodeTIFF,
	},
	{
		format: BMP, title: "BMP", mediaType: "image/bmp",
		extensions: []string{"bmp", "dib"},
		alpha:      true,
		sniff:      isBMP, probe: probeBMP, decode: decodeBMP,
	},
}
