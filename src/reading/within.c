/* within.c - statements are laid over the words from the longest to the shortest that nests in it. */
#include "reading/within.h"

enum { DEEP = 64 }; /* as far as parents are followed */

/* Whether `outer` is `inner` or one of those around it. */
static bool holds(const dgm_statements *all, uint32_t outer, uint32_t inner) {
    for (uint32_t i = 0; i < DEEP && inner != DGM_NOBODY; i++) {
        if (inner == outer)
            return true;
        inner = all->items[inner].parent;
    }
    return false;
}

const uint32_t *dgm_within_statements(const dgm_tagged *t, const dgm_statements *statements,
                                      dgm_arena *arena) {
    uint32_t *owner = dgm_arena_array(arena, uint32_t, t->words->n_words);
    if (!owner)
        return NULL;
    memset(owner, 0xff, t->words->n_words * sizeof(*owner));
    for (uint32_t s = 0; s < statements->count; s++)
        for (uint32_t i = 0; i < statements->items[s].n_content; i++) {
            dgm_range words = dgm_tagged_words(t, statements->items[s].content[i]);
            for (uint32_t w = words.start; w < words.end; w++)
                if (owner[w] == DGM_NOBODY || !holds(statements, s, owner[w]))
                    owner[w] = s;
        }
    return owner;
}
