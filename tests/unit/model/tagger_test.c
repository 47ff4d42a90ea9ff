/* The tagger over random weights and random words: what it promises holds whatever the model says. */
#include "unit.h"

#include <stdbool.h>

#include "model/heads_fixture.h"
#include "model/kernels/kernels.h"
#include "model/tagger.h"
#include "model/tree.h"

enum { MOST = 100000 };

static fixture *model;
static dgm_view file;
static dgm_weights *weights;
static dgm_tagger *tagger;
static dgm_word *words;
static uint16_t *pieces;
static uint64_t state = 2463534242u;

static uint32_t draw(uint32_t below) {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (uint32_t)((state >> 33) % below);
}

/* ---- texts --------------------------------------------------------------- */

static dgm_words text_of(uint32_t n, uint32_t paragraph, uint32_t sentence) {
    static const uint8_t extra[] = {0,
                                    0,
                                    0,
                                    0,
                                    DGM_WORD_GLUED,
                                    DGM_WORD_OPENS | DGM_WORD_QUOTED,
                                    DGM_WORD_CLOSES | DGM_WORD_QUOTED,
                                    DGM_WORD_JOINED | DGM_WORD_GLUED};
    uint32_t n_pieces = 0;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t flags = extra[draw(8)];
        if (i == 0 || (paragraph > 0 && draw(paragraph) == 0))
            flags = DGM_WORD_PARAGRAPH | DGM_WORD_BREAK;
        else if (sentence > 0 && draw(sentence) == 0)
            flags |= DGM_WORD_BREAK;
        words[i] = (dgm_word){{4 * i, 4 * i + 3},
                              n_pieces,
                              (uint8_t)(draw(6) ? 1 : 1 + draw(8)),
                              (uint8_t)flags,
                              (uint8_t)draw(64)};
        for (uint32_t p = 0; p < words[i].n_pieces; p++)
            pieces[n_pieces++] = (uint16_t)draw(HEADS_PIECES);
    }
    return (dgm_words){words, n, pieces, n_pieces};
}

/* ---- what must hold -------------------------------------------------------- */

static void check_tree(const dgm_tags *tags, dgm_range sentence) {
    uint32_t n_roots = 0, root = dgm_weights_n_labels(weights, "deprel");
    for (uint32_t i = sentence.start; i < sentence.end; i++) {
        uint32_t at = i, steps = 0;
        bool is_root = tags->head[i] == i;
        n_roots += is_root;
        assert_true(tags->head[i] >= sentence.start && tags->head[i] < sentence.end);
        for (; tags->head[at] != at; at = tags->head[at])
            assert_true(++steps < sentence.end - sentence.start);
        assert_true(tags->deprel[i] < root);
        dgm_view label = dgm_weights_label(weights, "deprel", tags->deprel[i]);
        assert_true(dgm_view_equal(label, DGM_VIEW("root")) == is_root);
        bool inside = tags->ner[i] > 0 && tags->ner[i] % 2 == 0;
        if (inside)
            assert_true(i > sentence.start && (tags->ner[i - 1] + 1) / 2 == (tags->ner[i] + 1) / 2);
    }
    assert_int_equal(n_roots, 1);
}

static void check_sentences(const dgm_words *text, const dgm_tags *tags) {
    uint32_t at = 0;
    for (uint32_t s = 0; s < tags->n_sentences; s++) {
        dgm_range sentence = tags->sentences[s];
        assert_int_equal(sentence.start, at);
        assert_true(sentence.end > at && sentence.end - at <= DGM_TREE_MAX);
        for (uint32_t i = at + 1; i < sentence.end; i++)
            assert_true(!(text->words[i].flags & DGM_WORD_PARAGRAPH) ||
                        text->words[i].flags & DGM_WORD_JOINED);
        check_tree(tags, sentence);
        at = sentence.end;
    }
    assert_int_equal(at, text->n_words);
}

