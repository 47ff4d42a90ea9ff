/* calendar.c - the calendar, after the well-known counting of days in eras of 400 years. */
#include "reading/calendar.h"

enum { ERA_YEARS = 400, ERA_DAYS = 146097, DAYS_TO_1970 = 719468 };

int32_t dgm_calendar_days_in(int32_t year, int32_t month) {
    static const int8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (month < 1 || month > 12)
        return 0;
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return days[month - 1] + (leap && month == 2);
}

bool dgm_calendar_valid(dgm_date date) {
    return date.year >= 1 && date.year <= DGM_YEAR_MOST && date.day >= 1 &&
           date.day <= dgm_calendar_days_in(date.year, date.month);
}

int32_t dgm_calendar_day(dgm_date date) {
    if (!dgm_calendar_valid(date))
        return DGM_NO_DAY;
    int32_t year = date.year - (date.month <= 2);
    int32_t era = (year >= 0 ? year : year - (ERA_YEARS - 1)) / ERA_YEARS;
    int32_t of_era = year - era * ERA_YEARS;
    int32_t of_year = (153 * (date.month + (date.month > 2 ? -3 : 9)) + 2) / 5 + date.day - 1;
    return era * ERA_DAYS + of_era * 365 + of_era / 4 - of_era / 100 + of_year - DAYS_TO_1970;
}

dgm_date dgm_calendar_date(int32_t day) {
    int64_t z = (int64_t)day + DAYS_TO_1970;
    int64_t era = (z >= 0 ? z : z - (ERA_DAYS - 1)) / ERA_DAYS;
    int64_t of_era = z - era * ERA_DAYS;
    int64_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int64_t of_year = of_era - (365 * year + year / 4 - year / 100);
    int64_t month = (5 * of_year + 2) / 153;
    dgm_date date = {(int32_t)(year + era * ERA_YEARS), (int32_t)(month < 10 ? month + 3 : month - 9),
                     (int32_t)(of_year - (153 * month + 2) / 5 + 1)};
    date.year += date.month <= 2;
    return date;
}

int32_t dgm_calendar_weekday(int32_t day) {
    int64_t of_week = ((int64_t)day + 3) % 7; /* 1970-01-01 was a Thursday */
    return (int32_t)(of_week < 0 ? of_week + 8 : of_week + 1);
}

dgm_week dgm_calendar_week(int32_t day) {
    int32_t thursday = day - dgm_calendar_weekday(day) + 4;
    dgm_date date = dgm_calendar_date(thursday);
    dgm_date first = {date.year, 1, 1};
    return (dgm_week){date.year, (thursday - dgm_calendar_day(first)) / 7 + 1};
}

int32_t dgm_calendar_monday(dgm_week week) {
    int32_t fourth = dgm_calendar_day((dgm_date){week.year, 1, 4}); /* always in week 1 */
    return fourth - dgm_calendar_weekday(fourth) + 1 + 7 * (week.week - 1);
}

int32_t dgm_calendar_weeks_in(int32_t year) {
    return dgm_calendar_week(dgm_calendar_day((dgm_date){year, 12, 28})).week;
}

dgm_date dgm_calendar_add(dgm_date date, int64_t months) {
    int64_t count = (int64_t)date.year * 12 + date.month - 1 + months;
    if (count < 12 || count >= (int64_t)12 * (DGM_YEAR_MOST + 1))
        return (dgm_date){0, 0, 0};
    dgm_date sum = {(int32_t)(count / 12), (int32_t)(count % 12) + 1, date.day};
    int32_t most = dgm_calendar_days_in(sum.year, sum.month);
    sum.day = sum.day > most ? most : sum.day;
    return sum;
}

dgm_date dgm_calendar_easter(int32_t year) {
    int32_t a = year % 19, b = year / 100, c = year % 100;
    int32_t h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    int32_t l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    int32_t m = (a + 11 * h + 22 * l) / 451, n = h + l - 7 * m + 114;
    return (dgm_date){year, n / 31, n % 31 + 1};
}

/* ---- values -------------------------------------------------------------- */

