/* encoder.c - the forward pass, read top-down from dgm_encoder_run:
 *   embed      piece + position + feature, layer norm
 *   layer      for each head: its part of q, k, v, then attention; output added to x, layer norm;
 *              up, GELU, down, added to x, layer norm
 *   give       the wanted tokens as rows
 * Values lie in blocks of 16 tokens (kernels/kernels.h says how and why). Post-norm BERT:
 * Devlin et al. 2019; the MiniLM shape: Wang et al. 2020. Scratch memory is one piece, cut at start. */
#include "model/encoder.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/kernels/kernels.h"

#define HIDDEN DGM_HIDDEN
#define HEAD DGM_HEAD_SIZE

enum {
    MAX_LAYERS = 24,
    N_HEADS = HIDDEN / HEAD,
    QKV = 3 * HIDDEN,
    MAX_INNER = 4096,
    N_FEATURES = 64,
    CLS = 101,
    SEP = 102,
    BLOCKS_AT_ONCE = 8 /* in the wide part of a layer, so that its floats stay in the second cache */
};

typedef struct encoder_layer {
    dgm_linear qkv, o, up, down;
    const float *g1, *b1, *g2, *b2;
} encoder_layer;

struct dgm_encoder {
    const dgm_kernels *kernels;
    uint32_t window, inner, n_layers, n_pieces, n_positions;
    const int8_t *piece;      /* [n_pieces][HIDDEN] */
    const float *piece_scale; /* [n_pieces] */
    const float *position;    /* [n_positions][HIDDEN] */
    const float *feature;     /* [64][HIDDEN] */
    const float *g, *b;
    encoder_layer layers[MAX_LAYERS];
    /* scratch, for `window` tokens rounded up to blocks */
    void *memory;
    float *x;       /* [block][HIDDEN][16] */
    float *qkv;     /* [block][query, key, value][HEAD][16], of one head */
    float *context; /* [block][HIDDEN][16] */
    float *wide;    /* [block][inner][16], BLOCKS_AT_ONCE of them; also rows of the embedding */
    dgm_bounds bounds;
    dgm_blocks hidden, inner_q;
    dgm_attention attention;
};

/* ---- finding tensors ------------------------------------------------------- */

static dgm_status find_floats(const dgm_weights *weights, const char *name, uint32_t rows, uint32_t columns,
                              const float **out, dgm_error *err) {
    uint32_t dims[2] = {rows, columns};
    const void *data;
    DGM_TRY(
        dgm_weights_tensor(weights, name, DGM_TENSOR_F32, rows ? 2 : 1, rows ? dims : dims + 1, &data, err));
    *out = data;
    return DGM_OK;
}

static dgm_status find_norm(const dgm_weights *weights, uint32_t i, const char *which, const float **out,
                            dgm_error *err) {
    char name[64];
    snprintf(name, sizeof name, "enc.%u.%s", i, which);
    return find_floats(weights, name, 0, HIDDEN, out, err);
}

static dgm_status find_linear(const dgm_weights *weights, uint32_t i, const char *which, uint32_t n,
                              uint32_t k, dgm_linear *out, dgm_error *err) {
    char name[64];
    snprintf(name, sizeof name, "enc.%u.%s", i, which);
    DGM_TRY(dgm_linear_find(weights, name, n, k, out, err));
    snprintf(name, sizeof name, "enc.%u.%s.w", i, which);
    const int8_t *arranged = dgm_weights_arranged(weights, name);
    out->w = arranged ? arranged : out->w;
    return DGM_OK;
}

static dgm_status find_layer(const dgm_weights *weights, uint32_t i, uint32_t inner, encoder_layer *out,
                             dgm_error *err) {
    DGM_TRY(find_linear(weights, i, "qkv", QKV, HIDDEN, &out->qkv, err));
    DGM_TRY(find_linear(weights, i, "o", HIDDEN, HIDDEN, &out->o, err));
    DGM_TRY(find_linear(weights, i, "up", inner, HIDDEN, &out->up, err));
    DGM_TRY(find_linear(weights, i, "down", HIDDEN, inner, &out->down, err));
    DGM_TRY(find_norm(weights, i, "ln1.g", &out->g1, err));
    DGM_TRY(find_norm(weights, i, "ln1.b", &out->b1, err));
    DGM_TRY(find_norm(weights, i, "ln2.g", &out->g2, err));
    return find_norm(weights, i, "ln2.b", &out->b2, err);
}

