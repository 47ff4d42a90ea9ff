/* vocab_test.c - how words are cut into pieces, and which vocabularies are refused. */
#include "unit.h"

#include <stdlib.h>

#include "text/vocab.h"

static const char pieces[] =
    "[UNK]\n[CLS]\nbank\n##s\nun\n##aff\n##able\nu\n.\ns\nn\n'\nt\ncafe\n##fe\nca\n中\na\n##a\n##\nx\n";
enum {
    UNK,
    CLS,
    BANK,
    S,
    UN,
    AFF,
    ABLE,
    U,
    DOT,
    S_FIRST,
    N,
    APOSTROPHE,
    T,
    CAFE,
    FE,
    CA,
    CHINESE,
    A,
    A_ON,
    HASHES,
    X
};

static dgm_vocab *vocab;

static int open_vocab(void **state) {
    (void)state;
    return dgm_vocab_new(dgm_view_of(pieces), &vocab, NULL) != DGM_OK;
}

static int close_vocab(void **state) {
    (void)state;
    dgm_vocab_free(vocab);
    return 0;
}

static void expect_pieces(const char *word, uint32_t n, const uint16_t *expected) {
    uint16_t out[8];
    assert_int_equal(dgm_vocab_cut(vocab, dgm_view_of(word), out, 8), n);
    for (uint32_t i = 0; i < n; i++)
        assert_int_equal(out[i], expected[i]);
}
#define EXPECT(word, ...) \
    expect_pieces((word), sizeof((uint16_t[]){__VA_ARGS__}) / 2, (uint16_t[]){__VA_ARGS__})

static void the_longest_piece_first(void **state) {
    (void)state;
    EXPECT("bank", BANK);
    EXPECT("banks", BANK, S);
    EXPECT("unaffable", UN, AFF, ABLE);
    EXPECT("cafe", CAFE);
}

static void case_and_accents_are_dropped(void **state) {
    (void)state;
    EXPECT("BANKS", BANK, S);
    EXPECT("Café", CAFE);
    EXPECT("Cafe\xCC\x81", CAFE); /* the accent apart */
}

static void punctuation_stands_alone(void **state) {
    (void)state;
    EXPECT("U.S.", U, DOT, S_FIRST, DOT);
    EXPECT("n't", N, APOSTROPHE, T);
    EXPECT("中中", CHINESE, CHINESE);
}

static void what_is_not_known_is_unknown(void **state) {
    (void)state;
    EXPECT("bankz", UNK);
    EXPECT("bankz.s", UNK, DOT, S_FIRST);
    EXPECT("\xEF\xBF\xBD", UNK);
    EXPECT("\xFF\xC3", UNK);
    EXPECT("\xE2\x80\x8B", UNK);
    EXPECT("", UNK);
}

static void long_words(void **state) {
    (void)state;
    char word[402];
    memset(word, 'a', sizeof word);
    uint16_t out[8];
    assert_int_equal(dgm_vocab_cut(vocab, (dgm_view){word, 100}, out, 8), 8); /* cut short */
    assert_int_equal(out[0], A);
    assert_int_equal(out[7], A_ON);
    assert_int_equal(dgm_vocab_cut(vocab, (dgm_view){word, 101}, out, 8), 1); /* BERT's limit */
    assert_int_equal(out[0], UNK);
    assert_int_equal(dgm_vocab_cut(vocab, (dgm_view){word, 402}, out, 8), 1);
    assert_int_equal(dgm_vocab_cut(vocab, (dgm_view){word, 100}, out, 1), 1);
    assert_int_equal(out[0], A);
}

static void pieces_by_name(void **state) {
    (void)state;
    assert_int_equal(dgm_vocab_size(vocab), 21);
    assert_int_equal(dgm_vocab_find(vocab, DGM_VIEW("[CLS]")), CLS);
    assert_int_equal(dgm_vocab_find(vocab, DGM_VIEW("##s")), S);
    assert_int_equal(dgm_vocab_find(vocab, DGM_VIEW("s")), S_FIRST);
    assert_int_equal(dgm_vocab_find(vocab, DGM_VIEW("##")), HASHES);
    assert_int_equal(dgm_vocab_find(vocab, DGM_VIEW("none")), UNK);
    assert_int_equal(dgm_vocab_find(vocab, DGM_VIEW("")), UNK);
}

static void bad_vocabularies(void **state) {
    (void)state;
    dgm_vocab *none = NULL;
    dgm_error error = {0};
    assert_int_equal(dgm_vocab_new(DGM_VIEW(""), &none, &error), DGM_ERR_MODEL);
    assert_int_equal(error.code, DGM_ERR_MODEL);
    assert_int_equal(dgm_vocab_new(DGM_VIEW("a\nb\n"), &none, &error), DGM_ERR_MODEL);
    char *newlines = malloc(70000);
    memset(newlines, '\n', 70000);
    assert_int_equal(dgm_vocab_new((dgm_view){newlines, 70000}, &none, NULL), DGM_ERR_MODEL);
    free(newlines);
    assert_null(none);
    dgm_vocab_free(NULL);
}

static void odd_lines(void **state) {
    (void)state;
    dgm_vocab *odd = NULL;
    assert_int_equal(dgm_vocab_new(DGM_VIEW("[UNK]\r\n\na\na\nb"), &odd, NULL), DGM_OK);
    assert_int_equal(dgm_vocab_size(odd), 5);
    assert_int_equal(dgm_vocab_find(odd, DGM_VIEW("[UNK]")), 0);
    assert_int_equal(dgm_vocab_find(odd, DGM_VIEW("a")), 2); /* of two equal lines the first */
    assert_int_equal(dgm_vocab_find(odd, DGM_VIEW("b")), 4); /* no newline at the end */
    dgm_vocab_free(odd);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_longest_piece_first),
        cmocka_unit_test(case_and_accents_are_dropped),
        cmocka_unit_test(punctuation_stands_alone),
        cmocka_unit_test(what_is_not_known_is_unknown),
        cmocka_unit_test(long_words),
        cmocka_unit_test(pieces_by_name),
        cmocka_unit_test(bad_vocabularies),
        cmocka_unit_test(odd_lines),
    };
    return cmocka_run_group_tests(tests, open_vocab, close_vocab);
}
