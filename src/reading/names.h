/* names.h - the names in a report, and which of them are the same actor's.
 *
 * A name belongs to the actor that is called the same, or whose last name or initials
 * it is. Full names count first, wherever they stand, so that a headline's short name
 * finds its owner. Names of persons,
 * organizations and places count; nationalities and the like do not.
 * Knows spelling; knows nothing of pronouns or of what is said. */
#ifndef DGM_READING_NAMES_H
#define DGM_READING_NAMES_H

#include "article/article.h"
#include "base/arena.h"
#include "base/status.h"
#include "model/tags.h"
#include "model/weights.h"
#include "reading/actors.h"
#include "reading/given.h"
#include "text/words.h"

/* Who goes by some of the names. */
typedef struct dgm_named {
    dgm_actor_kind kind;
    dgm_range name; /* the fullest of them; in text */
    uint32_t n_mentions;
} dgm_named;

typedef struct dgm_name {
    dgm_range words;
    dgm_range text;
    dgm_actor_kind kind; /* of this mention; the actor's is that of most of its mentions */
    uint32_t actor;      /* index into dgm_names.actors */
} dgm_name;

typedef struct dgm_names {
    const dgm_name *items; /* in order of the text */
    uint32_t count;
    const dgm_named *actors;   /* by first mention */
    const dgm_gender *genders; /* of each actor, where a name or a form of address tells */
    uint32_t n_actors;
} dgm_names;

/* Finds the names outside blurbs and boilerplate, and gathers them. All lives in `arena`. Fails with
 * DGM_ERR_MEMORY only. */
DGM_MUST_USE dgm_status dgm_names_gather(const dgm_article *article, const dgm_words *words,
                                         const dgm_tags *tags, const dgm_weights *weights, dgm_arena *arena,
                                         dgm_names *out, dgm_error *err);

#endif
