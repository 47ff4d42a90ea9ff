/* drafts.h - the model's attributions, mended: cues completed or split, and what is told inside of content
 * added where the grammar shows it plainly.
 *
 * What is added stands inside of another's content, always: the model sees what is told by itself, but has
 * learnt from texts in which only that is marked. */
#ifndef DGM_READING_DRAFTS_H
#define DGM_READING_DRAFTS_H

#include "base/arena.h"
#include "base/status.h"
#include "reading/tagged.h"

typedef struct dgm_drafts {
    const dgm_attribution *items;
    uint32_t count;
    size_t n_content; /* of all of them */
} dgm_drafts;

/* All lives in `arena`. Fails with DGM_ERR_MEMORY only. */
DGM_MUST_USE dgm_status dgm_drafts_make(const dgm_tagged *t, dgm_arena *arena, dgm_drafts *out,
                                        dgm_error *err);

#endif
