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

#define TILE_N 32u
#define TILE_C 2u
#define SEGMENT 768u
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

/* 32 outputs, of which the first sums are fresh or added to, for two blocks or one. */
static void tile_sums(const int8_t *w, const uint8_t *x, size_t stride, uint32_t k, uint32_t n_blocks, bool fresh,
                      vi *sums) {
    const size_t size = (size_t)k * 16, next = n_blocks == 2 ? stride : 0; /* a second block, or the first again */
    if (fresh) {
        _tile_zero(0);
        _tile_zero(1);
        _tile_zero(2);
        _tile_zero(3);
    } else {
        _tile_loadd(0, sums, 2 * ROW);
        _tile_loadd(1, sums + 1, 2 * ROW);
        _tile_loadd(2, sums + 32, 2 * ROW);
        _tile_loadd(3, sums + 33, 2 * ROW);
    }
    for (size_t at = 0; at < size; at += TILE) {
        _tile_loadd(4, w + at, ROW);
        _tile_loadd(6, x + at, ROW);
        _tile_dpbsud(0, 4, 6);
        _tile_loadd(7, x + next + at, ROW);
        _tile_dpbsud(1, 4, 7);
        _tile_loadd(5, w + stride + at, ROW);
        _tile_dpbsud(2, 5, 6);
        _tile_dpbsud(3, 5, 7);
    }
    _tile_stored(0, sums, 2 * ROW);
    _tile_stored(1, sums + 1, 2 * ROW);
    _tile_stored(2, sums + 32, 2 * ROW);
    _tile_stored(3, sums + 33, 2 * ROW);
}

/* ---- attention -------------------------------------------------------------------- */

DGM_INLINE void begin_attention(void) {
    _tile_loadconfig(&attention_tiles);
}

DGM_INLINE void end_attention(void) {
    _tile_loadconfig(&layer_tiles);
}

/* One key after the other: rows of a left factor. */
DGM_INLINE void store_key(const vi packed[HEAD / 4], int8_t *to) {
    for (size_t key = 0; key < 16; key++)
        for (size_t i = 0; i < HEAD / 4; i++)
            memcpy(to + key * HEAD + i * 4, (const char *)&packed[i] + key * 4, 4);
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

DGM_INLINE void context_sums(const uint8_t *p, const int8_t *values, size_t stride, uint32_t n_keys, vi *sums) {
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