static dgm_status find_embedding(dgm_encoder *encoder, const dgm_weights *weights, dgm_error *err) {
    uint32_t dims[2] = {0, HIDDEN};
    const void *pieces;
    DGM_TRY(dgm_weights_tensor(weights, "tok.w", DGM_TENSOR_S8, 2, dims, &pieces, err));
    encoder->piece = pieces;
    encoder->n_pieces = dgm_weights_find(weights, "tok.w")->dims[0];
    if (encoder->n_pieces <= SEP)
        return dgm_fail(err, DGM_ERR_MODEL, 0, "weight file: tok.w: only %u pieces", encoder->n_pieces);
    DGM_TRY(find_floats(weights, "tok.s", 0, encoder->n_pieces, &encoder->piece_scale, err));
    DGM_TRY(find_floats(weights, "pos", encoder->n_positions, HIDDEN, &encoder->position, err));
    DGM_TRY(find_floats(weights, "feat", N_FEATURES, HIDDEN, &encoder->feature, err));
    DGM_TRY(find_floats(weights, "emb.ln.g", 0, HIDDEN, &encoder->g, err));
    return find_floats(weights, "emb.ln.b", 0, HIDDEN, &encoder->b, err);
}

static dgm_status find_tensors(dgm_encoder *encoder, const dgm_weights *weights, dgm_error *err) {
    uint32_t same;
    DGM_TRY(dgm_weights_number(weights, "hidden", HIDDEN, HIDDEN, &same, err));
    DGM_TRY(dgm_weights_number(weights, "heads", N_HEADS, N_HEADS, &same, err));
    DGM_TRY(dgm_weights_number(weights, "layers", 1, MAX_LAYERS, &encoder->n_layers, err));
    DGM_TRY(dgm_weights_number(weights, "inner", 64, MAX_INNER, &encoder->inner, err));
    DGM_TRY(dgm_weights_number(weights, "positions", 3, 4096, &encoder->n_positions, err));
    DGM_TRY(dgm_weights_number(weights, "window", 3, encoder->n_positions, &encoder->window, err));
    if (encoder->inner % 64 != 0)
        return dgm_fail(err, DGM_ERR_MODEL, 0, "weight file: meta: inner is %u, no multiple of 64",
                        encoder->inner);
    DGM_TRY(find_embedding(encoder, weights, err));
    for (uint32_t i = 0; i < encoder->n_layers; i++)
        DGM_TRY(find_layer(weights, i, encoder->inner, &encoder->layers[i], err));
    return DGM_OK;
}

/* ---- scratch memory ---------------------------------------------------------- */

/* Cuts `size` bytes off; with NULL memory it only counts. */
static void *cut(dgm_encoder *encoder, size_t *used, size_t size) {
    void *start = encoder->memory ? (char *)encoder->memory + *used : NULL;
    *used += (size + 63) & ~(size_t)63;
    return start;
}

static size_t cut_scratch(dgm_encoder *encoder) {
    const size_t blocks = (encoder->window + 15) / 16, tokens = blocks * 16;
    const size_t wide = blocks < BLOCKS_AT_ONCE ? blocks : BLOCKS_AT_ONCE;
    size_t used = 0;
    encoder->x = cut(encoder, &used, tokens * HIDDEN * sizeof(float));
    encoder->qkv = cut(encoder, &used, tokens * 3 * HEAD * sizeof(float));
    encoder->context = cut(encoder, &used, tokens * HIDDEN * sizeof(float));
    encoder->wide = cut(encoder, &used, wide * 16 * (encoder->inner + HIDDEN) * sizeof(float));
    encoder->bounds.low = cut(encoder, &used, tokens * sizeof(float));
    encoder->bounds.high = cut(encoder, &used, tokens * sizeof(float));
    encoder->hidden.q = cut(encoder, &used, tokens * HIDDEN);
    encoder->hidden.s = cut(encoder, &used, tokens * sizeof(float));
    encoder->hidden.z_pair = cut(encoder, &used, tokens * sizeof(int32_t));
    encoder->inner_q.q = cut(encoder, &used, wide * 16 * encoder->inner);
    encoder->inner_q.s = cut(encoder, &used, wide * 16 * sizeof(float));
    encoder->inner_q.z_pair = cut(encoder, &used, wide * 16 * sizeof(int32_t));
    dgm_attention *a = &encoder->attention;
    a->query.q = cut(encoder, &used, tokens * HEAD);
    a->query.s = cut(encoder, &used, tokens * sizeof(float));
    a->query.z_pair = cut(encoder, &used, tokens * sizeof(int32_t));
    a->key = cut(encoder, &used, tokens * HEAD);
    a->key_scale = cut(encoder, &used, tokens * sizeof(float));
    a->key_minus = cut(encoder, &used, tokens * sizeof(int32_t));
    a->value = cut(encoder, &used, DGM_ATTENTION_VALUE_BYTES(tokens));
    a->scores = cut(encoder, &used, DGM_ATTENTION_SCORE_BYTES(tokens));
    a->p = cut(encoder, &used, DGM_ATTENTION_P_BYTES(tokens));
    return used;
}

