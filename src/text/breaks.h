/* breaks.h - private to src/text: where sentences likely start, by rule. */
#ifndef DGM_TEXT_BREAKS_H
#define DGM_TEXT_BREAKS_H

#include "text/words.h"

/* Sets DGM_WORD_BREAK among the `n` words of one paragraph, whose other flags are set. */
void dgm_breaks_mark(dgm_view text, dgm_word *words, uint32_t n);

#endif
