//go:build cgo && !purego

/* Resampling of a plane in two passes, one output row at a time: first down, from the source rows into
 * one row of 16-bit sums, then across, from that row into the output. The row stays in the nearest cache;
 * no picture of intermediate size is ever written.
 *
 * Weights are integers in 1/16384. The row between the passes is in 1/64 of a level: enough that
 * its rounding does not show, and small enough that overshoots of the filter (up to half as much
 * again) fit into 16 bits. The two forms below, portable and for AVX2, do the same integer arithmetic
 * and give the same bytes. */
#include "resample.h"

enum { WEIGHT_BITS = 14, ROW_BITS = 6, DOWN_SHIFT = WEIGHT_BITS - ROW_BITS, ACROSS_SHIFT = WEIGHT_BITS + ROW_BITS };

static int16_t to_row(int32_t sum) {
  sum = (sum + (1 << (DOWN_SHIFT - 1))) >> DOWN_SHIFT;
  return sum > INT16_MAX ? INT16_MAX : sum < INT16_MIN ? INT16_MIN : (int16_t)sum;
}

static uint8_t to_level(int32_t sum) {
  sum = (sum + (1 << (ACROSS_SHIFT - 1))) >> ACROSS_SHIFT;
  return sum > 255 ? 255 : sum < 0 ? 0 : (uint8_t)sum;
}

static void down_part(int16_t *row, const uint8_t *src, ptrdiff_t stride, const int16_t *weights, int taps, int from, int to) {
  for (int x = from; x < to; x++) {
    int32_t sum = 0;
    for (int k = 0; k < taps; k++) sum += src[k * stride + x] * weights[k];
    row[x] = to_row(sum);
  }
}

static void across_part(uint8_t *dst, const int16_t *row, const struct minilab_axis *a, int from, int to) {
  for (int i = from; i < to; i++) {
    const int16_t *w = a->weights + (size_t)i * a->taps, *s = row + a->first[i];
    int32_t sum = 0;
    for (int k = 0; k < a->taps; k++) sum += s[k] * w[k];
    dst[i] = to_level(sum);
  }
}

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#define FAST 1

int minilab_fast(void) { return __builtin_cpu_supports("avx2"); }

/* Sixteen columns at a time. Two rows are interleaved, so that one multiply-add serves both taps of a
 * column; taps is even. */
__attribute__((target("avx2"))) static void down_fast(int16_t *row, const uint8_t *src, ptrdiff_t stride,
                                                      const int16_t *weights, int taps, int width) {
  const __m256i half = _mm256_set1_epi32(1 << (DOWN_SHIFT - 1));
  if (width < 16) {
    down_part(row, src, stride, weights, taps, 0, width);
    return;
  }
  for (int x = 0; x < width; x += 16) {
    if (x > width - 16) x = width - 16; /* the last block overlaps the one before it */
    __m256i low = half, high = half;
    const uint8_t *s = src + x;
    for (int k = 0; k < taps; k += 2, s += 2 * stride) {
      int32_t both;
      __builtin_memcpy(&both, weights + k, sizeof both);
      const __m256i w = _mm256_set1_epi32(both);
      const __m128i a = _mm_loadu_si128((const __m128i *)s), b = _mm_loadu_si128((const __m128i *)(s + stride));
      low = _mm256_add_epi32(low, _mm256_madd_epi16(_mm256_cvtepu8_epi16(_mm_unpacklo_epi8(a, b)), w));
      high = _mm256_add_epi32(high, _mm256_madd_epi16(_mm256_cvtepu8_epi16(_mm_unpackhi_epi8(a, b)), w));
    }
    low = _mm256_srai_epi32(low, DOWN_SHIFT);
    high = _mm256_srai_epi32(high, DOWN_SHIFT);
    const __m256i packed = _mm256_permute4x64_epi64(_mm256_packs_epi32(low, high), 0xd8);
    _mm256_storeu_si256((__m256i *)(row + x), packed);
  }
}

/* One output's products, eight sums of them. taps is a multiple of 16. */
__attribute__((target("avx2"), always_inline)) static inline __m256i dot(const int16_t *s, const int16_t *w, int taps) {
  __m256i sum = _mm256_madd_epi16(_mm256_loadu_si256((const __m256i *)s), _mm256_loadu_si256((const __m256i *)w));
  for (int k = 16; k < taps; k += 16)
    sum = _mm256_add_epi32(sum, _mm256_madd_epi16(_mm256_loadu_si256((const __m256i *)(s + k)), _mm256_loadu_si256((const __m256i *)(w + k))));
  return sum;
}

/* Eight outputs at a time, so that the sums of eight are added up together. */
__attribute__((target("avx2"))) static void across_fast(uint8_t *dst, const int16_t *row, const struct minilab_axis *a) {
  const __m256i half = _mm256_set1_epi32(1 << (ACROSS_SHIFT - 1));
  const int taps = a->taps;
  int i = 0;
  for (; i + 8 <= a->count; i += 8) {
    const int32_t *f = a->first + i;
    const int16_t *w = a->weights + (size_t)i * taps;
    const __m256i ab = _mm256_hadd_epi32(dot(row + f[0], w, taps), dot(row + f[1], w + taps, taps));
    const __m256i cd = _mm256_hadd_epi32(dot(row + f[2], w + 2 * taps, taps), dot(row + f[3], w + 3 * taps, taps));
    const __m256i ef = _mm256_hadd_epi32(dot(row + f[4], w + 4 * taps, taps), dot(row + f[5], w + 5 * taps, taps));
    const __m256i gh = _mm256_hadd_epi32(dot(row + f[6], w + 6 * taps, taps), dot(row + f[7], w + 7 * taps, taps));
    const __m256i abcd = _mm256_hadd_epi32(ab, cd), efgh = _mm256_hadd_epi32(ef, gh);
    const __m256i sums = _mm256_add_epi32(_mm256_permute2x128_si256(abcd, efgh, 0x20), _mm256_permute2x128_si256(abcd, efgh, 0x31));
    const __m256i levels = _mm256_srai_epi32(_mm256_add_epi32(sums, half), ACROSS_SHIFT);
    const __m128i words = _mm_packs_epi32(_mm256_castsi256_si128(levels), _mm256_extracti128_si256(levels, 1));
    _mm_storel_epi64((__m128i *)(dst + i), _mm_packus_epi16(words, words));
  }
  across_part(dst, row, a, i, a->count);
}
#else
#define FAST 0
int minilab_fast(void) { return 0; }
#endif

void minilab_resample(uint8_t *dst, ptrdiff_t dst_stride, const uint8_t *src, ptrdiff_t src_stride, int width,
                      const struct minilab_axis *across, const struct minilab_axis *down, int16_t *row, int portable) {
  const int fast = FAST && !portable && minilab_fast();
  for (int y = 0; y < down->count; y++, dst += dst_stride) {
    const uint8_t *from = src + down->first[y] * src_stride;
    const int16_t *weights = down->weights + (size_t)y * down->taps;
#if FAST
    if (fast) {
      down_fast(row, from, src_stride, weights, down->taps, width);
      across_fast(dst, row, across);
      continue;
    }
#endif
    (void)fast;
    down_part(row, from, src_stride, weights, down->taps, 0, width);
    across_part(dst, row, across, 0, across->count);
  }
}
