/* triggers.c - from word vectors to acts, sentence by sentence.
 *
 *   project   of each word keep its vector, and softmax(h.evt gelu(h.evw x)): none, then the types.
 *   choose    words whose share of all types together is at least LEAST.
 *   detail    of each chosen word d = gelu(h.evd x): modes sigmoid(h.evm d), status softmax(h.evs d),
 *             contexts sigmoid(h.evc d).
 *   argue     for each word of its sentence softmax(h.argo gelu(w.add + t.add + arg.dist + w.mul * t.mul))
 *             with t = h.argt x(trigger), w = h.argw x(word), each half to add and half to multiply, and the
 *             row of arg.dist by dgm_role_distance: none, actor, recipient, place. The form of the roles of a
 *             cue. */
#include "model/triggers.h"

#include <stdlib.h>

#include "model/heads.h"
#include "model/roles.h"
#include "model/tree.h"

#define WIDTH 256u /* of h.evw and h.evd */
#define HALF 128u
#define LEAST 0.15F      /* share of all types below which a word is no trigger */
#define LEAST_PARTY 0.1F /* share of all three roles below which a word is no argument */
#define ROLES 4u

struct dgm_triggers {
    const struct dgm_kernels *kernels;
    dgm_linear evw, evt, evd, evm, evs, evc, argt, argw, argo;
    const float *distances; /* [DGM_ROLE_DISTANCES][HALF] */
    dgm_arena memory;       /* all below */

    dgm_rows pending; /* vectors of words whose sentence is not read yet */
    float *shares;    /* a row of DGM_PAD(evt.n) a pending word; [0] is none; not filled where it is sure */
    bool *chosen;     /* a pending word */
    float *block, *wide;    /* DGM_BLOCK rows of WIDTH; of the widest label layer */
    float *parts;           /* a row of 2 * HALF a word of a sentence */
    float *part;            /* of the trigger */
    dgm_rows hidden, mixed; /* DGM_BLOCK rows of WIDTH; of HALF */
    uint32_t first;         /* index of the word in pending row 0 */

    dgm_arena *arena; /* of the report being read */
    uint32_t n_sentences;
    dgm_trigger *items;
    uint32_t count, most;
    dgm_argument *arguments;
    uint32_t n_arguments, most_arguments;
};

/* ---- life ------------------------------------------------------------------- */

static dgm_status find_layers(dgm_triggers *t, const dgm_weights *weights, dgm_error *err) {
    const uint32_t dims[] = {DGM_ROLE_DISTANCES, HALF};
    const void *distances;
    DGM_TRY(dgm_linear_find(weights, "h.evw", WIDTH, 0, &t->evw, err));
    uint32_t k = t->evw.k;
    DGM_TRY(dgm_linear_find(weights, "h.evd", WIDTH, k, &t->evd, err));
    DGM_TRY(dgm_head_find(weights, "h.evt", "event", WIDTH, UINT8_MAX, &t->evt, err));
    DGM_TRY(dgm_head_find(weights, "h.evm", "mode", WIDTH, UINT8_MAX, &t->evm, err));
    DGM_TRY(dgm_head_find(weights, "h.evs", "status", WIDTH, UINT8_MAX, &t->evs, err));
    DGM_TRY(dgm_head_find(weights, "h.evc", "context", WIDTH, UINT8_MAX, &t->evc, err));
    DGM_TRY(dgm_linear_find(weights, "h.argt", 2 * HALF, k, &t->argt, err));
    DGM_TRY(dgm_linear_find(weights, "h.argw", 2 * HALF, k, &t->argw, err));
    DGM_TRY(dgm_linear_find(weights, "h.argo", ROLES, HALF, &t->argo, err));
    DGM_TRY(dgm_weights_tensor(weights, "arg.dist", DGM_TENSOR_F32, 2, dims, &distances, err));
    t->distances = distances;
    if (t->evt.n != DGM_TRIGGER_TYPES + 1 || t->evm.n != DGM_TRIGGER_MODES ||
        t->evs.n != DGM_TRIGGER_STATUSES || t->evc.n != DGM_TRIGGER_CONTEXTS)
        return dgm_fail(err, DGM_ERR_MODEL, 0,
                        "the label sets of events have %u, %u, %u and %u labels, expected %u, %u, %u and %u",
                        t->evt.n, t->evm.n, t->evs.n, t->evc.n, DGM_TRIGGER_TYPES + 1, DGM_TRIGGER_MODES,
                        DGM_TRIGGER_STATUSES, DGM_TRIGGER_CONTEXTS);
    return DGM_OK;
}

