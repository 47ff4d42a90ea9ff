/* Weight files that are right are read back; files that are wrong in any one way are refused, with the
 * byte. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "support/model_fixture.h"

enum { ENTRY_0 = 64, N_ENTRIES_AT = 12 };

/* Four tensors: h.x.b h.x.c h.x.s h.x.w, then labels, meta and "value". */
static fixture *small_model(void) {
    fixture *f = fixture_new(3);
    fixture_meta(f, "size", "12");
    fixture_meta(f, "bias", "-0.25");
    fixture_linear(f, "h.x", 5, 8);
    fixture_text(f, "labels.upos", "NOUN\nVERB\n\nADJ\n");
    fixture_text(f, "labels.ner", "O\nB-PER");
    fixture_floats(f, "value", 2, 3, 1.0f, 0.5f);
    return f;
}

static dgm_status open_bytes(dgm_view bytes, bool checksum, dgm_error *err) {
    dgm_weights *weights = NULL;
    dgm_status status = dgm_weights_open_bytes(bytes, checksum, NULL, &weights, err);
    if (status == DGM_OK)
        dgm_weights_close(weights);
    else
        assert_null(weights);
    return status;
}

static void finds_what_was_written(void **state) {
    (void)state;
    fixture *f = small_model();
    dgm_view bytes = fixture_bytes(f);
    dgm_weights *weights;
    dgm_error err;
    assert_int_equal(dgm_weights_open_bytes(bytes, true, "portable", &weights, &err), DGM_OK);
    assert_string_equal(dgm_weights_cpu(weights), "portable");
    const dgm_tensor *value = dgm_weights_find(weights, "value");
    assert_non_null(value);
    assert_int_equal(value->n_dims, 2);
    assert_int_equal(value->dims[1], 3);
    assert_int_equal(value->dims[3], 1);
    assert_null(dgm_weights_find(weights, "values"));
    assert_int_equal(dgm_weights_n_labels(weights, "upos"), 4);
    assert_int_equal(dgm_weights_n_labels(weights, "ner"), 2);
    assert_int_equal(dgm_weights_n_labels(weights, "none"), 0);
    assert_true(dgm_view_equal(dgm_weights_label(weights, "upos", 3), DGM_VIEW("ADJ")));
    assert_true(dgm_view_equal(dgm_weights_label(weights, "ner", 1), DGM_VIEW("B-PER")));
    assert_int_equal(dgm_weights_label(weights, "upos", 4).size, 0);
    assert_int_equal(strncmp(dgm_weights_name(weights), "fixture@sha256:", 15), 0);
    assert_int_equal(strlen(dgm_weights_name(weights)), 15 + 32);
    dgm_weights_close(weights);
    fixture_free(f);
}

static void reads_numbers_of_meta(void **state) {
    (void)state;
    fixture *f = small_model();
    fixture_meta(f, "word", "12a");
    dgm_weights *weights;
    dgm_error err;
    assert_int_equal(dgm_weights_open_bytes(fixture_bytes(f), true, NULL, &weights, &err), DGM_OK);
    uint32_t number = 0;
    assert_int_equal(dgm_weights_number(weights, "size", 0, 12, &number, &err), DGM_OK);
    assert_int_equal(number, 12);
    assert_int_equal(dgm_weights_number(weights, "size", 0, 11, &number, &err), DGM_ERR_MODEL);
    assert_int_equal(dgm_weights_number(weights, "word", 0, 99, &number, &err), DGM_ERR_MODEL);
    assert_int_equal(dgm_weights_number(weights, "siz", 0, 99, &number, &err), DGM_ERR_MODEL);
    assert_true(dgm_weights_decimal(weights, "bias", 0) == -0.25f);
    assert_true(dgm_weights_decimal(weights, "size", 0) == 12.0f);
    assert_true(dgm_weights_decimal(weights, "word", 7.0f) == 7.0f);
    assert_true(dgm_weights_decimal(weights, "absent", 7.0f) == 7.0f);
    dgm_weights_close(weights);
    fixture_free(f);
}

