/* codes.h - who somebody is, by what the report and the facts say: name, kind, PLOVER code, role.
 *
 * A code is a country or one of IGO, UNO, EUR, NGO, ISM, IMG, MNC, then a sector. The facts give both for
 * states and bodies; of others the sector comes from the noun ("troops": MIL), the country from the words
 * around it ("a Turkish official"), else from the country that the report is about. */
#ifndef DGM_READING_CODES_H
#define DGM_READING_CODES_H

#include "reading/actors.h"
#include "reading/clusters.h"

typedef struct dgm_identity {
    dgm_actor_kind kind;
    dgm_view name; /* data NULL: none */
    dgm_view code; /* data NULL: none */
    dgm_view iso3, wikidata, role;
    char gender;
    bool many;
    bool kept; /* is an actor at all: a person, state, body or place that the report names or lets speak */
    bool body; /* `name` is that of a body for which somebody without a name speaks */
} dgm_identity;

/* Who cluster `index` is. `kept` false: nobody; then nothing else is filled in. Fails with DGM_ERR_MEMORY
 * only. */
DGM_MUST_USE dgm_status dgm_identify(const dgm_sight *s, const dgm_clusters *c, uint32_t index,
                                     dgm_arena *arena, dgm_identity *out, dgm_error *err);

/* The country that a noun phrase names for itself ("the Russian president", "president of Russia"), else the
 * report's own; empty if there is none. `own`, unless NULL, tells whether the phrase named it. */
dgm_view dgm_codes_land(const dgm_sight *s, const dgm_phrase *p, bool *own);

#endif
