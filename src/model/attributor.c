/* attributor.c - how a window's attributions are found.
 *
 *   cues     logits h.cue of all words of the window (O B I), meta "cue.bias" added to O; BIO Viterbi over
 *            the window (spans.h). Kept are the cues whose first word the window owns, and which
 *            begin after the end of the last one kept.
 *   words    r = h.rolew(x) for all words, once, if there is any cue: [256 added, 256 multiplied].
 *   cue      c = h.rolec([x_first, x_last]) of the cue's first and last word: [256 added, 256 multiplied].
 *   scores   g = gelu(((r_add + c_add) + role.dist[distance]) + r_mul * c_mul)
 *            e = h.roleo(g), 7 a word (roles.h)
 *   roles    the best chain (roles.h) with role.trans. Runs of source and of content, in words of the report.
 *   trust    f1 = mean over the cue's words of log p(their label), p = softmax of the plain cue logits
 *            f2 = mean over content words of log p(content), p = softmax of e[0..2]; 0 if there are none
 *            f3 = the same of source words and p(source)
 *            f4 = 1 if there is a source, else 0;  f5 = log(1 + number of content words)
 *            confidence = sigmoid(w0 + w1 f1 + w2 f2 + w3 f3 + w4 f4 + w5 f5), w = confidence.w
 *
 * Cost: two layers a window, then per cue and word a row of 256 floats and a layer of 256 x 7. */
#include "model/attributor.h"

#include <stdlib.h>

#include "model/heads.h"
#include "model/roles.h"
#include "model/spans.h"

#define WIDTH 256u
#define CUE_LABELS 3u
#define CUES_AT_ONCE 16u

typedef const float step_table[DGM_ROLE_COUNT][DGM_ROLE_COUNT]; /* [before][after] */

enum { WEIGHT_BIAS, WEIGHT_CUE, WEIGHT_CONTENT, WEIGHT_SOURCE, WEIGHT_HAS_SOURCE, WEIGHT_LENGTH, WEIGHTS };

struct dgm_attributor {
    const struct dgm_kernels *kernels;
    dgm_linear cue, rolec, rolew, roleo;
    const float *distances; /* [DGM_ROLE_DISTANCES][WIDTH] */
    step_table *transitions;
    const float *trust; /* [WEIGHTS] */
    float cue_bias;
    uint32_t most_words, hidden;
    dgm_arena memory; /* all below */

    float *cue_logits; /* a row a word, cue.n_padded wide */
    uint8_t *cue_labels, *back, *steps, *roles;
    dgm_range *cues;   /* in words of the window */
    float *pairs;      /* CUES_AT_ONCE rows of [x_first, x_last] */
    float *cue_parts;  /* CUES_AT_ONCE rows of 2 * WIDTH */
    float *word_parts; /* a row of 2 * WIDTH a word */
    float *mixed;      /* DGM_BLOCK rows of WIDTH */
    float *scores;     /* a row a word, roleo.n_padded wide */
    float *zeros;      /* most_words + 1 */
    dgm_rows pair_rows, mixed_rows;

    const dgm_words *words; /* of the report being read */
    dgm_arena *arena;
    dgm_attribution *attributions;
    uint32_t n_attributions, most_attributions,
        free_from; /* no cue of the report may begin before free_from */
};

/* ---- life ---------------------------------------------------------------- */

static dgm_status find_layers(dgm_attributor *attributor, const dgm_weights *weights, dgm_error *err) {
    DGM_TRY(dgm_linear_find(weights, "h.cue", CUE_LABELS, 0, &attributor->cue, err));
    uint32_t k = attributor->hidden = attributor->cue.k;
    DGM_TRY(dgm_linear_find(weights, "h.rolec", 2 * WIDTH, 2 * k, &attributor->rolec, err));
    DGM_TRY(dgm_linear_find(weights, "h.rolew", 2 * WIDTH, k, &attributor->rolew, err));
    DGM_TRY(dgm_linear_find(weights, "h.roleo", DGM_ROLE_SCORES, WIDTH, &attributor->roleo, err));
    const uint32_t distances[] = {DGM_ROLE_DISTANCES, WIDTH}, trust[] = {WEIGHTS},
                   steps[] = {DGM_STEP_COUNT, DGM_ROLE_COUNT, DGM_ROLE_COUNT};
    const void *data;
    DGM_TRY(dgm_weights_tensor(weights, "role.dist", DGM_TENSOR_F32, 2, distances, &data, err));
    attributor->distances = data;
    DGM_TRY(dgm_weights_tensor(weights, "role.trans", DGM_TENSOR_F32, 3, steps, &data, err));
    attributor->transitions = (step_table *)data;
    DGM_TRY(dgm_weights_tensor(weights, "confidence.w", DGM_TENSOR_F32, 1, trust, &data, err));
    attributor->trust = data;
    attributor->cue_bias = dgm_weights_decimal(weights, "cue.bias", 0);
    return DGM_OK;
}

