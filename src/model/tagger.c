/* tagger.c - one pass over a report, window by window (window.h):
 *
 *   encode    the window's pieces become vectors; a word's vector x is that of its first piece. Rows of x
 *             are quantised once for all heads.
 *   label     of the words that the window owns: the best label of h.upos, h.xpos and h.lemma.
 *   attribute cues that begin on owned words, with source and content from the whole window (attributor.h).
 *   parse     owned words go on to the parser (parser.h), which reads a sentence as soon as it is whole:
 *             names, tree, relations. So a sentence may span windows, each word seen as its owner saw it.
 *   phrases   times, mentions and what these refer back to, of each sentence that the parser has read
 *             (phraser.h).
 *   acts      the words of such a sentence that name acts, and their parties (triggers.h).
 *
 * The best label is the first of the highest scores. Windows follow meta "overlap" (pieces) and the encoder's
 * capacity (meta "window" less [CLS] and [SEP]). */
#include "model/tagger.h"

#include <stdlib.h>

#include "model/attributor.h"
#include "model/encoder.h"
#include "model/heads.h"
#include "model/lemma.h"
#include "model/lexicon.h"
#include "model/parser.h"
#include "model/phraser.h"
#include "model/triggers.h"
#include "model/window.h"

struct dgm_tagger {
    const struct dgm_kernels *kernels;
    dgm_encoder *encoder;
    dgm_parser *parser;
    dgm_attributor *attributor;
    dgm_phraser *phraser;
    dgm_triggers *triggers;
    dgm_linear upos, xpos, lemma;
    uint32_t capacity, overlap, n_vocab;
    dgm_arena memory; /* all below; one entry or row a piece of a window */
    uint8_t *features;
    uint32_t *wanted; /* first pieces of words */
    float *x;         /* [capacity][DGM_HIDDEN] */
    float *logits;    /* DGM_BLOCK rows of the widest label layer */
    dgm_rows rows;
};

/* The arrays of a result that the tagger fills itself. */
typedef struct {
    uint8_t *upos, *xpos;
    uint16_t *lemma;
} word_labels;

/* ---- life ---------------------------------------------------------------- */

static dgm_status find_layers(dgm_tagger *tagger, const dgm_weights *weights, dgm_error *err) {
    DGM_TRY(dgm_head_find(weights, "h.upos", "upos", DGM_HIDDEN, UINT8_MAX, &tagger->upos, err));
    DGM_TRY(dgm_head_find(weights, "h.xpos", "xpos", DGM_HIDDEN, UINT8_MAX, &tagger->xpos, err));
    DGM_TRY(dgm_head_find(weights, "h.lemma", "lemma", DGM_HIDDEN, UINT16_MAX, &tagger->lemma, err));
    for (uint32_t l = 0; l < tagger->lemma.n; l++) {
        if (!dgm_lemma_valid(dgm_weights_label(weights, "lemma", l)))
            return dgm_fail(err, DGM_ERR_MODEL, 0, "labels.lemma: line %u is not an edit script", l + 1);
    }
    DGM_TRY(dgm_lexicon_check(weights, err));
    const dgm_tensor *pieces = dgm_weights_find(weights, "tok.w");
    tagger->n_vocab = pieces ? pieces->dims[0] : 0;
    tagger->capacity = dgm_encoder_capacity(tagger->encoder);
    if (tagger->capacity < DGM_WINDOW_MIN)
        return dgm_fail(err, DGM_ERR_MODEL, 0, "windows of %u pieces are too short, expected at least %u",
                        tagger->capacity, DGM_WINDOW_MIN);
    return dgm_weights_number(weights, "overlap", 0, tagger->capacity / 3, &tagger->overlap, err);
}

static float *floats(dgm_arena *memory, size_t n) {
    return dgm_arena_array(memory, float, n);
}

static dgm_status make_room(dgm_tagger *tagger, dgm_error *err) {
    dgm_arena *memory = &tagger->memory;
    size_t most = tagger->capacity, widest = tagger->lemma.n_padded;
    widest = widest > tagger->upos.n_padded ? widest : tagger->upos.n_padded;
    widest = widest > tagger->xpos.n_padded ? widest : tagger->xpos.n_padded;
    tagger->features = dgm_arena_array(memory, uint8_t, most);
    tagger->wanted = dgm_arena_array(memory, uint32_t, most);
    tagger->x = floats(memory, most * DGM_HIDDEN);
    tagger->logits = floats(memory, DGM_BLOCK * widest);
    if (!tagger->features || !tagger->wanted || !tagger->x || !tagger->logits)
        return dgm_fail(err, DGM_ERR_MEMORY, 0, "no memory for the tagger");
    return dgm_rows_new(memory, tagger->capacity, DGM_HIDDEN, &tagger->rows, err);
}

