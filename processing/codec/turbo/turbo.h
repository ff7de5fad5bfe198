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

/* Where the Huffman codes of a file come from. */
enum turbo_coding {
  TURBO_STANDARD, /* T.81, annex K */
  TURBO_GIVEN,    /* the caller */
  TURBO_OPTIMAL   /* a pass over the whole picture */
};

typedef struct {
  int width, height, planes;
  int quality, progressive, coding;
  int every; /* of the rows of coding units, turbo_encode takes one in so many; 1 is the whole picture */
  turbo_plane plane[TURBO_PLANES];
} turbo_picture;

/* A Huffman code as DHT stores it: how many symbols have each length, and the symbols by length. */
typedef struct {
  unsigned char counts[17]; /* the first is not used */
  unsigned char symbols[256];
} turbo_code;

/* The codes of a file: for luma and for chroma, one for DC and one for AC each. */
typedef struct {
  turbo_code dc[2], ac[2];
} turbo_codes;

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
                  unsigned char *cb, unsigned char *cr, long long memory, int scans, turbo_outcome *outcome);

/* codes are read where they are given; else they are set to those that were used. */
void turbo_encode(const turbo_picture *picture, const unsigned char *y, const unsigned char *cb,
                  const unsigned char *cr, turbo_codes *codes, unsigned char *buffer, size_t capacity,
                  turbo_output *output, turbo_outcome *outcome);

#endif
