/* phrases.h - the wordings that tell what a paragraph is for, and how they are looked for. */
#ifndef DGM_ARTICLE_PHRASES_H
#define DGM_ARTICLE_PHRASES_H

#include "article/article.h"

/* Where the phrase that stands at `at` ends, 0 if it does not stand there. ASCII letters match in either
 * case, a space matches any white space, ' matches the curly one too; a letter at the phrase's end must end
 * a word. */
uint32_t dgm_phrase_at(dgm_view text, uint32_t at, const char *phrase);

/* Where the phrase stands first at or behind `at`, UINT32_MAX if nowhere; only at the beginning of a
 * word. */
uint32_t dgm_phrase_find(dgm_view text, uint32_t at, const char *phrase);

/* What the table of wordings says of a paragraph that `left` more follow: true, and the role, if one
 * fits. */
bool dgm_phrase_role(dgm_view paragraph, uint32_t left, dgm_part_role *out);

/* The paragraph is a heading over related links, which are the next paragraphs. */
bool dgm_phrase_heads_links(dgm_view paragraph);

#endif
