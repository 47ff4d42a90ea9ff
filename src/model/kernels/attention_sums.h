/* attention_sums.h - score_sums and context_sums out of dot4. */
#ifndef DGM_MODEL_ATTENTION_SUMS_H
#define DGM_MODEL_ATTENTION_SUMS_H

#include "model/kernels/attention.h"

/* Four neighbouring bytes in every lane. */
DGM_INLINE vi splat_weights(const int8_t *bytes) {
    int32_t four;
    memcpy(&four, bytes, sizeof four);
    return splat_int(four);
}

DGM_INLINE vi vector_at(const void *bytes) {
    return *(const vi *)bytes;
}

DGM_INLINE void score_sums(const uint8_t *query, const int8_t *keys, uint32_t n_keys, vi *sums) {
    vi part[HEAD / 4];
    DGM_UNROLL
    for (uint32_t i = 0; i < HEAD / 4; i++)
        part[i] = vector_at(query + i * 64);
    for (uint32_t key = 0; key < n_keys; key++) {
        const int8_t *at = keys + (size_t)(key / 16) * 16 * HEAD + key % 16 * 4;
        vi sum[2] = {{0}, {0}};
        DGM_UNROLL
        for (uint32_t i = 0; i < HEAD / 4; i++)
            sum[i % 2] = dot4(sum[i % 2], part[i], splat_weights(at + i * 64));
        sums[key] = sum[0] + sum[1];
    }
}

/* Features in groups of FEATURES, whose sums stay in registers. */
#define FEATURES 16
DGM_INLINE vi context_sums(const uint8_t *p, const int8_t *values, uint32_t n_keys, vi *sums) {
    vi total = {0};
    for (uint32_t first = 0; first < HEAD; first += FEATURES) {
        vi sum[FEATURES];
        DGM_UNROLL
        for (uint32_t i = 0; i < FEATURES; i++)
            sum[i] = (vi){0};
        for (size_t key = 0; key < n_keys; key += 4) {
            vi part = vector_at(p + key * 16);
            DGM_UNROLL
            for (uint32_t i = 0; i < FEATURES; i++)
                sum[i] = dot4(sum[i], part, splat_weights(values + (first + i) * (size_t)n_keys + key));
            if (first == 0)
                total = dot4(total, part, splat_int(0x01010101));
        }
        DGM_UNROLL
        for (uint32_t i = 0; i < FEATURES; i++)
            sums[first + i] = sum[i];
    }
    return total;
}

#endif
