/* arena.h - one region of memory a document, with a limit, given back all at once.
 *
 * Memory is kept over a reset, so that the second document costs no allocation.
 * The limit counts what was asked for since the reset (in steps of 64 bytes), so
 * whether a document fits never depends on the documents read before it.
 * Not for sharing: one arena belongs to one thread. */
#ifndef DGM_BASE_ARENA_H
#define DGM_BASE_ARENA_H

#include "base/status.h"
#include "base/view.h"

typedef struct dgm_arena {
    struct dgm_arena_block *current; /* where the next bytes come from; the others hang on it */
    size_t used;                     /* bytes given out since the reset */
    size_t held;                     /* bytes of all blocks */
    size_t limit;                    /* of `used`; 0: none */
} dgm_arena;

void dgm_arena_open(dgm_arena *arena, size_t limit);
void dgm_arena_reset(dgm_arena *arena);
void dgm_arena_close(dgm_arena *arena);

/* `size` bytes, zeroed, aligned to 64; NULL when the limit or memory is reached. A size of 0 gives a valid
 * pointer. */
void *dgm_arena_alloc(dgm_arena *arena, size_t size);

/* An array of `count` values of `type`, zeroed; NULL as above, also when the product overflows. */
void *dgm_arena_array_(dgm_arena *arena, size_t count, size_t size);
#define dgm_arena_array(arena, type, count) ((type *)dgm_arena_array_((arena), (count), sizeof(type)))

/* A copy of `view` in the arena; data is NULL on failure. */
dgm_view dgm_arena_copy(dgm_arena *arena, dgm_view view);

#endif
