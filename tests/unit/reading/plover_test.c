/* plover_test.c - the ontology's table against what its manual says. */
#include "reading/plover.h"
#include "unit.h"

static void check_code(uint32_t type, dgm_act_status status, uint32_t wanted, uint32_t quad, float scale) {
    dgm_projection code = dgm_plover_project(type, NULL, 0, status);
    assert_int_equal(code.type, wanted);
    assert_int_equal(code.quad, quad);
    assert_true(code.scale > scale - 0.001F && code.scale < scale + 0.001F);
}

static void test_names(void **state) {
    (void)state;
    assert_true(dgm_view_equal(dgm_plover_type(DGM_ACT_AGREE), DGM_VIEW("AGREE")));
    assert_true(dgm_view_equal(dgm_plover_type(DGM_ACT_ASSAULT), DGM_VIEW("ASSAULT")));
    assert_true(dgm_view_equal(dgm_plover_mode(0), DGM_VIEW("visit")));
    assert_true(dgm_view_equal(dgm_plover_mode(66), DGM_VIEW("unconventional")));
    assert_true(dgm_view_equal(dgm_plover_context(0), DGM_VIEW("military")));
    assert_true(dgm_view_equal(dgm_plover_context(36), DGM_VIEW("trafficking")));
    assert_true(dgm_view_equal(dgm_plover_status(DGM_ACT_NEGATED), DGM_VIEW("negated")));
}

static void test_modes_stand_by_type(void **state) {
    (void)state;
    static const uint32_t counts[DGM_PLOVER_TYPES] = {0, 4, 0, 0, 0, 0, 6, 4, 3, 4, 6, 7, 4, 4, 10, 15};
    uint32_t found[DGM_PLOVER_TYPES] = {0};
    for (uint32_t m = 0; m < DGM_PLOVER_MODES; m++) {
        assert_true(m == 0 || dgm_plover_mode_type(m - 1) <= dgm_plover_mode_type(m));
        found[dgm_plover_mode_type(m)]++;
    }
    for (uint32_t type = 0; type < DGM_PLOVER_TYPES; type++)
        assert_int_equal(found[type], counts[type]);
}

static void test_quads_and_scales(void **state) {
    (void)state;
    check_code(DGM_ACT_SUPPORT, DGM_ACT_ACTUAL, DGM_ACT_SUPPORT, 1, 5);
    check_code(DGM_ACT_AID, DGM_ACT_ACTUAL, DGM_ACT_AID, 2, 10);
    check_code(DGM_ACT_ACCUSE, DGM_ACT_ACTUAL, DGM_ACT_ACCUSE, 3, -3);
    check_code(DGM_ACT_SANCTION, DGM_ACT_ACTUAL, DGM_ACT_SANCTION, 4, -6);
    check_code(DGM_ACT_ASSAULT, DGM_ACT_NEGATED, DGM_ACT_ASSAULT, 4, -9);
}

static void test_future(void **state) {
    (void)state;
    static const uint32_t agreed[] = {DGM_ACT_CONSULT, DGM_ACT_SUPPORT, DGM_ACT_COOPERATE, DGM_ACT_AID};
    for (size_t i = 0; i < sizeof(agreed) / sizeof(agreed[0]); i++) {
        check_code(agreed[i], DGM_ACT_FUTURE, DGM_ACT_AGREE, 1, 2.5F);
        assert_int_equal(dgm_plover_project(agreed[i], NULL, 0, DGM_ACT_HYPOTHETICAL).type, agreed[i]);
    }
    check_code(DGM_ACT_RETREAT, DGM_ACT_FUTURE, DGM_ACT_CONCEDE, 1, 4.5F);
    check_code(DGM_ACT_ASSAULT, DGM_ACT_FUTURE, DGM_ACT_ASSAULT, 4, -9);
}

static void test_scale_of_modes(void **state) {
    (void)state;
    static const uint8_t visit[] = {0}, visit_and_call[] = {0, 3};
    dgm_projection one = dgm_plover_project(DGM_ACT_CONSULT, visit, 1, DGM_ACT_ACTUAL);
    dgm_projection both = dgm_plover_project(DGM_ACT_CONSULT, visit_and_call, 2, DGM_ACT_ACTUAL);
    dgm_projection later = dgm_plover_project(DGM_ACT_CONSULT, visit, 1, DGM_ACT_FUTURE);
    assert_true(one.keeps_modes && one.scale > 3.999F && one.scale < 4.001F);
    assert_true(both.scale > 2.749F && both.scale < 2.751F);
    assert_false(later.keeps_modes);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_modes_stand_by_type),
        cmocka_unit_test(test_quads_and_scales),
        cmocka_unit_test(test_future),
        cmocka_unit_test(test_scale_of_modes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
