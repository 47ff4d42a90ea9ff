/* attention_sums.h - score_sums and context_sums, for paths whose products are vectors. */
#ifndef DGM_MODEL_ATTENTION_SUMS_H
#define DGM_MODEL_ATTENTION_SUMS_H

#include "model/kernels/attention.h"

/* Four neighbouring bytes in every lane. */
DGM_INLINE wide splat_weights(const int8_t *bytes) {
    int32_t four;
    memcpy(&four, bytes, sizeof four);
    return wide_splat(four);
}

/* Keys lie as they were packed, [16 keys of a block] in each of 8 vectors. */
DGM_INLINE void store_key(const vi packed[HEAD / 4], int8_t *to) {
    memcpy(to, packed, 16 * HEAD);
}

DGM_INLINE void score_sums(const uint8_t *query, const int8_t *keys, uint32_t n_keys, vi *sums) {
    const wide *parts = (const wide *)(const void *)query;
    wide part[HEAD / 4 * WIDES];
    DGM_UNROLL
    for (uint32_t i = 0; i < HEAD / 4 * WIDES; i++)
        part[i] = parts[i];
    for (uint32_t key = 0; key < n_keys; key++) {
        const int8_t *at = keys + (size_t)(key / 16) * 16 * HEAD + key % 16 * 4;
        wide sum[WIDES] = {{0}};
        DGM_UNROLL
        for (uint32_t i = 0; i < HEAD / 4; i++) {
            DGM_UNROLL
            for (uint32_t c = 0; c < WIDES; c++)
                sum[c] = wide_dot4(sum[c], part[i * WIDES + c], splat_weights(at + i * 64));
        }
        DGM_UNROLL
        for (uint32_t c = 0; c < WIDES; c++)
            ((wide *)(sums + key))[c] = sum[c];
    }
}

/* Features in groups of FEATURES, whose sums stay in registers. */
#define FEATURES (WIDES == 1 ? 16u : 4u)
DGM_INLINE void context_sums(const uint8_t *p, const int8_t *values, size_t stride, uint32_t n_keys,
                             vi *sums) {
    for (uint32_t first = 0; first < HEAD; first += FEATURES) {
        wide sum[FEATURES][WIDES];
        DGM_UNROLL
        for (uint32_t i = 0; i < FEATURES; i++) {
            DGM_UNROLL
            for (uint32_t c = 0; c < WIDES; c++)
                sum[i][c] = (wide){0};
        }
        for (size_t key = 0; key < n_keys; key += 4) {
            const wide *part = (const wide *)(const void *)(p + key * 16);
            DGM_UNROLL
            for (uint32_t i = 0; i < FEATURES; i++) {
                wide four = splat_weights(values + (first + i) * stride + key);
                DGM_UNROLL
                for (uint32_t c = 0; c < WIDES; c++)
                    sum[i][c] = wide_dot4(sum[i][c], part[c], four);
            }
        }
        DGM_UNROLL
        for (uint32_t i = 0; i < FEATURES; i++) {
            DGM_UNROLL
            for (uint32_t c = 0; c < WIDES; c++)
                ((wide *)(sums + first + i))[c] = sum[i][c];
        }
    }
}

/* Nothing to prepare for these products. */
DGM_INLINE void begin_attention(void) {
}

DGM_INLINE void end_attention(void) {
}

#endif