static void check_attribution(const dgm_attribution *a, uint32_t n_words) {
    assert_true(a->cue.start < a->cue.end && a->cue.end <= n_words);
    assert_true(a->source.start <= a->source.end && a->source.end <= n_words);
    assert_false(dgm_range_overlaps(a->cue, a->source));
    assert_true(a->confidence >= 0 && a->confidence <= 1 && a->cue_p >= 0 && a->cue_p <= 1.0001f);
    assert_true(a->content_p >= 0 && a->content_p <= 1.0001f && a->source_p >= 0 && a->source_p <= 1.0001f);
    assert_true((a->source_p > 0) == (a->source.end > a->source.start));
    assert_true((a->content_p > 0) == (a->n_content > 0));
    for (uint32_t c = 0; c < a->n_content; c++) {
        assert_true(a->content[c].start < a->content[c].end && a->content[c].end <= n_words);
        assert_true(c == 0 || a->content[c - 1].end < a->content[c].start);
        assert_false(dgm_range_overlaps(a->cue, a->content[c]));
        assert_false(dgm_range_overlaps(a->source, a->content[c]));
    }
}

static bool in_one_sentence(const dgm_tags *tags, dgm_range span) {
    for (uint32_t s = 0; s < tags->n_sentences; s++)
        if (span.start >= tags->sentences[s].start && span.end <= tags->sentences[s].end)
            return span.start < span.end;
    return false;
}

static void check_links(const dgm_tags *tags, uint32_t m) {
    const dgm_mention *mention = &tags->mentions[m];
    assert_true(mention->first_link + mention->n_links <= tags->n_links && mention->n_links <= 8);
    for (uint32_t l = 0; l < mention->n_links; l++) {
        const dgm_link *link = &tags->links[mention->first_link + l];
        assert_true(link->mention < m && m - link->mention <= 128);
        assert_true(l == 0 || link->score < link[-1].score ||
                    (link->score <= link[-1].score && link->mention < link[-1].mention));
    }
}

static void check_phrases(const dgm_tags *tags) {
    for (uint32_t t = 0; t < tags->n_times; t++) {
        assert_true(tags->times[t].type < 4 && tags->times[t].p > 0 && tags->times[t].p < 1.0001f);
        assert_true(t == 0 || tags->times[t - 1].words.end <= tags->times[t].words.start);
        if (t % 50 == 0)
            assert_true(in_one_sentence(tags, tags->times[t].words));
    }
    for (uint32_t m = 0; m < tags->n_mentions; m++) {
        const dgm_mention *mention = &tags->mentions[m];
        assert_true(mention->type > 0 && mention->type < 11 && mention->p > 0.5f && mention->p < 1.0001f);
        assert_true(mention->words.start <= mention->head && mention->head < mention->words.end);
        assert_true(m == 0 || mention[-1].head < mention->head);
        if (m % 50 == 0)
            assert_true(in_one_sentence(tags, mention->words));
        check_links(tags, m);
    }
}

static void check_shares(const float *shares, uint32_t n, bool of_one) {
    float sum = 0;
    for (uint32_t i = 0; i < n; i++) {
        assert_true(shares[i] >= 0 && shares[i] < 1.0001f);
        sum += shares[i];
    }
    assert_true(!of_one || (sum > 0.999f && sum < 1.001f));
}

