// Package color holds the maths of tone and colour: what a wish such as "half a stop brighter" does to
// a sample, and how the wishes are found for a photo that should correct itself.
//
// Everything is defined in full-range Y'CbCr, the matrix of ITU-R BT.601 as JFIF uses it, because that
// is what most photos are stored in: a path that keeps a JPEG in its planes can apply the same
// [Correction] as one that works on RGB, and both come to the same picture. A correction has three
// parts, applied in this order:
//
//  1. White balance and temperature are gains on gamma-encoded R', G' and B'. In Y'CbCr they are one
//     3x3 matrix. They are normalised so that a grey keeps its luma.
//  2. Levels, exposure, contrast and gamma are one curve of 256 entries on Y'.
//  3. Chroma is scaled by the saturation and by the factor that the steps of the curve imply, so that
//     colours neither turn grey where a photo is brightened nor glow where it is darkened.
//
// [Measure] looks at a coarse grid of the decoded photo, once, so that all sizes made of one photo get
// one and the same correction. The package knows numbers and samples; applying a correction to a whole
// picture is the work of package develop.
//
// All functions are pure and safe for concurrent use.
package color
