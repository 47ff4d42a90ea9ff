/* blocks.h - a page cut into blocks: what stands between two borders of block elements.
 *
 * A block is what a reader sees as one paragraph, heading, caption, menu entry.
 * Scripts, styles, forms' fields and what the page hides make none. */
#ifndef DGM_PAGE_BLOCKS_H
#define DGM_PAGE_BLOCKS_H

#include "page/html.h"

typedef struct dgm_block {
    uint32_t element;    /* the block element that it stands in */
    uint32_t first, end; /* its nodes: texts and inline elements */
    uint32_t words, chars, link_chars;
    uint32_t capital_words, digits, stops, commas;
    bool ends_in_stop;
} dgm_block;

typedef struct dgm_blocks {
    const dgm_block *items;
    uint32_t count;
} dgm_blocks;

/* In the order of the page; those without a letter or digit are left out. DGM_ERR_MEMORY. */
DGM_MUST_USE dgm_status dgm_blocks_read(const dgm_tree *tree, dgm_arena *arena, dgm_blocks *out,
                                        dgm_error *err);

/* Whether nothing of an element is read: a script, a field of a form, what is hidden. */
bool dgm_block_skips(const dgm_tree *tree, uint32_t node);

/* The text of a block, each stretch of white space as one space; NULL data without memory. */
dgm_view dgm_block_text(const dgm_tree *tree, const dgm_block *block, dgm_arena *arena);

#endif
