/* chars.h - what kind of character stands at a byte: the tokenizer's alphabet.
 *
 * ASCII goes through a table, the rest through the categories of utf8proc. */
#ifndef DGM_TEXT_CHARS_H
#define DGM_TEXT_CHARS_H

#include "base/view.h"

typedef enum dgm_char_kind {
    DGM_CHAR_SPACE, /* white space, control characters and invisible marks: never part of a word */
    DGM_CHAR_DIGIT,
    DGM_CHAR_LOWER, /* letters without case too, and combining marks */
    DGM_CHAR_UPPER,
    DGM_CHAR_OTHER /* punctuation, symbols, bytes that are no text */
} dgm_char_kind;

/* The character at `at` (< text.size), its length through `out_size`, its code point through `out_code`. */
dgm_char_kind dgm_char_at(dgm_view text, uint32_t at, uint32_t *out_size, uint32_t *out_code);

/* The same for a code point. */
dgm_char_kind dgm_char_of(uint32_t code);

static inline bool dgm_char_is_word(dgm_char_kind kind) {
    return kind == DGM_CHAR_DIGIT || kind == DGM_CHAR_LOWER || kind == DGM_CHAR_UPPER;
}

static inline bool dgm_char_is_letter(dgm_char_kind kind) {
    return kind == DGM_CHAR_LOWER || kind == DGM_CHAR_UPPER;
}

/* The lower case of an ASCII byte; other bytes as they are. */
static inline char dgm_char_lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

#endif
