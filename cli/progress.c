/* progress.c - the line is drawn over itself and taken away at the end. */
#include "progress.h"

#include <stdio.h>

static double since(const struct timespec *then) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)(now.tv_sec - then->tv_sec) + (double)(now.tv_nsec - then->tv_nsec) / 1e9;
}

void progress_begin(progress *line, bool wanted, size_t total) {
    *line = (progress){.wanted = wanted, .total = total};
    clock_gettime(CLOCK_MONOTONIC, &line->begun);
    line->drawn = line->begun;
}

void progress_step(progress *line, size_t done) {
    double passed = line->wanted ? since(&line->begun) : 0;
    if (!line->wanted || passed < 0.5 || (line->shown && since(&line->drawn) < 0.1))
        return;
    double rate = (double)done / passed;
    unsigned long left = (unsigned long)((double)(line->total - done) / rate + 0.5);
    fprintf(stderr, "\r\x1b[K%zu/%zu reports, %.*f a second, %lu:%02lu left", done, line->total,
            rate < 10 ? 1 : 0, rate, left / 60, left % 60);
    fflush(stderr);
    clock_gettime(CLOCK_MONOTONIC, &line->drawn);
    line->shown = true;
}

void progress_clear(progress *line) {
    if (line->shown)
        fputs("\r\x1b[K", stderr);
    line->shown = false;
}
