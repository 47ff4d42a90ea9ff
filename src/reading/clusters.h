/* clusters.h - which phrases of a report refer to the same thing: all of them, things and days included.
 *
 * Names are joined by their spelling and by the facts ("U.S.", "America"), appositions by the tree, "I" in a
 * quotation to its source, "the president" to who bears the title. All else follows the model's scores of
 * antecedents, the best first, under what every reader knows: a cluster holds one full name, one gender, one
 * number, and no phrase refers to what it stands inside. */
#ifndef DGM_READING_CLUSTERS_H
#define DGM_READING_CLUSTERS_H

#include "base/arena.h"
#include "base/status.h"
#include "reading/known.h"
#include "reading/mentions.h"
#include "reading/names.h"
#include "reading/statements.h"
#include "reading/tagged.h"

typedef struct dgm_cluster {
    uint32_t first, n_phrases; /* in dgm_clusters.members */
    uint32_t name;             /* index into dgm_names.actors, or DGM_NOBODY */
    uint32_t fact;             /* of a phrase of it: a dgm_facts_at, or DGM_UNKNOWN */
    dgm_entity entity;
    char gender;
    bool many;
} dgm_cluster;

typedef struct dgm_clusters {
    const dgm_cluster *items; /* by first phrase */
    uint32_t count;
    const uint32_t *members; /* phrases, cluster by cluster, each in order */
    const uint32_t *of;      /* one a phrase */
    const float *sure;       /* one a phrase: that it belongs, 0 to 1 */
} dgm_clusters;

/* What a report is seen through. All borrowed. */
typedef struct dgm_sight {
    const dgm_tagged *t;
    const dgm_statements *statements;
    const dgm_knowns *knowns;
    const dgm_names *names;
    const dgm_phrases *phrases;
    int32_t day; /* yyyymmdd, of the report or, where that is unknown, one on which those whom it names held
                             their offices; 0 unknown */
    const uint32_t *told; /* one a word: the innermost statement whose content holds it, or DGM_NOBODY */
} dgm_sight;

/* Fills in all of `out` but `clusters`: what the facts know, the names, the phrases. `day` as in known.h. */
DGM_MUST_USE dgm_status dgm_sight_read(const dgm_tagged *t, const dgm_statements *statements, int32_t day,
                                       dgm_arena *arena, dgm_sight *out, dgm_error *err);

/* Gathers; all lives in `arena`. Takes near-linear time. Fails with DGM_ERR_MEMORY only. */
DGM_MUST_USE dgm_status dgm_clusters_read(const dgm_sight *s, dgm_arena *arena, dgm_clusters *out,
                                          dgm_error *err);

/* The phrase that a relative pronoun stands for, or DGM_NOBODY. */
uint32_t dgm_clusters_relative(const dgm_sight *s, uint32_t word);

#endif
