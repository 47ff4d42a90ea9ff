/* blocks.h - layers over blocks of 16 tokens: quantise, multiply, finish; layer norm.
 *
 * Included by each CPU path after its primitives. The path says how it tiles a product:
 *   TILE_N, TILE_C   outputs and blocks of a tile; TILE_N divides 32
 *   PANEL_BYTES      how much of a layer may stay in the nearest cache while blocks pass by
 *   tile_sums()      exact sums of one tile into a small array, which `finish` makes into floats
 * Between sums and floats stands only this file, so that all paths round alike. */
#ifndef DGM_MODEL_BLOCKS_H
#define DGM_MODEL_BLOCKS_H

#include "model/kernels/lanes.h"

/* sums[r * TILE_C + c] = sum over k of x block c times output `first` + r, r < TILE_N, c < n_blocks <= TILE_C.
 * Block c of x begins at x + c * 16 * k. */
DGM_INLINE void tile_sums(const dgm_linear *layer, const uint8_t *x, uint32_t n_blocks, uint32_t first, vi *sums);

/* ---- quantising ----------------------------------------------------------- */

typedef struct lane_scale {
    vf s, inverse;
    vi z;
} lane_scale;

/* The scale for values in [low, high], low <= 0 <= high. */
DGM_INLINE lane_scale scale_of(vf low, vf high) {
    vf s = (high - low) / 127.0f;
    s = choose(s > 1e-30f, s, splat(1.0f)); /* all zero, or nothing a float can divide by */
    vf inverse = 1.0f / s;
    vi z = nearest(max_of(min_of(-low * inverse, splat(127.0f)), splat(0.0f)));
    return (lane_scale){s, inverse, z};
}

DGM_INLINE void store_scale(dgm_blocks *out, size_t block, lane_scale scale) {
    store(out->s + block * 16, scale.s);
    *(vi *)(void *)(out->z_pair + block * 16) = scale.z + scale.z * 0x1000000;
}

DGM_INLINE void quantise_block(const float *x, uint32_t k, lane_scale scale, uint8_t *q) {
    for (uint32_t i = 0; i < k; i += 4, x += 64, q += 64) {
        vf four[4];
        DGM_UNROLL
        for (int j = 0; j < 4; j++)
            four[j] = load(x + 16 * j) * scale.inverse;
        *(vi *)(void *)q = pack_unsigned(four, scale.z);
    }
}

static void blocks_quantise(const float *x, uint32_t n_blocks, uint32_t k, dgm_bounds bounds, dgm_blocks *out) {
    for (size_t b = 0; b < n_blocks; b++) {
        lane_scale scale = scale_of(load(bounds.low + b * 16), load(bounds.high + b * 16));
        store_scale(out, b, scale);
        quantise_block(x + b * k * 16, k, scale, out->q + b * k * 16);
    }
}

/* ---- layer norm ----------------------------------------------------------- */

/* Sums go to four accumulators in turn, (0 + 1) + (2 + 3). */
DGM_INLINE vf mean_of(const float *x, uint32_t k) {
    vf sum[4] = {{0}, {0}, {0}, {0}};
    for (uint32_t i = 0; i < k; i += 4) {
        DGM_UNROLL
        for (int j = 0; j < 4; j++)
            sum[j] += load(x + (i + (uint32_t)j) * 16);
    }
    return ((sum[0] + sum[1]) + (sum[2] + sum[3])) / (float)k;
}

DGM_INLINE vf variance_of(const float *x, uint32_t k, vf mean) {
    vf sum[4] = {{0}, {0}, {0}, {0}};
    for (uint32_t i = 0; i < k; i += 4) {
        DGM_UNROLL
        for (int j = 0; j < 4; j++) {
            vf d = load(x + (i + (uint32_t)j) * 16) - mean;
            sum[j] += d * d;
        }
    }
    return ((sum[0] + sum[1]) + (sum[2] + sum[3])) / (float)k;
}

static void normalise_block(float *x, uint32_t k, const float *g, const float *b, vf *out_low, vf *out_high) {
    vf mean = mean_of(x, k);
    vf inverse = 1.0f / square_root(variance_of(x, k, mean) + 1e-12f);
    vf low[2] = {{0}, {0}}, high[2] = {{0}, {0}};
    for (uint32_t i = 0; i < k; i += 2) {
        DGM_UNROLL
        for (uint32_t j = 0; j < 2; j++) {
            vf y = (load(x + (i + j) * 16) - mean) * inverse * g[i + j] + b[i + j];
            low[j] = min_of(low[j], y);
            high[j] = max_of(high[j], y);
            store(x + (i + j) * 16, y);
        }
    }
    *out_low = min_of(low[0], low[1]);
    *out_high = max_of(high[0], high[1]);
}

static void blocks_normalise(float *x, uint32_t n_blocks, uint32_t k, const float *g, const float *b,
                             dgm_blocks *out) {
    for (size_t i = 0; i < n_blocks; i++) {
        vf low, high;
        normalise_block(x + i * k * 16, k, g, b, &low, &high);
        lane_scale scale = scale_of(low, high);
        store_scale(out, i, scale);
        quantise_block(x + i * k * 16, k, scale, out->q + i * k * 16);
    }
}

