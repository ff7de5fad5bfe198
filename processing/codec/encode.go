package codec

import (
	"bytes"
	"errors"
	"fmt"

	"minilab/processing/codec/turbo"
	"minilab/processing/metadata"
)

// EncodeOptions says how to write a picture.
type EncodeOptions struct {
	Format Format
	// Quality is 1 to 100; formats without loss ignore it.
	Quality int
	// Progressive makes a JPEG that is stored coarse first: some 2 to 4 % smaller, for more than
	// twice the work of encoding.
	// Other formats, and builds without libjpeg-turbo, ignore it.
	Progressive bool
	// Into is memory that may be used for the result; nil for none.
	Into []byte
	// Metadata is embedded as it is given; whoever gives it has decided what may be told.
	Metadata metadata.Metadata
}

// Encode writes a picture as a file of the wanted format. A transparent picture is laid on white where
// the format has no alpha. The pixels are written as stored: the orientation of p is not applied. A
// format that this build does not write, Keep among them, is an *UnsupportedError. With a
// *metadata.SizeError the file is good and lacks only a block of metadata that is too large for its
// format; with any other error there is no file.
func Encode(p *Picture, o EncodeOptions) ([]byte, error) {
	row := o.Format.facts()
	if row.encode == nil {
		return nil, &UnsupportedError{Format: o.Format, What: "as an output"}
	}
	if row.lossy && (o.Quality < 1 || o.Quality > 100) {
		return nil, fmt.Errorf("the quality is %d; it must be 1 to 100", o.Quality)
	}
	encoded, err := encodeAs(row, p, o)
	if err != nil {
		return nil, fmt.Errorf("encoding %s: %w", row.title, err)
	}
	encoded, err = metadata.Embed(string(o.Format), encoded, o.Metadata)
	if err != nil {
		return encoded, fmt.Errorf("embedding metadata in %s: %w", row.title, err)
	}
	return encoded, nil
}

// encodeAs encodes the pixels or planes of a picture in a format that can be written.
func encodeAs(row facts, p *Picture, o EncodeOptions) ([]byte, error) {
	if p.Planes != nil {
		if o.Format != JPEG {
			return nil, errPlanes
		}
		return turbo.Encode(o.Into, p.Planes, turbo.EncodeOptions{
			Quality: o.Quality, Progressive: o.Progressive, Tables: tables(p.Planes.Width * p.Planes.Height),
		})
	}
	buf := bytes.NewBuffer(o.Into[:0])
	if err := row.encode(buf, p.Image, o.Quality); err != nil {
		return nil, err
	}
	return buf.Bytes(), nil
}

var errPlanes = errors.New("a picture in planes can only become a JPEG")

// sampledFrom is the size, in pixels, from which Huffman tables are made from a part of a picture. The
// whole of it would give a file some 0.2 % smaller and take twice the time; of a smaller picture the part
// tells less, and the time is short.
const sampledFrom = 1_000_000

func tables(pixels int) turbo.Tables {
	if pixels < sampledFrom {
		return turbo.OptimalTables
	}
	return turbo.SampledTables
}
