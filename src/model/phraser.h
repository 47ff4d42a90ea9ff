/* phraser.h - the phrases of a report that are asked for by kind: time expressions and mentions.
 *
 * Vectors come in order, window by window; a sentence is read when the parser has cut it, so that no phrase
 * crosses one and memory does not grow with the report. Private to src/model; one thread. */
#ifndef DGM_MODEL_PHRASER_H
#define DGM_MODEL_PHRASER_H

#include "model/linear.h"
#include "model/tags.h"
#include "text/words.h"

typedef struct dgm_phraser dgm_phraser;

/* For windows of at most `most_words`. Fails with DGM_ERR_MODEL or DGM_ERR_MEMORY. NULL is fine to free. */
DGM_MUST_USE dgm_status dgm_phraser_new(const dgm_weights *weights, uint32_t most_words,
                                        dgm_phraser **out_phraser, dgm_error *err);
void dgm_phraser_free(dgm_phraser *phraser);

/* Begins a report. `words` and `arena` are borrowed until the end. */
void dgm_phraser_start(dgm_phraser *phraser, const dgm_words *words, dgm_arena *arena);

/* The vectors of the next words, one a row, at most `most_words`. */
void dgm_phraser_add(dgm_phraser *phraser, const dgm_rows *vectors);

/* Reads those of the report's first `n_sentences` that are new; all their words have been added. */
DGM_MUST_USE dgm_status dgm_phraser_read(dgm_phraser *phraser, const dgm_range *sentences,
                                         uint32_t n_sentences, dgm_error *err);

/* Hands times, mentions and links over to `tags`. */
void dgm_phraser_end(dgm_phraser *phraser, dgm_tags *tags);

#endif
