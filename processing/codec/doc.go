// Package codec is the border between files and pixels: it knows the formats of photos, looks at
// headers, decodes and encodes.
//
// Photos come from strangers. A file's extension is a rumour and its header a claim, so the package
// works in three steps that grow in cost. [Sniff] looks at the first bytes and names the format.
// [Probe] reads the header alone and reports what the photo claims to be, with the memory it would
// need; nothing is allocated that the claim could inflate. [Decode] probes again, holds the claim
// against [Limits], and only then touches pixels. A file of fifty bytes that claims 60,000 by 60,000
// pixels therefore costs a look at fifty bytes.
//
// What leaves Decode is plain: 8 bits a sample, straight alpha, one of three pixel layouts, in the
// source's own colour space, not yet upright. Palettes, 16 bits, CMYK and premultiplied alpha end
// here, so that the steps of package develop need not know them. Whatever was lost on the way is
// said in [Picture.Remarks].
//
// Facts about formats are one table in table.go; a format is one small file beside it. This is the
// general path, in Go throughout: it takes every kind of photo the program knows and favours being
// right over being fast.
//
// Every function is safe for concurrent use: the package holds no state.
package codec
