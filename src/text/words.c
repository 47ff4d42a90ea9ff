/* words.c - two passes over the paragraphs: count the words and the most pieces they can have, then fill
 * arrays of that size. Tokenising is cheap beside the model, so the first pass costs less than arrays that
 * grow. Flags that need the neighbours (quotations, sentence starts) are set along the way, paragraph by
 * paragraph. */
#include "text/words.h"

#include "text/breaks.h"
#include "text/chars.h"
#include "text/tokens.h"

/* ---- the first pass ---- */

typedef struct totals {
    uint64_t words, pieces;
} totals;

static uint32_t word_bound(dgm_token const *token, uint32_t i) {
    return i + 1 < token->n_words ? token->cuts[i] : token->text.end;
}

/* No piece stands for less than one byte. */
static uint32_t most_pieces(uint32_t bytes) {
    return bytes < DGM_WORD_MOST_PIECES ? bytes : DGM_WORD_MOST_PIECES;
}

static totals count(const dgm_article *article) {
    totals sum = {0, 0};
    dgm_token_reader reader;
    dgm_token token;
    uint32_t quote = 0;
    for (uint32_t p = 0; p < article->n_paragraphs; p++) {
        dgm_range paragraph = article->paragraphs[p].text;
        while (quote < article->n_quotes && article->quotes[quote].close.end <= paragraph.start)
            quote++;
        dgm_tokens_start(&reader, article->text, paragraph, article->quotes + quote,
                         article->n_quotes - quote);
        while (dgm_tokens_next(&reader, &token)) {
            uint32_t start = token.text.start;
            sum.words += token.n_words;
            for (uint32_t i = 0; i < token.n_words; i++) {
                sum.pieces += most_pieces(word_bound(&token, i) - start);
                start = word_bound(&token, i);
            }
        }
    }
    return sum;
}

/* ---- the second ---- */

/* What is being filled, and the first quotation that does not lie wholly before the word at hand. */
typedef struct filler {
    const dgm_article *article;
    const dgm_vocab *vocab;
    dgm_word *words;
    uint16_t *pieces;
    uint32_t n_words, n_pieces, quote;
} filler;

static uint32_t shape_of(dgm_view word) {
    uint32_t upper = 0, lower = 0, digit = 0, code, size;
    bool first_upper = false;
    for (uint32_t at = 0; at < word.size; at += size) {
        dgm_char_kind kind = dgm_char_at(word, at, &size, &code);
        first_upper |= at == 0 && kind == DGM_CHAR_UPPER;
        upper += kind == DGM_CHAR_UPPER;
        lower += kind == DGM_CHAR_LOWER;
        digit += kind == DGM_CHAR_DIGIT;
    }
    if (upper + lower == 0)
        return digit ? DGM_SHAPE_DIGITS : DGM_SHAPE_MARK;
    if (digit)
        return DGM_SHAPE_REST;
    if (upper == 0)
        return DGM_SHAPE_LOWER;
    if (upper == 1 && first_upper)
        return DGM_SHAPE_INITIAL;
    return lower == 0 ? DGM_SHAPE_UPPER : DGM_SHAPE_MIXED;
}

/* Flags of the quotation that the word touches, if any. */
static uint32_t quote_flags(filler *f, dgm_range word) {
    const dgm_article *article = f->article;
    while (f->quote < article->n_quotes && article->quotes[f->quote].close.end <= word.start)
        f->quote++;
    if (f->quote == article->n_quotes)
        return 0;
    const dgm_quote *quote = &article->quotes[f->quote];
    dgm_range whole = {quote->open.start, quote->close.end};
    uint32_t flags = dgm_range_overlaps(word, whole) ? DGM_WORD_QUOTED : 0;
    if (dgm_range_overlaps(word, quote->open))
        flags |= DGM_WORD_OPENS;
    if (dgm_range_overlaps(word, quote->close))
        flags |= DGM_WORD_CLOSES;
    return flags;
}

static void fill_word(filler *f, dgm_range text, uint32_t flags) {
    dgm_view bytes = dgm_view_sub(f->article->text, text);
    flags |= quote_flags(f, text);
    uint32_t n = dgm_vocab_cut(f->vocab, bytes, f->pieces + f->n_pieces, most_pieces((uint32_t)bytes.size));
    uint32_t feature = shape_of(bytes) | (flags & DGM_WORD_QUOTED ? 8u : 0) |
                       (flags & DGM_WORD_PARAGRAPH ? 16u : 0) | (flags & DGM_WORD_GLUED ? 32u : 0);
    f->words[f->n_words++] = (dgm_word){text, f->n_pieces, (uint8_t)n, (uint8_t)flags, (uint8_t)feature};
    f->n_pieces += n;
}

static void fill_token(filler *f, const dgm_token *token, bool first) {
    uint32_t start = token->text.start;
    for (uint32_t i = 0; i < token->n_words; i++) {
        uint32_t end = word_bound(token, i);
        uint32_t flags = i > 0 ? DGM_WORD_GLUED | DGM_WORD_JOINED
                               : (token->glued ? DGM_WORD_GLUED : 0u) | (first ? DGM_WORD_PARAGRAPH : 0u) |
                                     (token->n_words > 1 ? DGM_WORD_MULTI : 0u);
        fill_word(f, (dgm_range){start, end}, flags);
        start = end;
    }
}

static void fill_paragraph(filler *f, dgm_range paragraph, const dgm_quote *quotes, uint32_t n_quotes) {
    dgm_token_reader reader;
    dgm_token token;
    uint32_t first = f->n_words;
    dgm_tokens_start(&reader, f->article->text, paragraph, quotes, n_quotes);
    while (dgm_tokens_next(&reader, &token))
        fill_token(f, &token, f->n_words == first);
    dgm_breaks_mark(f->article->text, f->words + first, f->n_words - first);
}

static void fill(filler *f) {
    const dgm_article *article = f->article;
    uint32_t quote = 0;
    for (uint32_t p = 0; p < article->n_paragraphs; p++) {
        dgm_range paragraph = article->paragraphs[p].text;
        while (quote < article->n_quotes && article->quotes[quote].close.end <= paragraph.start)
            quote++;
        fill_paragraph(f, paragraph, article->quotes + quote, article->n_quotes - quote);
    }
}

dgm_status dgm_words_read(const dgm_article *article, const dgm_vocab *vocab, dgm_arena *arena,
                          dgm_words *out, dgm_error *err) {
    totals sum = count(article);
    if (sum.words >= UINT32_MAX || sum.pieces >= UINT32_MAX)
        return dgm_fail(err, DGM_ERR_LIMIT, 0, "more than 4 billion words");
    filler f = {.article = article, .vocab = vocab};
    f.words = dgm_arena_array(arena, dgm_word, (size_t)sum.words);
    f.pieces = dgm_arena_array(arena, uint16_t, (size_t)sum.pieces);
    if (f.words == NULL || f.pieces == NULL)
        return dgm_fail(err, DGM_ERR_MEMORY, 0, "no memory for %llu words", (unsigned long long)sum.words);
    fill(&f);
    *out = (dgm_words){f.words, f.n_words, f.pieces, f.n_pieces};
    return DGM_OK;
}
