/* timexwrite.h - private to the times: the pieces that TIMEX3 values are written in. What is not known (0) is
 * written as X; what does not fit is left out. */
#ifndef DGM_READING_TIMEXWRITE_H
#define DGM_READING_TIMEXWRITE_H

#include "reading/timex.h"

/* A value in the making: `data` has room for DGM_TIMEX_VALUE, and ends in NUL. */
typedef struct dgm_timex_text {
    char *data;
    size_t size;
} dgm_timex_text;

void dgm_timex_put(dgm_timex_text *t, const char *piece);

/* At least `width` digits. */
void dgm_timex_put_number(dgm_timex_text *t, int32_t number, int width);

void dgm_timex_put_year(dgm_timex_text *t, int32_t year);
void dgm_timex_put_date(dgm_timex_text *t, dgm_date date);
void dgm_timex_put_month(dgm_timex_text *t, dgm_date date);
void dgm_timex_put_week(dgm_timex_text *t, dgm_week week);
void dgm_timex_put_quarter(dgm_timex_text *t, int32_t year, int32_t quarter);

#endif
