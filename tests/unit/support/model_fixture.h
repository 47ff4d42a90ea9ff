/* model_fixture.h - small models with random weights, written in memory in the format of src/model/weights.c.
 *
 *     fixture *f = fixture_new(1);
 *     fixture_encoder(f, 2, 64, 200, 48);
 *     fixture_linear(f, "h.cue", 3, 384);
 *     fixture_text(f, "labels.upos", "NOUN\nVERB\n");
 *     dgm_view bytes = fixture_bytes(f);         valid until fixture_free
 *     dgm_weights_open_bytes(bytes, true, NULL, &weights, &err)
 * Same seed, same calls: same bytes. Aborts when memory runs out: it is for tests alone. */
#ifndef DGM_TESTS_MODEL_FIXTURE_H
#define DGM_TESTS_MODEL_FIXTURE_H

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

#include "base/hash.h"
#include "model/weights.h"

#define FIXTURE_USE static inline __attribute__((unused))

enum { FIXTURE_HEADER = 64, FIXTURE_ENTRY = 128, FIXTURE_TENSORS = 400 };

typedef struct fixture_tensor {
    char name[64];
    dgm_tensor_type type;
    uint32_t n_dims, dims[4];
    size_t n_bytes;
    void *data;
} fixture_tensor;

typedef struct fixture {
    uint64_t state;
    uint32_t n_tensors;
    fixture_tensor tensors[FIXTURE_TENSORS];
    char meta[16384];
    char *bytes;
} fixture;

FIXTURE_USE void *fixture_memory(size_t size) {
    void *memory = aligned_alloc(64, (size + 63) / 64 * 64 + 64);
    if (!memory)
        abort();
    memset(memory, 0, (size + 63) / 64 * 64 + 64);
    return memory;
}

/* ---- random numbers: xorshift, so that all machines build the same model ---- */

FIXTURE_USE uint32_t fixture_draw(fixture *f, uint32_t below) {
    f->state ^= f->state << 13;
    f->state ^= f->state >> 7;
    f->state ^= f->state << 17;
    return (uint32_t)((f->state >> 33) % below);
}

/* Evenly spread in [-size, size). */
FIXTURE_USE float fixture_float(fixture *f, float size) {
    return ((float)fixture_draw(f, 1u << 20) / (float)(1u << 19) - 1.0f) * size;
}

FIXTURE_USE fixture *fixture_new(uint64_t seed) {
    fixture *f = fixture_memory(sizeof *f);
    f->state = 88172645463325252u + seed * 7919u;
    snprintf(f->meta, sizeof f->meta, "name fixture\n");
    return f;
}

FIXTURE_USE void fixture_free(fixture *f) {
    for (uint32_t i = 0; i < f->n_tensors; i++)
        free(f->tensors[i].data);
    free(f->bytes);
    free(f);
}

/* ---- tensors ------------------------------------------------------------------ */

/* Adds a tensor of zeros and returns its data; dims end at the first 0. */
FIXTURE_USE void *fixture_tensor_new(fixture *f, const char *name, dgm_tensor_type type, uint32_t a,
                                     uint32_t b, uint32_t c, uint32_t d) {
    static const uint8_t sizes[] = {1, 1, 4, 4};
    if (f->n_tensors == FIXTURE_TENSORS)
        abort();
    fixture_tensor *t = &f->tensors[f->n_tensors++];
    const uint32_t dims[4] = {a, b, c, d};
    snprintf(t->name, sizeof t->name, "%.63s", name);
    t->type = type;
    t->n_bytes = sizes[type];
    for (t->n_dims = 0; t->n_dims < 4 && dims[t->n_dims] > 0; t->n_dims++) {
        t->dims[t->n_dims] = dims[t->n_dims];
        t->n_bytes *= dims[t->n_dims];
    }
    t->data = fixture_memory(t->n_bytes);
    return t->data;
}

FIXTURE_USE void fixture_text(fixture *f, const char *name, const char *text) {
    void *data = fixture_tensor_new(f, name, DGM_TENSOR_U8, (uint32_t)strlen(text), 0, 0, 0);
    memcpy(data, text, strlen(text));
}

