/* article.h - one news report, read out of the bytes of one document.
 *
 * Decodes the bytes, cuts the article out of a web page, repairs what is broken, and sets apart title,
 * byline, dateline, body and the rest. The text is a repaired reading: the input
 * is never changed, and runs of offsets lead from each byte of the reading back
 * to the bytes it was read from, so that any later stage can quote its source.
 * Knows bytes, layout and punctuation; knows nothing of words or the model. */
#ifndef DGM_ARTICLE_ARTICLE_H
#define DGM_ARTICLE_ARTICLE_H

#include "base/arena.h"
#include "base/status.h"
#include "base/view.h"
#include "input/charset.h"

typedef enum dgm_part_role {
    DGM_PART_TITLE,
    DGM_PART_BYLINE,
    DGM_PART_DATELINE,
    DGM_PART_BODY,
    DGM_PART_CAPTION,
    DGM_PART_CREDIT,
    DGM_PART_BIO,
    DGM_PART_RELATED,
    DGM_PART_BOILERPLATE
} dgm_part_role;

/* In order, without overlap, trimmed of white space; may start or end inside a paragraph (a dateline before
 * its body). Between two parts stands nothing but white space. Neighbouring paragraphs of body, bio,
 * related or boilerplate make one part. */
typedef struct dgm_part {
    dgm_part_role role;
    dgm_range text;
} dgm_part;

/* A stretch that no sentence crosses, trimmed of white space. Hard-wrapped lines are one paragraph: their
 * newlines stay in the text as white space. */
typedef struct dgm_paragraph {
    dgm_range text;
} dgm_paragraph;

/* One quotation in double marks of any style, within one paragraph: the text between `open` and `close` is
 * quoted. `close` is empty, at the paragraph's end, where the partner is missing or the quotation runs on;
 * the next paragraph then reopens it. `open` is empty, at the paragraph's start, where only the end of a
 * quotation is marked. Never nested; sorted. */
typedef struct dgm_quote {
    dgm_range open, close;
} dgm_quote;

typedef enum dgm_repair_kind {
    DGM_REPAIR_QUOTE,    /* a mark of another kind than its partner, or without one */
    DGM_REPAIR_SPACE,    /* a space missing after a closing mark */
    DGM_REPAIR_WORD,     /* a word written twice */
    DGM_REPAIR_STRAY,    /* ". ." and other stray punctuation */
    DGM_REPAIR_MOJIBAKE, /* UTF-8 that was read as windows-1252 and written again */
    DGM_REPAIR_HYPHEN,   /* a soft hyphen or an invisible mark inside a word, left out */
    DGM_REPAIR_BYTE      /* a byte that is no text, read as U+FFFD */
} dgm_repair_kind;

typedef struct dgm_repair {
    dgm_repair_kind kind;
    dgm_range source; /* bytes of the input; empty where something was put in */
    dgm_view read_as; /* what stands in the text instead */
} dgm_repair;

typedef struct dgm_article {
    dgm_view text; /* valid UTF-8: the whole document as read, nothing dropped but what repairs leave out;
                      of a web page its article, blocks parted by blank lines */
    const dgm_offset_run *runs; /* n_runs, and one more that closes the list */
    uint32_t n_runs;
    const dgm_part *parts;
    uint32_t n_parts;
    const dgm_paragraph *paragraphs; /* in order; they cover all that is not white space */
    uint32_t n_paragraphs;
    const dgm_quote *quotes;
    uint32_t n_quotes;
    const dgm_repair *repairs; /* sorted by source */
    uint32_t n_repairs;
    dgm_view published; /* YYYY-MM-DD, as a web page's metadata have it; else empty */
} dgm_article;

/* Reads the report in `input` (plain text or HTML, of any charset that charset.h names), which is borrowed
 * and must outlive `*out`. All else that `*out` points at lives in `arena`. Fails with DGM_ERR_EMPTY,
 * DGM_ERR_BINARY, DGM_ERR_LIMIT or DGM_ERR_MEMORY; then `*out` is untouched and `err`, unless NULL, says
 * why and at which byte. Takes linear time on any bytes. Any number of threads may call it, each with its
 * own arena. */
DGM_MUST_USE dgm_status dgm_article_read(dgm_view input, dgm_arena *arena, dgm_article *out, dgm_error *err);

/* The bytes of the input that a stretch of article->text was read from. An atomic run that is touched
 * counts whole: a word that stands for "the the" gives both. To print the words as they were written, cut
 * these bytes. */
dgm_range dgm_article_source(const dgm_article *article, dgm_range text);

/* "title", "byline", "dateline", "body", "caption", "credit", "bio", "related" or "boilerplate". */
const char *dgm_part_name(dgm_part_role role);

/* "unbalanced-quote", "missing-space", "doubled-word", "stray-punctuation", "mojibake", "soft-hyphen" or
 * "invalid-byte". */
const char *dgm_repair_name(dgm_repair_kind kind);

#endif
