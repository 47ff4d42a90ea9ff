/* features.h - what a page shows of each of its blocks, as numbers.
 *
 * Length, links and punctuation of the block and of its neighbours; the elements
 * it stands in and what their classes are called; how the rest of those elements
 * looks; and where on the page it stands. choose.h makes a judgement of them. */
#ifndef DGM_PAGE_FEATURES_H
#define DGM_PAGE_FEATURES_H

#include "page/blocks.h"

enum { DGM_FEATURES = 73 };

/* DGM_FEATURES numbers for each block, row by row, into `arena`. DGM_ERR_MEMORY. */
DGM_MUST_USE dgm_status dgm_features_read(const dgm_tree *tree, const dgm_blocks *blocks, dgm_view title,
                                          dgm_arena *arena, const float **out, dgm_error *err);

#endif
