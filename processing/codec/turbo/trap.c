//go:build cgo && !purego

#include "trap.h"

#include <string.h>

_Static_assert(sizeof(((turbo_outcome *)0)->message) >= JMSG_LENGTH_MAX, "the library may write this much");

/* kind_of sorts the library's errors: whose fault they are. What is not listed is the file's. */
static enum turbo_kind kind_of(int code) {
  switch (code) {
  case JERR_OUT_OF_MEMORY:
  case JERR_NO_BACKING_STORE:
    return TURBO_MEMORY;
  case JERR_ARITH_NOTIMPL:
  case JERR_BAD_PRECISION:
  case JERR_COMPONENT_COUNT:
  case JERR_CONVERSION_NOTIMPL:
  case JERR_IMAGE_TOO_BIG:
  case JERR_NOT_COMPILED:
  case JERR_SOF_UNSUPPORTED:
    return TURBO_UNSUPPORTED;
  }
  return TURBO_DAMAGED;
}

static void on_error(j_common_ptr codec) {
  struct trap *trap = (struct trap *)codec->err;
  trap->outcome->kind = kind_of(codec->err->msg_code);
  codec->err->format_message(codec, trap->outcome->message);
  longjmp(trap->back, 1);
}

/* Warnings have the level -1; what is above is chatter. */
static void on_message(j_common_ptr codec, int level) {
  struct trap *trap = (struct trap *)codec->err;
  if (level >= 0) return;
  if (trap->outcome->warnings++ == 0) codec->err->format_message(codec, trap->outcome->message);
}

struct jpeg_error_mgr *turbo_set_trap(struct trap *trap, turbo_outcome *outcome) {
  memset(outcome, 0, sizeof *outcome);
  trap->outcome = outcome;
  jpeg_std_error(&trap->mgr);
  trap->mgr.error_exit = on_error;
  trap->mgr.emit_message = on_message;
  return &trap->mgr;
}

void turbo_fail(j_common_ptr codec, enum turbo_kind kind, const char *message) {
  struct trap *trap = (struct trap *)codec->err;
  trap->outcome->kind = kind;
  snprintf(trap->outcome->message, sizeof trap->outcome->message, "%s", message);
  longjmp(trap->back, 1);
}
