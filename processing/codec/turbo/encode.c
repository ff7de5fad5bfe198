//go:build cgo && !purego

#include "trap.h"

#include <stdlib.h>
#include <string.h>

/* The most rows of a component that the library takes in one call. */
enum { MOST_ROWS = MAX_SAMP_FACTOR * DCTSIZE, FIRST_SPILL = 1 << 16 };

struct encoder {
  struct jpeg_compress_struct library;
  struct trap trap;
  struct jpeg_destination_mgr destination;
  const turbo_picture *picture;
  const unsigned char *pix[TURBO_PLANES];
  JSAMPARRAY padded[TURBO_PLANES]; /* rows of whole blocks, where a plane's own are not */
  JSAMPROW rows[TURBO_PLANES][MOST_ROWS];
  int height;   /* of what is encoded */
  size_t first; /* the first row of coding units that is */
  unsigned char *buffer;
  size_t capacity;
  turbo_codes *codes;
  turbo_output *output;
};

/* choose_rows lays the picture out as the rows of coding units that are to be taken, from the middle of the
 * first few on. A whole picture keeps its height, which need not be whole units. */
static void choose_rows(struct encoder *e) {
  const turbo_picture *picture = e->picture;
  int unit = DCTSIZE * picture->plane[0].vertical;
  int units = (picture->height + unit - 1) / unit;
  int first = picture->every / 2 < units ? picture->every / 2 : 0;
  e->first = (size_t)first;
  e->height = picture->every == 1 ? picture->height : (units - first + picture->every - 1) / picture->every * unit;
}

/* start_output begins with the caller's buffer, which is meant to be large enough. */
static void start_output(j_compress_ptr library) {
  struct encoder *e = library->client_data;
  e->destination.next_output_byte = e->buffer;
  e->destination.free_in_buffer = e->capacity;
}

/* grow is called with a full buffer: the caller's, then one of our own that doubles. */
static boolean grow(j_compress_ptr library) {
  struct encoder *e = library->client_data;
  turbo_output *output = e->output;
  size_t size = output->spill ? 2 * output->spilled : FIRST_SPILL;
  unsigned char *spill = size > output->spilled ? realloc(output->spill, size) : NULL;
  if (!spill) ERREXIT1(library, JERR_OUT_OF_MEMORY, 0);
  output->spill = spill;
  e->destination.next_output_byte = spill + output->spilled;
  e->destination.free_in_buffer = size - output->spilled;
  output->spilled = size;
  return TRUE;
}

/* end_output turns capacities into lengths. */
static void end_output(j_compress_ptr library) {
  struct encoder *e = library->client_data;
  size_t left = e->destination.free_in_buffer;
  e->output->used = e->output->spill ? e->capacity : e->capacity - left;
  e->output->spilled -= e->output->spill ? left : 0;
}

static void set_up_output(struct encoder *e) {
  e->destination.init_destination = start_output;
  e->destination.empty_output_buffer = grow;
  e->destination.term_destination = end_output;
  e->library.dest = &e->destination;
}

/* give_code copies a code to where the library looks for it, which it has room for from the start. */
static void give_code(JHUFF_TBL *table, const turbo_code *code) {
  memcpy(table->bits, code->counts, sizeof table->bits);
  memcpy(table->huffval, code->symbols, sizeof table->huffval);
}

static void take_code(const JHUFF_TBL *table, turbo_code *code) {
  memcpy(code->counts, table->bits, sizeof table->bits);
  memcpy(code->symbols, table->huffval, sizeof table->huffval);
}

static void give_codes(struct encoder *e) {
  for (int i = 0; i < 2; i++) {
    give_code(e->library.dc_huff_tbl_ptrs[i], &e->codes->dc[i]);
    give_code(e->library.ac_huff_tbl_ptrs[i], &e->codes->ac[i]);
  }
}

static void take_codes(struct encoder *e) {
  for (int i = 0; i < 2; i++) {
    take_code(e->library.dc_huff_tbl_ptrs[i], &e->codes->dc[i]);
    take_code(e->library.ac_huff_tbl_ptrs[i], &e->codes->ac[i]);
  }
}

