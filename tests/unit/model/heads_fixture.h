/* heads_fixture.h - a small model with random weights for all that a tagger wants. */
#ifndef DGM_TESTS_HEADS_FIXTURE_H
#define DGM_TESTS_HEADS_FIXTURE_H

#include "support/model_fixture.h"

enum { HEADS_PIECES = 400, HEADS_WINDOW = 96, HEADS_OVERLAP = 24 };

/* A set of n labels: `first`, then `stem` with a number. */
FIXTURE_USE void heads_labels(fixture *f, const char *set, const char *first, const char *stem, uint32_t n) {
    char name[64], *text = calloc(n + 1, 32);
    size_t used = (size_t)snprintf(text, 32, "%s\n", first);
    for (uint32_t l = 1; l < n; l++)
        used += (size_t)snprintf(text + used, 32, "%s%u\n", stem, l);
    snprintf(name, sizeof name, "labels.%s", set);
    fixture_text(f, name, text);
    free(text);
}

FIXTURE_USE void heads_layers(fixture *f) {
    static const struct {
        const char *name;
        uint32_t n, k;
    } layers[] = {
        {"h.sent", 1, 384},     {"h.upos", 18, 384},   {"h.xpos", 50, 384},   {"h.lemma", 40, 384},
        {"h.ner", 9, 384},      {"h.cue", 3, 384},     {"h.arcd", 128, 384},  {"h.arch", 128, 384},
        {"h.arcu", 128, 128},   {"h.reld", 128, 384},  {"h.relh", 128, 384},  {"h.rel", 30, 384},
        {"h.rolec", 512, 768},  {"h.rolew", 512, 384}, {"h.roleo", 7, 256},   {"h.time", 9, 384},
        {"h.ment", 11, 384},    {"h.spanh", 128, 384}, {"h.spanw", 128, 384}, {"h.corefm", 256, 384},
        {"h.corefa", 256, 384}, {"h.corefo", 1, 128},  {"h.evw", 256, 384},   {"h.evt", 17, 256},
        {"h.evd", 256, 384},    {"h.evm", 67, 256},    {"h.evs", 4, 256},     {"h.evc", 37, 256},
        {"h.argt", 256, 384},   {"h.argw", 256, 384},  {"h.argo", 4, 128}};
    for (size_t l = 0; l < sizeof layers / sizeof *layers; l++)
        fixture_linear(f, layers[l].name, layers[l].n, layers[l].k);
}

FIXTURE_USE void heads_tensors(fixture *f) {
    fixture_floats(f, "tree.root", 0, 128, 0, 1);
    fixture_floats(f, "rel.root", 0, 128, 0, 1);
    fixture_floats(f, "role.dist", 64, 256, 0, 1);
    float *steps = fixture_tensor_new(f, "role.trans", DGM_TENSOR_F32, 4, 3, 3, 0);
    for (int i = 0; i < 36; i++)
        steps[i] = fixture_float(f, 1);
    fixture_floats(f, "confidence.w", 0, 6, 0, 1);
    fixture_floats(f, "span.dist", 2, 48, 0, 1);
    fixture_floats(f, "coref.pair", 256, 128, 0, 1);
    fixture_floats(f, "arg.dist", 64, 128, 0, 1);
    heads_labels(f, "event", "none", "a", 17);
    heads_labels(f, "mode", "m", "m", 67);
    heads_labels(f, "status", "s", "s", 4);
    heads_labels(f, "context", "c", "c", 37);
    heads_labels(f, "upos", "X", "P", 18);
    heads_labels(f, "xpos", "X", "P", 50);
    heads_labels(f, "deprel", "root", "r", 30);
    heads_labels(f, "lemma", "l:0:", "l:1:s", 40);
    heads_labels(f, "entity", "none", "e", 11);
    fixture_text(f, "labels.timex",
                 "O\nB-DATE\nI-DATE\nB-TIME\nI-TIME\nB-DURATION\nI-DURATION\nB-SET\nI-SET\n");
    fixture_text(f, "labels.ner", "O\nB-PER\nI-PER\nB-ORG\nI-ORG\nB-LOC\nI-LOC\nB-MISC\nI-MISC\n");
}

FIXTURE_USE void heads_leave_out(fixture *f, const char *name) {
    for (uint32_t t = 0; t < f->n_tensors; t++) {
        if (strcmp(f->tensors[t].name, name) != 0)
            continue;
        free(f->tensors[t].data);
        f->tensors[t] = f->tensors[--f->n_tensors];
        memset(&f->tensors[f->n_tensors], 0, sizeof *f->tensors);
        return;
    }
}

/* The model, without the tensor `left_out` unless that is NULL. */
FIXTURE_USE dgm_view heads_model(fixture *f, const char *cue_bias, const char *left_out) {
    fixture_encoder(f, 1, 64, HEADS_PIECES, HEADS_WINDOW);
    fixture_number(f, "overlap", HEADS_OVERLAP);
    fixture_meta(f, "cue.bias", cue_bias);
    heads_layers(f);
    heads_tensors(f);
    if (left_out != NULL)
        heads_leave_out(f, left_out);
    return fixture_bytes(f);
}

#endif
