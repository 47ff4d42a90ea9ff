/* published.h - the day a report came out: given, written above it, or solved from what it says.
 *
 *   given      by the caller
 *   metadata   what a web page says of itself, without a span; or a line of its own: "Published 12/30/2022",
 *              "Updated: 3 May 2016"
 *   dateline   before the text: "LONDON, March 3 (Reuters) -"
 *   inferred   the nearest day that agrees with all that is said of the present: a weekday beside a month and
 *              a day ("Friday (12/30)") leaves few years, and the years and seasons named leave fewer
 *
 * A year that is only told of as past dates no report. Nothing is guessed from the day the program runs. */
#ifndef DGM_READING_PUBLISHED_H
#define DGM_READING_PUBLISHED_H

#include "reading/times.h"

/* Never fails; `given` is YYYY-MM-DD or empty, and kept. Other values are in `arena`. Fails with
 * DGM_ERR_MEMORY only. */
DGM_MUST_USE dgm_status dgm_published_read(const dgm_tagged *t, dgm_view given, dgm_arena *arena,
                                           dgm_publication *out, dgm_error *err);

#endif
