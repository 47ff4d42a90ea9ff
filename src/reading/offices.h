/* offices.h - who held an office on a day, and which office holder a name means: the terms of lexicon/, asked
 * with the words of a report. Knows facts and dates; knows nothing of phrases. */
#ifndef DGM_READING_OFFICES_H
#define DGM_READING_OFFICES_H

#include "facts/facts.h"

/* A day since 1970-01-01 as the number yyyymmdd; 0 for one outside the years 1 to 9999. */
int32_t dgm_office_day(int32_t days);

/* The term of whoever is called by `noun` in `land` ("RUS", "United Nations") on `day` (yyyymmdd); false when
 * nobody is known or several might be meant. */
bool dgm_office_holder(dgm_view land, const dgm_noun *noun, int32_t day, dgm_term *out);

/* The term of the person of that name ("Vladimir Putin", "Putin") that runs on `day` or, where none does,
 * lies nearest to it, within some years; false when there is none. With a last name alone only a term that
 * runs, of the country `land` or of the head of another. `day` 0: unknown, any. */
bool dgm_office_of(dgm_view name, dgm_view land, int32_t day, dgm_term *out);

#endif
