/* credits_test.c - credit lines and lines that look like them, datelines, and outlets in running text. */
#include "reading/credits.h"
#include "reading/scene.h"

typedef struct expected {
    const char *called;
    dgm_relation relation;
} expected;

/* Reads the credits of a scene whose whole text is one part, and whose statements came through nobody. */
static dgm_credits read_credits(scene *s, dgm_part_role role) {
    static dgm_part part;
    part = (dgm_part){role, {0, (uint32_t)s->article.text.size}};
    s->article.parts = &part;
    s->article.n_parts = 1;
    dgm_tagged t = {&s->article, &s->words, &s->tags, s->weights};
    dgm_statements said = scene_statements(s);
    dgm_saying *sayings = dgm_arena_array(&s->arena, dgm_saying, said.count);
    dgm_speakers speakers = {sayings};
    dgm_credits credits;
    assert_int_equal(dgm_credits_gather(&t, &said, &speakers, &s->arena, &credits, NULL), DGM_OK);
    return credits;
}

static void check(const dgm_credits *credits, uint32_t count, const expected *wanted) {
    assert_int_equal(credits->count, count);
    for (uint32_t i = 0; i < count; i++) {
        assert_true(dgm_view_equal(credits->items[i].called, dgm_view_of(wanted[i].called)));
        assert_int_equal(credits->items[i].relation, wanted[i].relation);
    }
}

static void check_line(const char *line, const char *called, dgm_relation relation) {
    scene s;
    scene_open(&s, line);
    dgm_credits credits = read_credits(&s, DGM_PART_CREDIT);
    check(&credits, called ? 1 : 0, &(expected){called, relation});
    scene_close(&s);
}

static void test_unknown_names(void **state) {
    (void)state;
    check_line("(Alderpress) -", "Alderpress", DGM_RELATION_WIRE);
    check_line("(ALQ) —", "ALQ", DGM_RELATION_WIRE);
    check_line("Source: Alder Bay Bank.", "Alder Bay Bank", DGM_RELATION_SOURCE);
    check_line("SOURCE: Alder Bay Bank", "Alder Bay Bank", DGM_RELATION_SOURCE);
    check_line("ALQ contributed to this report.", "ALQ", DGM_RELATION_WIRE);
    check_line("Via Chirper: @annlee", NULL, DGM_RELATION_MEDIUM);
    check_line("Via chirper.example", "chirper.example", DGM_RELATION_MEDIUM);
}

static void test_known_names(void **state) {
    (void)state;
    check_line("(Reuters) -", "Reuters", DGM_RELATION_WIRE);
    check_line("Source: Athens News Agency", "Athens News Agency", DGM_RELATION_SOURCE);
    check_line("The AP contributed to this report.", "Associated Press", DGM_RELATION_WIRE);
    check_line("Via Twitter: @annlee", "Twitter", DGM_RELATION_MEDIUM);
}

static void test_people_at_work_are_none(void **state) {
    (void)state;
    check_line("(Reporting by Ann Lee; editing by Ben Orr)", NULL, DGM_RELATION_WIRE);
    check_line("Ann Lee, Ben Orr and Kim Fox contributed to this report.", NULL, DGM_RELATION_WIRE);
    check_line("Additional reporting by Ann Lee", NULL, DGM_RELATION_WIRE);
    check_line("Source:", NULL, DGM_RELATION_WIRE);
}

static void test_datelines(void **state) {
    (void)state;
    scene s;
    scene_open(&s, "OSLO (Reuters) - It rained, and it is said to rain again.");
    dgm_credits credits = read_credits(&s, DGM_PART_BODY);
    check(&credits, 1, &(expected){"Reuters", DGM_RELATION_WIRE});
    scene_close(&s);
    scene_open(&s, "It rained in Oslo. The rain (which Reuters has seen) was wet.");
    credits = read_credits(&s, DGM_PART_BODY);
    check(&credits, 1, &(expected){"Reuters", DGM_RELATION_WIRE});
    scene_close(&s);
}

/* The source of a statement is credited once, however often it speaks; whose text it is, is not said to have
 * relayed it. */
static void test_running_text(void **state) {
    (void)state;
    scene s;
    scene_open(&s, "Reuters said it rained. Reuters added it was wet. The Athens News Agency said no.");
    scene_says(&s, "said", "Reuters", (const char *[]){"it rained", NULL});
    scene_from(&s, "Reuters added");
    scene_says(&s, "added", "Reuters", (const char *[]){"it was wet", NULL});
    scene_from(&s, "The Athens");
    scene_says(&s, "said", "Athens News Agency", (const char *[]){"no", NULL});
    dgm_credits credits = read_credits(&s, DGM_PART_BODY);
    check(&credits, 2,
          (expected[]){{"Reuters", DGM_RELATION_RELAYED}, {"Athens News Agency", DGM_RELATION_RELAYED}});
    scene_close(&s);
    scene_open(&s, "OSLO (Reuters) - \"It rained,\" Lee said, as Reuters reported.");
    scene_from(&s, "as Reuters");
    scene_says(&s, "reported", "Reuters", (const char *[]){NULL});
    s.runs[0][0] = (dgm_range){5, 8};
    s.said[0].n_content = 1;
    credits = read_credits(&s, DGM_PART_BODY);
    check(&credits, 1, &(expected){"Reuters", DGM_RELATION_WIRE});
    scene_close(&s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_unknown_names),
        cmocka_unit_test(test_known_names),
        cmocka_unit_test(test_people_at_work_are_none),
        cmocka_unit_test(test_datelines),
        cmocka_unit_test(test_running_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
