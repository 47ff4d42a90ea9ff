/* The day of publication: where it is written, how it is solved, and when it stays unknown. */
#include "scene.h"

#include "reading/published.h"

static dgm_publication read_from(const char *text, const char *given, scene *s) {
    dgm_publication out;
    scene_open(s, text);
    dgm_tagged tagged = {&s->article, &s->words, &s->tags, s->weights};
    assert_int_equal(dgm_published_read(&tagged, dgm_view_of(given), &s->arena, &out, NULL), DGM_OK);
    return out;
}

static void check(const char *text, const char *value, const char *from, const char *ground) {
    scene s;
    dgm_publication out = read_from(text, "", &s);
    if (!out.value.data || !dgm_view_equal(out.value, dgm_view_of(value)) ||
        !dgm_view_equal(out.from, dgm_view_of(from)))
        fail_msg("%.*s %.*s: %s", (int)out.value.size, out.value.data ? out.value.data : "",
                 (int)out.from.size, out.from.data ? out.from.data : "", text);
    scene_check_text(&s, out.text, ground);
    scene_close(&s);
}

static void check_unknown(const char *text) {
    scene s;
    dgm_publication out = read_from(text, "", &s);
    if (out.value.data)
        fail_msg("%.*s: %s", (int)out.value.size, out.value.data, text);
    assert_int_equal(out.day, DGM_NO_DAY);
    scene_close(&s);
}

static void test_given(void **state) {
    (void)state;
    scene s;
    dgm_publication out = read_from("LIMA, March 3, 2021 (Alder) - The port shut.", "2022-12-30", &s);
    assert_true(dgm_view_equal(out.value, DGM_VIEW("2022-12-30")));
    assert_true(dgm_view_equal(out.from, DGM_VIEW("given")));
    assert_int_equal(out.day, 19356);
    assert_int_equal(out.text.end, 0);
    scene_close(&s);
}

#define BODY                                                                                      \
    "\n\nThe harbour of the old town was shut after a storm, its master said in a statement.\n\n" \
    "Ships will wait outside until the wind has turned, he said, and nobody can say when.\n"

static void test_lines(void **state) {
    (void)state;
    check("Harbour shut\n\nLIMA, March 3, 2021 (Alder) - The harbour was shut, its master said." BODY,
          "2021-03-03", "dateline", "March 3, 2021");
    check("Harbour shut\n\nLima (Peru), 9 August 2022 - The harbour was shut, its master said." BODY,
          "2022-08-09", "dateline", "9 August 2022");
    check("Harbour shut\n\n(Alder) - Dec 30, 2022 The harbour was shut, its master said." BODY, "2022-12-30",
          "dateline", "Dec 30, 2022");
    check("Harbour shut\n\nPublished 12/30/2022" BODY, "2022-12-30", "dateline", "12/30/2022");
    check("Harbour shut\n\nBy: Alder News | Lima | Posted: January 8, 2015 2:10 pm" BODY, "2015-01-08",
          "dateline", "January 8, 2015");
    check("Harbour shut\n\nUpdated: 4 May 2016\n\nPublished: 3 May 2016" BODY, "2016-05-03", "dateline",
          "3 May 2016");
}

static void test_solved(void **state) {
    (void)state;
    check("Port shut\n\nThe port was shut on Friday (12/30), its master said. It will open next spring, and "
          "2023 will be a good year, he said.",
          "2022-12-30", "inferred", "Friday (12/30)");
    check("Port shut\n\nThe port was shut on Friday (30/12), its master said. It will open next spring, and "
          "2023 will be a good year, he said.",
          "2022-12-30", "inferred", "Friday (30/12)");
    check("Port shut\n\nThe port was shut on Tuesday (5/4), its master said. It was built in 2021, he said.",
          "2021-05-04", "inferred", "Tuesday (5/4)");
    check(
        "Harbour shut\n\nLIMA, March 3 (Alder) - The port was shut on Monday, for the first time since 2019, "
        "master said." BODY,
        "2025-03-03", "inferred", "March 3");
    check("Shut\n\n\"Shut again!\" \xe2\x80\x94 Ann Lee (@annlee) October 20, 2014\n\nThe port was built in "
          "1992, its master said." BODY,
          "2014-10-20", "inferred", "October 20, 2014");
}

static void test_unknown(void **state) {
    (void)state;
    check_unknown("Harbour shut" BODY);
    check_unknown("Port shut\n\nThe port was shut on Friday (12/30), its master said." BODY);
    check_unknown("Port shut\n\nThe port has been shut since 2009, its master said on Friday." BODY);
    check_unknown("Port shut\n\nThe port was shut on May 3, 1990, its master said on Friday." BODY);
    check_unknown("Harbour shut\n\nLIMA, March 3 (Alder) - The harbour was shut, its master said." BODY);
    check_unknown("Port shut\n\nThe port was shut on Friday (13/45), its master said in 2020." BODY);
    check_unknown("Harbour shut\n\nPublished 31 February 2020" BODY);
    check_unknown("Harbour shut\n\nPublished 99999999" BODY);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_given),
        cmocka_unit_test(test_lines),
        cmocka_unit_test(test_solved),
        cmocka_unit_test(test_unknown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
