/* wording.h - repairs inside the running text: words written twice, stray stops.
 *
 * Only what no writer means is repaired: "the the" and its like, never "had had"
 * or "that that"; ". ." but not the three dots of an omission. */
#ifndef DGM_ARTICLE_WORDING_H
#define DGM_ARTICLE_WORDING_H

#include "article/layout.h"
#include "article/reading.h"

/* Adds the edits that the paragraphs of `text` need, or counts them (see dgm_edits). Linear. */
void dgm_wording_edit(dgm_view text, const dgm_layout *layout, dgm_edits *out);

#endif