/* One line "key value" more in "meta". */
FIXTURE_USE void fixture_meta(fixture *f, const char *key, const char *value) {
    size_t at = strlen(f->meta);
    snprintf(f->meta + at, sizeof f->meta - at, "%s %s\n", key, value);
}

FIXTURE_USE void fixture_number(fixture *f, const char *key, uint32_t value) {
    char text[16];
    snprintf(text, sizeof text, "%u", value);
    fixture_meta(f, key, text);
}

/* Random floats around `middle`, [rows][columns], or [columns] if rows is 0; to be overwritten at will. */
FIXTURE_USE float *fixture_floats(fixture *f, const char *name, uint32_t rows, uint32_t columns, float middle,
                                  float size) {
    float *x = fixture_tensor_new(f, name, DGM_TENSOR_F32, rows ? rows : columns, rows ? columns : 0, 0, 0);
    for (size_t i = 0; i < (size_t)(rows ? rows : 1) * columns; i++)
        x[i] = middle + fixture_float(f, size);
    return x;
}

/* A random layer of n outputs over k (a multiple of 4) inputs; outputs are of the size of inputs. */
FIXTURE_USE void fixture_linear(fixture *f, const char *layer, uint32_t n, uint32_t k) {
    char name[80];
    const uint32_t padded = (n + 15) / 16 * 16;
    snprintf(name, sizeof name, "%s.w", layer);
    int8_t *w = fixture_tensor_new(f, name, DGM_TENSOR_S8, padded / 16, k / 4, 16, 4);
    snprintf(name, sizeof name, "%s.c", layer);
    int32_t *c = fixture_tensor_new(f, name, DGM_TENSOR_I32, padded, 0, 0, 0);
    snprintf(name, sizeof name, "%s.s", layer);
    float *s = fixture_floats(f, name, 0, padded, 0.02f / sqrtf((float)k), 0.005f / sqrtf((float)k));
    snprintf(name, sizeof name, "%s.b", layer);
    float *b = fixture_floats(f, name, 0, padded, 0.0f, 0.5f);
    for (uint32_t i = 0; i < padded; i++)
        for (uint32_t j = 0; j < k; j++) {
            int8_t value = (int8_t)(i < n ? (int)fixture_draw(f, 255) - 127 : 0);
            w[((size_t)(i / 16) * (k / 4) + j / 4) * 64 + i % 16 * 4 + j % 4] = value;
            c[i] += value;
        }
    for (uint32_t i = n; i < padded; i++)
        s[i] = b[i] = 0.0f;
    snprintf(name, sizeof name, "n.%s", layer);
    fixture_number(f, name, n);
}

/* The tensors and numbers of an encoder of hidden size 384. `inner` is a multiple of 64; n_pieces > 102. */
FIXTURE_USE void fixture_encoder(fixture *f, uint32_t layers, uint32_t inner, uint32_t n_pieces,
                                 uint32_t window) {
    char name[64];
    const uint32_t hidden = 384;
    fixture_number(f, "hidden", hidden);
    fixture_number(f, "layers", layers);
    fixture_number(f, "heads", 12);
    fixture_number(f, "inner", inner);
    fixture_number(f, "positions", window);
    fixture_number(f, "window", window);
    int8_t *pieces = fixture_tensor_new(f, "tok.w", DGM_TENSOR_S8, n_pieces, hidden, 0, 0);
    for (size_t i = 0; i < (size_t)n_pieces * hidden; i++)
        pieces[i] = (int8_t)((int)fixture_draw(f, 255) - 127);
    fixture_floats(f, "tok.s", 0, n_pieces, 0.001f, 0.0005f);
    fixture_floats(f, "pos", window, hidden, 0.0f, 0.05f);
    fixture_floats(f, "feat", 64, hidden, 0.0f, 0.05f);
    fixture_floats(f, "emb.ln.g", 0, hidden, 1.0f, 0.3f);
    fixture_floats(f, "emb.ln.b", 0, hidden, 0.0f, 0.3f);
    for (uint32_t i = 0; i < layers; i++) {
        static const struct {
            const char *name;
            uint32_t n, k; /* 0: inner */
        } linears[] = {{"qkv", 1152, 384}, {"o", 384, 384}, {"up", 0, 384}, {"down", 384, 0}};
        static const char *const norms[] = {"ln1.g", "ln2.g", "ln1.b", "ln2.b"};
        for (size_t j = 0; j < 4; j++) {
            snprintf(name, sizeof name, "enc.%u.%s", i, linears[j].name);
            fixture_linear(f, name, linears[j].n ? linears[j].n : inner, linears[j].k ? linears[j].k : inner);
            snprintf(name, sizeof name, "enc.%u.%s", i, norms[j]);
            fixture_floats(f, name, 0, hidden, j < 2 ? 1.0f : 0.0f, 0.3f);
        }
    }
}

