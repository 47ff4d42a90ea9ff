/* tree.c - Chu-Liu/Edmonds for dense graphs in O(n^2), exact, with one root.
 *
 * What is maximised: the sum of the scores of all n edges, over all trees in which exactly one word hangs on
 * the root. Scores are first made integers (units of 2^-16, clamped to +-2^14, NaN = lowest), so that sums
 * are exact and the order of operations cannot matter; ties go to the head that comes first, the root last.
 *
 *   greedy    every word takes its best head. Mostly that is a tree with one root: the answer.
 *   one root  else each root edge is fined by more than any tree can weigh. Any two words can be joined, so
 *             the best tree then has as few root edges as can be, one, and is the best of those that do.
 *   grow      from each word not yet settled, walk backwards along best edges (Tarjan 1977, in the form of
 *             Gabow et al. 1986 that grows a path). Reaching the root or a settled node settles the path;
 *             running into the path closes a cycle, which is contracted into a new node whose edge from u
 *             is the best over its members of (edge from u - the member's own best edge).
 *   expand    cycles are opened, latest first: the member that the cycle's edge enters takes it, the
 *             others keep their edge along the cycle.
 *
 * Nodes: 0..n-1 words, n the root, n+1.. contracted cycles (at most n - 1). A node keeps a row of edge
 * weights over sources (words and root) and, for a cycle, which word inside it each edge enters; a cycle
 * takes over the row of one of its members. */
#include "model/tree.h"

#include <stdbool.h>
#include <stdlib.h>

#define MAX_WORDS DGM_TREE_MAX
#define MAX_NODES (2 * MAX_WORDS + 1)
#define SOURCES (MAX_WORDS + 1)
#define NO_NODE UINT16_MAX

static const int64_t lowest = INT64_MIN / 4; /* no edge */
static const int64_t root_fine = (int64_t)1 << 44;
static const float score_limit = 16384.0f;
static const float score_unit = 65536.0f;

enum { NODE_FRESH, NODE_ON_PATH, NODE_SETTLED };

struct dgm_tree {
    int64_t weight[MAX_WORDS][SOURCES]; /* row, source -> weight of the edge */
    uint16_t target[MAX_WORDS][SOURCES];
    uint16_t row[MAX_NODES];                   /* of a live node */
    uint16_t owner[SOURCES];                   /* live node that a word (or the root) is now part of */
    uint16_t parent[MAX_NODES];                /* cycle that swallowed the node */
    uint16_t from[MAX_NODES], into[MAX_NODES]; /* the node's best edge: source word, target word */
    int64_t cost[MAX_NODES];                   /* and its weight */
    uint8_t state[MAX_NODES];
    uint16_t path[MAX_NODES];
    uint32_t n_path, n_nodes, n_words;
};

dgm_tree *dgm_tree_new(void) {
    return calloc(1, sizeof(dgm_tree));
}

void dgm_tree_free(dgm_tree *tree) {
    free(tree);
}

/* ---- greedy ------------------------------------------------------------ */

static int64_t fixed_point(float score) {
    if (!(score > -score_limit))
        score = -score_limit;
    if (score > score_limit)
        score = score_limit;
    return (int64_t)(score * score_unit);
}

static void take_best_heads(dgm_tree *tree, const float *scores, size_t stride) {
    uint32_t n = tree->n_words;
    for (uint32_t i = 0; i < n; i++) {
        const float *from = scores + i * stride;
        int64_t *weight = tree->weight[i], best = lowest;
        for (uint32_t j = 0; j <= n; j++)
            weight[j] = fixed_point(from[j]);
        weight[i] = lowest;
        for (uint32_t j = 0; j <= n; j++) {
            if (weight[j] > best) {
                best = weight[j];
                tree->from[i] = (uint16_t)j;
            }
        }
    }
}

/* Do the edges of `from` make a tree with one root? Follows each word up, marking what leads to the root. */
static bool is_tree(dgm_tree *tree) {
    uint32_t n = tree->n_words, n_roots = 0;
    for (uint32_t i = 0; i < n; i++) {
        tree->state[i] = NODE_FRESH;
        n_roots += tree->from[i] == n;
    }
    tree->state[n] = NODE_SETTLED;
    if (n_roots != 1)
        return false;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t at = i;
        for (; tree->state[at] == NODE_FRESH; at = tree->from[at])
            tree->state[at] = NODE_ON_PATH;
        if (tree->state[at] == NODE_ON_PATH)
            return false;
        for (at = i; tree->state[at] == NODE_ON_PATH; at = tree->from[at])
            tree->state[at] = NODE_SETTLED;
    }
    return true;
}

/* ---- grow -------------------------------------------------------------- */

