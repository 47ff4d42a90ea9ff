/* credits_test.c - credit lines, and lines that look like them. */
#include "reading/credits.h"
#include "unit.h"

static void check_credit(const char *line, const char *name, dgm_relation relation) {
    dgm_arena arena;
    dgm_arena_open(&arena, 0);
    const dgm_part part = {DGM_PART_CREDIT, {0, (uint32_t)strlen(line)}};
    const dgm_article article = {.text = dgm_view_of(line), .parts = &part, .n_parts = 1};
    dgm_credits credits;
    assert_int_equal(dgm_credits_read(&article, &arena, &credits, NULL), DGM_OK);
    assert_int_equal(credits.count, name ? 1 : 0);
    if (name) {
        assert_true(dgm_view_equal(dgm_view_sub(article.text, credits.items[0].name), dgm_view_of(name)));
        assert_int_equal(credits.items[0].relation, relation);
    }
    dgm_arena_close(&arena);
}

static void test_credits(void **state) {
    (void)state;
    check_credit("(Alderpress) -", "Alderpress", DGM_RELATION_WIRE);
    check_credit("(ALP) —", "ALP", DGM_RELATION_WIRE);
    check_credit("Source: Oslo Herald.", "Oslo Herald", DGM_RELATION_SOURCE);
    check_credit("SOURCE: Oslo Herald", "Oslo Herald", DGM_RELATION_SOURCE);
    check_credit("ALP contributed to this report.", "ALP", DGM_RELATION_WIRE);
    check_credit("Via Chirper: @annlee", NULL, DGM_RELATION_MEDIUM);
    check_credit("Via chirper.example", "chirper.example", DGM_RELATION_MEDIUM);
    check_credit("ALDER PRESS.", "ALDER PRESS", DGM_RELATION_WIRE);
}

static void test_people_at_work_are_none(void **state) {
    (void)state;
    check_credit("(Reporting by Ann Lee; editing by Ben Orr)", NULL, DGM_RELATION_WIRE);
    check_credit("Ann Lee, Ben Orr and Kim Fox contributed to this report.", NULL, DGM_RELATION_WIRE);
    check_credit("Additional reporting by Ann Lee", NULL, DGM_RELATION_WIRE);
    check_credit("()", NULL, DGM_RELATION_WIRE);
    check_credit("Source:", NULL, DGM_RELATION_WIRE);
    check_credit("-", NULL, DGM_RELATION_WIRE);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_credits),
        cmocka_unit_test(test_people_at_work_are_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
