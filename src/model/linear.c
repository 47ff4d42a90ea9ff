/* linear.c - layers found by name and checked; the calls behind it go to the kernels of the model. */
#include "model/linear.h"

#include <stdio.h>

#include "model/kernels/kernels.h"

enum { MAX_K = 8192 /* so that no sum of products can overflow */ };

typedef struct layer_name {
    char text[80];
} layer_name;

static layer_name join(const char *before, const char *name, const char *after) {
    layer_name joined;
    snprintf(joined.text, sizeof joined.text, "%s%.60s%s", before, name, after);
    return joined;
}

/* The sums that the file gives are used as factors: no larger than weights can make them. */
static dgm_status check_sums(const dgm_linear *linear, const char *name, dgm_error *err) {
    int32_t most = (int32_t)linear->k * 128;
    for (uint32_t i = 0; i < linear->n_padded; i++)
        if (linear->c[i] > most || linear->c[i] < -most)
            return dgm_fail(err, DGM_ERR_MODEL, 0, "weight file: %s.c: %d is no sum of %u weights", name,
                            linear->c[i], linear->k);
    return DGM_OK;
}

dgm_status dgm_linear_find(const dgm_weights *weights, const char *name, uint32_t n, uint32_t k,
                           dgm_linear *out_linear, dgm_error *err) {
    dgm_linear linear = {.kernels = dgm_weights_kernels(weights)};
    layer_name w_name = join("", name, ".w");
    const void *w, *s, *b, *c;
    uint32_t dims[4] = {0, k / 4, 16, 4};
    DGM_TRY(dgm_weights_tensor(weights, w_name.text, DGM_TENSOR_S8, 4, dims, &w, err));
    const dgm_tensor *tensor = dgm_weights_find(weights, w_name.text);
    if (tensor->dims[1] > MAX_K / 4 || tensor->dims[0] > UINT32_MAX / 64)
        return dgm_fail(err, DGM_ERR_MODEL, 0, "weight file: %s: too large", w_name.text);
    linear.n_padded = tensor->dims[0] * 16;
    linear.k = tensor->dims[1] * 4;
    DGM_TRY(dgm_weights_number(weights, join("n.", name, "").text, linear.n_padded - 15, linear.n_padded,
                               &linear.n, err));
    if (n != 0 && linear.n != n)
        return dgm_fail(err, DGM_ERR_MODEL, 0, "weight file: %s has %u outputs, not %u", name, linear.n, n);
    DGM_TRY(
        dgm_weights_tensor(weights, join("", name, ".s").text, DGM_TENSOR_F32, 1, &linear.n_padded, &s, err));
    DGM_TRY(
        dgm_weights_tensor(weights, join("", name, ".b").text, DGM_TENSOR_F32, 1, &linear.n_padded, &b, err));
    DGM_TRY(
        dgm_weights_tensor(weights, join("", name, ".c").text, DGM_TENSOR_I32, 1, &linear.n_padded, &c, err));
    linear.w = w;
    linear.s = s;
    linear.b = b;
    linear.c = c;
    DGM_TRY(check_sums(&linear, name, err));
    *out_linear = linear;
    return DGM_OK;
}

dgm_status dgm_rows_new(dgm_arena *arena, uint32_t capacity, uint32_t k, dgm_rows *out_rows, dgm_error *err) {
    dgm_rows rows = {.capacity = capacity, .k = k, .stride = (k + 63u) & ~63u};
    rows.q = dgm_arena_array(arena, uint8_t, (size_t)capacity * rows.stride);
    rows.s = dgm_arena_array(arena, float, capacity);
    rows.z = dgm_arena_array(arena, int32_t, capacity);
    if (!rows.q || !rows.s || !rows.z)
        return dgm_fail(err, DGM_ERR_MEMORY, 0, "no memory for the vectors of words");
    *out_rows = rows;
    return DGM_OK;
}

void dgm_rows_quantise(const struct dgm_kernels *kernels, const float *x, size_t x_stride, uint32_t n_rows,
                       dgm_rows *rows) {
    kernels->rows_quantise(x, x_stride, n_rows, rows);
}

void dgm_linear_apply(const dgm_linear *layer, const dgm_rows *rows, float *y, size_t y_stride) {
    layer->kernels->rows_linear(layer, rows, y, y_stride);
}

void dgm_gelu(const struct dgm_kernels *kernels, float *x, size_t n) {
    kernels->gelu(x, n);
}

void dgm_softmax(const struct dgm_kernels *kernels, float *x, size_t n) {
    kernels->softmax(x, n);
}

void dgm_log_softmax(const struct dgm_kernels *kernels, float *x, size_t n) {
    kernels->log_softmax(x, n);
}

void dgm_mix(const struct dgm_kernels *kernels, float *y, const float *a, const float *b, const float *c,
             const float *d, const float *e, size_t n) {
    kernels->mix(y, a, b, c, d, e, n);
}

void dgm_multiply(const struct dgm_kernels *kernels, float *y, const float *a, const float *b, size_t n) {
    kernels->multiply(y, a, b, n);
}

void dgm_dot_rows(const struct dgm_kernels *kernels, const float *a, size_t a_stride, uint32_t n_a,
                  const float *b, size_t b_stride, uint32_t n_b, uint32_t k, float *y, size_t y_stride) {
    kernels->dot_rows(a, a_stride, n_a, b, b_stride, n_b, k, y, y_stride);
}
