/* lexicon.h - the lemma scripts of words that training has seen.
 *
 * A tensor "lexicon.lemma" of lines "form<TAB>UPOS<TAB>number of the script", sorted by the bytes of
 * "form<TAB>UPOS", each pair once. What was seen need not be guessed: the head for lemma scripts is
 * asked only where the lexicon is silent. A model without the tensor always guesses. */
#ifndef DGM_MODEL_LEXICON_H
#define DGM_MODEL_LEXICON_H

#include "model/weights.h"

/* Checks the lexicon once, so that look-ups need not: every line sorted and well formed, its script one
 * of the labels "lemma". Else DGM_ERR_MODEL. */
DGM_MUST_USE dgm_status dgm_lexicon_check(const dgm_weights *weights, dgm_error *err);

/* The script (lemma.h) of a form tagged `upos`: the lexicon's, else the one that the head guessed. */
dgm_view dgm_lexicon_script(const dgm_weights *weights, dgm_view form, uint32_t upos, uint32_t guessed);

#endif