static dgm_status build(dgm_tagger *tagger, const dgm_weights *weights, dgm_error *err) {
    DGM_TRY(dgm_encoder_new(weights, &tagger->encoder, err));
    DGM_TRY(find_layers(tagger, weights, err));
    DGM_TRY(make_room(tagger, err));
    DGM_TRY(dgm_parser_new(weights, tagger->capacity, &tagger->parser, err));
    DGM_TRY(dgm_phraser_new(weights, tagger->capacity, &tagger->phraser, err));
    DGM_TRY(dgm_triggers_new(weights, tagger->capacity, &tagger->triggers, err));
    return dgm_attributor_new(weights, tagger->capacity, &tagger->attributor, err);
}

dgm_status dgm_tagger_new(const dgm_weights *weights, dgm_tagger **out_tagger, dgm_error *err) {
    dgm_tagger *tagger = calloc(1, sizeof(*tagger));
    if (tagger == NULL)
        return dgm_fail(err, DGM_ERR_MEMORY, 0, "no memory for the tagger");
    dgm_arena_open(&tagger->memory, 0);
    tagger->kernels = dgm_weights_kernels(weights);
    dgm_status status = build(tagger, weights, err);
    if (status != DGM_OK) {
        dgm_tagger_free(tagger);
        return status;
    }
    *out_tagger = tagger;
    return DGM_OK;
}

void dgm_tagger_free(dgm_tagger *tagger) {
    if (tagger == NULL)
        return;
    dgm_triggers_free(tagger->triggers);
    dgm_phraser_free(tagger->phraser);
    dgm_attributor_free(tagger->attributor);
    dgm_parser_free(tagger->parser);
    if (tagger->encoder != NULL)
        dgm_encoder_free(tagger->encoder);
    dgm_arena_close(&tagger->memory);
    free(tagger);
}

/* ---- one window ------------------------------------------------------------ */

static void encode(dgm_tagger *tagger, const dgm_words *words, const dgm_window *window) {
    const dgm_word *word = words->words + window->first;
    uint32_t first_piece = word->piece, n_words = window->end - window->first, n_pieces = 0;
    for (uint32_t i = 0; i < n_words; i++) {
        tagger->wanted[i] = n_pieces;
        memset(tagger->features + n_pieces, word[i].feature, word[i].n_pieces);
        n_pieces += word[i].n_pieces;
    }
    dgm_encoder_run(tagger->encoder, words->pieces + first_piece, tagger->features, n_pieces, tagger->wanted,
                    n_words, tagger->x);
    dgm_rows_quantise(tagger->kernels, tagger->x, DGM_HIDDEN, n_words, &tagger->rows);
    tagger->rows.n_rows = n_words;
}

static const float *logits_of(const dgm_tagger *tagger, const dgm_linear *layer, const dgm_rows *block) {
    dgm_linear_apply(layer, block, tagger->logits, layer->n_padded);
    return tagger->logits;
}

static void label_block(dgm_tagger *tagger, const dgm_rows *block, uint32_t at, const word_labels *out) {
    uint32_t n = block->n_rows;
    const float *logits = logits_of(tagger, &tagger->upos, block);
    for (uint32_t i = 0; i < n; i++)
        out->upos[at + i] = (uint8_t)dgm_best_label(logits + (size_t)i * tagger->upos.n_padded,
                                                    tagger->upos.n);
    logits = logits_of(tagger, &tagger->xpos, block);
    for (uint32_t i = 0; i < n; i++)
        out->xpos[at + i] = (uint8_t)dgm_best_label(logits + (size_t)i * tagger->xpos.n_padded,
                                                    tagger->xpos.n);
    logits = logits_of(tagger, &tagger->lemma, block);
    for (uint32_t i = 0; i < n; i++)
        out->lemma[at + i] = (uint16_t)dgm_best_label(logits + (size_t)i * tagger->lemma.n_padded,
                                                      tagger->lemma.n);
}

