/* timex.c - the grammar: rules over the classes of words, each filling some slots of a dgm_timex.
 *
 * The rules are tried in their order at each word; the first that fits is obeyed and the reading goes on
 * behind it, a word that no rule begins with is passed over. So parts combine freely: "5 p.m. EST, Nov. 6"
 * is a rule for the clock and one for the day. Modifiers are taken out before.
 * A rule is a string of classes (timexwords.h); "?" lets the class before it be missing. */
#include "reading/timex.h"

enum { HUNDRED = 100, LAST_DAY = 31, LAST_MONTH = 12 };

typedef void obey(dgm_timex *to, const dgm_timex_word *w, uint32_t n);

typedef struct rule {
    const char *pattern;
    obey *obey;
} rule;

/* ---- dates in figures ---------------------------------------------------- */

static void set_day(dgm_timex *to, int32_t month, int32_t day) {
    to->month = month;
    to->day = day;
    if (month < 1 || month > LAST_MONTH || day < 1 || day > LAST_DAY)
        to->impossible = true;
    /* 29 February is possible in some year; what the year says is seen when it is known. */
    else if (day > dgm_calendar_days_in(4, month))
        to->impossible = true;
}

/* Two figures of which one is the month: as Americans write them, unless only the other order is a date. */
static void set_figures(dgm_timex *to, int32_t one, int32_t other) {
    bool swapped = one > LAST_MONTH && other <= LAST_MONTH;
    to->swappable = one != other && one <= LAST_MONTH && other <= LAST_MONTH;
    set_day(to, swapped ? other : one, swapped ? one : other);
}

static void set_year(dgm_timex *to, const dgm_timex_word *word) {
    to->year = word->value;
    to->short_year = word->extra == 2 && word->value < HUNDRED;
    if (word->value < 0 || (word->value >= HUNDRED && word->value > DGM_YEAR_MOST))
        to->impossible = true;
}

static void year_month_day(dgm_timex *to, const dgm_timex_word *w, uint32_t n) {
    (void)n;
    set_year(to, &w[0]);
    set_day(to, w[2].value, w[4].value);
}

static void figures_year(dgm_timex *to, const dgm_timex_word *w, uint32_t n) {
    (void)n;
    set_year(to, &w[4]);
    set_figures(to, w[0].value, w[2].value);
    if (w[1].kind == '.' && w[0].value <= LAST_DAY && w[2].value <= LAST_MONTH) {
        to->impossible = to->swappable = false; /* points are a European custom: the day is first */
        set_day(to, w[2].value, w[0].value);
    }
}

static void figures(dgm_timex *to, const dgm_timex_word *w, uint32_t n) {
    (void)n;
    set_figures(to, w[0].value, w[2].value);
}

static void month_year(dgm_timex *to, const dgm_timex_word *w, uint32_t n) {
    (void)n;
    to->month = w[0].value;
    to->impossible |= w[0].value < 1 || w[0].value > LAST_MONTH;
    set_year(to, &w[2]);
}

/* "2022-12" is a month, "1914-18" some years. */
static void year_more(dgm_timex *to, const dgm_timex_word *w, uint32_t n) {
    (void)n;
    int32_t more = w[2].value;
    set_year(to, &w[0]);
    if (w[2].kind == 'Y')
        to->year_end = more;
    else if (w[1].kind == '-' && w[2].extra == 2 && more >= 1 && more <= LAST_MONTH)
        to->month = more;
    else if (w[2].extra == 2 && more < HUNDRED)
        to->year_end = w[0].value / HUNDRED * HUNDRED + more;
    else if (w[1].kind == '-' && w[2].extra == 2)
        to->impossible = true;
}

static void eight_digits(dgm_timex *to, const dgm_timex_word *w, uint32_t n) {
    (void)n;
    to->year = w[0].value / (HUNDRED * HUNDRED);
    set_day(to, w[0].value / HUNDRED % HUNDRED, w[0].value % HUNDRED);
    to->impossible |= to->year < 1;
}

/* ---- clock --------------------------------------------------------------- */

