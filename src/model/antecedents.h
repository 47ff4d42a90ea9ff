/* antecedents.h - which earlier mentions a mention may refer back to, with a score for each.
 *
 * A mention is set beside those before it, at most DGM_ANTECEDENTS_BACK and as far back as the kind of pair
 * is worth a look, in whatever window these were seen: what is needed of them is kept, no more. Private to
 * src/model; one thread. */
#ifndef DGM_MODEL_ANTECEDENTS_H
#define DGM_MODEL_ANTECEDENTS_H

#include "model/linear.h"
#include "model/tags.h"
#include "text/words.h"

#define DGM_ANTECEDENTS_BACK 128u /* mentions back */
#define DGM_ANTECEDENTS_WIDTH 128u
#define DGM_ANTECEDENTS_LINKS 8u /* the best that are kept of each mention */

typedef struct dgm_antecedents dgm_antecedents;

/* Fails with DGM_ERR_MODEL or DGM_ERR_MEMORY. NULL is fine to free. */
DGM_MUST_USE dgm_status dgm_antecedents_new(const dgm_weights *weights, dgm_antecedents **out_antecedents,
                                            dgm_error *err);
void dgm_antecedents_free(dgm_antecedents *antecedents);

/* Begins a report. `words` and `arena` are borrowed until the end. */
void dgm_antecedents_start(dgm_antecedents *antecedents, const dgm_words *words, dgm_arena *arena);

/* Links the next mention, number `index` of the report, to those before it: sets its first_link and n_links.
 * `anaphor` and `antecedent` are its rows h.corefm and h.corefa, 2 * DGM_ANTECEDENTS_WIDTH floats each. */
DGM_MUST_USE dgm_status dgm_antecedents_add(dgm_antecedents *antecedents, uint32_t index,
                                            dgm_mention *mention, const float *anaphor,
                                            const float *antecedent, dgm_error *err);

/* Hands the links over to `tags`. */
void dgm_antecedents_end(dgm_antecedents *antecedents, dgm_tags *tags);

#endif
