/* Expressions of time against a table (timex_cases.tsv): what they mean on days chosen for their month ends,
 * leap years and weeks at the edge of the year. The dates in the table were reckoned by another calendar. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "unit.h"

#include "reading/timex.h"

enum { FIELDS = 8, CASES_LEAST = 400, LINE_MOST = 512 };

static int32_t day_of(const char *text) {
    int year, month, day;
    if (sscanf(text, "%d-%d-%d", &year, &month, &day) != 3)
        return DGM_NO_DAY;
    return dgm_calendar_day((dgm_date){year, month, day});
}

static dgm_time_type type_of(const char *name) {
    static const char *const names[] = {"DATE", "TIME", "DURATION", "SET"};
    for (int i = 0; i < 4; i++)
        if (strcmp(name, names[i]) == 0)
            return (dgm_time_type)i;
    fail_msg("no type %s", name);
    return DGM_TIME_DATE;
}

static dgm_anchor anchor_of(const char *published, const char *tense) {
    dgm_anchor anchor = {.told_week = DGM_NO_DAY};
    if (published[0])
        anchor.published = dgm_calendar_date(day_of(published));
    anchor.history = published[0] == '\0';
    anchor.tense = strcmp(tense, "past") == 0     ? DGM_TENSE_PAST
                   : strcmp(tense, "future") == 0 ? DGM_TENSE_FUTURE
                                                  : DGM_TENSE_NONE;
    return anchor;
}

static dgm_timex_meaning read_as(const char *text, dgm_time_type type, const dgm_anchor *anchor) {
    dgm_timex timex;
    dgm_timex_meaning meaning;
    dgm_timex_parse(dgm_view_of(text), &timex);
    dgm_timex_value(&timex, type, anchor, &meaning);
    return meaning;
}

/* Cuts a line at its tabs. */
static void cut(char *line, char *fields[FIELDS]) {
    line[strcspn(line, "\n")] = '\0';
    for (int i = 0; i < FIELDS; i++) {
        fields[i] = line;
        line += strcspn(line, "\t");
        if (*line)
            *line++ = '\0';
    }
}

/* 1 if the case is not as the table says; prints why. */
static int differs(char *const fields[FIELDS]) {
    dgm_anchor anchor = anchor_of(fields[2], fields[3]);
    dgm_timex_meaning meaning = read_as(fields[0], type_of(fields[1]), &anchor);
    const char *mod = meaning.mod ? meaning.mod : "";
    bool same = strcmp(meaning.value, fields[4]) == 0 && strcmp(mod, fields[5]) == 0;
    if (fields[6][0] || fields[7][0])
        same = same && meaning.begin == day_of(fields[6]) && meaning.end == day_of(fields[7]);
    if (!fields[4][0])
        same = same && meaning.note;
    if (!same)
        print_message("\"%s\" on %s (%s): \"%s\" %s %d %d, not \"%s\" %s %s %s\n", fields[0], fields[2],
                      fields[3], meaning.value, mod, (int)meaning.begin, (int)meaning.end, fields[4],
                      fields[5], fields[6], fields[7]);
    return !same;
}

static void test_table(void **state) {
    (void)state;
    FILE *file = fopen("tests/unit/reading/timex_cases.tsv", "r");
    assert_non_null(file);
    char line[LINE_MOST], *fields[FIELDS];
    int cases = 0, wrong = 0;
    while (fgets(line, sizeof line, file)) {
        if (line[0] == '#')
            continue;
        cut(line, fields);
        wrong += differs(fields);
        cases++;
    }
    fclose(file);
    assert_int_equal(wrong, 0);
    assert_true(cases >= CASES_LEAST);
}

/* ---- anchors ------------------------------------------------------------- */

static void check(const char *text, dgm_time_type type, const dgm_anchor *anchor, const char *value) {
    dgm_timex_meaning meaning = read_as(text, type, anchor);
    assert_string_equal(meaning.value, value);
}

static void test_story(void **state) {
    (void)state;
    dgm_anchor anchor = {
        .published = {2010, 6, 1}, .told = {1942, 8, 31}, .told_week = DGM_NO_DAY, .history = true};
    check("the following day", DGM_TIME_DATE, &anchor, "1942-09-01");
    check("that year", DGM_TIME_DATE, &anchor, "1942");
    check("three months later", DGM_TIME_DATE, &anchor, "1942-11");
    check("the previous month", DGM_TIME_DATE, &anchor, "1942-07");
    check("November 8", DGM_TIME_DATE, &anchor, "1942-11-08");
    check("two days earlier", DGM_TIME_DATE, &anchor, "1942-08-29");
    check("that night", DGM_TIME_TIME, &anchor, "1942-08-31TNI");
}

static void test_quarters(void **state) {
    (void)state;
    dgm_anchor anchor = {
        .published = {1999, 10, 26}, .told_week = DGM_NO_DAY, .told_quarter = {1999, 3, 0}, .quarters = true};
    check("a year ago", DGM_TIME_DATE, &anchor, "1998-Q3");
    check("the year-earlier quarter", DGM_TIME_DATE, &anchor, "1998-Q3");
    check("the quarter", DGM_TIME_DATE, &anchor, "1999-Q3");
    check("the 1998 quarter", DGM_TIME_DATE, &anchor, "1998-Q3");
    anchor.quarters = false;
    check("a year ago", DGM_TIME_DATE, &anchor, "1998");
    anchor.told_quarter = (dgm_date){0, 0, 0};
    check("the latest quarter", DGM_TIME_DATE, &anchor, "1999-Q3");
}

/* ---- anything ------------------------------------------------------------ */

/* Whatever the bytes: a value within its room, and days that belong together. */
static void test_hostile(void **state) {
    (void)state;
    static const char *const pieces[] = {
        "99999999", "/",        "-",        ":",     "last ", "next ",    "31",          "February ",
        "'",        "a ",       "year ",    "ago ",  "0",     ".",        "every ",      "\xe2\x80\x99",
        "s",        "\xff",     "p.m. ",    "half ", "and ",  "quarter ", "2000000000 ", "BC ",
        "Q",        "hundred ", "thousand "};
    enum { PIECES = sizeof pieces / sizeof *pieces, ROUNDS = 20000, LONGEST = 12 };
    uint32_t seed = 1;
    dgm_anchor anchor = anchor_of("9999-12-31", "future");
    for (int round = 0; round < ROUNDS; round++) {
        char text[LINE_MOST] = "";
        for (int i = 0; i < LONGEST; i++) {
            seed = seed * 1664525U + 1013904223U;
            strcat(text, pieces[(seed >> 16) % PIECES]);
        }
        dgm_timex_meaning meaning = read_as(text, (dgm_time_type)(round % 4), &anchor);
        assert_true(strlen(meaning.value) < DGM_TIMEX_VALUE);
        assert_true(meaning.value[0] || meaning.note);
        if (meaning.begin != DGM_NO_DAY && meaning.end != DGM_NO_DAY)
            assert_true(meaning.begin <= meaning.end);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_table),
        cmocka_unit_test(test_story),
        cmocka_unit_test(test_quarters),
        cmocka_unit_test(test_hostile),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
