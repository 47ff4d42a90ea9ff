/* spans.h - the best sequence of begin/inside/outside labels, given a score for each word and label.
 *
 * Labels: 0 is O; 1 + 2t is B of type t, 2 + 2t is I of type t. The one rule: I of a type
 * stands only after B or I of the same type, hence never first. */
#ifndef DGM_MODEL_SPANS_H
#define DGM_MODEL_SPANS_H

#include <stddef.h>
#include <stdint.h>

#define DGM_SPANS_MAX_LABELS 33u /* 16 types */

/* The valid sequence with the highest sum of scores[i * stride + label]; n_labels is odd, 3 to
 * DGM_SPANS_MAX_LABELS.
 * `bias` is added to every score of O. `back` is scratch for n * n_labels bytes.
 * Scores need no normalising: a constant a word changes nothing. Ties go to the lower label. n may be 0. */
void dgm_spans_decode(const float *scores, size_t stride, uint32_t n, uint32_t n_labels, float bias,
                      uint8_t *back, uint8_t *out_labels);

#endif
