/* article_test.c - the whole reading: what is refused, what memory it takes, and hostile inputs in linear
 * time. */
#include <stdlib.h>

#include "reader.h"

static void failures_leave_the_article_alone(void **state) {
    (void)state;
    dgm_arena arena;
    dgm_error err = {0};
    dgm_article article = {.n_parts = 77};
    dgm_arena_open(&arena, (size_t)1 << 20);
    assert_int_equal(dgm_article_read((dgm_view){NULL, 0}, &arena, &article, &err), DGM_ERR_EMPTY);
    assert_int_equal(dgm_article_read(DGM_VIEW("\xC2\xA0 \n"), &arena, &article, &err), DGM_ERR_EMPTY);
    assert_int_equal(dgm_article_read(DGM_VIEW("GIF89a\x01\0\x01\0\x80\0\0"), &arena, &article, &err),
                     DGM_ERR_BINARY);
    assert_int_equal(err.byte, 6);
    assert_int_equal(dgm_article_read(DGM_VIEW("\x01\x02\x03"), &arena, &article, NULL), DGM_ERR_BINARY);
    assert_int_equal(article.n_parts, 77);
    dgm_arena_close(&arena);
}

static void memory_runs_out_at_every_step(void **state) {
    (void)state;
    dgm_view input = DGM_VIEW(
        "Title of it\n\n“We the the caf\xC3\x83\xC2\xA9»so \xFF “it” is. . Gone “here” and “there”");
    bool read = false;
    for (size_t limit = 64; limit < 1 << 16 && !read; limit += 64) {
        dgm_arena arena;
        dgm_article article = {.n_parts = 77};
        dgm_arena_open(&arena, limit);
        dgm_status status = dgm_article_read(input, &arena, &article, NULL);
        read = status == DGM_OK;
        assert_true(read || (status == DGM_ERR_MEMORY && article.n_parts == 77));
        dgm_arena_close(&arena);
    }
    assert_true(read);
}

static void a_clean_text_is_borrowed(void **state) {
    (void)state;
    reader made = read_text("Oil rose.\n\n\"It will fall,\" said Roe.");
    assert_ptr_equal(made.article.text.data, made.input.data);
    assert_int_equal(made.article.n_runs, 1);
    reader_close(&made);
}

/* A megabyte of one pattern. Quadratic time would show as minutes. */
static void read_pattern(const char *pattern) {
    size_t size = strlen(pattern), all = (size_t)1 << 20;
    char *bytes = malloc(all);
    assert_non_null(bytes);
    for (size_t i = 0; i < all; i++)
        bytes[i] = pattern[i % size];
    dgm_arena arena;
    dgm_article article;
    dgm_arena_open(&arena, (size_t)512 << 20);
    assert_int_equal(dgm_article_read((dgm_view){bytes, all}, &arena, &article, NULL), DGM_OK);
    for (uint32_t i = 0; i < article.n_paragraphs; i += 1 + article.n_paragraphs / 1000)
        assert_true(dgm_article_source(&article, article.paragraphs[i].text).end <= all);
    dgm_arena_close(&arena);
    free(bytes);
}

static void hostile_patterns_take_linear_time(void **state) {
    (void)state;
    static const char *const patterns[] = {
        "a",
        "a ",
        "\"",
        "a \"",
        "“a. A ",
        "a. A” ",
        "x,' ",
        "the ",
        "x. . ",
        ", . ",
        "a\n",
        "a\r",
        "x \n \n",
        ("\xC2\xAD"
         "x"),
        "A\xCC\x83",
        "Ã",
        "Ã¢â‚¬â„¢",
        "â€",
        "''",
        "``",
        "\xE9 caf",
        "x\xFF“”",
        "   \t",
        "By X\n",
        "(AP) - ",
        "A, ",
        "Follow @x\n",
        "photo: ",
        "6'2\" ",
        "“‘",
        "related\n\nx\n\n",
    };
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++)
        if (strspn(patterns[i], " \t") < strlen(patterns[i]))
            read_pattern(patterns[i]);
}

static void names_of_roles_and_repairs(void **state) {
    (void)state;
    assert_string_equal(dgm_part_name(DGM_PART_TITLE), "title");
    assert_string_equal(dgm_part_name(DGM_PART_BOILERPLATE), "boilerplate");
    assert_string_equal(dgm_repair_name(DGM_REPAIR_QUOTE), "unbalanced-quote");
    assert_string_equal(dgm_repair_name(DGM_REPAIR_BYTE), "invalid-byte");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(failures_leave_the_article_alone),
        cmocka_unit_test(memory_runs_out_at_every_step),
        cmocka_unit_test(a_clean_text_is_borrowed),
        cmocka_unit_test(hostile_patterns_take_linear_time),
        cmocka_unit_test(names_of_roles_and_repairs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
