/* blocks.h - layers over blocks of 16 tokens: quantise, multiply, finish; layer norm.
 *
 * Included by each CPU path after its primitives. The path says how it cuts a product so that what is used
 * again is still in the nearest cache:
 *   TILE_N, TILE_C   outputs and blocks of a tile, whose sums it keeps in registers; TILE_N divides 32
 *   SEGMENT          features of a tile's part of the way along k, a multiple of 64
 *   PANEL            outputs that share the segment of TILE_C blocks, a multiple of 32
 *   tile_sums()      exact sums of a tile over a segment; `finish` makes the sums of a panel into floats
 * Between sums and floats stands only this file, so that all paths round alike. */
#ifndef DGM_MODEL_BLOCKS_H
#define DGM_MODEL_BLOCKS_H

#include "model/kernels/lanes.h"

/* One tile over `k` features: w and x point at its first output and block, at the first feature; blocks are
 * `stride` bytes apart, as are panels of 16 outputs. `fresh`: sums[r * TILE_C + c] are set, else added to. */
static void tile_sums(const int8_t *w, const uint8_t *x, size_t stride, uint32_t k, uint32_t n_blocks, bool fresh,
                      vi *sums);

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

/* How many of `left` blocks the next tile takes: no tile of one block is left over if that can be. */
DGM_INLINE uint32_t next_blocks(uint32_t left) {
    if (left <= TILE_C)
        return left;
    return left == TILE_C + 1 && TILE_C > 2 ? TILE_C - 1 : TILE_C;
}

/* The exact sums of outputs [first, first + n) over `n_blocks` <= TILE_C blocks from x on. */
DGM_INLINE void panel_sums(const dgm_linear *layer, const uint8_t *x, uint32_t n_blocks, uint32_t first, uint32_t n,
                           vi *sums) {
    const size_t stride = (size_t)layer->k * 16;
    /* within a panel of 16 outputs, those of a small tile lie 4 bytes apart */
    for (uint32_t from = 0; from < layer->k; from += SEGMENT) {
        uint32_t k = layer->k - from < SEGMENT ? layer->k - from : SEGMENT;
        for (uint32_t i = first; i < first + n; i += TILE_N)
            tile_sums(layer->w + i / 16 * stride + (size_t)from * 16 + i % 16 * 4, x + (size_t)from * 16, stride,
                      k, n_blocks, from == 0, sums + (size_t)(i - first) * TILE_C);
    }
}

/* Sums that wait to be made into floats. */
typedef struct pending {
    uint32_t block, n_blocks, first, n;
    int32_t pairs[PANEL];
    vi sums[PANEL * TILE_C];
} pending;

DGM_INLINE void finish(const product *p, const pending *sums, int how) {
    const float *scales = p->layer->s + sums->first, *biases = p->layer->b + sums->first;
    const int32_t *pairs = sums->pairs;
    for (size_t c = 0; c < sums->n_blocks; c++) {
        const vi *sum = sums->sums + c;
        size_t block = sums->block + c, lanes = block * 16;
        vf s = load(p->x->s + lanes), low = {0}, high = {0};
        vi z = *(const vi *)(const void *)(p->x->z_pair + lanes);
        float *y = p->y + block * p->stride + (size_t)(sums->first - p->from) * 16;
        if (how == FINISH_GELU) {
            low = load(p->bounds.low + lanes);
            high = load(p->bounds.high + lanes);
        }
        for (size_t r = 0; r < sums->n; r += 4, y += 64) {
            vf out[4];
            FOUR(out[j] = to_float(dot2(sum[(r + (size_t)j) * TILE_C], z, splat_int(pairs[r + (size_t)j]))));
            FOUR(out[j] = out[j] * (s * scales[r + (size_t)j]) + biases[r + (size_t)j]);
            if (how == FINISH_ADD)
                FOUR(out[j] += load(y + j * 16));
            if (how == FINISH_GELU) {
                gelu_rounded(out);
                FOUR(low = min_of(low, out[j]));
                FOUR(high = max_of(high, out[j]));
            }
            FOUR(store(y + j * 16, out[j]));
        }
        if (how == FINISH_GELU) {
            store(p->bounds.low + lanes, low);
            store(p->bounds.high + lanes, high);
        }
    }
}

/* Each panel is finished while the sums of the next are under way: they take other parts of the CPU. */
DGM_INLINE void multiply_blocks(const product *p, uint32_t n_blocks, uint32_t n, int how) {
    const size_t stride = (size_t)p->layer->k * 16;
    const uint32_t end = p->from + n;
    pending both[2];
    uint32_t turn = 0;
    both[1].n = 0;
    for (uint32_t first = p->from; first < end; first += PANEL)
        for (uint32_t block = 0; block < n_blocks; block += both[turn ^ 1].n_blocks) {
            pending *now = &both[turn], *last = &both[turn ^ 1];
            now->block = block;
            now->n_blocks = next_blocks(n_blocks - block);
            now->first = first;
            now->n = end - first < PANEL ? end - first : PANEL;
            panel_sums(p->layer, p->x->q + block * stride, now->n_blocks, first, now->n, now->sums);
            for (uint32_t i = 0; i < now->n; i++)
                now->pairs[i] = minus_pair(p->layer->c[first + i]);
            if (last->n > 0)
                finish(p, last, how);
            turn ^= 1;
        }
    finish(p, &both[turn ^ 1], how);
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
