/* timexextent.h - where an expression of time begins and ends, and what tense it stands in. */
#ifndef DGM_READING_TIMEXEXTENT_H
#define DGM_READING_TIMEXEXTENT_H

#include "model/tags.h"
#include "reading/tagged.h"
#include "reading/timex.h"

/* The model's expressions with their edges mended: pieces of one are put together, "about" and "ago" are
 * taken in, a preposition or a comma at the edge is left out, and what has no word of time in it goes.
 * Amounts that are said of an earlier one ("a quarter of that") come in. `out` has room for
 * dgm_timex_room(t); returns how many there are, in order, apart from one another. */
uint32_t dgm_timex_extents(const dgm_tagged *t, dgm_timespan *pieces, dgm_timespan *out);
uint32_t dgm_timex_room(const dgm_tagged *t);

/* Whether the words say a part of an amount that was named before: "a quarter of that", "half that", "twice
 * as long"; the part as a fraction. */
bool dgm_timex_portion(const dgm_tagged *t, dgm_range words, int32_t *out_above, int32_t *out_below);

/* The tense of the verb that governs these words. */
dgm_tense dgm_timex_tense(const dgm_tagged *t, dgm_range words);

#endif
