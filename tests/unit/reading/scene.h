/* scene.h - a text, cut into words as the program does, with labels set by hand instead of by a model.
 *
 *     scene s;
 *     scene_open(&s, "\"No,\" Ann Lee said.");
 *     scene_name(&s, "Ann Lee", "PER");
 *     scene_says(&s, "said", "Ann Lee", (const char *[]){"\"No,\"", NULL});
 *
 * Stretches are named by their text: the first place where it stands, or after scene_from. */
#ifndef DGM_TESTS_SCENE_H
#define DGM_TESTS_SCENE_H

#include <stdlib.h>
#include <string.h>

#include "unit.h"

#include "article/article.h"
#include "model/tags.h"
#include "model/weights.h"
#include "reading/actors.h"
#include "reading/statements.h"
#include "text/words.h"

enum {
    SCENE_WORDS = 512,
    SCENE_SAID = 32,
    SCENE_RUNS = 4,
    SCENE_LABELS = 5,
    SCENE_ACTS = 16,
    SCENE_PARTIES = 64
};

typedef struct scene {
    dgm_arena arena;
    char *bytes; /* a weight file of nothing but labels */
    dgm_weights *weights;
    dgm_vocab *vocab;
    dgm_article article;
    dgm_words words;
    dgm_tags tags;
    uint8_t plain[SCENE_WORDS], upos[SCENE_WORDS], deprel[SCENE_WORDS], ner[SCENE_WORDS];
    uint16_t lemma[SCENE_WORDS];
    uint32_t head[SCENE_WORDS];
    dgm_range sentences[SCENE_WORDS];
    dgm_attribution said[SCENE_SAID];
    dgm_range runs[SCENE_SAID][SCENE_RUNS];
    dgm_trigger acts[SCENE_ACTS];
    dgm_argument parties[SCENE_PARTIES];
    float shares[SCENE_ACTS]
                [DGM_TRIGGER_TYPES + DGM_TRIGGER_MODES + DGM_TRIGGER_STATUSES + DGM_TRIGGER_CONTEXTS];
    uint32_t from; /* where the search for a stretch begins */
} scene;

static const char *const scene_labels[SCENE_LABELS][2] = {
    {"labels.deprel",
     "dep\nroot\nnsubj\nappos\nflat\ncompound\nacl:relcl\nconj\nnmod\nccomp\nobj\nobl\ncase\n"
     "advcl\nxcomp\nacl\nnmod:poss\nvocative\naux:pass\ndet"},
    {"labels.lemma", "l:0:\nl:1:\n=be"},
    {"labels.ner", "O\nB-PER\nI-PER\nB-ORG\nI-ORG\nB-LOC\nI-LOC\nB-MISC\nI-MISC"},
    {"labels.upos", "X\nNOUN\nVERB\nAUX\nADV\nDET\nADJ\nPRON\nPROPN\nPART"},
    {"labels.xpos", "FW\nNN"},
};

static inline void scene_weights(scene *s) {
    enum { HEAD = 64, ENTRY = 128, ROOM = 1024 };
    size_t size = HEAD + SCENE_LABELS * (ENTRY + ROOM);
    s->bytes = aligned_alloc(64, (size + 63) / 64 * 64);
    memset(s->bytes, 0, size);
    uint32_t version = 1, count = SCENE_LABELS, one = 1;
    uint64_t table = HEAD, data = HEAD + SCENE_LABELS * ENTRY, whole = size;
    memcpy(s->bytes, "DGMWGT1\n", 8);
    memcpy(s->bytes + 8, &version, 4);
    memcpy(s->bytes + 12, &count, 4);
    memcpy(s->bytes + 16, &table, 8);
    memcpy(s->bytes + 24, &data, 8);
    memcpy(s->bytes + 32, &whole, 8);
    for (int i = 0; i < SCENE_LABELS; i++) {
        char *entry = s->bytes + HEAD + i * ENTRY;
        uint64_t at = data + (uint64_t)i * ROOM, n = strlen(scene_labels[i][1]);
        uint32_t dim = (uint32_t)n;
        memcpy(entry, scene_labels[i][0], strlen(scene_labels[i][0]));
        memcpy(entry + 68, &one, 4);
        memcpy(entry + 72, &dim, 4);
        memcpy(entry + 88, &at, 8);
        memcpy(entry + 96, &n, 8);
        memcpy(s->bytes + at, scene_labels[i][1], n);
    }
    dgm_error err = {0};
    if (dgm_weights_open_bytes((dgm_view){s->bytes, size}, false, "portable", &s->weights, &err) != DGM_OK)
        fail_msg("%s", err.text);
}

static inline uint8_t scene_label(scene *s, const char *set, const char *name) {
    for (uint32_t i = 0; i < dgm_weights_n_labels(s->weights, set); i++)
        if (dgm_view_equal(dgm_weights_label(s->weights, set, i), dgm_view_of(name)))
            return (uint8_t)i;
    fail_msg("no label %s", name);
    return 0;
}

/* Sentences end where the rules say; each hangs on its first word. */
static inline void scene_sentences(scene *s) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < s->words.n_words; i++) {
        if (i == 0 || (s->words.words[i].flags & (DGM_WORD_BREAK | DGM_WORD_PARAGRAPH)))
            s->sentences[count++] = (dgm_range){i, i + 1};
        s->sentences[count - 1].end = i + 1;
        s->head[i] = s->sentences[count - 1].start;
        s->deprel[i] = s->head[i] == i;
    }
    s->tags = (dgm_tags){.n_words = s->words.n_words,
                         .upos = s->upos,
                         .xpos = s->plain,
                         .deprel = s->deprel,
                         .ner = s->ner,
                         .lemma = s->lemma,
                         .head = s->head,
                         .sentences = s->sentences,
                         .n_sentences = count,
                         .attributions = s->said,
                         .triggers = s->acts,
                         .arguments = s->parties};
}

