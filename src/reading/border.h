/* border.h - the words where cue and content meet: to which of the two they belong.
 *
 * A model is unsure there; the guidelines of PolNeAR are not. "That", "whether" and the infinitive's "to" are
 * content; a preposition that leads over ("warned of"), and a colon, are cue. */
#ifndef DGM_READING_BORDER_H
#define DGM_READING_BORDER_H

#include "article/article.h"
#include "base/view.h"
#include "model/tags.h"
#include "model/weights.h"
#include "text/words.h"

/* What the rules look at; all borrowed. */
typedef struct dgm_border {
    const dgm_article *article;
    const dgm_words *words;
    const dgm_tags *tags;
    const dgm_weights *weights; /* names the parts of speech */
} dgm_border;

/* Moves the border between `*cue` and the run of content that begins right behind it; both are in words, and
 * neither is left empty. */
void dgm_border_settle(const dgm_border *with, dgm_range *cue, dgm_range *runs, uint32_t n_runs);

#endif
