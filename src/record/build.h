/* build.h - a record, made from what was read: stretches of text become bytes of the input, indices
 * become ids, roles and kinds become words. Decides nothing. */
#ifndef DGM_RECORD_BUILD_H
#define DGM_RECORD_BUILD_H

#include "base/arena.h"
#include "base/status.h"
#include "reading/actors.h"
#include "reading/claims.h"
#include "reading/credits.h"
#include "reading/events.h"
#include "reading/speakers.h"
#include "reading/statements.h"
#include "reading/times.h"
#include "record/record.h"

/* All that a record is made of. Everything is borrowed and must live as long as the record. */
typedef struct dgm_findings {
    dgm_view input;
    const dgm_article *article;
    const dgm_words *words;
    const dgm_tags *tags;
    const dgm_weights *weights;
    const dgm_statements *statements;
    const dgm_times *times;
    const dgm_actors *actors;
    const dgm_speakers *speakers;
    const dgm_credits *credits;
    const dgm_events *events;
    const dgm_claims *claims;
    dgm_view path;
    dgm_view version; /* of dragoman */
} dgm_findings;

/* Makes the record in `arena`. Fails with DGM_ERR_MEMORY only; then `*out` is untouched. */
DGM_MUST_USE dgm_status dgm_record_build(const dgm_findings *findings, dgm_arena *arena,
                                         const dgm_record **out, dgm_error *err);

#endif
