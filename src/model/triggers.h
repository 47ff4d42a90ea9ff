/* triggers.h - the words that name acts, what kind of act each names, and which words of its sentence stand
 * for the parties.
 *
 * Like phraser.h: vectors come in order, window by window, and a sentence is read when the parser has cut it.
 * Private to src/model; one thread. */
#ifndef DGM_MODEL_TRIGGERS_H
#define DGM_MODEL_TRIGGERS_H

#include "model/linear.h"
#include "model/tags.h"

typedef struct dgm_triggers dgm_triggers;

/* For windows of at most `most_words`. Fails with DGM_ERR_MODEL or DGM_ERR_MEMORY. NULL is fine to free. */
DGM_MUST_USE dgm_status dgm_triggers_new(const dgm_weights *weights, uint32_t most_words,
                                         dgm_triggers **out_triggers, dgm_error *err);
void dgm_triggers_free(dgm_triggers *triggers);

/* Begins a report; `arena` is borrowed until the end. */
void dgm_triggers_start(dgm_triggers *triggers, dgm_arena *arena);

/* The vectors of the next words, one a row, at most `most_words`. */
void dgm_triggers_add(dgm_triggers *triggers, const dgm_rows *vectors);

/* Reads those of the report's first `n_sentences` that are new; all their words have been added. */
DGM_MUST_USE dgm_status dgm_triggers_read(dgm_triggers *triggers, const dgm_range *sentences,
                                          uint32_t n_sentences, dgm_error *err);

/* Hands triggers and arguments over to `tags`. */
void dgm_triggers_end(dgm_triggers *triggers, dgm_tags *tags);

#endif
