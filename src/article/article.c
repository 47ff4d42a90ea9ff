/* article.c - the passes that make an article out of bytes:
 *   decode    bytes to UTF-8
 *   letters   mojibake and invisible characters, before anything is judged by its looks
 *   layout    paragraphs
 *   marks     what each quotation mark does
 *   wording   repairs that need paragraphs and marks
 *   parts     title, byline, body and the rest
 * Most texts need no repair: they are then never copied. */
#include "article/article.h"

#include "article/layout.h"
#include "article/quotes.h"
#include "article/reading.h"

static const char *const part_names[] = {"title",  "byline", "dateline", "body",       "caption",
                                         "credit", "bio",    "related",  "boilerplate"};
static const char *const repair_names[] = {"unbalanced-quote", "missing-space", "doubled-word", "stray-punctuation",
                                           "mojibake",         "soft-hyphen",   "invalid-byte"};

const char *dgm_part_name(dgm_part_role role) {
    return part_names[role];
}

const char *dgm_repair_name(dgm_repair_kind kind) {
    return repair_names[kind];
}

dgm_range dgm_article_source(const dgm_article *article, dgm_range text) {
    dgm_reading reading = {article->text, article->runs, article->n_runs};
    return dgm_reading_source(&reading, text);
}

dgm_status dgm_article_read(dgm_view input, dgm_arena *arena, dgm_article *out, dgm_error *err) {
    dgm_decoded decoded;
    dgm_layout layout;
    dgm_marks marks;
    dgm_quote *quotes = NULL;
    uint32_t n_quotes = 0;
    DGM_TRY(dgm_charset_decode(input, arena, &decoded, err));
    DGM_TRY(dgm_layout_read(decoded.text, arena, &layout, err));
    DGM_TRY(dgm_marks_read(decoded.text, &layout, arena, &marks, err));
    DGM_TRY(dgm_quotes_pair(decoded.text, &layout, &marks, arena, &quotes, &n_quotes, err));
    dgm_part *parts = dgm_arena_array(arena, dgm_part, layout.n_paragraphs + 1);
    if (!parts)
        return dgm_fail(err, DGM_ERR_MEMORY, 0, "no memory");
    uint32_t n_parts = 0;
    if (layout.n_paragraphs)
        parts[n_parts++] = (dgm_part){DGM_PART_BODY, {layout.paragraphs[0].text.start,
                                                      layout.paragraphs[layout.n_paragraphs - 1].text.end}};
    *out = (dgm_article){.text = decoded.text, .runs = decoded.runs, .n_runs = decoded.n_runs,
                         .parts = parts, .n_parts = n_parts,
                         .paragraphs = layout.paragraphs, .n_paragraphs = layout.n_paragraphs,
                         .quotes = quotes, .n_quotes = n_quotes};
    return DGM_OK;
}