static void refuses_tensors_of_other_shape(void **state) {
    (void)state;
    fixture *f = small_model();
    dgm_weights *weights;
    dgm_error err;
    const void *data;
    assert_int_equal(dgm_weights_open_bytes(fixture_bytes(f), true, NULL, &weights, &err), DGM_OK);
    const uint32_t good[] = {0, 3}, bad[] = {2, 4};
    assert_int_equal(dgm_weights_tensor(weights, "value", DGM_TENSOR_F32, 2, good, &data, &err), DGM_OK);
    assert_int_equal(dgm_weights_tensor(weights, "value", DGM_TENSOR_F32, 2, bad, &data, &err),
                     DGM_ERR_MODEL);
    assert_int_equal(dgm_weights_tensor(weights, "value", DGM_TENSOR_I32, 2, good, &data, &err),
                     DGM_ERR_MODEL);
    assert_int_equal(dgm_weights_tensor(weights, "value", DGM_TENSOR_F32, 1, good, &data, &err),
                     DGM_ERR_MODEL);
    assert_int_equal(dgm_weights_tensor(weights, "nothing", DGM_TENSOR_F32, 2, good, &data, &err),
                     DGM_ERR_MODEL);
    assert_non_null(strstr(err.text, "nothing"));
    dgm_weights_close(weights);
    fixture_free(f);
}

/* Every prefix of the file, copied to memory of just that size, so that a sanitizer sees a step too far. */
static void refuses_every_truncation(void **state) {
    (void)state;
    fixture *f = small_model();
    dgm_view bytes = fixture_bytes(f);
    for (size_t size = 0; size < bytes.size; size++) {
        dgm_error err = {0};
        void *memory;
        assert_int_equal(posix_memalign(&memory, 64, size + 1), 0);
        memcpy(memory, bytes.data, size);
        assert_int_equal(open_bytes((dgm_view){memory, size}, true, &err), DGM_ERR_MODEL);
        assert_int_equal(err.code, DGM_ERR_MODEL);
        assert_true(err.text[0] != 0);
        free(memory);
    }
    fixture_free(f);
}

/* The digest at 48 to 63 only names the model; each other bit counts. */
static void refuses_every_flipped_bit(void **state) {
    (void)state;
    fixture *f = small_model();
    dgm_view bytes = fixture_bytes(f);
    char *data = f->bytes;
    for (size_t at = 0; at < bytes.size; at++) {
        if (at >= 48 && at < 64)
            continue;
        data[at] ^= (char)(1 << at % 8);
        assert_int_equal(open_bytes(bytes, true, NULL), DGM_ERR_MODEL);
        (void)open_bytes(bytes, false, NULL); /* may be read, must not crash */
        data[at] ^= (char)(1 << at % 8);
    }
    assert_int_equal(open_bytes(bytes, true, NULL), DGM_OK);
    fixture_free(f);
}

/* Writes `value` at `at`, seals the file, and expects it to be refused for the byte `where`. */
static void expect_refusal(fixture *f, dgm_view bytes, size_t at, uint64_t value, size_t size,
                           uint64_t where) {
    char *data = f->bytes, before[8];
    dgm_error err = {0};
    memcpy(before, data + at, sizeof before);
    fixture_put(data + at, value, size);
    fixture_seal(data, bytes.size);
    assert_int_equal(open_bytes(bytes, true, &err), DGM_ERR_MODEL);
    assert_int_equal(err.byte, where);
    memcpy(data + at, before, sizeof before);
    fixture_seal(data, bytes.size);
}

