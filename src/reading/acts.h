/* acts.h - single acts as the sentences tell them, before mentions of one act are joined: which triggers
 * count, which make one act together, and what the model says of it. */
#ifndef DGM_READING_ACTS_H
#define DGM_READING_ACTS_H

#include "base/arena.h"
#include "base/status.h"
#include "reading/plover.h"
#include "reading/tagged.h"

enum { DGM_ACT_TRIGGERS = 4 };

typedef struct dgm_act {
    uint32_t triggers[DGM_ACT_TRIGGERS]; /* of tags->triggers, in order */
    uint32_t n_triggers, best;           /* best: the surest of them, an index into tags->triggers */
    uint32_t word;                       /* of the best */
    uint32_t sentence;                   /* of tags->sentences */
    uint8_t type;
    float found, typed;
    dgm_act_status status;
    float stated;
    const char *status_rule;
} dgm_act;

typedef struct dgm_acts {
    dgm_act *items; /* by first trigger */
    uint32_t count;
} dgm_acts;

/* Chooses them. Blurbs and boilerplate tell none. All lives in `arena`. Fails with DGM_ERR_MEMORY only. */
DGM_MUST_USE dgm_status dgm_acts_choose(const dgm_tagged *t, dgm_arena *arena, dgm_acts *out, dgm_error *err);

#endif
