package codec

import (
	"bytes"
	"fmt"
	"image"

	"minilab/processing/metadata"
)

// Decode decodes a whole file. Its header is held against the limits before anything is allocated for
// its pixels. The errors are those of Probe and *LimitError; a file that is truncated or damaged
// delivers nothing.
func Decode(data []byte, limits Limits) (*Picture, error) {
	if err := limits.CheckFile(int64(len(data))); err != nil {
		return nil, err
	}
	info, err := Probe(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	if err := limits.Check(info); err != nil {
		return nil, err
	}
	return decodeAs(info.Format.facts(), info, data)
}

// decodeAs decodes a file whose header was found to be within the limits.
func decodeAs(row facts, info Info, data []byte) (*Picture, error) {
	if row.decode == nil {
		return nil, &UnsupportedError{Format: info.Format}
	}
	m, remarks, err := guarded(row, data)
	if err != nil {
		return nil, blame(info.Format, err)
	}
	if b := m.Bounds(); b.Dx() != info.Width || b.Dy() != info.Height {
		err := fmt.Errorf("its header claims %d by %d pixels, its content %d by %d", info.Width, info.Height, b.Dx(), b.Dy())
		return nil, blame(info.Format, err)
	}
	if info.Depth > 8 {
		remarks = append(remarks, fmt.Sprintf("The photo has %d bits a sample; 8 were kept.", info.Depth))
	}
	p := &Picture{
		Image:       normalise(m),
		Orientation: info.Orientation,
		Metadata:    metadata.Read(string(info.Format), data),
		Remarks:     remarks,
	}
	p.dropForeignProfile()
	return p, nil
}

// guarded runs a decoder. Decoders of third parties have panicked on hostile files before; they run in
// this goroutine, so that here a panic costs one photo and not the worker.
func guarded(row facts, data []byte) (m image.Image, remarks []string, err error) {
	defer func() {
		if r := recover(); r != nil {
			m, remarks, err = nil, nil, fmt.Errorf("the decoder gave up: %v", r)
		}
	}()
	return row.decode(data)
}