static dgm_status make_room(dgm_triggers *t, uint32_t most_words, dgm_error *err) {
    dgm_arena *memory = &t->memory;
    size_t most = DGM_TREE_MAX + most_words;
    t->shares = dgm_arena_array(memory, float, most * t->evt.n_padded);
    t->chosen = dgm_arena_array(memory, bool, most);
    t->block = dgm_arena_array(memory, float, (size_t)DGM_BLOCK *WIDTH);
    t->wide = dgm_arena_array(memory, float, (size_t)DGM_BLOCK *DGM_PAD(DGM_TRIGGER_MODES));
    t->parts = dgm_arena_array(memory, float, (size_t)DGM_TREE_MAX * 2 * HALF);
    t->part = dgm_arena_array(memory, float, (size_t)2 * HALF);
    if (!t->shares || !t->chosen || !t->block || !t->wide || !t->parts || !t->part)
        return dgm_fail(err, DGM_ERR_MEMORY, 0, "no memory for triggers");
    DGM_TRY(dgm_rows_new(memory, (uint32_t)most, t->evw.k, &t->pending, err));
    DGM_TRY(dgm_rows_new(memory, DGM_BLOCK, WIDTH, &t->hidden, err));
    return dgm_rows_new(memory, DGM_BLOCK, HALF, &t->mixed, err);
}

dgm_status dgm_triggers_new(const dgm_weights *weights, uint32_t most_words, dgm_triggers **out_triggers,
                            dgm_error *err) {
    dgm_triggers *t = calloc(1, sizeof(*t));
    if (t == NULL)
        return dgm_fail(err, DGM_ERR_MEMORY, 0, "no memory for triggers");
    dgm_arena_open(&t->memory, 0);
    t->kernels = dgm_weights_kernels(weights);
    dgm_status status = find_layers(t, weights, err);
    if (status == DGM_OK)
        status = make_room(t, most_words, err);
    if (status != DGM_OK) {
        dgm_triggers_free(t);
        return status;
    }
    *out_triggers = t;
    return DGM_OK;
}

void dgm_triggers_free(dgm_triggers *triggers) {
    if (triggers == NULL)
        return;
    dgm_arena_close(&triggers->memory);
    free(triggers);
}

/* ---- project and choose --------------------------------------------------------- */

/* rows -> GELU of `layer`, quantised into t->hidden. */
static void hide(dgm_triggers *t, const dgm_linear *layer, const dgm_rows *rows) {
    dgm_linear_apply(layer, rows, t->block, WIDTH);
    dgm_gelu(t->kernels, t->block, (size_t)rows->n_rows * WIDTH);
    dgm_rows_quantise(t->kernels, t->block, WIDTH, rows->n_rows, &t->hidden);
    t->hidden.n_rows = rows->n_rows;
}

static void copy_rows(dgm_rows *to, uint32_t at, const dgm_rows *from) {
    memcpy(to->q + (size_t)at * to->stride, from->q, (size_t)from->n_rows * from->stride);
    memcpy(to->s + at, from->s, from->n_rows * sizeof(*from->s));
    memcpy(to->z + at, from->z, from->n_rows * sizeof(*from->z));
}

static void project_block(dgm_triggers *t, const dgm_rows *x) {
    uint32_t at = t->pending.n_rows, stride = t->evt.n_padded;
    float *shares = t->shares + (size_t)at * stride;
    copy_rows(&t->pending, at, x);
    hide(t, &t->evw, x);
    dgm_linear_apply(&t->evt, &t->hidden, shares, stride);
    for (uint32_t i = 0; i < x->n_rows; i++) {
        dgm_softmax(t->kernels, shares + (size_t)i * stride, t->evt.n);
        t->chosen[at + i] = 1 - shares[(size_t)i * stride] >= LEAST;
    }
    t->pending.n_rows += x->n_rows;
}

