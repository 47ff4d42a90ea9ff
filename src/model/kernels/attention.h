/* attention.h - one head of attention over the blocks of a window:
 *   queries  u7, a scale a token        keys  s8, a scale a token
 *   values   s8, a scale a feature over the tokens of the window
 *   scores = queries x keys, p = 127 e^(score - highest) rounded to u7, result = p x values / sum of p
 * A lane is a query throughout, so that highest and sum need no work across lanes.
 * Tokens past the last are given the lowest of scores and values of 0.
 * Included by each CPU path after its primitives and blocks.h; the path defines the exact products. */
#ifndef DGM_MODEL_ATTENTION_H
#define DGM_MODEL_ATTENTION_H

#include "model/kernels/blocks.h"

#define HEAD DGM_HEAD_SIZE
#define LOG2_E 1.44269504f
#define NEVER -1e30f

/* Around the work on one head. */
DGM_INLINE void begin_attention(void);
DGM_INLINE void end_attention(void);
/* A block of 16 keys, 4 features a vector, into the order that score_sums wants; 16 * HEAD bytes. */
DGM_INLINE void store_key(const vi packed[HEAD / 4], int8_t *to);
/* sums[key] for n_keys (a multiple of 16) keys; `query` is [8][16][4]. */
DGM_INLINE void score_sums(const uint8_t *query, const int8_t *keys, uint32_t n_keys, vi *sums);
/* sums[feature] for 32 features, values [32][stride]; p is [n_keys / 4][16][4], then 0 up to `stride`. */
DGM_INLINE void context_sums(const uint8_t *p, const int8_t *values, size_t stride, uint32_t n_keys,
                             vi *sums);

/* ---- operands -------------------------------------------------------------- */

DGM_INLINE void quantise_query(const float *x, size_t block, dgm_blocks *out) {
    vf low[2] = {{0}, {0}}, high[2] = {{0}, {0}};
    for (uint32_t i = 0; i < HEAD; i += 2) {
        DGM_UNROLL
        for (uint32_t j = 0; j < 2; j++) {
            low[j] = min_of(low[j], load(x + (i + j) * 16));
            high[j] = max_of(high[j], load(x + (i + j) * 16));
        }
    }
    lane_scale scale = scale_of(min_of(low[0], low[1]), max_of(high[0], high[1]));
    store(out->s + block * 16, scale.s);
    *(vi *)(void *)(out->z_pair + block * 16) = scale.z; /* sums of keys fit the lower half alone */
    quantise_block(x, HEAD, scale, out->q + block * 16 * HEAD);
}

/* Symmetric scale for magnitudes up to `high`. */
DGM_INLINE vf symmetric_scale(vf high) {
    vf s = high / 127.0f;
    return choose(s > 1e-30f, s, splat(1.0f));
}

DGM_INLINE void quantise_key(const float *x, size_t block, dgm_attention *a) {
    vf high[2] = {{0}, {0}};
    for (uint32_t i = 0; i < HEAD; i += 2) {
        DGM_UNROLL
        for (uint32_t j = 0; j < 2; j++) {
            vf v = load(x + (i + j) * 16);
            high[j] = max_of(high[j], max_of(v, -v));
        }
    }
    vf s = symmetric_scale(max_of(high[0], high[1])), inverse = 1.0f / s;
    vi sum = {0}, packed[HEAD / 4];
    for (uint32_t i = 0; i < HEAD / 4; i++) {
        vf four[4];
        DGM_UNROLL
        for (uint32_t j = 0; j < 4; j++)
            four[j] = load(x + (i * 4 + j) * 16) * inverse;
        packed[i] = pack_signed(four);
        sum = dot4(sum, splat_int(0x01010101), packed[i]);
    }
    store_key(packed, a->key + block * 16 * HEAD);
    store(a->key_scale + block * 16, s);
    *(vi *)(void *)(a->key_minus + block * 16) = -sum;
}

/* Keys, and bytes of values of a feature, up to whole 64. */
DGM_INLINE size_t value_stride(size_t n_tokens) {
    return (n_tokens + 63) / 64 * 64;
}

/* Values past the last token are made 0 in x, which later work does not read. */
static void quantise_values(float *x, size_t stride, uint32_t n_tokens, dgm_attention *a) {
    const size_t n_blocks = (n_tokens + 15) / 16;
    float *last = x + (n_blocks - 1) * stride;
    for (uint32_t i = 0; i < HEAD; i++)
        for (uint32_t lane = (n_tokens - 1) % 16 + 1; lane < 16; lane++)
            last[i * 16 + lane] = 0.0f;
    for (uint32_t i = 0; i < HEAD; i++) {
        vf high = {0};
        for (size_t b = 0; b < n_blocks; b++) {
            vf v = load(x + b * stride + i * 16);
            high = max_of(high, max_of(v, -v));
        }
        float s = max_lanes(high) / 127.0f;
        a->value_scale[i] = s > 1e-30f ? s : 1.0f;
        float inverse = 1.0f / a->value_scale[i];
        int8_t *out = a->value + i * value_stride(n_tokens);
        for (size_t b = 0; b < n_blocks; b++)
            store_bytes(out + b * 16, nearest(load(x + b * stride + i * 16) * inverse));
    }
}

