/* eventlist.h - a report's events and claims for a person: what was done, what is planned, what is only
 * possible, what is denied; each with its parties, the sentence of evidence, and on whose word it stands. */
#ifndef DGM_STORE_EVENTLIST_H
#define DGM_STORE_EVENTLIST_H

#include "record/record.h"
#include "store/flow.h"

/* Writes the events by status, then the claims; nothing where there are none. */
void dgm_eventlist_write(const struct dgm_record *record, dgm_flow *flow);

/* One event, as it stands in the list. */
void dgm_eventlist_event(const struct dgm_record *record, uint32_t index, dgm_flow *flow);

#endif