/* ---- one chosen word -------------------------------------------------------------- */

/* Through the softmax of the kernels, for the same bits on every machine. */
static void sigmoids(const dgm_triggers *t, float *x, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) {
        float shares[] = {x[i], 0};
        dgm_softmax(t->kernels, shares, 2);
        x[i] = shares[0];
    }
}

/* The outputs of a label layer for the hidden row, in the arena of the report; NULL when it is full. */
static float *labels_of(dgm_triggers *t, const dgm_linear *layer) {
    float *out = dgm_arena_array(t->arena, float, layer->n);
    if (out == NULL)
        return NULL;
    dgm_linear_apply(layer, &t->hidden, t->wide, layer->n_padded);
    memcpy(out, t->wide, layer->n * sizeof(float));
    return out;
}

/* Type, modes, status and contexts of the word in pending row `at`. */
static dgm_status detail(dgm_triggers *t, uint32_t at, dgm_trigger *out, dgm_error *err) {
    const float *shares = t->shares + (size_t)at * t->evt.n_padded;
    dgm_rows word = dgm_rows_part(&t->pending, at, 1);
    hide(t, &t->evd, &word);
    float *type = dgm_arena_array(t->arena, float, DGM_TRIGGER_TYPES);
    float *mode = labels_of(t, &t->evm), *status = labels_of(t, &t->evs), *context = labels_of(t, &t->evc);
    if (!type || !mode || !status || !context)
        return dgm_fail(err, DGM_ERR_MEMORY, 0, "no memory for a trigger");
    for (uint32_t k = 0; k < DGM_TRIGGER_TYPES; k++)
        type[k] = shares[k + 1] / (1 - shares[0]);
    sigmoids(t, mode, DGM_TRIGGER_MODES);
    sigmoids(t, context, DGM_TRIGGER_CONTEXTS);
    dgm_softmax(t->kernels, status, DGM_TRIGGER_STATUSES);
    *out = (dgm_trigger){.word = t->first + at,
                         .p = 1 - shares[0],
                         .type = type,
                         .mode = mode,
                         .status = status,
                         .context = context,
                         .first_argument = t->n_arguments};
    return DGM_OK;
}

static dgm_status add_argument(dgm_triggers *t, uint32_t word, const float *shares, dgm_error *err) {
    if (1 - shares[0] < LEAST_PARTY)
        return DGM_OK;
    void *grown = t->arguments;
    DGM_TRY(dgm_grow(t->arena, &grown, t->n_arguments, &t->most_arguments, t->n_arguments + 1,
                     sizeof(dgm_argument), err));
    t->arguments = grown;
    t->arguments[t->n_arguments++] = (dgm_argument){word, shares[1], shares[2], shares[3]};
    return DGM_OK;
}

/* The parties of the trigger in pending row `at` among the words of its sentence, rows [from, from + n). */
static dgm_status argue(dgm_triggers *t, uint32_t at, uint32_t from, uint32_t n, dgm_error *err) {
    dgm_rows word = dgm_rows_part(&t->pending, at, 1);
    dgm_range cue = {at - from, at - from + 1};
    uint32_t stride = t->argo.n_padded;
    dgm_linear_apply(&t->argt, &word, t->part, (size_t)2 * HALF);
    for (uint32_t low = 0; low < n; low += DGM_BLOCK) {
        uint32_t rows = n - low < DGM_BLOCK ? n - low : DGM_BLOCK;
        for (uint32_t r = 0; r < rows; r++) {
            const float *part = t->parts + (size_t)(low + r) * 2 * HALF;
            dgm_mix(t->kernels, t->block + (size_t)r * HALF, part, t->part,
                    t->distances + (size_t)dgm_role_distance(low + r, cue) * HALF, part + HALF,
                    t->part + HALF, HALF);
        }
        dgm_gelu(t->kernels, t->block, (size_t)rows * HALF);
        dgm_rows_quantise(t->kernels, t->block, HALF, rows, &t->mixed);
        t->mixed.n_rows = rows;
        dgm_linear_apply(&t->argo, &t->mixed, t->wide, stride);
        for (uint32_t r = 0; r < rows; r++) {
            dgm_softmax(t->kernels, t->wide + (size_t)r * stride, ROLES);
            if (low + r != cue.start)
                DGM_TRY(add_argument(t, t->first + from + low + r, t->wide + (size_t)r * stride, err));
        }
    }
    return DGM_OK;
}

