/* phraser.c - from word vectors to time expressions and mentions, sentence by sentence.
 *
 *   project   of each word keep: its scores h.time; p(mention) = 1 - softmax(h.ment)[none] and its best kind;
 *             h.spanw as a word that a span may begin or end with. Of those that head a mention (p above
 *             one half) also h.spanh, h.corefm and h.corefa.
 *   times     BIO Viterbi over the sentence (spans.h) on the plain logits h.time.
 *   spans     a mention begins at the word w of its sentence, at most REACH - 1 before its head h, with
 *             the highest spanh_begin(h) . spanw_begin(w) / 8 + span.dist[0][h - w], the nearest of equals;
 *             its last word is found alike, behind the head.
 *   links     to mentions before it: antecedents.h. */
#include "model/phraser.h"

#include <stdlib.h>

#include "model/antecedents.h"
#include "model/heads.h"
#include "model/spans.h"
#include "model/tree.h"

#define SPAN 64u
#define LINK (2 * DGM_ANTECEDENTS_WIDTH)
#define REACH 48u
#define LEAST 0.5F
#define CLEAR 6.0F      /* that far below, UINT8_MAX kinds do not outweigh "none" together: e^6 = 403 */
#define TIMEX_LABELS 9u /* O, then B and I of DATE, TIME, DURATION, SET */
#define NONE 0u         /* label of what heads no mention */

struct dgm_phraser {
    const struct dgm_kernels *kernels;
    dgm_linear time, ment, spanh, spanw, corefm, corefa;
    const float *distances; /* [2][REACH] */
    dgm_antecedents *antecedents;
    dgm_arena memory; /* all below; a row a pending word */

    float *time_scores, *spanw_rows;               /* [most_pending][time.n_padded], [..][2 * SPAN] */
    float *spanh_rows, *corefm_rows, *corefa_rows; /* only those of words that head a mention are filled */
    float *sure;                                   /* p(mention) */
    uint8_t *kinds;                                /* NONE: heads no mention */
    float *kind_scores, *block;                    /* DGM_BLOCK rows of h.ment; of a layer */
    dgm_rows heads;                                /* DGM_BLOCK: the vectors of words that head a mention */
    uint32_t picked[DGM_BLOCK];                    /* pending rows of these */
    uint8_t *back, *labels;
    uint32_t n_pending, most_pending, first; /* `first`: index of the word in pending row 0 */

    dgm_arena *arena;     /* of the report being read */
    uint32_t n_sentences; /* read */
    dgm_timespan *times;
    uint32_t n_times, most_times;
    dgm_mention *mentions;
    uint32_t n_mentions, most_mentions;
};

/* ---- life ------------------------------------------------------------------- */

static dgm_status find_layers(dgm_phraser *p, const dgm_weights *weights, dgm_error *err) {
    DGM_TRY(dgm_linear_find(weights, "h.spanh", 2 * SPAN, 0, &p->spanh, err));
    uint32_t k = p->spanh.k;
    const uint32_t dims[] = {2, REACH};
    const void *distances;
    DGM_TRY(dgm_linear_find(weights, "h.spanw", 2 * SPAN, k, &p->spanw, err));
    DGM_TRY(dgm_linear_find(weights, "h.corefm", LINK, k, &p->corefm, err));
    DGM_TRY(dgm_linear_find(weights, "h.corefa", LINK, k, &p->corefa, err));
    DGM_TRY(dgm_head_find(weights, "h.time", "timex", k, DGM_SPANS_MAX_LABELS, &p->time, err));
    DGM_TRY(dgm_head_find(weights, "h.ment", "entity", k, UINT8_MAX, &p->ment, err));
    DGM_TRY(dgm_weights_tensor(weights, "span.dist", DGM_TENSOR_F32, 2, dims, &distances, err));
    p->distances = distances;
    if (p->time.n != TIMEX_LABELS || p->ment.n < 2)
        return dgm_fail(err, DGM_ERR_MODEL, 0,
                        "labels.timex has %u labels, expected %u; labels.entity %u, expected 2 or more",
                        p->time.n, TIMEX_LABELS, p->ment.n);
    return dgm_antecedents_new(weights, &p->antecedents, err);
}

