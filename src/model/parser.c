/* parser.c - from word vectors to sentences, names and trees.
 *
 *   project   of each word keep: does it start a sentence, its name scores, and four vectors of 128:
 *                 arc    = arcu(gelu(arcd x))    as a dependent looking for its head
 *                 head   = gelu(arch x)          as a possible head
 *                 dep    = gelu(reld x)          as a dependent whose relation is wanted
 *                 govern = gelu(relh x)          as a head that the relation is to
 *   cut       a word starts a sentence if it is the first of a paragraph, or if its logit h.sent is above 0;
 *             a later word of a multiword token never does. A stretch of more than DGM_TREE_MAX words is
 *             cut before its last likely sentence start (DGM_WORD_BREAK) among its words 1 to DGM_TREE_MAX
 *             (counted from 0); if there is none, before the last of them that begins a token; else
 *             before word DGM_TREE_MAX.
 *   names     BIO Viterbi over the sentence (spans.h) on the plain logits h.ner.
 *   tree      score(i <- j) = arc_i . head_j; for the root, "tree.root" stands for head_j; then tree.h.
 *   relation  h.rel([dep_i, govern_j, dep_i * govern_j]) with j the head found ("rel.root" for the root):
 *             the best label, where "root" is taken by the root and by nothing else.
 *
 * Words wait in `pending` until the start of the next sentence is seen: never more than a window and
 * DGM_TREE_MAX words, however long the report is. */
#include "model/parser.h"

#include <stdlib.h>

#include "model/heads.h"
#include "model/spans.h"
#include "model/tree.h"

#define WIDTH 128u
#define PAIR (3 * WIDTH)

struct dgm_parser {
    const struct dgm_kernels *kernels;
    dgm_linear sent, ner, arcd, arch, arcu, reld, relh, rel;
    const float *head_root, *govern_root;
    uint32_t root_label;
    dgm_tree *tree;
    dgm_arena memory; /* all below, and the arrays of the rows */

    uint8_t *starts; /* pending words, one row each */
    float *ner_scores, *arc, *head, *dep, *govern;
    uint32_t n_pending, most_pending, n_read; /* the first n_read rows are read and may be dropped */

    dgm_rows hidden, pairs; /* DGM_BLOCK rows of WIDTH and PAIR */
    float *block;           /* DGM_BLOCK rows of a layer's result, or of PAIR */
    float *scores;          /* of the arcs of a sentence */
    uint8_t *back;
    uint16_t *heads;

    const dgm_words *words; /* of the report being read */
    dgm_arena *arena;
    uint32_t first; /* index of the word in pending row 0 */
    uint8_t *out_ner, *out_deprel;
    uint32_t *out_head, n_sentences, most_sentences;
    dgm_range *sentences;
};

/* ---- life ---------------------------------------------------------------- */

static dgm_status find_layers(dgm_parser *parser, const dgm_weights *weights, dgm_error *err) {
    DGM_TRY(dgm_linear_find(weights, "h.sent", 1, 0, &parser->sent, err));
    uint32_t k = parser->sent.k;
    DGM_TRY(dgm_head_find(weights, "h.ner", "ner", k, DGM_SPANS_MAX_LABELS, &parser->ner, err));
    DGM_TRY(dgm_linear_find(weights, "h.arcd", WIDTH, k, &parser->arcd, err));
    DGM_TRY(dgm_linear_find(weights, "h.arch", WIDTH, k, &parser->arch, err));
    DGM_TRY(dgm_linear_find(weights, "h.arcu", WIDTH, WIDTH, &parser->arcu, err));
    DGM_TRY(dgm_linear_find(weights, "h.reld", WIDTH, k, &parser->reld, err));
    DGM_TRY(dgm_linear_find(weights, "h.relh", WIDTH, k, &parser->relh, err));
    DGM_TRY(dgm_head_find(weights, "h.rel", "deprel", PAIR, UINT8_MAX, &parser->rel, err));
    if (parser->ner.n % 2 == 0 || parser->ner.n < 3)
        return dgm_fail(err, DGM_ERR_MODEL, 0, "labels.ner has %u labels, expected O and pairs of B and I",
                        parser->ner.n);
    const uint32_t dims[] = {WIDTH};
    const void *head_root, *govern_root;
    DGM_TRY(dgm_weights_tensor(weights, "tree.root", DGM_TENSOR_F32, 1, dims, &head_root, err));
    DGM_TRY(dgm_weights_tensor(weights, "rel.root", DGM_TENSOR_F32, 1, dims, &govern_root, err));
    parser->head_root = head_root;
    parser->govern_root = govern_root;
    for (uint32_t l = 0; l < parser->rel.n; l++) {
        if (!dgm_view_equal(dgm_weights_label(weights, "deprel", l), DGM_VIEW("root")))
            continue;
        parser->root_label = l;
        return DGM_OK;
    }
    return dgm_fail(err, DGM_ERR_MODEL, 0, "labels.deprel has no label \"root\"");
}