static void set_clock(dgm_timex *to, int32_t hour, int32_t minute, int32_t second) {
    to->hour = hour;
    to->minute = minute;
    to->second = second;
    if (hour < 0 || hour > 24 || minute > 59 || second > 60 || (hour == 24 && minute > 0))
        to->impossible = true;
}

/* What follows a time of day: the half of the day, the zone. */
static void clock_rest(dgm_timex *to, const dgm_timex_word *w, uint32_t n, uint32_t from) {
    for (uint32_t i = from; i < n; i++) {
        if (w[i].kind == 'A' && to->hour >= 1 && to->hour <= 12)
            to->hour = to->hour % 12 + w[i].value;
        to->universal |= w[i].kind == 'Z' && w[i].value == 0;
    }
}

static void clock_seconds(dgm_timex *to, const dgm_timex_word *w, uint32_t n) {
    set_clock(to, w[0].value, w[2].value, w[4].value);
    clock_rest(to, w, n, 5);
}

static void clock_minutes(dgm_timex *to, const dgm_timex_word *w, uint32_t n) {
    set_clock(to, w[0].value, w[2].value, -1);
    clock_rest(to, w, n, 3);
}

static void clock_hour(dgm_timex *to, const dgm_timex_word *w, uint32_t n) {
    set_clock(to, w[0].value, -1, -1);
    clock_rest(to, w, n, 1);
}

/* "4 in the morning"; "two nights" is no time of day. */
static void clock_part(dgm_timex *to, const dgm_timex_word *w, uint32_t n) {
    (void)n;
    if (w[1].extra == 1) {
        to->amounts[0] = (dgm_amount){DGM_UNIT_DAY, w[0].value, 0};
        to->n_amounts = 1;
        return;
    }
    bool late = w[1].value == DGM_PART_AF || w[1].value == DGM_PART_EV || w[1].value == DGM_PART_NI;
    set_clock(to, w[0].value + (late && w[0].value < 12 ? 12 : 0), -1, -1);
}

/* "1330 GMT". */
static void clock_figures(dgm_timex *to, const dgm_timex_word *w, uint32_t n) {
    bool short_one = w[0].value < 25 && w[0].extra <= 2;
    set_clock(to, short_one ? w[0].value : w[0].value / HUNDRED, short_one ? -1 : w[0].value % HUNDRED, -1);
    clock_rest(to, w, n, 1);
}

static void noon(dgm_timex *to, const dgm_timex_word *w, uint32_t n) {
    (void)n;
    set_clock(to, w[0].value, 0, -1);
}

/* ---- months, years, parts of them ---------------------------------------- */

static void month(dgm_timex *to, const dgm_timex_word *w, uint32_t n) {
    (void)n;
    to->month = w[0].value;
}

static void month_day(dgm_timex *to, const dgm_timex_word *w, uint32_t n) {
    (void)n;
    if (w[1].kind == 'N' && w[1].extra == 2 && w[1].value > LAST_DAY + 1) { /* "Dec 90" */
        to->month = w[0].value;
        set_year(to, &w[1]);
    } else
        set_day(to, w[0].value, w[1].value);
}

static void day_month(dgm_timex *to, const dgm_timex_word *w, uint32_t n) {
    (void)n;
    set_day(to, w[1].value, w[0].value);
}

static void month_days(dgm_timex *to, const dgm_timex_word *w, uint32_t n) {
    (void)n;
    set_day(to, w[0].value, w[1].value);
    to->day_end = w[3].value;
}

/* "the first day of May", "the last day of February"; other units of a month are no day. */
static void unit_of_month(dgm_timex *to, const dgm_timex_word *w, uint32_t n) {
    (void)n;
    to->month = w[2].value;
    if (w[1].value != DGM_UNIT_DAY || w[1].extra)
        return;
    to->last_day = w[0].kind == 'l';
    to->day = to->last_day ? 1 : w[0].value;
}

static void days_month(dgm_timex *to, const dgm_timex_word *w, uint32_t n) {
    (void)n;
    set_day(to, w[3].value, w[0].value);
    to->day_end = w[2].value;
}

