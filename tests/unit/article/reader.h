/* reader.h - reads a text into an article for a test, and looks at what came out. */
#ifndef DGM_TESTS_ARTICLE_READER_H
#define DGM_TESTS_ARTICLE_READER_H

#include <stdio.h>

#include "article/article.h"

#include "unit.h"

typedef struct reader {
    dgm_arena arena;
    dgm_view input;
    dgm_article article;
} reader;

static inline reader read_bytes(dgm_view input) {
    reader made = {.input = input};
    dgm_error err = {0};
    dgm_arena_open(&made.arena, (size_t)64 << 20);
    if (dgm_article_read(input, &made.arena, &made.article, &err) != DGM_OK)
        fail_msg("not read: %s", err.text);
    return made;
}

static inline reader read_text(const char *text) {
    return read_bytes(dgm_view_of(text));
}

static inline void reader_close(reader *made) {
    dgm_arena_close(&made->arena);
}

static inline void assert_view(dgm_view view, const char *expected) {
    if (!dgm_view_equal(view, dgm_view_of(expected)))
        fail_msg("\"%.*s\" is not \"%s\"", (int)view.size, view.data, expected);
}

/* Text of the article. */
static inline dgm_view text_of(const reader *made, dgm_range range) {
    return dgm_view_sub(made->article.text, range);
}

/* The bytes of the input that a stretch of text was read from. */
static inline dgm_view source_of(const reader *made, dgm_range range) {
    return dgm_view_sub(made->input, dgm_article_source(&made->article, range));
}

/* Where `needle` stands in the article's text; it must. */
static inline dgm_range find_text(const reader *made, const char *needle) {
    size_t size = strlen(needle);
    for (size_t at = 0; at + size <= made->article.text.size; at++)
        if (memcmp(made->article.text.data + at, needle, size) == 0)
            return (dgm_range){(uint32_t)at, (uint32_t)(at + size)};
    fail_msg("\"%s\" is not in the text \"%.*s\"", needle, (int)made->article.text.size,
             made->article.text.data);
    return (dgm_range){0, 0};
}

#endif
