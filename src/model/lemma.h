/* lemma.h - from a word's form and an edit script to its lemma.
 *
 * A script is one of the labels "lemma":
 *     "C:n:suffix"  C: l lower-case the form, k keep it, t Title-case it (first letter upper, the rest
 *     lower); then
 *                   cut n code points off its end; then append suffix (which may hold colons, or be empty)
 *     "=lemma"      the lemma itself
 * A script that leaves nothing gives the form as it is. Case is Unicode's, one code point to one code
 * point. */
#ifndef DGM_MODEL_LEMMA_H
#define DGM_MODEL_LEMMA_H

#include "base/arena.h"
#include "base/status.h"
#include "base/view.h"

/* Is `script` written as above? */
bool dgm_lemma_valid(dgm_view script);

/* The most bytes that the lemma of `form` (valid UTF-8) may take; 0 if the script is not valid. */
size_t dgm_lemma_room(dgm_view form, dgm_view script);

/* Writes the lemma to `out`, which has dgm_lemma_room bytes, and returns its length. The script is valid. */
size_t dgm_lemma_write(dgm_view form, dgm_view script, char *out);

/* The same into `arena`. Fails with DGM_ERR_MEMORY, or DGM_ERR_MODEL for a script that is not valid. */
DGM_MUST_USE dgm_status dgm_lemma_apply(dgm_view form, dgm_view script, dgm_arena *arena, dgm_view *out_lemma,
                                        dgm_error *err);

#endif
