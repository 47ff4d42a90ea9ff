/* Each CPU path of this machine against the portable one, bit for bit, on random shapes; the portable one
 * against plain loops over single numbers; GELU and e^x against the library's double precision. */
#include "unit.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/kernels/kernels.h"
#include "support/model_fixture.h"

enum { MAX_BLOCKS = 9, MAX_ROWS = 40 };

static const dgm_kernels *portable(void) {
    const dgm_kernels *kernels;
    assert_int_equal(dgm_kernels_choose("portable", &kernels, NULL), DGM_OK);
    return kernels;
}

typedef void (*on_path)(const dgm_kernels *kernels);

static void on_each_path(on_path test) {
    const dgm_kernels *const *paths;
    uint32_t n = dgm_kernels_list(&paths);
    for (uint32_t i = 0; i < n; i++) {
        if (!paths[i]->supported()) {
            print_message("%s: not on this machine\n", paths[i]->name);
            continue;
        }
        if (paths[i]->begin)
            paths[i]->begin();
        test(paths[i]);
        if (paths[i]->end)
            paths[i]->end();
    }
}

static float *floats(fixture *f, size_t n, float size) {
    float *x = fixture_memory(n * sizeof *x);
    for (size_t i = 0; i < n; i++)
        x[i] = fixture_float(f, size);
    return x;
}

static void assert_same(const dgm_kernels *kernels, const char *what, const void *a, const void *b,
                        size_t size) {
    if (memcmp(a, b, size) != 0)
        fail_msg("%s: %s differs", kernels->name, what);
}

/* ---- layers -------------------------------------------------------------------- */

typedef struct test_layer {
    fixture *f;
    dgm_weights *weights;
    dgm_linear plain, arranged; /* arranged as the kernels want it */
    int8_t *w;
} test_layer;

/* The same for the same seed, whatever the kernels. */
static test_layer layer_new(const dgm_kernels *kernels, uint64_t seed, uint32_t n, uint32_t k) {
    test_layer t = {.f = fixture_new(seed)};
    dgm_error err = {0};
    fixture_linear(t.f, "x", n, k);
    assert_int_equal(dgm_weights_open_bytes(fixture_bytes(t.f), true, kernels->name, &t.weights, &err),
                     DGM_OK);
    assert_int_equal(dgm_linear_find(t.weights, "x", n, k, &t.plain, &err), DGM_OK);
    t.arranged = t.plain;
    if (kernels->arrange && k % 64 == 0) {
        t.w = fixture_memory((size_t)t.plain.n_padded * k);
        kernels->arrange(t.plain.w, t.plain.n_padded / 16, k, t.w);
        t.arranged.w = t.w;
    }
    return t;
}

static void layer_free(test_layer *t) {
    free(t->w);
    dgm_weights_close(t->weights);
    fixture_free(t->f);
}

/* ---- rows ------------------------------------------------------------------------ */

static dgm_rows rows_new(dgm_arena *arena, uint32_t k) {
    dgm_rows rows;
    assert_int_equal(dgm_rows_new(arena, MAX_ROWS, k, &rows, NULL), DGM_OK);
    return rows;
}

/* The definition, number by number. */
static void quantise_plainly(const float *x, uint32_t k, uint8_t *q, float *out_s, int32_t *out_z) {
    float low = 0, high = 0;
    for (uint32_t i = 0; i < k; i++) {
        low = x[i] < low ? x[i] : low;
        high = x[i] > high ? x[i] : high;
    }
    float s = (high - low) / 127.0f;
    s = s > 1e-30f ? s : 1.0f;
    float inverse = 1.0f / s;
    int z = (int)rintf(-low * inverse);
    for (uint32_t i = 0; i < k; i++) {
        int value = (int)rintf(x[i] * inverse) + z;
        q[i] = (uint8_t)(value < 0 ? 0 : value > 127 ? 127 : value);
    }
    *out_s = s;
    *out_z = z;
}

