/* amx.c - the kernels for CPUs with AMX: products of tiles, 16 rows of 64 bytes each; the rest as AVX-512.
 *
 * A tile of weights (16 outputs x 64 bytes) times a tile of a block (16 groups of 4 features x 16 tokens)
 * gives 16 outputs x 16 tokens, as blocks want them. For that, weights are arranged at open:
 *     [n/16][k/4][16][4]  ->  [n/16][k/64][16 outputs][64 features] */
#define _GNU_SOURCE
#include <cpuid.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "model/kernels/avx512.h"

#define TILE_C 2u
#define PANEL 32u

#include "model/kernels/table.h"

/* ---- tiles ---------------------------------------------------------------------- */

typedef struct tile_shapes {
    uint8_t palette, start_row, reserved[14];
    uint16_t row_bytes[16];
    uint8_t rows[16];
} tile_shapes;

/* Layers: 0 to 3 sums, 4 and 5 left factors, 6 and 7 right ones. */
static const tile_shapes layer_tiles __attribute__((aligned(64))) = {
    .palette = 1,
    .row_bytes = {64, 64, 64, 64, 64, 64, 64, 64},
    .rows = {16, 16, 16, 16, 16, 16, 16, 16},
};

/* Attention: 0 and 1 sums; 2 keys, of 32 features only, 3 queries; 4 and 5 values, 6 p. */
static const tile_shapes attention_tiles __attribute__((aligned(64))) = {
    .palette = 1,
    .row_bytes = {64, 64, HEAD, 64, 64, 64, 64},
    .rows = {16, 16, 16, HEAD / 4, 16, 16, 16},
};
enum { ROW = 64, TILE = 1024 };

static void begin(void) {
    _tile_loadconfig(&layer_tiles);
}

static void end(void) {
    _tile_release();
}

static void arrange(const int8_t *w, uint32_t n16, uint32_t k, int8_t *out) {
    for (size_t panel = 0; panel < n16; panel++)
        for (size_t i = 0; i < k / 4; i++)
            for (size_t n = 0; n < 16; n++)
                memcpy(out + panel * k * 16 + i / 16 * TILE + n * ROW + i % 16 * 4,
                       w + panel * k * 16 + i * 64 + n * 4, 4);
}

/* 32 outputs of two blocks, or of one, which then stands for both. */
DGM_INLINE void sums_begin(sums_work *work, const dgm_linear *layer, const uint8_t *x, uint32_t n_blocks,
                           uint32_t first, vi *sums) {
    const size_t stride = (size_t)layer->k * 16;
    *work = (sums_work){layer->w + first / 16 * stride, x,   0, stride, stride,
                        n_blocks == 2 ? stride : 0,     sums};
    _tile_zero(0);
    _tile_zero(1);
    _tile_zero(2);
    _tile_zero(3);
}

/* 64 features more. */
DGM_INLINE void sums_some(sums_work *work) {
    if (work->at == work->size) /* also where there is no work at all, and no pointer to add to */
        return;
    const int8_t *w = work->w + work->at;
    const uint8_t *x = work->x + work->at;
    work->at += TILE;
    _tile_loadd(4, w, ROW);
    _tile_loadd(6, x, ROW);
    _tile_dpbsud(0, 4, 6);
    _tile_loadd(7, x + work->next, ROW);
    _tile_dpbsud(1, 4, 7);
    _tile_loadd(5, w + work->stride, ROW);
    _tile_dpbsud(2, 5, 6);
    _tile_dpbsud(3, 5, 7);
}

DGM_INLINE void sums_end(sums_work *work) {
    while (work->at < work->size)
        sums_some(work);
    _tile_stored(0, work->sums, 2 * ROW);
    _tile_stored(1, work->sums + 1, 2 * ROW);
    _tile_stored(2, work->sums + 32, 2 * ROW);
    _tile_stored(3, work->sums + 33, 2 * ROW);
}

/* ---- attention -------------------------------------------------------------------- */

DGM_INLINE void begin_attention(void) {
    _tile_loadconfig(&attention_tiles);
}

DGM_INLINE void end_attention(void) {
    _tile_loadconfig(&layer_tiles);
}

