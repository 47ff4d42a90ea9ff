/* words.h - the words of an article, as the model reads them.
 *
 * Words follow the conventions of UD English (EWT 2.15). Each knows its bytes in article->text, the pieces
 * that stand for it in the model's vocabulary, and what can be seen without a model: letter case, white
 * space, quotation marks, and where a sentence likely starts. */
#ifndef DGM_TEXT_WORDS_H
#define DGM_TEXT_WORDS_H

#include "article/article.h"
#include "base/arena.h"
#include "base/status.h"
#include "base/view.h"
#include "text/vocab.h"

enum dgm_word_flag {
    DGM_WORD_GLUED = 1,     /* no white space before it */
    DGM_WORD_PARAGRAPH = 2, /* first of a paragraph */
    DGM_WORD_BREAK = 4,     /* by rule likely starts a sentence; the first of a paragraph always */
    DGM_WORD_QUOTED = 8,    /* inside a quotation, its marks included */
    DGM_WORD_OPENS = 16,    /* is an opening quotation mark */
    DGM_WORD_CLOSES = 32,   /* is a closing one */
    DGM_WORD_MULTI = 64,    /* first of several words in one token: "do" of "don't" */
    DGM_WORD_JOINED = 128   /* later one of them: "n't" */
};

enum dgm_word_shape {
    DGM_SHAPE_NONE = 0,
    DGM_SHAPE_LOWER = 1,
    DGM_SHAPE_INITIAL = 2, /* "Word", or one capital */
    DGM_SHAPE_UPPER = 3,   /* two or more letters, all capitals */
    DGM_SHAPE_MIXED = 4,   /* "McCain" */
    DGM_SHAPE_DIGITS = 5,  /* digits with . , : / and the like */
    DGM_SHAPE_MARK = 6,    /* punctuation and symbols */
    DGM_SHAPE_REST = 7     /* letters with digits, and all else */
};

enum { DGM_WORD_MOST_PIECES = 8 };

typedef struct dgm_word {
    dgm_range text;   /* bytes of article->text */
    uint32_t piece;   /* its first in dgm_words.pieces */
    uint8_t n_pieces; /* 1 to 8; a longer word is cut short */
    uint8_t flags;    /* dgm_word_flag */
    uint8_t feature;  /* shape | quoted << 3 | paragraph << 4 | glued << 5 */
} dgm_word;

typedef struct dgm_words {
    const dgm_word *words;
    uint32_t n_words;
    const uint16_t *pieces;
    uint32_t n_pieces;
} dgm_words;

/* Cuts `article` into words; all that `*out` points at lives in `arena`. Takes linear time on any bytes.
 * Fails with DGM_ERR_MEMORY when the arena's limit is reached; then `*out` is untouched. Threads may share
 * all but the arena. */
DGM_MUST_USE dgm_status dgm_words_read(const dgm_article *article, const dgm_vocab *vocab, dgm_arena *arena,
                                       dgm_words *out, dgm_error *err);

#endif
