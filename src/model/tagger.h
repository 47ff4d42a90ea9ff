/* tagger.h - the words of a report in, all that the model says about them out.
 *
 * Holds an encoder, all heads and their scratch memory: one tagger a thread, any number over the same
 * weights.
 * Knows words, not text: what the labels mean is the reading's business. */
#ifndef DGM_MODEL_TAGGER_H
#define DGM_MODEL_TAGGER_H

#include "base/arena.h"
#include "model/tags.h"
#include "model/weights.h"
#include "text/words.h"

typedef struct dgm_tagger dgm_tagger;

/* Finds and checks every tensor and label set that will be needed, and allocates all scratch memory.
 * `weights` must outlive the tagger. Fails with DGM_ERR_MODEL or DGM_ERR_MEMORY; then `*out_tagger` is
 * untouched. */
DGM_MUST_USE dgm_status dgm_tagger_new(const dgm_weights *weights, dgm_tagger **out_tagger, dgm_error *err);

/* NULL is fine. */
void dgm_tagger_free(dgm_tagger *tagger);

/* Tags `words`, cut with the vocabulary of the same weights; 0 words are fine. All that `*out_tags` points
 * at lives in `arena`. The result depends on words and weights alone, to the bit: not on the CPU, nor on
 * what the tagger read before. Fails with DGM_ERR_MEMORY when the arena is full, or DGM_ERR_ARGUMENT for
 * words of another vocabulary; then `*out_tags` is untouched. */
DGM_MUST_USE dgm_status dgm_tagger_run(dgm_tagger *tagger, const dgm_words *words, dgm_arena *arena,
                                       dgm_tags *out_tags, dgm_error *err);

#endif
