/* vocab.h - the word pieces of the uncased BERT vocabulary, and how a word is cut into them.
 *
 * A piece is known by its number, the line in the vocabulary. Cutting does what BERT's own
 * tokenizer does to one word: lower case, accents off (Unicode NFD without marks), punctuation
 * set apart, then the longest known piece again and again (Wu et al. 2016, section 4.1). */
#ifndef DGM_TEXT_VOCAB_H
#define DGM_TEXT_VOCAB_H

#include "base/status.h"
#include "base/view.h"

typedef struct dgm_vocab dgm_vocab;

/* Reads a vocabulary of one piece a line, at most 65,536; "##" begins pieces that go on a word.
 * `lines` is borrowed and must outlive the vocabulary, which is immutable and may be shared by threads.
 * Fails with DGM_ERR_MODEL (empty, too many, no "[UNK]") or DGM_ERR_MEMORY. */
DGM_MUST_USE dgm_status dgm_vocab_new(dgm_view lines, dgm_vocab **out, dgm_error *err);
void dgm_vocab_free(dgm_vocab *vocab);

uint32_t dgm_vocab_size(const dgm_vocab *vocab);

/* The number of a whole piece as written in the file ("[CLS]", "##s"), or the number of "[UNK]". */
uint16_t dgm_vocab_find(const dgm_vocab *vocab, dgm_view piece);

/* Cuts `word` into pieces; what goes beyond `room` is left out. Always gives at least one ("[UNK]" where
 * nothing else does); `room` must be above 0. */
uint32_t dgm_vocab_cut(const dgm_vocab *vocab, dgm_view word, uint16_t *out, uint32_t room);

#endif
