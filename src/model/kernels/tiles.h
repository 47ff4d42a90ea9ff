/* tiles.h - tile_sums, for paths whose products are vectors.
 *
 * A path that includes it defines TILE_N and TILE_C so that their sums stay in registers. */
#ifndef DGM_MODEL_TILES_H
#define DGM_MODEL_TILES_H

#include "model/kernels/attention_sums.h"

DGM_INLINE void tile_of(const int8_t *w, const uint8_t *x, size_t stride, size_t k, uint32_t n_blocks, bool fresh,
                        vi *out) {
    enum { MOST = TILE_C * WIDES };
    const uint32_t n_wides = n_blocks * WIDES;
    wide sums[TILE_N][MOST];
    DGM_UNROLL
    for (uint32_t r = 0; r < TILE_N; r++) {
        DGM_UNROLL
        for (uint32_t c = 0; c < n_wides; c++)
            sums[r][c] = fresh ? (wide){0} : ((wide *)(out + r * TILE_C))[c];
    }
    for (size_t i = 0; i < k / 4; i++) {
        wide part[MOST];
        DGM_UNROLL
        for (uint32_t c = 0; c < n_wides; c++)
            part[c] = *((const wide *)(const void *)(x + c / WIDES * stride + i * 64) + c % WIDES);
        DGM_UNROLL
        for (uint32_t r = 0; r < TILE_N; r++) {
            wide four = splat_weights(w + i * 64 + r * 4);
            DGM_UNROLL
            for (uint32_t c = 0; c < n_wides; c++)
                sums[r][c] = wide_dot4(sums[r][c], part[c], four);
        }
    }
    DGM_UNROLL
    for (uint32_t r = 0; r < TILE_N; r++) {
        DGM_UNROLL
        for (uint32_t c = 0; c < n_wides; c++)
            ((wide *)(out + r * TILE_C))[c] = sums[r][c];
    }
}

/* Not inlined: it needs all registers for itself. */
__attribute__((noinline)) static void tile_sums(const int8_t *w, const uint8_t *x, size_t stride, uint32_t k,
                                                uint32_t n_blocks, bool fresh, vi *sums) {
    if (n_blocks == TILE_C)
        tile_of(w, x, stride, k, TILE_C, fresh, sums);
    else if (n_blocks == 2)
        tile_of(w, x, stride, k, TILE_C < 2 ? 1 : 2, fresh, sums);
    else
        tile_of(w, x, stride, k, 1, fresh, sums);
}

#endif
