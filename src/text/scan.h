/* scan.h - private to src/text: a place in a paragraph, and the questions the tokenizer asks about it.
 *
 * A scan function gets the byte where something may start and gives the byte where it ends, or the start
 * itself where there is no such thing. None looks at or past `stop` for the end of a token; `end` bounds
 * what may be looked at to judge it. */
#ifndef DGM_TEXT_SCAN_H
#define DGM_TEXT_SCAN_H

#include "text/chars.h"

typedef struct dgm_scan {
    dgm_view text;
    uint32_t start;   /* of the paragraph: nothing before it is looked at */
    uint32_t stop;    /* no token goes on past it: end of paragraph or edge of a quotation mark */
    uint32_t end;     /* of the paragraph */
    uint32_t no_web;  /* up to here no host, file or mail address begins */
    bool single_open; /* a single quotation mark waits for its partner */
} dgm_scan;

/* The byte at `at`, or 0 at the stop. */
static inline unsigned char dgm_scan_byte(const dgm_scan *scan, uint32_t at) {
    return at < scan->stop ? (unsigned char)scan->text.data[at] : 0;
}

static inline bool dgm_scan_digit(const dgm_scan *scan, uint32_t at) {
    unsigned char c = dgm_scan_byte(scan, at);
    return c >= '0' && c <= '9';
}

/* The kind of what stands at `at`; SPACE at the stop. */
static inline dgm_char_kind dgm_scan_kind(const dgm_scan *scan, uint32_t at, uint32_t *out_size) {
    uint32_t code;
    *out_size = 0;
    return at < scan->stop ? dgm_char_at(scan->text, at, out_size, &code) : DGM_CHAR_SPACE;
}

/* The same, when the size is of no interest. */
static inline dgm_char_kind dgm_scan_is(const dgm_scan *scan, uint32_t at) {
    uint32_t size;
    return dgm_scan_kind(scan, at, &size);
}

/* The kind of what stands before `at`; SPACE at the paragraph's start. */
dgm_char_kind dgm_scan_before(const dgm_scan *scan, uint32_t at);

/* Length of an apostrophe at `at` (' ` and the typographic ones), or 0. */
uint32_t dgm_scan_apostrophe(const dgm_scan *scan, uint32_t at);

/* A web address, host, file name or mail address. */
uint32_t dgm_scan_web(dgm_scan *scan, uint32_t at);

/* A word: letters and digits with what holds them together. */
uint32_t dgm_scan_word(const dgm_scan *scan, uint32_t at);

/* Punctuation, a symbol, an emoticon; always takes at least one character. */
uint32_t dgm_scan_mark(const dgm_scan *scan, uint32_t at);

#endif