static dgm_status allocate(dgm_encoder *encoder, dgm_error *err) {
    size_t size = cut_scratch(encoder);
    if (posix_memalign(&encoder->memory, 4096, size) != 0) {
        encoder->memory = NULL;
        return dgm_fail(err, DGM_ERR_MEMORY, 0, "no memory for the encoder");
    }
    memset(encoder->memory, 0, size);
    cut_scratch(encoder);
    return DGM_OK;
}

/* ---- one window ---------------------------------------------------------------- */

static void embed_token(const dgm_encoder *encoder, uint32_t piece, uint32_t position, uint32_t feature,
                        float *row) {
    const int8_t *w = encoder->piece + (size_t)piece * HIDDEN;
    const float scale = encoder->piece_scale[piece];
    const float *at = encoder->position + (size_t)position * HIDDEN;
    const float *extra = encoder->feature + (size_t)(feature % N_FEATURES) * HIDDEN;
    for (uint32_t i = 0; i < HIDDEN; i++)
        row[i] = ((float)w[i] * scale + at[i]) + extra[i];
}

/* Positions past the last are filled with zeros: a block is always whole. */
static void embed(dgm_encoder *encoder, const uint16_t *pieces, const uint8_t *features, uint32_t n_pieces) {
    const uint32_t n = n_pieces + 2;
    for (uint32_t first = 0; first < n; first += 16) {
        const float *rows[16];
        for (uint32_t i = 0; i < 16; i++) {
            float *row = encoder->wide + (size_t)i * HIDDEN;
            uint32_t at = first + i;
            bool inside = at > 0 && at <= n_pieces;
            rows[i] = row;
            if (at >= n)
                memset(row, 0, HIDDEN * sizeof *row);
            else
                embed_token(encoder,
                            inside    ? pieces[at - 1]
                            : at == 0 ? CLS
                                      : SEP,
                            at, inside ? features[at - 1] : 0, row);
        }
        encoder->kernels->rows_to_block(rows, HIDDEN, encoder->x + (size_t)first * HIDDEN);
    }
    encoder->kernels->normalise(encoder->x, (n + 15) / 16, HIDDEN, encoder->g, encoder->b, &encoder->hidden);
}

static void clear_bounds(dgm_encoder *encoder, uint32_t n_blocks) {
    memset(encoder->bounds.low, 0, (size_t)n_blocks * 16 * sizeof(float));
    memset(encoder->bounds.high, 0, (size_t)n_blocks * 16 * sizeof(float));
}

static void run_attention(dgm_encoder *encoder, const encoder_layer *layer, uint32_t n_tokens,
                          uint32_t n_blocks) {
    const dgm_kernels *kernels = encoder->kernels;
    clear_bounds(encoder, n_blocks);
    for (uint32_t head = 0; head < N_HEADS; head++) {
        kernels->linear(&layer->qkv, &encoder->hidden, n_blocks, (dgm_outputs){head * HEAD, HEAD, HIDDEN, 3},
                        encoder->qkv, 3 * HEAD * 16);
        kernels->attend(encoder->qkv, encoder->qkv + HEAD * 16, encoder->qkv + 2 * HEAD * 16, 3 * HEAD * 16,
                        n_tokens, &encoder->attention, encoder->context + head * HEAD * 16, HIDDEN * 16,
                        encoder->bounds);
    }
    kernels->quantise(encoder->context, n_blocks, HIDDEN, encoder->bounds, &encoder->hidden);
    kernels->linear_add(&layer->o, &encoder->hidden, n_blocks, encoder->x, HIDDEN * 16);
    kernels->normalise(encoder->x, n_blocks, HIDDEN, layer->g1, layer->b1, &encoder->hidden);
}

