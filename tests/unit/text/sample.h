/* sample.h - words of a text in one line, for tests of src/text.
 *
 * The paragraphs are the lines of the text; double quotation marks are paired within a line. Words are
 * printed with a space between them, "+" between the words of one token, and "/ " where a sentence likely
 * starts. */
#ifndef DGM_TESTS_UNIT_TEXT_SAMPLE_H
#define DGM_TESTS_UNIT_TEXT_SAMPLE_H

#include "unit.h"

#include <stdio.h>

#include "text/words.h"

enum { SAMPLE_MOST = 64 };

typedef struct sample {
    dgm_arena arena;
    dgm_vocab *vocab;
    dgm_paragraph paragraphs[SAMPLE_MOST];
    dgm_quote quotes[SAMPLE_MOST];
    dgm_article article;
    dgm_words words;
} sample;

static const char sample_pieces[] =
    "[UNK]\n[CLS]\n[SEP]\nbank\n##s\nun\n##aff\n##able\na\nb\nc\n##b\n##c\n.\n,\n'\n"
    "cafe\nstrasse\nstraße\n$\n-\nn\nt\n\xE4\xB8\xAD\n1\n##2\n";

static inline void sample_quotes(sample *s, dgm_view text, dgm_range line) {
    dgm_quote *open = NULL;
    for (uint32_t i = line.start; i < line.end; i++) {
        if (text.data[i] != '"')
            continue;
        if (open != NULL) {
            open->close = (dgm_range){i, i + 1};
            open = NULL;
            continue;
        }
        assert_true(s->article.n_quotes < SAMPLE_MOST);
        open = &s->quotes[s->article.n_quotes++];
        *open = (dgm_quote){{i, i + 1}, {line.end, line.end}};
    }
}

static inline void sample_open(sample *s, dgm_view text) {
    memset(s, 0, sizeof *s);
    dgm_arena_open(&s->arena, 0);
    assert_int_equal(dgm_vocab_new(dgm_view_of(sample_pieces), &s->vocab, NULL), DGM_OK);
    s->article.text = text;
    s->article.paragraphs = s->paragraphs;
    s->article.quotes = s->quotes;
    for (uint32_t start = 0; start < text.size;) {
        const char *newline = memchr(text.data + start, '\n', text.size - start);
        dgm_range line = {start, newline ? (uint32_t)(newline - text.data) : (uint32_t)text.size};
        assert_true(s->article.n_paragraphs < SAMPLE_MOST);
        if (line.end > line.start)
            s->paragraphs[s->article.n_paragraphs++].text = line;
        sample_quotes(s, text, line);
        start = line.end + 1;
    }
    assert_int_equal(dgm_words_read(&s->article, s->vocab, &s->arena, &s->words, NULL), DGM_OK);
}

static inline void sample_close(sample *s) {
    dgm_vocab_free(s->vocab);
    dgm_arena_close(&s->arena);
}

/* All words of `text` as the head of this file says. */
static inline void sample_line(const char *text, char *out, size_t room) {
    static sample s;
    sample_open(&s, dgm_view_of(text));
    size_t n = 0;
    for (uint32_t i = 0; i < s.words.n_words; i++) {
        const dgm_word *word = &s.words.words[i];
        const char *before = word->flags & DGM_WORD_JOINED ? "+" : i == 0 ? "" : " ";
        const char *starts = word->flags & DGM_WORD_BREAK && i > 0 ? "/ " : "";
        n += (size_t)snprintf(out + n, room - n, "%s%s%.*s", before, starts,
                              (int)(word->text.end - word->text.start), text + word->text.start);
        assert_true(n < room);
    }
    out[n] = '\0';
    sample_close(&s);
}

/* Fails unless the words of `text` are `expected`. */
static inline void expect_words(const char *text, const char *expected) {
    char line[4096] = "";
    sample_line(text, line, sizeof line);
    assert_string_equal(line, expected);
}

#endif
