//go:build cgo && !purego

#ifndef MINILAB_TRAP_H
#define MINILAB_TRAP_H

#include <setjmp.h>
#include <stdio.h>

#include <jerror.h>
#include <jpeglib.h>

#include "turbo.h"

/* The library's fatal errors jump back to the function that set the trap; its warnings are counted.
 * The library's own handlers would end the program and write to standard error. */
struct trap {
  struct jpeg_error_mgr mgr; /* first: the library hands back a pointer to it */
  jmp_buf back;
  turbo_outcome *outcome;
};

/* Sets outcome to "done without a word" and returns what the library calls its error manager. */
struct jpeg_error_mgr *turbo_set_trap(struct trap *trap, turbo_outcome *outcome);

/* Ends the call for a reason of our own. */
void turbo_fail(j_common_ptr codec, enum turbo_kind kind, const char *message);

#endif
