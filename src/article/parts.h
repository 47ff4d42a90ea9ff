/* parts.h - what each stretch of a report is for: title, byline, body, and what is not the report.
 *
 * Careful by design: a statement in a blurb, in related links or in boilerplate
 * is left out of the record, so a paragraph is called so only where its wording
 * and its place both say it. All else is body. */
#ifndef DGM_ARTICLE_PARTS_H
#define DGM_ARTICLE_PARTS_H

#include "article/layout.h"

/* Linear in the text. DGM_ERR_MEMORY. */
DGM_MUST_USE dgm_status dgm_parts_read(dgm_view text, const dgm_layout *layout, dgm_arena *arena,
                                       dgm_part **out, uint32_t *out_count, dgm_error *err);

#endif
