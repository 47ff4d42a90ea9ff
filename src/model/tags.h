/* tags.h - what the model says about the words of a report: plain arrays, in the arena of the call.
 *
 * Labels are indices into the model's sets (dgm_weights_label): "upos", "xpos", "deprel", "ner", "lemma". */
#ifndef DGM_MODEL_TAGS_H
#define DGM_MODEL_TAGS_H

#include "base/view.h"

/* One statement as the model found it. All ranges are of word indices. */
typedef struct dgm_attribution {
    dgm_range cue;            /* "said", "according to" */
    dgm_range source;         /* who; empty if none was found */
    const dgm_range *content; /* what was said: runs in order, none touching the next */
    uint32_t n_content;       /* may be 0 */
    float confidence;         /* calibrated: of entries at .8, some 80 % are right */
    float cue_p, source_p,
        content_p; /* geometric mean of the probabilities of the words in each; 0 if empty */
} dgm_attribution;

typedef struct dgm_tags {
    uint32_t n_words;
    const uint8_t *upos, *xpos, *deprel, *ner; /* one a word; ner is BIO and valid within each sentence */
    const uint16_t *lemma;                     /* one a word: an edit script, see lemma.h */
    const uint32_t *head;                      /* one a word: index of its head, its own index at the root */
    const dgm_range *sentences;                /* words of each, without gaps; each is a tree with one root */
    uint32_t n_sentences;
    const dgm_attribution *attributions; /* by cue; cues do not overlap */
    uint32_t n_attributions;
} dgm_tags;

#endif
