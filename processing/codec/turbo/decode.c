//go:build cgo && !purego

#include "trap.h"

#include <limits.h>
#include <string.h>

#ifndef LIBJPEG_TURBO_VERSION
#error "libjpeg-turbo is needed: other libraries of this interface choose the sizes of their transforms otherwise"
#endif

/* The size of a component's inverse transform has two names, one for each of the two interfaces that
 * libjpeg-turbo can be built with. */
#if JPEG_LIB_VERSION >= 70
#define TRANSFORM_SIZE DCT_h_scaled_size
#else
#define TRANSFORM_SIZE DCT_scaled_size
#endif

#define TEXT_OF(x) #x
#define TEXT(x) TEXT_OF(x)

const char *turbo_version(void) { return "libjpeg-turbo " TEXT(LIBJPEG_TURBO_VERSION); }

/* The most rows of a component that one call of the library delivers: 4 blocks of 8. */
enum { MOST_ROWS = MAX_SAMP_FACTOR * DCTSIZE };

struct decoder {
  struct jpeg_decompress_struct library;
  struct trap trap;
  struct jpeg_progress_mgr progress;
  void (*realize)(j_common_ptr);
  const turbo_room *rooms;
  int planes, scans;
  unsigned char *pix[TURBO_PLANES];
  JSAMPROW rows[TURBO_PLANES][MOST_ROWS];
};

static int colour_of(J_COLOR_SPACE space) {
  switch (space) {
  case JCS_GRAYSCALE: return TURBO_GREY;
  case JCS_YCbCr: return TURBO_YCBCR;
  case JCS_RGB: return TURBO_RGB;
  case JCS_CMYK: return TURBO_CMYK;
  case JCS_YCCK: return TURBO_YCCK;
  default: return TURBO_OTHER;
  }
}

static void describe(struct jpeg_decompress_struct *library, turbo_header *header) {
  header->width = (int)library->image_width;
  header->height = (int)library->image_height;
  header->precision = library->data_precision;
  header->components = library->num_components;
  header->colour = colour_of(library->jpeg_color_space);
  header->progressive = library->progressive_mode;
  header->buffered = jpeg_has_multiple_scans(library);
  for (int i = 0; i < library->num_components && i < 4; i++) {
    header->horizontal[i] = library->comp_info[i].h_samp_factor;
    header->vertical[i] = library->comp_info[i].v_samp_factor;
  }
}

/* begin makes the library's object and reads to the first scan. */
static void begin(struct decoder *d, const unsigned char *data, size_t length) {
  jpeg_create_decompress(&d->library);
  jpeg_mem_src(&d->library, (unsigned char *)data, length);
  jpeg_read_header(&d->library, TRUE);
}

void turbo_read_header(const unsigned char *data, size_t length, turbo_header *header, turbo_outcome *outcome) {
  struct decoder d;
  memset(&d, 0, sizeof d);
  memset(header, 0, sizeof *header);
  d.library.err = turbo_set_trap(&d.trap, outcome);
  if (!setjmp(d.trap.back)) {
    begin(&d, data, length);
    describe(&d.library, header);
  }
  jpeg_destroy_decompress(&d.library);
}

/* set_sizes gives every component the inverse transform that was asked for. The library would give chroma
 * one of twice the size where that undoes its subsampling; here that is work for samples nobody wants.
 *
 * It takes the place of a method of the memory manager, which the library calls once between choosing the
 * sizes and deriving anything from them. Set later, the multipliers of the transform, its routine and the
 * places it writes to would no longer be of one size. */
static void set_sizes(j_common_ptr codec) {
  struct decoder *d = codec->client_data;
  d->realize(codec);
  for (int i = 0; i < d->planes; i++) {
    jpeg_component_info *component = &d->library.comp_info[i];
    component->TRANSFORM_SIZE = d->rooms[i].scale;
#if JPEG_LIB_VERSION >= 70
    component->DCT_v_scaled_size = d->rooms[i].scale;
#endif
  }
}

/* count_scans ends files that go over the same picture again and again. */
static void count_scans(j_common_ptr codec) {
  struct decoder *d = codec->client_data;
  if (d->library.input_scan_number > d->scans) turbo_fail(codec, TURBO_SCANS, "too many scans");
}