static float *floats(dgm_arena *memory, size_t rows, size_t width) {
    return dgm_arena_array(memory, float, rows *width);
}

static dgm_status make_room(dgm_phraser *p, uint32_t most_words, dgm_error *err) {
    dgm_arena *memory = &p->memory;
    size_t most = p->most_pending = DGM_TREE_MAX + most_words;
    p->time_scores = floats(memory, most, p->time.n_padded);
    p->spanw_rows = floats(memory, most, (size_t)2 * SPAN);
    p->spanh_rows = floats(memory, most, (size_t)2 * SPAN);
    p->corefm_rows = floats(memory, most, LINK);
    p->corefa_rows = floats(memory, most, LINK);
    p->sure = floats(memory, most, 1);
    p->kinds = dgm_arena_array(memory, uint8_t, most);
    p->kind_scores = floats(memory, DGM_BLOCK, p->ment.n_padded);
    p->block = floats(memory, DGM_BLOCK, LINK);
    p->back = dgm_arena_array(memory, uint8_t, (size_t)DGM_TREE_MAX * DGM_SPANS_MAX_LABELS);
    p->labels = dgm_arena_array(memory, uint8_t, DGM_TREE_MAX);
    if (!p->time_scores || !p->spanw_rows || !p->spanh_rows || !p->corefm_rows || !p->corefa_rows ||
        !p->sure || !p->kinds || !p->kind_scores || !p->block || !p->back || !p->labels)
        return dgm_fail(err, DGM_ERR_MEMORY, 0, "no memory for phrases");
    return dgm_rows_new(memory, DGM_BLOCK, p->spanh.k, &p->heads, err);
}

dgm_status dgm_phraser_new(const dgm_weights *weights, uint32_t most_words, dgm_phraser **out_phraser,
                           dgm_error *err) {
    dgm_phraser *p = calloc(1, sizeof(*p));
    if (p == NULL)
        return dgm_fail(err, DGM_ERR_MEMORY, 0, "no memory for phrases");
    dgm_arena_open(&p->memory, 0);
    p->kernels = dgm_weights_kernels(weights);
    dgm_status status = find_layers(p, weights, err);
    if (status == DGM_OK)
        status = make_room(p, most_words, err);
    if (status != DGM_OK) {
        dgm_phraser_free(p);
        return status;
    }
    *out_phraser = p;
    return DGM_OK;
}

void dgm_phraser_free(dgm_phraser *phraser) {
    if (phraser == NULL)
        return;
    dgm_antecedents_free(phraser->antecedents);
    dgm_arena_close(&phraser->memory);
    free(phraser);
}

/* ---- project ------------------------------------------------------------------ */

/* What `layer` makes of the words picked, a row of `rows` each. */
static void take_rows(dgm_phraser *p, const dgm_linear *layer, float *rows) {
    size_t width = layer->n;
    dgm_linear_apply(layer, &p->heads, p->block, width);
    for (uint32_t r = 0; r < p->heads.n_rows; r++)
        memcpy(rows + p->picked[r] * width, p->block + r * width, width * sizeof(float));
}

static void project_picked(dgm_phraser *p) {
    take_rows(p, &p->spanh, p->spanh_rows);
    take_rows(p, &p->corefm, p->corefm_rows);
    take_rows(p, &p->corefa, p->corefa_rows);
    p->heads.n_rows = 0;
}

/* Adds row `i` of a block, pending row `at`, to those that head mentions: layers take many at once. */
static void pick(dgm_phraser *p, const dgm_rows *x, uint32_t i, uint32_t at) {
    dgm_rows *heads = &p->heads;
    uint32_t r = heads->n_rows++;
    memcpy(heads->q + (size_t)r * heads->stride, x->q + (size_t)i * x->stride, x->stride);
    heads->s[r] = x->s[i];
    heads->z[r] = x->z[i];
    p->picked[r] = at;
    if (heads->n_rows == DGM_BLOCK)
        project_picked(p);
}

