/* actors.h - who the report is about, and who speaks in each statement: a first, simple answer.
 *
 * Names that the model found are gathered into actors: the same name, the last name
 * alone, the acronym in brackets behind it. A statement's speaker is the name in its
 * source; for a pronoun or a title, the nearest fitting name before it. Where
 * nothing fits there is no speaker: better none than a wrong one. */
#ifndef DGM_READING_ACTORS_H
#define DGM_READING_ACTORS_H

#include "article/article.h"
#include "base/arena.h"
#include "base/status.h"
#include "model/tags.h"
#include "model/weights.h"
#include "reading/statements.h"
#include "text/words.h"

typedef enum dgm_actor_kind { DGM_ACTOR_PERSON, DGM_ACTOR_ORGANIZATION, DGM_ACTOR_PLACE } dgm_actor_kind;

typedef struct dgm_actor {
    dgm_actor_kind kind;
    dgm_range name;            /* the fullest of its mentions */
    const dgm_range *mentions; /* stretches of article->text, in order */
    uint32_t n_mentions;
} dgm_actor;

typedef struct dgm_actors {
    const dgm_actor *items; /* by first mention */
    uint32_t count;
    const uint32_t *speakers; /* one a statement: an index into items, or DGM_NOBODY */
} dgm_actors;

/* Gathers actors and finds speakers. `weights` names the labels in `tags`. All lives in `arena`. Fails with
 * DGM_ERR_MEMORY only. */
DGM_MUST_USE dgm_status dgm_actors_read(const dgm_article *article, const dgm_words *words,
                                        const dgm_tags *tags, const dgm_weights *weights,
                                        const dgm_statements *statements, dgm_arena *arena, dgm_actors *out,
                                        dgm_error *err);

#endif