static float multiply_plainly(const dgm_linear *layer, uint32_t n, const uint8_t *q, float s, int32_t z) {
    int32_t sum = 0;
    for (uint32_t k = 0; k < layer->k; k++)
        sum += q[k] * layer->w[((size_t)(n / 16) * (layer->k / 4) + k / 4) * 64 + n % 16 * 4 + k % 4];
    return (float)(sum - z * layer->c[n]) * (s * layer->s[n]) + layer->b[n];
}

static void rows_case(const dgm_kernels *kernels, uint64_t seed) {
    fixture *random = fixture_new(seed);
    uint32_t n = 1 + fixture_draw(random, 90), k = 4 + 4 * fixture_draw(random, 60);
    uint32_t n_rows = 1 + fixture_draw(random, MAX_ROWS), x_stride = k + fixture_draw(random, 5);
    test_layer layer = layer_new(kernels, seed, n, k);
    float *x = floats(random, (size_t)n_rows * x_stride, 0.1f + fixture_float(random, 0.1f));
    if (fixture_draw(random, 4) == 0)
        memset(x, 0, k * sizeof *x);
    dgm_arena arena;
    dgm_arena_open(&arena, 0);
    dgm_rows rows = rows_new(&arena, k);
    memset(rows.q, 255, (size_t)rows.capacity * rows.stride);
    size_t y_stride = layer.plain.n_padded + fixture_draw(random, 3) * 16;
    float *y = floats(random, n_rows * y_stride, 1);
    dgm_rows_quantise(kernels, x, x_stride, n_rows, &rows);
    dgm_linear_apply(&layer.plain, &rows, y, y_stride);
    for (uint32_t i = 0; i < n_rows; i++) {
        uint8_t q[256];
        float s;
        int32_t z;
        quantise_plainly(x + (size_t)i * x_stride, k, q, &s, &z);
        assert_same(kernels, "quantised row", q, rows.q + (size_t)i * rows.stride, k);
        for (uint32_t j = 0; j < layer.plain.n_padded; j++) {
            float expected = multiply_plainly(&layer.plain, j, q, s, z);
            assert_same(kernels, "row", &expected, &y[i * y_stride + j], sizeof expected);
        }
    }
    dgm_arena_close(&arena);
    free(x);
    free(y);
    layer_free(&layer);
    fixture_free(random);
}

static void all_rows(const dgm_kernels *kernels) {
    for (uint64_t seed = 1; seed <= 40; seed++)
        rows_case(kernels, seed);
}

static void rows_follow_the_definition(void **state) {
    (void)state;
    on_each_path(all_rows);
}

/* ---- blocks ------------------------------------------------------------------------ */

typedef struct test_blocks {
    uint32_t n_blocks, k;
    float *x;
    dgm_bounds bounds;
    dgm_blocks q;
} test_blocks;

static test_blocks blocks_new(fixture *random, uint32_t n_blocks, uint32_t k) {
    test_blocks t = {.n_blocks = n_blocks, .k = k, .x = floats(random, (size_t)n_blocks * k * 16, 2.0f)};
    size_t lanes = (size_t)n_blocks * 16;
    t.bounds.low = fixture_memory(lanes * sizeof(float));
    t.bounds.high = fixture_memory(lanes * sizeof(float));
    t.q.q = fixture_memory(lanes * k);
    t.q.s = fixture_memory(lanes * sizeof(float));
    t.q.z_pair = fixture_memory(lanes * sizeof(int32_t));
    for (size_t b = 0; b < n_blocks; b++)
        for (size_t i = 0; i < k; i++)
            for (size_t lane = 0; lane < 16; lane++) {
                float *x = &t.x[(b * k + i) * 16 + lane];
                *x *= lane == 3 ? 0.0f : lane == 5 ? 1e4f : 1.0f;
                float *low = &t.bounds.low[b * 16 + lane], *high = &t.bounds.high[b * 16 + lane];
                *low = *x < *low ? *x : *low;
                *high = *x > *high ? *x : *high;
            }
    return t;
}

static void blocks_free(test_blocks *t) {
    free(t->x);
    free(t->bounds.low);
    free(t->bounds.high);
    free(t->q.q);
    free(t->q.s);
    free(t->q.z_pair);
}

