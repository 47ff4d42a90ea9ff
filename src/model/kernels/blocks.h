/* blocks.h - layers over blocks of 16 tokens: quantise, multiply, finish; layer norm.
 *
 * Included by each CPU path after its primitives. The path says how it multiplies:
 *   PANEL, TILE_C      outputs (a divisor of 32) and blocks of the sums that are made at a time
 *   sums_begin …      how the sums come about
 * Between sums and floats stands only this file, so that all paths round alike. */
#ifndef DGM_MODEL_BLOCKS_H
#define DGM_MODEL_BLOCKS_H

#include "model/kernels/lanes.h"

/* The exact sums of outputs [first, first + PANEL) over n_blocks <= TILE_C blocks that begin at x:
 * sums[r * TILE_C + c] for output first + r and block c. `sums_begin` may do it all, or leave work to
 * `sums_some`, which is called now and then during other work, and to `sums_end`, which does the rest. */
typedef struct sums_work {
    const int8_t *w;
    const uint8_t *x;
    size_t at, size;     /* bytes of a block done, to do */
    size_t stride, next; /* bytes to the next panel of weights, to the second block */
    vi *sums;
} sums_work;
DGM_INLINE void sums_begin(sums_work *work, const dgm_linear *layer, const uint8_t *x, uint32_t n_blocks,
                           uint32_t first, vi *sums);
DGM_INLINE void sums_some(sums_work *work);
DGM_INLINE void sums_end(sums_work *work);

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

static void blocks_quantise(const float *x, uint32_t n_blocks, uint32_t k, dgm_bounds bounds,
                            dgm_blocks *out) {
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
    dgm_outputs outputs;
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

/* Sums that wait to be made into floats. */
typedef struct pending {
    uint32_t block, n_blocks, first, feature; /* `first` output is feature `feature` of y */
    int32_t pairs[PANEL];
    vi sums[PANEL * TILE_C];
} pending;

DGM_INLINE void finish_block(const product *p, const pending *sums, size_t c, sums_work *work, int how) {
    const float *scales = p->layer->s + sums->first, *biases = p->layer->b + sums->first;
    const int32_t *pairs = sums->pairs;
    const vi *sum = sums->sums + c;
    const size_t block = sums->block + c, lanes = block * 16;
    const vi z = *(const vi *)(const void *)(p->x->z_pair + lanes);
    vf s = load(p->x->s + lanes), low = {0}, high = {0};
    float *y = p->y + block * p->stride + (size_t)sums->feature * 16;
    if (how == FINISH_GELU) {
        low = load(p->bounds.low + lanes);
        high = load(p->bounds.high + lanes);
    }
    for (size_t r = 0; r < PANEL; r += 8, y += 128) {
        vf out[8];
        EACH(out[j] = to_float(dot2(sum[(r + (size_t)j) * TILE_C], z, splat_int(pairs[r + (size_t)j]))));
        EACH(out[j] = out[j] * (s * scales[r + (size_t)j]) + biases[r + (size_t)j]);
        sums_some(work);
        if (how == FINISH_ADD)
            EACH(out[j] += load(y + j * 16));
        if (how == FINISH_GELU) {
            gelu(out);
            EACH(low = min_of(low, out[j]));
            EACH(high = max_of(high, out[j]));
        }
        EACH(store(y + j * 16, out[j]));
        sums_some(work);
    }
    if (how == FINISH_GELU) {
        store(p->bounds.low + lanes, low);
        store(p->bounds.high + lanes, high);
    }
}

DGM_INLINE void begin_panel(const product *p, pending *sums, uint32_t feature, uint32_t block,
                            uint32_t n_blocks, sums_work *work) {
    const dgm_linear *layer = p->layer;
    const dgm_outputs *outputs = &p->outputs;
    sums->feature = feature;
    sums->first = outputs->from + feature / outputs->n * outputs->step + feature % outputs->n;
    sums->block = block;
    sums->n_blocks = next_blocks(n_blocks - block);
    sums_begin(work, layer, p->x->q + (size_t)block * layer->k * 16, sums->n_blocks, sums->first, sums->sums);
    for (uint32_t i = 0; i < PANEL; i++)
        sums->pairs[i] = minus_pair(layer->c[sums->first + i]);
}

/* Sums are finished while the next are under way: where a CPU multiplies apart from its vector units, both
 * are at work. */
DGM_INLINE void multiply_blocks(const product *p, uint32_t n_blocks, int how) {
    pending both[2], *now = both, *last = both + 1;
    last->n_blocks = 0;
    for (uint32_t feature = 0; feature < p->outputs.n * p->outputs.parts; feature += PANEL)
        for (uint32_t block = 0; block < n_blocks; block += last->n_blocks) {
            sums_work work;
            begin_panel(p, now, feature, block, n_blocks, &work);
            for (uint32_t c = 0; c < last->n_blocks; c++)
                finish_block(p, last, c, &work, how);
            sums_end(&work);
            pending *other = last;
            last = now;
            now = other;
        }
    sums_work none = {0};
    for (uint32_t c = 0; c < last->n_blocks; c++)
        finish_block(p, last, c, &none, how);
}

static void blocks_linear(const dgm_linear *layer, const dgm_blocks *x, uint32_t n_blocks,
                          dgm_outputs outputs, float *y, size_t stride) {
    product p = {layer, x, outputs, y, stride, {NULL, NULL}};
    multiply_blocks(&p, n_blocks, FINISH_STORE);
}

static void blocks_linear_add(const dgm_linear *layer, const dgm_blocks *x, uint32_t n_blocks, float *y,
                              size_t stride) {
    product p = {layer, x, {0, layer->n_padded, 0, 1}, y, stride, {NULL, NULL}};
    multiply_blocks(&p, n_blocks, FINISH_ADD);
}

static void blocks_linear_gelu(const dgm_linear *layer, const dgm_blocks *x, uint32_t n_blocks, float *y,
                               size_t stride, dgm_bounds bounds) {
    product p = {layer, x, {0, layer->n_padded, 0, 1}, y, stride, bounds};
    multiply_blocks(&p, n_blocks, FINISH_GELU);
}

/* ---- rows into lanes --------------------------------------------------------- */

static void blocks_from_rows(const float *const rows[16], uint32_t k, float *block) {
    for (uint32_t i = 0; i < k; i += 16)
        for (uint32_t lane = 0; lane < 16; lane++)
            for (uint32_t j = 0; j < 16; j++)
                block[(i + j) * 16 + lane] = rows[lane][i + j];
}

#endif
