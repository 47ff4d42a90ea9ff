/* glyphs.h - what kind of character stands somewhere, as far as layout and punctuation need to know. */
#ifndef DGM_ARTICLE_GLYPHS_H
#define DGM_ARTICLE_GLYPHS_H

#include "base/utf8.h"
#include "base/view.h"

typedef enum dgm_glyph {
    DGM_GLYPH_NONE, /* before the first or behind the last character */
    DGM_GLYPH_SPACE,
    DGM_GLYPH_LETTER,
    DGM_GLYPH_DIGIT,
    DGM_GLYPH_STOP,  /* . ! ? and the ellipsis */
    DGM_GLYPH_PAUSE, /* , ; : */
    DGM_GLYPH_OPEN,  /* ( [ { and an opening single mark */
    DGM_GLYPH_CLOSE, /* ) ] } and an apostrophe or closing single mark */
    DGM_GLYPH_DASH,
    DGM_GLYPH_MARK, /* a double quotation mark */
    DGM_GLYPH_OTHER
} dgm_glyph;

dgm_glyph dgm_glyph_of(uint32_t code);

/* The character at `at`, or before it; DGM_GLYPH_NONE outside of `text`. */
dgm_glyph dgm_glyph_at(dgm_view text, size_t at);
dgm_glyph dgm_glyph_before(dgm_view text, size_t at);

static inline bool dgm_is_lower(char c) {
    return c >= 'a' && c <= 'z';
}

static inline bool dgm_is_upper(char c) {
    return c >= 'A' && c <= 'Z';
}

static inline bool dgm_is_letter(char c) {
    return dgm_is_lower(c) || dgm_is_upper(c);
}

static inline bool dgm_is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* White space of one byte. */
static inline bool dgm_is_space(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* `range` without the white space at its ends, that of several bytes included. */
dgm_range dgm_glyphs_trim(dgm_view text, dgm_range range);

/* The capital letter of the character at `at`, ASCII or Latin, is there. */
bool dgm_glyph_is_capital(dgm_view text, size_t at);

#endif