/* "5-Nov-89", "Nov-89": the hyphen is gone, so the year looks like a number. */
static void day_month_year(dgm_timex *to, const dgm_timex_word *w, uint32_t n) {
    set_day(to, w[1].value, w[0].value);
    set_year(to, &w[n - 1]);
}

static void year(dgm_timex *to, const dgm_timex_word *w, uint32_t n) {
    set_year(to, &w[n - 1]);
    to->fiscal |= w[0].kind == 'f';
}

static void year_before_christ(dgm_timex *to, const dgm_timex_word *w, uint32_t n) {
    (void)n;
    to->year = w[0].value;
    to->before_christ = true;
    to->impossible |= w[0].value < 1 || w[0].value > DGM_YEAR_MOST;
}

/* "the year two thousand". */
static void unit_number(dgm_timex *to, const dgm_timex_word *w, uint32_t n) {
    (void)n;
    if (w[0].value == DGM_UNIT_YEAR && w[1].value > HUNDRED)
        set_year(to, &w[1]);
    else
        to->known = false;
}

static void decade(dgm_timex *to, const dgm_timex_word *w, uint32_t n) {
    (void)n;
    to->decade = w[0].value;
    to->short_decade = w[0].extra == 1;
}

static void add_amount(dgm_timex *to, dgm_unit unit, int32_t count, int32_t halves) {
    if (unit == DGM_UNIT_PERIOD)
        count = -1; /* nobody knows how long "a while" is */
    if (to->n_amounts < DGM_AMOUNTS)
        to->amounts[to->n_amounts++] = (dgm_amount){unit, count, halves};
}

/* "the third quarter", "the 20th century", "the second day", "the first hours". */
static void ordinal_unit(dgm_timex *to, const dgm_timex_word *w, uint32_t n) {
    const dgm_timex_word *unit = &w[n - 1];
    int32_t ordinal = w[n - 2].kind == 'O' ? w[n - 2].value : w[0].value;
    if (unit->value == DGM_UNIT_QUARTER && ordinal <= 4) {
        to->quarter = ordinal < 0 ? 4 : ordinal;
        to->plural |= unit->extra == 1;
    } else if (unit->value == DGM_UNIT_CENTURY && ordinal > 0 && ordinal <= HUNDRED)
        to->century = ordinal;
    else if (unit->extra == 1)
        add_amount(to, (dgm_unit)unit->value, -1, 0);
    else {
        to->unit = (dgm_unit)unit->value;
        to->ordinal = ordinal;
        to->relative.told = true;
    }
}

static void ordinal_fiscal_unit(dgm_timex *to, const dgm_timex_word *w, uint32_t n) {
    to->fiscal = true;
    const dgm_timex_word two[] = {w[0], w[n - 1]};
    ordinal_unit(to, two, 2);
}

static void ordinal_half(dgm_timex *to, const dgm_timex_word *w, uint32_t n) {
    (void)n;
    to->half = w[0].kind == 'l' || w[0].value != 1 ? 2 : 1;
}

/* "the first nine months"; "the first two quarters of 1990" is its first half. */
static void ordinal_number_unit(dgm_timex *to, const dgm_timex_word *w, uint32_t n) {
    (void)n;
    if (w[2].value == DGM_UNIT_QUARTER && w[1].value == 2)
        to->half = w[0].value == 1 ? 1 : 2;
    else
        add_amount(to, (dgm_unit)w[2].value, w[1].kind == 'Q' ? -1 : w[1].value, 0);
}

static void season(dgm_timex *to, const dgm_timex_word *w, uint32_t n) {
    (void)n;
    to->season = w[0].value;
    to->plural |= w[0].extra == 1;
}

static void part(dgm_timex *to, const dgm_timex_word *w, uint32_t n) {
    (void)n;
    to->part = w[0].value;
    to->plural |= w[0].extra == 1;
}

static void weekday(dgm_timex *to, const dgm_timex_word *w, uint32_t n) {
    (void)n;
    to->weekday = w[0].value;
    to->plural |= w[0].extra == 1;
}

