/* The best of a row of scores against a plain loop, ties and NaN included; arrays that grow. */
#include "unit.h"

#include <math.h>

#include "model/heads.h"

static uint64_t state = 1181783497276652981u;

static uint32_t draw(uint32_t below) {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (uint32_t)((state >> 33) % below);
}

static uint32_t best_by_looking(const float *scores, uint32_t n) {
    uint32_t best = 0;
    float highest = -INFINITY;
    for (uint32_t i = 0; i < n; i++) {
        if (scores[i] > highest) {
            highest = scores[i];
            best = i;
        }
    }
    return best;
}

static void best_is_the_first_of_the_highest(void **unused) {
    (void)unused;
    float scores[100];
    for (uint32_t trial = 0; trial < 20000; trial++) {
        uint32_t n = 1 + draw(100), n_values = trial % 2 ? 3 : 1000;
        for (uint32_t i = 0; i < n; i++)
            scores[i] = trial % 4 == 3 && draw(5) == 0 ? NAN : (float)draw(n_values) - 2;
        assert_int_equal(dgm_best_label(scores, n), best_by_looking(scores, n));
    }
    for (uint32_t i = 0; i < 40; i++)
        scores[i] = NAN;
    assert_int_equal(dgm_best_label(scores, 40), 0);
    assert_int_equal(dgm_best_label(scores, 0), 0);
}

static void arrays_grow_and_keep(void **unused) {
    (void)unused;
    dgm_arena arena;
    void *array = NULL;
    uint32_t capacity = 0;
    dgm_arena_open(&arena, 1 << 20);
    for (uint32_t n = 0; n < 3000; n++) {
        assert_int_equal(dgm_grow(&arena, &array, n, &capacity, n + 1, sizeof(uint32_t), NULL), DGM_OK);
        ((uint32_t *)array)[n] = n;
    }
    for (uint32_t n = 0; n < 3000; n++)
        assert_int_equal(((uint32_t *)array)[n], n);
    void *before = array;
    assert_int_equal(dgm_grow(&arena, &array, 3000, &capacity, 1 << 24, sizeof(uint32_t), NULL),
                     DGM_ERR_MEMORY);
    assert_ptr_equal(array, before);
    dgm_arena_close(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(best_is_the_first_of_the_highest),
        cmocka_unit_test(arrays_grow_and_keep),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
