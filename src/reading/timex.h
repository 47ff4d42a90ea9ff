/* timex.h - one expression of time: what its words say, and what that means on a given day.
 *
 *     dgm_timex_parse("last Friday evening") -> weekday 5, one back, evening
 *     dgm_timex_value(that, published 2022-12-31) -> "2022-12-30TEV"
 *
 * Reading and resolving are apart, so that what needs no anchor can be asked of the first alone. Knows no
 * model and no tree: the tense and the anchors come from the caller. */
#ifndef DGM_READING_TIMEX_H
#define DGM_READING_TIMEX_H

#include "base/arena.h"
#include "reading/calendar.h"
#include "reading/times.h"
#include "reading/timexwords.h"

enum { DGM_AMOUNTS = 3 };

/* So many units: "two years" is {YEAR, 2, 0}, "an hour and a half" {HOUR, 1, 1}; -1: nobody says how many. */
typedef struct dgm_amount {
    dgm_unit unit;
    int32_t count, halves;
} dgm_amount;

/* How a unit, a weekday, a month … stands to the anchor: "last" -1, "this" 0, "next" 1. */
typedef struct dgm_relative {
    bool set;
    bool told; /* to the time told of last, rather than to the day of publication */
    int8_t steps;
    enum dgm_timex_last how; /* if steps is -1 */
} dgm_relative;

/* Zero is "not said" everywhere but where -1 is. */
typedef struct dgm_timex {
    bool known;        /* anything was understood */
    bool known_before; /* what `known` was before the last rule */
    bool impossible;   /* it names a day or an hour that does not exist */
    bool fiscal;
    bool plural;    /* "Tuesdays", "mornings": a set, if nothing else is said */
    bool each;      /* "every" */
    bool swappable; /* day and month are figures, and may stand in either order */
    int32_t year, year_end;
    bool before_christ;
    bool last_day;   /* of its month, whichever that is */
    bool short_year; /* `year` is of two digits */
    int32_t decade, century;
    bool short_decade;
    int32_t month, day, day_end, weekday, quarter, half;
    int32_t holiday;                  /* as DGM_TIMEX_HOLIDAY */
    int32_t season, part;             /* -1 */
    int32_t hour, minute, second;     /* -1 */
    bool universal;                   /* the hour is GMT */
    bool day_said;                    /* today, yesterday, tomorrow */
    int32_t day_shift;                /* of it */
    dgm_relative relative;            /* of the unit, or of the weekday, month, season, part, holiday */
    dgm_unit unit;                    /* that `relative` counts, or that stands alone */
    dgm_relative year_relative;       /* "July last year" */
    dgm_relative week_relative;       /* "Friday last week" */
    int32_t ordinal;                  /* of `unit`: "the second day" */
    bool shifted, shift_told, around; /* "two days ago"; "two days later"; so many parted from anything */
    int32_t shift_sign;
    dgm_amount shift;                /* how far */
    dgm_amount amounts[DGM_AMOUNTS]; /* of a duration or a set */
    uint32_t n_amounts;
    int32_t span;  /* of a duration: -1 "the past", 1 "the next", 0 unsaid */
    int32_t often; /* times in each amount: "twice a week" */
    bool often_said;
    bool ref_said;
    int32_t ref; /* -1 past, 0 present, 1 future */
    dgm_time_mod mod;
} dgm_timex;

/* Reads `text`. Always leaves `*out` whole; `known` is false when no word of
 * time was found. */
void dgm_timex_parse(dgm_view text, dgm_timex *out);

typedef enum dgm_tense { DGM_TENSE_NONE, DGM_TENSE_PAST, DGM_TENSE_PRESENT, DGM_TENSE_FUTURE } dgm_tense;

/* What an expression is measured from. */
typedef struct dgm_anchor {
    dgm_date published;    /* parts that are not known are 0 */
    dgm_date told;         /* the time told of last, as far as it is known */
    int32_t told_week;     /* DGM_NO_DAY, or the Monday of the week told of last */
    dgm_date told_quarter; /* year, and in `month` the quarter, told of last; 0: none */
    bool quarters;         /* the sentence compares quarters */
    bool history;          /* the text tells of times long before its publication */
    dgm_tense tense;       /* of the governing verb */
} dgm_anchor;

enum { DGM_TIMEX_VALUE = 40 };

/* A value and what goes with it; `value` is empty when the expression names no possible date. */
typedef struct dgm_timex_meaning {
    char value[DGM_TIMEX_VALUE];
    const char *mod, *note; /* NULL: none */
    dgm_time_type type;     /* as given, or what the words say it must be */
    int32_t begin, end;
} dgm_timex_meaning;

void dgm_timex_value(const dgm_timex *timex, dgm_time_type type, const dgm_anchor *anchor,
                     dgm_timex_meaning *out);

/* A duration in TIMEX3: "P2Y6M"; also of an amount that was reckoned ("a quarter of that"). */
void dgm_timex_duration(const dgm_amount *amounts, uint32_t count, char out[DGM_TIMEX_VALUE]);

#endif
