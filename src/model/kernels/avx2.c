/* avx2.c - the kernels for CPUs with AVX2: products by pairs in 16 bits, which 7 bits cannot saturate. */
#include <immintrin.h>

#include "model/kernels/vectors.h"

typedef __m256i wide;
#define WIDES 2u
#include "model/kernels/lanes.h"

#define TILE_N 4u
#define TILE_C 1u
#define SEGMENT 512u
#define PANEL 32u

/* A vector of 16 lanes as the two that the CPU has. */
typedef struct halves {
    __m256i low, high;
} halves;

DGM_INLINE halves split(vi x) {
    const __m256i *parts = (const __m256i *)(const void *)&x;
    return (halves){parts[0], parts[1]};
}

DGM_INLINE vi join(__m256i low, __m256i high) {
    vi x;
    __m256i *parts = (__m256i *)(void *)&x;
    parts[0] = low;
    parts[1] = high;
    return x;
}

#define FLOATS(x) _mm256_castsi256_ps(x)

DGM_INLINE vf max_of(vf a, vf b) {
    halves x = split((vi)a), y = split((vi)b);
    return (vf)join(_mm256_castps_si256(_mm256_max_ps(FLOATS(x.low), FLOATS(y.low))),
                    _mm256_castps_si256(_mm256_max_ps(FLOATS(x.high), FLOATS(y.high))));
}

DGM_INLINE vf min_of(vf a, vf b) {
    halves x = split((vi)a), y = split((vi)b);
    return (vf)join(_mm256_castps_si256(_mm256_min_ps(FLOATS(x.low), FLOATS(y.low))),
                    _mm256_castps_si256(_mm256_min_ps(FLOATS(x.high), FLOATS(y.high))));
}

DGM_INLINE vi nearest(vf x) {
    halves h = split((vi)x);
    return join(_mm256_cvtps_epi32(FLOATS(h.low)), _mm256_cvtps_epi32(FLOATS(h.high)));
}

DGM_INLINE wide wide_dot4(wide acc, wide u, wide s) {
    return _mm256_add_epi32(acc, _mm256_madd_epi16(_mm256_maddubs_epi16(u, s), _mm256_set1_epi16(1)));
}

DGM_INLINE wide wide_splat(int32_t x) {
    return _mm256_set1_epi32(x);
}

DGM_INLINE vi dot4(vi acc, vi u, vi s) {
    halves a = split(acc), b = split(u), c = split(s);
    return join(wide_dot4(a.low, b.low, c.low), wide_dot4(a.high, b.high, c.high));
}

DGM_INLINE vi dot2(vi acc, vi a, vi b) {
    halves x = split(a), y = split(b);
    return acc + join(_mm256_madd_epi16(x.low, y.low), _mm256_madd_epi16(x.high, y.high));
}

/* Bytes come out of the two packings as four lanes of x[0], four of x[1], …; this puts lanes together. */
DGM_INLINE __m256i by_lane(__m256i bytes) {
    const __m128i order = _mm_setr_epi8(0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15);
    return _mm256_shuffle_epi8(bytes, _mm256_broadcastsi128_si256(order));
}

DGM_INLINE __m256i pack_unsigned_half(__m256i a, __m256i b, __m256i c, __m256i d, __m256i z) {
    __m256i z16 = _mm256_packs_epi32(z, z);
    __m256i ab = _mm256_add_epi16(_mm256_packs_epi32(a, b), z16);
    __m256i cd = _mm256_add_epi16(_mm256_packs_epi32(c, d), z16);
    return by_lane(_mm256_min_epu8(_mm256_packus_epi16(ab, cd), _mm256_set1_epi8(127)));
}

DGM_INLINE vi pack_unsigned(const vf x[4], vi z) {
    halves a = split(nearest(x[0])), b = split(nearest(x[1])), c = split(nearest(x[2])),
           d = split(nearest(x[3]));
    return join(pack_unsigned_half(a.low, b.low, c.low, d.low, split(z).low),
                pack_unsigned_half(a.high, b.high, c.high, d.high, split(z).high));
}

DGM_INLINE __m256i pack_signed_half(__m256i a, __m256i b, __m256i c, __m256i d) {
    return by_lane(_mm256_packs_epi16(_mm256_packs_epi32(a, b), _mm256_packs_epi32(c, d)));
}

DGM_INLINE vi pack_signed(const vf x[4]) {
    halves a = split(nearest(x[0])), b = split(nearest(x[1])), c = split(nearest(x[2])),
           d = split(nearest(x[3]));
    return join(pack_signed_half(a.low, b.low, c.low, d.low),
                pack_signed_half(a.high, b.high, c.high, d.high));
}

DGM_INLINE void store_bytes(int8_t *to, vi x) {
    halves h = split(x);
    __m256i words = _mm256_permute4x64_epi64(_mm256_packs_epi32(h.low, h.high), 0xD8);
    __m128i bytes = _mm_packs_epi16(_mm256_castsi256_si128(words), _mm256_extracti128_si256(words, 1));
    _mm_storeu_si128((__m128i *)(void *)to, bytes);
}

#include "model/kernels/tiles.h"

#include "model/kernels/table.h"

static bool supported(void) {
    return __builtin_cpu_supports("avx2");
}

const dgm_kernels dgm_kernels_avx2 = {.name = "avx2", .supported = supported, DGM_KERNELS_COMMON};
