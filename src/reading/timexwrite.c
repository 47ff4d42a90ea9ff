/* timexwrite.c - digit by digit, so that no locale has a say. */
#include "reading/timexwrite.h"

enum { COUNT_MOST = 99999 };

/* ---- writing ------------------------------------------------------------- */

void dgm_timex_put(dgm_timex_text *t, const char *piece) {
    for (; *piece && t->size + 1 < DGM_TIMEX_VALUE; piece++)
        t->data[t->size++] = *piece;
    t->data[t->size] = '\0';
}

void dgm_timex_put_number(dgm_timex_text *t, int32_t number, int width) {
    char digits[12];
    int n = 0;
    for (uint32_t rest = number < 0 ? 0 : (uint32_t)number; rest > 0 || n < width; rest /= 10)
        digits[n++] = (char)('0' + rest % 10);
    for (; n > 0 && t->size + 1 < DGM_TIMEX_VALUE; n--)
        t->data[t->size++] = digits[n - 1];
    t->data[t->size] = '\0';
}

void dgm_timex_put_year(dgm_timex_text *t, int32_t year) {
    if (year > 0)
        dgm_timex_put_number(t, year, 4);
    else
        dgm_timex_put(t, "XXXX");
}

static void put_two(dgm_timex_text *t, int32_t number) {
    if (number > 0)
        dgm_timex_put_number(t, number, 2);
    else
        dgm_timex_put(t, "XX");
}

void dgm_timex_put_date(dgm_timex_text *t, dgm_date date) {
    dgm_timex_put_year(t, date.year);
    dgm_timex_put(t, "-");
    put_two(t, date.month);
    dgm_timex_put(t, "-");
    put_two(t, date.day);
}

void dgm_timex_put_month(dgm_timex_text *t, dgm_date date) {
    dgm_timex_put_year(t, date.year);
    dgm_timex_put(t, "-");
    put_two(t, date.month);
}

void dgm_timex_put_week(dgm_timex_text *t, dgm_week week) {
    dgm_timex_put_year(t, week.year);
    dgm_timex_put(t, "-W");
    put_two(t, week.week);
}

void dgm_timex_put_quarter(dgm_timex_text *t, int32_t year, int32_t quarter) {
    dgm_timex_put_year(t, year);
    dgm_timex_put(t, "-Q");
    if (quarter > 0)
        dgm_timex_put_number(t, quarter, 1);
    else
        dgm_timex_put(t, "X");
}

/* ---- durations ----------------------------------------------------------- */

typedef struct unit_name {
    const char *letter;
    bool clock;
    dgm_unit half; /* half of it is `halves` of this; NONE: no whole number */
    int32_t halves;
} unit_name;

/* In the order of dgm_unit. */
static const unit_name units[] = {
    [DGM_UNIT_NONE] = {"X", false, DGM_UNIT_NONE, 0},
    [DGM_UNIT_SECOND] = {"S", true, DGM_UNIT_NONE, 0},
    [DGM_UNIT_MINUTE] = {"M", true, DGM_UNIT_SECOND, 30},
    [DGM_UNIT_HOUR] = {"H", true, DGM_UNIT_MINUTE, 30},
    [DGM_UNIT_DAY] = {"D", false, DGM_UNIT_HOUR, 12},
    [DGM_UNIT_WEEKEND] = {"WE", false, DGM_UNIT_NONE, 0},
    [DGM_UNIT_WEEK] = {"W", false, DGM_UNIT_NONE, 0},
    [DGM_UNIT_MONTH] = {"M", false, DGM_UNIT_NONE, 0},
    [DGM_UNIT_QUARTER] = {"Q", false, DGM_UNIT_NONE, 0},
    [DGM_UNIT_YEAR] = {"Y", false, DGM_UNIT_MONTH, 6},
    [DGM_UNIT_DECADE] = {"DE", false, DGM_UNIT_YEAR, 5},
    [DGM_UNIT_CENTURY] = {"CE", false, DGM_UNIT_YEAR, 50},
    [DGM_UNIT_MILLENNIUM] = {"ML", false, DGM_UNIT_YEAR, 500},
    [DGM_UNIT_SEASON] = {"X", false, DGM_UNIT_NONE, 0},
    [DGM_UNIT_PERIOD] = {"X", false, DGM_UNIT_NONE, 0},
};

static void put_amount(dgm_timex_text *t, dgm_amount amount, bool *clock) {
    if (amount.unit == DGM_UNIT_DECADE && amount.count > 1 && amount.count < COUNT_MOST)
        amount = (dgm_amount){DGM_UNIT_YEAR, 10 * amount.count, amount.halves}; /* as annotators write it */
    const unit_name *unit = &units[amount.unit];
    bool whole = amount.halves == 0 || unit->half != DGM_UNIT_NONE;
    if (amount.count != 0 || !whole) {
        if (unit->clock && !*clock) {
            dgm_timex_put(t, "T");
            *clock = true;
        }
        if (amount.count < 0)
            dgm_timex_put(t, "X");
        else
            dgm_timex_put_number(t, amount.count, 1);
        dgm_timex_put(t, whole ? "" : ".5");
        dgm_timex_put(t, unit->letter);
    }
    if (amount.halves && whole)
        put_amount(t, (dgm_amount){unit->half, unit->halves, 0}, clock);
}

void dgm_timex_duration(const dgm_amount *amounts, uint32_t count, char out[DGM_TIMEX_VALUE]) {
    dgm_timex_text t = {out, 0};
    bool clock = false;
    dgm_timex_put(&t, "P");
    for (uint32_t i = 0; i < count; i++)
        put_amount(&t, amounts[i], &clock);
    if (t.size <= 1)
        dgm_timex_put(&t, "XX");
}
