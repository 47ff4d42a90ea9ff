/* border.h - the words where cue and content meet: to which of the two they belong.
 *
 * A model is unsure there; the guidelines of PolNeAR are not. "That", "whether" and the infinitive's "to" are
 * content; a preposition that leads over ("warned of"), and a colon, are cue. */
#ifndef DGM_READING_BORDER_H
#define DGM_READING_BORDER_H

#include "base/view.h"
#include "reading/tagged.h"

/* Moves the border between `*cue` and the run of content that begins right behind it; both are in words, and
 * neither is left empty. */
void dgm_border_settle(const dgm_tagged *t, dgm_range *cue, dgm_range *runs, uint32_t n_runs);

#endif