/* The lane of a block as a row. */
static void take_lane(const test_blocks *t, size_t token, float *row) {
    for (size_t i = 0; i < t->k; i++)
        row[i] = t->x[(token / 16 * t->k + i) * 16 + token % 16];
}

/* Two parts of the outputs, and all of them added to what is there. */
static void blocks_case(const dgm_kernels *kernels, uint64_t seed) {
    fixture *random = fixture_new(seed);
    uint32_t n_blocks = 1 + fixture_draw(random, MAX_BLOCKS), k = 64 * (1 + fixture_draw(random, 6));
    uint32_t part = 32 * (1 + fixture_draw(random, 2)), step = part + 32 * fixture_draw(random, 2);
    uint32_t from = 32 * fixture_draw(random, 2), n = from + step + part;
    test_layer layer = layer_new(kernels, seed, n, k);
    test_blocks x = blocks_new(random, n_blocks, k);
    size_t stride = (size_t)n * 16 + 64;
    float *y = floats(random, n_blocks * stride, 1), *sum = floats(random, n_blocks * stride, 1);
    float *before = fixture_memory(n_blocks * stride * sizeof *sum);
    memcpy(before, sum, n_blocks * stride * sizeof *sum);
    kernels->quantise(x.x, n_blocks, k, x.bounds, &x.q);
    kernels->linear(&layer.arranged, &x.q, n_blocks, (dgm_outputs){from, part, step, 2}, y, stride);
    kernels->linear_add(&layer.arranged, &x.q, n_blocks, sum, stride);
    for (size_t token = 0; token < n_blocks * 16u; token++) {
        float row[384], s;
        uint8_t q[384];
        int32_t z;
        take_lane(&x, token, row);
        quantise_plainly(row, k, q, &s, &z);
        assert_int_equal(x.q.z_pair[token], z + z * 0x1000000);
        for (uint32_t i = 0; i < k; i++)
            assert_int_equal(q[i], x.q.q[token / 16 * k * 16 + i / 4 * 64 + token % 16 * 4 + i % 4]);
        for (uint32_t j = 0; j < 2 * part; j++) {
            float expected = multiply_plainly(&layer.plain, from + j / part * step + j % part, q, s, z);
            assert_same(kernels, "block", &expected, &y[token / 16 * stride + j * 16 + token % 16],
                        sizeof expected);
        }
        for (uint32_t j = 0; j < n; j++) {
            size_t at = token / 16 * stride + j * 16 + token % 16;
            float expected = before[at] + multiply_plainly(&layer.plain, j, q, s, z);
            assert_same(kernels, "block added", &expected, &sum[at], sizeof expected);
        }
    }
    free(y);
    free(sum);
    free(before);
    blocks_free(&x);
    layer_free(&layer);
    fixture_free(random);
}

static void all_blocks(const dgm_kernels *kernels) {
    for (uint64_t seed = 1; seed <= 25; seed++)
        blocks_case(kernels, seed);
}

static void blocks_follow_the_definition(void **state) {
    (void)state;
    on_each_path(all_blocks);
}

/* ---- paths against the portable one: normalise, GELU, attention ------------------------- */

typedef struct outcome {
    test_blocks x, attended, wide;
} outcome;

static dgm_attention attention_new(uint32_t n_blocks) {
    const size_t tokens = (size_t)n_blocks * 16;
    dgm_attention a;
    a.query.q = fixture_memory(tokens * DGM_HEAD_SIZE);
    a.query.s = fixture_memory(tokens * sizeof(float));
    a.query.z_pair = fixture_memory(tokens * sizeof(int32_t));
    a.key = fixture_memory(tokens * DGM_HEAD_SIZE);
    a.key_scale = fixture_memory(tokens * sizeof(float));
    a.key_minus = fixture_memory(tokens * sizeof(int32_t));
    a.value = fixture_memory(DGM_ATTENTION_VALUE_BYTES(tokens));
    a.scores = fixture_memory(DGM_ATTENTION_SCORE_BYTES(tokens));
    a.p = fixture_memory(DGM_ATTENTION_P_BYTES(tokens));
    return a;
}

