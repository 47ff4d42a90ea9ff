/* output.c - write(2) until all is written. Only one thread writes at a time: see jobs.c. */
#include "output.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "program.h"

static bool fail(void) {
    if (errno == EPIPE)
        say("standard output was closed by its reader; stopped");
    else
        say("cannot write to standard output: %s", strerror(errno));
    return false;
}

bool output_open(void) {
    return fcntl(STDOUT_FILENO, F_GETFD) != -1 || fail();
}

bool output_write(const char *data, size_t size) {
    while (size > 0) {
        ssize_t wrote = write(STDOUT_FILENO, data, size);
        if (wrote < 0 && errno == EINTR)
            continue;
        if (wrote < 0)
            return fail();
        data += wrote;
        size -= (size_t)wrote;
    }
    return true;
}

bool output_close(void) {
    return close(STDOUT_FILENO) == 0 || fail();
}
