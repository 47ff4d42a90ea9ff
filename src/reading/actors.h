/* actors.h - who the report is about: persons, states, organizations, groups, places, and how it calls them.
 *
 * Every phrase that names or refers to somebody is a mention; mentions of the same one are gathered
 * (clusters.h), and what is said about him, the facts of lexicon/ and the date of the report give the actor
 * his name, his code and his role. A source that names nobody ("a Turkish official") is an actor without a
 * name, with the code that the text gives. Where nobody is known there is nobody: better none than a wrong
 * one.
 *
 * Not known here is who "I", "we" and "you" are inside a quotation: speakers.h knows, and hands it back by
 * dgm_actors_add for each such phrase and, once all are told, dgm_actors_settle. A source of words is looked
 * up with dgm_actors_meant, pronouns ("he", "who", "they") included; a statement without a source, "I" and
 * turn-taking are the question of speakers.h. */
#ifndef DGM_READING_ACTORS_H
#define DGM_READING_ACTORS_H

#include "base/arena.h"
#include "base/status.h"
#include "base/view.h"
#include "reading/statements.h"
#include "reading/tagged.h"

struct dgm_times;

typedef enum dgm_actor_kind {
    DGM_ACTOR_PERSON,
    DGM_ACTOR_STATE,
    DGM_ACTOR_ORGANIZATION,
    DGM_ACTOR_GROUP,
    DGM_ACTOR_PLACE
} dgm_actor_kind;

typedef enum dgm_form {
    DGM_FORM_NAME,    /* "Vladimir Putin", "Mr Putin" */
    DGM_FORM_NOMINAL, /* "the Russian president" */
    DGM_FORM_PRONOUN, /* "he", "who", "their" */
    DGM_FORM_METONYM  /* "Moscow", "the Kremlin", "Russian" for the state */
} dgm_form;

typedef struct dgm_actor_mention {
    dgm_range text;  /* of article->text */
    dgm_range words; /* the same in words */
    uint32_t head;   /* the word that it hangs by; inside `words` */
    dgm_form form;
    uint32_t actor;   /* a collective ("the two leaders") has one mention for each of its actors */
    float confidence; /* 0 to 1, that it is this actor */
} dgm_actor_mention;

typedef struct dgm_actor {
    dgm_actor_kind kind;
    dgm_view name;                      /* canonical; data NULL: the text does not tell */
    dgm_view code;                      /* PLOVER: "RUS GOV"; data NULL: unknown */
    dgm_view iso3, wikidata, role;      /* "RUS", "Q7747", "president"; data NULL: unknown */
    uint32_t first_mention, n_mentions; /* in dgm_actors.by_actor; never 0 */
    char gender;                        /* of a person: 'm', 'f', 0 unknown */
    bool many;                          /* several, spoken of as "they": "officials", "the two leaders" */
} dgm_actor;

typedef struct dgm_actors {
    const dgm_actor *items; /* by first mention */
    uint32_t count;
    const dgm_actor_mention *mentions; /* by text.start, then longer first */
    uint32_t n_mentions;
    const uint32_t *by_actor; /* indices into mentions, actor by actor, each in order of the text */
    struct dgm_cast *cast;    /* private: what dgm_actors_meant looks things up in */
} dgm_actors;

/* Gathers the actors of a report. `times` tells the report's date; NULL if unknown. All lives in `arena`.
 * Takes near-linear time on any input. Fails with DGM_ERR_MEMORY only. */
DGM_MUST_USE dgm_status dgm_actors_read(const dgm_tagged *t, const dgm_statements *statements,
                                        const struct dgm_times *times, dgm_arena *arena, dgm_actors *out,
                                        dgm_error *err);

/* Whom a phrase means, e.g. the source "Turkey's foreign minister, Ann Lee,": up to `most` actors, best
 * first, several for a list or a collective ("the two leaders"). Returns how many: 0 when nobody is known.
 * `confidence`, unless NULL, is that of the first. */
uint32_t dgm_actors_meant(const dgm_actors *actors, const dgm_tagged *t, dgm_range words, uint32_t most,
                          uint32_t *out, float *confidence);

/* The actor of the mention whose head is `word`, or DGM_NOBODY. */
uint32_t dgm_actors_at(const dgm_actors *actors, uint32_t word);

/* How many of the mentions begin at or before `word`: those that may hold it stand right before that
 * index. */
uint32_t dgm_actors_begun(const dgm_actors *actors, const dgm_tagged *t, uint32_t word);

/* The first actor of this canonical name, or DGM_NOBODY. */
uint32_t dgm_actors_named(const dgm_actors *actors, dgm_view name);

/* Notes that `words` mean `actor`. A mention with the same words that is there already goes over to it.
 * Nothing changes, and no look-up sees it, before dgm_actors_settle. Fails with DGM_ERR_MEMORY only. */
DGM_MUST_USE dgm_status dgm_actors_add(dgm_actors *actors, const dgm_tagged *t, dgm_range words,
                                       dgm_form form, uint32_t actor, float confidence, dgm_arena *arena,
                                       dgm_error *err);

/* Puts what was added in its place: the lists are made anew, actors keep their indices (one that has lost all
 * its mentions keeps its last). Fails with DGM_ERR_MEMORY only; then nothing has changed. */
DGM_MUST_USE dgm_status dgm_actors_settle(dgm_actors *actors, dgm_arena *arena, dgm_error *err);

#endif