/* ---- the file -------------------------------------------------------------------- */

FIXTURE_USE int fixture_by_name(const void *a, const void *b) {
    return strcmp(((const fixture_tensor *)a)->name, ((const fixture_tensor *)b)->name);
}

FIXTURE_USE void fixture_put(char *at, uint64_t value, size_t size) {
    memcpy(at, &value, size);
}

/* Makes checksum and digest right again after `bytes` were changed. */
FIXTURE_USE void fixture_seal(char *bytes, size_t size) {
    char digest[65];
    fixture_put(bytes + 40, XXH3_64bits(bytes + FIXTURE_HEADER, size - FIXTURE_HEADER), 8);
    dgm_sha256_hex((dgm_view){bytes + FIXTURE_HEADER, size - FIXTURE_HEADER}, digest);
    for (int i = 0; i < 16; i++) {
        const char pair[3] = {digest[2 * i], digest[2 * i + 1], 0};
        bytes[48 + i] = (char)strtoul(pair, NULL, 16);
    }
}

FIXTURE_USE void fixture_put_entry(char *at, const fixture_tensor *t, size_t offset) {
    memcpy(at, t->name, 64);
    fixture_put(at + 64, t->type, 4);
    fixture_put(at + 68, t->n_dims, 4);
    for (int i = 0; i < 4; i++)
        fixture_put(at + 72 + 4 * i, t->dims[i], 4);
    fixture_put(at + 88, offset, 8);
    fixture_put(at + 96, t->n_bytes, 8);
}

/* The whole file, aligned to 64 and writable; call it once, after all tensors. */
FIXTURE_USE dgm_view fixture_bytes(fixture *f) {
    fixture_text(f, "meta", f->meta);
    qsort(f->tensors, f->n_tensors, sizeof *f->tensors, fixture_by_name);
    size_t data = FIXTURE_HEADER + (size_t)f->n_tensors * FIXTURE_ENTRY, size = data;
    for (uint32_t i = 0; i < f->n_tensors; i++)
        size += (f->tensors[i].n_bytes + 63) / 64 * 64;
    f->bytes = fixture_memory(size);
    memcpy(f->bytes, "DGMWGT1\n", 8);
    fixture_put(f->bytes + 8, 1, 4);
    fixture_put(f->bytes + 12, f->n_tensors, 4);
    fixture_put(f->bytes + 16, FIXTURE_HEADER, 8);
    fixture_put(f->bytes + 24, data, 8);
    fixture_put(f->bytes + 32, size, 8);
    for (uint32_t i = 0, at = (uint32_t)data; i < f->n_tensors; i++) {
        const fixture_tensor *t = &f->tensors[i];
        fixture_put_entry(f->bytes + FIXTURE_HEADER + (size_t)i * FIXTURE_ENTRY, t, at);
        memcpy(f->bytes + at, t->data, t->n_bytes);
        at += (uint32_t)((t->n_bytes + 63) / 64 * 64);
    }
    fixture_seal(f->bytes, size);
    return (dgm_view){f->bytes, size};
}

#endif
