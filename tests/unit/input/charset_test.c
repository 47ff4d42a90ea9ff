/* charset_test.c - each charset is known and decoded, and every stretch of text leads back to its bytes. */
#include "input/charset.h"

#include "unit.h"

typedef struct decoding {
    dgm_arena arena;
    dgm_decoded out;
    dgm_error err;
    dgm_status status;
} decoding;

static decoding decode(dgm_view input) {
    decoding made = {.status = DGM_OK};
    dgm_arena_open(&made.arena, 0);
    made.status = dgm_charset_decode(input, &made.arena, &made.out, &made.err);
    return made;
}

#define BYTES(literal) ((dgm_view){(literal), sizeof(literal) - 1})

static void expect(dgm_view input, dgm_charset charset, const char *text, uint32_t n_invalid) {
    decoding made = decode(input);
    assert_int_equal(made.status, DGM_OK);
    assert_int_equal(made.out.charset, charset);
    assert_int_equal(made.out.text.size, strlen(text));
    assert_memory_equal(made.out.text.data, text, strlen(text));
    assert_int_equal(made.out.n_invalid, n_invalid);
    assert_int_equal(made.out.runs[made.out.n_runs].text, strlen(text));
    assert_int_equal(made.out.runs[made.out.n_runs].source, input.size);
    dgm_arena_close(&made.arena);
}

static void expect_failure(dgm_view input, dgm_status status, uint64_t byte) {
    decoding made = decode(input);
    assert_int_equal(made.status, status);
    assert_int_equal(made.err.code, status);
    assert_int_equal(made.err.byte, byte);
    assert_int_not_equal(made.err.text[0], 0);
    dgm_arena_close(&made.arena);
}

static void clean_utf8_is_borrowed(void **state) {
    (void)state;
    dgm_view input = BYTES("The café stays open.\r\n\tSo says “Zoë”.");
    decoding made = decode(input);
    assert_int_equal(made.status, DGM_OK);
    assert_ptr_equal(made.out.text.data, input.data);
    assert_int_equal(made.out.n_runs, 1);
    dgm_arena_close(&made.arena);
}

static void byte_order_marks_are_no_text(void **state) {
    (void)state;
    expect(BYTES("\xEF\xBB\xBFOil rose."), DGM_CHARSET_UTF8, "Oil rose.", 0);
    expect(BYTES("\xFF\xFEO\0i\0l\0"), DGM_CHARSET_UTF16LE, "Oil", 0);
    expect(BYTES("\xFE\xFF\0O\0i\0l"), DGM_CHARSET_UTF16BE, "Oil", 0);
    decoding made = decode(BYTES("\xEF\xBB\xBFOil rose."));
    assert_int_equal(made.out.runs[0].source, 3);
    dgm_arena_close(&made.arena);
}

static void utf16_without_a_mark_is_known_by_its_zeros(void **state) {
    (void)state;
    expect(BYTES("T\0a\0x\0e\0s\0 \0f\0e\0l\0l\0.\0"), DGM_CHARSET_UTF16LE, "Taxes fell.", 0);
    expect(BYTES("\0T\0a\0x\0e\0s\0 \0f\0e\0l\0l\0."), DGM_CHARSET_UTF16BE, "Taxes fell.", 0);
}

static void utf16_pairs_and_broken_pairs(void **state) {
    (void)state;
    expect(BYTES("\xFF\xFEo\0k\0 \0\x3D\xD8\x00\xDE!\0"), DGM_CHARSET_UTF16LE, "ok 😀!", 0);
    expect(BYTES("\xFF\xFEo\0n\0e\0 \0h\0a\0l\0f\0 \0\x3D\xD8 \0o\0n\0l\0y\0 \0h\0e\0r\0e\0.\0 \0B\0u\0t\0 "
                 "\0t\0h\0e\0n\0 \0i\0t\0 \0g\0o\0e\0s\0 \0o\0n\0.\0"),
           DGM_CHARSET_UTF16LE, "one half � only here. But then it goes on.", 1);
    expect(BYTES("\xFF\xFEs\0o\0m\0e\0 \0t\0e\0x\0t\0.\0x"), DGM_CHARSET_UTF16LE, "some text.�", 1);
}

static void windows1252_where_utf8_is_out_of_the_question(void **state) {
    (void)state;
    expect(BYTES("\x93It\x92s caf\xE9 time,\x94 he said \x96 \x80"
                 "5"),
           DGM_CHARSET_WINDOWS1252, "“It’s café time,” he said – €5", 0);
    expect(BYTES("A \x93quote\x94 with a hole \x81 in it \xE9"), DGM_CHARSET_WINDOWS1252,
           "A “quote” with a hole � in it é", 1);
}

