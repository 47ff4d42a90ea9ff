/* heads.h - what the files of the heads share: parts of quantised rows, and the best label of each row.
 *
 * Private to src/model. Rows are handled in blocks of DGM_BLOCK, so that what a layer writes is
 * still in the nearest cache when it is read. */
#ifndef DGM_MODEL_HEADS_H
#define DGM_MODEL_HEADS_H

#include "model/linear.h"

#define DGM_BLOCK 32u
#define DGM_NO_LABEL UINT32_MAX

/* Rows [first, first + n) of `rows`, borrowed. */
dgm_rows dgm_rows_part(const dgm_rows *rows, uint32_t first, uint32_t n);

/* Finds layer `name` with one output for each label of `set`, of which there may be at most `most`. */
DGM_MUST_USE dgm_status dgm_head_find(const dgm_weights *weights, const char *name, const char *set,
                                      uint32_t k, uint32_t most, dgm_linear *out_linear, dgm_error *err);

/* The index of the highest of `n` scores, the first of equals; NaN never wins. */
uint32_t dgm_best_label(const float *scores, uint32_t n);

/* An array of at least `need` elements of `size` bytes that keeps the first `n` of `*array`: doubles in the
 * arena. `*capacity` is 0 at first. Gives DGM_ERR_MEMORY, the array untouched, when the arena is full. */
DGM_MUST_USE dgm_status dgm_grow(dgm_arena *arena, void **array, uint32_t n, uint32_t *capacity,
                                 uint32_t need, size_t size, dgm_error *err);

#endif
