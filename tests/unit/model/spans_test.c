/* The span decoder against all valid sequences of short sentences. */
#include "unit.h"

#include <math.h>
#include <stdbool.h>

#include "model/spans.h"

static uint64_t state = 362436069u;

static uint32_t draw(uint32_t below) {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (uint32_t)((state >> 33) % below);
}

static bool is_valid(const uint8_t *labels, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) {
        bool inside = labels[i] > 0 && labels[i] % 2 == 0;
        if (inside && (i == 0 || (labels[i - 1] != labels[i] && labels[i - 1] + 1 != labels[i])))
            return false;
    }
    return true;
}

static float sum_of(const float *scores, size_t stride, const uint8_t *labels, uint32_t n, float bias) {
    float sum = 0;
    for (uint32_t i = 0; i < n; i++)
        sum += scores[i * stride + labels[i]] + (labels[i] == 0 ? bias : 0);
    return sum;
}

static float best_by_trying(const float *scores, size_t stride, uint32_t n, uint32_t n_labels, float bias) {
    uint8_t labels[8] = {0};
    float best = -INFINITY;
    for (;;) {
        float sum = sum_of(scores, stride, labels, n, bias);
        if (is_valid(labels, n) && sum > best)
            best = sum;
        uint32_t i = 0;
        while (i < n && ++labels[i] == n_labels)
            labels[i++] = 0;
        if (i == n)
            return best;
    }
}

static void finds_the_best_valid_sequence(void **unused) {
    (void)unused;
    float scores[8 * 16];
    uint8_t back[8 * 16], labels[8];
    for (uint32_t trial = 0; trial < 3000; trial++) {
        uint32_t n_labels = 3 + 2 * draw(4), n = 1 + draw(n_labels == 3 ? 8 : n_labels == 5 ? 5 : 4);
        float bias = (float)draw(9) / 4 - 1;
        for (uint32_t i = 0; i < n * 16; i++)
            scores[i] = (float)draw(trial % 2 ? 5 : 200) / 8 - 3;
        dgm_spans_decode(scores, 16, n, n_labels, bias, back, labels);
        assert_true(is_valid(labels, n));
        float best = best_by_trying(scores, 16, n, n_labels, bias);
        assert_true(sum_of(scores, 16, labels, n, bias) == best);
    }
}

static void ties_go_to_the_lower_label(void **unused) {
    (void)unused;
    const float scores[4 * 3] = {0};
    uint8_t back[4 * 3], labels[4] = {9, 9, 9, 9};
    dgm_spans_decode(scores, 3, 4, 3, 0, back, labels);
    for (uint32_t i = 0; i < 4; i++)
        assert_int_equal(labels[i], 0);
}

static void any_numbers_give_a_valid_sequence(void **unused) {
    (void)unused;
    const float strange[] = {NAN, INFINITY, -INFINITY, 0, 1e38f, -1e38f};
    static float scores[500 * 9];
    static uint8_t back[500 * 9], labels[500];
    for (uint32_t trial = 0; trial < 60; trial++) {
        for (uint32_t i = 0; i < 500 * 9; i++)
            scores[i] = strange[trial < 6 ? trial : draw(6)];
        dgm_spans_decode(scores, 9, 500, 9, 0, back, labels);
        assert_true(is_valid(labels, 500));
    }
}

static void no_words_are_fine(void **unused) {
    (void)unused;
    dgm_spans_decode(NULL, 9, 0, 9, 0, NULL, NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_the_best_valid_sequence),
        cmocka_unit_test(ties_go_to_the_lower_label),
        cmocka_unit_test(any_numbers_give_a_valid_sequence),
        cmocka_unit_test(no_words_are_fine),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
