/* statements.h - who is said to have said what: the attributions of the model as statements.
 *
 * Cuts source, cue and content out of the text, tells direct from indirect, leaves
 * out what stands in blurbs and boilerplate, and finds which statement stands inside
 * which. Who the source is, is the question of actors.h. */
#ifndef DGM_READING_STATEMENTS_H
#define DGM_READING_STATEMENTS_H

#include "article/article.h"
#include "base/arena.h"
#include "base/status.h"
#include "model/tags.h"
#include "model/weights.h"
#include "reading/extent.h"
#include "text/words.h"

#define DGM_NOBODY UINT32_MAX /* no parent, no speaker */

/* All stretches are of article->text. */
typedef struct dgm_statement {
    dgm_quoting quoting;
    dgm_range source, cue; /* the source is empty where the text names none */
    dgm_range source_words, cue_words;
    const dgm_range *content;
    uint32_t n_content; /* at least 1 */
    uint32_t parent;    /* the innermost other statement whose content holds this cue, or DGM_NOBODY */
    float confidence;   /* 0 to 1 */
} dgm_statement;

typedef struct dgm_statements {
    const dgm_statement *items; /* by the place of their cue */
    uint32_t count;
} dgm_statements;

/* Reads the statements out of the model's attributions; `weights` names the labels in `tags`. All lives in
 * `arena`. Fails with DGM_ERR_MEMORY only. */
DGM_MUST_USE dgm_status dgm_statements_read(const dgm_article *article, const dgm_words *words,
                                            const dgm_tags *tags, const dgm_weights *weights,
                                            dgm_arena *arena, dgm_statements *out, dgm_error *err);

#endif
