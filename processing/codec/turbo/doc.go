// Package turbo carries a JPEG to planes and planes to a JPEG, by libjpeg-turbo.
//
// A JPEG holds planes: luma, and two planes of colour differences that are often smaller. Decoders hand
// out pixels all the same, which means to enlarge chroma, convert to RGB and interleave; a photo that
// becomes a smaller JPEG then goes back the same way. [Decode] and [Encode] leave all that out. Decode
// does more: a block of 8 by 8 samples can be transformed back to n by n, which gives the picture at n/8
// of its size for less work than the whole one. [Scale] chooses n; the last step to the wanted size is a
// resampler's.
//
// # Why libjpeg's interface and not TurboJPEG's
//
// The library has two interfaces. TurboJPEG's can decode to planes at a scale, all of them at the same
// n/8, but refuses 4:1:0, takes RGB for YCbCr, spoils chroma at some settings and cannot count warnings.
// libjpeg's takes every kind and counts, but at a scale it gives chroma a transform of twice the size
// where that undoes the subsampling: four times the chroma samples, to be computed and then resampled
// away. Which transform a component gets is a public field of the library; it is only written so late,
// and read so soon after, that a caller seems to have no moment to change it. There is one: between the
// two, the library calls the method of its memory manager that allocates the large arrays, and these
// methods are public and replaceable. decode.c sets the sizes there. So one library and one interface do
// for everything, and every component gets the transform that is asked for. Whether the library really
// took them is checked with every picture before a sample is written; where it did not, Decode fails and
// the general path of package codec takes the photo.
//
// # What can go wrong
//
// Photos are untrusted and C does not look after itself. Go computes the layout of the planes, allocates
// them, and C holds the library's idea of the layout against them first. The library's fatal errors jump
// back to the one C function that was called and come out as an error; its warnings, for data that is
// missing or makes no sense, are counted. The coefficients of files in several scans are held to
// [Header.Memory], and the number of scans has a limit. A fault in the library itself is still a crash:
// photos of strangers belong into a process of their own, which package pool provides.
//
// Every function is safe for concurrent use. There is no state between calls: to set the library up takes
// some microseconds, and memory worth keeping is the caller's, who hands it in again.
//
// Without cgo, or with the build tag purego, the package is there and [Available] is false.
package turbo