/* Whether scores of kinds make a mention; then its kind and p. Most words are spared the softmax. */
static bool is_mention(const dgm_phraser *p, float *scores, uint8_t *kind, float *sure) {
    uint32_t n = p->ment.n;
    *kind = (uint8_t)(1 + dgm_best_label(scores + 1, n - 1));
    if (scores[NONE] - scores[*kind] > CLEAR)
        return false;
    dgm_softmax(p->kernels, scores, n);
    *sure = 1 - scores[NONE];
    return *sure > LEAST;
}

static void project_block(dgm_phraser *p, const dgm_rows *x) {
    uint32_t at = p->n_pending, stride = p->ment.n_padded;
    float *scores = p->kind_scores;
    dgm_linear_apply(&p->time, x, p->time_scores + (size_t)at * p->time.n_padded, p->time.n_padded);
    dgm_linear_apply(&p->spanw, x, p->spanw_rows + (size_t)at * 2 * SPAN, (size_t)2 * SPAN);
    dgm_linear_apply(&p->ment, x, scores, stride);
    for (uint32_t i = 0; i < x->n_rows; i++) {
        if (is_mention(p, scores + (size_t)i * stride, &p->kinds[at + i], &p->sure[at + i]))
            pick(p, x, i, at + i);
        else
            p->kinds[at + i] = NONE;
    }
    p->n_pending += x->n_rows;
}

/* ---- one sentence: `n` pending words from row `at` on --------------------------- */

/* e^x of x <= 0, through the softmax of the kernels, for the same bits on every machine. */
static float exp_of(const dgm_phraser *p, float x) {
    float shares[] = {x, 0};
    dgm_softmax(p->kernels, shares, 2);
    return shares[0] / (1 - shares[0]);
}

/* Geometric mean of the probabilities of the labels of words [from, to) of a sentence. */
static float trust(dgm_phraser *p, uint32_t at, uint32_t from, uint32_t to) {
    float sum = 0;
    for (uint32_t i = from; i < to; i++) {
        const float *scores = p->time_scores + (size_t)(at + i) * p->time.n_padded;
        memcpy(p->block, scores, p->time.n * sizeof(float));
        dgm_log_softmax(p->kernels, p->block, p->time.n);
        sum += p->block[p->labels[i]];
    }
    return exp_of(p, sum / (float)(to - from));
}

static dgm_status find_times(dgm_phraser *p, uint32_t at, uint32_t n, dgm_error *err) {
    uint32_t stride = p->time.n_padded;
    dgm_spans_decode(p->time_scores + (size_t)at * stride, stride, n, p->time.n, 0, p->back, p->labels);
    for (uint32_t i = 0; i < n; i++) {
        if (p->labels[i] == 0)
            continue;
        uint32_t from = i, inside = p->labels[i] + 1U;
        while (i + 1 < n && p->labels[i + 1] == inside)
            i++;
        void *grown = p->times;
        DGM_TRY(dgm_grow(p->arena, &grown, p->n_times, &p->most_times, p->n_times + 1, sizeof(dgm_timespan),
                         err));
        p->times = grown;
        p->times[p->n_times++] = (dgm_timespan){.words = {p->first + at + from, p->first + at + i + 1},
                                                .type = (uint8_t)((p->labels[from] - 1) / 2),
                                                .p = trust(p, at, from, i + 1)};
    }
    return DGM_OK;
}

/* How far from the head in row `head` the span's edge lies, of `n` words in question: the head's own first,
 * then towards the edge, `step` rows a word. Side 0: begin, 1: end. */
static uint32_t edge(dgm_phraser *p, uint32_t head, int step, uint32_t n, uint32_t side) {
    const float *query = p->spanh_rows + (size_t)head * 2 * SPAN + (size_t)side * SPAN;
    const float *keys = p->spanw_rows + (size_t)side * SPAN;
    uint32_t best = 0, low = step < 0 ? head + 1 - n : head;
    float scores[DGM_PAD(REACH)], top = 0;
    dgm_dot_rows(p->kernels, query, (size_t)2 * SPAN, 1, keys + (size_t)low * 2 * SPAN, (size_t)2 * SPAN, n,
                 SPAN, scores, DGM_PAD(REACH));
    for (uint32_t d = 0; d < n; d++) {
        float score = scores[step < 0 ? n - 1 - d : d] * 0.125F + p->distances[side * REACH + d];
        if (d == 0 || score > top) {
            best = d;
            top = score;
        }
    }
    return best;
}

