/* window.c - where windows are cut. All distances in pieces; a word lies where its first piece lies.
 *
 *   fill    take words from `first` while they fit. If that reaches the last word, this is the last window.
 *   cut     else end the window at the last paragraph start among the words in its second half; if there
 *           is none, at the last likely sentence start (DGM_WORD_BREAK) in its last quarter; if there is
 *           none, as late as fits.
 *   next    after a cut at a paragraph start the next window begins there, and shares nothing: few
 *           statements cross paragraphs, and sharing words across them read worse on all measures
 *           (train/RESULTS.md). Else it begins at the first likely sentence start that lies at most
 *           `overlap` and at least overlap/2 before the cut; if there is none, at the first word at most
 *           `overlap` before it.
 *   border  words before the border belong to this window, from it on to the next. It is the likely sentence
 *           start nearest to the middle of the shared words that leaves a quarter of them on either side;
 *           if there is none, the first word at or after the middle.
 * No window begins or ends inside a multiword token (before a DGM_WORD_JOINED word), nor is a border
 * set there, unless one token is all there is to choose from.
 *
 * Why it ends: a cut inside a paragraph lies at least 3/4 of the capacity after `first`, and the next window
 * begins at most 1/3 before it, so each window begins at or after the last one's cut, and each border lies
 * after the last; a cut at a paragraph lies at least 1/2 after `first`, past the last cut too. */
#include "model/window.h"

static uint32_t piece_at(const dgm_words *words, uint32_t word) {
    return word < words->n_words ? words->words[word].piece : words->n_pieces;
}

static bool may_cut(const dgm_words *words, uint32_t word) {
    return !(words->words[word].flags & DGM_WORD_JOINED);
}

/* The last word in [low, high] with one of `flags`, or 0. */
static uint32_t last_with(const dgm_words *words, uint32_t low, uint32_t high, unsigned flags) {
    for (uint32_t i = high; i >= low && i > 0; i--) {
        if (words->words[i].flags & flags && may_cut(words, i))
            return i;
    }
    return 0;
}

/* The first word at or after `word` that lies at or after `piece`. */
static uint32_t first_from(const dgm_words *words, uint32_t word, uint32_t piece) {
    while (piece_at(words, word) < piece)
        word++;
    return word;
}

/* The first word in [word, end) before which a cut may lie; `word` itself if there is none. */
static uint32_t first_allowed(const dgm_words *words, uint32_t word, uint32_t end) {
    for (uint32_t i = word; i < end; i++) {
        if (may_cut(words, i))
            return i;
    }
    return word;
}

static uint32_t choose_cut(const dgm_words *words, uint32_t capacity, uint32_t first, uint32_t full) {
    uint32_t half = first_from(words, first, piece_at(words, first) + capacity - capacity / 2);
    uint32_t low = first_from(words, first, piece_at(words, first) + capacity - capacity / 4);
    if (low > full) /* one long word fills the last quarter */
        low = full;
    uint32_t cut = last_with(words, half < full ? half : full, full, DGM_WORD_PARAGRAPH);
    if (cut == 0)
        cut = last_with(words, low, full, DGM_WORD_BREAK);
    for (uint32_t i = full; cut == 0 && i >= low; i--) {
        if (may_cut(words, i))
            cut = i;
    }
    return cut ? cut : full;
}

static uint32_t choose_next(const dgm_words *words, uint32_t overlap, uint32_t cut) {
    uint32_t at = piece_at(words, cut), first = cut;
    while (first > 0 && at - piece_at(words, first - 1) <= overlap)
        first--;
    for (uint32_t i = first; i < cut && at - piece_at(words, i) >= overlap / 2; i++) {
        if (words->words[i].flags & (DGM_WORD_BREAK | DGM_WORD_PARAGRAPH) && may_cut(words, i))
            return i;
    }
    return first_allowed(words, first, cut);
}

static uint32_t choose_border(const dgm_words *words, uint32_t next, uint32_t cut) {
    uint32_t start = piece_at(words, next), shared = piece_at(words, cut) - start;
    uint32_t middle = start + shared / 2, reach = shared / 4, border = 0, best = reach + 1;
    uint32_t low = first_from(words, next, middle - reach);
    for (uint32_t i = low; i < cut && piece_at(words, i) <= middle + reach; i++) {
        uint32_t at = piece_at(words, i), away = at < middle ? middle - at : at - middle;
        bool is_break = words->words[i].flags & (DGM_WORD_BREAK | DGM_WORD_PARAGRAPH);
        if (is_break && may_cut(words, i) && away < best) {
            best = away;
            border = i;
        }
    }
    return border ? border : first_allowed(words, first_from(words, next, middle), cut);
}

bool dgm_window_next(const dgm_words *words, uint32_t capacity, uint32_t overlap, dgm_window *window) {
    uint32_t n = words->n_words, first = window->next, full = first;
    if (window->own_end >= n)
        return false;
    window->first = first;
    window->own_first = window->own_end;
    uint32_t limit = piece_at(words, first) + capacity;
    while (full < n && piece_at(words, full + 1) <= limit)
        full++;
    if (full == n) {
        window->end = window->own_end = window->next = n;
        return true;
    }
    window->end = choose_cut(words, capacity, first, full);
    window->next = window->own_end = window->end;
    if (!(words->words[window->end].flags & DGM_WORD_PARAGRAPH)) {
        window->next = choose_next(words, overlap, window->end);
        window->own_end = choose_border(words, window->next, window->end);
    }
    return true;
}
