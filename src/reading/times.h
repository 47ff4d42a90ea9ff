/* times.h - when: the day a report came out, and its time expressions with the days they mean.
 *
 * Values are TIMEX3 (TimeML 1.2.1); they depend on the report's own date and never on the day the program
 * runs. */
#ifndef DGM_READING_TIMES_H
#define DGM_READING_TIMES_H

#include "base/arena.h"
#include "base/status.h"
#include "reading/tagged.h"

#define DGM_NO_DAY INT32_MIN /* open, or unknown */

typedef enum dgm_time_type { DGM_TIME_DATE, DGM_TIME_TIME, DGM_TIME_DURATION, DGM_TIME_SET } dgm_time_type;

typedef struct dgm_time {
    dgm_range text, words;
    dgm_time_type type;
    dgm_view value;     /* never empty; data NULL: the expression names no possible date */
    dgm_view mod;       /* data NULL: none */
    int32_t begin, end; /* days since 1970-01-01, both part of it */
    dgm_view note;      /* why there is no value; data NULL: none */
} dgm_time;

typedef struct dgm_publication {
    dgm_view value; /* YYYY-MM-DD, or YYYY-MM or YYYY when no more is known; data NULL: unknown */
    dgm_view from;  /* "given", "metadata", "dateline" or "inferred" */
    dgm_range text; /* its ground; empty if given */
    int32_t day;    /* of the value's begin */
} dgm_publication;

typedef struct dgm_times {
    const dgm_time *items; /* in order of the text */
    uint32_t count;
    dgm_publication published;
} dgm_times;

/* Reads them; `given` is YYYY-MM-DD or empty. All lives in `arena`. Fails with DGM_ERR_MEMORY only. */
DGM_MUST_USE dgm_status dgm_times_read(const dgm_tagged *t, dgm_view given, dgm_arena *arena, dgm_times *out,
                                       dgm_error *err);

#endif
