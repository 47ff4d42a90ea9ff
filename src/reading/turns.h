/* turns.h - quotations that no cue tells of: whose are they?
 *
 * One that follows at once on what somebody said is his, by the convention of newspapers. But where two have
 * answered each other, or a question was asked, a paragraph that is nothing but a quotation is the other's:
 * it becomes a statement of its own, without source or cue, and speakers.h gives it a speaker by turn. */
#ifndef DGM_READING_TURNS_H
#define DGM_READING_TURNS_H

#include "base/arena.h"
#include "base/status.h"
#include "reading/statements.h"
#include "reading/tagged.h"

/* Gives such quotations to the statements in `items`, which are in order of their cues, and adds statements
 * behind `*count`; there is room for one more a quotation. The order is lost where some are added. New
 * content lies in `arena`. Fails with DGM_ERR_MEMORY only. */
DGM_MUST_USE dgm_status dgm_turns_add(const dgm_tagged *t, dgm_statement *items, uint32_t *count,
                                      dgm_arena *arena, dgm_error *err);

/* Whether the statement is one of those added: it has no cue. */
static inline bool dgm_turns_is(const dgm_statement *statement) {
    return statement->cue.start == statement->cue.end;
}

#endif