static void check_acts(const dgm_tags *tags) {
    uint32_t next = 0;
    for (uint32_t i = 0; i < tags->n_triggers; i++) {
        const dgm_trigger *trigger = &tags->triggers[i];
        assert_true(i == 0 || trigger[-1].word < trigger->word);
        assert_true(trigger->p >= 0.1499f && trigger->p < 1.0001f);
        check_shares(trigger->type, DGM_TRIGGER_TYPES, true);
        check_shares(trigger->status, DGM_TRIGGER_STATUSES, true);
        check_shares(trigger->mode, DGM_TRIGGER_MODES, false);
        check_shares(trigger->context, DGM_TRIGGER_CONTEXTS, false);
        assert_int_equal(trigger->first_argument, next);
        next += trigger->n_arguments;
        for (uint32_t a = trigger->first_argument; a < next; a++) {
            const dgm_argument *argument = &tags->arguments[a];
            uint32_t low = argument->word < trigger->word ? argument->word : trigger->word;
            uint32_t high = argument->word < trigger->word ? trigger->word : argument->word;
            assert_true(a == trigger->first_argument || argument[-1].word < argument->word);
            assert_true(argument->actor + argument->recipient + argument->place > 0.0999f);
            assert_true(low < high);
            if (a % 50 == 0)
                assert_true(in_one_sentence(tags, (dgm_range){low, high + 1}));
        }
    }
    assert_int_equal(next, tags->n_arguments);
}

static void check_tags(const dgm_words *text, const dgm_tags *tags) {
    assert_int_equal(tags->n_words, text->n_words);
    check_sentences(text, tags);
    for (uint32_t i = 0; i < text->n_words; i++) {
        assert_true(tags->upos[i] < dgm_weights_n_labels(weights, "upos"));
        assert_true(tags->xpos[i] < dgm_weights_n_labels(weights, "xpos"));
        assert_true(tags->lemma[i] < dgm_weights_n_labels(weights, "lemma"));
    }
    for (uint32_t a = 0; a < tags->n_attributions; a++) {
        check_attribution(&tags->attributions[a], text->n_words);
        assert_true(a == 0 || tags->attributions[a - 1].cue.end <= tags->attributions[a].cue.start);
    }
    check_phrases(tags);
    check_acts(tags);
}

static bool same_bytes(const void *a, const void *b, size_t size) {
    return size == 0 || memcmp(a, b, size) == 0;
}

static void check_same_phrases(const dgm_tags *a, const dgm_tags *b) {
    assert_int_equal(a->n_times, b->n_times);
    for (uint32_t i = 0; i < a->n_times; i++) {
        assert_true(same_bytes(&a->times[i].words, &b->times[i].words, sizeof(dgm_range)));
        assert_int_equal(a->times[i].type, b->times[i].type);
        assert_true(same_bytes(&a->times[i].p, &b->times[i].p, 4));
    }
    assert_int_equal(a->n_mentions, b->n_mentions);
    for (uint32_t i = 0; i < a->n_mentions; i++) {
        dgm_mention x = a->mentions[i], y = b->mentions[i];
        assert_true(x.head == y.head && same_bytes(&x.words, &y.words, sizeof(dgm_range)));
        assert_true(x.type == y.type && same_bytes(&x.p, &y.p, 4));
        assert_true(x.first_link == y.first_link && x.n_links == y.n_links);
    }
    assert_int_equal(a->n_links, b->n_links);
    assert_true(same_bytes(a->links, b->links, a->n_links * sizeof(dgm_link)));
}

static void check_same_acts(const dgm_tags *a, const dgm_tags *b) {
    assert_int_equal(a->n_triggers, b->n_triggers);
    for (uint32_t i = 0; i < a->n_triggers; i++) {
        const dgm_trigger *x = &a->triggers[i], *y = &b->triggers[i];
        assert_true(x->word == y->word && same_bytes(&x->p, &y->p, 4));
        assert_true(same_bytes(x->type, y->type, DGM_TRIGGER_TYPES * sizeof(float)));
        assert_true(same_bytes(x->mode, y->mode, DGM_TRIGGER_MODES * sizeof(float)));
        assert_true(same_bytes(x->status, y->status, DGM_TRIGGER_STATUSES * sizeof(float)));
        assert_true(same_bytes(x->context, y->context, DGM_TRIGGER_CONTEXTS * sizeof(float)));
        assert_true(x->first_argument == y->first_argument && x->n_arguments == y->n_arguments);
    }
    assert_int_equal(a->n_arguments, b->n_arguments);
    assert_true(same_bytes(a->arguments, b->arguments, a->n_arguments * sizeof(dgm_argument)));
}

