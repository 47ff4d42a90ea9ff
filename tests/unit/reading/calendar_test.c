/* Days, weeks and the stretches that values mean. */
#include "unit.h"

#include "reading/calendar.h"

static void test_days(void **state) {
    (void)state;
    assert_int_equal(dgm_calendar_day((dgm_date){1970, 1, 1}), 0);
    assert_int_equal(dgm_calendar_day((dgm_date){2000, 3, 1}), 11017);
    assert_int_equal(dgm_calendar_day((dgm_date){1, 1, 1}), -719162);
    assert_int_equal(dgm_calendar_day((dgm_date){2023, 2, 29}), DGM_NO_DAY);
    assert_int_equal(dgm_calendar_day((dgm_date){1900, 2, 29}), DGM_NO_DAY);
    assert_int_equal(dgm_calendar_day((dgm_date){10000, 1, 1}), DGM_NO_DAY);
    assert_int_equal(dgm_calendar_days_in(2000, 2), 29);
    assert_int_equal(dgm_calendar_days_in(2000, 13), 0);
}

/* Every day of the calendar and back. */
static void test_round_trip(void **state) {
    (void)state;
    int32_t first = dgm_calendar_day((dgm_date){1, 1, 1}), last = dgm_calendar_day((dgm_date){9999, 12, 31});
    int32_t weekday = 1; /* 0001-01-01 was a Monday */
    for (int32_t day = first; day <= last; day++) {
        assert_int_equal(dgm_calendar_day(dgm_calendar_date(day)), day);
        assert_int_equal(dgm_calendar_weekday(day), weekday);
        weekday = weekday % 7 + 1;
    }
}

static void check_week(dgm_date date, int32_t year, int32_t week) {
    dgm_week found = dgm_calendar_week(dgm_calendar_day(date));
    assert_int_equal(found.year, year);
    assert_int_equal(found.week, week);
}

static void test_weeks(void **state) {
    (void)state;
    check_week((dgm_date){2021, 1, 3}, 2020, 53);
    check_week((dgm_date){2021, 1, 4}, 2021, 1);
    check_week((dgm_date){2019, 12, 30}, 2020, 1);
    check_week((dgm_date){2016, 1, 1}, 2015, 53);
    check_week((dgm_date){2022, 12, 30}, 2022, 52);
    assert_int_equal(dgm_calendar_weeks_in(2020), 53);
    assert_int_equal(dgm_calendar_weeks_in(2021), 52);
    assert_int_equal(dgm_calendar_monday((dgm_week){2020, 53}), dgm_calendar_day((dgm_date){2020, 12, 28}));
}

static void test_months(void **state) {
    (void)state;
    dgm_date date = dgm_calendar_add((dgm_date){2024, 1, 31}, 1);
    assert_int_equal(dgm_calendar_day(date), dgm_calendar_day((dgm_date){2024, 2, 29}));
    date = dgm_calendar_add((dgm_date){2024, 1, 31}, -2);
    assert_int_equal(dgm_calendar_day(date), dgm_calendar_day((dgm_date){2023, 11, 30}));
    assert_false(dgm_calendar_valid(dgm_calendar_add((dgm_date){1, 1, 1}, -1)));
    assert_false(dgm_calendar_valid(dgm_calendar_add((dgm_date){9999, 12, 1}, 1)));
    assert_false(dgm_calendar_valid(dgm_calendar_add((dgm_date){2000, 1, 1}, INT64_C(1) << 40)));
}

static void check_span(const char *value, dgm_date begin, dgm_date end) {
    int32_t first, last;
    dgm_calendar_span(dgm_view_of(value), &first, &last);
    if (first != dgm_calendar_day(begin) || last != dgm_calendar_day(end))
        fail_msg("%s: %d to %d", value, (int)first, (int)last);
}

static void test_spans(void **state) {
    (void)state;
    const dgm_date none = {0, 0, 0};
    check_span("2022-12-30", (dgm_date){2022, 12, 30}, (dgm_date){2022, 12, 30});
    check_span("2022-12-30TNI", (dgm_date){2022, 12, 30}, (dgm_date){2022, 12, 30});
    check_span("2024-02", (dgm_date){2024, 2, 1}, (dgm_date){2024, 2, 29});
    check_span("1989", (dgm_date){1989, 1, 1}, (dgm_date){1989, 12, 31});
    check_span("FY1989", (dgm_date){1989, 1, 1}, (dgm_date){1989, 12, 31});
    check_span("198", (dgm_date){1980, 1, 1}, (dgm_date){1989, 12, 31});
    check_span("19", (dgm_date){1900, 1, 1}, (dgm_date){1999, 12, 31});
    check_span("00", (dgm_date){1, 1, 1}, (dgm_date){99, 12, 31});
    check_span("2020-W53", (dgm_date){2020, 12, 28}, (dgm_date){2021, 1, 3});
    check_span("2020-W53-WE", (dgm_date){2021, 1, 2}, (dgm_date){2021, 1, 3});
    check_span("2020-W53-4", (dgm_date){2020, 12, 31}, (dgm_date){2020, 12, 31});
    check_span("2021-W53", none, none);
    check_span("2022-Q4", (dgm_date){2022, 10, 1}, (dgm_date){2022, 12, 31});
    check_span("2022-H1", (dgm_date){2022, 1, 1}, (dgm_date){2022, 6, 30});
    check_span("2023-WI", (dgm_date){2023, 12, 1}, (dgm_date){2024, 2, 29});
    const char *const open[] = {"",           "P",        "P2Y",         "XXXX",   "XXXX-12", "2022-XX",
                                "2022-QX",    "2022-WXX", "PRESENT_REF", "2",      "0000",    "2022-13",
                                "2022-02-30", "2022-1",   "T",           "2022-W", "2022-Q9"};
    for (size_t i = 0; i < sizeof open / sizeof *open; i++)
        check_span(open[i], none, none);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_days),   cmocka_unit_test(test_round_trip), cmocka_unit_test(test_weeks),
        cmocka_unit_test(test_months), cmocka_unit_test(test_spans),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
