/* rows.h - layers and float operations over plain rows, for the heads (see linear.h).
 *
 * Here a lane is an output of the layer; the weights are used as the file has them.
 * Included by each CPU path after its primitives. */
#ifndef DGM_MODEL_ROWS_H
#define DGM_MODEL_ROWS_H

#include "model/kernels/blocks.h"

/* ---- quantising --------------------------------------------------------------- */

/* 0..127, as whole numbers. */
DGM_INLINE vi quantised(vf x, lane_scale scale) {
    vi rounded = nearest(x * scale.inverse) + scale.z;
    rounded &= ~(rounded < 0);
    vi above = rounded > 127;
    return (rounded & ~above) | (127 & above);
}

DGM_INLINE void quantise_row(const float *x, uint32_t k, uint8_t *q, float *out_s, int32_t *out_z) {
    float low = 0.0f, high = 0.0f;
    uint32_t i = 0;
    vf lows = {0}, highs = {0};
    for (; i + 16 <= k; i += 16) {
        lows = min_of(lows, load_any(x + i));
        highs = max_of(highs, load_any(x + i));
    }
    low = -max_lanes(-lows);
    high = max_lanes(highs);
    for (; i < k; i++) {
        low = x[i] < low ? x[i] : low;
        high = x[i] > high ? x[i] : high;
    }
    lane_scale scale = scale_of(splat(low), splat(high));
    for (i = 0; i + 16 <= k; i += 16)
        store_bytes((int8_t *)q + i, quantised(load_any(x + i), scale));
    if (i < k) {
        float rest[16] = {0};
        memcpy(rest, x + i, (k - i) * sizeof *rest);
        store_bytes((int8_t *)q + i, quantised(load_any(rest), scale));
    }
    *out_s = scale.s[0];
    *out_z = scale.z[0];
}

static void rows_quantise(const float *x, size_t x_stride, uint32_t n_rows, dgm_rows *rows) {
    for (uint32_t i = 0; i < n_rows; i++) {
        uint8_t *q = rows->q + (size_t)i * rows->stride;
        quantise_row(x + i * x_stride, rows->k, q, &rows->s[i], &rows->z[i]);
        memset(q + rows->k, 0, rows->stride - rows->k);
    }
    rows->n_rows = n_rows;
}

/* ---- products --------------------------------------------------------------------- */

/* Four neighbouring bytes in every lane. */
DGM_INLINE vi splat_four(const void *bytes) {
    int32_t four;
    memcpy(&four, bytes, sizeof four);
    return splat_int(four);
}

/* n_rows rows times n_panels panels of 16 outputs, from panel `panel` on. */
DGM_INLINE void rows_tile(const dgm_linear *layer, const dgm_rows *rows, uint32_t row, uint32_t n_rows,
                          uint32_t panel, uint32_t n_panels, float *y, size_t y_stride) {
    vi sums[6][4];
    const size_t panel_bytes = (size_t)layer->k * 16;
    const int8_t *w = layer->w + panel * panel_bytes;
    const uint8_t *x = rows->q + (size_t)row * rows->stride;
    DGM_UNROLL
    for (uint32_t r = 0; r < n_rows; r++) {
        DGM_UNROLL
        for (uint32_t p = 0; p < n_panels; p++)
            sums[r][p] = (vi){0};
    }
    for (uint32_t i = 0; i < layer->k; i += 4) {
        vi part[4];
        DGM_UNROLL
        for (uint32_t p = 0; p < n_panels; p++)
            part[p] = *(const vi *)(const void *)(w + p * panel_bytes + (size_t)i * 16);
        DGM_UNROLL
        for (uint32_t r = 0; r < n_rows; r++) {
            vi four = splat_four(x + r * (size_t)rows->stride + i);
            DGM_UNROLL
            for (uint32_t p = 0; p < n_panels; p++)
                sums[r][p] = dot4(sums[r][p], four, part[p]);
        }
    }
    DGM_UNROLL
    for (uint32_t r = 0; r < n_rows; r++) {
        DGM_UNROLL
        for (uint32_t p = 0; p < n_panels; p++) {
            uint32_t n = (panel + p) * 16;
            vi c = *(const vi *)(const void *)(layer->c + n);
            vf out = to_float(sums[r][p] - c * rows->z[row + r]) * (load(layer->s + n) * rows->s[row + r]);
            store_any(y + (row + r) * y_stride + n, out + load(layer->b + n));
        }
    }
}

