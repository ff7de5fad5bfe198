package metadata

import (
	"bytes"
	"compress/zlib"
	"io"
)

// part is one segment of a JPEG or one chunk of a PNG or WebP: its kind (a marker byte or four
// characters) and the offsets of its first byte, of its body, of the end of the body and of the next part.
type part struct {
	kind                   string
	start, body, end, next int64
}

// bytes is the body of a part within the whole file.
func (p part) bytes(file []byte) []byte { return file[p.body:p.end] }

// readFull reads len(buffer) bytes at an offset and reports whether all were there.
func readFull(r io.ReaderAt, buffer []byte, at int64) bool {
	n, _ := r.ReadAt(buffer, at) // io.EOF with a full buffer is no error here
	return n == len(buffer)
}

// inflate unpacks a zlib stream of at most limit bytes. It fails on damage and beyond the limit.
func inflate(packed []byte, limit int) ([]byte, bool) {
	z, err := zlib.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, false
	}
	data, err := io.ReadAll(io.LimitReader(z, int64(limit)+1))
	if err != nil || len(data) > limit {
		return nil, false
	}
	return data, true
}

// trimExifHeader takes off the "Exif\0\0" that belongs to JPEG's APP1 but that some writers put into
// PNG and WebP as well.
func trimExifHeader(body []byte) []byte {
	if len(body) >= len(exifHeader) && string(body[:5]) == exifHeader[:5] {
		return body[len(exifHeader):]
	}
	return body
}
