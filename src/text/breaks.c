/* breaks.c - a sentence ends at . ! ? or …, with the quotation marks and brackets that close behind it.
 *
 * What speaks against it: a lower-case word after ? ! … or a closing mark ('"Really?" he said'), punctuation
 * that goes on, a period that belongs to an abbreviation unless the next word begins sentences. */
#include "text/breaks.h"

#include "text/chars.h"
#include "text/lists.h"

typedef enum ending {
    ENDING_NONE,
    ENDING_PERIOD,      /* "." */
    ENDING_OTHER,       /* "!", "?", "…", "..." */
    ENDING_ABBREVIATION /* a word with a period of its own */
} ending;

static bool is_one_of(dgm_view word, const char *set) {
    return word.size == 1 && strchr(set, word.data[0]) != NULL;
}

static ending ending_of(dgm_view word) {
    bool period = false, other = false;
    for (size_t i = 0; i < word.size; i++) {
        char c = word.data[i];
        bool ellipsis = (unsigned char)c == 0xE2 && i + 2 < word.size && memcmp(word.data + i, "\xE2\x80\xA6", 3) == 0;
        if (c != '.' && c != '!' && c != '?' && !ellipsis)
            return word.size > 1 && word.data[word.size - 1] == '.' ? ENDING_ABBREVIATION : ENDING_NONE;
        period |= c == '.';
        other |= c != '.';
        i += ellipsis ? 2 : 0;
    }
    return period && !other && word.size == 1 ? ENDING_PERIOD : ENDING_OTHER;
}

static bool is_single_mark(dgm_view word) {
    return is_one_of(word, "'`") || (word.size == 3 && (memcmp(word.data, "\xE2\x80\x99", 3) == 0 ||
                                                        memcmp(word.data, "\xE2\x80\x98", 3) == 0));
}

/* Closes something behind the end of a sentence. */
static bool is_closer(dgm_view word, const dgm_word *w) {
    if (w->flags & DGM_WORD_CLOSES || is_one_of(word, ")]}"))
        return true;
    return w->flags & DGM_WORD_GLUED && !(w->flags & DGM_WORD_OPENS) &&
           (is_single_mark(word) || is_one_of(word, "\"") || dgm_view_equal(word, DGM_VIEW("''")) ||
            dgm_view_equal(word, DGM_VIEW("\xE2\x80\x9D")) || dgm_view_equal(word, DGM_VIEW("*")));
}

static bool goes_on(dgm_view word) {
    return is_one_of(word, ",;:)]}-/%&") || dgm_view_equal(word, DGM_VIEW("--"));
}

/* The first word character's kind from `i` on, past opening marks. */
static dgm_char_kind kind_from(dgm_view text, const dgm_word *words, uint32_t n, uint32_t i, uint32_t *out_word) {
    for (uint32_t looked = 0; i < n && looked < 4; i++, looked++) {
        dgm_view word = dgm_view_sub(text, words[i].text);
        uint32_t size, code;
        dgm_char_kind kind = dgm_char_at(word, 0, &size, &code);
        *out_word = i;
        if (dgm_char_is_word(kind))
            return kind;
    }
    return DGM_CHAR_OTHER;
}

static bool abbreviation_ends(dgm_view word, dgm_view next, dgm_char_kind kind) {
    dgm_abbreviation how = dgm_list_abbreviation((dgm_view){word.data, word.size - 1});
    if (how == DGM_ABBR_TITLE || how == DGM_ABBR_INNER || how == DGM_ABBR_NUMBER)
        return false;
    return kind == DGM_CHAR_UPPER && dgm_list_is_starter(next);
}

/* A sentence starts at word `i`, given the ending before it and whether marks closed in between. */
static bool starts(dgm_view text, const dgm_word *words, uint32_t n, uint32_t i, uint32_t last, bool closed) {
    dgm_view word = dgm_view_sub(text, words[i].text), end = dgm_view_sub(text, words[last].text);
    if (goes_on(word))
        return false;
    uint32_t first = i;
    dgm_char_kind kind = kind_from(text, words, n, i, &first);
    switch (ending_of(end)) {
    case ENDING_PERIOD:
        return !(closed && kind == DGM_CHAR_LOWER);
    case ENDING_OTHER:
        return kind != DGM_CHAR_LOWER;
    case ENDING_ABBREVIATION:
        return abbreviation_ends(end, dgm_view_sub(text, words[first].text), kind);
    case ENDING_NONE:
        break;
    }
    return false;
}

void dgm_breaks_mark(dgm_view text, dgm_word *words, uint32_t n) {
    if (n > 0)
        words[0].flags |= DGM_WORD_BREAK;
    for (uint32_t last = 0; last + 1 < n; last++) {
        if (ending_of(dgm_view_sub(text, words[last].text)) == ENDING_NONE)
            continue;
        uint32_t i = last + 1;
        while (i < n && is_closer(dgm_view_sub(text, words[i].text), &words[i]))
            i++;
        if (i < n && !(words[i].flags & DGM_WORD_JOINED) && starts(text, words, n, i, last, i > last + 1))
            words[i].flags |= DGM_WORD_BREAK;
    }
}
