/* encoder.h - word pieces of one window in, one vector a wanted piece out.
 *
 * A BERT of MiniLM shape (post-norm, 6 layers of 384, 12 heads) with int8 products; the
 * embedding adds a feature (word shape, quotation, …) to piece and position.
 * One encoder a thread; it keeps its scratch memory from window to window.
 * Knows piece numbers; knows nothing of words. */
#ifndef DGM_MODEL_ENCODER_H
#define DGM_MODEL_ENCODER_H

#include "model/weights.h"

#define DGM_HIDDEN 384u

typedef struct dgm_encoder dgm_encoder;

/* Finds and checks every tensor of the encoder; allocates all that it will ever need.
 * `weights` must outlive it. Fails with DGM_ERR_MODEL or DGM_ERR_MEMORY. */
DGM_MUST_USE dgm_status dgm_encoder_new(const dgm_weights *weights, dgm_encoder **out_encoder,
                                        dgm_error *err);
void dgm_encoder_free(dgm_encoder *encoder);

/* The most pieces a window may have: meta "window" less the [CLS] and [SEP] that the encoder adds. */
uint32_t dgm_encoder_capacity(const dgm_encoder *encoder);

/* Encodes [CLS] pieces [SEP]. `pieces` (each below the vocabulary's size) and `features` (0..63) have
 * `n_pieces` entries, 1 <= n_pieces <= capacity. For each of `n_wanted` positions in `wanted` (indices into
 * `pieces`, ascending), writes a row of DGM_HIDDEN floats to out + i * DGM_HIDDEN; `out` is aligned to 64.
 * Only wanted pieces are carried through the end of the last layer, so fewer are cheaper. */
void dgm_encoder_run(dgm_encoder *encoder, const uint16_t *pieces, const uint8_t *features, uint32_t n_pieces,
                     const uint32_t *wanted, uint32_t n_wanted, float *out);

#endif
