/* kernels.h - the arithmetic of the model, once for each kind of CPU, chosen at run time.
 *
 * Every path is compiled from the same bodies (lanes.h, blocks.h, attention.h, rows.h) over a few
 * primitives of its own (portable.c, avx2.c, avx512vnni.c, amx.c), and gives the same bits:
 * products are exact integers, floats are added in a fixed order and never fused.
 *
 * The encoder keeps its values in BLOCKS of 16 tokens, one token a lane:
 *     floats   [block][feature][16]            quantised   [block][feature/4][16][4]
 * so that what belongs to a token (maximum, mean, scale) needs no work across lanes, and the
 * output of one step is the operand of the next as it lies in memory. Heads work on plain ROWS.
 *
 * Private to src/model. All pointers are aligned to 64 unless said otherwise. */
#ifndef DGM_MODEL_KERNELS_H
#define DGM_MODEL_KERNELS_H

#include "model/linear.h"

#define DGM_HEAD_SIZE 32u /* features of an attention head */

/* Quantised blocks: x = (q - z) * s for each token. */
typedef struct dgm_blocks {
    uint8_t *q;      /* [n_blocks][k/4][16][4], 0..127 */
    float *s;        /* [n_blocks][16] */
    int32_t *z_pair; /* [n_blocks][16]: z | z << 24, the operand of products with (c & 255, c >> 8) */
} dgm_blocks;

/* Outputs [from, from + n) of a layer, then the n that begin `step` later, … `parts` times; n is a multiple
 * of 32, as `from` and `step` are. */
typedef struct dgm_outputs {
    uint32_t from, n, step, parts;
} dgm_outputs;

/* Lowest and highest value of each token so far, [n_blocks][16] each; 0 belongs to every range. */
typedef struct dgm_bounds {
    float *low, *high;
} dgm_bounds;

/* What attention needs for one head of one window of `tokens` tokens, a multiple of 16. */
#define DGM_ATTENTION_VALUE_BYTES(tokens) (((tokens) + 63) / 64 * 64 * DGM_HEAD_SIZE)
#define DGM_ATTENTION_P_BYTES(tokens) (((tokens) + 63) / 64 * 64 * 32)
#define DGM_ATTENTION_SCORE_BYTES(tokens) ((tokens)*128)
typedef struct dgm_attention {
    dgm_blocks query;   /* k = 32 */
    int8_t *key;        /* [n_blocks][512], in an order of the path's own */
    float *key_scale;   /* [n_blocks * 16] */
    int32_t *key_minus; /* [n_blocks * 16], minus the sum of a key */
    int8_t *value;      /* [32][tokens up to whole 64] */
    float value_scale[DGM_HEAD_SIZE];
    float *scores; /* [n_blocks * 16][16] */
    uint8_t *p;    /* [tokens up to whole 64, / 4][16][4] */
} dgm_attention;

typedef struct dgm_kernels {
    const char *name;
    bool (*supported)(void);

    /* Around all calls of a thread for one window; NULL if there is nothing to do. */
    void (*begin)(void);
    void (*end)(void);

    /* Writes layer weights [n16][k/4][16][4] in the order that `linear` wants; NULL: as they are. */
    void (*arrange)(const int8_t *w, uint32_t n16, uint32_t k, int8_t *out);

    /* ---- blocks ---- */
    /* 16 rows of k floats (k a multiple of 16), row i at rows[i], into one block [k][16]; and back. */
    void (*rows_to_block)(const float *const rows[16], uint32_t k, float *block);
    /* x = layer norm of x over k, times g, plus b; quantised to out. */
    void (*normalise)(float *x, uint32_t n_blocks, uint32_t k, const float *g, const float *b,
                      dgm_blocks *out);
    /* Quantises with known bounds. */
    void (*quantise)(const float *x, uint32_t n_blocks, uint32_t k, dgm_bounds bounds, dgm_blocks *out);
    /* Some outputs of a layer: y[block][i][16] is the i-th of them, block b at y + b * stride. */
    void (*linear)(const dgm_linear *layer, const dgm_blocks *x, uint32_t n_blocks, dgm_outputs outputs,
                   float *y, size_t stride);
    /* All outputs, a multiple of 32, added to y. */
    void (*linear_add)(const dgm_linear *layer, const dgm_blocks *x, uint32_t n_blocks, float *y,
                       size_t stride);
    /* All outputs through GELU, widening bounds (set to 0 by the caller). */
    void (*linear_gelu)(const dgm_linear *layer, const dgm_blocks *x, uint32_t n_blocks, float *y,
                        size_t stride, dgm_bounds bounds);
    /* One head: 32 features each of query, key and value of n_tokens tokens, [32][16] a block, blocks
     * `stride` floats apart; writes [32][16] a block to y, y_stride apart, widening bounds. What values hold
     * past the last token is overwritten. */
    void (*attend)(const float *query, const float *key, float *value, size_t stride, uint32_t n_tokens,
                   dgm_attention *scratch, float *y, size_t y_stride, dgm_bounds bounds);

    /* ---- rows: see linear.h; float pointers need no alignment ---- */
    void (*rows_quantise)(const float *x, size_t x_stride, uint32_t n_rows, dgm_rows *rows);
    void (*rows_linear)(const dgm_linear *layer, const dgm_rows *rows, float *y, size_t y_stride);
    void (*gelu)(float *x, size_t n);
    void (*softmax)(float *x, size_t n);
    void (*log_softmax)(float *x, size_t n);
    void (*mix)(float *y, const float *a, const float *b, const float *c, const float *d, const float *e,
                size_t n);
    void (*multiply)(float *y, const float *a, const float *b, size_t n);
    void (*dot_rows)(const float *a, size_t a_stride, uint32_t n_a, const float *b, size_t b_stride,
                     uint32_t n_b, uint32_t k, float *y, size_t y_stride);
    void (*exponential)(float *x, size_t n); /* x = e^x */
} dgm_kernels;

/* All paths compiled in, slowest first; returns their number. Supported here or not. */
uint32_t dgm_kernels_list(const dgm_kernels *const **out_list);

/* The path called `name`, or the fastest supported one for NULL. DGM_ERR_ARGUMENT if it is unknown or not
 * supported by this machine. */
DGM_MUST_USE dgm_status dgm_kernels_choose(const char *name, const dgm_kernels **out_kernels, dgm_error *err);

#endif