static void holiday(dgm_timex *to, const dgm_timex_word *w, uint32_t n) {
    (void)n;
    to->holiday = w[0].value;
}

static void day_said(dgm_timex *to, const dgm_timex_word *w, uint32_t n) {
    (void)n;
    to->day_said = true;
    to->day_shift += w[0].value;
    if (w[0].extra > 0)
        to->part = w[0].extra - 1;
}

/* "the day before yesterday". */
static void day_beside(dgm_timex *to, const dgm_timex_word *w, uint32_t n) {
    day_said(to, &w[2], n);
    to->day_shift += w[1].value;
}

static void ref(dgm_timex *to, const dgm_timex_word *w, uint32_t n) {
    (void)n;
    to->ref = to->ref_said && to->ref != 0 ? to->ref : w[0].value;
    to->ref_said = true;
}

/* ---- last, this, next ---------------------------------------------------- */

static dgm_relative relative_of(const dgm_timex_word *word) {
    bool back = word->kind == 'l';
    bool told = (back && word->extra == DGM_LAST_PREVIOUS) || (word->kind == 'n' && word->extra == 1) ||
                word->kind == 'h';
    return (dgm_relative){true, told, (int8_t)word->value, back ? (enum dgm_timex_last)word->extra : 0};
}

/* "last year" beside something finer is its year, "last week" beside a weekday its week. */
static void set_unit(dgm_timex *to, dgm_relative relative, dgm_unit unit) {
    if (unit == DGM_UNIT_YEAR)
        to->year_relative = relative;
    else if (unit == DGM_UNIT_WEEK)
        to->week_relative = relative;
    if (to->unit && unit != DGM_UNIT_PERIOD && (unit == DGM_UNIT_YEAR || unit == DGM_UNIT_WEEK))
        return;
    to->unit = unit;
    to->relative = relative;
}

static void relative_unit(dgm_timex *to, const dgm_timex_word *w, uint32_t n) {
    const dgm_timex_word *which = &w[n - 2], *unit = &w[n - 1];
    if (which->kind == 'f')
        which = &w[n - 3];
    if (unit->extra == 1) { /* "recent years", "the coming weeks" */
        to->ref_said |= which->kind == 't' && unit->value == DGM_UNIT_DAY; /* "these days" */
        if (!to->ref_said)
            add_amount(to, (dgm_unit)unit->value, -1, 0);
        to->span = which->kind == 't' || which->kind == 'h' ? 0 : which->value;
        return;
    }
    set_unit(to, relative_of(which), (dgm_unit)unit->value);
    to->fiscal |= w[n - 2].kind == 'f';
}

static void relative_amount(dgm_timex *to, const dgm_timex_word *w, uint32_t n) {
    const dgm_timex_word *which = w[0].kind == 't' || w[0].kind == 'e' ? &w[1] : &w[0], *count = &w[n - 2];
    which = which->kind == 'l' || which->kind == 'n' ? which : &w[0];
    bool season = w[n - 1].kind == 'S';
    dgm_unit unit = season ? DGM_UNIT_SEASON : (dgm_unit)w[n - 1].value;
    add_amount(to, unit, count->kind == 'Q' && count->value == 0 ? -1 : count->value, 0);
    if (season)
        to->season = w[n - 1].value;
    to->span = which->value < 0 ? -1 : which->value > 0 ? 1 : 0;
    if (count->kind == 'Q' && count->value == 2 && to->mod == DGM_MOD_NONE)
        to->mod = DGM_MOD_APPROX;
}

static void relative_amount_between(dgm_timex *to, const dgm_timex_word *w, uint32_t n) {
    add_amount(to, (dgm_unit)w[n - 1].value, w[1].extra > 0 && w[1].value >= 10 ? -1 : w[1].value, 0);
    to->span = w[0].value;
}