static float *floats(dgm_arena *memory, size_t n) {
    return dgm_arena_array(memory, float, n);
}

static dgm_status make_room(dgm_parser *parser, uint32_t most_words, dgm_error *err) {
    dgm_arena *memory = &parser->memory;
    uint32_t most = parser->most_pending = DGM_TREE_MAX + most_words;
    uint32_t widest = parser->rel.n_padded > PAIR ? parser->rel.n_padded : PAIR;
    parser->starts = dgm_arena_array(memory, uint8_t, most);
    parser->ner_scores = floats(memory, (size_t)most * parser->ner.n_padded);
    parser->arc = floats(memory, (size_t)most * WIDTH);
    parser->head = floats(memory, (size_t)most * WIDTH);
    parser->dep = floats(memory, (size_t)most * WIDTH);
    parser->govern = floats(memory, (size_t)most * WIDTH);
    parser->block = floats(memory, (size_t)2 * DGM_BLOCK * widest);
    parser->scores = floats(memory, (size_t)DGM_TREE_MAX * DGM_PAD(DGM_TREE_MAX + 1));
    parser->back = dgm_arena_array(memory, uint8_t, (size_t)DGM_TREE_MAX * DGM_SPANS_MAX_LABELS);
    parser->heads = dgm_arena_array(memory, uint16_t, DGM_TREE_MAX);
    parser->tree = dgm_tree_new();
    if (!parser->starts || !parser->ner_scores || !parser->arc || !parser->head || !parser->dep ||
        !parser->govern || !parser->block || !parser->scores || !parser->back || !parser->heads ||
        !parser->tree)
        return dgm_fail(err, DGM_ERR_MEMORY, 0, "no memory for the parser");
    DGM_TRY(dgm_rows_new(memory, DGM_BLOCK, WIDTH, &parser->hidden, err));
    return dgm_rows_new(memory, DGM_BLOCK, PAIR, &parser->pairs, err);
}

dgm_status dgm_parser_new(const dgm_weights *weights, uint32_t most_words, dgm_parser **out_parser,
                          dgm_error *err) {
    dgm_parser *parser = calloc(1, sizeof(*parser));
    if (parser == NULL)
        return dgm_fail(err, DGM_ERR_MEMORY, 0, "no memory for the parser");
    dgm_arena_open(&parser->memory, 0);
    parser->kernels = dgm_weights_kernels(weights);
    dgm_status status = find_layers(parser, weights, err);
    if (status == DGM_OK)
        status = make_room(parser, most_words, err);
    if (status != DGM_OK) {
        dgm_parser_free(parser);
        return status;
    }
    *out_parser = parser;
    return DGM_OK;
}

void dgm_parser_free(dgm_parser *parser) {
    if (parser == NULL)
        return;
    dgm_tree_free(parser->tree);
    dgm_arena_close(&parser->memory);
    free(parser);
}

/* ---- project ------------------------------------------------------------- */

/* y = gelu(layer(x)) for the rows of a block. */
static void project(const dgm_parser *parser, const dgm_linear *layer, const dgm_rows *x, float *y) {
    dgm_linear_apply(layer, x, y, WIDTH);
    dgm_gelu(parser->kernels, y, (size_t)x->n_rows * WIDTH);
}