static dgm_blocks blocks_from(dgm_blocks blocks, size_t first, uint32_t k) {
    return (dgm_blocks){blocks.q + first * 16 * k, blocks.s + first * 16, blocks.z_pair + first * 16};
}

static void run_feed_forward(dgm_encoder *encoder, const encoder_layer *layer, uint32_t n_blocks) {
    const dgm_kernels *kernels = encoder->kernels;
    const uint32_t inner = encoder->inner;
    clear_bounds(encoder, n_blocks);
    for (uint32_t first = 0; first < n_blocks; first += BLOCKS_AT_ONCE) {
        uint32_t n = n_blocks - first < BLOCKS_AT_ONCE ? n_blocks - first : BLOCKS_AT_ONCE;
        dgm_bounds bounds = {encoder->bounds.low + first * 16, encoder->bounds.high + first * 16};
        dgm_blocks x = blocks_from(encoder->hidden, first, HIDDEN);
        kernels->linear_gelu(&layer->up, &x, n, encoder->wide, inner * 16, bounds);
        kernels->quantise(encoder->wide, n, inner, bounds, &encoder->inner_q);
        kernels->linear_add(&layer->down, &encoder->inner_q, n, encoder->x + (size_t)first * HIDDEN * 16,
                            HIDDEN * 16);
    }
    kernels->normalise(encoder->x, n_blocks, HIDDEN, layer->g2, layer->b2, &encoder->hidden);
}

static void give_rows(const dgm_encoder *encoder, const uint32_t *wanted, uint32_t n_wanted, float *out) {
    for (uint32_t i = 0; i < n_wanted; i++, out += HIDDEN) {
        uint32_t token = wanted[i] + 1;
        const float *x = encoder->x + (size_t)(token / 16) * HIDDEN * 16 + token % 16;
        for (uint32_t j = 0; j < HIDDEN; j++)
            out[j] = x[j * 16];
    }
}

/* ---- public ----------------------------------------------------------------------- */

dgm_status dgm_encoder_new(const dgm_weights *weights, dgm_encoder **out_encoder, dgm_error *err) {
    dgm_encoder *encoder = calloc(1, sizeof *encoder);
    if (!encoder)
        return dgm_fail(err, DGM_ERR_MEMORY, 0, "no memory for the encoder");
    encoder->kernels = dgm_weights_kernels(weights);
    dgm_status status = find_tensors(encoder, weights, err);
    if (status == DGM_OK)
        status = allocate(encoder, err);
    if (status != DGM_OK) {
        dgm_encoder_free(encoder);
        return status;
    }
    *out_encoder = encoder;
    return DGM_OK;
}

void dgm_encoder_free(dgm_encoder *encoder) {
    if (!encoder)
        return;
    free(encoder->memory);
    free(encoder);
}

uint32_t dgm_encoder_capacity(const dgm_encoder *encoder) {
    return encoder->window - 2;
}

void dgm_encoder_run(dgm_encoder *encoder, const uint16_t *pieces, const uint8_t *features, uint32_t n_pieces,
                     const uint32_t *wanted, uint32_t n_wanted, float *out) {
    const uint32_t n_tokens = n_pieces + 2, n_blocks = (n_tokens + 15) / 16;
    if (encoder->kernels->begin)
        encoder->kernels->begin();
    embed(encoder, pieces, features, n_pieces);
    for (uint32_t i = 0; i < encoder->n_layers; i++) {
        run_attention(encoder, &encoder->layers[i], n_tokens, n_blocks);
        run_feed_forward(encoder, &encoder->layers[i], n_blocks);
    }
    give_rows(encoder, wanted, n_wanted, out);
    if (encoder->kernels->end)
        encoder->kernels->end();
}