static uint32_t least(uint32_t a, uint32_t b) {
    return a < b ? a : b;
}

static dgm_status find_mentions(dgm_phraser *p, uint32_t at, uint32_t n, dgm_error *err) {
    for (uint32_t i = at; i < at + n; i++) {
        if (p->kinds[i] == NONE)
            continue;
        uint32_t before = edge(p, i, -1, least(i - at + 1, REACH), 0);
        uint32_t behind = edge(p, i, 1, least(at + n - i, REACH), 1);
        uint32_t word = p->first + i;
        void *grown = p->mentions;
        DGM_TRY(dgm_grow(p->arena, &grown, p->n_mentions, &p->most_mentions, p->n_mentions + 1,
                         sizeof(dgm_mention), err));
        p->mentions = grown;
        dgm_mention *mention = &p->mentions[p->n_mentions];
        *mention = (dgm_mention){
            .head = word, .words = {word - before, word + behind + 1}, .type = p->kinds[i], .p = p->sure[i]};
        DGM_TRY(dgm_antecedents_add(p->antecedents, p->n_mentions++, mention,
                                    p->corefm_rows + (size_t)i * LINK, p->corefa_rows + (size_t)i * LINK,
                                    err));
    }
    return DGM_OK;
}

/* ---- a report ------------------------------------------------------------------- */

void dgm_phraser_start(dgm_phraser *phraser, const dgm_words *words, dgm_arena *arena) {
    dgm_phraser *p = phraser;
    p->arena = arena;
    p->n_pending = p->first = p->n_sentences = 0;
    p->n_times = p->most_times = p->n_mentions = p->most_mentions = 0;
    p->times = NULL;
    p->mentions = NULL;
    dgm_antecedents_start(p->antecedents, words, arena);
}

void dgm_phraser_add(dgm_phraser *phraser, const dgm_rows *vectors) {
    for (uint32_t from = 0; from < vectors->n_rows; from += DGM_BLOCK) {
        dgm_rows block = dgm_rows_part(vectors, from, least(vectors->n_rows - from, DGM_BLOCK));
        project_block(phraser, &block);
    }
    project_picked(phraser);
}

static void drop_rows(dgm_phraser *p, size_t from) {
    const struct {
        float *rows;
        size_t width;
    } kept[] = {{p->time_scores, p->time.n_padded},
                {p->spanw_rows, 2 * SPAN},
                {p->spanh_rows, 2 * SPAN},
                {p->corefm_rows, LINK},
                {p->corefa_rows, LINK},
                {p->sure, 1}};
    size_t n = p->n_pending - from;
    for (size_t k = 0; k < sizeof(kept) / sizeof(kept[0]); k++)
        memmove(kept[k].rows, kept[k].rows + from * kept[k].width, n * kept[k].width * sizeof(float));
    memmove(p->kinds, p->kinds + from, n);
    p->first += (uint32_t)from;
    p->n_pending = (uint32_t)n;
}

dgm_status dgm_phraser_read(dgm_phraser *phraser, const dgm_range *sentences, uint32_t n_sentences,
                            dgm_error *err) {
    dgm_phraser *p = phraser;
    uint32_t read = p->first;
    for (; p->n_sentences < n_sentences; p->n_sentences++) {
        dgm_range sentence = sentences[p->n_sentences];
        uint32_t at = sentence.start - p->first, n = sentence.end - sentence.start;
        DGM_TRY(find_times(p, at, n, err));
        DGM_TRY(find_mentions(p, at, n, err));
        read = sentence.end;
    }
    drop_rows(p, read - p->first);
    return DGM_OK;
}

void dgm_phraser_end(dgm_phraser *phraser, dgm_tags *tags) {
    tags->times = phraser->times;
    tags->n_times = phraser->n_times;
    tags->mentions = phraser->mentions;
    tags->n_mentions = phraser->n_mentions;
    dgm_antecedents_end(phraser->antecedents, tags);
}
