/* happened.h - when and where an act took place, as its own sentence says. */
#ifndef DGM_READING_HAPPENED_H
#define DGM_READING_HAPPENED_H

#include "reading/acts.h"
#include "reading/events.h"
#include "reading/times.h"

/* The time expression that hangs on the act, an index into times->items, or DGM_NOBODY. `times` may be
 * NULL. */
uint32_t dgm_happened_when(const dgm_tagged *t, const dgm_act *act, const dgm_times *times);

/* The place that the model takes for the act's; its name as the text has it, or as the facts know it. */
dgm_place dgm_happened_where(const dgm_tagged *t, const dgm_act *act);

#endif
