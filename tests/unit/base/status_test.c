/* status_test.c - an error carries its code, byte and words, and no text is too long for it. */
#include "base/status.h"

#include <string.h>

#include "unit.h"

static void error_is_filled(void **state) {
    (void)state;
    dgm_error err = {0};
    assert_int_equal(dgm_fail(&err, DGM_ERR_LIMIT, 17, "%d bytes are too many", 99), DGM_ERR_LIMIT);
    assert_int_equal(err.code, DGM_ERR_LIMIT);
    assert_int_equal(err.byte, 17);
    assert_string_equal(err.text, "99 bytes are too many");
}

static void null_is_fine(void **state) {
    (void)state;
    assert_int_equal(dgm_fail(NULL, DGM_ERR_IO, 0, "%s", "nobody listens"), DGM_ERR_IO);
}

static void long_text_is_cut(void **state) {
    (void)state;
    char name[1000];
    memset(name, 'n', sizeof name - 1);
    name[sizeof name - 1] = '\0';
    dgm_error err;
    assert_int_equal(dgm_fail(&err, DGM_ERR_IO, 0, "cannot open %s", name), DGM_ERR_IO);
    assert_int_equal(strlen(err.text), sizeof err.text - 1);
}

static dgm_status try_twice(dgm_status first, int *steps) {
    DGM_TRY(first);
    ++*steps;
    return DGM_OK;
}

static void try_leaves_on_failure(void **state) {
    (void)state;
    int steps = 0;
    assert_int_equal(try_twice(DGM_ERR_EMPTY, &steps), DGM_ERR_EMPTY);
    assert_int_equal(steps, 0);
    assert_int_equal(try_twice(DGM_OK, &steps), DGM_OK);
    assert_int_equal(steps, 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(error_is_filled),
        cmocka_unit_test(null_is_fine),
        cmocka_unit_test(long_text_is_cut),
        cmocka_unit_test(try_leaves_on_failure),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
