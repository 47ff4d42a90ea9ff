/* timexvalue.c - what an expression means, measured from its anchor. Top-down:
 *   value     decide which kind of thing it is: duration, set, reference, or a point in time
 *   point     find its day, week, month, quarter, season or year, the finest thing named first
 *   anchor    last, this, next; the nearest one before, or after for a verb in the future
 *   write     the value, with X for what is not known
 *
 * A bare weekday, month or quarter in news is the nearest that has been, its own day included, unless the
 * verb looks ahead (measured on TimeBank: five weekdays in a hundred lie ahead). */
#include "reading/timex.h"
#include "reading/timexwrite.h"

enum { MONTHS = 12, QUARTERS = 4, WEEK = 7, HUNDRED = 100, COUNT_MOST = 99999 };

static const char no_such_day[] = "no such day", no_such_time[] = "no such time of day",
                  not_dated[] = "no date";

static const char *const seasons[] = {"-SP", "-SU", "-FA", "-WI"};
static const char *const parts[] = {"TMO", "TMI", "TAF", "TEV", "TNI", "TDT"};
static const char *const mods[] = {NULL,        "START",         "MID",        "END",           "APPROX",
                                   "MORE_THAN", "EQUAL_OR_MORE", "LESS_THAN",  "EQUAL_OR_LESS", "BEFORE",
                                   "AFTER",     "ON_OR_BEFORE",  "ON_OR_AFTER"};

/* ---- durations ----------------------------------------------------------- */

/* Days or months of an amount; false for one that has neither. */
static bool measure(dgm_amount amount, int64_t *days, int64_t *months) {
    int64_t count = amount.count > COUNT_MOST ? COUNT_MOST : amount.count;
    *days = *months = 0;
    switch (amount.unit) {
    case DGM_UNIT_DAY: *days = count; return true;
    case DGM_UNIT_WEEK: *days = WEEK * count + (amount.halves ? 3 : 0); return true;
    case DGM_UNIT_MONTH: *months = count; return true;
    case DGM_UNIT_QUARTER: *months = 3 * count; return true;
    case DGM_UNIT_YEAR: *months = MONTHS * count + (amount.halves ? 6 : 0); return true;
    case DGM_UNIT_DECADE: *months = 120 * count + (amount.halves ? 60 : 0); return true;
    case DGM_UNIT_CENTURY: *months = 1200 * count; return true;
    case DGM_UNIT_MILLENNIUM: *months = 12000 * count; return true;
    default: return false;
    }
}

/* "the past two weeks" ends, "the next three years" begins, on the day of publication. */
static void bound(const dgm_timex *x, const dgm_anchor *a, dgm_timex_meaning *out) {
    int64_t days, months;
    int32_t now = dgm_calendar_day(a->published);
    if (x->span == 0 || x->n_amounts != 1 || x->amounts[0].count <= 0 || now == DGM_NO_DAY ||
        !measure(x->amounts[0], &days, &months))
        return;
    int32_t far = dgm_calendar_day(dgm_calendar_add(a->published, x->span * months));
    if (far == DGM_NO_DAY)
        return;
    far += (int32_t)(x->span * days);
    out->begin = x->span < 0 ? far : now;
    out->end = x->span < 0 ? now : far;
}

static void write_duration(const dgm_timex *x, const dgm_anchor *a, dgm_timex_meaning *out) {
    dgm_amount one = {x->unit, x->unit == DGM_UNIT_PERIOD ? -1 : 1, 0};
    bool said = x->n_amounts > 0;
    if (!said && x->shifted)
        one = x->shift;
    if (!said && one.unit == DGM_UNIT_QUARTER && x->often_said)
        one = (dgm_amount){DGM_UNIT_MONTH, 3, 0};
    dgm_timex_duration(said ? x->amounts : &one, said ? x->n_amounts : 1, out->value);
    bound(x, a, out);
}

/* ---- sets ---------------------------------------------------------------- */

