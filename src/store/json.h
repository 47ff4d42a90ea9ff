/* json.h - a record as JSON (RFC 8259): walks the table of fields and knows none by name. */
#ifndef DGM_STORE_JSON_H
#define DGM_STORE_JSON_H

#include "record/record.h"
#include "store/writer.h"

/* Writes the record and a newline: on one line, or, `indented`, a field a line. Keys come in the order of the
 * table; all of them are there, null or empty where nothing is known. */
void dgm_json_write(const struct dgm_record *record, bool indented, dgm_writer *writer);

/* Writes `text` as a JSON string, quotation marks included. A byte that is not UTF-8 becomes U+FFFD. */
void dgm_json_string(dgm_view text, dgm_writer *writer);

#endif
