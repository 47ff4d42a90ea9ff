/* relays.h - through whose hands a statement came: "told Reuters", "in an interview with CNN", "in a tweet",
 * "carried by the agency", and an outlet that reports all of it.
 *
 * A speaker's later sentences often come the same way without saying so; that is for those who know the
 * speakers. */
#ifndef DGM_READING_RELAYS_H
#define DGM_READING_RELAYS_H

#include "base/arena.h"
#include "base/status.h"
#include "reading/outlets.h"
#include "reading/speakers.h"
#include "reading/statements.h"
#include "reading/tagged.h"

typedef struct dgm_relay_list {
    const dgm_via *items; /* nearest to the speaker first */
    uint32_t count;
    uint32_t n_own; /* the first of them: named beside the statement's own cue */
} dgm_relay_list;

/* Fills `out`, one list a statement; their actors are not looked up. All lives in `arena`. Fails with
 * DGM_ERR_MEMORY only. */
DGM_MUST_USE dgm_status dgm_relays_read(const dgm_tagged *t, const dgm_statements *statements,
                                        const dgm_outlets *outlets, dgm_arena *arena, dgm_relay_list *out,
                                        dgm_error *err);

/* The outlet that a statement's source is, or NULL: "the BBC", "Sky News", not "the BBC's Ann Lee". */
const dgm_outlet *dgm_relays_source(const dgm_tagged *t, const dgm_outlets *outlets, dgm_range source_words);

#endif
