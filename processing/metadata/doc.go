// Package metadata reads the data that travels beside the pixels of a photo (EXIF, XMP, IPTC and
// the ICC profile), keeps what a policy allows and writes it into an encoded JPEG or PNG.
//
// It works on bytes alone and knows no other package of the program. It is an own package, and not
// a library's, for two reasons. A converter must write, and the readers to be had only read. And
// what a policy drops must be gone: unlinking the GPS directory leaves the coordinates in the file
// for anyone who searches it, so the safe policies build a new block from the values kept, while
// the policy that keeps everything patches the old one in place, because maker notes hold offsets
// that no other program can move.
//
// Photos are untrusted. Reading never fails and never panics: what cannot be read is left out. Every
// offset is checked, no directory is visited twice, entries and directories are counted, and what
// is inflated has a limit.
//
// Every function is safe for concurrent use; nothing here changes the bytes it is given.
package metadata