static void names_the_byte_of_the_fault(void **state) {
    (void)state;
    fixture *f = small_model();
    dgm_view bytes = fixture_bytes(f);
    uint64_t offset;
    memcpy(&offset, bytes.data + ENTRY_0 + 88, sizeof offset);
    expect_refusal(f, bytes, 0, 0, 1, 0);
    expect_refusal(f, bytes, 8, 2, 4, 8);
    expect_refusal(f, bytes, N_ENTRIES_AT, 0, 4, N_ENTRIES_AT);
    expect_refusal(f, bytes, N_ENTRIES_AT, 4000, 4, 16);
    expect_refusal(f, bytes, 16, UINT64_MAX - 63, 8, 16);
    expect_refusal(f, bytes, 24, UINT64_MAX, 8, 24);
    expect_refusal(f, bytes, 32, bytes.size + 64, 8, 32);
    expect_refusal(f, bytes, ENTRY_0, 0, 1, ENTRY_0);
    expect_refusal(f, bytes, ENTRY_0, 'z', 1, ENTRY_0 + 128);
    expect_refusal(f, bytes, ENTRY_0 + 63, 'x', 1, ENTRY_0);
    expect_refusal(f, bytes, ENTRY_0 + 64, 4, 4, ENTRY_0 + 64);
    expect_refusal(f, bytes, ENTRY_0 + 68, 0, 4, ENTRY_0 + 68);
    expect_refusal(f, bytes, ENTRY_0 + 68, 5, 4, ENTRY_0 + 68);
    expect_refusal(f, bytes, ENTRY_0 + 72, UINT32_MAX, 4, ENTRY_0 + 72);
    expect_refusal(f, bytes, ENTRY_0 + 88, offset + 4, 8, ENTRY_0 + 88);
    expect_refusal(f, bytes, ENTRY_0 + 88, 0, 8, ENTRY_0 + 88);
    expect_refusal(f, bytes, ENTRY_0 + 88, UINT64_MAX - 63, 8, ENTRY_0 + 88);
    expect_refusal(f, bytes, ENTRY_0 + 96, UINT64_MAX, 8, ENTRY_0 + 96);
    expect_refusal(f, bytes, ENTRY_0 + 120, 1, 8, ENTRY_0 + 104);
    expect_refusal(f, bytes, offset + 4, 0x7F800000u, 4, offset + 4); /* h.x.b: an infinity */
    fixture_free(f);
}

static void chooses_the_cpu_path(void **state) {
    (void)state;
    fixture *f = small_model();
    dgm_view bytes = fixture_bytes(f);
    dgm_weights *weights = NULL;
    dgm_error err = {0};
    assert_int_equal(dgm_weights_open_bytes(bytes, true, "sse9", &weights, &err), DGM_ERR_ARGUMENT);
    assert_non_null(strstr(err.text, "sse9"));
    assert_int_equal(dgm_weights_open_bytes(bytes, true, "", &weights, &err), DGM_ERR_ARGUMENT);
    assert_null(weights);
    fixture_free(f);
}

static void opens_files(void **state) {
    (void)state;
    fixture *f = small_model();
    dgm_view bytes = fixture_bytes(f);
    dgm_weights *weights = NULL;
    dgm_error err = {0};
    char path[] = "/tmp/dragoman-weights-XXXXXX";
    int file = mkstemp(path);
    assert_true(file >= 0);
    assert_int_equal(write(file, bytes.data, bytes.size), (ssize_t)bytes.size);
    assert_int_equal(dgm_weights_open(path, NULL, &weights, &err), DGM_OK);
    dgm_weights_close(weights);
    weights = NULL;
    assert_int_equal(ftruncate(file, (off_t)bytes.size - 1), 0);
    assert_int_equal(dgm_weights_open(path, NULL, &weights, &err), DGM_ERR_MODEL);
    assert_int_equal(ftruncate(file, 0), 0);
    assert_int_equal(dgm_weights_open(path, NULL, &weights, &err), DGM_ERR_MODEL);
    close(file);
    unlink(path);
    assert_int_equal(dgm_weights_open(path, NULL, &weights, &err), DGM_ERR_IO);
    assert_int_equal(dgm_weights_open("/tmp", NULL, &weights, &err), DGM_ERR_IO);
    assert_null(weights);
    dgm_weights_close(NULL);
    fixture_free(f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_what_was_written),         cmocka_unit_test(reads_numbers_of_meta),
        cmocka_unit_test(refuses_tensors_of_other_shape), cmocka_unit_test(refuses_every_truncation),
        cmocka_unit_test(refuses_every_flipped_bit),      cmocka_unit_test(names_the_byte_of_the_fault),
        cmocka_unit_test(chooses_the_cpu_path),           cmocka_unit_test(opens_files),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
