/* view.h - stretches of bytes that belong to somebody else, and ranges of positions.
 *
 * A view is a pointer and a length; it never owns and is never assumed to end in
 * NUL. A range is [start, end) in bytes or in words, as its holder says. */
#ifndef DGM_BASE_VIEW_H
#define DGM_BASE_VIEW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct dgm_view {
    const char *data;
    size_t size;
} dgm_view;

typedef struct dgm_range {
    uint32_t start, end; /* end exclusive */
} dgm_range;

/* A view of a string literal. */
#define DGM_VIEW(literal) ((dgm_view){(literal), sizeof(literal) - 1})

static inline dgm_view dgm_view_of(const char *string) {
    return (dgm_view){string, string ? strlen(string) : 0};
}

static inline dgm_view dgm_view_sub(dgm_view view, dgm_range range) {
    return (dgm_view){view.data + range.start, range.end - range.start};
}

static inline bool dgm_view_equal(dgm_view a, dgm_view b) {
    return a.size == b.size && (a.size == 0 || memcmp(a.data, b.data, a.size) == 0);
}

/* By bytes, the shorter of two that begin alike first: below, equal to or above 0. */
static inline int dgm_view_compare(dgm_view a, dgm_view b) {
    size_t shared = a.size < b.size ? a.size : b.size;
    int order = shared ? memcmp(a.data, b.data, shared) : 0;
    return order ? order : (a.size > b.size) - (a.size < b.size);
}

static inline bool dgm_range_overlaps(dgm_range a, dgm_range b) {
    return a.start < b.end && b.start < a.end;
}

#endif
