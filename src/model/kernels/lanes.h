/* lanes.h - 16 lanes of floats or integers, and the functions computed over them.
 *
 * Included by each CPU path after it has defined `wide`, and before its primitives. As no operation
 * is fused or reordered, all paths agree.
 * All functions are inlined, so that a vector is never passed between paths. */
#ifndef DGM_MODEL_LANES_H
#define DGM_MODEL_LANES_H

#include "model/kernels/vectors.h"

DGM_INLINE vf splat(float x) {
    return x - (vf){0};
}

DGM_INLINE vi splat_int(int32_t x) {
    return x - (vi){0};
}

/* Loads and stores without alignment. */
DGM_INLINE vf load_any(const float *from) {
    vf x;
    memcpy(&x, from, sizeof x);
    return x;
}

DGM_INLINE void store_any(float *to, vf x) {
    memcpy(to, &x, sizeof x);
}

DGM_INLINE vf load(const float *from) {
    return *(const vf *)(const void *)from;
}

DGM_INLINE void store(float *to, vf x) {
    *(vf *)(void *)to = x;
}

/* mask ? a : b, lane by lane; a mask is 0 or -1. */
DGM_INLINE vf choose(vi mask, vf a, vf b) {
    return (vf)(((vi)a & mask) | ((vi)b & ~mask));
}

DGM_INLINE vf magnitude(vf x) {
    return (vf)((vi)x & 0x7FFFFFFF);
}

DGM_INLINE vf to_float(vi x) {
    return __builtin_convertvector(x, vf);
}

/* Adding it leaves a float of magnitude below 2^22 rounded to nearest even, in the low bits. */
#define DGM_ROUNDER 12582912.0f
#define DGM_ROUNDER_BITS 0x4B400000

DGM_INLINE vf square_root(vf x) {
    float lanes[16];
    memcpy(lanes, &x, sizeof lanes);
    for (int i = 0; i < 16; i++)
        lanes[i] = sqrtf(lanes[i]);
    memcpy(&x, lanes, sizeof lanes);
    return x;
}

/* Fixed order: halves, then quarters, … */
DGM_INLINE float sum_lanes(vf x) {
    float lanes[16];
    memcpy(lanes, &x, sizeof lanes);
    for (int width = 8; width > 0; width /= 2)
        for (int i = 0; i < width; i++)
            lanes[i] += lanes[i + width];
    return lanes[0];
}

DGM_INLINE float max_lanes(vf x) {
    float lanes[16];
    memcpy(lanes, &x, sizeof lanes);
    for (int width = 8; width > 0; width /= 2)
        for (int i = 0; i < width; i++)
            lanes[i] = lanes[i] > lanes[i + width] ? lanes[i] : lanes[i + width];
    return lanes[0];
}

/* ---- primitives that each path declares and defines --------------------- */

/* a > b ? a : b and a < b ? a : b. */
DGM_INLINE vf max_of(vf a, vf b);
DGM_INLINE vf min_of(vf a, vf b);
/* To the nearest integer, ties to even; |x| < 2^22. */
DGM_INLINE vi nearest(vf x);
/* acc + the four products u8 x s8 of each lane; bytes of u are 0..127. */
DGM_INLINE vi dot4(vi acc, vi u, vi s);
/* acc + the two products s16 x s16 of each lane. */
DGM_INLINE vi dot2(vi acc, vi a, vi b);
/* `wide` is the CPU's own vector of integers, of which WIDES make a vi: loops that keep many sums in
 * registers are written with it. wide_dot4 is dot4 on it. */
DGM_INLINE wide wide_dot4(wide acc, wide u, wide s);
DGM_INLINE wide wide_splat(int32_t x);
/* Rounds four vectors, adds z, clamps to 0..127: byte j of a lane comes from x[j]. */
DGM_INLINE vi pack_unsigned(const vf x[4], vi z);
/* Rounds four vectors of magnitude below 128: byte j of a lane comes from x[j]. */
DGM_INLINE vi pack_signed(const vf x[4]);
/* The low byte of each lane, 16 bytes at `to`. */
DGM_INLINE void store_bytes(int8_t *to, vi x);