static float *floats(dgm_arena *memory, size_t n) {
    return dgm_arena_array(memory, float, n);
}

static dgm_status make_room(dgm_attributor *attributor, dgm_error *err) {
    dgm_arena *memory = &attributor->memory;
    size_t most = attributor->most_words, hidden = attributor->hidden;
    attributor->cue_logits = floats(memory, most * attributor->cue.n_padded);
    attributor->cue_labels = dgm_arena_array(memory, uint8_t, most);
    attributor->back = dgm_arena_array(memory, uint8_t, most * DGM_ROLE_STATES);
    attributor->steps = dgm_arena_array(memory, uint8_t, most);
    attributor->roles = dgm_arena_array(memory, uint8_t, most);
    attributor->cues = dgm_arena_array(memory, dgm_range, most);
    attributor->pairs = floats(memory, CUES_AT_ONCE * 2 * hidden);
    attributor->cue_parts = floats(memory, (size_t)CUES_AT_ONCE * 2 * WIDTH);
    attributor->word_parts = floats(memory, most * 2 * WIDTH);
    attributor->mixed = floats(memory, (size_t)DGM_BLOCK * WIDTH);
    attributor->scores = floats(memory, most * attributor->roleo.n_padded);
    attributor->zeros = floats(memory, most + 1);
    if (!attributor->cue_logits || !attributor->cue_labels || !attributor->back || !attributor->steps ||
        !attributor->roles || !attributor->cues || !attributor->pairs || !attributor->cue_parts ||
        !attributor->word_parts || !attributor->mixed || !attributor->scores || !attributor->zeros)
        return dgm_fail(err, DGM_ERR_MEMORY, 0, "no memory for the attributor");
    DGM_TRY(dgm_rows_new(memory, CUES_AT_ONCE, 2 * attributor->hidden, &attributor->pair_rows, err));
    return dgm_rows_new(memory, DGM_BLOCK, WIDTH, &attributor->mixed_rows, err);
}

dgm_status dgm_attributor_new(const dgm_weights *weights, uint32_t most_words,
                              dgm_attributor **out_attributor, dgm_error *err) {
    dgm_attributor *attributor = calloc(1, sizeof(*attributor));
    if (attributor == NULL)
        return dgm_fail(err, DGM_ERR_MEMORY, 0, "no memory for the attributor");
    dgm_arena_open(&attributor->memory, 0);
    attributor->kernels = dgm_weights_kernels(weights);
    attributor->most_words = most_words;
    dgm_status status = find_layers(attributor, weights, err);
    if (status == DGM_OK)
        status = make_room(attributor, err);
    if (status != DGM_OK) {
        dgm_attributor_free(attributor);
        return status;
    }
    *out_attributor = attributor;
    return DGM_OK;
}

void dgm_attributor_free(dgm_attributor *attributor) {
    if (attributor == NULL)
        return;
    dgm_arena_close(&attributor->memory);
    free(attributor);
}

/* ---- cues ---------------------------------------------------------------- */

/* The end of the run of words from `i` on that have `label`. */
static uint32_t run_end(const uint8_t *labels, uint32_t i, uint32_t n, uint8_t label) {
    while (i < n && labels[i] == label)
        i++;
    return i;
}

static uint32_t find_cues(dgm_attributor *attributor, const dgm_window *window, const dgm_rows *rows) {
    uint32_t n = window->end - window->first, n_cues = 0, stride = attributor->cue.n_padded;
    uint8_t *labels = attributor->cue_labels;
    dgm_linear_apply(&attributor->cue, rows, attributor->cue_logits, stride);
    dgm_spans_decode(attributor->cue_logits, stride, n, CUE_LABELS, attributor->cue_bias, attributor->back,
                     labels);
    for (uint32_t i = window->own_first - window->first; i < window->own_end - window->first; i++) {
        if (labels[i] != 1 || window->first + i < attributor->free_from)
            continue;
        uint32_t end = run_end(labels, i + 1, n, 2);
        attributor->cues[n_cues++] = (dgm_range){i, end};
        attributor->free_from = window->first + end;
    }
    return n_cues;
}

/* ---- scores of a cue's words ------------------------------------------------ */

static void read_words(dgm_attributor *attributor, const dgm_window *window, const dgm_rows *rows) {
    const dgm_word *words = attributor->words->words + window->first;
    dgm_linear_apply(&attributor->rolew, rows, attributor->word_parts, (size_t)2 * WIDTH);
    attributor->steps[0] = DGM_STEP_PLAIN;
    for (uint32_t i = 1; i < window->end - window->first; i++)
        attributor->steps[i] = dgm_role_step(words[i - 1].flags, words[i].flags);
}

