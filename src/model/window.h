/* window.h - how the words of a report are dealt out into windows that the encoder can hold.
 *
 * Windows overlap, so that words near a cut are seen with what stands on both sides; yet each word is
 * owned by exactly one window, and only its owner's word on it counts.
 * Knows words and their pieces; knows nothing of the encoder. */
#ifndef DGM_MODEL_WINDOW_H
#define DGM_MODEL_WINDOW_H

#include "text/words.h"

#define DGM_WINDOW_MIN 32u /* the least capacity, in pieces */

/* In word indices, ends exclusive. first <= own_first < own_end <= end. */
typedef struct dgm_window {
    uint32_t first, end;         /* what is encoded */
    uint32_t own_first, own_end; /* what is owned */
    uint32_t next;               /* first of the window after this one; the number of words at the end */
} dgm_window;

/* Turns `*window`, all zero before the first call, into the next one; false when all words are owned.
 * A window holds at most `capacity` pieces ([CLS] and [SEP] not counted), at least DGM_WINDOW_MIN; two
 * neighbours share at most `overlap` pieces, at most a third of `capacity`. Words have 1 to 8 pieces, one
 * after the other in words->pieces. */
bool dgm_window_next(const dgm_words *words, uint32_t capacity, uint32_t overlap, dgm_window *window);

#endif
