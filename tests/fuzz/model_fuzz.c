/* model_fuzz.c - a whole weight file of random numbers, with bytes of it overwritten as the fuzzer says.
 *
 * Reaches what weights_fuzz cannot: files that pass the checks at open and then meet the encoder and
 * the heads with a wrong shape, label, number or float. Each 8 bytes of input are one patch:
 *     3 bytes position, 1 byte mode (bit 0: header and table only; bit 1: four bytes, not one), 4 bytes
 *     value */
#include "base/arena.h"
#include "model/heads_fixture.h"
#include "model/lemma.h"
#include "model/lexicon.h"
#include "model/tagger.h"

#include "fuzz.h"

enum { N_WORDS = 24, PATCH = 8, MOST_PATCHES = 16, ENTRY = 128, HEADER = 64, AT_COUNT = 12 };

static char *bytes;     /* the file as the fuzzer changes it */
static char *untouched; /* and as it was made */
static uint32_t size, table_size;

static void make_file(void) {
    static fixture *made; /* holds the file until the end */
    made = fixture_new(1);
    fixture_text(made, "lexicon.lemma", "men\tP1\t3\nran\tP2\t12\nthe\tX\t0\n");
    dgm_view file = heads_model(made, "0.5", NULL);
    uint32_t n_tensors;
    bytes = (char *)file.data;
    size = (uint32_t)file.size;
    memcpy(&n_tensors, bytes + AT_COUNT, sizeof n_tensors);
    table_size = HEADER + ENTRY * n_tensors;
    untouched = malloc(size);
    MUST(untouched != NULL);
    memcpy(untouched, bytes, size);
}

/* Writes or takes back one patch. */
static void patch(const uint8_t *at, bool undo) {
    uint32_t position = at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16;
    uint32_t n = at[3] & 2 ? 4 : 1;
    position %= (at[3] & 1 ? table_size : size) - n;
    memcpy(bytes + position, undo ? untouched + position : (const char *)at + 4, n);
}

/* A paragraph with a quotation in it; every piece is one that the file has. */
static dgm_words some_words(void) {
    static dgm_word words[N_WORDS];
    static uint16_t pieces[N_WORDS];
    for (uint32_t i = 0; i < N_WORDS; i++) {
        uint8_t flags = i == 0 ? DGM_WORD_PARAGRAPH | DGM_WORD_BREAK : i % 9 == 0 ? DGM_WORD_BREAK : 0;
        flags |= i == 4 ? DGM_WORD_OPENS | DGM_WORD_QUOTED : i == 7 ? DGM_WORD_CLOSES | DGM_WORD_QUOTED : 0;
        words[i] = (dgm_word){{i * 5, i * 5 + 4}, i, 1, flags, (uint8_t)(i * 7 % 64)};
        pieces[i] = (uint16_t)(i * 13 % HEADS_PIECES);
    }
    return (dgm_words){words, N_WORDS, pieces, N_WORDS};
}

static void check_phrases(const dgm_tags *tags) {
    for (uint32_t i = 0; i < tags->n_times; i++)
        MUST(tags->times[i].words.start < tags->times[i].words.end && tags->times[i].words.end <= N_WORDS);
    for (uint32_t i = 0; i < tags->n_mentions; i++) {
        const dgm_mention *m = &tags->mentions[i];
        MUST(m->words.start <= m->head && m->head < m->words.end && m->words.end <= N_WORDS && m->type > 0);
        MUST(m->first_link + m->n_links <= tags->n_links);
        for (uint32_t l = m->first_link; l < m->first_link + m->n_links; l++)
            MUST(tags->links[l].mention < i);
    }
}

static void check_tags(const dgm_tags *tags) {
    uint32_t end = 0;
    for (uint32_t i = 0; i < tags->n_sentences; i++) {
        MUST(tags->sentences[i].start == end && tags->sentences[i].end > end);
        end = tags->sentences[i].end;
    }
    MUST(end == N_WORDS);
    for (uint32_t i = 0; i < N_WORDS; i++)
        MUST(tags->head[i] < N_WORDS);
    for (uint32_t i = 0; i < tags->n_attributions; i++)
        MUST(tags->attributions[i].cue.start < tags->attributions[i].cue.end);
    check_phrases(tags);
}

/* Lemmas are made when they are written, by the model's scripts. */
static void check_lemmas(const dgm_weights *weights, const dgm_tags *tags, dgm_arena *arena) {
    static const dgm_view forms[] = {DGM_VIEW("men"), DGM_VIEW("Caf\xC3\xA9s"), DGM_VIEW("x")};
    for (uint32_t i = 0; i < N_WORDS; i++) {
        dgm_view form = forms[i % 3], lemma;
        dgm_view script = dgm_lexicon_script(weights, form, tags->upos[i], tags->lemma[i]);
        if (dgm_lemma_apply(form, script, arena, &lemma, NULL) == DGM_OK)
            MUST(lemma.data != NULL);
    }
}

static void run(void) {
    dgm_weights *weights = NULL;
    dgm_tagger *tagger = NULL;
    dgm_arena arena;
    dgm_arena_open(&arena, (size_t)64 << 20);
    if (dgm_weights_open_bytes((dgm_view){bytes, size}, false, NULL, &weights, NULL) == DGM_OK &&
        dgm_tagger_new(weights, &tagger, NULL) == DGM_OK) {
        dgm_words words = some_words();
        dgm_tags tags;
        if (dgm_tagger_run(tagger, &words, &arena, &tags, NULL) == DGM_OK) {
            check_tags(&tags);
            check_lemmas(weights, &tags, &arena);
        }
    }
    dgm_tagger_free(tagger);
    dgm_weights_close(weights);
    dgm_arena_close(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n) {
    if (!bytes)
        make_file();
    size_t n_patches = n / PATCH < MOST_PATCHES ? n / PATCH : MOST_PATCHES;
    for (size_t i = 0; i < n_patches; i++)
        patch(data + i * PATCH, false);
    run();
    for (size_t i = 0; i < n_patches; i++)
        patch(data + i * PATCH, true);
    return 0;
}