static void rows_linear(const dgm_linear *layer, const dgm_rows *rows, float *y, size_t y_stride) {
    uint32_t n_panels = layer->n_padded / 16, panel = 0, row;
    for (; panel + 2 <= n_panels; panel += 2) {
        for (row = 0; row + 6 <= rows->n_rows; row += 6)
            rows_tile(layer, rows, row, 6, panel, 2, y, y_stride);
        for (; row + 2 <= rows->n_rows; row += 2)
            rows_tile(layer, rows, row, 2, panel, 2, y, y_stride);
        if (row < rows->n_rows)
            rows_tile(layer, rows, row, 1, panel, 2, y, y_stride);
    }
    if (panel == n_panels)
        return;
    for (row = 0; row + 6 <= rows->n_rows; row += 6)
        rows_tile(layer, rows, row, 6, panel, 1, y, y_stride);
    for (; row < rows->n_rows; row++)
        rows_tile(layer, rows, row, 1, panel, 1, y, y_stride);
}

/* ---- floats -------------------------------------------------------------------------- */

/* The n (< 16) values at x, and `rest` in the lanes after them. */
DGM_INLINE vf load_some(const float *x, size_t n, float rest) {
    vf v = splat(rest);
    memcpy(&v, x, n * sizeof *x);
    return v;
}

DGM_INLINE void store_some(float *x, size_t n, vf v) {
    memcpy(x, &v, n * sizeof *x);
}

static void rows_gelu(float *x, size_t n) {
    for (size_t i = 0; i < n; i += 128) {
        vf part[8] = {{0}};
        size_t some = n - i < 128 ? n - i : 128;
        if (some == 128)
            EACH(part[j] = load_any(x + i + (size_t)j * 16));
        else
            memcpy(part, x + i, some * sizeof *x);
        gelu(part);
        if (some == 128)
            EACH(store_any(x + i + (size_t)j * 16, part[j]));
        else
            memcpy(x + i, part, some * sizeof *x);
    }
}

static void rows_exponential(float *x, size_t n) {
    size_t i = 0;
    for (; i + 16 <= n; i += 16)
        store_any(x + i, exponential(load_any(x + i)));
    if (i < n)
        store_some(x + i, n - i, exponential(load_some(x + i, n - i, 0.0f)));
}

DGM_INLINE float highest(const float *x, size_t n) {
    vf high = splat(x[0]);
    size_t i = 0;
    for (; i + 16 <= n; i += 16)
        high = max_of(high, load_any(x + i));
    return max_lanes(i < n ? max_of(high, load_some(x + i, n - i, x[0])) : high);
}

/* Sum of e^(x - high); writes the terms to `terms` unless it is NULL. */
DGM_INLINE float sum_of_terms(const float *x, size_t n, float high, float *terms) {
    vf sum = {0};
    for (size_t i = 0; i < n; i += 16) {
        size_t some = n - i < 16 ? n - i : 16;
        vf term = exponential(load_some(x + i, some, high - 1000.0f) - high);
        if (terms)
            store_some(terms + i, some, term);
        vf counted = {0};
        memcpy(&counted, &term, some * sizeof *x);
        sum += counted;
    }
    return sum_lanes(sum);
}

static void rows_softmax(float *x, size_t n) {
    float scale = 1.0f / sum_of_terms(x, n, highest(x, n), x);
    for (size_t i = 0; i < n; i++)
        x[i] *= scale;
}

static void rows_log_softmax(float *x, size_t n) {
    float high = highest(x, n);
    float rest = logarithm(sum_of_terms(x, n, high, NULL));
    for (size_t i = 0; i < n; i++)
        x[i] = (x[i] - high) - rest;
}

static void rows_mix(float *restrict y, const float *a, const float *b, const float *c, const float *d,
                     const float *e, size_t n) {
    for (size_t i = 0; i < n; i++)
        y[i] = ((a[i] + b[i]) + c[i]) + d[i] * e[i];
}

static void rows_multiply(float *y, const float *a, const float *b, size_t n) {
    for (size_t i = 0; i < n; i++)
        y[i] = a[i] * b[i];
}

DGM_INLINE void dot_some(const float *a, const float *b, size_t b_stride, uint32_t n_b, uint32_t k,
                         float *y) {
    vf sums[4] = {{0}, {0}, {0}, {0}};
    for (uint32_t i = 0; i < k; i += 16) {
        vf part = load_any(a + i);
        DGM_UNROLL
        for (uint32_t j = 0; j < n_b; j++)
            sums[j] += part * load_any(b + j * b_stride + i);
    }
    DGM_UNROLL
    for (uint32_t j = 0; j < n_b; j++)
        y[j] = sum_lanes(sums[j]);
}

static void rows_dot(const float *a, size_t a_stride, uint32_t n_a, const float *b, size_t b_stride,
                     uint32_t n_b, uint32_t k, float *y, size_t y_stride) {
    for (uint32_t i = 0; i < n_a; i++) {
        uint32_t j = 0;
        for (; j + 4 <= n_b; j += 4)
            dot_some(a + i * a_stride, b + j * b_stride, b_stride, 4, k, y + i * y_stride + j);
        for (; j < n_b; j++)
            dot_some(a + i * a_stride, b + j * b_stride, b_stride, 1, k, y + i * y_stride + j);
    }
}

#endif
