/* mentions.h - every phrase of a report that names or refers to something, with what it shows of itself.
 *
 * The phrases are those that the model found, the names, the sources of statements and the personal pronouns;
 * no two have the same head. A phrase tells what kind of thing it is, its number and gender, whether it is a
 * name, a noun or a pronoun, and which role its noun names ("foreign minister"). Knows nothing of who is
 * who. */
#ifndef DGM_READING_MENTIONS_H
#define DGM_READING_MENTIONS_H

#include "base/arena.h"
#include "base/status.h"
#include "facts/facts.h"
#include "reading/actors.h"
#include "reading/known.h"
#include "reading/names.h"
#include "reading/tagged.h"

/* What a phrase is about; the order of the model's labels "entity". */
typedef enum dgm_entity {
    DGM_ENTITY_UNKNOWN,
    DGM_ENTITY_PERSON,
    DGM_ENTITY_PLACE,
    DGM_ENTITY_ORGANIZATION,
    DGM_ENTITY_OBJECT,
    DGM_ENTITY_EVENT,
    DGM_ENTITY_TIME,
    DGM_ENTITY_ABSTRACT,
    DGM_ENTITY_SUBSTANCE,
    DGM_ENTITY_ANIMAL,
    DGM_ENTITY_PLANT
} dgm_entity;

typedef enum dgm_pronoun {
    DGM_PRONOUN_NONE,
    DGM_PRONOUN_I,
    DGM_PRONOUN_WE,
    DGM_PRONOUN_YOU,
    DGM_PRONOUN_HE,
    DGM_PRONOUN_SHE,
    DGM_PRONOUN_IT,
    DGM_PRONOUN_THEY,
    DGM_PRONOUN_WHO,  /* who, which, that: a relative */
    DGM_PRONOUN_OTHER /* this, one, some, everybody */
} dgm_pronoun;

typedef struct dgm_phrase {
    dgm_range words;
    uint32_t head; /* word, inside `words` */
    dgm_form form; /* name, nominal or pronoun */
    dgm_entity entity;
    dgm_pronoun pronoun;
    bool many, one; /* plural; singular; a collective ("the group") is neither */
    bool definite;  /* "the", "this", "his" before it, or a name */
    bool source;    /* somebody's words hang on it */
    bool has_noun;
    char gender;          /* 'm', 'f', 0 */
    uint32_t name;        /* index in dgm_names.items, or DGM_NOBODY */
    uint32_t model;       /* index in dgm_tags.mentions, or DGM_NOBODY */
    dgm_noun noun;        /* what its noun, or the title before its name, says; if has_noun */
    dgm_range noun_words; /* where that stands */
    uint32_t fact;        /* what the facts say about its name or head: a dgm_facts_at, or DGM_UNKNOWN */
} dgm_phrase;

typedef struct dgm_phrases {
    const dgm_phrase *items; /* by head */
    uint32_t count;
    const uint32_t *at; /* one a word: the phrase whose head it is, or DGM_NOBODY */
} dgm_phrases;

/* Gathers them; all lives in `arena`. Fails with DGM_ERR_MEMORY only. */
DGM_MUST_USE dgm_status dgm_phrases_read(const dgm_tagged *t, const dgm_knowns *knowns,
                                         const dgm_names *names, const dgm_statements *statements,
                                         dgm_arena *arena, dgm_phrases *out, dgm_error *err);

/* The word that a phrase of the text, such as a source, hangs by; where the tree sees several, the surest
 * one: a person's name, a subject, the first. */
uint32_t dgm_phrase_top(const dgm_tagged *t, const dgm_phrases *phrases, dgm_range words);

/* Which pronoun a word is, by its letters alone. */
dgm_pronoun dgm_pronoun_of(const dgm_tagged *t, uint32_t word);

/* The role noun that ends at `word`, the longest of up to four words from `from` on ("foreign minister");
 * where it stands goes to `out_words`. False if there is none. */
bool dgm_noun_at(const dgm_tagged *t, uint32_t from, uint32_t word, dgm_noun *out, dgm_range *out_words);

#endif
