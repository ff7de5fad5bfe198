#ifndef MINILAB_RESAMPLE_H
#define MINILAB_RESAMPLE_H

#include <stddef.h>
#include <stdint.h>

/* axis is how the samples of one direction come from the source: sample i is the sum of taps source
 * samples from first[i] on, each times its weight in 1/16384. Unused taps have weight 0. */
struct minilab_axis {
  const int32_t *first;
  const int16_t *weights; /* taps of them for every sample */
  int count, taps;
};

/* minilab_resample brings one plane to another size. row is a buffer of width + MINILAB_ROW_SLACK. */
void minilab_resample(uint8_t *dst, ptrdiff_t dst_stride, const uint8_t *src, ptrdiff_t src_stride, int width,
                      const struct minilab_axis *across, const struct minilab_axis *down, int16_t *row, int portable);

/* The horizontal pass reads 16 samples at a time, also at the end of a row. */
#define MINILAB_ROW_SLACK 32

/* minilab_fast tells whether this processor has what the fast form needs. */
int minilab_fast(void);

#endif