static void a_few_bad_bytes_do_not_make_utf8_something_else(void **state) {
    (void)state;
    expect(BYTES("“Zoë” and “Chloë” met at \xFF noon."), DGM_CHARSET_UTF8, "“Zoë” and “Chloë” met at � noon.",
           1);
    expect(BYTES("“Zoë” was cut sh\xE2\x80"), DGM_CHARSET_UTF8, "“Zoë” was cut sh�", 1);
    expect(BYTES("Overlong \xC0\xAF and a surrogate \xED\xA0\x80 in “true” “UTF-8” “text” – “really”"),
           DGM_CHARSET_UTF8, "Overlong �� and a surrogate ��� in “true” “UTF-8” “text” – “really”", 5);
}

static void each_run_leads_back(void **state) {
    (void)state;
    dgm_view input = BYTES("na\xEFve caf\xE9 owners\x97"
                           "all of them");
    decoding made = decode(input);
    assert_int_equal(made.out.charset, DGM_CHARSET_WINDOWS1252);
    for (uint32_t i = 0; i < made.out.n_runs; i++) {
        const dgm_offset_run *run = &made.out.runs[i];
        if (run->atomic)
            assert_int_equal(run[1].source - run->source, 1);
        else
            assert_memory_equal(input.data + run->source, made.out.text.data + run->text,
                                run[1].text - run->text);
    }
    assert_int_equal(made.out.n_runs, 7);
    dgm_arena_close(&made.arena);
}

static void a_lone_zero_is_read_as_a_replacement(void **state) {
    (void)state;
    char text[401];
    memset(text, 'a', sizeof text);
    text[7] = '\0';
    decoding made = decode((dgm_view){text, 400});
    assert_int_equal(made.status, DGM_OK);
    assert_int_equal(made.out.n_invalid, 1);
    assert_int_equal(made.out.invalid[0].start, 7);
    dgm_arena_close(&made.arena);
}

static void what_is_no_text_is_refused(void **state) {
    (void)state;
    expect_failure((dgm_view){NULL, 0}, DGM_ERR_EMPTY, 0);
    expect_failure(BYTES(""), DGM_ERR_EMPTY, 0);
    expect_failure(BYTES(" \r\n\t\n"), DGM_ERR_EMPTY, 0);
    expect_failure(BYTES("\xEF\xBB\xBF"), DGM_ERR_EMPTY, 0);
    expect_failure(BYTES("\xEF\xBB\xBF \n"), DGM_ERR_EMPTY, 0);
    expect_failure(BYTES("\xFF\xFE \0\n\0"), DGM_ERR_EMPTY, 0);
    expect_failure(BYTES("\x7F"
                         "ELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0>\0"),
                   DGM_ERR_BINARY, 0);
    expect_failure(BYTES("PK\x03\x04\x14\0\0\0\x08\0"), DGM_ERR_BINARY, 2);
    expect_failure(BYTES("\xFF\xFE\0\xD8\0\xD8\0\xD8\0\xD8"), DGM_ERR_BINARY, 2);
}

static void memory_runs_out_with_a_status(void **state) {
    (void)state;
    dgm_arena arena;
    dgm_arena_open(&arena, 64);
    dgm_decoded out = {.n_runs = 77};
    dgm_error err = {0};
    char text[4000];
    memset(text, '\xE9', sizeof text);
    assert_int_equal(dgm_charset_decode((dgm_view){text, sizeof text}, &arena, &out, &err), DGM_ERR_MEMORY);
    assert_int_equal(out.n_runs, 77);
    dgm_arena_close(&arena);
}

static void charsets_have_names(void **state) {
    (void)state;
    assert_string_equal(dgm_charset_name(DGM_CHARSET_UTF8), "utf-8");
    assert_string_equal(dgm_charset_name(DGM_CHARSET_WINDOWS1252), "windows-1252");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(clean_utf8_is_borrowed),
        cmocka_unit_test(byte_order_marks_are_no_text),
        cmocka_unit_test(utf16_without_a_mark_is_known_by_its_zeros),
        cmocka_unit_test(utf16_pairs_and_broken_pairs),
        cmocka_unit_test(windows1252_where_utf8_is_out_of_the_question),
        cmocka_unit_test(a_few_bad_bytes_do_not_make_utf8_something_else),
        cmocka_unit_test(each_run_leads_back),
        cmocka_unit_test(a_lone_zero_is_read_as_a_replacement),
        cmocka_unit_test(what_is_no_text_is_refused),
        cmocka_unit_test(memory_runs_out_with_a_status),
        cmocka_unit_test(charsets_have_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
