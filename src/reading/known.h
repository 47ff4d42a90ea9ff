/* known.h - the phrases of a report that the facts of lexicon/ know: countries, demonyms, seats, bodies,
 * outlets.
 *
 * The longest phrase counts, from left to right; none overlaps another. What stands for a person by the names
 * that the model found is left alone ("Jordan" in "Michael Jordan"). Knows words and facts, nothing of
 * actors. */
#ifndef DGM_READING_KNOWN_H
#define DGM_READING_KNOWN_H

#include "base/arena.h"
#include "base/status.h"
#include "facts/facts.h"
#include "reading/tagged.h"

#define DGM_UNKNOWN UINT32_MAX

typedef struct dgm_known {
    dgm_range words;
    dgm_range facts; /* of dgm_facts_at; never empty */
} dgm_known;

typedef struct dgm_knowns {
    const dgm_known *items; /* in order of the text */
    uint32_t count;
    const uint32_t *at; /* one a word: index into items, or DGM_UNKNOWN */
    int32_t day;        /* of the report, yyyymmdd; 0 unknown */
    dgm_view main;      /* code of the country that the report speaks from or of most; may be empty */
    dgm_view rebels;    /* code of the armed group that it names most ("IMG REB"); may be empty */
    float share;        /* of all that points to a country: how much points to `main`, 0 to 1 */
} dgm_knowns;

/* `day` is the report's date as yyyymmdd, 0 if unknown. All lives in `arena`. Fails with DGM_ERR_MEMORY
 * only. */
DGM_MUST_USE dgm_status dgm_knowns_read(const dgm_tagged *t, int32_t day, dgm_arena *arena, dgm_knowns *out,
                                        dgm_error *err);

/* The index of the first fact about an item whose kind is in `kinds`, a sum of 1 << dgm_fact_kind, preferring
 * one that holds on the report's day; DGM_UNKNOWN if there is none. */
uint32_t dgm_known_fact(const dgm_knowns *k, uint32_t item, uint32_t kinds);

/* The same of any stretch of words that is a phrase of the facts, whatever the items are. */
uint32_t dgm_known_phrase(const dgm_tagged *t, const dgm_knowns *k, dgm_range words, uint32_t kinds);

/* The country (or EUR, UNO …) that a word's item stands for: the first part of its code; empty if none. */
dgm_view dgm_known_country(const dgm_knowns *k, uint32_t word);

/* The first part of a code: "RUS" of "RUS GOV"; empty where that is a sector. */
dgm_view dgm_known_land(dgm_view code);

#define DGM_KIND(name) (1u << DGM_FACT_##name)
#define DGM_KINDS_LAND (DGM_KIND(COUNTRY) | DGM_KIND(DEMONYM) | DGM_KIND(CAPITAL) | DGM_KIND(SEAT))
#define DGM_KINDS_BODY                                                                                       \
    (DGM_KIND(SEAT) | DGM_KIND(IGO) | DGM_KIND(BODY) | DGM_KIND(PARTY) | DGM_KIND(FORCE) | DGM_KIND(GROUP) | \
     DGM_KIND(NGO) | DGM_KIND(COMPANY) | DGM_KIND(OUTLET) | DGM_KIND(PLATFORM))
#define DGM_KINDS_ALL ((1u << DGM_FACT_KINDS) - 1)

#endif
