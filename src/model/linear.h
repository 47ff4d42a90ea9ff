/* linear.h - a quantised linear layer looked up by name, applied to rows of floats; and the few
 * float operations that heads need beside it.
 *
 * Rows are quantised once (7 bits, per row) and may then be multiplied by several layers:
 *     dgm_rows_quantise(x) -> rows;  dgm_linear_apply(layer, rows) -> y = layer(x) for each row
 * All results are identical to the bit on every CPU path. Nothing here allocates but
 * dgm_rows_new, and nothing fails after look-up.
 * Knows float rows and layers; knows nothing of words. */
#ifndef DGM_MODEL_LINEAR_H
#define DGM_MODEL_LINEAR_H

#include "base/arena.h"
#include "model/weights.h"

#define DGM_LANES 16u /* floats in a block; widths of float rows are padded to it */
#define DGM_PAD(n) (((n) + 15u) & ~15u)

typedef struct dgm_linear {
    const struct dgm_kernels *kernels;
    const int8_t *w;  /* [n_padded/16][k/4][16][4] */
    const float *s;   /* [n_padded] scale of each output */
    const float *b;   /* [n_padded] bias */
    const int32_t *c; /* [n_padded] sum of w over k */
    uint32_t n, n_padded, k;
} dgm_linear;

/* The layer `name` (tensors name.w .s .b .c, meta "n.NAME"). `n`, `k`: the sizes it must have, 0 = any.
 * Fails with DGM_ERR_MODEL, naming the tensor. */
DGM_MUST_USE dgm_status dgm_linear_find(const dgm_weights *weights, const char *name, uint32_t n, uint32_t k,
                                        dgm_linear *out_linear, dgm_error *err);

/* Quantised rows: x = (q - z) * s. */
typedef struct dgm_rows {
    uint8_t *q; /* [capacity][stride], 0..127, stride = k padded to 64, padding 0 */
    float *s;   /* [capacity] */
    int32_t *z; /* [capacity] */
    uint32_t n_rows, capacity, k, stride;
} dgm_rows;

/* Room for `capacity` rows of `k` values (a multiple of 4) in `arena`. DGM_ERR_MEMORY when it is full. */
DGM_MUST_USE dgm_status dgm_rows_new(dgm_arena *arena, uint32_t capacity, uint32_t k, dgm_rows *out_rows,
                                     dgm_error *err);

/* Quantises `n_rows` (<= capacity) rows of rows->k floats; row i begins at x + i * x_stride. */
void dgm_rows_quantise(const struct dgm_kernels *kernels, const float *x, size_t x_stride, uint32_t n_rows,
                       dgm_rows *rows);

/* y[i] = layer(rows[i]): writes n_padded floats a row (those past n are the bias padding, 0),
 * row i at y + i * y_stride, y_stride >= n_padded. rows->k must equal layer->k. */
void dgm_linear_apply(const dgm_linear *layer, const dgm_rows *rows, float *y, size_t y_stride);

/* ---- float operations over vectors of any length n, in place where it says so -------------- */

/* x = gelu(x), the one with erf; absolute error below 2e-4, which is far below a step of a quantised row. */
void dgm_gelu(const struct dgm_kernels *kernels, float *x, size_t n);

/* x = softmax(x), and x = log(softmax(x)). n >= 1. */
void dgm_softmax(const struct dgm_kernels *kernels, float *x, size_t n);
void dgm_log_softmax(const struct dgm_kernels *kernels, float *x, size_t n);

/* y = a + b + c + d * e, element by element (roles of a cue, before GELU). */
void dgm_mix(const struct dgm_kernels *kernels, float *y, const float *a, const float *b, const float *c,
             const float *d, const float *e, size_t n);

/* y = a * b, element by element. */
void dgm_multiply(const struct dgm_kernels *kernels, float *y, const float *a, const float *b, size_t n);

/* y[i * y_stride + j] = dot(a_i, b_j), i < n_a, j < n_b, rows of `k` floats (k a multiple of 16),
 * row i of a at a + i * a_stride. */
void dgm_dot_rows(const struct dgm_kernels *kernels, const float *a, size_t a_stride, uint32_t n_a,
                  const float *b, size_t b_stride, uint32_t n_b, uint32_t k, float *y, size_t y_stride);

#endif
