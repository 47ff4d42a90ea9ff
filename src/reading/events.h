/* events.h - what was done, planned, denied or feared, by whom and to whom, and on whose word: acts in the
 * terms of PLOVER (plover.h).
 *
 * The model says which words name an act, of what type and status, and which words of the sentence stand for
 * its parties. Here they become entries: parties are actors, times are days, several mentions of one act are
 * one event. */
#ifndef DGM_READING_EVENTS_H
#define DGM_READING_EVENTS_H

#include "reading/actors.h"
#include "reading/plover.h"
#include "reading/speakers.h"
#include "reading/times.h"

typedef struct dgm_place {
    dgm_view name;  /* data NULL: none */
    dgm_view iso3;  /* data NULL: unknown */
    float lat, lon; /* degrees; only where `located` */
    bool located;
    dgm_range text; /* of article->text */
} dgm_place;

typedef struct dgm_event {
    uint8_t type; /* dgm_act_type */
    dgm_act_status status;
    const uint8_t *modes, *contexts; /* of plover.h, in order */
    uint32_t n_modes, n_contexts;
    const uint32_t *actors, *recipients; /* no actor is on both sides, or twice */
    uint32_t n_actors, n_recipients;
    const dgm_range *triggers; /* of article->text, in order, apart from one another; at least 1 */
    uint32_t n_triggers;
    dgm_range sentence; /* the evidence: the first trigger's sentence */
    int32_t begin, end; /* days, both part of it; DGM_NO_DAY: open. Only if `time` is one */
    uint32_t time;      /* the time expression that says when, or DGM_NOBODY */
    dgm_place where;    /* as the text has it */
    uint32_t
        asserted_by;  /* the innermost statement on whose word it stands, or DGM_NOBODY: the report's own */
    float confidence; /* 0 to 1 */

    /* Why, for a person who asks. */
    uint32_t trigger;           /* index into tags->triggers of the surest one */
    float found, typed, stated; /* shares: names an act; of this type, if so; with this status */
    const char *status_rule, *asserter_rule, *actor_rule, *recipient_rule; /* static strings */
} dgm_event;

typedef struct dgm_events {
    const dgm_event *items; /* by first trigger */
    uint32_t count;
} dgm_events;

/* Reads them; `times` may be NULL. All lives in `arena`. Takes near-linear time on any input. Fails with
 * DGM_ERR_MEMORY only. */
DGM_MUST_USE dgm_status dgm_events_read(const dgm_tagged *t, const dgm_statements *statements,
                                        const dgm_speakers *speakers, const dgm_actors *actors,
                                        const dgm_times *times, dgm_arena *arena, dgm_events *out,
                                        dgm_error *err);

#endif
