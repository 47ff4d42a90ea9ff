/* portable.c - the kernels in plain C, for any CPU: what the other paths must equal. */
#include "model/kernels/vectors.h"

typedef vi wide;
#define WIDES 1u
#include "model/kernels/lanes.h"

#define TILE_N 4u
#define TILE_C 1u
#define SEGMENT 512u
#define PANEL 32u

typedef int16_t vs __attribute__((vector_size(64)));

DGM_INLINE vf max_of(vf a, vf b) {
    return choose(a > b, a, b);
}

DGM_INLINE vf min_of(vf a, vf b) {
    return choose(a < b, a, b);
}

DGM_INLINE vi nearest(vf x) {
    return (vi)(x + DGM_ROUNDER) - DGM_ROUNDER_BITS;
}

/* Even and odd bytes as 16-bit factors: a sum of two products is below 2^15. */
DGM_INLINE vi dot4(vi acc, vi u, vi s) {
    vs u_even = (vs)u & 0xFF, u_odd = (vs)u >> 8;
    vs s_even = (vs)((vu)s << 8) >> 8, s_odd = (vs)s >> 8;
    vi pairs = (vi)(u_even * s_even + u_odd * s_odd);
    return acc + ((vi)((vu)pairs << 16) >> 16) + (pairs >> 16);
}

DGM_INLINE wide wide_dot4(wide acc, wide u, wide s) {
    return dot4(acc, u, s);
}

DGM_INLINE wide wide_splat(int32_t x) {
    return splat_int(x);
}

DGM_INLINE vi dot2(vi acc, vi a, vi b) {
    return acc + ((vi)((vu)a << 16) >> 16) * ((vi)((vu)b << 16) >> 16) + (a >> 16) * (b >> 16);
}

DGM_INLINE vi pack_unsigned(const vf x[4], vi z) {
    vi packed = {0};
    for (int j = 0; j < 4; j++) {
        vi v = nearest(x[j]) + z;
        v &= ~(v < 0);
        vi above = v > 127;
        v = (v & ~above) | (127 & above);
        packed |= v << (8 * j);
    }
    return packed;
}

DGM_INLINE vi pack_signed(const vf x[4]) {
    vu packed = {0};
    for (int j = 0; j < 4; j++)
        packed |= ((vu)nearest(x[j]) & 255u) << (8 * j);
    return (vi)packed;
}

DGM_INLINE void store_bytes(int8_t *to, vi x) {
    for (int i = 0; i < 16; i++)
        to[i] = (int8_t)x[i];
}

#include "model/kernels/tiles.h"

#include "model/kernels/table.h"

static bool supported(void) {
    return true;
}

const dgm_kernels dgm_kernels_portable = {.name = "portable", .supported = supported, DGM_KERNELS_COMMON};
