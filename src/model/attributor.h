/* attributor.h - cues, and the source and content of each, from the vectors of a window's words.
 *
 * A cue belongs to the window that owns its first word; its source and content are sought in all of
 * that window. Private to src/model; one thread. */
#ifndef DGM_MODEL_ATTRIBUTOR_H
#define DGM_MODEL_ATTRIBUTOR_H

#include "model/linear.h"
#include "model/tags.h"
#include "model/window.h"

typedef struct dgm_attributor dgm_attributor;

/* For windows of at most `most_words`. Fails with DGM_ERR_MODEL or DGM_ERR_MEMORY. NULL is fine to free. */
DGM_MUST_USE dgm_status dgm_attributor_new(const dgm_weights *weights, uint32_t most_words,
                                           dgm_attributor **out_attributor, dgm_error *err);
void dgm_attributor_free(dgm_attributor *attributor);

/* Begins a report. `words` and `arena` are borrowed until the end. */
void dgm_attributor_start(dgm_attributor *attributor, const dgm_words *words, dgm_arena *arena);

/* Reads the next window: a row of `x`, as floats and quantised, for each word from window->first to
 * window->end. */
DGM_MUST_USE dgm_status dgm_attributor_add(dgm_attributor *attributor, const dgm_window *window,
                                           const float *x, const dgm_rows *rows, dgm_error *err);

/* Hands the attributions over to `tags`. */
void dgm_attributor_end(dgm_attributor *attributor, dgm_tags *tags);

#endif
