/* parties.h - who does an act and to whom: words that the model takes for parties, made into actors of the
 * report; where it names none, what the grammar shows. */
#ifndef DGM_READING_PARTIES_H
#define DGM_READING_PARTIES_H

#include "reading/actors.h"
#include "reading/acts.h"
#include "reading/speakers.h"

enum { DGM_PARTIES_MOST = 12 };

typedef struct dgm_parties {
    uint32_t actors[DGM_PARTIES_MOST], recipients[DGM_PARTIES_MOST];
    uint32_t n_actors, n_recipients;
    const char *actor_rule, *recipient_rule; /* static strings */
} dgm_parties;

/* What is asked of more than one act. All borrowed. */
typedef struct dgm_party_sight {
    const dgm_tagged *t;
    const dgm_actors *actors;
    const dgm_statements *statements;
    const dgm_speakers *speakers;
    const uint32_t *within;  /* dgm_within_statements */
    const uint32_t *cued_by; /* of each word: the statement whose cue holds it, or DGM_NOBODY */
} dgm_party_sight;

/* The parties of an act; no actor is on both sides. */
void dgm_parties_find(const dgm_party_sight *s, const dgm_act *act, dgm_parties *out);

#endif
