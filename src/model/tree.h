/* tree.h - the best dependency tree of a sentence, given a score for every pair of words.
 *
 * Works on plain numbers: what made the scores is not its business. The result is always a tree with
 * exactly one word hung on the root, whatever the scores are (NaN included), and depends on nothing but
 * them. */
#ifndef DGM_MODEL_TREE_H
#define DGM_MODEL_TREE_H

#include <stddef.h>
#include <stdint.h>

#define DGM_TREE_MAX 400u /* words in one tree */

typedef struct dgm_tree dgm_tree; /* scratch for one thread */

/* NULL when memory runs out. Takes 1.6 MB, most of it touched by long sentences only. */
dgm_tree *dgm_tree_new(void);
void dgm_tree_free(dgm_tree *tree);

/* Heads of the highest-scoring tree over `n` words (1 to DGM_TREE_MAX) with exactly one root.
 * scores[i * stride + j]: word j is the head of word i; j == n: word i is the root. The diagonal is ignored.
 * out_heads[i] is the head of i, or i itself for the root. Cannot fail. */
void dgm_tree_decode(dgm_tree *tree, const float *scores, size_t stride, uint32_t n, uint16_t *out_heads);

#endif
