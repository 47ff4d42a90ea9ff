/* dragoman.c - the pipeline: the only file that knows every stage.
 *
 *   bytes → article → words → tags → times → statements → actors → speakers →
 * credits → events → claims → record → a format
 *
 * A model is the weights and what is made of them once; a reader is what one
 * thread needs: a tagger, an arena that is reset for each report, and the bytes
 * of the file that it read last. */
#include "dragoman.h"

#include <stdlib.h>

#include "article/article.h"
#include "base/arena.h"
#include "base/status.h"
#include "input/file.h"
#include "model/tagger.h"
#include "model/weights.h"
#include "reading/actors.h"
#include "reading/claims.h"
#include "reading/credits.h"
#include "reading/events.h"
#include "reading/speakers.h"
#include "reading/statements.h"
#include "reading/tagged.h"
#include "reading/times.h"
#include "record/build.h"
#include "record/record.h"
#include "store/conllu.h"
#include "store/explain.h"
#include "store/json.h"
#include "store/pretty.h"
#include "store/text.h"
#include "store/writer.h"
#include "text/vocab.h"
#include "text/words.h"

#define MEMORY_MOST ((size_t)512 << 20) /* of one report, unless the caller says otherwise */

struct dgm_model {
    dgm_weights *weights;
    dgm_vocab *vocab;
};

struct dgm_reader {
    const dgm_model *model;
    dgm_tagger *tagger;
    dgm_arena arena;
    dgm_view file; /* the bytes that dgm_read_file read last */
};

/* ---- model --------------------------------------------------------------- */

dgm_status dgm_model_open(const char *path, const char *cpu, dgm_model **out, dgm_error *err) {
    dgm_model *model = calloc(1, sizeof(*model));
    if (!model)
        return dgm_fail(err, DGM_ERR_MEMORY, 0, "out of memory for the model");
    dgm_status status = dgm_weights_open(path, cpu, &model->weights, err);
    if (status == DGM_OK)
        status = dgm_vocab_new(dgm_weights_bytes(model->weights, "vocab"), &model->vocab, err);
    if (status != DGM_OK) {
        dgm_model_close(model);
        return status;
    }
    *out = model;
    return DGM_OK;
}

void dgm_model_close(dgm_model *model) {
    if (!model)
        return;
    dgm_vocab_free(model->vocab);
    dgm_weights_close(model->weights);
    free(model);
}

const char *dgm_model_name(const dgm_model *model) {
    return dgm_weights_name(model->weights);
}

const char *dgm_model_cpu(const dgm_model *model) {
    return dgm_weights_cpu(model->weights);
}

/* ---- reader -------------------------------------------------------------- */

dgm_status dgm_reader_new(const dgm_model *model, dgm_reader **out, dgm_error *err) {
    dgm_reader *reader = calloc(1, sizeof(*reader));
    if (!reader)
        return dgm_fail(err, DGM_ERR_MEMORY, 0, "out of memory for a reader");
    reader->model = model;
    dgm_arena_open(&reader->arena, MEMORY_MOST);
    dgm_status status = dgm_tagger_new(model->weights, &reader->tagger, err);
    if (status != DGM_OK) {
        dgm_reader_free(reader);
        return status;
    }
    *out = reader;
    return DGM_OK;
}

void dgm_reader_free(dgm_reader *reader) {
    if (!reader)
        return;
    dgm_tagger_free(reader->tagger);
    dgm_arena_close(&reader->arena);
    dgm_input_free(reader->file);
    free(reader);
}

/* ---- reading ------------------------------------------------------------- */

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static int two_digits(const char *at) {
    return 10 * (at[0] - '0') + at[1] - '0';
}

/* YYYY-MM-DD, and a day that its month has. */
static bool is_date(dgm_view text) {
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (text.size != 10 || text.data[4] != '-' || text.data[7] != '-')
        return false;
    for (size_t i = 0; i < 10; i++)
        if (i != 4 && i != 7 && !is_digit(text.data[i]))
            return false;
    int year = 100 * two_digits(text.data) + two_digits(text.data + 2);
    int month = two_digits(text.data + 5), day = two_digits(text.data + 8);
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return month >= 1 && month <= 12 && day >= 1 && day <= days[month - 1] + (leap && month == 2);
}

