/* told.h - what hangs on the verb of a cue besides source and content: to whom it was said, and when. */
#ifndef DGM_READING_TOLD_H
#define DGM_READING_TOLD_H

#include "reading/actors.h"
#include "reading/statements.h"
#include "reading/tagged.h"

struct dgm_times;

/* The words around `top` that hang on it, directly or not, as far as they stand in one piece. */
dgm_range dgm_told_phrase(const dgm_tagged *t, uint32_t top);

/* The words of the one spoken to ("told | reporters", "said to | the minister", a form of address in the
 * quotation); empty if the text tells of none. */
dgm_range dgm_told_to(const dgm_tagged *t, const dgm_statement *statement);

/* The time of the saying ("said on Friday"): an index into times->items, or DGM_NOBODY. `times` may be
 * NULL. */
uint32_t dgm_told_when(const dgm_tagged *t, const dgm_statement *statement, const struct dgm_times *times);

#endif