/* Four features of four keys in each 128-bit part: dwords [feature][key] -> [key][feature]. */
DGM_INLINE void turn(__m512i x[4]) {
    __m512i a = _mm512_unpacklo_epi32(x[0], x[1]), b = _mm512_unpackhi_epi32(x[0], x[1]);
    __m512i c = _mm512_unpacklo_epi32(x[2], x[3]), d = _mm512_unpackhi_epi32(x[2], x[3]);
    x[0] = _mm512_unpacklo_epi64(a, c);
    x[1] = _mm512_unpackhi_epi64(a, c);
    x[2] = _mm512_unpacklo_epi64(b, d);
    x[3] = _mm512_unpackhi_epi64(b, d);
}

/* One key after the other: rows of a left factor. */
DGM_INLINE void store_key(const vi packed[HEAD / 4], int8_t *to) {
    const __m512i first = _mm512_setr_epi64(0, 1, 8, 9, 2, 3, 10, 11);
    const __m512i second = _mm512_setr_epi64(4, 5, 12, 13, 6, 7, 14, 15);
    __m512i x[HEAD / 4];
    memcpy(x, packed, sizeof x);
    turn(x);
    turn(x + 4);
    DGM_UNROLL
    for (int i = 0; i < 4;
         i++) { /* keys i, i + 4, i + 8, i + 12: their first 16 bytes in x[i], the rest in x[i + 4] */
        __m512i low = _mm512_permutex2var_epi64(x[i], first, x[i + 4]);
        __m512i high = _mm512_permutex2var_epi64(x[i], second, x[i + 4]);
        int8_t *row = to + i * (int)HEAD;
        _mm256_store_si256((__m256i *)(void *)row, _mm512_castsi512_si256(low));
        _mm256_store_si256((__m256i *)(void *)(row + 4 * HEAD), _mm512_extracti64x4_epi64(low, 1));
        _mm256_store_si256((__m256i *)(void *)(row + 8 * HEAD), _mm512_castsi512_si256(high));
        _mm256_store_si256((__m256i *)(void *)(row + 12 * HEAD), _mm512_extracti64x4_epi64(high, 1));
    }
}

DGM_INLINE void score_sums(const uint8_t *query, const int8_t *keys, uint32_t n_keys, vi *sums) {
    _tile_loadd(3, query, ROW);
    for (uint32_t key = 0; key < n_keys; key += 16) {
        _tile_zero(0);
        _tile_loadd(2, keys + (size_t)key * HEAD, HEAD);
        _tile_dpbsud(0, 2, 3);
        _tile_stored(0, sums + key, ROW);
    }
}

DGM_INLINE void context_sums(const uint8_t *p, const int8_t *values, size_t stride, uint32_t n_keys,
                             vi *sums) {
    _tile_zero(0);
    _tile_zero(1);
    for (size_t key = 0; key < n_keys; key += 64) {
        _tile_loadd(6, p + key * 16, ROW);
        _tile_loadd(4, values + key, stride);
        _tile_loadd(5, values + 16 * stride + key, stride);
        _tile_dpbsud(0, 4, 6);
        _tile_dpbsud(1, 5, 6);
    }
    _tile_stored(0, sums, ROW);
    _tile_stored(1, sums + 16, ROW);
}

/* ---- permission ------------------------------------------------------------------- */

/* Tiles are large, so that Linux gives them only to processes that ask (arch_prctl ARCH_REQ_XCOMP_PERM). */
static bool supported(void) {
    enum { REQUEST = 0x1023, TILE_DATA = 18 };
    const unsigned tile_bit = 1u << 24, int8_bit = 1u << 25;
    unsigned a, b, c, d;
    if (!__get_cpuid_count(7, 0, &a, &b, &c, &d) || !(d & tile_bit) || !(d & int8_bit))
        return false;
    if (!dgm_kernels_avx512vnni.supported())
        return false;
    return syscall(SYS_arch_prctl, REQUEST, TILE_DATA) == 0;
}

const dgm_kernels dgm_kernels_amx = {
    .name = "amx",
    .supported = supported,
    .begin = begin,
    .end = end,
    .arrange = arrange,
    DGM_KERNELS_COMMON,
};
