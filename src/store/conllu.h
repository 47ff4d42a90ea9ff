/* conllu.h - the sentences of a report as CoNLL-U (universaldependencies.org/format.html).
 *
 * MISC has TokenRange=start:end, bytes of the input, and NE=B-PER and the like, both on
 * the words, also inside a multiword token, so that "Lee's" says which bytes are the name. */
#ifndef DGM_STORE_CONLLU_H
#define DGM_STORE_CONLLU_H

#include "record/record.h"
#include "store/writer.h"

/* Writes every sentence of the document, whatever part it stands in. Fails with DGM_ERR_MEMORY only. */
DGM_MUST_USE dgm_status dgm_conllu_write(const struct dgm_record *record, dgm_writer *writer, dgm_error *err);

#endif
