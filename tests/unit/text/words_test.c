/* words_test.c - flags, features, pieces and ranges of words; any bytes. */
#include "sample.h"

#include <stdlib.h>

static uint32_t flags_of(const sample *s, uint32_t i) {
    assert_true(i < s->words.n_words);
    return s->words.words[i].flags;
}

static void quotations(void **state) {
    (void)state;
    static sample s;
    sample_open(&s, DGM_VIEW("He \"can't go\" now\n\"Open")); /* He " ca n't go " now " Open */
    static const uint32_t quoted[] = {0, 1, 1, 1, 1, 1, 0, 1, 1};
    assert_int_equal(s.words.n_words, 9);
    for (uint32_t i = 0; i < 9; i++) {
        assert_int_equal((flags_of(&s, i) & DGM_WORD_QUOTED) != 0, quoted[i]);
        assert_int_equal((flags_of(&s, i) & DGM_WORD_OPENS) != 0, i == 1 || i == 7);
        assert_int_equal((flags_of(&s, i) & DGM_WORD_CLOSES) != 0, i == 5);
    }
    sample_close(&s);
}

static void places(void **state) {
    (void)state;
    static sample s;
    sample_open(&s, DGM_VIEW("I don't.\nYes")); /* I do n't . Yes */
    assert_int_equal(s.words.n_words, 5);
    assert_int_equal(flags_of(&s, 0), DGM_WORD_PARAGRAPH | DGM_WORD_BREAK);
    assert_int_equal(flags_of(&s, 1), DGM_WORD_MULTI);
    assert_int_equal(flags_of(&s, 2), DGM_WORD_JOINED | DGM_WORD_GLUED);
    assert_int_equal(flags_of(&s, 3), DGM_WORD_GLUED);
    assert_int_equal(flags_of(&s, 4), DGM_WORD_PARAGRAPH | DGM_WORD_BREAK);
    assert_int_equal(s.words.words[2].text.start, 4);
    assert_int_equal(s.words.words[2].text.end, 7);
    sample_close(&s);
}

static void shapes(void **state) {
    (void)state;
    static sample s;
    sample_open(&s, DGM_VIEW("low Initial A UN McCain 1,000 ; G7 Émile ÉTAT"));
    static const uint32_t expected[] = {
        DGM_SHAPE_LOWER,  DGM_SHAPE_INITIAL, DGM_SHAPE_INITIAL, DGM_SHAPE_UPPER,   DGM_SHAPE_MIXED,
        DGM_SHAPE_DIGITS, DGM_SHAPE_MARK,    DGM_SHAPE_REST,    DGM_SHAPE_INITIAL, DGM_SHAPE_UPPER,
    };
    assert_int_equal(s.words.n_words, 10);
    for (uint32_t i = 0; i < 10; i++)
        assert_int_equal(s.words.words[i].feature & 7, expected[i]);
    sample_close(&s);
}

static void features(void **state) {
    (void)state;
    static sample s;
    sample_open(&s, DGM_VIEW("\"low.\" up"));
    assert_int_equal(s.words.words[0].feature, DGM_SHAPE_MARK | 8 | 16);
    assert_int_equal(s.words.words[1].feature, DGM_SHAPE_LOWER | 8 | 32);
    assert_int_equal(s.words.words[4].feature, DGM_SHAPE_LOWER);
    sample_close(&s);
}

static void pieces_follow_each_other(void **state) {
    (void)state;
    static sample s;
    sample_open(&s, DGM_VIEW("banks. a.b.c.a.b.c. x"));
    uint32_t at = 0;
    for (uint32_t i = 0; i < s.words.n_words; i++) {
        const dgm_word *word = &s.words.words[i];
        assert_int_equal(word->piece, at);
        assert_in_range(word->n_pieces, 1, DGM_WORD_MOST_PIECES);
        at += word->n_pieces;
    }
    assert_int_equal(at, s.words.n_pieces);
    assert_int_equal(s.words.words[0].n_pieces, 2); /* bank ##s */
    assert_int_equal(s.words.words[2].n_pieces, 8); /* a . b . c . a . and more */
    sample_close(&s);
}

static void no_words(void **state) {
    (void)state;
    static sample s;
    sample_open(&s, DGM_VIEW(" \t\n  \n"));
    assert_int_equal(s.words.n_words, 0);
    sample_close(&s);
}