static void relative_thing(dgm_timex *to, const dgm_timex_word *w, uint32_t n) {
    const dgm_timex_word *thing = &w[n - 1];
    to->relative = relative_of(&w[n - 2]);
    if (thing->kind == 'W')
        weekday(to, thing, 1);
    else if (thing->kind == 'M')
        month(to, thing, 1);
    else if (thing->kind == 'S')
        season(to, thing, 1);
    else if (thing->kind == 'P')
        part(to, thing, 1);
    else
        holiday(to, thing, 1);
}

/* "that time", "the same time". */
static void that_time(dgm_timex *to, const dgm_timex_word *w, uint32_t n) {
    (void)w, (void)n;
    to->ref_said = true;
    to->ref = -1;
}

/* "the past", "recent": before a noun that is no time. */
static void past_alone(dgm_timex *to, const dgm_timex_word *w, uint32_t n) {
    (void)n;
    if (w[0].kind == 't' && w[0].extra == 0)
        to->known = to->known_before;
    else if (!to->ref_said) {
        to->ref_said = true;
        to->ref = w[0].value;
    }
}

/* A unit with nothing about it: "the quarter", or, of several, "weeks". */
static void unit_alone(dgm_timex *to, const dgm_timex_word *w, uint32_t n) {
    (void)n;
    bool finer = to->unit == DGM_UNIT_YEAR && to->year_relative.set;
    if (w[0].extra == 1)
        add_amount(to, (dgm_unit)w[0].value, -1, 0);
    else if (to->unit == DGM_UNIT_NONE || finer) {
        to->unit = (dgm_unit)w[0].value;
        to->relative = (dgm_relative){0};
    }
}

/* "some time". */
static void some_time(dgm_timex *to, const dgm_timex_word *w, uint32_t n) {
    (void)w, (void)n;
    add_amount(to, DGM_UNIT_PERIOD, -1, 0);
}

static void fiscal(dgm_timex *to, const dgm_timex_word *w, uint32_t n) {
    (void)w, (void)n;
    to->fiscal = true;
}

/* ---- amounts ------------------------------------------------------------- */

static int32_t count_of(const dgm_timex_word *word) {
    return word->kind == 'Q' ? (word->value ? word->value : -1) : word->value;
}

static void amount(dgm_timex *to, const dgm_timex_word *w, uint32_t n) {
    const dgm_timex_word *first = w[0].kind == 'a' && n > 2 ? &w[1] : &w[0];
    add_amount(to, (dgm_unit)w[n - 1].value, count_of(first), 0);
    if (first->kind == 'Q' && first->value == 2 && to->mod == DGM_MOD_NONE)
        to->mod = DGM_MOD_APPROX;
}

/* "two to three weeks"; between two numbers in figures there is no saying how many. */
static void amount_between(dgm_timex *to, const dgm_timex_word *w, uint32_t n) {
    add_amount(to, (dgm_unit)w[n - 1].value, w[0].extra > 0 && w[0].value >= 10 ? -1 : w[0].value, 0);
}

static void amount_of_years(dgm_timex *to, const dgm_timex_word *w, uint32_t n) {
    if (w[n - 1].extra == 1) /* "1500 years" */
        add_amount(to, (dgm_unit)w[1].value, w[0].value, 0);
    else {
        set_year(to, &w[0]);
        unit_alone(to, &w[1], 1);
    }
}

/* "an hour and a half", "two and a half years", "2 1/2 years". */
static void amount_and_half(dgm_timex *to, const dgm_timex_word *w, uint32_t n) {
    const dgm_timex_word *unit = w[1].kind == 'U' ? &w[1] : &w[n - 1];
    bool half = w[n - 1].kind == 'H' || w[1].kind == '&' || (w[1].value == 1 && w[3].value == 2);
    add_amount(to, (dgm_unit)unit->value, w[0].value, half);
}

static void amount_with_point(dgm_timex *to, const dgm_timex_word *w, uint32_t n) {
    (void)n;
    add_amount(to, (dgm_unit)w[3].value, w[0].value, w[2].value == 5);
}

static void half_unit(dgm_timex *to, const dgm_timex_word *w, uint32_t n) {
    add_amount(to, (dgm_unit)w[n - 1].value, 0, 1);
}