static void project_block(dgm_parser *parser, const dgm_rows *x) {
    uint32_t at = parser->n_pending, n = x->n_rows, sent_stride = parser->sent.n_padded;
    const dgm_word *words = parser->words->words + parser->first + at;
    dgm_linear_apply(&parser->sent, x, parser->block, sent_stride);
    for (uint32_t i = 0; i < n; i++) {
        bool starts = words[i].flags & DGM_WORD_PARAGRAPH || parser->block[(size_t)i * sent_stride] > 0;
        parser->starts[at + i] = starts && !(words[i].flags & DGM_WORD_JOINED);
    }
    dgm_linear_apply(&parser->ner, x, parser->ner_scores + (size_t)at * parser->ner.n_padded,
                     parser->ner.n_padded);
    project(parser, &parser->arch, x, parser->head + (size_t)at * WIDTH);
    project(parser, &parser->reld, x, parser->dep + (size_t)at * WIDTH);
    project(parser, &parser->relh, x, parser->govern + (size_t)at * WIDTH);
    project(parser, &parser->arcd, x, parser->block);
    dgm_rows_quantise(parser->kernels, parser->block, WIDTH, n, &parser->hidden);
    dgm_linear_apply(&parser->arcu, &parser->hidden, parser->arc + (size_t)at * WIDTH, WIDTH);
    parser->n_pending += n;
}

/* ---- one sentence: `n` pending words from row n_read on ------------------------ */

static void find_names(dgm_parser *parser, uint32_t n) {
    uint32_t at = parser->n_read, stride = parser->ner.n_padded;
    dgm_spans_decode(parser->ner_scores + (size_t)at * stride, stride, n, parser->ner.n, 0, parser->back,
                     parser->out_ner + parser->first + at);
}

static void find_heads(dgm_parser *parser, uint32_t n) {
    const struct dgm_kernels *kernels = parser->kernels;
    size_t at = parser->n_read, stride = DGM_PAD(n + 1);
    const float *arc = parser->arc + at * WIDTH, *head = parser->head + at * WIDTH;
    dgm_dot_rows(kernels, arc, WIDTH, n, head, WIDTH, n, WIDTH, parser->scores, stride);
    dgm_dot_rows(kernels, arc, WIDTH, n, parser->head_root, WIDTH, 1, WIDTH, parser->scores + n, stride);
    dgm_tree_decode(parser->tree, parser->scores, stride, n, parser->heads);
    uint32_t first = parser->first + parser->n_read;
    for (uint32_t i = 0; i < n; i++)
        parser->out_head[first + i] = first + parser->heads[i];
}

/* [dep_i, govern_j, dep_i * govern_j] of word `i` of the sentence. */
static void make_pair(const dgm_parser *parser, uint32_t i, float *pair) {
    uint32_t j = parser->heads[i];
    const float *dep = parser->dep + (size_t)(parser->n_read + i) * WIDTH;
    const float *govern = j == i ? parser->govern_root
                                 : parser->govern + (size_t)(parser->n_read + j) * WIDTH;
    memcpy(pair, dep, WIDTH * sizeof(float));
    memcpy(pair + WIDTH, govern, WIDTH * sizeof(float));
    dgm_multiply(parser->kernels, pair + 2 * (size_t)WIDTH, dep, govern, WIDTH);
}

static uint8_t relation_of(const dgm_parser *parser, bool is_root, float *logits) {
    if (is_root)
        return (uint8_t)parser->root_label;
    logits[parser->root_label] = -3e38f;
    uint32_t label = dgm_best_label(logits, parser->rel.n);
    if (label == parser->root_label) /* all others are NaN */
        label = (label + 1) % parser->rel.n;
    return (uint8_t)label;
}

static void name_relations(dgm_parser *parser, uint32_t n) {
    uint32_t stride = parser->rel.n_padded;
    uint8_t *out = parser->out_deprel + parser->first + parser->n_read;
    float *pairs = parser->block, *logits = parser->block + (size_t)DGM_BLOCK * PAIR;
    for (uint32_t from = 0; from < n; from += DGM_BLOCK) {
        uint32_t n_rows = n - from < DGM_BLOCK ? n - from : DGM_BLOCK;
        for (uint32_t r = 0; r < n_rows; r++)
            make_pair(parser, from + r, pairs + (size_t)r * PAIR);
        dgm_rows_quantise(parser->kernels, pairs, PAIR, n_rows, &parser->pairs);
        dgm_linear_apply(&parser->rel, &parser->pairs, logits, stride);
        for (uint32_t i = from; i < from + n_rows; i++)
            out[i] = relation_of(parser, parser->heads[i] == i, logits + (size_t)(i - from) * stride);
    }
}