static void write_often(dgm_unit unit, dgm_timex_text *t) {
    switch (unit) {
    case DGM_UNIT_DAY: dgm_timex_put(t, "P1D"); break;
    case DGM_UNIT_WEEK: dgm_timex_put(t, "P1W"); break;
    case DGM_UNIT_MONTH: dgm_timex_put(t, "XXXX-XX"); break;
    case DGM_UNIT_QUARTER: dgm_timex_put(t, "XXXX-QX"); break;
    case DGM_UNIT_YEAR: dgm_timex_put(t, "XXXX"); break;
    default: dgm_timex_put(t, "PT1H"); break;
    }
}

static void write_weekday_set(const dgm_timex *x, dgm_timex_text *t) {
    dgm_timex_put(t, "XXXX-WXX-");
    dgm_timex_put_number(t, x->weekday, 1);
}

/* "every Thursday", "each July 4", "Tuesday nights"; false when no such thing is named. */
static bool write_recurring(const dgm_timex *x, dgm_timex_text *t) {
    dgm_date date = {0, x->holiday && x->holiday < 1300 ? x->holiday / HUNDRED : x->month,
                     x->holiday && x->holiday < 1300 ? x->holiday % HUNDRED : x->day};
    if (x->weekday)
        write_weekday_set(x, t);
    else if (date.month && date.day)
        dgm_timex_put_date(t, date);
    else if (date.month)
        dgm_timex_put_month(t, date);
    else if (x->season >= 0) {
        dgm_timex_put(t, "XXXX");
        dgm_timex_put(t, seasons[x->season]);
    } else if (x->quarter)
        dgm_timex_put_quarter(t, 0, x->quarter);
    else if (x->part >= 0 || x->hour >= 0)
        dgm_timex_put(t, "XXXX-XX-XX");
    else if (x->unit == DGM_UNIT_WEEKEND || (x->n_amounts == 1 && x->amounts[0].unit == DGM_UNIT_WEEKEND))
        dgm_timex_put(t, "XXXX-WXX-WE");
    else
        return false;
    return true;
}

static void put_clock(const dgm_timex *x, dgm_timex_text *t);

static void write_set(const dgm_timex *x, dgm_timex_meaning *out) {
    dgm_timex_text t = {out->value, 0};
    if (x->often_said && out->type == DGM_TIME_SET) {
        write_often(x->unit, &t);
    } else if (write_recurring(x, &t)) {
        put_clock(x, &t);
    } else {
        dgm_amount one = {x->unit ? x->unit : DGM_UNIT_NONE, 1, 0};
        bool said = x->n_amounts > 0;
        dgm_timex_duration(said ? x->amounts : &one, said ? x->n_amounts : 1, out->value);
    }
}

/* ---- anchors ------------------------------------------------------------- */

static bool looks_ahead(const dgm_anchor *a) {
    return a->tense == DGM_TENSE_FUTURE;
}

/* The day that "last" and the like are measured from. */
static dgm_date base_of(const dgm_anchor *a, bool told) {
    bool use_told = (told && a->told.year) || !a->published.year;
    return use_told ? a->told : a->published;
}

static dgm_date add_days(dgm_date date, int64_t days) {
    int32_t day = dgm_calendar_day(date);
    if (day == DGM_NO_DAY || days > 4000000 || days < -4000000)
        return (dgm_date){0, 0, 0};
    dgm_date sum = dgm_calendar_date(day + (int32_t)days);
    return dgm_calendar_valid(sum) ? sum : (dgm_date){0, 0, 0};
}

static int32_t quarter_of(dgm_date date) {
    return date.month ? (date.month + 2) / 3 : 0;
}

/* The year of a bare season, half or quarter: of those that have begun, unless the verb looks ahead. */
static int32_t nearest_year(const dgm_anchor *a, int32_t mine, int32_t now) {
    if (a->published.year == 0 || a->history)
        return a->told.year ? a->told.year : a->published.year;
    if (now == 0)
        return a->published.year;
    return a->published.year - (mine > now && !looks_ahead(a));
}

/* A year of two digits: within the hundred years around the anchor, mostly behind it. */
static int32_t full_year(const dgm_anchor *a, int32_t year) {
    int32_t now = a->published.year ? a->published.year : a->told.year;
    if (now == 0)
        return year < 50 ? 2000 + year : 1900 + year;
    int32_t full = now / HUNDRED * HUNDRED + year;
    return full > now + 20 ? full - HUNDRED : full <= now - 80 ? full + HUNDRED : full;
}