/* What one report's stages hand on; all of it in the reader's arena. */
typedef struct stages {
    dgm_article article;
    dgm_words words;
    dgm_tags tags;
    dgm_tagged tagged; /* the three above, and the weights */
    dgm_times times;
    dgm_statements statements;
    dgm_actors actors;
    dgm_speakers speakers;
    dgm_credits credits;
    dgm_events events;
    dgm_claims claims;
} stages;

/* From the words to what they say; `published` may be empty. */
static dgm_status read_words(stages *s, dgm_view published, dgm_arena *arena, dgm_error *err) {
    DGM_TRY(dgm_times_read(&s->tagged, published, arena, &s->times, err));
    DGM_TRY(
        dgm_statements_read(&s->article, &s->words, &s->tags, s->tagged.weights, arena, &s->statements, err));
    DGM_TRY(dgm_actors_read(&s->tagged, &s->statements, &s->times, arena, &s->actors, err));
    DGM_TRY(dgm_speakers_read(&s->tagged, &s->statements, &s->actors, &s->times, arena, &s->speakers, err));
    DGM_TRY(dgm_credits_gather(&s->tagged, &s->statements, &s->speakers, arena, &s->credits, err));
    DGM_TRY(dgm_events_read(&s->tagged, &s->statements, &s->speakers, &s->actors, &s->times, arena,
                            &s->events, err));
    return dgm_claims_read(&s->tagged, &s->statements, &s->actors, &s->times, arena, &s->claims, err);
}

static dgm_status run_stages(dgm_reader *reader, dgm_view input, const dgm_read_options *options,
                             const dgm_record **out, dgm_error *err) {
    dgm_arena *arena = &reader->arena;
    const dgm_weights *weights = reader->model->weights;
    stages *s = dgm_arena_array(arena, stages, 1);
    dgm_view path = dgm_arena_copy(arena, dgm_view_of(options->path ? options->path : "-"));
    dgm_view published = dgm_arena_copy(arena, dgm_view_of(options->published));
    if (!s || !path.data || !published.data)
        return dgm_fail(err, DGM_ERR_MEMORY, 0, "out of memory for a report");
    DGM_TRY(dgm_article_read(input, arena, &s->article, err));
    DGM_TRY(dgm_words_read(&s->article, reader->model->vocab, arena, &s->words, err));
    DGM_TRY(dgm_tagger_run(reader->tagger, &s->words, arena, &s->tags, err));
    s->tagged = (dgm_tagged){&s->article, &s->words, &s->tags, weights};
    DGM_TRY(read_words(s, published, arena, err));
    const dgm_findings findings = {
        .input = input,
        .article = &s->article,
        .words = &s->words,
        .tags = &s->tags,
        .weights = weights,
        .times = &s->times,
        .statements = &s->statements,
        .actors = &s->actors,
        .speakers = &s->speakers,
        .credits = &s->credits,
        .events = &s->events,
        .claims = &s->claims,
        .path = path,
        .version = dgm_view_of(DGM_VERSION),
    };
    return dgm_record_build(&findings, arena, out, err);
}

dgm_status dgm_read(dgm_reader *reader, const void *bytes, size_t size, const dgm_read_options *options,
                    const dgm_record **out, dgm_error *err) {
    static const dgm_read_options defaults;
    options = options ? options : &defaults;
    size_t most = options->max_input ? options->max_input : DGM_INPUT_CAP;
    if (options->published && !is_date(dgm_view_of(options->published)))
        return dgm_fail(err, DGM_ERR_ARGUMENT, 0, "\"%s\" is no date as in 2022-12-30", options->published);
    if (size > most)
        return dgm_fail(err, DGM_ERR_LIMIT, most, "longer than the %zu bytes that one report may have", most);
    dgm_arena_reset(&reader->arena);
    reader->arena.limit = options->max_memory ? options->max_memory : MEMORY_MOST;
    return run_stages(reader, (dgm_view){bytes, size}, options, out, err);
}

