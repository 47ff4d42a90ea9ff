/* arena_test.c - alignment, zeros, limits, and that a reset makes a document's fate its own. */
#include "base/arena.h"

#include "unit.h"

static void pieces_are_aligned_zeroed_and_apart(void **state) {
    (void)state;
    dgm_arena arena;
    dgm_arena_open(&arena, 0);
    for (int round = 0; round < 3; round++) {
        char *before = NULL;
        for (size_t size = 0; size < 3000; size += 7) {
            char *piece = dgm_arena_alloc(&arena, size);
            assert_non_null(piece);
            assert_int_equal((uintptr_t)piece % 64, 0);
            assert_ptr_not_equal(piece, before);
            for (size_t i = 0; i < size; i++)
                assert_int_equal(piece[i], 0);
            memset(piece, 0x5A, size);
            before = piece;
        }
        dgm_arena_reset(&arena);
    }
    dgm_arena_close(&arena);
    assert_int_equal(arena.held, 0);
}

static void limit_is_kept_to_the_byte_step(void **state) {
    (void)state;
    dgm_arena arena;
    dgm_arena_open(&arena, 1024);
    assert_non_null(dgm_arena_alloc(&arena, 960));
    assert_null(dgm_arena_alloc(&arena, 65));
    assert_non_null(dgm_arena_alloc(&arena, 64));
    assert_null(dgm_arena_alloc(&arena, 1));
    assert_null(dgm_arena_alloc(&arena, 0));
    dgm_arena_reset(&arena);
    assert_non_null(dgm_arena_alloc(&arena, 1024));
    dgm_arena_close(&arena);
}

static void limit_heeds_no_earlier_document(void **state) {
    (void)state;
    dgm_arena arena;
    size_t limit = (size_t)8 << 20;
    dgm_arena_open(&arena, limit);
    for (int i = 0; i < 200; i++) /* many small blocks */
        assert_non_null(dgm_arena_alloc(&arena, 40000));
    dgm_arena_reset(&arena);
    assert_non_null(dgm_arena_alloc(&arena, limit)); /* one large one */
    dgm_arena_reset(&arena);
    for (int i = 0; i < 200; i++)
        assert_non_null(dgm_arena_alloc(&arena, 40000));
    dgm_arena_close(&arena);
}

static void second_document_costs_no_memory(void **state) {
    (void)state;
    dgm_arena arena;
    dgm_arena_open(&arena, 0);
    for (int document = 0; document < 2; document++) {
        for (int i = 0; i < 100; i++)
            assert_non_null(dgm_arena_alloc(&arena, 30000));
        dgm_arena_reset(&arena);
    }
    size_t held = arena.held;
    for (int i = 0; i < 100; i++)
        assert_non_null(dgm_arena_alloc(&arena, 30000));
    assert_int_equal(arena.held, held);
    dgm_arena_close(&arena);
}

static void sizes_beyond_reason_fail(void **state) {
    (void)state;
    dgm_arena arena;
    dgm_arena_open(&arena, 0);
    assert_null(dgm_arena_alloc(&arena, SIZE_MAX));
    assert_null(dgm_arena_alloc(&arena, SIZE_MAX / 2 + 1));
    assert_null(dgm_arena_array(&arena, uint64_t, SIZE_MAX / 8 + 2));
    assert_non_null(dgm_arena_array(&arena, uint64_t, 10));
    dgm_arena_close(&arena);
}

static void copy_is_equal_and_elsewhere(void **state) {
    (void)state;
    dgm_arena arena;
    dgm_arena_open(&arena, 128);
    dgm_view copy = dgm_arena_copy(&arena, DGM_VIEW("Nairobi"));
    assert_true(dgm_view_equal(copy, DGM_VIEW("Nairobi")));
    assert_non_null(dgm_arena_copy(&arena, (dgm_view){NULL, 0}).data);
    assert_null(dgm_arena_copy(&arena, DGM_VIEW("no room is left for this")).data);
    dgm_arena_close(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pieces_are_aligned_zeroed_and_apart),
        cmocka_unit_test(limit_is_kept_to_the_byte_step),
        cmocka_unit_test(limit_heeds_no_earlier_document),
        cmocka_unit_test(second_document_costs_no_memory),
        cmocka_unit_test(sizes_beyond_reason_fail),
        cmocka_unit_test(copy_is_equal_and_elsewhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
