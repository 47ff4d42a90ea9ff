/* table.h - the last thing that each CPU path includes: its table of functions. */
#ifndef DGM_MODEL_KERNELS_TABLE_H
#define DGM_MODEL_KERNELS_TABLE_H

#include "model/kernels/attention.h"
#include "model/kernels/rows.h"

/* The members that all paths fill alike; `.name`, `.supported` and the rest stand beside it. */
#define DGM_KERNELS_COMMON                                                                                  \
    .rows_to_block = blocks_from_rows, .normalise = blocks_normalise, .quantise = blocks_quantise,          \
    .linear = blocks_linear, .linear_add = blocks_linear_add, .linear_gelu = blocks_linear_gelu,            \
    .attend = blocks_attend, .rows_quantise = rows_quantise, .rows_linear = rows_linear, .gelu = rows_gelu, \
    .softmax = rows_softmax, .log_softmax = rows_log_softmax, .mix = rows_mix, .multiply = rows_multiply,   \
    .dot_rows = rows_dot, .exponential = rows_exponential

extern const dgm_kernels dgm_kernels_portable, dgm_kernels_avx2, dgm_kernels_avx512vnni, dgm_kernels_amx;

#endif
