/* stages.c - where the time of reading goes, stage by stage, for bench/measure.py.
 *
 * Usage: stages MODEL FILE...  Reads the files one after the other through the public
 * library, as the program does. bench/run links it with --wrap=FUNCTION for the entry
 * of each stage, so that a call to it inside the library comes by here and is timed:
 * the library itself holds no clock. Processor time, in seconds.
 * Prints one JSON object. Not part of what is installed. */
#include <dragoman.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "article/article.h"
#include "model/encoder.h"
#include "model/tagger.h"
#include "model/weights.h"
#include "text/words.h"

enum { ARTICLE, WORDS, ENCODER, TAGGER, N_STAGES };

static double seconds[N_STAGES];
static uint64_t n_words, n_pieces, n_encoded;
static const dgm_weights *weights_in_use;

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

/* ---- the wrapped stages --------------------------------------------------- */

dgm_status __real_dgm_article_read(dgm_view input, dgm_arena *arena, dgm_article *out, dgm_error *err);
dgm_status __wrap_dgm_article_read(dgm_view input, dgm_arena *arena, dgm_article *out, dgm_error *err);
dgm_status __wrap_dgm_article_read(dgm_view input, dgm_arena *arena, dgm_article *out, dgm_error *err) {
    double began = now();
    dgm_status status = __real_dgm_article_read(input, arena, out, err);
    seconds[ARTICLE] += now() - began;
    return status;
}

dgm_status __real_dgm_words_read(const dgm_article *article, const dgm_vocab *vocab, dgm_arena *arena,
                                 dgm_words *out, dgm_error *err);
dgm_status __wrap_dgm_words_read(const dgm_article *article, const dgm_vocab *vocab, dgm_arena *arena,
                                 dgm_words *out, dgm_error *err);
dgm_status __wrap_dgm_words_read(const dgm_article *article, const dgm_vocab *vocab, dgm_arena *arena,
                                 dgm_words *out, dgm_error *err) {
    double began = now();
    dgm_status status = __real_dgm_words_read(article, vocab, arena, out, err);
    seconds[WORDS] += now() - began;
    if (status == DGM_OK) {
        n_words += out->n_words;
        n_pieces += out->n_pieces;
    }
    return status;
}

void __real_dgm_encoder_run(dgm_encoder *encoder, const uint16_t *pieces, const uint8_t *features, uint32_t n,
                            const uint32_t *wanted, uint32_t n_wanted, float *out);
void __wrap_dgm_encoder_run(dgm_encoder *encoder, const uint16_t *pieces, const uint8_t *features, uint32_t n,
                            const uint32_t *wanted, uint32_t n_wanted, float *out);
void __wrap_dgm_encoder_run(dgm_encoder *encoder, const uint16_t *pieces, const uint8_t *features, uint32_t n,
                            const uint32_t *wanted, uint32_t n_wanted, float *out) {
    double began = now();
    __real_dgm_encoder_run(encoder, pieces, features, n, wanted, n_wanted, out);
    seconds[ENCODER] += now() - began;
    n_encoded += n + 2; /* with [CLS] and [SEP] */
}

dgm_status __real_dgm_tagger_new(const dgm_weights *weights, dgm_tagger **out, dgm_error *err);
dgm_status __wrap_dgm_tagger_new(const dgm_weights *weights, dgm_tagger **out, dgm_error *err);
dgm_status __wrap_dgm_tagger_new(const dgm_weights *weights, dgm_tagger **out, dgm_error *err) {
    weights_in_use = weights;
    return __real_dgm_tagger_new(weights, out, err);
}

dgm_status __real_dgm_tagger_run(dgm_tagger *tagger, const dgm_words *words, dgm_arena *arena, dgm_tags *out,
                                 dgm_error *err);
dgm_status __wrap_dgm_tagger_run(dgm_tagger *tagger, const dgm_words *words, dgm_arena *arena, dgm_tags *out,
                                 dgm_error *err);
dgm_status __wrap_dgm_tagger_run(dgm_tagger *tagger, const dgm_words *words, dgm_arena *arena, dgm_tags *out,
                                 dgm_error *err) {
    double began = now();
    dgm_status status = __real_dgm_tagger_run(tagger, words, arena, out, err);
    seconds[TAGGER] += now() - began;
    return status;
}

/* ---- the run ----------------------------------------------------------------- */

static int count_bytes(void *context, const char *data, size_t size) {
    (void)data;
    *(uint64_t *)context += size;
    return 0;
}

static void print(const dgm_model *model, double open, double write, double total, uint64_t n_bytes) {
    uint32_t window = 0, overlap = 0;
    if (dgm_weights_number(weights_in_use, "window", 0, UINT32_MAX, &window, NULL) != DGM_OK)
        window = 0;
    if (dgm_weights_number(weights_in_use, "overlap", 0, UINT32_MAX, &overlap, NULL) != DGM_OK)
        overlap = 0;
    double named = open + seconds[ARTICLE] + seconds[WORDS] + seconds[TAGGER] + write;
    printf("{\"path\": \"%s\", \"window\": %u, \"overlap\": %u, ", dgm_model_cpu(model), window, overlap);
    printf("\"words\": %" PRIu64 ", \"pieces\": %" PRIu64 ", \"encoded\": %" PRIu64 ", \"bytes\": %" PRIu64
           ",\n",
           n_words, n_pieces, n_encoded, n_bytes);
    printf(" \"seconds\": {\"opening and checking the model\": %.6f, \"bytes to article\": %.6f, ", open,
           seconds[ARTICLE]);
    printf("\"article to words\": %.6f, \"encoder\": %.6f, \"heads and decoding\": %.6f, ", seconds[WORDS],
           seconds[ENCODER], seconds[TAGGER] - seconds[ENCODER]);
    printf("\"statements, actors, record\": %.6f, \"writing\": %.6f}}\n", total - named, write);
}

int main(int argc, char **argv) {
    dgm_error err = {0};
    dgm_model *model;
    dgm_reader *reader;
    uint64_t n_bytes = 0;
    double began = now(), open, write = 0;
    if (argc < 3 || dgm_model_open(argv[1], getenv("DRAGOMAN_CPU"), &model, &err) != DGM_OK ||
        dgm_reader_new(model, &reader, &err) != DGM_OK) {
        fprintf(stderr, "stages: %s\n", err.text);
        return 1;
    }
    open = now() - began;
    for (int i = 2; i < argc; i++) {
        const dgm_record *record;
        if (dgm_read_file(reader, argv[i], NULL, &record, &err) != DGM_OK) {
            fprintf(stderr, "stages: %s: %s\n", argv[i], err.text);
            return 1;
        }
        double before = now();
        if (dgm_record_write(record, DGM_FORMAT_JSONL, NULL, count_bytes, &n_bytes, &err) != DGM_OK)
            return 1;
        write += now() - before;
    }
    print(model, open, write, now() - began, n_bytes);
    dgm_reader_free(reader);
    dgm_model_close(model);
    return 0;
}
