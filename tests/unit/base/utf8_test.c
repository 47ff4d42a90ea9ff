/* utf8_test.c - every code point there and back; the ill-formed sequences of the Unicode standard. */
#include "base/utf8.h"

#include "unit.h"

static void every_code_point_comes_back(void **state) {
    (void)state;
    for (uint32_t code = 0; code <= 0x10FFFF; code++) {
        if (code == 0xD800)
            code = 0xE000;
        char bytes[4];
        uint32_t size = 0, written = dgm_utf8_write(code, bytes);
        dgm_view text = {bytes, written};
        assert_int_equal(dgm_utf8_read(text, 0, &size), code);
        assert_int_equal(size, written);
        assert_int_equal(dgm_utf8_before(text, written), 0);
    }
}

static void surrogates_and_what_lies_beyond_are_bad(void **state) {
    (void)state;
    const dgm_view bad[] = {DGM_VIEW("\xED\xA0\x80"), DGM_VIEW("\xF4\x90\x80\x80"), DGM_VIEW("\xC0\xAF"),
                            DGM_VIEW("\xE0\x80\xBF"), DGM_VIEW("\xF0\x81\x82\x41"), DGM_VIEW("\x80"),
                            DGM_VIEW("\xFF")};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        uint32_t size = 0;
        assert_int_equal(dgm_utf8_read(bad[i], 0, &size), DGM_UTF8_BAD);
        assert_int_equal(size, 1);
    }
}

/* Table 3-11: each maximal part of a cut sequence is one replacement. */
static void cut_sequences_are_bad_as_one(void **state) {
    (void)state;
    dgm_view text = DGM_VIEW("\xE1\x80\xE2\xF0\x91\x92\xF1\xBF\x41");
    const uint32_t sizes[] = {2, 1, 3, 2, 1};
    size_t at = 0;
    for (size_t i = 0; i < 5; i++) {
        uint32_t size = 0, code = dgm_utf8_read(text, at, &size);
        assert_int_equal(size, sizes[i]);
        assert_int_equal(code, i < 4 ? DGM_UTF8_BAD : 'A');
        at += size;
    }
    assert_int_equal(at, text.size);
}

static void end_of_text_cuts(void **state) {
    (void)state;
    uint32_t size = 0;
    assert_int_equal(dgm_utf8_read((dgm_view){"\xE2\x82\xAC", 2}, 0, &size), DGM_UTF8_BAD);
    assert_int_equal(size, 2);
    assert_int_equal(dgm_utf8_read((dgm_view){"\xE2\x82\xAC", 3}, 0, &size), 0x20AC);
    assert_int_equal(size, 3);
}

static void steps_back_land_on_boundaries(void **state) {
    (void)state;
    dgm_view text = DGM_VIEW("a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80");
    assert_int_equal(dgm_utf8_before(text, 10), 6);
    assert_int_equal(dgm_utf8_before(text, 6), 3);
    assert_int_equal(dgm_utf8_before(text, 3), 1);
    assert_int_equal(dgm_utf8_before(text, 1), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_code_point_comes_back),
        cmocka_unit_test(surrogates_and_what_lies_beyond_are_bad),
        cmocka_unit_test(cut_sequences_are_bad_as_one),
        cmocka_unit_test(end_of_text_cuts),
        cmocka_unit_test(steps_back_land_on_boundaries),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
