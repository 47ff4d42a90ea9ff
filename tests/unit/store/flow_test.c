/* flow_test.c - words in lines: widths, indents, what may not break, what may not be seen. */
#include "store/flow.h"
#include "store/sink.h"

static void check_lines(uint32_t width, uint32_t indent, const char *text, const char *expected) {
    sink s;
    dgm_flow flow;
    dgm_flow_open(&flow, sink_open(&s), width, false);
    dgm_flow_begin(&flow, 0, indent);
    dgm_flow_text(&flow, dgm_view_of(text), DGM_STYLE_PLAIN);
    dgm_flow_end(&flow);
    assert_string_equal(sink_text(&s), expected);
}

static void test_breaks_at_space(void **state) {
    (void)state;
    check_lines(10, 0, "one two three", "one two\nthree\n");
    check_lines(10, 2, "one two three four", "one two\n  three\n  four\n");
    check_lines(9, 0, "four five six", "four five\nsix\n");
    check_lines(80, 0, "  a\n\tb  c ", "a b c\n");
    check_lines(80, 0, "", "\n");
}

static void test_columns_not_bytes(void **state) {
    (void)state;
    check_lines(9, 0, "ñandú éñé x", "ñandú éñé\nx\n");
    check_lines(8, 0, "東京 東京 東京", "東京\n東京\n東京\n");
    check_lines(9, 0, "東京 東京 東京", "東京 東京\n東京\n");
    check_lines(5, 0, "e\xcc\x81t\xcc\x81 abc", "e\xcc\x81t\xcc\x81\nabc\n");
}

static void test_long_words_are_broken(void **state) {
    (void)state;
    check_lines(6, 0, "abcdefghij", "abcdef\nghij\n");
    check_lines(6, 2, "ab cdefghijkl m", "ab\n  cdef\n  ghij\n  kl m\n");
}

static void test_nothing_commands_the_terminal(void **state) {
    (void)state;
    check_lines(20, 0, "a\x1b[31mb", "a [31mb\n");
    check_lines(20, 0,
                "a\xc2\x9b"
                "b\xe2\x80\xae"
                "c\xff"
                "d\x7f"
                "e",
                "abcde\n");
}

static void test_what_sticks_does_not_break(void **state) {
    (void)state;
    sink s;
    dgm_flow flow;
    dgm_flow_open(&flow, sink_open(&s), 10, false);
    dgm_flow_begin(&flow, 0, 2);
    dgm_flow_text(&flow, DGM_VIEW("one two"), DGM_STYLE_PLAIN);
    dgm_flow_text(&flow, DGM_VIEW("abc"), DGM_STYLE_PLAIN);
    dgm_flow_stick(&flow, DGM_VIEW("-"), DGM_STYLE_PLAIN, true);
    dgm_flow_text(&flow, DGM_VIEW("("), DGM_STYLE_PLAIN);
    dgm_flow_glue(&flow);
    dgm_flow_text(&flow, DGM_VIEW("d"), DGM_STYLE_PLAIN);
    dgm_flow_stick(&flow, DGM_VIEW(")"), DGM_STYLE_PLAIN, false);
    dgm_flow_end(&flow);
    assert_string_equal(sink_text(&s), "one two\n  abc -\n  (d)\n");
}

static void test_styles(void **state) {
    (void)state;
    sink s;
    dgm_flow flow;
    dgm_flow_open(&flow, sink_open(&s), 40, true);
    dgm_flow_begin(&flow, 0, 0);
    dgm_flow_text(&flow, DGM_VIEW("a b"), DGM_STYLE_BOLD);
    dgm_flow_text(&flow, DGM_VIEW("c"), DGM_STYLE_PLAIN);
    dgm_flow_end(&flow);
    assert_string_equal(sink_text(&s), "\x1b[0;1ma b \x1b[0mc\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_breaks_at_space),
        cmocka_unit_test(test_columns_not_bytes),
        cmocka_unit_test(test_long_words_are_broken),
        cmocka_unit_test(test_nothing_commands_the_terminal),
        cmocka_unit_test(test_what_sticks_does_not_break),
        cmocka_unit_test(test_styles),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