static void check_same(const dgm_tags *a, const dgm_tags *b) {
    size_t n = a->n_words;
    assert_int_equal(b->n_words, n);
    assert_true(same_bytes(a->upos, b->upos, n) && same_bytes(a->xpos, b->xpos, n));
    assert_true(same_bytes(a->lemma, b->lemma, 2 * n) && same_bytes(a->ner, b->ner, n));
    assert_true(same_bytes(a->head, b->head, 4 * n) && same_bytes(a->deprel, b->deprel, n));
    assert_int_equal(a->n_sentences, b->n_sentences);
    assert_true(same_bytes(a->sentences, b->sentences, a->n_sentences * sizeof(dgm_range)));
    assert_int_equal(a->n_attributions, b->n_attributions);
    for (uint32_t i = 0; i < a->n_attributions; i++) {
        dgm_attribution x = a->attributions[i], y = b->attributions[i];
        assert_int_equal(x.n_content, y.n_content);
        assert_true(same_bytes(x.content, y.content, x.n_content * sizeof(dgm_range)));
        assert_true(same_bytes(&x.cue, &y.cue, sizeof(x.cue)) &&
                    same_bytes(&x.source, &y.source, sizeof(x.source)));
        assert_true(same_bytes(&x.confidence, &y.confidence, 4) && same_bytes(&x.cue_p, &y.cue_p, 4));
        assert_true(same_bytes(&x.source_p, &y.source_p, 4) && same_bytes(&x.content_p, &y.content_p, 4));
    }
    check_same_phrases(a, b);
    check_same_acts(a, b);
}

static dgm_tags run(dgm_tagger *with, const dgm_words *text, dgm_arena *arena) {
    dgm_tags tags;
    dgm_error err = {DGM_OK, 0, ""};
    dgm_status status = dgm_tagger_run(with, text, arena, &tags, &err);
    if (status != DGM_OK)
        print_message("%s\n", err.text);
    assert_int_equal(status, DGM_OK);
    return tags;
}

/* ---- tests ------------------------------------------------------------------ */

static void tags_hold_together(void **unused) {
    (void)unused;
    dgm_arena arena;
    uint32_t n_attributions = 0, n_content = 0, n_sources = 0, n_times = 0, n_mentions = 0, n_links = 0;
    dgm_arena_open(&arena, 0);
    for (uint32_t trial = 0; trial < 60; trial++) {
        dgm_words text = text_of(draw(trial % 10 ? 300 : 3000), draw(3) * 40, draw(3) * 12);
        dgm_tags tags = run(tagger, &text, &arena);
        check_tags(&text, &tags);
        n_attributions += tags.n_attributions;
        n_times += tags.n_times;
        n_mentions += tags.n_mentions;
        n_links += tags.n_links;
        for (uint32_t a = 0; a < tags.n_attributions; a++) {
            n_content += tags.attributions[a].n_content > 0;
            n_sources += tags.attributions[a].source_p > 0;
        }
        dgm_arena_reset(&arena);
    }
    assert_true(n_attributions > 100 && n_content > 50 && n_sources > 50);
    assert_true(n_times > 100 && n_mentions > 100 && n_links > 100);
    dgm_arena_close(&arena);
}

static void few_and_many_words(void **unused) {
    (void)unused;
    dgm_arena arena;
    dgm_arena_open(&arena, 0);
    dgm_words text = text_of(0, 0, 0);
    dgm_tags tags = run(tagger, &text, &arena);
    check_tags(&text, &tags);
    assert_int_equal(tags.n_sentences + tags.n_attributions, 0);
    text = text_of(1, 0, 0);
    tags = run(tagger, &text, &arena);
    check_tags(&text, &tags);
    assert_int_equal(tags.n_sentences, 1);
    text = text_of(MOST, 60, 20);
    tags = run(tagger, &text, &arena);
    check_tags(&text, &tags);
    dgm_arena_close(&arena);
}

