/* The encoder on small random models: the same bits on each CPU path and after other windows, vectors that
 * depend on what they should, and models that do not fit are refused. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "model/encoder.h"
#include "model/kernels/kernels.h"
#include "support/model_fixture.h"

enum { WINDOW = 80, N_PIECES = 300, CAPACITY = WINDOW - 2 };

static fixture *model(void) {
    fixture *f = fixture_new(21);
    fixture_encoder(f, 2, 128, N_PIECES, WINDOW);
    return f;
}

typedef struct window {
    uint32_t n;
    uint16_t pieces[CAPACITY];
    uint8_t features[CAPACITY];
    uint32_t wanted[CAPACITY];
} window;

static window random_window(uint64_t seed, uint32_t n) {
    fixture *random = fixture_new(seed);
    window w = {.n = n};
    for (uint32_t i = 0; i < n; i++) {
        w.pieces[i] = (uint16_t)fixture_draw(random, N_PIECES);
        w.features[i] = (uint8_t)fixture_draw(random, 64);
        w.wanted[i] = i;
    }
    fixture_free(random);
    return w;
}

static float *encode(dgm_encoder *encoder, const window *w) {
    float *out = fixture_memory((size_t)w->n * DGM_HIDDEN * sizeof *out);
    dgm_encoder_run(encoder, w->pieces, w->features, w->n, w->wanted, w->n, out);
    return out;
}

static dgm_encoder *encoder_new(const dgm_weights *weights) {
    dgm_encoder *encoder;
    dgm_error err = {0};
    if (dgm_encoder_new(weights, &encoder, &err) != DGM_OK)
        fail_msg("%s", err.text);
    return encoder;
}

static void each_path_gives_the_same_bits(void **state) {
    (void)state;
    fixture *f = model();
    dgm_view bytes = fixture_bytes(f);
    static const uint32_t sizes[] = {1, 2, 13, 14, 15, 30, 31, 46, 47, 62, 77, CAPACITY};
    const dgm_kernels *const *paths;
    uint32_t n_paths = dgm_kernels_list(&paths);
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        window w = random_window(i, sizes[i]);
        float *first = NULL;
        for (uint32_t p = 0; p < n_paths; p++) {
            dgm_weights *weights;
            if (!paths[p]->supported())
                continue;
            assert_int_equal(dgm_weights_open_bytes(bytes, true, paths[p]->name, &weights, NULL), DGM_OK);
            dgm_encoder *encoder = encoder_new(weights);
            float *out = encode(encoder, &w);
            if (first && memcmp(first, out, (size_t)w.n * DGM_HIDDEN * sizeof *out) != 0)
                fail_msg("%s differs on %u pieces", paths[p]->name, w.n);
            if (first)
                free(out);
            else
                first = out;
            dgm_encoder_free(encoder);
            dgm_weights_close(weights);
        }
        free(first);
    }
    fixture_free(f);
}

static void windows_leave_no_trace(void **state) {
    (void)state;
    fixture *f = model();
    dgm_weights *weights;
    assert_int_equal(dgm_weights_open_bytes(fixture_bytes(f), true, NULL, &weights, NULL), DGM_OK);
    dgm_encoder *encoder = encoder_new(weights), *fresh = encoder_new(weights);
    assert_int_equal(dgm_encoder_capacity(encoder), CAPACITY);
    window small = random_window(1, 20), large = random_window(2, CAPACITY);
    free(encode(encoder, &large));
    float *after = encode(encoder, &small), *alone = encode(fresh, &small);
    assert_memory_equal(after, alone, small.n * DGM_HIDDEN * sizeof *after);
    for (uint32_t i = 0; i < small.n * DGM_HIDDEN; i++)
        assert_true(after[i] - after[i] == 0.0f); /* finite */
    free(after);
    free(alone);
    dgm_encoder_free(encoder);
    dgm_encoder_free(fresh);
    dgm_encoder_free(NULL);
    dgm_weights_close(weights);
    fixture_free(f);
}

/* Any change of piece or feature anywhere is felt by each token; rows that are not wanted are not written. */
static void vectors_see_the_whole_window(void **state) {
    (void)state;
    fixture *f = model();
    dgm_weights *weights;
    assert_int_equal(dgm_weights_open_bytes(fixture_bytes(f), true, NULL, &weights, NULL), DGM_OK);
    dgm_encoder *encoder = encoder_new(weights);
    window w = random_window(4, 33);
    float *before = encode(encoder, &w);
    w.pieces[32] = (uint16_t)((w.pieces[32] + 1) % N_PIECES);
    float *piece = encode(encoder, &w);
    w.features[0] ^= 1;
    float *feature = encode(encoder, &w);
    for (uint32_t i = 0; i < w.n; i++) {
        assert_memory_not_equal(before + i * DGM_HIDDEN, piece + i * DGM_HIDDEN, DGM_HIDDEN * sizeof *before);
        assert_memory_not_equal(piece + i * DGM_HIDDEN, feature + i * DGM_HIDDEN,
                                DGM_HIDDEN * sizeof *before);
    }
    const uint32_t some[] = {3, 17, 32};
    float *rows = fixture_memory(3 * DGM_HIDDEN * sizeof *rows);
    dgm_encoder_run(encoder, w.pieces, w.features, w.n, some, 3, rows);
    for (uint32_t i = 0; i < 3; i++)
        assert_memory_equal(rows + i * DGM_HIDDEN, feature + some[i] * DGM_HIDDEN, DGM_HIDDEN * sizeof *rows);
    free(rows);
    free(before);
    free(piece);
    free(feature);
    dgm_encoder_free(encoder);
    dgm_weights_close(weights);
    fixture_free(f);
}

/* ---- models that do not fit --------------------------------------------------------- */

static void expect_refusal(fixture *f, const char *word) {
    dgm_weights *weights;
    dgm_encoder *encoder = NULL;
    dgm_error err = {0};
    assert_int_equal(dgm_weights_open_bytes(fixture_bytes(f), true, NULL, &weights, &err), DGM_OK);
    assert_int_equal(dgm_encoder_new(weights, &encoder, &err), DGM_ERR_MODEL);
    assert_null(encoder);
    if (!strstr(err.text, word))
        fail_msg("%s: does not speak of %s", err.text, word);
    dgm_weights_close(weights);
    fixture_free(f);
}

static void refuses_models_that_do_not_fit(void **state) {
    (void)state;
    fixture *f = model();
    snprintf(strstr(f->meta, "window"), 10, "windov");
    expect_refusal(f, "meta");
    f = model();
    for (uint32_t i = 0; i < f->n_tensors; i++)
        if (strcmp(f->tensors[i].name, "enc.1.up.b") == 0)
            snprintf(f->tensors[i].name, 64, "enc.1.up.x");
    expect_refusal(f, "enc.1.up.b");
    f = model();
    for (uint32_t i = 0; i < f->n_tensors; i++)
        if (strcmp(f->tensors[i].name, "enc.0.o.c") == 0)
            ((int32_t *)f->tensors[i].data)[7] = INT32_MAX;
    expect_refusal(f, "enc.0.o");
    f = fixture_new(1);
    fixture_encoder(f, 2, 100, N_PIECES, WINDOW);
    expect_refusal(f, "inner");
    f = fixture_new(1);
    fixture_encoder(f, 1, 128, 90, WINDOW);
    expect_refusal(f, "tok.w");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_path_gives_the_same_bits),
        cmocka_unit_test(windows_leave_no_trace),
        cmocka_unit_test(vectors_see_the_whole_window),
        cmocka_unit_test(refuses_models_that_do_not_fit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