static void set_up(struct decoder *d, long long memory) {
  struct jpeg_decompress_struct *library = &d->library;
  library->client_data = d;
  library->raw_data_out = TRUE;
  library->out_color_space = library->jpeg_color_space;
  library->scale_num = (unsigned)d->rooms[0].scale;
  library->scale_denom = DCTSIZE;
  library->dct_method = JDCT_ISLOW;
  /* It only touches up files that end early, which are told as such anyway, and takes its time to find
   * that there is nothing to do. */
  library->do_block_smoothing = FALSE;
  library->mem->max_memory_to_use = memory < LONG_MAX ? (long)memory : LONG_MAX;
  d->realize = library->mem->realize_virt_arrays;
  library->mem->realize_virt_arrays = set_sizes;
  d->progress.progress_monitor = count_scans;
  library->progress = &d->progress;
}

/* fits holds the library's idea of a component's plane against the caller's buffer. */
static int fits(struct decoder *d, int i) {
  const jpeg_component_info *component = &d->library.comp_info[i];
  const turbo_room *room = &d->rooms[i];
  long long width = (long long)component->width_in_blocks * room->scale;
  long long rows = (long long)d->library.total_iMCU_rows * component->v_samp_factor * room->scale;
  int placed = jpeg_has_multiple_scans(&d->library) ||
               component->MCU_sample_width == component->MCU_width * room->scale;
  return component->TRANSFORM_SIZE == room->scale && placed && width <= room->stride && rows <= room->rows;
}

/* point aims the library's rows at one row of coding units of the caller's planes. */
static void point(struct decoder *d, size_t unit) {
  for (int i = 0; i < d->planes; i++) {
    size_t count = (size_t)d->library.comp_info[i].v_samp_factor * (size_t)d->rooms[i].scale;
    size_t stride = (size_t)d->rooms[i].stride;
    for (size_t k = 0; k < count; k++) d->rows[i][k] = d->pix[i] + (unit * count + k) * stride;
  }
}

static void read_planes(struct decoder *d) {
  struct jpeg_decompress_struct *library = &d->library;
  JSAMPARRAY planes[TURBO_PLANES];
  JDIMENSION lines = (JDIMENSION)(library->max_v_samp_factor * d->rooms[0].scale);
  for (int i = 0; i < TURBO_PLANES; i++) planes[i] = d->rows[i];
  for (size_t unit = 0; library->output_scanline < library->output_height; unit++) {
    point(d, unit);
    if (!jpeg_read_raw_data(library, planes, lines))
      turbo_fail((j_common_ptr)library, TURBO_MISMATCH, "the library delivered no rows");
  }
}

/* run decodes; it returns normally only where all went well. */
static void run(struct decoder *d, const unsigned char *data, size_t length, long long memory) {
  j_common_ptr codec = (j_common_ptr)&d->library;
  begin(d, data, length);
  if (d->library.num_components != d->planes) turbo_fail(codec, TURBO_MISMATCH, "another number of components");
  /* What was odd in the header took nothing from the picture. */
  d->trap.outcome->warnings = 0;
  set_up(d, memory);
  jpeg_start_decompress(&d->library);
  for (int i = 0; i < d->planes; i++)
    if (!fits(d, i)) turbo_fail(codec, TURBO_MISMATCH, "another layout of planes");
  read_planes(d);
  jpeg_finish_decompress(&d->library);
}

void turbo_decode(const unsigned char *data, size_t length, const turbo_room *rooms, int planes, unsigned char *y,
                  unsigned char *cb, unsigned char *cr, long long memory, int scans, turbo_outcome *outcome) {
  struct decoder d;
  memset(&d, 0, sizeof d);
  d.rooms = rooms;
  d.planes = planes;
  d.scans = scans;
  d.pix[0] = y;
  d.pix[1] = cb;
  d.pix[2] = cr;
  d.library.err = turbo_set_trap(&d.trap, outcome);
  if (!setjmp(d.trap.back)) run(&d, data, length, memory);
  jpeg_destroy_decompress(&d.library);
}