static void no_sentence_is_too_long(void **unused) {
    (void)unused;
    dgm_arena arena;
    dgm_arena_open(&arena, 0);
    dgm_words text = text_of(2 * DGM_TREE_MAX + 150, 0, 0);
    for (uint32_t i = 1; i < text.n_words; i++)
        words[i].flags = DGM_WORD_JOINED;
    dgm_tags tags = run(tagger, &text, &arena);
    check_tags(&text, &tags);
    assert_int_equal(tags.n_sentences, 3);
    assert_int_equal(tags.sentences[0].end, DGM_TREE_MAX);
    words[DGM_TREE_MAX / 2].flags = DGM_WORD_JOINED | DGM_WORD_BREAK; /* not before it: inside a token */
    tags = run(tagger, &text, &arena);
    check_tags(&text, &tags);
    assert_int_equal(tags.sentences[0].end, DGM_TREE_MAX);
    dgm_arena_close(&arena);
}

static void same_on_every_path(void **unused) {
    (void)unused;
    const dgm_kernels *const *paths;
    uint32_t n_paths = dgm_kernels_list(&paths);
    dgm_arena arena;
    dgm_arena_open(&arena, 0);
    dgm_words text = text_of(700, 50, 15);
    dgm_tags tags = run(tagger, &text, &arena), again = run(tagger, &text, &arena);
    check_same(&tags, &again);
    for (uint32_t p = 0; p < n_paths; p++) {
        dgm_weights *others;
        dgm_tagger *other;
        if (!paths[p]->supported())
            continue;
        assert_int_equal(dgm_weights_open_bytes(file, true, paths[p]->name, &others, NULL), DGM_OK);
        assert_int_equal(dgm_tagger_new(others, &other, NULL), DGM_OK);
        dgm_tags there = run(other, &text, &arena);
        check_same(&tags, &there);
        dgm_tagger_free(other);
        dgm_weights_close(others);
    }
    dgm_arena_close(&arena);
}

/* What was read before leaves no trace. */
static void same_after_other_texts(void **unused) {
    (void)unused;
    dgm_arena arena;
    dgm_tagger *fresh;
    dgm_arena_open(&arena, 0);
    dgm_words other = text_of(5000, 0, 0);
    run(tagger, &other, &arena);
    dgm_words text = text_of(400, 50, 15);
    dgm_tags tags = run(tagger, &text, &arena);
    assert_int_equal(dgm_tagger_new(weights, &fresh, NULL), DGM_OK);
    dgm_tags first = run(fresh, &text, &arena);
    check_same(&tags, &first);
    dgm_tagger_free(fresh);
    dgm_arena_close(&arena);
}

static void malformed_words_are_refused(void **unused) {
    (void)unused;
    dgm_arena arena;
    dgm_tags tags = {.n_words = 77};
    dgm_arena_open(&arena, 0);
    dgm_words text = text_of(100, 0, 0);
    const dgm_word good = words[50];
    for (uint32_t wrong = 0; wrong < 6; wrong++) {
        words[50].n_pieces = wrong == 0 ? 0 : wrong == 1 ? 9 : good.n_pieces;
        words[50].piece = good.piece + (wrong == 2);
        words[50].feature = wrong == 3 ? 64 : good.feature;
        text.n_pieces += wrong == 4;
        pieces[3] = wrong == 5 ? HEADS_PIECES : 3;
        assert_int_equal(dgm_tagger_run(tagger, &text, &arena, &tags, NULL), DGM_ERR_ARGUMENT);
        assert_int_equal(tags.n_words, 77);
        text.n_pieces -= wrong == 4;
    }
    dgm_arena_close(&arena);
}