static int32_t shifted_years(const dgm_timex *x) {
    int32_t count = x->shift.unit == DGM_UNIT_YEAR ? x->shift.count : 0;
    return x->shifted && count > 0 && count < COUNT_MOST ? x->shift_sign * count : 0;
}

/* The year that the text names or counts to; 0: none. */
static int32_t said_year(const dgm_timex *x, const dgm_anchor *a) {
    if (x->year)
        return x->short_year ? full_year(a, x->year) : x->year;
    if (x->year_relative.set) {
        int32_t base = base_of(a, x->year_relative.told).year;
        return base ? base + x->year_relative.steps : 0;
    }
    int32_t shift = shifted_years(x);
    int32_t base = base_of(a, x->shift_told).year;
    return shift && base ? base + shift : 0;
}

/* ---- points: the finest thing named -------------------------------------- */

static dgm_date move_holiday(int32_t holiday, int32_t year) {
    if (holiday == 1302)
        return year ? dgm_calendar_easter(year) : (dgm_date){0, 0, 0};
    if (holiday != 1301)
        return (dgm_date){year, holiday / HUNDRED, holiday % HUNDRED};
    if (year == 0)
        return (dgm_date){0, 11, 0};
    int32_t first = dgm_calendar_weekday(dgm_calendar_day((dgm_date){year, 11, 1}));
    return (dgm_date){year, 11, 1 + (11 - first) % WEEK + 21}; /* the fourth Thursday of November */
}

static int32_t relative_year(const dgm_timex *x, const dgm_anchor *a, int32_t mine, int32_t now) {
    int32_t year = said_year(x, a);
    if (year || !x->relative.set || x->unit != DGM_UNIT_NONE)
        return year ? year : nearest_year(a, mine, now);
    dgm_date base = base_of(a, x->relative.told);
    if (base.year == 0)
        return 0;
    if (x->relative.steps < 0)
        return base.year - (mine >= now);
    if (x->relative.steps > 0)
        return base.year + (mine <= now);
    return base.year;
}

/* How far a month or a day without a year lies from the anchor's, in days, with what its verb says against
 * it: plans are for soon, news are of the past. */
static int64_t distance(const dgm_anchor *a, dgm_date base, dgm_date date) {
    enum { AGAINST_PAST = 100, AGAINST_FUTURE = 100, AGAINST_NONE = 30 };
    int64_t days = dgm_calendar_day((dgm_date){date.year, date.month, date.day ? date.day : 15}) -
                   (int64_t)dgm_calendar_day((dgm_date){base.year, base.month, base.day ? base.day : 15});
    if (!date.day && date.month == base.month)
        return days < 0 ? -days : days;
    if (days > 0)
        return days + (a->tense == DGM_TENSE_PAST ? AGAINST_PAST : looks_ahead(a) ? 0 : AGAINST_NONE);
    return -days + (looks_ahead(a) && days < 0 ? AGAINST_FUTURE : 0);
}

/* The year of a month in a story: that of the last one told of, or the next where the story would go far
 * back. */
static int32_t story_year(const dgm_anchor *a, int32_t month) {
    enum { FAR_BACK = 7 };
    int32_t year = a->told.year ? a->told.year : a->published.year;
    return year + (a->told.year && a->told.month - month >= FAR_BACK);
}

/* The year of a bare month or day: the nearest, and of those that a weekday is said of, one where it
 * agrees. */
static int32_t month_year(const dgm_timex *x, const dgm_anchor *a) {
    if (a->published.year == 0 || a->history)
        return story_year(a, x->month);
    if (a->published.month == 0)
        return a->published.year;
    int64_t best = INT64_MAX;
    int32_t year = a->published.year;
    for (int32_t step = -1; step <= 1; step++) {
        dgm_date date = {a->published.year + step, x->month, x->day};
        int32_t most = dgm_calendar_days_in(date.year, date.month);
        int32_t day = dgm_calendar_day((dgm_date){date.year, date.month, date.day > most ? most : date.day});
        int64_t far = date.day > most ? INT64_MAX - 1 : distance(a, a->published, date);
        if (x->day && x->weekday && day != DGM_NO_DAY && dgm_calendar_weekday(day) != x->weekday)
            far = far > INT64_MAX - 1000 ? far : far + 1000;
        if (far < best) {
            best = far;
            year = date.year;
        }
    }
    return year;
}

