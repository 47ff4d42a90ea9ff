/* inner.h - statements told inside of the content of others, where the grammar shows them: "I think that",
 * "they promised to", "his claim that".
 *
 * Only words that the model has taken for no cue are looked at, and only where all of it lies within one
 * stretch of content. */
#ifndef DGM_READING_INNER_H
#define DGM_READING_INNER_H

#include "base/arena.h"
#include "base/status.h"
#include "reading/tagged.h"

typedef struct dgm_inner {
    dgm_attribution *items;
    uint32_t count;
} dgm_inner;

/* All lives in `arena`. Fails with DGM_ERR_MEMORY only. */
DGM_MUST_USE dgm_status dgm_inner_find(const dgm_tagged *t, dgm_arena *arena, dgm_inner *out, dgm_error *err);

#endif
