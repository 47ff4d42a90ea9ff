/* jobs.h - many files, several threads, one output in the order of the files.
 *
 * Each thread has a reader of its own and renders whole records into memory. Whoever
 * finishes the record that is next writes it, and all that lie ready behind it. No thread
 * runs ahead of the writing by more than a few files, so memory is bounded. */
#ifndef JOBS_H
#define JOBS_H

#include <stdbool.h>

#include "dragoman.h"

typedef struct jobs {
    const dgm_model *model;
    char **files;
    size_t n_files;
    unsigned n_threads;
    dgm_format format;
    dgm_read_options read;
    dgm_write_options write;
    bool progress; /* a line on standard error that says how far it is */
} jobs;

/* Reads and writes them all; messages go to standard error. Gives the exit status. */
int jobs_run(const jobs *work);

#endif