static dgm_date find_month(const dgm_timex *x, const dgm_anchor *a) {
    dgm_date base = base_of(a, x->relative.told);
    dgm_date date = {said_year(x, a), x->month, x->day};
    bool later_day = x->day && base.day && x->month == base.month && x->day > base.day;
    if (date.year == 0 && x->relative.set && x->unit == DGM_UNIT_NONE)
        date.year = relative_year(x, a, 2 * x->month + later_day, 2 * base.month);
    else if (date.year == 0)
        date.year = month_year(x, a);
    if (x->last_day)
        date.day = date.year ? dgm_calendar_days_in(date.year, date.month) : 0;
    return date;
}

static dgm_date find_holiday(const dgm_timex *x, const dgm_anchor *a) {
    dgm_date rough = move_holiday(x->holiday, base_of(a, false).year);
    dgm_timex month = *x;
    month.month = rough.month;
    month.day = rough.day;
    return move_holiday(x->holiday, find_month(&month, a).year);
}

/* The Monday of the week that a relation names. */
static int32_t find_week(const dgm_anchor *a, dgm_relative relative) {
    int32_t day = dgm_calendar_day(base_of(a, relative.told));
    if (relative.told && a->told_week != DGM_NO_DAY)
        day = a->told_week;
    if (day == DGM_NO_DAY)
        return DGM_NO_DAY;
    return day - dgm_calendar_weekday(day) + 1 + WEEK * relative.steps;
}

/* Days from the anchor to the weekday. */
static int32_t weekday_shift(const dgm_timex *x, const dgm_anchor *a, int32_t today) {
    int32_t back = (today - x->weekday + WEEK) % WEEK;
    if (!x->relative.set)
        return back == 0 ? 0 : looks_ahead(a) ? WEEK - back : -back;
    if (x->relative.steps < 0)
        return back == 0 ? -WEEK : -back;
    if (x->relative.steps > 0)
        return WEEK - back;
    return back == 0                    ? 0
           : a->tense == DGM_TENSE_PAST ? -back
           : looks_ahead(a)             ? WEEK - back
                                        : x->weekday - today;
}

static dgm_date find_weekday(const dgm_timex *x, const dgm_anchor *a) {
    dgm_date base = base_of(a, x->relative.told || a->history);
    int32_t day = dgm_calendar_day(base);
    if (x->week_relative.set) {
        int32_t monday = find_week(a, x->week_relative);
        return monday == DGM_NO_DAY ? (dgm_date){0, 0, 0} : dgm_calendar_date(monday + x->weekday - 1);
    }
    if (day == DGM_NO_DAY)
        return (dgm_date){0, 0, 0};
    return add_days(base, weekday_shift(x, a, dgm_calendar_weekday(day)));
}

/* ---- points: units counted from the anchor ------------------------------- */

static void write_year(int32_t year, dgm_timex_text *t) {
    dgm_timex_put_year(t, year);
}

/* The quarter that "the quarter" and "the latest period" mean: the one told of, else the one before that of
 * publication, which results are out of. */
static dgm_date quarter_told(const dgm_timex *x, const dgm_anchor *a) {
    bool told = !x->relative.set || x->relative.told;
    if (told && a->told_quarter.year)
        return a->told_quarter;
    dgm_date before = dgm_calendar_add(base_of(a, false), -3);
    return (dgm_date){before.month ? before.year : 0, quarter_of(before), 0};
}

static dgm_date find_quarter_unit(const dgm_timex *x, const dgm_anchor *a) {
    bool running = x->relative.set && !x->relative.told && x->relative.how != DGM_LAST_LATEST;
    dgm_date quarter = quarter_told(x, a), base = base_of(a, false);
    int32_t year = said_year(x, a), steps = x->relative.steps;
    if (running)
        quarter = (dgm_date){base.month ? base.year : 0, quarter_of(base), 0};
    else if (x->relative.how == DGM_LAST_LATEST || (steps < 0 && !a->told_quarter.year))
        steps = 0;
    if (quarter.year) {
        int32_t count = quarter.year * QUARTERS + quarter.month - 1 + steps;
        quarter = (dgm_date){count / QUARTERS, count % QUARTERS + 1, 0};
    }
    if (year)
        quarter.year = year;
    return quarter;
}