dgm_status dgm_read_file(dgm_reader *reader, const char *path, const dgm_read_options *options,
                         const dgm_record **out, dgm_error *err) {
    dgm_read_options with_path = options ? *options : (dgm_read_options){0};
    with_path.path = with_path.path ? with_path.path : path;
    dgm_view file = {NULL, 0};
    DGM_TRY(dgm_input_read(path, with_path.max_input, &file, err));
    dgm_input_free(reader->file);
    reader->file = file;
    return dgm_read(reader, file.data, file.size, &with_path, out, err);
}

/* ---- writing ------------------------------------------------------------- */

static dgm_status write_as(const dgm_record *record, dgm_format format, const dgm_write_options *options,
                           dgm_writer *writer, dgm_error *err) {
    switch (format) {
    case DGM_FORMAT_JSON: dgm_json_write(record, true, writer); return DGM_OK;
    case DGM_FORMAT_JSONL: dgm_json_write(record, false, writer); return DGM_OK;
    case DGM_FORMAT_CONLLU: return dgm_conllu_write(record, writer, err);
    case DGM_FORMAT_TEXT: dgm_text_write(record, writer); return DGM_OK;
    case DGM_FORMAT_PRETTY:
        if (options->explain)
            return dgm_explain_write(record, dgm_view_of(options->explain), options->width,
                                     options->colour != 0, writer, err);
        return dgm_pretty_write(record, options->width, options->colour != 0, writer, err);
    }
    return dgm_fail(err, DGM_ERR_ARGUMENT, 0, "no such format");
}

dgm_status dgm_record_write(const dgm_record *record, dgm_format format, const dgm_write_options *options,
                            dgm_sink *sink, void *context, dgm_error *err) {
    static const dgm_write_options defaults;
    dgm_writer writer;
    dgm_writer_open(&writer, sink, context);
    DGM_TRY(write_as(record, format, options ? options : &defaults, &writer, err));
    return dgm_writer_finish(&writer, err);
}

dgm_status dgm_format_parse(const char *name, dgm_format *out) {
    static const char *const names[] = {"json", "jsonl", "conllu", "text", "pretty"};
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        if (strcmp(name, names[i]) == 0) {
            *out = (dgm_format)i;
            return DGM_OK;
        }
    return DGM_ERR_ARGUMENT;
}

const char *dgm_version(void) {
    return DGM_VERSION;
}

/* ---- one call ------------------------------------------------------------ */

typedef struct text {
    char *data;
    size_t size, room;
} text;

static int gather(void *context, const char *data, size_t size) {
    text *t = context;
    if (size >= t->room - t->size) {
        size_t room = 2 * (t->size + size) + 1024;
        char *grown = realloc(t->data, room);
        if (!grown)
            return -1;
        t->data = grown;
        t->room = room;
    }
    memcpy(t->data + t->size, data, size);
    t->size += size;
    t->data[t->size] = '\0';
    return 0;
}

static dgm_status read_once(const char *model_path, dgm_view bytes, dgm_model **model, dgm_reader **reader,
                            text *out, dgm_error *err) {
    const dgm_record *record;
    DGM_TRY(dgm_model_open(model_path, NULL, model, err));
    DGM_TRY(dgm_reader_new(*model, reader, err));
    DGM_TRY(dgm_read(*reader, bytes.data, bytes.size, NULL, &record, err));
    return dgm_record_write(record, DGM_FORMAT_JSONL, NULL, gather, out, err);
}

dgm_status dgm_json_read(const char *model_path, const void *bytes, size_t size, char **out_json,
                         dgm_error *err) {
    dgm_model *model = NULL;
    dgm_reader *reader = NULL;
    text json = {0};
    dgm_status status = read_once(model_path, (dgm_view){bytes, size}, &model, &reader, &json, err);
    if (status == DGM_OK)
        *out_json = json.data;
    else
        free(json.data);
    dgm_reader_free(reader);
    dgm_model_close(model);
    return status;
}

void dgm_json_free(char *json) {
    free(json);
}
