/* dragoman.h - reads English news reports and says who said and did what to whom.
 *
 * The header teaches in order:
 *   1. one call: a report goes in, its record comes out as JSON;
 *   2. a context: one model for the whole program, one reader a thread, many reports;
 *   3. options: what is known of a report beforehand, and how its record is written.
 * Nothing in the library prints, logs or exits; every failure is a status, and
 * a dgm_error, where one is handed over, says why and at which byte.
 * Every position in a record is a byte offset into the input as it was given. */
#ifndef DRAGOMAN_H
#define DRAGOMAN_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define DGM_MUST_USE __attribute__((warn_unused_result))
#define DGM_API __attribute__((visibility("default")))
#else
#define DGM_MUST_USE
#define DGM_API
#endif

/* ---- errors ------------------------------------------------------------ */

typedef enum dgm_status {
    DGM_OK = 0,
    DGM_ERR_ARGUMENT, /* an option or argument that makes no sense */
    DGM_ERR_MEMORY,   /* out of memory */
    DGM_ERR_LIMIT,    /* larger than a documented cap */
    DGM_ERR_IO,       /* a file cannot be read or written */
    DGM_ERR_EMPTY,    /* the input holds no text */
    DGM_ERR_BINARY,   /* the input is not text */
    DGM_ERR_FORMAT,   /* the input is broken in its own format */
    DGM_ERR_MODEL     /* the weight file is damaged or of another kind */
} dgm_status;

/* Why a call failed. `byte` is the offset in the input or the weight file at
 * which the reason lies, 0 where none does. */
typedef struct dgm_error {
    dgm_status code;
    uint64_t byte;
    char text[240];
} dgm_error;

/* ---- 1. one call ------------------------------------------------------- */

/* Reads the report in `bytes` with the weights at `model_path` and gives its record as one line of JSON,
 * ended by a newline and a NUL. Free it with dgm_json_free. Opens and closes the model each time: good for
 * one report.
 *
 *     char *json;
 *     dgm_error err;
 *     if (dgm_json_read("dragoman-en.dgm", text, strlen(text), &json, &err) != DGM_OK)
 *         fprintf(stderr, "%s\n", err.text); */
DGM_MUST_USE DGM_API dgm_status dgm_json_read(const char *model_path, const void *bytes, size_t size,
                                              char **out_json, dgm_error *err);
DGM_API void dgm_json_free(char *json);

/* ---- 2. a context: model, reader, record -------------------------------- */

/* The weights, mapped read-only and checked whole. Never changes once it is open: any number of threads
 * share it. */
typedef struct dgm_model dgm_model;

/* What one thread needs to read reports, one after the other. */
typedef struct dgm_reader dgm_reader;

/* What one report says. It lives in its reader, until that reads the next report or is freed. */
typedef struct dgm_record dgm_record;

typedef struct dgm_read_options dgm_read_options; /* section 3; NULL is fine everywhere */
typedef struct dgm_write_options dgm_write_options;

typedef enum dgm_format {
    DGM_FORMAT_JSON,   /* indented, for looking at */
    DGM_FORMAT_JSONL,  /* the same on one line, for programs */
    DGM_FORMAT_CONLLU, /* sentences, words, tags, trees and names as CoNLL-U */
    DGM_FORMAT_TEXT,   /* the text of the body, a paragraph a line */
    DGM_FORMAT_PRETTY  /* who says what, for a person at a terminal */
} dgm_format;

/* Takes `size` bytes of a record as they are written. Anything but 0 stops the writing. */
typedef int dgm_sink(void *context, const char *data, size_t size);

/* Opens the weights at `path`. `cpu` is "portable", "avx2", "avx512vnni" or "amx", or NULL for the best
 * that this machine can do; all give the same results, bit for bit. Fails with DGM_ERR_IO, DGM_ERR_MODEL
 * (damaged or of another kind), DGM_ERR_ARGUMENT (a CPU path that this machine does not have) or
 * DGM_ERR_MEMORY. */
DGM_MUST_USE DGM_API dgm_status dgm_model_open(const char *path, const char *cpu, dgm_model **out,
                                               dgm_error *err);

/* Closes it; all its readers must have been freed. NULL is fine. */
DGM_API void dgm_model_close(dgm_model *model);

/* "name@sha256:digest" and the CPU path in use. Both live as long as the model. */
DGM_API const char *dgm_model_name(const dgm_model *model);
DGM_API const char *dgm_model_cpu(const dgm_model *model);

/* A reader over `model`, which must outlive it. One thread at a time may use it. */
DGM_MUST_USE DGM_API dgm_status dgm_reader_new(const dgm_model *model, dgm_reader **out, dgm_error *err);
DGM_API void dgm_reader_free(dgm_reader *reader);

/* Reads the report in `bytes`, which are borrowed and must stay as they are for as long as `*out` is used.
 * Fails with DGM_ERR_EMPTY, DGM_ERR_BINARY, DGM_ERR_FORMAT, DGM_ERR_LIMIT (section 3), DGM_ERR_ARGUMENT (an
 * option) or DGM_ERR_MEMORY; then `*out` is untouched, the record before is gone, and the reader is good
 * for the next report. */
DGM_MUST_USE DGM_API dgm_status dgm_read(dgm_reader *reader, const void *bytes, size_t size,
                                         const dgm_read_options *options, const dgm_record **out,
                                         dgm_error *err);

/* The same for a file, or standard input where `path` is "-". Also fails with DGM_ERR_IO. The reader keeps
 * the bytes. */
DGM_MUST_USE DGM_API dgm_status dgm_read_file(dgm_reader *reader, const char *path,
                                              const dgm_read_options *options, const dgm_record **out,
                                              dgm_error *err);

/* Hands the record to `sink` piece by piece; the bytes depend on nothing but the record, the format and the
 * options. Fails with DGM_ERR_IO once the sink has refused, else with DGM_ERR_MEMORY. */
DGM_MUST_USE DGM_API dgm_status dgm_record_write(const dgm_record *record, dgm_format format,
                                                 const dgm_write_options *options, dgm_sink *sink,
                                                 void *context, dgm_error *err);

/* ---- 3. options --------------------------------------------------------- */

/* All zero is the default, so `dgm_read_options o = {.published = "2022-12-30"};` sets one thing alone. */
struct dgm_read_options {
    const char *path;      /* how the record names its report; dgm_read_file takes the path of the file */
    const char *published; /* the day the report came out, YYYY-MM-DD, if that is known */
    size_t max_input;      /* bytes of one report; 0: 16 MiB */
    size_t max_memory;     /* bytes that reading one report may take, the model aside; 0: 512 MiB */
};

struct dgm_write_options {
    uint32_t width; /* DGM_FORMAT_PRETTY: columns of the terminal; 0: 80 */
    int colour;     /* DGM_FORMAT_PRETTY: colours and bold, as ANSI escapes */
    const char
        *explain; /* DGM_FORMAT_PRETTY: an event's id, "E3": only why it is there. Without such an event the
                            writing fails with DGM_ERR_ARGUMENT */
};

/* The format of that name ("json", "jsonl", "conllu", "text", "pretty"), or DGM_ERR_ARGUMENT. */
DGM_MUST_USE DGM_API dgm_status dgm_format_parse(const char *name, dgm_format *out);

/* The version of the library, as in "0.1.0". */
DGM_API const char *dgm_version(void);

#ifdef __cplusplus
}
#endif
#endif
