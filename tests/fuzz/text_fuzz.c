/* text_fuzz.c - any bytes as a text file: decoded, repaired, cut into parts and into words.
 *
 * Beyond not crashing, the reading has to keep its promises: ranges lie inside the
 * text and in order, the text is valid UTF-8, every stretch of it leads back to bytes
 * of the input; words stand in order, each with its pieces. */
#include "article/article.h"
#include "base/utf8.h"
#include "text/words.h"

#include "fuzz.h"

static void check_range(const dgm_article *article, dgm_range text, size_t input) {
    MUST(text.start <= text.end && text.end <= article->text.size);
    dgm_range source = dgm_article_source(article, text);
    MUST(source.start <= source.end && source.end <= input);
}

static void check_text(dgm_view text) {
    for (size_t at = 0; at < text.size;) {
        uint32_t size = 0;
        MUST(dgm_utf8_read(text, at, &size) != DGM_UTF8_BAD);
        at += size;
    }
}

static void check_lists(const dgm_article *article, size_t input) {
    uint32_t end = 0;
    for (uint32_t i = 0; i < article->n_parts; i++) {
        MUST(article->parts[i].text.start >= end);
        MUST(*dgm_part_name(article->parts[i].role) != '\0');
        check_range(article, article->parts[i].text, input);
        end = article->parts[i].text.end;
    }
    end = 0;
    for (uint32_t i = 0; i < article->n_paragraphs; i++) {
        MUST(article->paragraphs[i].text.start >= end);
        check_range(article, article->paragraphs[i].text, input);
        end = article->paragraphs[i].text.end;
    }
    end = 0;
    for (uint32_t i = 0; i < article->n_quotes; i++) {
        const dgm_quote *quote = &article->quotes[i];
        MUST(quote->open.start >= end && quote->open.end <= quote->close.start);
        check_range(article, quote->open, input);
        check_range(article, quote->close, input);
        end = quote->close.end;
    }
    for (uint32_t i = 0; i < article->n_repairs; i++) {
        const dgm_repair *repair = &article->repairs[i];
        MUST(repair->source.start <= repair->source.end && repair->source.end <= input);
        MUST(i == 0 || repair->source.start >= repair[-1].source.start);
        MUST(*dgm_repair_name(repair->kind) != '\0');
        check_text(repair->read_as);
    }
}

/* Sources never run backwards: the byte after a byte was read from the same place or a later one. */
static void check_runs(const dgm_article *article, size_t input) {
    uint32_t before = 0;
    for (uint32_t at = 0; at < article->text.size; at++) {
        dgm_range source = dgm_article_source(article, (dgm_range){at, at + 1});
        MUST(source.start >= before && source.end <= input);
        before = source.start;
    }
}

/* Enough of a vocabulary for pieces of all kinds: special ones, letters, a word, a later piece. */
static const char vocabulary[] =
    "[PAD]\n[UNK]\n[CLS]\n[SEP]\na\nb\nthe\nsaid\nunion\nwe\n##s\n##n\n##ing\n.\n,\n\"\n'\n-\n";

static void check_words(const dgm_article *article, const dgm_words *words) {
    uint32_t end = 0, piece = 0;
    for (uint32_t i = 0; i < words->n_words; i++) {
        const dgm_word *word = &words->words[i];
        MUST(word->text.start >= end && word->text.start < word->text.end);
        MUST(word->text.end <= article->text.size);
        MUST(word->piece == piece && word->n_pieces >= 1 && word->n_pieces <= DGM_WORD_MOST_PIECES);
        MUST(word->feature < 64);
        end = word->text.end;
        piece += word->n_pieces;
    }
    MUST(piece == words->n_pieces);
}

static void read_words(const dgm_article *article, dgm_arena *arena) {
    static dgm_vocab *vocab;
    if (!vocab)
        MUST(dgm_vocab_new(DGM_VIEW(vocabulary), &vocab, NULL) == DGM_OK);
    dgm_words words;
    MUST(dgm_words_read(article, vocab, arena, &words, NULL) == DGM_OK);
    check_words(article, &words);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    dgm_arena arena;
    dgm_arena_open(&arena, (size_t)256 << 20);
    dgm_article article;
    dgm_error err = {0};
    dgm_status status = dgm_article_read((dgm_view){(const char *)data, size}, &arena, &article, &err);
    if (status == DGM_OK) {
        check_text(article.text);
        check_lists(&article, size);
        check_runs(&article, size);
        read_words(&article, &arena);
    } else {
        MUST(err.code == status && err.byte <= size && err.text[0] != '\0');
    }
    dgm_arena_close(&arena);
    return 0;
}
