/* choose.h - which blocks of a page are its article.
 *
 * Boosted trees over the features of a block (train/page.py makes them out of pages
 * whose main text is known), then what stands around them: title and byline. */
#ifndef DGM_PAGE_CHOOSE_H
#define DGM_PAGE_CHOOSE_H

#include "page/blocks.h"
#include "page/page.h"

enum { DGM_BLOCK_LEFT_OUT = 0xFF }; /* beside dgm_kept_role */

/* The role of each block, into `roles`; DGM_BLOCK_LEFT_OUT for most. DGM_ERR_MEMORY. */
DGM_MUST_USE dgm_status dgm_choose(const dgm_tree *tree, const dgm_blocks *blocks, dgm_arena *arena,
                                   uint8_t *roles, dgm_error *err);

/* The text of <title>; empty where the page has none. */
dgm_view dgm_page_title(const dgm_tree *tree);

#endif
