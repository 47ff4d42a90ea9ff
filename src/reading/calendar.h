/* calendar.h - days, months, ISO weeks, and the stretch of days that a TIMEX3 value means.
 *
 * Days are counted from 1970-01-01 in the Gregorian calendar, also before it came into use. Years run from
 * 1 to 9999; what lies outside is no date. Pure arithmetic on whole numbers. */
#ifndef DGM_READING_CALENDAR_H
#define DGM_READING_CALENDAR_H

#include "base/view.h"
#include "reading/times.h"

enum { DGM_YEAR_MOST = 9999 };

typedef struct dgm_date {
    int32_t year, month, day;
} dgm_date;

typedef struct dgm_week {
    int32_t year, week; /* of ISO 8601: the year may differ from the day's own */
} dgm_week;

/* 28 to 31; 0 for no month. */
int32_t dgm_calendar_days_in(int32_t year, int32_t month);

bool dgm_calendar_valid(dgm_date date);

/* DGM_NO_DAY unless the date is valid. */
int32_t dgm_calendar_day(dgm_date date);

/* The date of a day; a year outside 1 to 9999 is possible, and not valid. */
dgm_date dgm_calendar_date(int32_t day);

/* 1 Monday to 7 Sunday. */
int32_t dgm_calendar_weekday(int32_t day);

dgm_week dgm_calendar_week(int32_t day);

/* The Monday of an ISO week. */
int32_t dgm_calendar_monday(dgm_week week);

/* 52 or 53. */
int32_t dgm_calendar_weeks_in(int32_t year);

/* The same day `months` later, or earlier; the last of the month where that month is shorter. Not valid where
 * it leaves the years 1 to 9999. */
dgm_date dgm_calendar_add(dgm_date date, int64_t months);

/* Easter Sunday by the Gregorian computus. */
dgm_date dgm_calendar_easter(int32_t year);

/* The first and last day that a value means ("1989", "1989-Q3", "1989-W43-WE", "1989-10-26T10:00", "199");
 * both DGM_NO_DAY for durations, references, and what has an X. Seasons are the meteorological ones of the
 * north, winter from December of its year. */
void dgm_calendar_span(dgm_view value, int32_t *out_begin, int32_t *out_end);

#endif