static void attention_free(dgm_attention *a) {
    free(a->query.q);
    free(a->query.s);
    free(a->query.z_pair);
    free(a->key);
    free(a->key_scale);
    free(a->key_minus);
    free(a->value);
    free(a->scores);
    free(a->p);
}

static outcome run_all(const dgm_kernels *kernels, uint64_t seed) {
    fixture *random = fixture_new(seed);
    uint32_t n_tokens = 1 + fixture_draw(random, MAX_BLOCKS * 16), n_blocks = (n_tokens + 15) / 16;
    test_layer layer = layer_new(kernels, seed, 128, 128);
    outcome out = {.x = blocks_new(random, n_blocks, 128),
                   .attended = blocks_new(random, n_blocks, 3 * DGM_HEAD_SIZE),
                   .wide = blocks_new(random, n_blocks, 128)};
    float *g = floats(random, 128, 1), *b = floats(random, 128, 1);
    test_blocks qkv = blocks_new(random, n_blocks, 3 * DGM_HEAD_SIZE);
    for (size_t i = 0; i < (size_t)n_blocks * qkv.k * 16; i++)
        qkv.x[i] *= i % 16 == 5 ? 1e-4f : 1.0f; /* as blocks_new made one lane large */
    dgm_attention scratch = attention_new(n_blocks);
    kernels->normalise(out.x.x, n_blocks, 128, g, b, &out.x.q);
    kernels->linear_gelu(&layer.arranged, &out.x.q, n_blocks, out.wide.x, 128 * 16, out.wide.bounds);
    kernels->attend(qkv.x, qkv.x + 32 * 16, qkv.x + 64 * 16, 96 * 16, n_tokens, &scratch, out.attended.x,
                    (size_t)out.attended.k * 16, out.attended.bounds);
    attention_free(&scratch);
    blocks_free(&qkv);
    free(g);
    free(b);
    layer_free(&layer);
    fixture_free(random);
    return out;
}

static void outcome_free(outcome *out) {
    blocks_free(&out->x);
    blocks_free(&out->attended);
    blocks_free(&out->wide);
}

static void assert_same_blocks(const dgm_kernels *kernels, const char *what, const test_blocks *a,
                               const test_blocks *b) {
    size_t lanes = (size_t)a->n_blocks * 16;
    assert_same(kernels, what, a->x, b->x, lanes * a->k * sizeof(float));
    assert_same(kernels, what, a->bounds.low, b->bounds.low, lanes * sizeof(float));
    assert_same(kernels, what, a->bounds.high, b->bounds.high, lanes * sizeof(float));
    assert_same(kernels, what, a->q.q, b->q.q, lanes * a->k);
    assert_same(kernels, what, a->q.s, b->q.s, lanes * sizeof(float));
    assert_same(kernels, what, a->q.z_pair, b->q.z_pair, lanes * sizeof(int32_t));
}

static void all_like_portable(const dgm_kernels *kernels) {
    for (uint64_t seed = 1; seed <= 30; seed++) {
        outcome a = run_all(portable(), seed), b = run_all(kernels, seed);
        assert_same_blocks(kernels, "layer norm", &a.x, &b.x);
        assert_same_blocks(kernels, "GELU", &a.wide, &b.wide);
        assert_same_blocks(kernels, "attention", &a.attended, &b.attended);
        outcome_free(&a);
        outcome_free(&b);
    }
}

static void paths_agree(void **state) {
    (void)state;
    on_each_path(all_like_portable);
}

/* ---- attention against the definition --------------------------------------------------- */

static double attend_plainly(const float *qkv, uint32_t n_tokens, uint32_t query, uint32_t feature) {
    double total = 0, sum = 0, highest = -1e300;
    double scores[MAX_BLOCKS * 16];
    for (uint32_t key = 0; key < n_tokens; key++) {
        scores[key] = 0;
        for (uint32_t i = 0; i < DGM_HEAD_SIZE; i++)
            scores[key] += (double)qkv[(query / 16 * 96 + i) * 16 + query % 16] *
                           qkv[(key / 16 * 96 + DGM_HEAD_SIZE + i) * 16 + key % 16];
        highest = scores[key] > highest ? scores[key] : highest;
    }
    for (uint32_t key = 0; key < n_tokens; key++) {
        double p = exp(scores[key] - highest);
        total += p;
        sum += p * qkv[(key / 16 * 96 + 2 * DGM_HEAD_SIZE + feature) * 16 + key % 16];
    }
    return sum / total;
}