static void write_unit_of_year(const dgm_timex *x, const dgm_anchor *a, dgm_timex_text *t) {
    int32_t year = said_year(x, a), base = base_of(a, x->relative.told).year;
    if (!year && base)
        year = base + (x->relative.set ? x->relative.steps : 0);
    write_year(year, t);
}

static void write_unit_of_month(const dgm_timex *x, const dgm_anchor *a, dgm_timex_text *t) {
    dgm_date base = base_of(a, x->relative.told || (!x->relative.set && a->history));
    if (base.month) {
        base.day = 1;
        base = dgm_calendar_add(base, x->relative.steps);
    }
    dgm_timex_put_month(t, base.month ? base : (dgm_date){0, 0, 0});
}

static void write_unit_of_week(const dgm_timex *x, const dgm_anchor *a, dgm_timex_text *t, bool weekend) {
    dgm_relative relative = x->relative;
    int32_t monday = find_week(a, relative), today = dgm_calendar_day(base_of(a, false));
    if (weekend && !relative.set && monday != DGM_NO_DAY && !looks_ahead(a) && !relative.told)
        monday -= dgm_calendar_weekday(today) < 6 ? WEEK : 0; /* the nearest that has begun */
    dgm_timex_put_week(t, monday == DGM_NO_DAY ? (dgm_week){0, 0} : dgm_calendar_week(monday));
    dgm_timex_put(t, weekend ? "-WE" : "");
}

static void write_unit_of_day(const dgm_timex *x, const dgm_anchor *a, dgm_timex_text *t) {
    bool told = x->relative.told || !x->relative.set;
    dgm_timex_put_date(t, add_days(base_of(a, told), x->ordinal ? 0 : x->relative.steps));
}

static void write_decade(int32_t year, dgm_timex_text *t) {
    if (year > 0)
        dgm_timex_put_number(t, year / 10, 3);
    else
        dgm_timex_put(t, "XXX");
}

static void write_relative_unit(const dgm_timex *x, const dgm_anchor *a, dgm_timex_text *t) {
    dgm_date base = base_of(a, x->relative.told), quarter;
    int32_t steps = x->relative.steps;
    switch (x->unit) {
    case DGM_UNIT_YEAR: write_unit_of_year(x, a, t); break;
    case DGM_UNIT_PERIOD:
    case DGM_UNIT_QUARTER:
        quarter = find_quarter_unit(x, a);
        if (x->unit == DGM_UNIT_PERIOD && said_year(x, a) && !a->told_quarter.year && !a->quarters)
            dgm_timex_put_year(t, quarter.year);
        else
            dgm_timex_put_quarter(t, quarter.year, quarter.month);
        break;
    case DGM_UNIT_MONTH: write_unit_of_month(x, a, t); break;
    case DGM_UNIT_WEEK: write_unit_of_week(x, a, t, false); break;
    case DGM_UNIT_WEEKEND: write_unit_of_week(x, a, t, true); break;
    case DGM_UNIT_DECADE: write_decade(base.year ? base.year + 10 * steps : 0, t); break;
    case DGM_UNIT_CENTURY:
        if (base.year)
            dgm_timex_put_number(t, base.year / HUNDRED + steps, 2);
        else
            dgm_timex_put(t, "XX");
        break;
    case DGM_UNIT_DAY: write_unit_of_day(x, a, t); break;
    default: dgm_timex_put(t, steps > 0 ? "FUTURE_REF" : steps < 0 ? "PAST_REF" : "PRESENT_REF"); break;
    }
}

/* ---- points: so long ago ------------------------------------------------- */

static void write_vague_shift(const dgm_timex *x, dgm_timex_text *t) {
    dgm_timex_put(t, x->shift_sign < 0 ? "PAST_REF" : "FUTURE_REF");
}

/* "a year ago" among figures of a quarter is that quarter a year before. */
static bool means_quarter(const dgm_timex *x, const dgm_anchor *a) {
    bool quarter = x->unit == DGM_UNIT_QUARTER || x->unit == DGM_UNIT_PERIOD;
    return x->shift.unit == DGM_UNIT_YEAR && x->shift.count == 1 && !x->shift.halves &&
           (quarter || a->quarters);
}