/* ---- one sentence: `n` pending words from row `from` on ----------------------------- */

static dgm_status read_sentence(dgm_triggers *t, uint32_t from, uint32_t n, dgm_error *err) {
    bool any = false;
    for (uint32_t i = from; i < from + n; i++) {
        if (!t->chosen[i])
            continue;
        if (!any) {
            dgm_rows words = dgm_rows_part(&t->pending, from, n);
            dgm_linear_apply(&t->argw, &words, t->parts, (size_t)2 * HALF);
        }
        any = true;
        void *grown = t->items;
        DGM_TRY(dgm_grow(t->arena, &grown, t->count, &t->most, t->count + 1, sizeof(dgm_trigger), err));
        t->items = grown;
        dgm_trigger *trigger = &t->items[t->count];
        DGM_TRY(detail(t, i, trigger, err));
        DGM_TRY(argue(t, i, from, n, err));
        trigger->n_arguments = t->n_arguments - trigger->first_argument;
        t->count++;
    }
    return DGM_OK;
}

/* ---- a report ------------------------------------------------------------------------ */

void dgm_triggers_start(dgm_triggers *triggers, dgm_arena *arena) {
    dgm_triggers *t = triggers;
    t->arena = arena;
    t->pending.n_rows = t->first = t->n_sentences = 0;
    t->items = NULL;
    t->arguments = NULL;
    t->count = t->most = t->n_arguments = t->most_arguments = 0;
}

void dgm_triggers_add(dgm_triggers *triggers, const dgm_rows *vectors) {
    for (uint32_t from = 0; from < vectors->n_rows; from += DGM_BLOCK) {
        uint32_t left = vectors->n_rows - from;
        dgm_rows block = dgm_rows_part(vectors, from, left < DGM_BLOCK ? left : DGM_BLOCK);
        project_block(triggers, &block);
    }
}

static void drop_rows(dgm_triggers *t, uint32_t from) {
    dgm_rows *p = &t->pending;
    size_t n = p->n_rows - from, stride = t->evt.n_padded;
    memmove(p->q, p->q + (size_t)from * p->stride, n * p->stride);
    memmove(p->s, p->s + from, n * sizeof(*p->s));
    memmove(p->z, p->z + from, n * sizeof(*p->z));
    memmove(t->shares, t->shares + from * stride, n * stride * sizeof(float));
    memmove(t->chosen, t->chosen + from, n * sizeof(bool));
    p->n_rows = (uint32_t)n;
    t->first += from;
}

dgm_status dgm_triggers_read(dgm_triggers *triggers, const dgm_range *sentences, uint32_t n_sentences,
                             dgm_error *err) {
    dgm_triggers *t = triggers;
    uint32_t read = t->first;
    for (; t->n_sentences < n_sentences; t->n_sentences++) {
        dgm_range sentence = sentences[t->n_sentences];
        DGM_TRY(read_sentence(t, sentence.start - t->first, sentence.end - sentence.start, err));
        read = sentence.end;
    }
    drop_rows(t, read - t->first);
    return DGM_OK;
}

void dgm_triggers_end(dgm_triggers *triggers, dgm_tags *tags) {
    tags->triggers = triggers->items;
    tags->n_triggers = triggers->count;
    tags->arguments = triggers->arguments;
    tags->n_arguments = triggers->n_arguments;
}
