/* avx512.h - the primitives of lanes.h for CPUs with AVX-512 and its VNNI products. */
#ifndef DGM_MODEL_AVX512_H
#define DGM_MODEL_AVX512_H

#include <immintrin.h>

#include "model/kernels/vectors.h"

typedef vi wide;
#define WIDES 1u
#include "model/kernels/lanes.h"

DGM_INLINE vf max_of(vf a, vf b) {
    return (vf)_mm512_max_ps((__m512)a, (__m512)b);
}

DGM_INLINE vf min_of(vf a, vf b) {
    return (vf)_mm512_min_ps((__m512)a, (__m512)b);
}

DGM_INLINE vi nearest(vf x) {
    return (vi)_mm512_cvtps_epi32((__m512)x);
}

DGM_INLINE vi dot4(vi acc, vi u, vi s) {
    return (vi)_mm512_dpbusd_epi32((__m512i)acc, (__m512i)u, (__m512i)s);
}

DGM_INLINE wide wide_dot4(wide acc, wide u, wide s) {
    return dot4(acc, u, s);
}

DGM_INLINE wide wide_splat(int32_t x) {
    return splat_int(x);
}

DGM_INLINE vi dot2(vi acc, vi a, vi b) {
    return (vi)_mm512_dpwssd_epi32((__m512i)acc, (__m512i)a, (__m512i)b);
}

/* Bytes come out of the two packings as four lanes of x[0], four of x[1], …; this puts lanes together. */
DGM_INLINE vi by_lane(__m512i bytes) {
    const __m128i order = _mm_setr_epi8(0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15);
    return (vi)_mm512_shuffle_epi8(bytes, _mm512_broadcast_i32x4(order));
}

DGM_INLINE __m512i pack_pair(vf a, vf b) {
    return _mm512_packs_epi32((__m512i)nearest(a), (__m512i)nearest(b));
}

DGM_INLINE vi pack_unsigned(const vf x[4], vi z) {
    __m512i z16 = _mm512_packs_epi32((__m512i)z, (__m512i)z);
    __m512i ab = _mm512_add_epi16(pack_pair(x[0], x[1]), z16);
    __m512i cd = _mm512_add_epi16(pack_pair(x[2], x[3]), z16);
    return by_lane(_mm512_min_epu8(_mm512_packus_epi16(ab, cd), _mm512_set1_epi8(127)));
}

DGM_INLINE vi pack_signed(const vf x[4]) {
    return by_lane(_mm512_packs_epi16(pack_pair(x[0], x[1]), pack_pair(x[2], x[3])));
}

DGM_INLINE void store_bytes(int8_t *to, vi x) {
    _mm_storeu_si128((__m128i *)(void *)to, _mm512_cvtepi32_epi8((__m512i)x));
}

#endif