static void set_up(struct encoder *e) {
  struct jpeg_compress_struct *library = &e->library;
  const turbo_picture *picture = e->picture;
  library->client_data = e;
  set_up_output(e);
  library->image_width = (JDIMENSION)picture->width;
  library->image_height = (JDIMENSION)e->height;
  library->input_components = picture->planes;
  library->in_color_space = picture->planes == 1 ? JCS_GRAYSCALE : JCS_YCbCr;
  jpeg_set_defaults(library);
  jpeg_set_quality(library, picture->quality, TRUE);
  for (int i = 0; i < picture->planes; i++) {
    library->comp_info[i].h_samp_factor = picture->plane[i].horizontal;
    library->comp_info[i].v_samp_factor = picture->plane[i].vertical;
  }
  library->raw_data_in = TRUE;
  library->dct_method = JDCT_ISLOW;
  library->optimize_coding = picture->coding == TURBO_OPTIMAL;
  if (picture->coding == TURBO_GIVEN) give_codes(e);
  if (picture->progressive) jpeg_simple_progression(library);
}

/* pad_where_needed makes room for whole blocks. The library reads whole blocks; what lies behind the last
 * sample of a row is not ours to read, nor would noise there be cheap to encode. */
static void pad_where_needed(struct encoder *e) {
  j_common_ptr codec = (j_common_ptr)&e->library;
  for (int i = 0; i < e->picture->planes; i++) {
    const jpeg_component_info *component = &e->library.comp_info[i];
    JDIMENSION width = component->width_in_blocks * DCTSIZE;
    if (width == (JDIMENSION)e->picture->plane[i].width) continue;
    e->padded[i] = codec->mem->alloc_sarray(codec, JPOOL_IMAGE, width,
                                            (JDIMENSION)(component->v_samp_factor * DCTSIZE));
  }
}

/* row is row y of a plane, the last one repeated below the plane's end, widened to whole blocks. */
static JSAMPROW row(struct encoder *e, int i, size_t y, size_t k) {
  const turbo_plane *plane = &e->picture->plane[i];
  size_t width = (size_t)plane->width, last = (size_t)plane->height - 1;
  const unsigned char *source = e->pix[i] + (y < last ? y : last) * (size_t)plane->stride;
  if (!e->padded[i]) return (JSAMPROW)source;
  JSAMPROW copy = e->padded[i][k];
  memcpy(copy, source, width);
  memset(copy + width, source[width - 1], e->library.comp_info[i].width_in_blocks * DCTSIZE - width);
  return copy;
}

static void write_planes(struct encoder *e) {
  struct jpeg_compress_struct *library = &e->library;
  JSAMPARRAY planes[TURBO_PLANES];
  JDIMENSION lines = (JDIMENSION)(library->max_v_samp_factor * DCTSIZE);
  for (int i = 0; i < TURBO_PLANES; i++) planes[i] = e->rows[i];
  for (size_t unit = e->first; library->next_scanline < library->image_height; unit += (size_t)e->picture->every) {
    for (int i = 0; i < e->picture->planes; i++) {
      size_t count = (size_t)library->comp_info[i].v_samp_factor * DCTSIZE;
      for (size_t k = 0; k < count; k++) e->rows[i][k] = row(e, i, unit * count + k, k);
    }
    if (!jpeg_write_raw_data(library, planes, lines))
      turbo_fail((j_common_ptr)library, TURBO_MISMATCH, "the library took no rows");
  }
}

/* run encodes; it returns normally only where all went well. */
static void run(struct encoder *e) {
  jpeg_create_compress(&e->library);
  set_up(e);
  jpeg_start_compress(&e->library, TRUE);
  pad_where_needed(e);
  write_planes(e);
  jpeg_finish_compress(&e->library);
  take_codes(e);
}

void turbo_encode(const turbo_picture *picture, const unsigned char *y, const unsigned char *cb,
                  const unsigned char *cr, turbo_codes *codes, unsigned char *buffer, size_t capacity,
                  turbo_output *output, turbo_outcome *outcome) {
  struct encoder e;
  memset(&e, 0, sizeof e);
  memset(output, 0, sizeof *output);
  e.picture = picture;
  choose_rows(&e);
  e.pix[0] = y;
  e.pix[1] = cb;
  e.pix[2] = cr;
  e.codes = codes;
  e.buffer = buffer;
  e.capacity = capacity;
  e.output = output;
  e.library.err = turbo_set_trap(&e.trap, outcome);
  if (!setjmp(e.trap.back)) {
    run(&e);
  } else {
    free(output->spill);
    memset(output, 0, sizeof *output);
  }
  jpeg_destroy_compress(&e.library);
}
