/* parser.h - sentences, and the names and the tree in each, from the vectors of a report's words.
 *
 * Vectors come in order, window by window; a sentence is read as soon as the one after it begins, so memory
 * does not grow with the report and a sentence may reach over any number of windows.
 * Private to src/model; one thread. */
#ifndef DGM_MODEL_PARSER_H
#define DGM_MODEL_PARSER_H

#include "model/linear.h"
#include "model/tags.h"
#include "text/words.h"

typedef struct dgm_parser dgm_parser;

/* For windows of at most `most_words`. Fails with DGM_ERR_MODEL or DGM_ERR_MEMORY. NULL is fine to free. */
DGM_MUST_USE dgm_status dgm_parser_new(const dgm_weights *weights, uint32_t most_words,
                                       dgm_parser **out_parser, dgm_error *err);
void dgm_parser_free(dgm_parser *parser);

/* Begins a report. `words` and `arena` are borrowed until the end. */
DGM_MUST_USE dgm_status dgm_parser_start(dgm_parser *parser, const dgm_words *words, dgm_arena *arena,
                                         dgm_error *err);

/* The vectors of the next words, one a row, at most `most_words`. */
DGM_MUST_USE dgm_status dgm_parser_add(dgm_parser *parser, const dgm_rows *vectors, dgm_error *err);

/* The sentences that are read, in order; valid until the next call. */
const dgm_range *dgm_parser_sentences(const dgm_parser *parser, uint32_t *out_n);

/* After the last word: reads what is left and fills ner, deprel, head and sentences of `tags`. */
DGM_MUST_USE dgm_status dgm_parser_end(dgm_parser *parser, dgm_tags *tags, dgm_error *err);

#endif