static void a_full_arena_is_an_error(void **unused) {
    (void)unused;
    uint32_t n_failed = 0;
    for (size_t limit = 1 << 16; limit <= 1 << 22; limit *= 2) {
        dgm_arena arena;
        dgm_tags tags = {.n_words = 77};
        dgm_arena_open(&arena, limit);
        dgm_words text = text_of(8000, 50, 15);
        dgm_status status = dgm_tagger_run(tagger, &text, &arena, &tags, NULL);
        assert_true(status == DGM_OK || (status == DGM_ERR_MEMORY && tags.n_words == 77));
        n_failed += status != DGM_OK;
        dgm_arena_close(&arena);
    }
    assert_true(n_failed > 0);
}

static void a_missing_tensor_is_an_error(void **unused) {
    (void)unused;
    const char *names[] = {
        "h.sent.w",      "h.upos.s",     "h.xpos.b",    "h.lemma.c",     "h.ner.w",        "h.cue.w",
        "h.arcd.w",      "h.arch.w",     "h.arcu.w",    "h.reld.w",      "h.relh.w",       "h.rel.w",
        "h.rolec.w",     "h.rolew.w",    "h.roleo.w",   "tree.root",     "rel.root",       "role.dist",
        "role.trans",    "confidence.w", "labels.upos", "labels.xpos",   "labels.deprel",  "labels.ner",
        "labels.lemma",  "tok.w",        "h.time.w",    "h.ment.w",      "h.spanh.w",      "h.spanw.w",
        "h.corefm.w",    "h.corefa.w",   "h.corefo.w",  "span.dist",     "coref.pair",     "labels.timex",
        "labels.entity", "labels.event", "labels.mode", "labels.status", "labels.context", "h.evw.w",
        "h.evt.w",       "h.evd.w",      "h.evm.w",     "h.evs.w",       "h.evc.w",        "h.argt.w",
        "h.argw.w",      "h.argo.w",     "arg.dist"};
    for (uint32_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
        fixture *f = fixture_new(2);
        dgm_view bytes = heads_model(f, "0", names[i]);
        dgm_weights *broken;
        dgm_tagger *none = NULL;
        dgm_error err = {DGM_OK, 0, ""};
        assert_int_equal(dgm_weights_open_bytes(bytes, true, NULL, &broken, NULL), DGM_OK);
        assert_int_equal(dgm_tagger_new(broken, &none, &err), DGM_ERR_MODEL);
        assert_null(none);
        assert_true(strlen(err.text) > 10);
        dgm_weights_close(broken);
        fixture_free(f);
    }
    dgm_tagger_free(NULL);
}

/* ---- set-up ----------------------------------------------------------------- */

static int open_all(void **unused) {
    (void)unused;
    dgm_error err;
    model = fixture_new(1);
    file = heads_model(model, "1.5", NULL);
    words = calloc(MOST, sizeof(*words));
    pieces = calloc(8 * MOST, sizeof(*pieces));
    if (dgm_weights_open_bytes(file, true, NULL, &weights, &err) != DGM_OK ||
        dgm_tagger_new(weights, &tagger, &err) != DGM_OK) {
        print_message("%s\n", err.text);
        return -1;
    }
    return 0;
}

static int close_all(void **unused) {
    (void)unused;
    dgm_tagger_free(tagger);
    dgm_weights_close(weights);
    fixture_free(model);
    free(words);
    free(pieces);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tags_hold_together),       cmocka_unit_test(few_and_many_words),
        cmocka_unit_test(no_sentence_is_too_long),  cmocka_unit_test(same_on_every_path),
        cmocka_unit_test(same_after_other_texts),   cmocka_unit_test(malformed_words_are_refused),
        cmocka_unit_test(a_full_arena_is_an_error), cmocka_unit_test(a_missing_tensor_is_an_error),
    };
    return cmocka_run_group_tests(tests, open_all, close_all);
}
