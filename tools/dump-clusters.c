/* dump-clusters.c - prints all clusters of phrases that refer to the same thing, for measuring and for
 * looking.
 *
 *   dump-clusters MODEL FILE...
 *
 * One JSON line a file: {"path": ..., "clusters": [[[start, end, model], ...], ...]}, with byte offsets into
 * the file, end exclusive. `model` is 1 where the model takes the phrase for a mention, 0 where only its
 * name, a statement's source or a pronoun speaks for it. Every phrase is in exactly one cluster, most of them
 * alone. */
#include <stdio.h>

#include "article/article.h"
#include "dump.h"
#include "input/file.h"
#include "model/tagger.h"
#include "model/weights.h"
#include "reading/clusters.h"
#include "reading/statements.h"
#include "text/words.h"

typedef struct tool {
    dgm_weights *weights;
    dgm_vocab *vocab;
    dgm_tagger *tagger;
    dgm_arena arena;
} tool;

static void print_clusters(const char *path, const dgm_sight *sight, const dgm_clusters *clusters) {
    fputs("{\"path\":", stdout);
    print_string(path);
    fputs(",\"clusters\":[", stdout);
    for (uint32_t i = 0; i < clusters->count; i++) {
        const dgm_cluster *cluster = &clusters->items[i];
        fputs(i ? ",[" : "[", stdout);
        for (uint32_t k = 0; k < cluster->n_phrases; k++) {
            const dgm_phrase *phrase = &sight->phrases->items[clusters->members[cluster->first + k]];
            dgm_range source = dgm_article_source(sight->t->article,
                                                  dgm_tagged_text(sight->t, phrase->words));
            printf("%s[%u,%u,%d]", k ? "," : "", source.start, source.end, phrase->model != DGM_NOBODY);
        }
        putchar(']');
    }
    fputs("]}\n", stdout);
}

static dgm_status dump(tool *t, const char *path, dgm_view input, dgm_error *err) {
    dgm_article article;
    dgm_words words;
    dgm_tags tags;
    dgm_statements statements;
    dgm_sight sight;
    dgm_clusters clusters;
    const dgm_tagged tagged = {&article, &words, &tags, t->weights};
    DGM_TRY(dgm_article_read(input, &t->arena, &article, err));
    DGM_TRY(dgm_words_read(&article, t->vocab, &t->arena, &words, err));
    DGM_TRY(dgm_tagger_run(t->tagger, &words, &t->arena, &tags, err));
    DGM_TRY(dgm_statements_read(&article, &words, &tags, t->weights, &t->arena, &statements, err));
    DGM_TRY(dgm_sight_read(&tagged, &statements, 0, &t->arena, &sight, err));
    DGM_TRY(dgm_clusters_read(&sight, &t->arena, &clusters, err));
    print_clusters(path, &sight, &clusters);
    return DGM_OK;
}

static int dump_file(tool *t, const char *path) {
    dgm_view bytes = {NULL, 0};
    dgm_error error = {0};
    dgm_arena_reset(&t->arena);
    bool failed = dgm_input_read(path, 0, &bytes, &error) != DGM_OK || dump(t, path, bytes, &error) != DGM_OK;
    if (failed)
        fprintf(stderr, "dump-clusters: %s: %s\n", path, error.text);
    dgm_input_free(bytes);
    return failed;
}

int main(int argc, char **argv) {
    if (argc < 3) {
        fputs("usage: dump-clusters MODEL FILE...\n", stderr);
        return 2;
    }
    tool t = {0};
    dgm_error error = {0};
    dgm_arena_open(&t.arena, 0);
    int failed = 0;
    if (dgm_weights_open(argv[1], NULL, &t.weights, &error) != DGM_OK ||
        dgm_vocab_new(dgm_weights_bytes(t.weights, "vocab"), &t.vocab, &error) != DGM_OK ||
        dgm_tagger_new(t.weights, &t.tagger, &error) != DGM_OK) {
        fprintf(stderr, "dump-clusters: %s: %s\n", argv[1], error.text);
        failed = 1;
    }
    for (int i = 2; !failed && i < argc; i++)
        failed |= dump_file(&t, argv[i]);
    dgm_tagger_free(t.tagger);
    dgm_vocab_free(t.vocab);
    dgm_weights_close(t.weights);
    dgm_arena_close(&t.arena);
    return failed;
}
