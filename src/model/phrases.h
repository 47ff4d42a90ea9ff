/* phrases.h - the phrases of a report that are asked for by kind: time expressions and mentions.
 *
 * Vectors come in order, window by window; a sentence is read when the parser has cut it, so that no phrase
 * crosses one and memory does not grow with the report. Private to src/model; one thread. */
#ifndef DGM_MODEL_PHRASES_H
#define DGM_MODEL_PHRASES_H

#include "model/linear.h"
#include "model/tags.h"
#include "text/words.h"

typedef struct dgm_phrases dgm_phrases;

/* For windows of at most `most_words`. Fails with DGM_ERR_MODEL or DGM_ERR_MEMORY. NULL is fine to free. */
DGM_MUST_USE dgm_status dgm_phrases_new(const dgm_weights *weights, uint32_t most_words,
                                        dgm_phrases **out_phrases, dgm_error *err);
void dgm_phrases_free(dgm_phrases *phrases);

/* Begins a report. `words` and `arena` are borrowed until the end. */
void dgm_phrases_start(dgm_phrases *phrases, const dgm_words *words, dgm_arena *arena);

/* The vectors of the next words, one a row, at most `most_words`. */
void dgm_phrases_add(dgm_phrases *phrases, const dgm_rows *vectors);

/* Reads the sentences that are new among the report's first `n_sentences`; all their words have been added. */
DGM_MUST_USE dgm_status dgm_phrases_read(dgm_phrases *phrases, const dgm_range *sentences,
                                         uint32_t n_sentences, dgm_error *err);

/* Hands times, mentions and links over to `tags`. */
void dgm_phrases_end(dgm_phrases *phrases, dgm_tags *tags);

#endif
