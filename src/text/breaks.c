/* breaks.c - a sentence ends at . ! ? or …, with the quotation marks and brackets that close behind it.
 *
 * What speaks against it: a lower-case word after ? ! … or a closing mark, or a speaker there ('"Really?"
 * Smith said'), punctuation that goes on, a number before the period ("2. We"), a period that
 * belongs to an abbreviation unless the next word begins sentences. */
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
        bool ellipsis = (unsigned char)c == 0xE2 && i + 2 < word.size &&
                        memcmp(word.data + i, "\xE2\x80\xA6", 3) == 0;
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

/* Closes something behind the end of a sentence, or is more of the end. */
static bool is_closer(dgm_view word, const dgm_word *w) {
    if (w->flags & DGM_WORD_CLOSES || is_one_of(word, ")]}"))
        return true;
    ending end = ending_of(word);
    if (end == ENDING_PERIOD || end == ENDING_OTHER)
        return true;
    return w->flags & DGM_WORD_GLUED && !(w->flags & DGM_WORD_OPENS) &&
           (is_single_mark(word) || is_one_of(word, "\"") || dgm_view_equal(word, DGM_VIEW("''")) ||
            dgm_view_equal(word, DGM_VIEW("\xE2\x80\x9D")) || dgm_view_equal(word, DGM_VIEW("*")));
}

static bool goes_on(dgm_view word) {
    return is_one_of(word, ",;:)]}-/%&=") || dgm_view_equal(word, DGM_VIEW("--"));
}

/* ":)" and the like: two or more signs of which the first are eyes. */
static bool is_emoticon(dgm_view word) {
    return word.size >= 2 && word.size <= 4 && strchr(":;=", word.data[0]) != NULL &&
           word.data[1] != word.data[0];
}

static bool is_number(dgm_view word) {
    for (size_t i = 0; i < word.size; i++)
        if (word.data[i] < '0' || word.data[i] > '9')
            return false;
    return word.size > 0;
}

static dgm_char_kind kind_of(dgm_view word) {
    uint32_t size, code;
    return dgm_char_at(word, 0, &size, &code);
}

/* How many words a reference takes that stands at `i`: "[", "12", "]". */
static uint32_t reference_at(dgm_view text, const dgm_word *words, uint32_t n, uint32_t i) {
    return i + 2 < n && is_one_of(dgm_view_sub(text, words[i].text), "[") &&
                   is_number(dgm_view_sub(text, words[i + 1].text)) &&
                   is_one_of(dgm_view_sub(text, words[i + 2].text), "]")
               ? 3
               : 0;
}

/* The first word after the end at `last`: past what closes behind it. */
static uint32_t after_end(dgm_view text, const dgm_word *words, uint32_t n, uint32_t last) {
    uint32_t i = last + 1;
    while (i < n) {
        dgm_view word = dgm_view_sub(text, words[i].text);
        uint32_t reference = reference_at(text, words, n, i);
        if (reference == 0 && !is_closer(word, &words[i]) && !is_emoticon(word))
            return i;
        i += reference ? reference : 1;
    }
    return n;
}

/* "2." at the start of a sentence or behind a colon numbers what comes. */
static bool is_numbering(dgm_view text, const dgm_word *words, uint32_t last) {
    if (last == 0)
        return false;
    bool first = words[last - 1].flags & DGM_WORD_BREAK ||
                 (last > 1 && is_one_of(dgm_view_sub(text, words[last - 2].text), ":*"));
    if (!first)
        return false;
    dgm_view word = dgm_view_sub(text, words[last - 1].text);
    return is_number(word) || (word.size == 1 && kind_of(word) == DGM_CHAR_UPPER && word.data[0] != 'I');
}

/* "Smith said", "I asked", "John Smith added" at `i`. */
static bool is_saying(dgm_view text, const dgm_word *words, uint32_t n, uint32_t i) {
    for (uint32_t verb = i + 1; verb < n && verb <= i + 3; verb++) {
        dgm_view word = dgm_view_sub(text, words[verb].text);
        if (dgm_list_is_saying(word))
            return true;
        if (kind_of(word) != DGM_CHAR_UPPER)
            return false;
    }
    return false;
}

/* The first word from `i` on that is one, past opening marks. */
static uint32_t next_word(dgm_view text, const dgm_word *words, uint32_t n, uint32_t i) {
    for (uint32_t looked = 0; i + looked < n && looked < 4; looked++)
        if (dgm_char_is_word(kind_of(dgm_view_sub(text, words[i + looked].text))))
            return i + looked;
    return i;
}

static bool abbreviation_ends(dgm_view word, dgm_view next) {
    dgm_abbreviation how = dgm_list_abbreviation((dgm_view){word.data, word.size - 1});
    if (how == DGM_ABBR_TITLE || how == DGM_ABBR_INNER || how == DGM_ABBR_NUMBER)
        return false;
    return kind_of(next) == DGM_CHAR_UPPER && dgm_list_is_starter(next);
}

/* A sentence starts at word `i`, after the end at `last`. */
static bool starts(dgm_view text, const dgm_word *words, uint32_t n, uint32_t i, uint32_t last) {
    if (words[i].flags & DGM_WORD_JOINED || goes_on(dgm_view_sub(text, words[i].text)))
        return false;
    dgm_view end = dgm_view_sub(text, words[last].text);
    dgm_view next = dgm_view_sub(text, words[next_word(text, words, n, i)].text);
    bool lower = kind_of(next) == DGM_CHAR_LOWER, closed = i > last + 1;
    switch (ending_of(end)) {
    case ENDING_PERIOD: return !(closed && lower) && !is_numbering(text, words, last);
    case ENDING_OTHER: return !lower && !(closed && is_saying(text, words, n, i));
    case ENDING_ABBREVIATION: return abbreviation_ends(end, next);
    case ENDING_NONE: break;
    }
    return false;
}

void dgm_breaks_mark(dgm_view text, dgm_word *words, uint32_t n) {
    if (n > 0)
        words[0].flags |= DGM_WORD_BREAK;
    for (uint32_t last = 0; last + 1 < n; last++) {
        if (ending_of(dgm_view_sub(text, words[last].text)) == ENDING_NONE)
            continue;
        uint32_t i = after_end(text, words, n, last);
        if (i < n && starts(text, words, n, i, last))
            words[i].flags |= DGM_WORD_BREAK;
        last = i - 1;
    }
}