/* Phrases and acts of the sentences that the parser has read by now. */
static dgm_status read_sentences(dgm_tagger *tagger, dgm_error *err) {
    uint32_t n;
    const dgm_range *sentences = dgm_parser_sentences(tagger->parser, &n);
    DGM_TRY(dgm_phraser_read(tagger->phraser, sentences, n, err));
    return dgm_triggers_read(tagger->triggers, sentences, n, err);
}

static dgm_status read_window(dgm_tagger *tagger, const dgm_words *words, const dgm_window *window,
                              const word_labels *out, dgm_error *err) {
    encode(tagger, words, window);
    dgm_rows owned = dgm_rows_part(&tagger->rows, window->own_first - window->first,
                                   window->own_end - window->own_first);
    for (uint32_t from = 0; from < owned.n_rows; from += DGM_BLOCK) {
        uint32_t left = owned.n_rows - from;
        dgm_rows block = dgm_rows_part(&owned, from, left < DGM_BLOCK ? left : DGM_BLOCK);
        label_block(tagger, &block, window->own_first + from, out);
    }
    DGM_TRY(dgm_attributor_add(tagger->attributor, window, tagger->x, &tagger->rows, err));
    DGM_TRY(dgm_parser_add(tagger->parser, &owned, err));
    dgm_phraser_add(tagger->phraser, &owned);
    dgm_triggers_add(tagger->triggers, &owned);
    return read_sentences(tagger, err);
}

/* ---- a report ---------------------------------------------------------------- */

/* What the encoder and the windows rely on. */
static dgm_status check_words(const dgm_tagger *tagger, const dgm_words *words, dgm_error *err) {
    uint32_t at = 0;
    for (uint32_t i = 0; i < words->n_words; i++) {
        const dgm_word *word = &words->words[i];
        if (word->piece != at || word->n_pieces == 0 || word->n_pieces > DGM_WORD_MOST_PIECES ||
            word->feature > 63)
            return dgm_fail(err, DGM_ERR_ARGUMENT, word->text.start, "word %u is malformed", i);
        at += word->n_pieces;
    }
    if (at != words->n_pieces)
        return dgm_fail(err, DGM_ERR_ARGUMENT, 0, "the words have %u pieces, not %u", at, words->n_pieces);
    for (uint32_t p = 0; p < words->n_pieces; p++) {
        if (words->pieces[p] >= tagger->n_vocab)
            return dgm_fail(err, DGM_ERR_ARGUMENT, 0, "piece %u is not in the model", words->pieces[p]);
    }
    return DGM_OK;
}

static dgm_status make_labels(uint32_t n_words, dgm_arena *arena, word_labels *out, dgm_error *err) {
    out->upos = dgm_arena_array(arena, uint8_t, n_words);
    out->xpos = dgm_arena_array(arena, uint8_t, n_words);
    out->lemma = dgm_arena_array(arena, uint16_t, n_words);
    if (!out->upos || !out->xpos || !out->lemma)
        return dgm_fail(err, DGM_ERR_MEMORY, 0, "no memory for the tags of %u words", n_words);
    return DGM_OK;
}

dgm_status dgm_tagger_run(dgm_tagger *tagger, const dgm_words *words, dgm_arena *arena, dgm_tags *out_tags,
                          dgm_error *err) {
    word_labels labels;
    dgm_window window = {0, 0, 0, 0, 0};
    DGM_TRY(check_words(tagger, words, err));
    DGM_TRY(make_labels(words->n_words, arena, &labels, err));
    DGM_TRY(dgm_parser_start(tagger->parser, words, arena, err));
    dgm_attributor_start(tagger->attributor, words, arena);
    dgm_phraser_start(tagger->phraser, words, arena);
    dgm_triggers_start(tagger->triggers, arena);
    while (dgm_window_next(words, tagger->capacity, tagger->overlap, &window))
        DGM_TRY(read_window(tagger, words, &window, &labels, err));
    dgm_tags tags = {
        .n_words = words->n_words, .upos = labels.upos, .xpos = labels.xpos, .lemma = labels.lemma};
    DGM_TRY(dgm_parser_end(tagger->parser, &tags, err));
    dgm_attributor_end(tagger->attributor, &tags);
    DGM_TRY(read_sentences(tagger, err));
    dgm_phraser_end(tagger->phraser, &tags);
    dgm_triggers_end(tagger->triggers, &tags);
    *out_tags = tags;
    return DGM_OK;
}
