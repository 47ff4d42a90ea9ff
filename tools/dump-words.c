/* dump-words.c - prints the words that the library cuts, for training and for looking.
 *
 *   dump-words VOCAB FILE...
 *
 * One JSON line a file: {"path": ..., "words": [[start, end, flags, feature, [piece, ...]], ...]}, with byte
 * offsets into the file. Training reads its texts through this program, so that the model learns from exactly
 * the words it will be given. */
#include <stdio.h>

#include "article/article.h"
#include "dump.h"
#include "input/file.h"
#include "text/words.h"

static void print_words(const char *path, const dgm_article *article, const dgm_words *words) {
    fputs("{\"path\":", stdout);
    print_string(path);
    fputs(",\"words\":[", stdout);
    for (uint32_t i = 0; i < words->n_words; i++) {
        const dgm_word *word = &words->words[i];
        dgm_range source = dgm_article_source(article, word->text);
        printf("%s[%u,%u,%u,%u,[", i ? "," : "", source.start, source.end, word->flags, word->feature);
        for (uint32_t p = 0; p < word->n_pieces; p++)
            printf("%s%u", p ? "," : "", words->pieces[word->piece + p]);
        fputs("]]", stdout);
    }
    fputs("]}\n", stdout);
}

static int dump(const char *path, const dgm_vocab *vocab, dgm_arena *arena) {
    dgm_view bytes = {NULL, 0};
    dgm_article article;
    dgm_words words;
    dgm_error error = {0};
    dgm_arena_reset(arena);
    dgm_status status = dgm_input_read(path, 0, &bytes, &error);
    if (status == DGM_OK)
        status = dgm_article_read(bytes, arena, &article, &error);
    if (status == DGM_OK)
        status = dgm_words_read(&article, vocab, arena, &words, &error);
    if (status == DGM_OK)
        print_words(path, &article, &words);
    else
        fprintf(stderr, "dump-words: %s: %s (byte %llu)\n", path, error.text, (unsigned long long)error.byte);
    dgm_input_free(bytes);
    return status != DGM_OK;
}

int main(int argc, char **argv) {
    if (argc < 3) {
        fputs("usage: dump-words VOCAB FILE...\n", stderr);
        return 2;
    }
    dgm_view lines = {NULL, 0};
    dgm_vocab *vocab = NULL;
    dgm_error error = {0};
    if (dgm_input_read(argv[1], 0, &lines, &error) != DGM_OK ||
        dgm_vocab_new(lines, &vocab, &error) != DGM_OK) {
        fprintf(stderr, "dump-words: %s: %s\n", argv[1], error.text);
        dgm_input_free(lines);
        return 1;
    }
    dgm_arena arena;
    dgm_arena_open(&arena, 0);
    int failed = 0;
    for (int i = 2; i < argc; i++)
        failed |= dump(argv[i], vocab, &arena);
    dgm_arena_close(&arena);
    dgm_vocab_free(vocab);
    dgm_input_free(lines);
    return failed;
}