static void write_shift(const dgm_timex *x, const dgm_anchor *a, dgm_timex_text *t) {
    dgm_date base = base_of(a, x->shift_told && a->told.year), quarter;
    dgm_amount amount = x->shift;
    int64_t days, months;
    if (means_quarter(x, a)) {
        quarter = quarter_told(&(dgm_timex){.relative = {.told = true}}, a);
        dgm_timex_put_quarter(t, quarter.year ? quarter.year + x->shift_sign : 0, quarter.month);
        return;
    }
    if (amount.count < 0 || !measure(amount, &days, &months)) {
        write_vague_shift(x, t);
        return;
    }
    bool exact = amount.unit == DGM_UNIT_DAY || (amount.unit == DGM_UNIT_WEEK && amount.count <= 4);
    if (months && base.year && !base.month) {
        dgm_timex_put_year(t, base.year + (int32_t)(x->shift_sign * months / MONTHS));
        return;
    }
    dgm_date to = months ? dgm_calendar_add(base, x->shift_sign * months)
                         : add_days(base, x->shift_sign * days);
    if (amount.unit == DGM_UNIT_WEEK && !exact)
        dgm_timex_put_week(t, to.year ? dgm_calendar_week(dgm_calendar_day(to)) : (dgm_week){0, 0});
    else if (exact)
        dgm_timex_put_date(t, to);
    else if (amount.unit == DGM_UNIT_MONTH)
        dgm_timex_put_month(t, to.month ? to : (dgm_date){0, 0, 0});
    else if (amount.unit == DGM_UNIT_QUARTER)
        dgm_timex_put_quarter(t, to.year, quarter_of(to));
    else if (amount.unit == DGM_UNIT_DECADE)
        write_decade(to.year, t);
    else if (amount.halves)
        dgm_timex_put_month(t, to.month ? to : (dgm_date){0, 0, 0});
    else
        dgm_timex_put_year(t, to.year);
}

/* ---- points: put together ------------------------------------------------ */

static void put_clock(const dgm_timex *x, dgm_timex_text *t) {
    if (x->hour >= 0) {
        dgm_timex_put(t, "T");
        dgm_timex_put_number(t, x->hour, 2);
        dgm_timex_put(t, ":");
        dgm_timex_put_number(t, x->minute < 0 ? 0 : x->minute, 2);
        if (x->second >= 0) {
            dgm_timex_put(t, ":");
            dgm_timex_put_number(t, x->second, 2);
        }
        dgm_timex_put(t, x->universal ? "Z" : "");
    } else if (x->part >= 0)
        dgm_timex_put(t, parts[x->part]);
}

/* The day of an expression that names a time of day and no day: "this morning", "last night", "10 a.m." */
static dgm_date day_of_clock(const dgm_timex *x, const dgm_anchor *a) {
    if (x->relative.set && !x->relative.told)
        return add_days(base_of(a, false), x->relative.steps);
    return add_days(base_of(a, a->told.day != 0),
                    x->relative.set && x->relative.told ? x->relative.steps : 0);
}

static dgm_date find_day(const dgm_timex *x, const dgm_anchor *a) {
    if (x->day_said)
        return add_days(base_of(a, false), x->day_shift);
    if (x->month && x->day)
        return find_month(x, a);
    if (x->holiday)
        return find_holiday(x, a);
    return day_of_clock(x, a);
}

/* The season that runs, or the nearest; a winter is of the year it begins in, and runs in January too. */
static int32_t season_year(const dgm_timex *x, const dgm_anchor *a) {
    dgm_date base = base_of(a, x->relative.told);
    bool winter = x->season == 3 && base.month > 0 && base.month < 3;
    int32_t year = said_year(x, a), mine = 3 * x->season + 3;
    if (year || base.month == 0 || a->history)
        return year ? year : nearest_year(a, mine, base.month);
    if (x->relative.set && x->unit == DGM_UNIT_NONE)
        return winter ? base.year - 1 + x->relative.steps : relative_year(x, a, mine, base.month);
    if (winter)
        return base.year - 1;
    dgm_timex month = {.month = x->season == 3 ? 12 : mine + 1};
    return month_year(&month, a);
}

