/* tags.h - what the model says about the words of a report: plain arrays, in the arena of the call.
 *
 * Labels are indices into the model's sets (dgm_weights_label): "upos", "xpos", "deprel", "ner", "lemma",
 * "timex", "entity", "event", "mode", "status", "context". */
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

/* A time expression (TIMEX3) as the model found it. */
typedef struct dgm_timespan {
    dgm_range words;
    uint8_t type; /* 0 DATE, 1 TIME, 2 DURATION, 3 SET: the order of the labels "timex" */
    float p;      /* geometric mean of the probabilities of its words' labels */
} dgm_timespan;

/* An earlier mention that a mention may refer back to. */
typedef struct dgm_link {
    uint32_t mention; /* index into dgm_tags.mentions, less than the one that links */
    float score;      /* log-odds against "refers to nothing before it"; above 0: likelier than that */
} dgm_link;

/* A phrase that names or refers to something: a name, a noun phrase, a pronoun. Mentions may nest. */
typedef struct dgm_mention {
    uint32_t head;                /* word */
    dgm_range words;              /* holds `head` */
    uint8_t type;                 /* label of the set "entity"; never 0, which is "none" */
    float p;                      /* that it is a mention at all */
    uint32_t first_link, n_links; /* in dgm_tags.links: the best antecedents, best first */
} dgm_mention;

/* Sizes of the label sets of acts; the set "event" has "none" before the types. */
enum { DGM_TRIGGER_TYPES = 16, DGM_TRIGGER_MODES = 67, DGM_TRIGGER_STATUSES = 4, DGM_TRIGGER_CONTEXTS = 37 };

/* A word that may stand for a party or the place of an act: shares, of which "none" is the rest. */
typedef struct dgm_argument {
    uint32_t word; /* of the trigger's sentence */
    float actor, recipient, place;
} dgm_argument;

/* A word that may name an act. */
typedef struct dgm_trigger {
    uint32_t word;
    float p;           /* that it names one at all */
    const float *type; /* DGM_TRIGGER_TYPES shares of that, sum 1: labels of "event" from the second on */
    const float *mode, *context;          /* each by itself */
    const float *status;                  /* shares, sum 1 */
    uint32_t first_argument, n_arguments; /* in dgm_tags.arguments, by word */
} dgm_trigger;

typedef struct dgm_tags {
    uint32_t n_words;
    const uint8_t *upos, *xpos, *deprel, *ner; /* one a word; ner is BIO and valid within each sentence */
    const uint16_t *lemma;                     /* one a word: an edit script, see lemma.h */
    const uint32_t *head;                      /* one a word: index of its head, its own index at the root */
    const dgm_range *sentences;                /* words of each, without gaps; each is a tree with one root */
    uint32_t n_sentences;
    const dgm_attribution *attributions; /* by cue; cues do not overlap */
    uint32_t n_attributions;
    const dgm_timespan *times; /* in order, apart from one another, each within one sentence */
    uint32_t n_times;
    const dgm_mention *mentions; /* by head; no two have the same */
    uint32_t n_mentions;
    const dgm_link *links;
    uint32_t n_links;
    const dgm_trigger *triggers; /* by word */
    uint32_t n_triggers;
    const dgm_argument *arguments;
    uint32_t n_arguments;
} dgm_tags;

#endif