/* ---- products -------------------------------------------------------------- */

enum { FINISH_STORE, FINISH_ADD, FINISH_GELU };

typedef struct product {
    const dgm_linear *layer;
    const dgm_blocks *x;
    uint32_t from; /* output that is feature 0 of y */
    float *y;
    size_t stride;
    dgm_bounds bounds;
} product;

/* c as two 16-bit factors for dot2 against (z, 256 z), negated. */
DGM_INLINE int32_t minus_pair(int32_t c) {
    uint32_t minus = 0u - (uint32_t)c;
    return (int32_t)((minus & 255u) | ((minus >> 8) << 16));
}

/* Sums -> floats for outputs [first, first + TILE_N) of blocks [block, block + n_blocks); `pairs` belong to them. */
DGM_INLINE void finish(const product *p, size_t block, uint32_t n_blocks, size_t first, const vi *sums,
                       const int32_t *pairs, int how) {
    const float *scales = p->layer->s + first, *biases = p->layer->b + first;
    for (size_t c = 0; c < n_blocks; c++) {
        size_t lanes = (block + c) * 16;
        vf s = load(p->x->s + lanes), low = {0}, high = {0};
        vi z = *(const vi *)(const void *)(p->x->z_pair + lanes);
        float *y = p->y + (block + c) * p->stride + (first - p->from) * 16;
        if (how == FINISH_GELU) {
            low = load(p->bounds.low + lanes);
            high = load(p->bounds.high + lanes);
        }
        DGM_UNROLL
        for (size_t r = 0; r < TILE_N; r++) {
            vi exact = dot2(sums[r * TILE_C + c], z, splat_int(pairs[r]));
            vf out = to_float(exact) * (s * scales[r]) + biases[r];
            if (how == FINISH_ADD)
                out += load(y + r * 16);
            if (how == FINISH_GELU) {
                out = gelu_rounded(out);
                low = min_of(low, out);
                high = max_of(high, out);
            }
            store(y + r * 16, out);
        }
        if (how == FINISH_GELU) {
            store(p->bounds.low + lanes, low);
            store(p->bounds.high + lanes, high);
        }
    }
}

/* How many of `left` blocks the next tile takes: no tile of one block is left over if that can be. */
DGM_INLINE uint32_t next_blocks(uint32_t left) {
    if (left <= TILE_C)
        return left;
    return left == TILE_C + 1 && TILE_C > 2 ? TILE_C - 1 : TILE_C;
}

/* Panels of outputs stay in the nearest cache while all blocks pass by, a few at a time. */
DGM_INLINE void multiply_blocks(const product *p, uint32_t n_blocks, uint32_t n, int how) {
    enum { MOST = 96 };
    const uint32_t k = p->layer->k, end = p->from + n;
    uint32_t panel = PANEL_BYTES / k / 32 * 32;
    panel = panel < 32 ? 32 : panel > MOST ? MOST : panel;
    for (uint32_t from = p->from; from < end; from += panel) {
        uint32_t to = end - from < panel ? end : from + panel;
        int32_t pairs[MOST];
        for (uint32_t i = from; i < to; i++)
            pairs[i - from] = minus_pair(p->layer->c[i]);
        for (uint32_t block = 0, taken; block < n_blocks; block += taken) {
            taken = next_blocks(n_blocks - block);
            for (uint32_t first = from; first < to; first += TILE_N) {
                vi sums[TILE_N * TILE_C];
                tile_sums(p->layer, p->x->q + (size_t)block * k * 16, taken, first, sums);
                finish(p, block, taken, first, sums, pairs + (first - from), how);
            }
        }
    }
}

static void blocks_linear(const dgm_linear *layer, const dgm_blocks *x, uint32_t n_blocks, uint32_t from, uint32_t n,
                          float *y, size_t stride) {
    product p = {layer, x, from, y, stride, {NULL, NULL}};
    multiply_blocks(&p, n_blocks, n, FINISH_STORE);
}

static void blocks_linear_add(const dgm_linear *layer, const dgm_blocks *x, uint32_t n_blocks, uint32_t from,
                              uint32_t n, float *y, size_t stride) {
    product p = {layer, x, from, y, stride, {NULL, NULL}};
    multiply_blocks(&p, n_blocks, n, FINISH_ADD);
}

static void blocks_linear_gelu(const dgm_linear *layer, const dgm_blocks *x, uint32_t n_blocks, uint32_t from,
                               uint32_t n, float *y, size_t stride, dgm_bounds bounds) {
    product p = {layer, x, from, y, stride, bounds};
    multiply_blocks(&p, n_blocks, n, FINISH_GELU);
}

/* ---- rows into lanes --------------------------------------------------------- */

static void blocks_from_rows(const float *const rows[16], uint32_t k, float *block) {
    for (uint32_t i = 0; i < k; i += 16)
        for (uint32_t lane = 0; lane < 16; lane++)
            for (uint32_t j = 0; j < 16; j++)
                block[(i + j) * 16 + lane] = rows[lane][i + j];
}

#endif
