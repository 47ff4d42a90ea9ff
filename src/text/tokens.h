/* tokens.h - cuts a paragraph into tokens after the conventions of UD English, EWT 2.15.
 *
 * A token is what stands in one piece; it holds one word, or several where they have grown
 * together ("don't" = do + n't, "dunno" = du + n + no). Hyphens between words are tokens. */
#ifndef DGM_TEXT_TOKENS_H
#define DGM_TEXT_TOKENS_H

#include "article/article.h"
#include "text/scan.h"

/* Where the reading of a paragraph stands. */
typedef struct dgm_token_reader {
    dgm_scan scan;
    uint32_t at;
    const dgm_quote *quotes; /* no token crosses an edge of their marks */
    uint32_t n_quotes, quote, edge;
} dgm_token_reader;

typedef struct dgm_token {
    dgm_range text;
    bool glued;       /* no white space before it, nor the paragraph's start */
    uint32_t n_words; /* 1 to 3 */
    uint32_t cuts[2]; /* where the second and third word begin */
} dgm_token;

/* Starts at a paragraph. `quotes` are sorted; those before the paragraph do no harm. Borrowed. */
void dgm_tokens_start(dgm_token_reader *reader, dgm_view text, dgm_range paragraph, const dgm_quote *quotes,
                      uint32_t n_quotes);

/* The next token, or false at the paragraph's end. */
bool dgm_tokens_next(dgm_token_reader *reader, dgm_token *out);

#endif
