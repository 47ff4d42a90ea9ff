/* Windows over random texts: every word owned once, no window too large, cuts where they should be. */
#include "unit.h"

#include <stdlib.h>

#include "model/window.h"

enum { MOST = 6000 };

static uint64_t state = 123456789u;

static uint32_t draw(uint32_t below) {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (uint32_t)((state >> 33) % below);
}

static dgm_word words[MOST];

/* How a text is made: a chance of 1 in so many, 0 for never. */
typedef struct {
    uint32_t n, most_pieces, paragraph, sentence, joined;
} kind;

static bool one_in(uint32_t many) {
    return many > 0 && draw(many) == 0;
}

static dgm_words make(const kind *k) {
    uint32_t piece = 0;
    memset(words, 0, sizeof(words));
    for (uint32_t i = 0; i < k->n; i++) {
        words[i].piece = piece;
        words[i].n_pieces = (uint8_t)(1 + draw(k->most_pieces));
        if (one_in(k->paragraph) || i == 0)
            words[i].flags = DGM_WORD_PARAGRAPH | DGM_WORD_BREAK;
        else if (one_in(k->sentence))
            words[i].flags = DGM_WORD_BREAK;
        else if (one_in(k->joined))
            words[i].flags = DGM_WORD_JOINED | DGM_WORD_GLUED;
        piece += words[i].n_pieces;
    }
    return (dgm_words){words, k->n, NULL, piece};
}

static uint32_t pieces_in(const dgm_words *text, uint32_t first, uint32_t end) {
    uint32_t until = end < text->n_words ? text->words[end].piece : text->n_pieces;
    return until - (first < text->n_words ? text->words[first].piece : text->n_pieces);
}

/* Checks all windows of a text and returns their number. */
static uint32_t check(const dgm_words *text, uint32_t capacity, uint32_t overlap, bool rare_joins) {
    dgm_window window = {0, 0, 0, 0, 0}, last = window;
    uint32_t n_windows = 0, n_encoded = 0;
    while (dgm_window_next(text, capacity, overlap, &window)) {
        assert_true(window.own_first == last.own_end);
        assert_true(window.first <= window.own_first && window.own_first < window.own_end);
        assert_true(window.own_end <= window.end && window.end <= text->n_words);
        assert_true(pieces_in(text, window.first, window.end) <= capacity);
        assert_true(n_windows == 0 || window.first == last.next);
        assert_true(window.first <= last.end && pieces_in(text, window.first, last.end) <= overlap);
        if (rare_joins) {
            assert_false(text->words[window.first].flags & DGM_WORD_JOINED);
            assert_false(text->words[window.own_first].flags & DGM_WORD_JOINED);
            assert_true(window.end == text->n_words || !(text->words[window.end].flags & DGM_WORD_JOINED));
        }
        n_encoded += pieces_in(text, window.first, window.end);
        last = window;
        n_windows++;
        assert_true(n_windows <= text->n_words);
    }
    assert_int_equal(last.own_end, text->n_words);
    /* Each window but the last brings half the capacity at least. */
    assert_true(n_windows == 0 || n_encoded <= 2 * text->n_pieces + capacity);
    assert_true(n_windows <= 1 + text->n_pieces / (capacity / 3));
    return n_windows;
}

static void every_word_is_owned_once(void **unused) {
    (void)unused;
    for (uint32_t trial = 0; trial < 3000; trial++) {
        kind k = {draw(trial % 10 ? 600 : MOST), 1 + draw(8), draw(4) * draw(100), draw(4) * draw(30),
                  draw(2) * 12};
        dgm_words text = make(&k);
        uint32_t capacity = DGM_WINDOW_MIN + draw(trial % 2 ? 20 : 480);
        check(&text, capacity, draw(capacity / 3 + 1), k.most_pieces == 1 && k.joined == 0);
    }
}

static void giant_words_and_paragraphs(void **unused) {
    (void)unused;
    const kind kinds[] = {{MOST, 8, 0, 0, 0}, {MOST, 1, 0, 0, 0}, {MOST, 1, 1, 0, 0},
                          {MOST, 8, 1, 1, 0}, {MOST, 3, 0, 0, 1}, {MOST, 2, 2, 2, 2}};
    for (uint32_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
        for (uint32_t capacity = DGM_WINDOW_MIN; capacity <= 510; capacity += 47) {
            dgm_words text = make(&kinds[i]);
            for (uint32_t w = 0; i == 0 && w < MOST; w++) { /* all of 8 pieces */
                words[w].n_pieces = 8;
                words[w].piece = 8 * w;
                text.n_pieces = 8 * MOST;
            }
            check(&text, capacity, 0, false);
            check(&text, capacity, capacity / 3, false);
        }
    }
}

static void no_words_no_windows(void **unused) {
    (void)unused;
    kind one = {1, 8, 0, 0, 0}, none = {0, 1, 0, 0, 0};
    dgm_words text = make(&none);
    assert_int_equal(check(&text, 64, 16, true), 0);
    text = make(&one);
    assert_int_equal(check(&text, 64, 16, true), 1);
}

/* The first of the windows of 100 pieces, sharing 20, over the text. */
static dgm_window first_window(const dgm_words *text) {
    dgm_window window = {0, 0, 0, 0, 0};
    assert_true(dgm_window_next(text, 100, 20, &window));
    return window;
}

static void paragraphs_share_nothing(void **unused) {
    (void)unused;
    kind plain = {200, 1, 0, 0, 0};
    dgm_words text = make(&plain);
    words[40].flags = DGM_WORD_PARAGRAPH | DGM_WORD_BREAK; /* too early to cut at */
    words[60].flags = DGM_WORD_PARAGRAPH | DGM_WORD_BREAK; /* the cut */
    words[95].flags = DGM_WORD_BREAK;                      /* later, but only a sentence */
    dgm_window window = first_window(&text);
    assert_int_equal(window.end, 60);
    assert_int_equal(window.next, 60);
    assert_int_equal(window.own_end, 60);
}

static void sentences_share_words(void **unused) {
    (void)unused;
    kind plain = {200, 1, 0, 0, 0};
    dgm_words text = make(&plain);
    words[60].flags = DGM_WORD_BREAK;
    words[64].flags = DGM_WORD_BREAK;
    words[70].flags = DGM_WORD_BREAK; /* nearest to the middle of what they share */
    words[80].flags = DGM_WORD_BREAK;
    dgm_window window = first_window(&text);
    assert_int_equal(window.end, 80);
    assert_int_equal(window.next, 60);
    assert_int_equal(window.own_end, 70);
    words[60].flags = 0;
    assert_int_equal(first_window(&text).next, 64);
}

static void tokens_stay_whole(void **unused) {
    (void)unused;
    kind plain = {200, 1, 0, 0, 0};
    dgm_words text = make(&plain);
    words[100].flags = DGM_WORD_JOINED;
    words[79].flags = DGM_WORD_JOINED;
    dgm_window window = first_window(&text);
    assert_int_equal(window.end, 99);
    assert_int_equal(window.next, 80);
    assert_int_equal(window.own_end, 89);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_word_is_owned_once), cmocka_unit_test(giant_words_and_paragraphs),
        cmocka_unit_test(no_words_no_windows),      cmocka_unit_test(paragraphs_share_nothing),
        cmocka_unit_test(sentences_share_words),    cmocka_unit_test(tokens_stay_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