static void start_growing(dgm_tree *tree) {
    uint32_t n = tree->n_words;
    for (uint32_t i = 0; i < n; i++) {
        tree->weight[i][n] -= root_fine;
        for (uint32_t j = 0; j <= n; j++)
            tree->target[i][j] = (uint16_t)i;
        tree->row[i] = (uint16_t)i;
    }
    for (uint32_t i = 0; i <= n; i++) {
        tree->state[i] = NODE_FRESH;
        tree->owner[i] = (uint16_t)i;
        tree->parent[i] = NO_NODE;
    }
    tree->state[n] = NODE_SETTLED;
    tree->n_nodes = n + 1;
    tree->n_path = 0;
}

/* Picks the best edge into `node` and puts the node on the path. */
static void push_node(dgm_tree *tree, uint16_t node) {
    const int64_t *weight = tree->weight[tree->row[node]];
    int64_t best = lowest;
    uint32_t from = tree->n_words;
    for (uint32_t u = 0; u <= tree->n_words; u++) {
        if (weight[u] > best) {
            best = weight[u];
            from = u;
        }
    }
    tree->from[node] = (uint16_t)from;
    tree->into[node] = tree->target[tree->row[node]][from];
    tree->cost[node] = best;
    tree->state[node] = NODE_ON_PATH;
    tree->path[tree->n_path++] = node;
}

/* Adds the edges of `node` to those of the cycle: each now costs what it gains over the node's own. */
static void merge_row(dgm_tree *tree, uint16_t into_row, uint16_t node) {
    int64_t *weight = tree->weight[into_row];
    uint16_t *target = tree->target[into_row];
    const int64_t *other = tree->weight[tree->row[node]];
    const uint16_t *other_target = tree->target[tree->row[node]];
    int64_t cost = tree->cost[node];
    for (uint32_t u = 0; u <= tree->n_words; u++) {
        int64_t gain = other[u] == lowest ? lowest : other[u] - cost;
        if (gain > weight[u]) {
            weight[u] = gain;
            target[u] = other_target[u];
        }
    }
}

/* Makes one node of all that stands on the path from `first` to the end. */
static uint16_t contract_cycle(dgm_tree *tree, uint16_t first) {
    uint32_t n = tree->n_words, start = tree->n_path;
    uint16_t cycle = (uint16_t)tree->n_nodes++;
    while (tree->path[--start] != first)
        tree->parent[tree->path[start]] = cycle;
    tree->parent[first] = cycle;

    uint16_t row = tree->row[first];
    for (uint32_t u = 0; u <= n; u++) {
        if (tree->weight[row][u] != lowest)
            tree->weight[row][u] -= tree->cost[first];
    }
    for (uint32_t i = start + 1; i < tree->n_path; i++)
        merge_row(tree, row, tree->path[i]);
    for (uint32_t u = 0; u < n; u++) {
        if (tree->parent[tree->owner[u]] != cycle)
            continue;
        tree->owner[u] = cycle;
        tree->weight[row][u] = lowest;
    }
    tree->row[cycle] = row;
    tree->parent[cycle] = NO_NODE;
    tree->n_path = start;
    return cycle;
}

static void grow_from(dgm_tree *tree, uint16_t word) {
    push_node(tree, word);
    for (;;) {
        uint16_t last = tree->path[tree->n_path - 1];
        uint16_t next = tree->owner[tree->from[last]];
        if (tree->state[next] == NODE_SETTLED)
            break;
        push_node(tree, tree->state[next] == NODE_FRESH ? next : contract_cycle(tree, next));
    }
    while (tree->n_path > 0)
        tree->state[tree->path[--tree->n_path]] = NODE_SETTLED;
}

/* ---- expand ------------------------------------------------------------ */

static void expand_cycles(dgm_tree *tree) {
    for (uint32_t cycle = tree->n_nodes; cycle-- > tree->n_words + 1;) {
        uint16_t member = tree->into[cycle];
        while (tree->parent[member] != cycle)
            member = tree->parent[member];
        tree->from[member] = tree->from[cycle];
        tree->into[member] = tree->into[cycle];
    }
}

void dgm_tree_decode(dgm_tree *tree, const float *scores, size_t stride, uint32_t n, uint16_t *out_heads) {
    tree->n_words = n;
    take_best_heads(tree, scores, stride);
    if (!is_tree(tree)) {
        start_growing(tree);
        for (uint16_t i = 0; i < n; i++) {
            if (tree->state[tree->owner[i]] == NODE_FRESH)
                grow_from(tree, i);
        }
        expand_cycles(tree);
    }
    for (uint32_t i = 0; i < n; i++)
        out_heads[i] = tree->from[i] == n ? (uint16_t)i : tree->from[i];
}