static dgm_status read_sentence(dgm_parser *parser, uint32_t n, dgm_error *err) {
    void *grown = parser->sentences;
    DGM_TRY(dgm_grow(parser->arena, &grown, parser->n_sentences, &parser->most_sentences,
                     parser->n_sentences + 1, sizeof(dgm_range), err));
    parser->sentences = grown;
    uint32_t first = parser->first + parser->n_read;
    parser->sentences[parser->n_sentences++] = (dgm_range){first, first + n};
    find_names(parser, n);
    find_heads(parser, n);
    name_relations(parser, n);
    parser->n_read += n;
    return DGM_OK;
}

/* ---- cut ------------------------------------------------------------------ */

/* Where a stretch of more than DGM_TREE_MAX words is cut. */
static uint32_t forced_cut(const dgm_parser *parser) {
    const dgm_word *words = parser->words->words + parser->first + parser->n_read;
    uint32_t token = 0;
    for (uint32_t i = DGM_TREE_MAX; i > 0; i--) {
        if (words[i].flags & DGM_WORD_JOINED)
            continue;
        if (words[i].flags & DGM_WORD_BREAK)
            return i;
        if (token == 0)
            token = i;
    }
    return token ? token : DGM_TREE_MAX;
}

/* Length of the next sentence, or 0 if its end is not yet known. */
static uint32_t next_sentence(const dgm_parser *parser, bool is_last) {
    const uint8_t *starts = parser->starts + parser->n_read;
    uint32_t n = parser->n_pending - parser->n_read;
    for (uint32_t i = 1; i < n && i <= DGM_TREE_MAX; i++) {
        if (starts[i])
            return i;
    }
    if (n > DGM_TREE_MAX)
        return forced_cut(parser);
    return is_last ? n : 0;
}

static void drop_read(dgm_parser *parser) {
    size_t from = parser->n_read, n = parser->n_pending - from, stride = parser->ner.n_padded;
    memmove(parser->starts, parser->starts + from, n);
    memmove(parser->ner_scores, parser->ner_scores + from * stride, n * stride * sizeof(float));
    float *rows[] = {parser->arc, parser->head, parser->dep, parser->govern};
    for (uint32_t r = 0; r < 4; r++)
        memmove(rows[r], rows[r] + from * WIDTH, n * WIDTH * sizeof(float));
    parser->first += parser->n_read;
    parser->n_pending = (uint32_t)n;
    parser->n_read = 0;
}

static dgm_status read_pending(dgm_parser *parser, bool is_last, dgm_error *err) {
    for (uint32_t n; (n = next_sentence(parser, is_last)) > 0;)
        DGM_TRY(read_sentence(parser, n, err));
    drop_read(parser);
    return DGM_OK;
}

/* ---- a report ---------------------------------------------------------------- */

dgm_status dgm_parser_start(dgm_parser *parser, const dgm_words *words, dgm_arena *arena, dgm_error *err) {
    uint32_t n = words->n_words;
    parser->words = words;
    parser->arena = arena;
    parser->first = parser->n_pending = parser->n_read = parser->n_sentences = parser->most_sentences = 0;
    parser->sentences = NULL;
    parser->out_ner = dgm_arena_array(arena, uint8_t, n);
    parser->out_deprel = dgm_arena_array(arena, uint8_t, n);
    parser->out_head = dgm_arena_array(arena, uint32_t, n);
    if (!parser->out_ner || !parser->out_deprel || !parser->out_head)
        return dgm_fail(err, DGM_ERR_MEMORY, 0, "no memory for the tags of %u words", n);
    return DGM_OK;
}

dgm_status dgm_parser_add(dgm_parser *parser, const dgm_rows *vectors, dgm_error *err) {
    for (uint32_t from = 0; from < vectors->n_rows; from += DGM_BLOCK) {
        uint32_t left = vectors->n_rows - from;
        dgm_rows block = dgm_rows_part(vectors, from, left < DGM_BLOCK ? left : DGM_BLOCK);
        project_block(parser, &block);
    }
    return read_pending(parser, false, err);
}

const dgm_range *dgm_parser_sentences(const dgm_parser *parser, uint32_t *out_n) {
    *out_n = parser->n_sentences;
    return parser->sentences;
}

dgm_status dgm_parser_end(dgm_parser *parser, dgm_tags *tags, dgm_error *err) {
    DGM_TRY(read_pending(parser, true, err));
    tags->ner = parser->out_ner;
    tags->deprel = parser->out_deprel;
    tags->head = parser->out_head;
    tags->sentences = parser->sentences;
    tags->n_sentences = parser->n_sentences;
    return DGM_OK;
}
