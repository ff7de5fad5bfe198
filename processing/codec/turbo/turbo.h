//go:build cgo && !purego

#ifndef MINILAB_TURBO_H
#define MINILAB_TURBO_H

#include <stddef.h>

/* What Go and C say to each other: numbers and a message. Go hands over buffers for the time of one call;
 * nothing here keeps a pointer to them, and setjmp and longjmp begin and end within one call. */

/* How a call ended. */
enum turbo_kind {
  TURBO_DONE,
  TURBO_DAMAGED,     /* the file breaks the rules of JPEG */
  TURBO_UNSUPPORTED, /* the file may be sound; the library does not take its kind */
  TURBO_MEMORY,      /* more memory than there is, or than was allowed */
  TURBO_SCANS,       /* more scans than turbo_decode was allowed to read */
  TURBO_MISMATCH     /* the library lays the picture out otherwise than the caller's buffers */
};

typedef struct {
  int kind;
  int warnings;
  char message[200]; /* the library's words: of the error, else of the first warning */
} turbo_outcome;

/* What the colours of a file stand for. */
enum turbo_colour { TURBO_OTHER, TURBO_GREY, TURBO_YCBCR, TURBO_RGB, TURBO_CMYK, TURBO_YCCK };

typedef struct {
  int width, height, precision, components;
  int colour, progressive, buffered;
  int horizontal[4], vertical[4];
} turbo_header;

/* The most planes of a picture. */
enum { TURBO_PLANES = 3 };

/* One plane's buffer for turbo_decode: the room there is, and the n of n/8 to decode it at. */
typedef struct {
  int stride, rows, scale;
} turbo_room;

/* One plane for turbo_encode: rows of width samples, stride apart, and its sampling factors. */
typedef struct {
  int width, height, stride;
  int horizontal, vertical;
} turbo_plane;

typedef struct {
  int width, height, planes;
  int quality, progressive, optimise;
  turbo_plane plane[TURBO_PLANES];
} turbo_picture;

/* What turbo_encode wrote: the first bytes to the caller's buffer, the rest, where that was full, to one
 * from malloc, which the caller frees. */
typedef struct {
  size_t used, spilled;
  unsigned char *spill;
} turbo_output;

const char *turbo_version(void);

void turbo_read_header(const unsigned char *data, size_t length, turbo_header *header, turbo_outcome *outcome);

/* memory bounds what the library holds besides the planes; scans bounds how often a file may go over them. */
void turbo_decode(const unsigned char *data, size_t length, const turbo_room *rooms, int planes, unsigned char *y,
                  unsigned char *cb, unsigned char *cr, long memory, int scans, turbo_outcome *outcome);

void turbo_encode(const turbo_picture *picture, const unsigned char *y, const unsigned char *cb,
                  const unsigned char *cr, unsigned char *buffer, size_t capacity, turbo_output *output,
                  turbo_outcome *outcome);

#endif