/* Values lie in [-2, 2): within two steps of 2 / 127 of exact attention. */
static void attention_is_near(const dgm_kernels *kernels) {
    fixture *random = fixture_new(11);
    const uint32_t n_tokens = 77, n_blocks = 5;
    float *qkv = floats(random, (size_t)n_blocks * 96 * 16, 2.0f);
    float *copy = fixture_memory((size_t)n_blocks * 96 * 16 * sizeof *copy);
    for (size_t i = 0; i < (size_t)n_blocks * 96 * 16; i++)
        copy[i] = qkv[i] *= i / 16 % 96 < DGM_HEAD_SIZE ? 0.2f : 1.0f;
    test_blocks out = blocks_new(random, n_blocks, DGM_HEAD_SIZE);
    dgm_attention scratch = attention_new(n_blocks);
    kernels->attend(qkv, qkv + 32 * 16, qkv + 64 * 16, 96 * 16, n_tokens, &scratch, out.x,
                    (size_t)DGM_HEAD_SIZE * 16, out.bounds);
    for (uint32_t token = 0; token < n_tokens; token++)
        for (uint32_t i = 0; i < DGM_HEAD_SIZE; i++) {
            double exact = attend_plainly(copy, n_tokens, token, i);
            double given = (double)out.x[(token / 16 * DGM_HEAD_SIZE + i) * 16 + token % 16];
            assert_true(fabs(given - exact) < 0.04);
        }
    attention_free(&scratch);
    blocks_free(&out);
    free(qkv);
    free(copy);
    fixture_free(random);
}

static void attention_follows_the_definition(void **state) {
    (void)state;
    on_each_path(attention_is_near);
}

/* ---- functions ----------------------------------------------------------------------------- */

static void functions_are_exact_enough(const dgm_kernels *kernels) {
    enum { N = 40001 };
    float *x = fixture_memory(N * sizeof *x), *gelu = fixture_memory(N * sizeof *x);
    float *e = fixture_memory(N * sizeof *x);
    for (int i = 0; i < N; i++)
        x[i] = e[i] = gelu[i] = ((float)i / (N - 1) - 0.5f) * 40.0f;
    dgm_gelu(kernels, gelu, N);
    kernels->exponential(e, N);
    for (int i = 0; i < N; i++) {
        double v = (double)x[i], exact = v * 0.5 * erfc(-v / sqrt(2.0));
        assert_true(fabs((double)gelu[i] - exact) < 2e-4);
        assert_true(fabs((double)e[i] / exp(v) - 1) < 3e-7);
    }
    free(x);
    free(gelu);
    free(e);
}

static void softmax_sums_to_one(const dgm_kernels *kernels) {
    fixture *random = fixture_new(5);
    for (size_t n = 1; n < 70; n++) {
        float *x = floats(random, n, 9), *p = fixture_memory(n * sizeof *p),
              *l = fixture_memory(n * sizeof *l);
        double total = 0;
        memcpy(p, x, n * sizeof *p);
        memcpy(l, x, n * sizeof *l);
        dgm_softmax(kernels, p, n);
        dgm_log_softmax(kernels, l, n);
        for (size_t i = 0; i < n; i++)
            total += exp((double)x[i]);
        for (size_t i = 0; i < n; i++) {
            assert_true(fabs((double)p[i] - exp((double)x[i]) / total) < 1e-6);
            assert_true(fabs((double)l[i] - ((double)x[i] - log(total))) < 4e-6);
        }
        free(x);
        free(p);
        free(l);
    }
    fixture_free(random);
}

