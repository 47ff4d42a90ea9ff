/* within.h - in whose words a word stands: the innermost statement whose content holds it. */
#ifndef DGM_READING_WITHIN_H
#define DGM_READING_WITHIN_H

#include "reading/statements.h"
#include "reading/tagged.h"

/* For each word of the report the innermost statement whose content holds it, or DGM_NOBODY; in `arena`. NULL
 * when memory runs out. */
const uint32_t *dgm_within_statements(const dgm_tagged *t, const dgm_statements *statements,
                                      dgm_arena *arena);

#endif
