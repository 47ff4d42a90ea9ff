/* layout.h - where paragraphs begin and end in plain text.
 *
 * A blank line always ends a paragraph. A single line break does too, unless the
 * document is hard-wrapped: its lines then are of one width, and break in the
 * middle of sentences. */
#ifndef DGM_ARTICLE_LAYOUT_H
#define DGM_ARTICLE_LAYOUT_H

#include "article/article.h"

typedef struct dgm_layout {
    dgm_paragraph *paragraphs;
    uint32_t n_paragraphs;
    dgm_part_role *roles; /* of each paragraph, as its page has it; NULL for plain text */
} dgm_layout;

/* Linear in the text. DGM_ERR_MEMORY. */
DGM_MUST_USE dgm_status dgm_layout_read(dgm_view text, dgm_arena *arena, dgm_layout *out, dgm_error *err);

#endif