static void dots_follow_the_definition(const dgm_kernels *kernels) {
    fixture *random = fixture_new(6);
    float *a = floats(random, 7 * 160, 1), *b = floats(random, 9 * 144, 1), y[7 * 12] = {0};
    dgm_dot_rows(kernels, a, 160, 7, b, 144, 9, 128, y, 12);
    for (int i = 0; i < 7; i++)
        for (int j = 0; j < 9; j++) {
            double exact = 0;
            for (int k = 0; k < 128; k++)
                exact += (double)a[i * 160 + k] * b[j * 144 + k];
            assert_true(fabs((double)y[i * 12 + j] - exact) < 1e-4);
        }
    float mixed[33], expected[33];
    dgm_mix(kernels, mixed, a, b, a + 40, b + 40, a + 80, 33);
    for (int i = 0; i < 33; i++)
        expected[i] = ((a[i] + b[i]) + a[40 + i]) + b[40 + i] * a[80 + i];
    assert_same(kernels, "mix", mixed, expected, sizeof mixed);
    dgm_multiply(kernels, mixed, a, b, 33);
    for (int i = 0; i < 33; i++)
        assert_true(mixed[i] == a[i] * b[i]);
    free(a);
    free(b);
    fixture_free(random);
}

/* All float functions of a path, compared with those of the portable one. */
static void functions_like_portable(const dgm_kernels *kernels) {
    fixture *random = fixture_new(7);
    for (size_t n = 1; n < 200; n += 7) {
        float *x = floats(random, n, 12), *a = fixture_memory(n * sizeof *a),
              *b = fixture_memory(n * sizeof *b);
        void (*const functions[])(const struct dgm_kernels *, float *, size_t) = {dgm_gelu, dgm_softmax,
                                                                                  dgm_log_softmax};
        for (size_t i = 0; i < 3; i++) {
            memcpy(a, x, n * sizeof *a);
            memcpy(b, x, n * sizeof *b);
            functions[i](portable(), a, n);
            functions[i](kernels, b, n);
            assert_same(kernels, "function", a, b, n * sizeof *a);
        }
        float dots[2][4 * 5];
        float *rows = floats(random, 9 * 64, 1);
        dgm_dot_rows(portable(), rows, 64, 4, rows + 4 * 64, 64, 5, 64, dots[0], 5);
        dgm_dot_rows(kernels, rows, 64, 4, rows + 4 * 64, 64, 5, 64, dots[1], 5);
        assert_same(kernels, "dot", dots[0], dots[1], sizeof dots[0]);
        free(rows);
        free(x);
        free(a);
        free(b);
    }
    fixture_free(random);
}

static void functions_agree(void **state) {
    (void)state;
    on_each_path(functions_are_exact_enough);
    on_each_path(softmax_sums_to_one);
    on_each_path(dots_follow_the_definition);
    on_each_path(functions_like_portable);
}

/* A layer through GELU against the layer. */
static void wide_gelu_is_near(const dgm_kernels *kernels) {
    fixture *random = fixture_new(8);
    test_layer layer = layer_new(kernels, 8, 32, 64);
    test_blocks x = blocks_new(random, 1, 64);
    float *plain = floats(random, 32 * 16, 1), *gelu = floats(random, 32 * 16, 1);
    kernels->quantise(x.x, 1, 64, x.bounds, &x.q);
    kernels->linear(&layer.arranged, &x.q, 1, (dgm_outputs){0, 32, 0, 1}, plain, 32 * 16);
    kernels->linear_gelu(&layer.arranged, &x.q, 1, gelu, 32 * 16, x.bounds);
    for (int i = 0; i < 32 * 16; i++) {
        double v = (double)plain[i], exact = v * 0.5 * erfc(-v / sqrt(2.0));
        assert_true(fabs((double)gelu[i] - exact) < 2e-4 + 2e-7 * fabs(v));
    }
    free(plain);
    free(gelu);
    blocks_free(&x);
    layer_free(&layer);
    fixture_free(random);
}

static void encoder_gelu_is_near(void **state) {
    (void)state;
    on_each_path(wide_gelu_is_near);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_follow_the_definition),
        cmocka_unit_test(blocks_follow_the_definition),
        cmocka_unit_test(paths_agree),
        cmocka_unit_test(attention_follows_the_definition),
        cmocka_unit_test(functions_agree),
        cmocka_unit_test(encoder_gelu_is_near),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