static void read_cues(dgm_attributor *attributor, const dgm_range *cues, uint32_t n_cues, const float *x) {
    size_t hidden = attributor->hidden;
    for (uint32_t c = 0; c < n_cues; c++) {
        float *pair = attributor->pairs + c * 2 * hidden;
        memcpy(pair, x + cues[c].start * hidden, hidden * sizeof(float));
        memcpy(pair + hidden, x + (cues[c].end - 1) * hidden, hidden * sizeof(float));
    }
    dgm_rows_quantise(attributor->kernels, attributor->pairs, 2 * hidden, n_cues, &attributor->pair_rows);
    dgm_linear_apply(&attributor->rolec, &attributor->pair_rows, attributor->cue_parts, (size_t)2 * WIDTH);
}

static void score_words(dgm_attributor *attributor, dgm_range cue, const float *cue_part, uint32_t n) {
    const struct dgm_kernels *kernels = attributor->kernels;
    uint32_t stride = attributor->roleo.n_padded;
    for (uint32_t from = 0; from < n; from += DGM_BLOCK) {
        uint32_t n_rows = n - from < DGM_BLOCK ? n - from : DGM_BLOCK;
        for (uint32_t r = 0; r < n_rows; r++) {
            const float *part = attributor->word_parts + (size_t)(from + r) * 2 * WIDTH;
            const float *distance = attributor->distances + (size_t)dgm_role_distance(from + r, cue) * WIDTH;
            dgm_mix(kernels, attributor->mixed + (size_t)r * WIDTH, part, cue_part, distance, part + WIDTH,
                    cue_part + WIDTH, WIDTH);
        }
        dgm_gelu(kernels, attributor->mixed, (size_t)n_rows * WIDTH);
        dgm_rows_quantise(kernels, attributor->mixed, WIDTH, n_rows, &attributor->mixed_rows);
        dgm_linear_apply(&attributor->roleo, &attributor->mixed_rows,
                         attributor->scores + (size_t)from * stride, stride);
    }
}

/* ---- trust ------------------------------------------------------------------ */

/* log softmax(scores)[label] of three scores. */
static float log_share(const dgm_attributor *attributor, const float *scores, uint32_t label) {
    float shares[] = {scores[0], scores[1], scores[2]};
    dgm_log_softmax(attributor->kernels, shares, 3);
    return shares[label];
}

/* Through the softmax of the kernels, for the same bits on every machine. */
static float sigmoid(const dgm_attributor *attributor, float x) {
    float shares[] = {x, 0};
    dgm_softmax(attributor->kernels, shares, 2);
    return shares[0];
}

/* e^x of x <= 0, as s / (1 - s) with s = sigmoid(x). */
static float exp_of(const dgm_attributor *attributor, float x) {
    float share = sigmoid(attributor, x);
    return share / (1 - share);
}

/* log(1 + n): n + 1 equal scores have that much less than all. */
static float log_one_more(const dgm_attributor *attributor, uint32_t n) {
    memset(attributor->zeros, 0, (n + 1) * sizeof(float));
    dgm_log_softmax(attributor->kernels, attributor->zeros, n + 1);
    return -attributor->zeros[0];
}

static float mean_of_cue(const dgm_attributor *attributor, dgm_range cue) {
    float sum = 0;
    for (uint32_t i = cue.start; i < cue.end; i++) {
        const float *logits = attributor->cue_logits + (size_t)i * attributor->cue.n_padded;
        sum += log_share(attributor, logits, attributor->cue_labels[i]);
    }
    return sum / (float)(cue.end - cue.start);
}

/* Mean of log p(role) over the words that have it; 0 if none has. Counts them. */
static float mean_of_role(const dgm_attributor *attributor, uint32_t n, uint8_t role, uint32_t *out_count) {
    float sum = 0;
    uint32_t count = 0;
    for (uint32_t i = 0; i < n; i++) {
        if (attributor->roles[i] != role)
            continue;
        sum += log_share(attributor, attributor->scores + (size_t)i * attributor->roleo.n_padded, role);
        count++;
    }
    *out_count = count;
    return count > 0 ? sum / (float)count : 0;
}

