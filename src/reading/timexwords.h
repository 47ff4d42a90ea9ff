/* timexwords.h - an expression of time, cut into words that each have a class and a number.
 *
 *     "Friday, Oct. 13th"  ->  W5 M10 O13        "the past two months"  ->  l-1 N2 U(month)
 *
 * One table knows the words; what stands between them and means nothing is left out, numbers in words are put
 * together. The grammar (timex.c) reads classes and numbers only. */
#ifndef DGM_READING_TIMEXWORDS_H
#define DGM_READING_TIMEXWORDS_H

#include "base/view.h"

typedef enum dgm_unit {
    DGM_UNIT_NONE,
    DGM_UNIT_SECOND,
    DGM_UNIT_MINUTE,
    DGM_UNIT_HOUR,
    DGM_UNIT_DAY,
    DGM_UNIT_WEEKEND,
    DGM_UNIT_WEEK,
    DGM_UNIT_MONTH,
    DGM_UNIT_QUARTER,
    DGM_UNIT_YEAR,
    DGM_UNIT_DECADE,
    DGM_UNIT_CENTURY,
    DGM_UNIT_MILLENNIUM,
    DGM_UNIT_SEASON, /* "the past three summers" */
    DGM_UNIT_PERIOD  /* "the same period" */
} dgm_unit;

/* In the order of timexvalue.c's names. */
typedef enum dgm_time_mod {
    DGM_MOD_NONE,
    DGM_MOD_START,
    DGM_MOD_MID,
    DGM_MOD_END,
    DGM_MOD_APPROX,
    DGM_MOD_MORE,
    DGM_MOD_MORE_OR_EQUAL,
    DGM_MOD_LESS,
    DGM_MOD_LESS_OR_EQUAL,
    DGM_MOD_BEFORE,
    DGM_MOD_AFTER,
    DGM_MOD_ON_OR_BEFORE,
    DGM_MOD_ON_OR_AFTER
} dgm_time_mod;

/* The classes, each a character, so that a rule of the grammar is a string. */
enum {
    DGM_TIMEX_MONTH = 'M',    /* 1 to 12 */
    DGM_TIMEX_WEEKDAY = 'W',  /* 1 Monday to 7; extra: plural */
    DGM_TIMEX_UNIT = 'U',     /* dgm_unit; extra: plural */
    DGM_TIMEX_NUMBER = 'N',   /* extra: digits it is written with, 0 in words */
    DGM_TIMEX_YEAR = 'Y',     /* four digits, or two after an apostrophe (extra 2) */
    DGM_TIMEX_ORDINAL = 'O',  /* "third", "3rd"; extra 1: the last, -1 */
    DGM_TIMEX_DECADE = 'D',   /* 199, or 9 of an unknown century (extra 1) */
    DGM_TIMEX_SEASON = 'S',   /* 0 spring to 3 winter; extra: plural */
    DGM_TIMEX_PART = 'P',     /* dgm_part_of_day; extra: plural */
    DGM_TIMEX_LAST = 'l',     /* extra: dgm_timex_last */
    DGM_TIMEX_THIS = 't',     /* extra 1: "current", which says as much alone */
    DGM_TIMEX_NEXT = 'n',     /* extra 1: as the story goes ("the following day") */
    DGM_TIMEX_THAT = 'h',     /* that, the same */
    DGM_TIMEX_AGO = 'k',      /* -1 ago, earlier; 1 later, hence; extra 1: as the story goes */
    DGM_TIMEX_VAGUE = 'Q',    /* few, several; value: 2 for a couple, else 0 */
    DGM_TIMEX_ARTICLE = 'a',  /* a, an, one: one of it */
    DGM_TIMEX_EACH = 'e',     /* each, every; extra 1: "every other" */
    DGM_TIMEX_OFTEN = 'q',    /* daily; value dgm_unit */
    DGM_TIMEX_DAY = 'y',      /* today 0, yesterday -1, tomorrow 1; extra: part of day + 1 */
    DGM_TIMEX_REF = 'r',      /* 0 present, -1 past, 1 future */
    DGM_TIMEX_MOD = 'm',      /* dgm_time_mod */
    DGM_TIMEX_HALF_DAY = 'A', /* a.m. 0, p.m. 12 */
    DGM_TIMEX_ZONE = 'Z',     /* 0 GMT, 1 any other */
    DGM_TIMEX_HALF = 'H',
    DGM_TIMEX_FISCAL = 'f',
    DGM_TIMEX_HOLIDAY = 'd', /* 100 * month + day; over 1300: one that moves */
    DGM_TIMEX_NOON = 'b',    /* 12 or 24 */
    DGM_TIMEX_CLOCK = 'o',   /* o'clock, hours */
    DGM_TIMEX_TIMES = 'x',   /* once 1, twice 2, times 0 */
    DGM_TIMEX_AND = '&',
    DGM_TIMEX_OR = '|',
    DGM_TIMEX_BC = 'B',    /* before Christ */
    DGM_TIMEX_NO = '!',    /* turns what follows round: "no more than" */
    DGM_TIMEX_DIGITS = 'I' /* eight digits */
};

enum dgm_part_of_day { DGM_PART_MO, DGM_PART_MI, DGM_PART_AF, DGM_PART_EV, DGM_PART_NI, DGM_PART_DT };
enum dgm_timex_last { DGM_LAST_LAST, DGM_LAST_PAST, DGM_LAST_PREVIOUS, DGM_LAST_RECENT, DGM_LAST_LATEST };

typedef struct dgm_timex_word {
    char kind; /* one of the classes, or '/', '-', ':', '.' between digits */
    int32_t value, extra;
} dgm_timex_word;

enum { DGM_TIMEX_MOST = 40 }; /* words of one expression; the rest is not looked at */

/* Cuts `text`; returns how many of `out`, which has room for DGM_TIMEX_MOST, are filled. */
uint32_t dgm_timex_cut(dgm_view text, dgm_timex_word *out);

/* The class of one word, as it stands ("Oct.", "friday"): kind is 0 for a word that is none. */
dgm_timex_word dgm_timex_word_of(dgm_view word);

/* Whether it begins with a digit. */
bool dgm_timex_is_figure(dgm_view word);

#endif
