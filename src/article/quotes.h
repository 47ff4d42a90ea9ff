/* quotes.h - which double quotation marks open, which close, and which are none.
 *
 * In clean text marks take turns. Here each paragraph gets the cheapest reading
 * of all its marks: a mark has a cost for opening and for closing, by its shape
 * and by what stands on either side, and a missing partner has its cost too. */
#ifndef DGM_ARTICLE_QUOTES_H
#define DGM_ARTICLE_QUOTES_H

#include "article/layout.h"
#include "article/reading.h"

typedef enum dgm_mark_kind {
    DGM_MARK_STRAIGHT, /* " */
    DGM_MARK_LEFT,     /* U+201C */
    DGM_MARK_RIGHT,    /* U+201D */
    DGM_MARK_LOW,      /* U+201E, U+201F: open only */
    DGM_MARK_GUILLEMET_LEFT,
    DGM_MARK_GUILLEMET_RIGHT,
    DGM_MARK_PRIME,         /* double prime, U+2033 */
    DGM_MARK_PRIME_LEFT,    /* U+301D */
    DGM_MARK_PRIME_RIGHT,   /* U+301E, U+301F */
    DGM_MARK_WIDE,          /* U+FF02 */
    DGM_MARK_TICKS,         /* `` */
    DGM_MARK_APOSTROPHES,   /* '' */
    DGM_MARK_SINGLES_LEFT,  /* two U+2018 */
    DGM_MARK_SINGLES_RIGHT, /* two U+2019 */
    DGM_MARK_SINGLE /* ' or U+2019 behind a stop: means nothing, unless a double mark lacks its partner */
} dgm_mark_kind;

typedef enum dgm_mark_act {
    DGM_MARK_OPENS,
    DGM_MARK_CLOSES,
    DGM_MARK_REOPENS,     /* opens, and what stood open lacks its closing mark */
    DGM_MARK_CLOSES_LONE, /* closes, and lacks its opening mark */
    DGM_MARK_INNER,       /* belongs to a quotation inside a quotation */
    DGM_MARK_NONE         /* inches, or unreadable */
} dgm_mark_act;

typedef struct dgm_mark {
    uint32_t at, paragraph;
    uint8_t size;
    uint8_t kind;   /* dgm_mark_kind */
    uint8_t act;    /* dgm_mark_act */
    uint8_t glyphs; /* what stands before (low half) and behind (high half) */
} dgm_mark;

/* All marks of a text, and whether each paragraph's last quotation runs on or lacks its mark. */
typedef struct dgm_marks {
    dgm_mark *items;
    uint32_t count;
} dgm_marks;

/* Finds the marks in all paragraphs and settles what each does. Linear. DGM_ERR_MEMORY. */
DGM_MUST_USE dgm_status dgm_marks_read(dgm_view text, const dgm_layout *layout, dgm_arena *arena,
                                       dgm_marks *out, dgm_error *err);

/* The quotations that settled marks make. DGM_ERR_MEMORY. */
DGM_MUST_USE dgm_status dgm_quotes_pair(dgm_view text, const dgm_layout *layout, const dgm_marks *marks,
                                        dgm_arena *arena, dgm_quote **out, uint32_t *out_count,
                                        dgm_error *err);

/* Repairs of the marks themselves: pairs of two kinds, broken kinds, lone marks, a space missing after
 * one. */
void dgm_quotes_edit(dgm_view text, const dgm_layout *layout, const dgm_marks *marks, dgm_edits *out);

#endif
