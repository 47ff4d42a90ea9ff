/* cues.h - whether a cue says anything by itself, and where it tells of two statements at once.
 *
 * The model at times marks only the auxiliary or an adverb of a cue; and as the corpora that it learnt from
 * differ over nesting, "is expected to announce" or "denied claims" as one cue. */
#ifndef DGM_READING_CUES_H
#define DGM_READING_CUES_H

#include "base/view.h"
#include "reading/tagged.h"

/* Makes a cue of nothing but auxiliaries or adverbs take in the verb, noun or adjective that follows as
 * content ("then | shows", "have been | calls"). False if it still says nothing: "however". */
bool dgm_cues_complete(const dgm_tagged *t, dgm_range *cue, dgm_range *runs, uint32_t n_runs);

typedef enum dgm_cue_split {
    DGM_CUE_WHOLE,
    DGM_CUE_RAISING, /* "is expected | to announce": nobody's expectation of what the subject will say */
    DGM_CUE_NOUN     /* "denied | claims that": what is denied was claimed by others */
} dgm_cue_split;

/* Whether the cue is two, one inside the other; `*at` is the first word of the inner one. */
dgm_cue_split dgm_cues_split(const dgm_tagged *t, dgm_range cue, uint32_t *at);

#endif