static void write_season(const dgm_timex *x, const dgm_anchor *a, dgm_timex_text *t) {
    dgm_timex_put_year(t, season_year(x, a));
    dgm_timex_put(t, seasons[x->season]);
}

static void write_quarter(const dgm_timex *x, const dgm_anchor *a, dgm_timex_text *t) {
    int32_t year = said_year(x, a);
    if (!year && x->shifted)
        year = quarter_told(x, a).year + x->shift_sign;
    dgm_timex_put_quarter(t, year ? year : nearest_year(a, x->quarter, quarter_of(base_of(a, false))),
                          x->quarter);
}

static void write_half(const dgm_timex *x, const dgm_anchor *a, dgm_timex_text *t) {
    int32_t year = said_year(x, a), now = base_of(a, false).month;
    dgm_timex_put_year(t, year ? year : nearest_year(a, x->half, now ? 1 + (now > 6) : 0));
    dgm_timex_put(t, x->half == 1 ? "-H1" : "-H2");
}

static void write_named_decade(const dgm_timex *x, const dgm_anchor *a, dgm_timex_text *t) {
    int32_t now = base_of(a, false).year, decade = x->decade;
    if (x->short_decade) {
        int32_t century = now ? now / HUNDRED : 19;
        decade += century * 10;
        decade -= (now ? decade * 10 > now + 10 : 0) ? 10 : 0;
    }
    dgm_timex_put_number(t, decade, 3);
}

static void write_weekday(const dgm_timex *x, const dgm_anchor *a, dgm_timex_text *t) {
    dgm_date date = find_weekday(x, a);
    if (date.year)
        dgm_timex_put_date(t, date);
    else
        write_weekday_set(x, t);
}

static void write_ref(const dgm_timex *x, dgm_timex_text *t) {
    bool some_day = x->n_amounts > 0 && x->span == 0 && !x->around; /* "one day" */
    int32_t ref = x->ref_said ? x->ref : some_day ? 1 : x->span ? x->span : x->shift_sign;
    dgm_timex_put(t, ref < 0 ? "PAST_REF" : ref > 0 ? "FUTURE_REF" : "PRESENT_REF");
}

static bool names_day(const dgm_timex *x) {
    return x->day_said || (x->month && x->day) || x->holiday;
}

/* Writes what is coarser than a day. */
static void write_coarse(const dgm_timex *x, const dgm_anchor *a, dgm_timex_text *t) {
    if (x->before_christ) {
        dgm_timex_put(t, "BC");
        dgm_timex_put_year(t, x->year);
        dgm_timex_put(t, x->season >= 0 ? seasons[x->season] : "");
    } else if (x->month)
        dgm_timex_put_month(t, find_month(x, a));
    else if (x->quarter)
        write_quarter(x, a, t);
    else if (x->decade)
        write_named_decade(x, a, t);
    else if (x->half)
        write_half(x, a, t);
    else if (x->season >= 0)
        write_season(x, a, t);
    else if (x->century)
        dgm_timex_put_number(t, x->century - 1, 2);
    else if (x->shifted)
        write_shift(x, a, t);
    else if (x->unit == DGM_UNIT_QUARTER || x->unit == DGM_UNIT_PERIOD)
        write_relative_unit(x, a, t);
    else if (x->year)
        dgm_timex_put_year(t, said_year(x, a));
    else if (x->unit)
        write_relative_unit(x, a, t);
    else
        write_ref(x, t);
}

/* A day or something coarser, with the time of day if it is said. */
static void write_point(const dgm_timex *x, const dgm_anchor *a, dgm_timex_meaning *out) {
    dgm_timex_text t = {out->value, 0};
    bool clock = x->hour >= 0 || x->part >= 0;
    if (names_day(x) && !x->before_christ) {
        dgm_date date = find_day(x, a);
        if (date.year && !dgm_calendar_valid(date) && date.day) {
            out->note = no_such_day;
            return;
        }
        if (x->unit == DGM_UNIT_WEEK && !x->relative.set && dgm_calendar_valid(date)) {
            dgm_timex_put_week(&t, dgm_calendar_week(dgm_calendar_day(date))); /* "the week of March 6" */
            return;
        }
        dgm_timex_put_date(&t, date);
    } else if (x->weekday && !x->month)
        write_weekday(x, a, &t);
    else if (clock && !x->month && !x->quarter && x->season < 0 && !x->year) {
        dgm_date date = x->unit == DGM_UNIT_DAY && x->relative.set ? (dgm_date){0, 0, 0} : day_of_clock(x, a);
        if (x->unit == DGM_UNIT_DAY && x->relative.set)
            write_unit_of_day(x, a, &t);
        else
            dgm_timex_put_date(&t, date);
    } else {
        write_coarse(x, a, &t);
        return;
    }
    if (clock)
        out->type = DGM_TIME_TIME; /* "last night" is no day */
    put_clock(x, &t);
}