/* The number of `size` digits at `at`, or -1. */
static int32_t number_at(dgm_view value, size_t at, size_t size) {
    int32_t number = 0;
    if (at + size > value.size)
        return -1;
    for (size_t i = at; i < at + size; i++) {
        if (value.data[i] < '0' || value.data[i] > '9')
            return -1;
        number = 10 * number + value.data[i] - '0';
    }
    return number;
}

static void months_span(int32_t year, int32_t month, int32_t count, int32_t *begin, int32_t *end) {
    dgm_date first = {year, month, 1}, next = dgm_calendar_add(first, count - 1);
    next.day = dgm_calendar_days_in(next.year, next.month);
    *begin = dgm_calendar_day(first);
    *end = dgm_calendar_day(next);
}

static void years_span(int32_t year, int32_t count, int32_t *begin, int32_t *end) {
    year = year < 1 ? 1 : year; /* the first century has no year 0 */
    *begin = dgm_calendar_day((dgm_date){year, 1, 1});
    *end = dgm_calendar_day((dgm_date){year + count - 1, 12, 31});
}

static void week_span(dgm_view value, int32_t year, int32_t *begin, int32_t *end) {
    int32_t week = number_at(value, 6, 2), day = number_at(value, 9, 1);
    bool weekend = value.size > 9 && value.data[9] == 'W';
    if (week < 1 || week > dgm_calendar_weeks_in(year))
        return;
    int32_t monday = dgm_calendar_monday((dgm_week){year, week});
    *begin = monday + (weekend ? 5 : day >= 1 && day <= 7 ? day - 1 : 0);
    *end = day >= 1 && day <= 7 ? *begin : monday + 6;
}

static void part_span(dgm_view value, int32_t year, int32_t *begin, int32_t *end) {
    static const char seasons[] = "SPSUFAWI";
    int32_t part = number_at(value, 6, 1);
    if (value.data[5] == 'Q' && part >= 1 && part <= 4)
        months_span(year, 3 * part - 2, 3, begin, end);
    if (value.data[5] == 'H' && part >= 1 && part <= 2)
        months_span(year, 6 * part - 5, 6, begin, end);
    for (int32_t i = 0; i < 4; i++)
        if (memcmp(value.data + 5, seasons + (size_t)i * 2, 2) == 0)
            months_span(year, 3 * i + 3, 3, begin, end);
}

static void date_span(dgm_view value, int32_t year, int32_t *begin, int32_t *end) {
    int32_t month = number_at(value, 5, 2), day = number_at(value, 8, 2);
    if (month < 1 || month > 12)
        return;
    if (value.size == 7)
        months_span(year, month, 1, begin, end);
    else if (day > 0)
        *begin = *end = dgm_calendar_day((dgm_date){year, month, day});
}

void dgm_calendar_span(dgm_view value, int32_t *out_begin, int32_t *out_end) {
    *out_begin = *out_end = DGM_NO_DAY;
    if (value.size >= 2 && memcmp(value.data, "FY", 2) == 0)
        value = dgm_view_sub(value, (dgm_range){2, (uint32_t)value.size});
    const char *clock = value.size > 0 ? memchr(value.data, 'T', value.size) : NULL;
    if (clock)
        value.size = (size_t)(clock - value.data);
    int32_t year = number_at(value, 0, value.size < 4 ? value.size : 4);
    if (year < 0 || (value.size >= 4 && year == 0) || value.size < 2)
        return;
    if (value.size == 2)
        years_span(year * 100, year == 0 ? 99 : 100, out_begin, out_end);
    else if (value.size == 3)
        years_span(year * 10, year == 0 ? 9 : 10, out_begin, out_end);
    else if (value.size == 4)
        years_span(year, 1, out_begin, out_end);
    else if (value.size >= 8 && value.data[5] == 'W' && value.data[6] != 'I')
        week_span(value, year, out_begin, out_end);
    else if (value.size == 7 && (value.data[5] < '0' || value.data[5] > '9'))
        part_span(value, year, out_begin, out_end);
    else if (value.size == 7 || value.size == 10)
        date_span(value, year, out_begin, out_end);
}