static void weigh(const dgm_attributor *attributor, dgm_range cue, uint32_t n, dgm_attribution *out) {
    const float *w = attributor->trust;
    uint32_t n_content, n_source;
    float f_cue = mean_of_cue(attributor, cue);
    float f_content = mean_of_role(attributor, n, DGM_ROLE_CONTENT, &n_content);
    float f_source = mean_of_role(attributor, n, DGM_ROLE_SOURCE, &n_source);
    float sum = w[WEIGHT_BIAS] + w[WEIGHT_CUE] * f_cue + w[WEIGHT_CONTENT] * f_content +
                w[WEIGHT_SOURCE] * f_source;
    sum = sum + (n_source > 0 ? w[WEIGHT_HAS_SOURCE] : 0);
    sum = sum + w[WEIGHT_LENGTH] * log_one_more(attributor, n_content);
    out->confidence = sigmoid(attributor, sum);
    out->cue_p = exp_of(attributor, f_cue);
    out->content_p = n_content > 0 ? exp_of(attributor, f_content) : 0;
    out->source_p = n_source > 0 ? exp_of(attributor, f_source) : 0;
}

/* ---- one cue ------------------------------------------------------------------ */

/* Content runs in words of the report: counted, then filled. */
static dgm_status take_content(dgm_attributor *attributor, uint32_t first, uint32_t n, dgm_attribution *out,
                               dgm_error *err) {
    const uint8_t *roles = attributor->roles;
    uint32_t n_runs = 0;
    for (uint32_t i = 0; i < n; i++)
        n_runs += roles[i] == DGM_ROLE_CONTENT && (i == 0 || roles[i - 1] != DGM_ROLE_CONTENT);
    dgm_range *runs = dgm_arena_array(attributor->arena, dgm_range, n_runs);
    if (runs == NULL)
        return dgm_fail(err, DGM_ERR_MEMORY, 0, "no memory for the content of a statement");
    out->content = runs;
    for (uint32_t i = 0; i < n; i++) {
        if (roles[i] != DGM_ROLE_CONTENT)
            continue;
        uint32_t end = run_end(roles, i, n, DGM_ROLE_CONTENT);
        runs[out->n_content++] = (dgm_range){first + i, first + end};
        i = end;
    }
    return DGM_OK;
}

static void take_source(const dgm_attributor *attributor, uint32_t first, uint32_t n, dgm_attribution *out) {
    for (uint32_t i = 0; i < n; i++) {
        if (attributor->roles[i] != DGM_ROLE_SOURCE)
            continue;
        out->source = (dgm_range){first + i, first + run_end(attributor->roles, i, n, DGM_ROLE_SOURCE)};
        return;
    }
}

static dgm_status add_attribution(dgm_attributor *attributor, const dgm_window *window, dgm_range cue,
                                  const float *cue_part, dgm_error *err) {
    uint32_t first = window->first, n = window->end - first;
    void *grown = attributor->attributions;
    DGM_TRY(dgm_grow(attributor->arena, &grown, attributor->n_attributions, &attributor->most_attributions,
                     attributor->n_attributions + 1, sizeof(dgm_attribution), err));
    attributor->attributions = grown;
    score_words(attributor, cue, cue_part, n);
    dgm_roles_decode(attributor->scores, attributor->roleo.n_padded, attributor->steps, n, cue,
                     attributor->transitions, attributor->back, attributor->roles);
    dgm_attribution found = {.cue = {first + cue.start, first + cue.end}};
    DGM_TRY(take_content(attributor, first, n, &found, err));
    take_source(attributor, first, n, &found);
    weigh(attributor, cue, n, &found);
    attributor->attributions[attributor->n_attributions++] = found;
    return DGM_OK;
}

/* ---- a report -------------------------------------------------------------------- */

void dgm_attributor_start(dgm_attributor *attributor, const dgm_words *words, dgm_arena *arena) {
    attributor->words = words;
    attributor->arena = arena;
    attributor->attributions = NULL;
    attributor->n_attributions = attributor->most_attributions = attributor->free_from = 0;
}

dgm_status dgm_attributor_add(dgm_attributor *attributor, const dgm_window *window, const float *x,
                              const dgm_rows *rows, dgm_error *err) {
    uint32_t n_cues = find_cues(attributor, window, rows);
    if (n_cues > 0)
        read_words(attributor, window, rows);
    for (uint32_t from = 0; from < n_cues; from += CUES_AT_ONCE) {
        uint32_t n = n_cues - from < CUES_AT_ONCE ? n_cues - from : CUES_AT_ONCE;
        read_cues(attributor, attributor->cues + from, n, x);
        for (uint32_t c = 0; c < n; c++)
            DGM_TRY(add_attribution(attributor, window, attributor->cues[from + c],
                                    attributor->cue_parts + (size_t)c * 2 * WIDTH, err));
    }
    return DGM_OK;
}

void dgm_attributor_end(dgm_attributor *attributor, dgm_tags *tags) {
    tags->attributions = attributor->attributions;
    tags->n_attributions = attributor->n_attributions;
}