/* ---- the kind ------------------------------------------------------------ */

static bool has_date(const dgm_timex *x) {
    return names_day(x) || x->weekday || x->month || x->quarter || x->half || x->season >= 0 || x->decade ||
           x->century || x->year || x->shifted || x->part >= 0 || x->hour >= 0;
}

static bool is_set(const dgm_timex *x, dgm_time_type type) {
    return x->each || (x->often_said && type != DGM_TIME_DURATION) ||
           (x->plural && !x->relative.set && x->n_amounts == 0 && (type == DGM_TIME_SET || !x->year)) ||
           (type == DGM_TIME_SET &&
            (!has_date(x) || write_recurring(x, &(dgm_timex_text){(char[DGM_TIMEX_VALUE]){0}, 0})));
}

static bool is_duration(const dgm_timex *x, dgm_time_type type) {
    bool counted = x->n_amounts > 0 && !x->shifted;
    bool some_day = type == DGM_TIME_DATE && x->n_amounts == 1 && x->amounts[0].unit == DGM_UNIT_DAY &&
                    x->amounts[0].count == 1;
    if (type == DGM_TIME_DURATION && x->n_amounts > 0)
        return true;
    if (type == DGM_TIME_DURATION && x->unit && x->relative.set && x->relative.steps < 0 &&
        x->relative.how == DGM_LAST_PAST && !has_date(x))
        return true; /* "over the past decade" */
    if (type == DGM_TIME_DURATION)
        return (x->unit && !x->relative.set && !has_date(x)) ||
               (x->shifted && x->unit == DGM_UNIT_NONE && !x->quarter);
    bool vague = counted && x->amounts[0].count < 0 && x->span != 0;
    return counted && !some_day && !has_date(x) && !x->ref_said && !vague;
}

static void add_days_of(const dgm_timex *x, dgm_timex_meaning *out) {
    dgm_view value = dgm_view_of(out->value);
    int32_t begin, end;
    dgm_calendar_span(value, &begin, &end);
    if (begin == DGM_NO_DAY)
        return;
    out->begin = begin;
    out->end = end;
    if (x->day_end > x->day && x->day_end <= 31)
        out->end += x->day_end - x->day;
    if (x->year_end > x->year && x->year_end <= DGM_YEAR_MOST)
        out->end = dgm_calendar_day((dgm_date){x->year_end, 12, 31});
    if (x->mod == DGM_MOD_ON_OR_AFTER || x->mod == DGM_MOD_AFTER)
        out->end = DGM_NO_DAY;
    if (x->mod == DGM_MOD_ON_OR_BEFORE || x->mod == DGM_MOD_BEFORE)
        out->begin = DGM_NO_DAY;
}

void dgm_timex_value(const dgm_timex *x, dgm_time_type type, const dgm_anchor *anchor,
                     dgm_timex_meaning *out) {
    *out = (dgm_timex_meaning){.mod = mods[x->mod], .type = type, .begin = DGM_NO_DAY, .end = DGM_NO_DAY};
    if (x->impossible) {
        out->note = x->hour >= 0 && !x->month ? no_such_time : no_such_day;
        return;
    }
    if (!x->known) {
        out->note = not_dated;
        return;
    }
    if (is_set(x, type)) {
        out->type = DGM_TIME_SET;
        write_set(x, out);
    } else if (is_duration(x, type)) {
        out->type = DGM_TIME_DURATION;
        write_duration(x, anchor, out);
    } else {
        write_point(x, anchor, out);
        add_days_of(x, out);
    }
}
