/* spoken_test.c - values of TIMEX3 and how they read. */
#include <string.h>

#include "unit.h"

#include "store/spoken.h"

static void test_values(void **state) {
    (void)state;
    static const char *const cases[][2] = {
        {"PT8M", "8 minutes"},
        {"PT1H", "1 hour"},
        {"P3M", "3 months"},
        {"P1DE", "1 decade"},
        {"P1CE", "1 century"},
        {"P11W", "11 weeks"},
        {"P2.5Y", "2.5 years"},
        {"PXD", "some days"},
        {"PTXS", "some seconds"},
        {"P21Y", "21 years"},
        {"P1Y6M", "P1Y6M"},
        {"P", "P"},
        {"PT", "PT"},
        {"PX", "PX"},
        {"PY", "PY"},
        {"P3", "P3"},
        {"PT3Y", "PT3Y"},
        {"P99999999999999999999999Y", "P99999999999999999999999Y"},
        {"199", "1990s"},
        {"20X", "20X"},
        {"PAST_REF", "in the past"},
        {"PRESENT_REF", "now"},
        {"2024-03-04TEV", "2024-03-04 evening"},
        {"2023-10-14T18:40", "2023-10-14 18:40"},
        {"XXXX-WXX-2TNI", "XXXX-WXX-2 night"},
        {"2024-03-04T", "2024-03-04T"},
        {"T", "T"},
        {"2022-12-30", "2022-12-30"},
        {"", ""},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        char room[DGM_SPOKEN_ROOM];
        dgm_view text = dgm_spoken_value(dgm_view_of(cases[i][0]), room);
        if (!dgm_view_equal(text, dgm_view_of(cases[i][1])))
            fail_msg("%s reads \"%.*s\"", cases[i][0], (int)text.size, text.data);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_values)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
