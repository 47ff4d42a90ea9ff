/* outlets.h - the news agencies, newspapers, broadcasters and platforms that a report names.
 *
 * Known ones by the facts; others by the noun beside the name ("the newspaper Ashai", "Tehran Radio"), and
 * "state television" and its like by the wording. Knows names, not what they are named for. */
#ifndef DGM_READING_OUTLETS_H
#define DGM_READING_OUTLETS_H

#include "base/arena.h"
#include "base/status.h"
#include "reading/tagged.h"

typedef struct dgm_outlet {
    dgm_range words, text; /* of the name alone */
    dgm_view name;         /* canonical, or as in the text; never empty */
    bool platform;         /* where people post: "Twitter" */
    bool generic;          /* no name of its own: "state television" */
    bool sure;             /* known by the facts, and no common word ("Time", "Nation") */
} dgm_outlet;

typedef struct dgm_outlets {
    const dgm_outlet *items; /* in order, apart from one another */
    uint32_t count;
} dgm_outlets;

/* Finds them in all of the text; all lives in `arena`. Linear. Fails with DGM_ERR_MEMORY only. */
DGM_MUST_USE dgm_status dgm_outlets_find(const dgm_tagged *t, dgm_arena *arena, dgm_outlets *out,
                                         dgm_error *err);

/* The first that ends behind `word`: an index into items, count if there is none. */
uint32_t dgm_outlets_from(const dgm_outlets *outlets, uint32_t word);

#endif
