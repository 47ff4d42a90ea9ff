/* lists_test.c - each list finds its first, its last and a middle word (an unsorted table would lose
 * some). */
#include "unit.h"

#include "text/lists.h"

static dgm_abbreviation abbreviation(const char *word) {
    return dgm_list_abbreviation(dgm_view_of(word));
}

static void abbreviations(void **state) {
    (void)state;
    assert_int_equal(abbreviation("adm"), DGM_ABBR_TITLE);
    assert_int_equal(abbreviation("Mr"), DGM_ABBR_TITLE);
    assert_int_equal(abbreviation("No"), DGM_ABBR_NUMBER);
    assert_int_equal(abbreviation("INC"), DGM_ABBR_ANY);
    assert_int_equal(abbreviation("vs"), DGM_ABBR_INNER);
    assert_int_equal(abbreviation("Sept"), DGM_ABBR_CAPITAL);
    assert_int_equal(abbreviation("yrs"), DGM_ABBR_ANY);
    assert_int_equal(abbreviation("house"), DGM_ABBR_NONE);
    assert_int_equal(abbreviation(""), DGM_ABBR_NONE);
    assert_int_equal(abbreviation("a word longer than any in the list"), DGM_ABBR_NONE);
}

static void contractions(void **state) {
    (void)state;
    uint32_t second = 9;
    assert_int_equal(dgm_list_contraction(DGM_VIEW("Cannot"), &second), 3);
    assert_int_equal(second, 0);
    assert_int_equal(dgm_list_contraction(DGM_VIEW("dunno"), &second), 2);
    assert_int_equal(second, 3);
    assert_int_equal(dgm_list_contraction(DGM_VIEW("'tis"), &second), 2);
    assert_int_equal(dgm_list_contraction(DGM_VIEW("youve"), &second), 3);
    assert_int_equal(dgm_list_contraction(DGM_VIEW("canno"), &second), 0);
}

static void other_lists(void **state) {
    (void)state;
    assert_true(dgm_list_is_prefix(DGM_VIEW("Anti")) && dgm_list_is_prefix(DGM_VIEW("un")));
    assert_false(dgm_list_is_prefix(DGM_VIEW("long")));
    assert_true(dgm_list_is_unit(DGM_VIEW("km")) && dgm_list_is_unit(DGM_VIEW("AM")));
    assert_false(dgm_list_is_unit(DGM_VIEW("Km"))); /* as written */
    assert_true(dgm_list_is_suffix(DGM_VIEW("com")) && dgm_list_is_suffix(DGM_VIEW("ZIP")));
    assert_true(dgm_list_is_elision(DGM_VIEW("em")));
    assert_true(dgm_list_is_clitic(DGM_VIEW("ll")) && !dgm_list_is_clitic(DGM_VIEW("l")));
    assert_true(dgm_list_is_saying(DGM_VIEW("added")) && dgm_list_is_saying(DGM_VIEW("wrote")));
    assert_true(dgm_list_is_starter(DGM_VIEW("A")) && dgm_list_is_starter(DGM_VIEW("Your")));
    assert_false(dgm_list_is_starter(DGM_VIEW("your")));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(abbreviations),
        cmocka_unit_test(contractions),
        cmocka_unit_test(other_lists),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
