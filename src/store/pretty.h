/* pretty.h - a record for a person at a terminal: the report's head, then who says what.
 *
 * A statement is one paragraph, "speaker — cue — content", in a column of readable width; its
 * kind and confidence stand in the margin, what is said inside it hangs below it. */
#ifndef DGM_STORE_PRETTY_H
#define DGM_STORE_PRETTY_H

#include "record/record.h"
#include "store/writer.h"

/* Writes the record for a terminal of `width` columns (0: 80), with or without colours. Fails with
 * DGM_ERR_MEMORY only. */
DGM_MUST_USE dgm_status dgm_pretty_write(const struct dgm_record *record, uint32_t width, bool colour,
                                         dgm_writer *writer, dgm_error *err);

#endif
