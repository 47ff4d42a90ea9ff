/* utf8.h - code points out of UTF-8 bytes and back. */
#ifndef DGM_BASE_UTF8_H
#define DGM_BASE_UTF8_H

#include "base/view.h"

#define DGM_UTF8_BAD 0xFFFFFFFFu

/* Reads the code point at `at` (< text.size). Gives its length in bytes (1 to 4) through `out_size`.
 * A malformed sequence (overlong, surrogate, cut short) gives DGM_UTF8_BAD and the length of its
 * maximal ill-formed part, as Unicode 15, section 3.9 recommends. */
uint32_t dgm_utf8_read(dgm_view text, size_t at, uint32_t *out_size);

/* Writes a code point (a scalar value) to `out` (room for 4) and returns the bytes written. */
uint32_t dgm_utf8_write(uint32_t code, char *out);

/* Where the code point before `at` (> 0, a boundary of valid UTF-8) begins. */
size_t dgm_utf8_before(dgm_view text, size_t at);

#endif