static void number_of_seasons(dgm_timex *to, const dgm_timex_word *w, uint32_t n) {
    season(to, &w[1], n);
    add_amount(to, DGM_UNIT_SEASON, w[0].value, 0);
}

/* ---- ago, later ---------------------------------------------------------- */

/* Takes the amount that was read last for how far it is. */
static void shift(dgm_timex *to, const dgm_timex_word *w, uint32_t n) {
    if (to->n_amounts == 0)
        return;
    to->shifted = true;
    to->shift_sign = w[n - 1].value;
    to->shift_told = w[n - 1].extra == 1;
    to->shift = to->amounts[to->n_amounts - 1];
    to->n_amounts--;
}

static void amount_shift(dgm_timex *to, const dgm_timex_word *w, uint32_t n) {
    amount(to, w, n - 1);
    shift(to, w, n);
}

static void amount_and_half_shift(dgm_timex *to, const dgm_timex_word *w, uint32_t n) {
    amount_and_half(to, w, n - 1);
    shift(to, w, n);
}

/* "a week or so ago". */
static void amount_shift_or_so(dgm_timex *to, const dgm_timex_word *w, uint32_t n) {
    amount(to, w, 2);
    shift(to, w, n);
}

/* "year-earlier", "years ago". */
static void unit_shift(dgm_timex *to, const dgm_timex_word *w, uint32_t n) {
    add_amount(to, (dgm_unit)w[n - 2].value, w[n - 2].extra == 1 ? -1 : 1, 0);
    shift(to, w, n);
}

/* "ten days from now": from the present, and forward. */
static void amount_from_ref(dgm_timex *to, const dgm_timex_word *w, uint32_t n) {
    dgm_timex_word ahead = {'k', 1, w[n - 1].value != 0};
    amount(to, w, n - 1);
    shift(to, &ahead, 1);
}

/* "earlier this month", "later today"; alone, some time before or after. */
static void sooner(dgm_timex *to, const dgm_timex_word *w, uint32_t n) {
    (void)n;
    to->mod = to->mod != DGM_MOD_NONE ? to->mod : w[0].value < 0 ? DGM_MOD_START : DGM_MOD_END;
    to->around = true;
    to->shift_sign = w[0].value;
}

/* ---- sets ---------------------------------------------------------------- */

static void each_unit(dgm_timex *to, const dgm_timex_word *w, uint32_t n) {
    const dgm_timex_word *count = n > 2 ? &w[1] : NULL;
    to->each = true;
    add_amount(to, (dgm_unit)w[n - 1].value, count ? count_of(count) : 1, 0);
}

static void each_thing(dgm_timex *to, const dgm_timex_word *w, uint32_t n) {
    dgm_relative none = to->relative;
    relative_thing(to, w, n);
    to->relative = none;
    to->each = true;
}

/* "every July 4". */
static void each_day(dgm_timex *to, const dgm_timex_word *w, uint32_t n) {
    month_day(to, w + 1, n);
    to->each = true;
}

static void each_alone(dgm_timex *to, const dgm_timex_word *w, uint32_t n) {
    (void)w, (void)n;
    to->each = true;
}

static void often(dgm_timex *to, const dgm_timex_word *w, uint32_t n) {
    (void)n;
    to->often_said = true;
    to->unit = (dgm_unit)w[0].value;
}

/* "twice a week", "three times each year". */
static void times_in(dgm_timex *to, const dgm_timex_word *w, uint32_t n) {
    to->each = true;
    to->often = w[0].value;
    add_amount(to, (dgm_unit)w[n - 1].value, 1, 0);
}

/* ---- the rules ----------------------------------------------------------- */

