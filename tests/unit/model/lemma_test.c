/* Edit scripts by example, and what is no script. */
#include "unit.h"

#include "model/lemma.h"

static void check(const char *form, const char *script, const char *lemma) {
    char out[128];
    dgm_view form_view = dgm_view_of(form), script_view = dgm_view_of(script);
    assert_true(dgm_lemma_valid(script_view));
    assert_true(dgm_lemma_room(form_view, script_view) <= sizeof(out));
    size_t size = dgm_lemma_write(form_view, script_view, out);
    assert_true(size <= dgm_lemma_room(form_view, script_view));
    assert_int_equal(size, strlen(lemma));
    assert_memory_equal(out, lemma, size);
}

static void scripts_edit_forms(void **unused) {
    (void)unused;
    check("said", "l:3:ay", "say");
    check("Said", "l:3:ay", "say");
    check("Paris", "k:0:", "Paris");
    check("PARIS", "t:0:", "Paris");
    check("NATIONS", "t:1:", "Nation");
    check("cities", "l:3:y", "city");
    check("10:30s", "k:1:", "10:30");
    check("x", "k:0::y", "x:y");
    check("'s", "=be", "be");
    check("", "=be", "be");
}

static void code_points_are_cut_and_cased(void **unused) {
    (void)unused;
    check("\xC3\x89MIGR\xC3\x89S", "l:1:", "\xC3\xA9migr\xC3\xA9"); /* capital E acute */
    check("caf\xC3\xA9s", "k:2:e", "cafe");
    check("\xC3\xA9LAN", "t:0:", "\xC3\x89lan");
    check("\xF0\x9D\x84\x9Ex", "l:2:y", "y"); /* four bytes, one code point */
}

static void nothing_left_gives_the_form(void **unused) {
    (void)unused;
    check("Ab", "l:2:", "Ab");
    check("Ab", "l:9:", "Ab");
    check("Ab", "l:9:c", "c");
    check("", "l:1:", "");
}

static void what_is_no_script(void **unused) {
    (void)unused;
    const char *wrong[] = {
        "", "=", "l", "l:", "l:1", "l::x", "x:1:", "l:x:", "l1:", "l:-1:", "l:100:", "l:99999999999:", ":1:"};
    for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
        assert_false(dgm_lemma_valid(dgm_view_of(wrong[i])));
        assert_int_equal(dgm_lemma_room(DGM_VIEW("a"), dgm_view_of(wrong[i])), 0);
    }
}

static void applies_into_an_arena(void **unused) {
    (void)unused;
    dgm_arena arena;
    dgm_error err;
    dgm_view lemma = {NULL, 0};
    dgm_arena_open(&arena, 0);
    assert_int_equal(dgm_lemma_apply(DGM_VIEW("walked"), DGM_VIEW("l:2:"), &arena, &lemma, &err), DGM_OK);
    assert_true(dgm_view_equal(lemma, DGM_VIEW("walk")));
    assert_int_equal(dgm_lemma_apply(DGM_VIEW("walked"), DGM_VIEW("?"), &arena, &lemma, &err), DGM_ERR_MODEL);
    assert_true(dgm_view_equal(lemma, DGM_VIEW("walk")));
    dgm_arena_close(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(scripts_edit_forms),          cmocka_unit_test(code_points_are_cut_and_cased),
        cmocka_unit_test(nothing_left_gives_the_form), cmocka_unit_test(what_is_no_script),
        cmocka_unit_test(applies_into_an_arena),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
