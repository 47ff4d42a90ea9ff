/* roles.h - which words are the source and the content of one cue, given scores for each word.
 *
 * A chain over the words of a window with labels none, source, content. Works on plain numbers. */
#ifndef DGM_MODEL_ROLES_H
#define DGM_MODEL_ROLES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/view.h"

enum { DGM_ROLE_NONE, DGM_ROLE_SOURCE, DGM_ROLE_CONTENT, DGM_ROLE_COUNT };

/* Columns of a word's scores: one for each role, then what beginning and ending a run adds. */
enum {
    DGM_ROLE_START_SOURCE = 3,
    DGM_ROLE_START_CONTENT,
    DGM_ROLE_END_SOURCE,
    DGM_ROLE_END_CONTENT,
    DGM_ROLE_SCORES
};

/* Classes of the step from one word to the next: which of the four 3 x 3 tables is added. */
enum { DGM_STEP_PLAIN, DGM_STEP_BREAK, DGM_STEP_OPENS, DGM_STEP_CLOSED, DGM_STEP_COUNT };

#define DGM_ROLE_STATES 5u
#define DGM_ROLE_DISTANCES 64u

/* The class of the step to a word with `flags` from one with `flags_before` (dgm_word flags): CLOSED if
 * the word before closes a quotation, else OPENS if this one opens one, else BREAK if it is one, else
 * PLAIN. */
uint8_t dgm_role_step(uint8_t flags_before, uint8_t flags);

/* Row of the distance table for word `i` and the cue [cue.start, cue.end): 31 inside the cue, down to 11
 * before it, up to 51 after it, in steps that widen. */
uint32_t dgm_role_distance(uint32_t i, dgm_range cue);

/* The highest-scoring roles of `n` words in which every word of `cue` is none and source words form at
 * most one run; content may form any number. scores[i * stride + column]; steps[i] is the class of the step
 * from word i - 1 to i (steps[0] is not read); transitions[class][before][after]. `back` is scratch for n *
 * DGM_ROLE_STATES bytes. A path's score: the role's score of every word + transitions of every step +
 * start/end scores of every run of source or content, at its first and last word (window edges included).
 * Ties go to the earlier state. */
void dgm_roles_decode(const float *scores, size_t stride, const uint8_t *steps, uint32_t n, dgm_range cue,
                      const float transitions[DGM_STEP_COUNT][DGM_ROLE_COUNT][DGM_ROLE_COUNT], uint8_t *back,
                      uint8_t *out_roles);

#endif
