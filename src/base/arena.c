/* arena.c - memory in blocks, each filled from the front.
 *
 * Blocks form a list with the one in use at its head. A block that is full stays
 * behind. A reset melts several blocks into one of their total size, so that a
 * thread soon reads every document in one block that is never given back.
 * Under the address sanitizer all that was not given out is poisoned, and 64 bytes
 * stay free behind each piece: a step too far is seen as it is with malloc. */
#include "base/arena.h"

#include <stdlib.h>

#define ALIGNMENT 64
#define BLOCK_MIN ((size_t)64 << 10)
#define BLOCK_MAX ((size_t)1 << 20) /* growth stops here; larger requests get a block of their own */

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#endif

#ifdef SANITIZED
#include <sanitizer/asan_interface.h>
#define RED_ZONE ALIGNMENT
#else
#define RED_ZONE 0
#define ASAN_POISON_MEMORY_REGION(address, size) ((void)(address), (void)(size))
#define ASAN_UNPOISON_MEMORY_REGION(address, size) ((void)(address), (void)(size))
#endif

typedef struct dgm_arena_block {
    struct dgm_arena_block *next;
    size_t size, used; /* of the bytes that follow the header */
} block;

_Static_assert(sizeof(block) <= ALIGNMENT, "the header fills one step of alignment");

static char *bytes_of(block *b) {
    return (char *)b + ALIGNMENT;
}

static size_t room_in(const block *b) {
    return b ? b->size - b->used : 0;
}

static block *new_block(dgm_arena *arena, size_t size) {
    block *b = size > SIZE_MAX - ALIGNMENT ? NULL : aligned_alloc(ALIGNMENT, ALIGNMENT + size);
    if (!b)
        return NULL;
    *b = (block){.size = size};
    ASAN_POISON_MEMORY_REGION(bytes_of(b), size);
    arena->held += size;
    return b;
}

static void free_block(dgm_arena *arena, block *b) {
    arena->held -= b->size;
    ASAN_UNPOISON_MEMORY_REGION(bytes_of(b), b->size);
    free(b);
}

/* A block with `size` bytes of room, put where the next request finds the most room. */
static block *add_block(dgm_arena *arena, size_t size) {
    size_t grown = arena->held < BLOCK_MIN ? BLOCK_MIN : arena->held > BLOCK_MAX ? BLOCK_MAX : arena->held;
    block *b = new_block(arena, size > grown ? size : grown);
    if (!b)
        return NULL;
    block *head = arena->current;
    if (room_in(head) > b->size - size) {
        b->next = head->next;
        head->next = b;
    } else {
        b->next = head;
        arena->current = b;
    }
    return b;
}

void dgm_arena_open(dgm_arena *arena, size_t limit) {
    *arena = (dgm_arena){.limit = limit};
}

void dgm_arena_close(dgm_arena *arena) {
    while (arena->current) {
        block *b = arena->current;
        arena->current = b->next;
        free_block(arena, b);
    }
    arena->used = 0;
}

void dgm_arena_reset(dgm_arena *arena) {
    size_t held = arena->held;
    arena->used = 0;
    if (arena->current && arena->current->next) {
        dgm_arena_close(arena);
        arena->current = new_block(arena, held); /* no memory: as good as new */
    } else if (arena->current) {
        arena->current->used = 0;
        ASAN_POISON_MEMORY_REGION(bytes_of(arena->current), arena->current->size);
    }
}

void *dgm_arena_alloc(dgm_arena *arena, size_t size) {
    if (size > SIZE_MAX / 2)
        return NULL;
    size_t step = size == 0 ? ALIGNMENT : (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    if (arena->limit != 0 && (arena->used > arena->limit || step > arena->limit - arena->used))
        return NULL;
    block *b = arena->current;
    if (room_in(b) < step + RED_ZONE)
        b = add_block(arena, step + RED_ZONE);
    if (!b)
        return NULL;
    char *piece = bytes_of(b) + b->used;
    b->used += step + RED_ZONE;
    arena->used += step;
    ASAN_UNPOISON_MEMORY_REGION(piece, size);
    return memset(piece, 0, size);
}

void *dgm_arena_array_(dgm_arena *arena, size_t count, size_t size) {
    if (size != 0 && count > SIZE_MAX / size)
        return NULL;
    return dgm_arena_alloc(arena, count * size);
}

dgm_view dgm_arena_copy(dgm_arena *arena, dgm_view view) {
    char *data = dgm_arena_alloc(arena, view.size);
    if (data && view.size > 0)
        memcpy(data, view.data, view.size);
    return (dgm_view){data, data ? view.size : 0};
}
