/* speakers.h - who says each statement, to whom, through whose hands it came, and when it was said.
 *
 * A statement's source is a phrase of the text; whom it means is the question of actors.h. What is left is
 * asked here: statements without a source, quotations that answer one another, "I" and "you" inside of them,
 * those who relay ("told Reuters", "in a post on Telegram"). Better nobody than a wrong one; a guess is
 * marked by `sure`. */
#ifndef DGM_READING_SPEAKERS_H
#define DGM_READING_SPEAKERS_H

#include "base/arena.h"
#include "base/status.h"
#include "reading/statements.h"
#include "reading/tagged.h"

struct dgm_actors;
struct dgm_times;

/* One relay: an outlet, agency, platform or the like. */
typedef struct dgm_via {
    dgm_view name;  /* canonical: "Reuters", "Twitter"; never empty */
    dgm_range text; /* of article->text: the words that name it */
    uint32_t actor; /* index into actors->items, or DGM_NOBODY: it is no actor of the report */
} dgm_via;

/* What belongs to one statement. */
typedef struct dgm_saying {
    uint32_t speaker;   /* actor or DGM_NOBODY */
    uint32_t addressee; /* actor or DGM_NOBODY */
    const dgm_via *via; /* in the order of the text */
    uint32_t n_via;
    uint32_t when; /* when it was said: index into times->items, or DGM_NOBODY */
    float sure;    /* of the speaker, 0 to 1 */
} dgm_saying;

typedef struct dgm_speakers {
    const dgm_saying *items; /* one a statement, in their order */
} dgm_speakers;

/* Reads them all; adds to `actors` the mentions that only a quotation's speaker explains ("I", "you").
 * `times` may be NULL. All lives in `arena`. Fails with DGM_ERR_MEMORY only. */
DGM_MUST_USE dgm_status dgm_speakers_read(const dgm_tagged *t, const dgm_statements *statements,
                                          struct dgm_actors *actors, const struct dgm_times *times,
                                          dgm_arena *arena, dgm_speakers *out, dgm_error *err);

#endif
