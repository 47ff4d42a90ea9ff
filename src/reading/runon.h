/* runon.h - quotations that run on over paragraphs: each paragraph opens them anew, only the last closes
 * them.
 *
 * By the convention of newspapers all of it is one speaker's. The statement that holds the most of it gets
 * it whole, one piece of content a paragraph; others that stand outside of it lose what they had. */
#ifndef DGM_READING_RUNON_H
#define DGM_READING_RUNON_H

#include "article/article.h"
#include "base/arena.h"
#include "base/status.h"
#include "reading/statements.h"

/* Joins them in `items`, which are in order of their cues; a statement without content is then left over
 * where it had no other. New content lies in `arena`. Fails with DGM_ERR_MEMORY only. */
DGM_MUST_USE dgm_status dgm_runon_join(const dgm_article *article, dgm_statement *items, uint32_t count,
                                       dgm_arena *arena, dgm_error *err);

#endif
