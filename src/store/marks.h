/* marks.h - the small things that the pretty formats share: marks between phrases, codes in brackets. */
#ifndef DGM_STORE_MARKS_H
#define DGM_STORE_MARKS_H

#include "record/record.h"
#include "store/flow.h"

/* A faint mark that stays with what came before it: "·", "→". */
void dgm_mark(dgm_flow *flow, const char *mark);

/* Begins the text behind a faint word, a "·" before it unless it is the first of its line. */
void dgm_mark_about(dgm_flow *flow, const char *word, bool *any);

/* "[RUS GOV]"; nothing where data is NULL. */
void dgm_mark_code(dgm_flow *flow, dgm_view code);

/* An actor's name and code; where he has no name, the words of his first mention. */
void dgm_mark_actor(dgm_flow *flow, const struct dgm_record *record, uint32_t actor);

/* A share as "81%". */
void dgm_mark_share(dgm_flow *flow, float share);

#endif
