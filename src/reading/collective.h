/* collective.h - whom a phrase of several stands for, where the report has named each of them: "Lee and Kim",
 * "the two leaders", "both countries". */
#ifndef DGM_READING_COLLECTIVE_H
#define DGM_READING_COLLECTIVE_H

#include "reading/clusters.h"

enum { DGM_COLLECTIVE_MOST = 8 };

/* The clusters that phrase `index` stands for, in the order of the text; at least two, or none. `is_actor`
 * tells of each cluster whether it is an actor. Looks back over a bounded number of phrases. */
uint32_t dgm_collective_of(const dgm_sight *s, const dgm_clusters *c, const bool *is_actor, uint32_t index,
                           uint32_t out[DGM_COLLECTIVE_MOST]);

#endif