static const rule rules[] = {
    {"Y-N-N", year_month_day},
    {"Y/N/N", year_month_day},
    {"Y.N.N", year_month_day},
    {"N/N/Y", figures_year},
    {"N/N/N", figures_year},
    {"N-N-Y", figures_year},
    {"N-N-N", figures_year},
    {"N.N.Y", figures_year},
    {"N.N.N", figures_year},
    {"NN/NU", amount_and_half},
    {"N/Y", month_year},
    {"N/N", figures},
    {"Y-Y", year_more},
    {"Y-N", year_more},
    {"Y/N", year_more},
    {"I", eight_digits},
    {"N:N:NA?Z?", clock_seconds},
    {"N:NA?Z?", clock_minutes},
    {"N.NAZ?", clock_minutes},
    {"N.NU", amount_with_point},
    {"N.NZ", clock_minutes},
    {"NoA?Z?", clock_hour},
    {"NAZ?", clock_hour},
    {"NP", clock_part},
    {"NZ", clock_figures},
    {"YZ", clock_figures},
    {"b", noon},
    {"MN-N", month_days},
    {"N-NM", days_month},
    {"MN", month_day},
    {"MO", month_day},
    {"OM", day_month},
    {"NMN", day_month_year},
    {"NM", day_month},
    {"lUM", unit_of_month},
    {"OUM", unit_of_month},
    {"tlM", relative_thing},
    {"tnM", relative_thing},
    {"lM", relative_thing},
    {"tM", relative_thing},
    {"nM", relative_thing},
    {"eMN", each_day},
    {"eMO", each_day},
    {"eM", each_thing},
    {"M", month},
    {"NB", year_before_christ},
    {"YB", year_before_christ},
    {"N|NU", amount},
    {"N-NU", amount_between},
    {"NNUk", amount_shift},
    {"NNU", amount_between},
    {"YU", amount_of_years},
    {"fUY", year},
    {"fY", year},
    {"UY", year},
    {"Y", year},
    {"D", decade},
    {"OH", ordinal_half},
    {"lH", ordinal_half},
    {"ONU", ordinal_number_unit},
    {"OQU", ordinal_number_unit},
    {"OfU", ordinal_fiscal_unit},
    {"OU", ordinal_unit},
    {"tlU", relative_unit},
    {"tnU", relative_unit},
    {"lfU", relative_unit},
    {"tfU", relative_unit},
    {"nfU", relative_unit},
    {"Uky", day_beside},
    {"elNU", relative_amount},
    {"tlNU", relative_amount},
    {"tnNU", relative_amount},
    {"laQU", relative_amount},
    {"nNNU", relative_amount_between},
    {"lNNU", relative_amount_between},
    {"lNU", relative_amount},
    {"nNU", relative_amount},
    {"lQU", relative_amount},
    {"nQU", relative_amount},
    {"lNS", relative_amount},
    {"nNS", relative_amount},
    {"tlW", relative_thing},
    {"tnW", relative_thing},
    {"tlS", relative_thing},
    {"tnS", relative_thing},
    {"lW", relative_thing},
    {"tW", relative_thing},
    {"nW", relative_thing},
    {"hW", relative_thing},
    {"lS", relative_thing},
    {"tS", relative_thing},
    {"nS", relative_thing},
    {"hS", relative_thing},
    {"lP", relative_thing},
    {"tP", relative_thing},
    {"nP", relative_thing},
    {"hP", relative_thing},
    {"ld", relative_thing},
    {"td", relative_thing},
    {"nd", relative_thing},
    {"lUk", unit_shift},
    {"hUk", unit_shift},
    {"lU", relative_unit},
    {"tU", relative_unit},
    {"nU", relative_unit},
    {"hU", relative_unit},
    {"hr", that_time},
    {"Qr", some_time},
    {"xaU", times_in},
    {"xeU", times_in},
    {"NxaU", times_in},
    {"NxeU", times_in},
    {"eNU", each_unit},
    {"eQU", each_unit},
    {"eOU", each_unit},
    {"eU", each_unit},
    {"eW", each_thing},
    {"eS", each_thing},
    {"eP", each_thing},
    {"ed", each_thing},
    {"e", each_alone},
    {"q", often},
    {"aU&aHk", amount_and_half_shift},
    {"NU&aHk", amount_and_half_shift},
    {"N&aHUk", amount_and_half_shift},
    {"aU&aH", amount_and_half},
    {"NU&aH", amount_and_half},
    {"N&aHU", amount_and_half},
    {"aU|k", amount_shift_or_so},
    {"U|U", unit_alone},
    {"HaU", half_unit},
    {"aHU", half_unit},
    {"HU", half_unit},
    {"aQUk", amount_shift},
    {"aNUk", amount_shift},
    {"aUk", amount_shift},
    {"N|NUk", amount_shift},
    {"NUk", amount_shift},
    {"QUk", amount_shift},
    {"Uk", unit_shift},
    {"aQUr", amount_from_ref},
    {"aUr", amount_from_ref},
    {"NUr", amount_from_ref},
    {"QUr", amount_from_ref},
    {"kr", ref}, /* "a later date" */
    {"aQU", amount},
    {"UN", unit_number},
    {"NU", amount},
    {"QU", amount},
    {"NS", number_of_seasons},
    {"aU", amount},
    {"W", weekday},
    {"S", season},
    {"P", part},
    {"d", holiday},
    {"y", day_said},
    {"U", unit_alone},
    {"k", sooner},
    {"f", fiscal},
    {"r", ref},
    {"l", past_alone},
    {"n", past_alone},
    {"t", past_alone},
};

