/* text.h - the text of the report's body in reading order, a paragraph a line, as it was read. */
#ifndef DGM_STORE_TEXT_H
#define DGM_STORE_TEXT_H

#include "record/record.h"
#include "store/writer.h"

/* Writes the paragraphs of the body; in each, a stretch of white space is one space. */
void dgm_text_write(const struct dgm_record *record, dgm_writer *writer);

/* Writes `text` with each stretch of white space, and each control character, as one space. */
void dgm_text_line(dgm_view text, dgm_writer *writer);

#endif
