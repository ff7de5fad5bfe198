// Package develop holds the steps a decoded photo goes through: crop, resize, correct, sharpen, orient,
// flatten. Each is a small file that begins with the case in which there is nothing to do.
//
// A step takes a [codec.Picture] and replaces its image. It never writes to the pixels it was given,
// so that the widths of a set can be made of one decoded picture: clone the picture, which costs
// nothing, and send each clone its own way. The result of a step that had nothing to do, or that only
// looks at a part of the pixels, shares them with its input.
//
// Steps work on pixels as stored. Sizes and rectangles are those of the stored picture; Orient, which
// is cheapest on the small result, comes last. Pixels are 8 bits a sample with straight alpha; greys
// stay one channel throughout.
//
// Nothing here can fail: what could be wrong with a photo, decoding has found. Steps may be called from
// many goroutines on different pictures; Resize uses up to GOMAXPROCS goroutines of its own.
package develop