/* ---- one block of queries --------------------------------------------------- */

/* A block of queries on its way: what the next step needs of it. */
typedef struct queries {
    float *scores; /* [n_keys][16] */
    uint8_t *p;    /* [keys up to whole 64, / 4][16][4] */
    vi total;      /* of p */
} queries;

/* Sums become scores in units of log 2; returns the highest of each lane. */
DGM_INLINE vf finish_scores(const dgm_attention *a, const queries *q, size_t block, uint32_t n_tokens,
                            uint32_t n_keys) {
    vf s = load(a->query.s + block * 16) * LOG2_E;
    vf high[4] = {splat(NEVER), splat(NEVER), splat(NEVER), splat(NEVER)};
    vi z = *(const vi *)(const void *)(a->query.z_pair + block * 16);
    for (uint32_t key = 0; key < n_keys; key += 8) {
        float *at = q->scores + key * 16;
        const float *scale = a->key_scale + key;
        const int32_t *minus = a->key_minus + key;
        vf score[8];
        EACH(score[j] = to_float(dot2(*(const vi *)(const void *)(at + j * 16), z, splat_int(minus[j]))));
        EACH(score[j] = score[j] * (s * scale[j]));
        if (key + 8 > n_tokens)
            EACH(score[j] = key + (uint32_t)j < n_tokens ? score[j] : splat(NEVER));
        EACH(high[j % 4] = max_of(high[j % 4], score[j]));
        EACH(store(at + j * 16, score[j]));
    }
    return max_of(max_of(high[0], high[1]), max_of(high[2], high[3]));
}

/* Fills q->p, with 0 up to `stride` keys, and q->total. */
DGM_INLINE void exponentiate(queries *q, vf high, uint32_t n_keys, size_t stride) {
    vi sum = {0};
    for (uint32_t key = 0; key < n_keys; key += 8) {
        vf x[8];
        EACH(x[j] = load(q->scores + (key + (uint32_t)j) * 16) - high);
        exponential_127(x);
        vi first = pack_signed(x), second = pack_signed(x + 4);
        sum = dot4(dot4(sum, first, splat_int(0x01010101)), second, splat_int(0x01010101));
        *(vi *)(void *)(q->p + key * 16) = first;
        *(vi *)(void *)(q->p + key * 16 + 64) = second;
    }
    memset(q->p + (size_t)n_keys * 16, 0, (stride - n_keys) * 16);
    q->total = sum;
}

DGM_INLINE void finish_context(const dgm_attention *a, const queries *q, const vi *sums, float *y,
                               float *lows, float *highs) {
    vf inverse = 1.0f / to_float(q->total), low = load(lows), high = load(highs);
    for (uint32_t i = 0; i < HEAD; i += 8) {
        vf out[8];
        EACH(out[j] = to_float(sums[i + (uint32_t)j]) * a->value_scale[i + (uint32_t)j] * inverse);
        EACH(low = min_of(low, out[j]));
        EACH(high = max_of(high, out[j]));
        EACH(store(y + (i + (uint32_t)j) * 16, out[j]));
    }
    store(lows, low);
    store(highs, high);
}

/* The products of one block are made while the exponentials of another are computed: where a CPU multiplies
 * apart from its vector units, both are at work. */
static void attend_blocks(dgm_attention *a, uint32_t n_tokens, float *y, size_t y_stride, dgm_bounds bounds) {
    const size_t n_blocks = (n_tokens + 15) / 16, stride = value_stride(n_tokens);
    const uint32_t n_keys = (uint32_t)n_blocks * 16;
    queries both[2] = {{a->scores, a->p, {0}}, {a->scores + n_keys * 16, a->p + stride * 16, {0}}};
    vi sums[HEAD];
    score_sums(a->query.q, a->key, n_keys, (vi *)(void *)both[0].scores);
    for (size_t b = 0; b <= n_blocks; b++) {
        queries *now = &both[b % 2], *other = &both[(b + 1) % 2];
        vf high = {0};
        if (b > 0)
            context_sums(other->p, a->value, stride, n_keys, sums);
        if (b < n_blocks)
            high = finish_scores(a, now, b, n_tokens, n_keys);
        if (b > 0)
            finish_context(a, other, sums, y + (b - 1) * y_stride, bounds.low + (b - 1) * 16,
                           bounds.high + (b - 1) * 16);
        if (b + 1 < n_blocks)
            score_sums(a->query.q + (b + 1) * 16 * HEAD, a->key, n_keys, (vi *)(void *)other->scores);
        if (b < n_blocks)
            exponentiate(now, high, n_keys, stride);
    }
}

static void blocks_attend(const float *query, const float *key, float *value, size_t stride,
                          uint32_t n_tokens, dgm_attention *scratch, float *y, size_t y_stride,
                          dgm_bounds bounds) {
    const size_t n_blocks = (n_tokens + 15) / 16;
    begin_attention();
    for (size_t b = 0; b < n_blocks; b++) {
        quantise_query(query + b * stride, b, &scratch->query);
        quantise_key(key + b * stride, b, scratch);
    }
    quantise_values(value, stride, n_tokens, scratch);
    attend_blocks(scratch, n_tokens, y, y_stride, bounds);
    end_attention();
}

#endif