/* How many words the pattern takes here; 0: it does not fit. */
static uint32_t fits(const char *pattern, const dgm_timex_word *w, uint32_t count) {
    uint32_t taken = 0;
    for (const char *at = pattern; *at; at++) {
        bool maybe = at[1] == '?';
        if (taken < count && w[taken].kind == *at)
            taken++;
        else if (!maybe)
            return 0;
        at += maybe;
    }
    return taken;
}

static uint32_t apply(dgm_timex *to, const dgm_timex_word *w, uint32_t count) {
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        uint32_t taken = fits(rules[i].pattern, w, count);
        if (taken == 0)
            continue;
        to->known_before = to->known;
        to->known = true;
        rules[i].obey(to, w, taken);
        return taken;
    }
    return 1;
}

/* ---- modifiers ----------------------------------------------------------- */

static dgm_time_mod turned(dgm_time_mod mod) {
    return mod == DGM_MOD_MORE ? DGM_MOD_LESS_OR_EQUAL : mod == DGM_MOD_LESS ? DGM_MOD_MORE_OR_EQUAL : mod;
}

/* Takes the modifiers out; the first counts, unless it only says "about". "End of the fourth quarter". */
static uint32_t take_modifiers(dgm_timex *to, dgm_timex_word *w, uint32_t count) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < count; i++) {
        bool negated = i > 0 && w[i - 1].kind == '!';
        if (w[i].kind == 'm') {
            dgm_time_mod mod = negated ? turned((dgm_time_mod)w[i].value) : (dgm_time_mod)w[i].value;
            if (to->mod == DGM_MOD_NONE || to->mod == DGM_MOD_APPROX)
                to->mod = mod;
        } else if (w[i].kind != '!')
            w[kept++] = w[i];
    }
    return kept;
}

/* "1994 or later", "1990 and beyond". */
static void open_ended(dgm_timex *to, const dgm_timex_word *w, uint32_t count) {
    if (to->mod == DGM_MOD_MORE_OR_EQUAL && to->year)
        to->mod = DGM_MOD_ON_OR_AFTER;
    if (count >= 2 && w[count - 2].kind == '|' && w[count - 1].kind == 'k')
        to->mod = w[count - 1].value > 0 ? DGM_MOD_ON_OR_AFTER : DGM_MOD_ON_OR_BEFORE;
}

/* ---- public -------------------------------------------------------------- */

void dgm_timex_parse(dgm_view text, dgm_timex *out) {
    dgm_timex_word words[DGM_TIMEX_MOST];
    uint32_t count = dgm_timex_cut(text, words);
    *out = (dgm_timex){.season = -1, .part = -1, .hour = -1, .minute = -1, .second = -1};
    count = take_modifiers(out, words, count);
    for (uint32_t at = 0; at < count;)
        at += apply(out, words + at, count - at);
    open_ended(out, words, count);
}
