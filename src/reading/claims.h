/* claims.h - states of affairs between actors that are no acts: who controls, owns or belongs to what, who is
 * whose ally, supplier or largest customer, who has troops where, and what of theirs rises or falls.
 *
 * Few and sure rather than many: a claim is written only where the sentence says it plainly, by its grammar,
 * of a state, a body, a group or a place; what is wished, denied or only possible is left out. */
#ifndef DGM_READING_CLAIMS_H
#define DGM_READING_CLAIMS_H

#include "reading/actors.h"
#include "reading/times.h"

typedef enum dgm_trend { DGM_TREND_NONE, DGM_TREND_INCREASE, DGM_TREND_DECREASE } dgm_trend;

typedef struct dgm_claim {
    uint32_t subject, object; /* actors; the object may be DGM_NOBODY */
    dgm_view relation;        /* "largest oil supplier of", "controls", "exports to"; words of the text */
    dgm_range relation_text;  /* of article->text: the word that it hangs by */
    dgm_view quantity;        /* "2,000", "by 5 %"; data NULL: none */
    dgm_trend trend;
    uint32_t since;       /* index into times->items, or DGM_NOBODY */
    dgm_range text;       /* of article->text: the evidence */
    uint32_t asserted_by; /* the innermost statement that says so, or DGM_NOBODY: the report itself */
    float confidence;     /* 0 to 1: how often claims of its kind were right */
} dgm_claim;

typedef struct dgm_claims {
    const dgm_claim *items; /* in order of the text */
    uint32_t count;
} dgm_claims;

/* Reads them; `times` may be NULL. All lives in `arena`. Takes near-linear time on any input. Fails with
 * DGM_ERR_MEMORY only. */
DGM_MUST_USE dgm_status dgm_claims_read(const dgm_tagged *t, const dgm_statements *statements,
                                        const dgm_actors *actors, const dgm_times *times, dgm_arena *arena,
                                        dgm_claims *out, dgm_error *err);

#endif
