/* offices_test.c - days, office holders and the offices of names. */
#include "unit.h"

#include "reading/offices.h"

static void test_days(void **state) {
    (void)state;
    assert_int_equal(dgm_office_day(0), 19700101);
    assert_int_equal(dgm_office_day(-1), 19691231);
    assert_int_equal(dgm_office_day(19356), 20221230);
    assert_int_equal(dgm_office_day(18321), 20200229);
    assert_int_equal(dgm_office_day(INT32_MIN), 0);
    assert_int_equal(dgm_office_day(INT32_MAX), 0);
}

static void check_holder(const char *land, const char *noun, int32_t day, const char *person) {
    dgm_noun of;
    dgm_term term;
    assert_true(dgm_facts_noun(dgm_view_of(noun), &of));
    bool found = dgm_office_holder(dgm_view_of(land), &of, day, &term);
    assert_int_equal(found, person != NULL);
    if (person && !dgm_view_equal(term.person, dgm_view_of(person)))
        fail_msg("%.*s holds it, not %s", (int)term.person.size, term.person.data, person);
}

static void test_holders(void **state) {
    (void)state;
    check_holder("GBR", "prime minister", 20050101, "Tony Blair");
    check_holder("USA", "president", 20100101, "Barack Obama");
    check_holder("USA", "president", 0, NULL);        /* no date, no holder */
    check_holder("GBR", "president", 20050101, NULL); /* none there */
    check_holder("ZZZ", "president", 20050101, NULL);
}

static void test_offices_of_names(void **state) {
    (void)state;
    dgm_term term;
    assert_true(dgm_office_of(DGM_VIEW("Tony Blair"), DGM_VIEW(""), 20050101, &term));
    assert_true(dgm_view_equal(term.of, DGM_VIEW("GBR")));
    assert_false(dgm_office_of(DGM_VIEW("Ann Blair"), DGM_VIEW("GBR"), 20050101, &term));
    assert_false(dgm_office_of(DGM_VIEW("Blair"), DGM_VIEW("GBR"), 0, &term));
    assert_false(dgm_office_of(DGM_VIEW(""), DGM_VIEW("GBR"), 20050101, &term));
    assert_true(dgm_office_of(DGM_VIEW("Blair"), DGM_VIEW("GBR"), 20050101, &term));
    assert_true(dgm_view_equal(term.person, DGM_VIEW("Tony Blair")));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_days),
        cmocka_unit_test(test_holders),
        cmocka_unit_test(test_offices_of_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