static inline void scene_open(scene *s, const char *text) {
    *s = (scene){0};
    dgm_arena_open(&s->arena, 0);
    scene_weights(s);
    assert_int_equal(dgm_vocab_new(DGM_VIEW("[UNK]\na\n##a"), &s->vocab, NULL), DGM_OK);
    assert_int_equal(dgm_article_read(dgm_view_of(text), &s->arena, &s->article, NULL), DGM_OK);
    assert_int_equal(dgm_words_read(&s->article, s->vocab, &s->arena, &s->words, NULL), DGM_OK);
    assert_true(s->words.n_words <= SCENE_WORDS);
    scene_sentences(s);
}

static inline void scene_close(scene *s) {
    dgm_vocab_free(s->vocab);
    dgm_weights_close(s->weights);
    dgm_arena_close(&s->arena);
    free(s->bytes);
}

/* Lets stretches be looked for from where `text` stands. */
static inline void scene_from(scene *s, const char *text) {
    dgm_view whole = s->article.text;
    for (size_t at = 0; at + strlen(text) <= whole.size; at++)
        if (memcmp(whole.data + at, text, strlen(text)) == 0) {
            s->from = (uint32_t)at;
            return;
        }
    fail_msg("no \"%s\" in the text", text);
}

/* The words of the first stretch that reads `text`, on the edges of words. */
static inline dgm_range scene_words(scene *s, const char *text) {
    uint32_t size = (uint32_t)strlen(text);
    for (uint32_t i = 0; i < s->words.n_words; i++) {
        uint32_t start = s->words.words[i].text.start;
        if (start < s->from || start + size > s->article.text.size ||
            memcmp(s->article.text.data + start, text, size) != 0)
            continue;
        for (uint32_t end = i; end < s->words.n_words; end++)
            if (s->words.words[end].text.end == start + size)
                return (dgm_range){i, end + 1};
    }
    fail_msg("no words \"%s\"", text);
    return (dgm_range){0, 0};
}

static inline void scene_name(scene *s, const char *text, const char *kind) {
    char begins[8] = "B-", inside[8] = "I-";
    strncat(begins, kind, 5);
    strncat(inside, kind, 5);
    dgm_range words = scene_words(s, text);
    for (uint32_t i = words.start; i < words.end; i++)
        s->ner[i] = scene_label(s, "ner", i == words.start ? begins : inside);
}

/* Gives the first word of `text` a part of speech. */
static inline void scene_tag(scene *s, const char *text, const char *upos) {
    s->upos[scene_words(s, text).start] = scene_label(s, "upos", upos);
}

/* Hangs the first word of `text` on the first word of `head`. */
static inline void scene_hang(scene *s, const char *text, const char *relation, const char *head) {
    uint32_t word = scene_words(s, text).start;
    s->head[word] = scene_words(s, head).start;
    s->deprel[word] = scene_label(s, "deprel", relation);
}

/* A statement; `source` may be NULL, `content` ends with NULL. */
static inline void scene_says(scene *s, const char *cue, const char *source, const char *const *content) {
    uint32_t at = s->tags.n_attributions++;
    uint32_t n = 0;
    for (; content[n]; n++)
        s->runs[at][n] = scene_words(s, content[n]);
    dgm_range none = {0, 0};
    s->said[at] = (dgm_attribution){.cue = scene_words(s, cue),
                                    .source = source ? scene_words(s, source) : none,
                                    .content = s->runs[at],
                                    .n_content = n,
                                    .confidence = 0.5F};
}

/* The first word of `text` names an act of a type with a status (their numbers); acts come in the order of
 * the text. */
static inline void scene_act(scene *s, const char *text, uint32_t type, uint32_t status) {
    uint32_t at = s->tags.n_triggers++;
    float *shares = s->shares[at], *mode = shares + DGM_TRIGGER_TYPES, *told = mode + DGM_TRIGGER_MODES;
    shares[type] = 1;
    told[status] = 1;
    s->acts[at] = (dgm_trigger){.word = scene_words(s, text).start,
                                .p = 0.95F,
                                .type = shares,
                                .mode = mode,
                                .status = told,
                                .context = told + DGM_TRIGGER_STATUSES,
                                .first_argument = s->tags.n_arguments};
}

/* A party of the last act: 'a' actor, 'r' recipient, 'p' place; in the order of the text. */
static inline void scene_party(scene *s, const char *text, char role) {
    s->parties[s->tags.n_arguments++] = (dgm_argument){scene_words(s, text).start, role == 'a' ? 0.9F : 0,
                                                       role == 'r' ? 0.9F : 0, role == 'p' ? 0.9F : 0};
    s->acts[s->tags.n_triggers - 1].n_arguments++;
}

static inline dgm_statements scene_statements(scene *s) {
    dgm_statements out;
    assert_int_equal(dgm_statements_read(&s->article, &s->words, &s->tags, s->weights, &s->arena, &out, NULL),
                     DGM_OK);
    return out;
}

static inline dgm_actors scene_actors(scene *s, const dgm_statements *statements) {
    dgm_actors out;
    assert_int_equal(dgm_actors_read(&(dgm_tagged){&s->article, &s->words, &s->tags, s->weights}, statements,
                                     NULL, &s->arena, &out, NULL),
                     DGM_OK);
    return out;
}

static inline void scene_check_text(const scene *s, dgm_range range, const char *expected) {
    dgm_view text = dgm_view_sub(s->article.text, range);
    if (!dgm_view_equal(text, dgm_view_of(expected)))
        fail_msg("\"%.*s\" is not \"%s\"", (int)text.size, text.data, expected);
}

#endif
