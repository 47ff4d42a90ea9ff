/* progress.h - one line on a terminal that says how far a long run is: "312/1000 reports, 41 a second, 0:17
 * left". */
#ifndef PROGRESS_H
#define PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <time.h>

typedef struct progress {
    bool wanted, shown;
    size_t total;
    struct timespec begun, drawn;
} progress;

void progress_begin(progress *line, bool wanted, size_t total);

/* `done` of the files are written. Draws the line a few times a second, and not in the first half second. */
void progress_step(progress *line, size_t done);

/* Takes the line away, so that something else can be written. */
void progress_clear(progress *line);

#endif
