/* explain.h - why an entry is in the record: the words that led to it, the shares of the model, the rules
 * that decided. */
#ifndef DGM_STORE_EXPLAIN_H
#define DGM_STORE_EXPLAIN_H

#include "record/record.h"
#include "store/writer.h"

/* Explains the event `id` ("E3"), in lines of `width` columns (0: 80). Fails with DGM_ERR_ARGUMENT where the
 * record has no such event. */
DGM_MUST_USE dgm_status dgm_explain_write(const struct dgm_record *record, dgm_view id, uint32_t width,
                                          bool colour, dgm_writer *writer, dgm_error *err);

#endif
