/* writer_test.c - numbers without a locale, large pieces, refusals that stick. */
#include <math.h>

#include "store/sink.h"

static void test_numbers(void **state) {
    (void)state;
    sink s;
    dgm_writer *w = sink_open(&s);
    dgm_writer_number(w, 0);
    dgm_writer_byte(w, ' ');
    dgm_writer_number(w, UINT64_MAX);
    assert_string_equal(sink_text(&s), "0 18446744073709551615");
}

static void test_shares(void **state) {
    (void)state;
    static const struct {
        float share;
        const char *text;
    } cases[] = {{0, "0.000"},        {1, "1.000"},       {0.97F, "0.970"},     {0.0005F, "0.001"},
                 {0.00049F, "0.000"}, {0.9996F, "1.000"}, {-0.5F, "0.000"},     {1.5F, "1.000"},
                 {0.5F, "0.500"},     {0.1234F, "0.123"}, {(float)NAN, "0.000"}};
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        sink s;
        dgm_writer_share(sink_open(&s), cases[i].share);
        assert_string_equal(sink_text(&s), cases[i].text);
    }
}

static void test_decimals(void **state) {
    (void)state;
    static const struct {
        float number;
        const char *text;
    } cases[] = {{0, "0"},        {10, "10"},           {-3.5F, "-3.5"}, {51.5074F, "51.5074"},
                 {-0.5F, "-0.5"}, {2.0625F, "2.0625"},  {0.00001F, "0"}, {-0.00001F, "0"},
                 {0.99999F, "1"}, {-179.99F, "-179.99"}};
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        sink s;
        dgm_writer_decimal(sink_open(&s), cases[i].number);
        assert_string_equal(sink_text(&s), cases[i].text);
    }
}

static void test_pieces_of_any_size(void **state) {
    (void)state;
    static char large[10000];
    memset(large, 'x', sizeof(large));
    sink s;
    dgm_writer *w = sink_open(&s);
    dgm_writer_text(w, "a");
    dgm_writer_put(w, (dgm_view){large, sizeof(large)});
    dgm_writer_text(w, "b");
    dgm_writer_repeat(w, 'y', 3);
    const char *text = sink_text(&s);
    assert_int_equal(strlen(text), sizeof(large) + 5);
    assert_int_equal(text[0], 'a');
    assert_string_equal(text + sizeof(large), "xbyyy");
}

static void test_a_refusal_sticks(void **state) {
    (void)state;
    sink s;
    dgm_error err = {0};
    dgm_writer *w = sink_open(&s);
    s.room = 10;
    dgm_writer_repeat(w, 'x', 20000);
    s.room = sizeof(s.text) - 1;
    dgm_writer_text(w, "more");
    assert_int_equal(dgm_writer_finish(w, &err), DGM_ERR_IO);
    assert_int_equal(err.code, DGM_ERR_IO);
    assert_int_equal(s.size, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers),          cmocka_unit_test(test_shares),
        cmocka_unit_test(test_decimals),         cmocka_unit_test(test_pieces_of_any_size),
        cmocka_unit_test(test_a_refusal_sticks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
