/* dump-words.c - prints the words that the library cuts, for training and for looking.
 *
 *   dump-words VOCAB FILE...
 *
 * One JSON line a file: {"path": ..., "words": [[start, end, flags, feature, [piece, ...]], ...]}, with byte
 * offsets into the file. Training reads its texts through this program, so that the model learns from exactly
 * the words it will be given. */
#include <stdio.h>
#include <stdlib.h>

#include "article/article.h"
#include "text/words.h"

/* The whole file, to be freed, or NULL. */
static char *read_file(const char *path, size_t *out_size) {
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        return NULL;
    size_t size = 0, room = 1 << 16;
    char *bytes = malloc(room);
    while (bytes != NULL) {
        size += fread(bytes + size, 1, room - size, file);
        if (size < room)
            break;
        room *= 2;
        char *more = realloc(bytes, room);
        if (more == NULL)
            free(bytes);
        bytes = more;
    }
    fclose(file);
    *out_size = size;
    return bytes;
}

static void print_string(const char *text) {
    putchar('"');
    for (; *text; text++) {
        if (*text == '"' || *text == '\\')
            printf("\\%c", *text);
        else if ((unsigned char)*text < ' ')
            printf("\\u%04x", *text);
        else
            putchar(*text);
    }
    putchar('"');
}

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
    size_t size = 0;
    char *bytes = read_file(path, &size);
    if (bytes == NULL) {
        fprintf(stderr, "dump-words: %s: cannot be read\n", path);
        return 1;
    }
    dgm_article article;
    dgm_words words;
    dgm_error error = {0};
    dgm_arena_reset(arena);
    dgm_status status = dgm_article_read((dgm_view){bytes, size}, arena, &article, &error);
    if (status == DGM_OK)
        status = dgm_words_read(&article, vocab, arena, &words, &error);
    if (status == DGM_OK)
        print_words(path, &article, &words);
    else
        fprintf(stderr, "dump-words: %s: %s (byte %llu)\n", path, error.text, (unsigned long long)error.byte);
    free(bytes);
    return status != DGM_OK;
}

int main(int argc, char **argv) {
    if (argc < 3) {
        fputs("usage: dump-words VOCAB FILE...\n", stderr);
        return 2;
    }
    size_t size = 0;
    char *lines = read_file(argv[1], &size);
    dgm_vocab *vocab = NULL;
    dgm_error error = {.text = "cannot be read"};
    if (lines == NULL || dgm_vocab_new((dgm_view){lines, size}, &vocab, &error) != DGM_OK) {
        fprintf(stderr, "dump-words: %s: %s\n", argv[1], error.text);
        free(lines);
        return 1;
    }
    dgm_arena arena;
    dgm_arena_open(&arena, 0);
    int failed = 0;
    for (int i = 2; i < argc; i++)
        failed |= dump(argv[i], vocab, &arena);
    dgm_arena_close(&arena);
    dgm_vocab_free(vocab);
    free(lines);
    return failed;
}