/* ---- functions ------------------------------------------------------------ */

/* e^x to 1e-7 of its value; 0 below -87, and not above e^88. */
DGM_INLINE vf exponential(vf x) {
    x = min_of(max_of(x, splat(-87.0f)), splat(88.0f));
    vf shifted = x * 1.44269504f + DGM_ROUNDER;
    vf n = shifted - DGM_ROUNDER;
    vf r = (x - n * 0.693359375f) - n * -2.12194440e-4f; /* ln 2 in two parts; the first product is exact */
    vf p = splat(0.00138368456f);
    p = p * r + 0.0083748158f;
    p = p * r + 0.0416682256f;
    p = p * r + 0.166664202f;
    p = p * r + 0.499999921f;
    p = p * r + 1.00000004f;
    p = p * r + 1.0f;
    return (vf)((vu)p + ((vu)shifted << 23));
}

/* What is called most works on eight vectors side by side: one by one, each would wait for the last. */
#define EACH(statement)             \
    do {                            \
        DGM_UNROLL                  \
        for (int j = 0; j < 8; j++) \
            statement;              \
    } while (0)

/* x = 127 * 2^x for x <= 0, to 1e-4 of its value; what rounds to 0 may be any number that does. */
DGM_INLINE void exponential_127(vf x[8]) {
    vf shifted[8], p[8];
    EACH(x[j] = max_of(x[j], splat(-64.0f)));
    EACH(shifted[j] = x[j] + DGM_ROUNDER);
    EACH(x[j] = x[j] - (shifted[j] - DGM_ROUNDER));
    EACH(p[j] = x[j] * 7.00680145f + 30.8116125f);
    EACH(p[j] = p[j] * x[j] + 88.0441453f);
    EACH(p[j] = p[j] * x[j] + 126.990865f);
    EACH(x[j] = (vf)((vu)p[j] + ((vu)shifted[j] << 23)));
}

/* Natural logarithm of one positive normal float: that of the library may differ between machines. */
DGM_INLINE float logarithm(float x) {
    int32_t bits;
    memcpy(&bits, &x, sizeof bits);
    int32_t exponent = (bits - 0x3F3504F3) >> 23; /* so that the rest lies in [sqrt 1/2, sqrt 2) */
    bits -= exponent * 0x800000;
    memcpy(&x, &bits, sizeof x);
    float f = (x - 1.0f) / (x + 1.0f), u = f * f; /* log x = 2 artanh f */
    float p = 0.11111111f;
    p = p * u + 0.14285714f;
    p = p * u + 0.2f;
    p = p * u + 0.33333333f;
    p = p * u + 1.0f;
    return (float)exponent * 0.693147181f + 2.0f * f * p;
}

/* x = x * Phi(x), absolute error below 2e-4: a hundredth of the step to which layers round it at once.
 * It is x / 2 + |x| (Phi(|x|) - 1/2); the second term is near a polynomial of x^2 while that is below
 * |x| / 2, and near |x| / 2 from there on. */
DGM_INLINE void gelu(vf x[8]) {
    vf u[8], p[8];
    EACH(u[j] = x[j] * x[j]);
    EACH(x[j] = x[j] * 0.5f);
    EACH(p[j] = u[j] * 2.62714632e-08f - 1.77049401e-06f);
    EACH(p[j] = p[j] * u[j] + 5.12372462e-05f);
    EACH(p[j] = p[j] * u[j] - 0.000844511669f);
    EACH(p[j] = p[j] * u[j] + 0.00891378522f);
    EACH(p[j] = p[j] * u[j] - 0.0648694709f);
    EACH(p[j] = p[j] * u[j] + 0.398085594f);
    EACH(x[j] = x[j] + min_of(p[j] * u[j], magnitude(x[j])));
}

#endif
