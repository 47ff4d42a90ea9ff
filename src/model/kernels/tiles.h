/* tiles.h - the sums of a panel, for paths whose products are vectors.
 *
 * A path that includes it defines
 *   TILE_N    outputs of a tile, which divide 16: TILE_N * TILE_C sums stay in registers
 *   SEGMENT   features, a multiple of 64: those of TILE_C blocks and of a panel stay in the nearest cache */
#ifndef DGM_MODEL_TILES_H
#define DGM_MODEL_TILES_H

#include "model/kernels/attention_sums.h"

/* Blocks of x are `stride` bytes apart. The sums are set if `fresh`, else added to. */
DGM_INLINE void tile_of(const int8_t *w, const uint8_t *x, size_t stride, size_t k, uint32_t n_blocks,
                        bool fresh, vi *out) {
    enum { MOST = TILE_C * WIDES };
    const uint32_t n_wides = n_blocks * WIDES;
    wide sums[TILE_N][MOST];
    DGM_UNROLL
    for (uint32_t r = 0; r < TILE_N; r++) {
        DGM_UNROLL
        for (uint32_t c = 0; c < n_wides; c++)
            sums[r][c] = fresh ? (wide){0} : ((wide *)(out + r * TILE_C))[c];
    }
    DGM_UNROLL_TWICE
    for (size_t i = 0; i < k / 4; i++) {
        wide part[MOST];
        DGM_UNROLL
        for (uint32_t c = 0; c < MOST; c++) /* not n_wides: clang would not unroll it */
            if (c < n_wides)
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
__attribute__((noinline)) static void tile_sums(const int8_t *w, const uint8_t *x, size_t stride, size_t k,
                                                uint32_t n_blocks, bool fresh, vi *sums) {
    if (n_blocks == TILE_C)
        tile_of(w, x, stride, k, TILE_C, fresh, sums);
    else if (n_blocks == 2)
        tile_of(w, x, stride, k, TILE_C < 2 ? 1 : 2, fresh, sums);
    else
        tile_of(w, x, stride, k, 1, fresh, sums);
}

/* All is done at the beginning. */
DGM_INLINE void sums_begin(sums_work *work, const dgm_linear *layer, const uint8_t *x, uint32_t n_blocks,
                           uint32_t first, vi *sums) {
    const size_t stride = (size_t)layer->k * 16; /* of blocks, and of panels of 16 outputs */
    const int8_t *w = layer->w + first / 16 * stride;
    work->size = 0;
    for (size_t from = 0; from < layer->k; from += SEGMENT) {
        size_t k = layer->k - from < SEGMENT ? layer->k - from : SEGMENT;
        for (size_t i = 0; i < PANEL; i += TILE_N)
            tile_sums(w + i / 16 * stride + from * 16 + i % 16 * 4, x + from * 16, stride, k, n_blocks,
                      from == 0, sums + i * TILE_C);
    }
}

DGM_INLINE void sums_some(sums_work *work) {
    (void)work;
}

DGM_INLINE void sums_end(sums_work *work) {
    (void)work;
}

#endif