static void too_little_memory(void **state) {
    (void)state;
    static sample s;
    sample_open(&s, DGM_VIEW("a b c"));
    char *many = malloc(200000);
    for (uint32_t i = 0; i < 200000; i++)
        many[i] = i % 2 ? ' ' : 'a';
    s.article.text = (dgm_view){many, 200000};
    s.paragraphs[0].text = (dgm_range){0, 200000};
    dgm_arena small;
    dgm_arena_open(&small, 100000);
    dgm_words untouched = {.n_words = 7};
    dgm_error error = {0};
    assert_int_equal(dgm_words_read(&s.article, s.vocab, &small, &untouched, &error), DGM_ERR_MEMORY);
    assert_int_equal(error.code, DGM_ERR_MEMORY);
    assert_int_equal(untouched.n_words, 7);
    dgm_arena_close(&small);
    free(many);
    sample_close(&s);
}

/* ---- any bytes ---- */

static uint32_t random_number(uint64_t *seed) {
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return (uint32_t)(*seed >> 24);
}

/* What holds for every article: words in order, not empty, inside the paragraph, their pieces counted. */
static void check_sound(const dgm_words *words, uint32_t size) {
    uint32_t last = 0;
    for (uint32_t i = 0; i < words->n_words; i++) {
        const dgm_word *word = &words->words[i];
        assert_true(word->text.start >= last && word->text.end > word->text.start && word->text.end <= size);
        assert_true(word->n_pieces >= 1 && word->piece + word->n_pieces <= words->n_pieces);
        last = word->text.end;
    }
}

static void random_bytes(void **state) {
    (void)state;
    static const char *const parts[] = {"'",
                                        "\xE2\x80\x99",
                                        "\"",
                                        "U.S.",
                                        "etc.",
                                        "n't",
                                        "don't",
                                        "http://",
                                        "a@b.c",
                                        ".",
                                        "...",
                                        "?",
                                        "-",
                                        "1,000",
                                        "5/4",
                                        "$",
                                        "&",
                                        " ",
                                        " ",
                                        "[",
                                        "]",
                                        ":)",
                                        "\xCC\x81",
                                        "\xE4\xB8\xAD",
                                        "\xF0\x9F\x98\x80",
                                        "\xE2\x80",
                                        "\xFF",
                                        "The",
                                        "s",
                                        "k",
                                        "@",
                                        "#"};
    static sample s;
    char *text = malloc(300);
    uint64_t seed = 20240229;
    for (int round = 0; round < 3000; round++) {
        uint32_t size = 1 + random_number(&seed) % 299, n = 0;
        while (n < size) {
            const char *part = parts[random_number(&seed) % (sizeof parts / sizeof parts[0])];
            if (round % 3 == 0)
                text[n++] = (char)random_number(&seed);
            else
                while (*part && n < size)
                    text[n++] = *part++;
        }
        for (uint32_t i = 0; i < size; i++) /* so many paragraphs as the sample has room for */
            text[i] = text[i] == '\n' || (text[i] == '"' && i % 4) ? 'x' : text[i];
        char *exact = malloc(size); /* so that a read past the end is seen */
        memcpy(exact, text, size);
        sample_open(&s, (dgm_view){exact, size});
        check_sound(&s.words, size);
        sample_close(&s);
        free(exact);
    }
    free(text);
}

static void one_very_long_line(void **state) {
    (void)state;
    static const char *const parts[] = {"a", "a.", "'s ", "-", "\xFF", "http://a/", "1-", "a@", "[1] ", ". "};
    static sample s;
    const uint32_t size = 2000000;
    char *text = malloc(size);
    for (uint32_t p = 0; p < sizeof parts / sizeof parts[0]; p++) {
        size_t part = strlen(parts[p]);
        for (uint32_t i = 0; i < size; i++)
            text[i] = parts[p][i % part];
        sample_open(&s, (dgm_view){text, size});
        check_sound(&s.words, size);
        sample_close(&s);
    }
    free(text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quotations),
        cmocka_unit_test(places),
        cmocka_unit_test(shapes),
        cmocka_unit_test(features),
        cmocka_unit_test(pieces_follow_each_other),
        cmocka_unit_test(no_words),
        cmocka_unit_test(too_little_memory),
        cmocka_unit_test(random_bytes),
        cmocka_unit_test(one_very_long_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
