/* Time expressions of a whole report: edges, anchors in the story, portions, notes. */
#include "scene.h"

#include "reading/times.h"

enum { MOST = 16 };

typedef struct story {
    scene s;
    dgm_timespan spans[MOST];
    dgm_times times;
} story;

static void open_story(story *y, const char *text) {
    scene_open(&y->s, text);
    y->s.tags.times = y->spans;
    y->s.tags.n_times = 0;
}

/* An expression as the model would have found it. */
static void mark(story *y, const char *text, dgm_time_type type) {
    dgm_range words = scene_words(&y->s, text);
    y->spans[y->s.tags.n_times++] = (dgm_timespan){words, (uint8_t)type, 0.9F};
    y->s.from = y->s.words.words[words.end - 1].text.end;
}

static void read_story(story *y, const char *given) {
    dgm_tagged tagged = {&y->s.article, &y->s.words, &y->s.tags, y->s.weights};
    assert_int_equal(dgm_times_read(&tagged, dgm_view_of(given), &y->s.arena, &y->times, NULL), DGM_OK);
}

static void check(const story *y, uint32_t at, const char *text, const char *value) {
    assert_true(at < y->times.count);
    scene_check_text(&y->s, y->times.items[at].text, text);
    dgm_view found = y->times.items[at].value;
    if (!dgm_view_equal(found, dgm_view_of(value)))
        fail_msg("%.*s is not %s", (int)found.size, found.data ? found.data : "", value);
}

static void test_edges(void **state) {
    (void)state;
    story y;
    open_story(&y,
               "They met in early March, and at least 30 days ago, at 10 p.m. Wednesday, in the year 2023.");
    mark(&y, "in early March,", DGM_TIME_DATE);
    mark(&y, "least 30 days", DGM_TIME_DURATION);
    mark(&y, "10 p.m.", DGM_TIME_TIME);
    mark(&y, "Wednesday", DGM_TIME_DATE);
    mark(&y, "the", DGM_TIME_DATE);
    mark(&y, "year 2023", DGM_TIME_DATE);
    read_story(&y, "2023-05-05");
    assert_int_equal(y.times.count, 4);
    check(&y, 0, "early March", "2023-03");
    assert_true(dgm_view_equal(y.times.items[0].mod, DGM_VIEW("START")));
    check(&y, 1, "at least 30 days ago", "P30D");
    check(&y, 2, "10 p.m. Wednesday", "2023-05-03T22:00");
    assert_int_equal(y.times.items[2].type, DGM_TIME_TIME);
    check(&y, 3, "the year 2023", "2023");
    scene_close(&y.s);
}

static void test_portion(void **state) {
    (void)state;
    story y;
    open_story(
        &y, "They spoke for about eight minutes. The answer took a quarter of that. Half of that was music.");
    mark(&y, "eight minutes", DGM_TIME_DURATION);
    read_story(&y, "2023-05-05");
    assert_int_equal(y.times.count, 2);
    assert_true(dgm_view_equal(y.times.items[0].value, DGM_VIEW("PT8M")));
    check(&y, 1, "a quarter of that", "PT2M");
    assert_int_equal(y.times.items[1].type, DGM_TIME_DURATION);
    scene_close(&y.s);
}

static void test_portion_of_nothing(void **state) {
    (void)state;
    story y;
    open_story(&y, "The answer took a quarter of that.");
    read_story(&y, "");
    for (uint32_t i = 0; i < y.times.count; i++)
        assert_null(y.times.items[i].value.data);
    scene_close(&y.s);
}

/* Without a day of publication the story is its own anchor. */
static void test_history(void **state) {
    (void)state;
    story y;
    open_story(&y,
               "On May 3, 1942, ships left. The following day they met others. On June 4 a battle began, and "
               "three months later it was over. That year ended well.");
    mark(&y, "May 3, 1942", DGM_TIME_DATE);
    mark(&y, "The following day", DGM_TIME_DATE);
    mark(&y, "June 4", DGM_TIME_DATE);
    mark(&y, "three months later", DGM_TIME_DATE);
    mark(&y, "That year", DGM_TIME_DATE);
    read_story(&y, "");
    check(&y, 0, "May 3, 1942", "1942-05-03");
    check(&y, 1, "The following day", "1942-05-04");
    check(&y, 2, "June 4", "1942-06-04");
    check(&y, 3, "three months later", "1942-09");
    check(&y, 4, "That year", "1942");
    assert_null(y.times.published.value.data);
    scene_close(&y.s);
}

static void test_open(void **state) {
    (void)state;
    story y;
    open_story(&y, "They met on Wednesday, a year ago, and left on 31 February.");
    mark(&y, "Wednesday", DGM_TIME_DATE);
    mark(&y, "a year ago", DGM_TIME_DATE);
    mark(&y, "31 February", DGM_TIME_DATE);
    read_story(&y, "");
    check(&y, 0, "Wednesday", "XXXX-WXX-3");
    check(&y, 1, "a year ago", "XXXX");
    assert_int_equal(y.times.items[1].begin, DGM_NO_DAY);
    assert_null(y.times.items[2].value.data);
    assert_true(dgm_view_equal(y.times.items[2].note, DGM_VIEW("no such day")));
    scene_close(&y.s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_edges),
        cmocka_unit_test(test_portion),
        cmocka_unit_test(test_portion_of_nothing),
        cmocka_unit_test(test_history),
        cmocka_unit_test(test_open),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
