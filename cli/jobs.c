/* jobs.c - a ring of slots between the threads and the output.
 *
 * Slot i % n_slots holds file i from the moment a thread takes it until it is written. A
 * thread takes no file whose slot is still in use. `writing` is held by one thread at
 * a time; it writes with the lock open, so that the others can go on. */
#include "jobs.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "output.h"
#include "program.h"
#include "progress.h"

typedef struct slot {
    bool ready;
    char *data; /* the record, rendered */
    size_t size, room;
    char message[1024]; /* why there is none; empty if there is */
} slot;

typedef struct run {
    const jobs *work;
    pthread_mutex_t lock;
    pthread_cond_t moved; /* something was written, or all has stopped */
    slot *slots;
    size_t n_slots, taken, written;
    bool writing, stopped, failed;
    progress line;
} run;

/* ---- one file ------------------------------------------------------------ */

static int gather(void *context, const char *data, size_t size) {
    slot *s = context;
    if (size > s->room - s->size) {
        size_t room = 2 * (s->size + size);
        char *grown = realloc(s->data, room);
        if (!grown)
            return -1;
        s->data = grown;
        s->room = room;
    }
    memcpy(s->data + s->size, data, size);
    s->size += size;
    return 0;
}

static void read_one(const jobs *work, dgm_reader *reader, const char *path, slot *s) {
    dgm_error err = {0};
    const dgm_record *record = NULL;
    dgm_status status = dgm_read_file(reader, path, &work->read, &record, &err);
    if (status == DGM_OK)
        status = dgm_record_write(record, work->format, &work->write, gather, s, &err);
    if (status != DGM_OK) {
        s->size = 0;
        error_text(path, &err, s->message, sizeof(s->message));
    }
}

/* ---- in order ------------------------------------------------------------ */

/* Writes what one slot holds; false when the output is gone. */
static bool write_slot(run *r, slot *s) {
    if (s->message[0]) {
        progress_clear(&r->line);
        say("%s", s->message);
    }
    return output_write(s->data, s->size);
}

/* Writes all that is ready and next. Called, and left, with the lock held. */
static void write_ready(run *r) {
    r->writing = true;
    for (;;) {
        slot *s = &r->slots[r->written % r->n_slots];
        if (r->stopped || r->written == r->taken || !s->ready)
            break;
        pthread_mutex_unlock(&r->lock);
        bool fine = write_slot(r, s);
        progress_step(&r->line, r->written + 1);
        free(s->data);
        pthread_mutex_lock(&r->lock);
        r->failed |= s->message[0] != '\0' || !fine;
        r->stopped |= !fine;
        *s = (slot){0};
        r->written++;
        pthread_cond_broadcast(&r->moved);
    }
    r->writing = false;
}

/* The next file for a thread, or n_files when there is none left. Called with the lock held. */
static size_t take(run *r) {
    while (!r->stopped && r->taken < r->work->n_files && r->taken - r->written == r->n_slots)
        pthread_cond_wait(&r->moved, &r->lock);
    return r->stopped || r->taken == r->work->n_files ? r->work->n_files : r->taken++;
}

static void stop(run *r, const dgm_error *err) {
    pthread_mutex_lock(&r->lock);
    say("%s", err->text);
    r->stopped = r->failed = true;
    pthread_cond_broadcast(&r->moved);
    pthread_mutex_unlock(&r->lock);
}

static void *work_through(void *context) {
    run *r = context;
    dgm_error err = {0};
    dgm_reader *reader = NULL;
    if (dgm_reader_new(r->work->model, &reader, &err) != DGM_OK) {
        stop(r, &err);
        return NULL;
    }
    pthread_mutex_lock(&r->lock);
    for (size_t i = take(r); i < r->work->n_files; i = take(r)) {
        slot *s = &r->slots[i % r->n_slots];
        pthread_mutex_unlock(&r->lock);
        read_one(r->work, reader, r->work->files[i], s);
        pthread_mutex_lock(&r->lock);
        s->ready = true;
        if (!r->writing)
            write_ready(r);
    }
    pthread_mutex_unlock(&r->lock);
    dgm_reader_free(reader);
    return NULL;
}

/* ---- public -------------------------------------------------------------- */

/* One thread is the one that is here already. */
static void run_threads(run *r, unsigned n_threads) {
    pthread_t *threads = calloc(n_threads, sizeof(*threads));
    unsigned begun = 0;
    while (threads && begun + 1 < n_threads && pthread_create(&threads[begun], NULL, work_through, r) == 0)
        begun++;
    work_through(r);
    for (unsigned i = 0; i < begun; i++)
        pthread_join(threads[i], NULL);
    free(threads);
}

int jobs_run(const jobs *work) {
    unsigned n_threads = work->n_threads < work->n_files ? work->n_threads : (unsigned)work->n_files;
    run r = {.work = work, .n_slots = 2 * (size_t)n_threads + 2};
    r.slots = calloc(r.n_slots, sizeof(*r.slots));
    if (!r.slots) {
        say("out of memory");
        return EXIT_FAILED;
    }
    pthread_mutex_init(&r.lock, NULL);
    pthread_cond_init(&r.moved, NULL);
    progress_begin(&r.line, work->progress, work->n_files);
    run_threads(&r, n_threads);
    progress_clear(&r.line);
    for (size_t i = 0; i < r.n_slots; i++)
        free(r.slots[i].data);
    free(r.slots);
    pthread_cond_destroy(&r.moved);
    pthread_mutex_destroy(&r.lock);
    return r.failed ? EXIT_FAILED : EXIT_FINE;
}
