/* lists.h - what the tokenizer knows of English by heart: abbreviations, contractions, prefixes and the like.
 *
 * All look-ups take the word as written and ignore the case of ASCII letters where the list says so. */
#ifndef DGM_TEXT_LISTS_H
#define DGM_TEXT_LISTS_H

#include "base/view.h"

/* When a period after a word belongs to it. */
typedef enum dgm_abbreviation {
    DGM_ABBR_NONE = 0,
    DGM_ABBR_TITLE = 1,  /* stands before a name: "Mr. Smith"; never ends a sentence */
    DGM_ABBR_NUMBER = 2, /* stands before a number: "No. 5" */
    DGM_ABBR_ANY = 3,    /* "etc.", "Inc.": may end a sentence */
    DGM_ABBR_INNER = 4,  /* "vs.", "e.g.": never ends one */
    DGM_ABBR_CAPITAL = 5 /* as ANY, but only with a capital: "Mass.", "Mar. 5" */
} dgm_abbreviation;

/* `word` without its period. */
dgm_abbreviation dgm_list_abbreviation(dgm_view word);

/* Where "cannot", "gonna", "dont" come apart: the first cut, and the second or 0, in bytes; 0 where they do
 * not. */
uint32_t dgm_list_contraction(dgm_view word, uint32_t *out_second);

/* "non", "anti": stays with what follows the hyphen. */
bool dgm_list_is_prefix(dgm_view word);

/* "km", "pm", "bn": set apart from the number before it. */
bool dgm_list_is_unit(dgm_view word);

/* "com", "doc": the last part of a host or file name. */
bool dgm_list_is_suffix(dgm_view word);

/* "em", "til": what follows an apostrophe for letters left out in front. */
bool dgm_list_is_elision(dgm_view word);

/* "s", "ll": what stands behind the apostrophe of a contraction. */
bool dgm_list_is_clitic(dgm_view word);

/* "said", "asked": what follows a speaker behind "!" or "?" and a closing mark. */
bool dgm_list_is_saying(dgm_view word);

/* Words that begin a sentence far more often than a name, with a capital: "The", "But". */
bool dgm_list_is_starter(dgm_view word);

#endif
