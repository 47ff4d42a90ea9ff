/* The tree decoder against all trees of short sentences, and its promise - always a tree, always one root -
 * on long ones and on numbers that are none. */
#include "unit.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "model/tree.h"

static uint64_t state = 88172645463325252u;

static uint32_t draw(uint32_t below) {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (uint32_t)((state >> 33) % below);
}

/* heads[i] == i marks the root. */
static bool is_tree(const uint16_t *heads, uint32_t n) {
    uint32_t n_roots = 0;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t at = i, steps = 0;
        n_roots += heads[i] == i;
        while (heads[at] != at && steps++ <= n) {
            if (heads[at] >= n)
                return false;
            at = heads[at];
        }
        if (steps > n)
            return false;
    }
    return n_roots == 1;
}

static double weight_of(const float *scores, size_t stride, const uint16_t *heads, uint32_t n) {
    double sum = 0;
    for (uint32_t i = 0; i < n; i++)
        sum += (double)scores[i * stride + (heads[i] == i ? n : heads[i])];
    return sum;
}

/* The best weight of all n^n choices of heads that are trees with one root. */
static double best_by_trying(const float *scores, size_t stride, uint32_t n) {
    uint16_t heads[8] = {0};
    double best = -INFINITY;
    for (;;) {
        if (is_tree(heads, n)) {
            double weight = weight_of(scores, stride, heads, n);
            best = weight > best ? weight : best;
        }
        uint32_t i = 0;
        while (i < n && ++heads[i] == n)
            heads[i++] = 0;
        if (i == n)
            return best;
    }
}

/* Scores of few values give ties and cycles; a bonus for the root asks for several roots. */
static void fill(float *scores, size_t stride, uint32_t n, uint32_t n_values, float root_bonus) {
    for (uint32_t i = 0; i < n; i++) {
        for (uint32_t j = 0; j <= n; j++)
            scores[i * stride + j] = (float)draw(n_values) / 8 + (j == n ? root_bonus : 0);
        scores[i * stride + i] = 1000; /* must not be looked at */
    }
}

static void short_sentences_get_the_best_tree(void **unused) {
    (void)unused;
    dgm_tree *tree = dgm_tree_new();
    float scores[8 * 16];
    uint16_t heads[8];
    const uint32_t trials[] = {0, 20, 200, 2000, 2000, 1000, 200, 12};
    for (uint32_t n = 1; n <= 7; n++) {
        for (uint32_t t = 0; t < trials[n]; t++) {
            float bonus = (float)draw(3) * 20 - 20;
            fill(scores, 16, n, t % 2 ? 6 : 1000, bonus);
            dgm_tree_decode(tree, scores, 16, n, heads);
            assert_true(is_tree(heads, n));
            assert_true(weight_of(scores, 16, heads, n) == best_by_trying(scores, 16, n));
        }
    }
    dgm_tree_free(tree);
}

/* Pairs that prefer each other, pairs of pairs that do, and so on: contractions within contractions. */
static void nested_cycles_open(void **unused) {
    (void)unused;
    dgm_tree *tree = dgm_tree_new();
    const uint32_t n = 256;
    float *scores = calloc(n * (n + 1), sizeof(float));
    uint16_t heads[256];
    for (uint32_t i = 0; i < n; i++) {
        for (uint32_t j = 0; j < n; j++) {
            uint32_t level = 0;
            while (i >> level != j >> level)
                level++;
            scores[i * (n + 1) + j] = 100.0f - 10.0f * (float)level + (float)draw(8) / 8;
        }
    }
    dgm_tree_decode(tree, scores, n + 1, n, heads);
    assert_true(is_tree(heads, n));
    free(scores);
    dgm_tree_free(tree);
}

static void any_numbers_give_a_tree(void **unused) {
    (void)unused;
    const float strange[] = {NAN, INFINITY, -INFINITY, 0, -0.0f, 1e38f, -1e38f, 1};
    dgm_tree *tree = dgm_tree_new();
    size_t stride = DGM_TREE_MAX + 1;
    float *scores = malloc(DGM_TREE_MAX * stride * sizeof(float));
    uint16_t heads[DGM_TREE_MAX], again[DGM_TREE_MAX];
    for (uint32_t trial = 0; trial < 120; trial++) {
        uint32_t n = trial < 8 ? DGM_TREE_MAX : 1 + draw(60);
        for (uint32_t i = 0; i < n * stride; i++) {
            if (trial < 8)
                scores[i] = strange[trial];
            else if (trial % 4 == 0)
                scores[i] = strange[draw(8)];
            else
                scores[i] = (float)draw(trial % 2 ? 4 : 1 << 20) / 16;
        }
        dgm_tree_decode(tree, scores, stride, n, heads);
        assert_true(is_tree(heads, n));
        dgm_tree_decode(tree, scores, stride, n, again);
        assert_memory_equal(heads, again, n * sizeof(*heads));
    }
    free(scores);
    dgm_tree_free(tree);
}

static void freeing_nothing_is_fine(void **unused) {
    (void)unused;
    dgm_tree_free(NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(short_sentences_get_the_best_tree),
        cmocka_unit_test(nested_cycles_open),
        cmocka_unit_test(any_numbers_give_a_tree),
        cmocka_unit_test(freeing_nothing_is_fine),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
