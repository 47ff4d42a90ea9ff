/* status.h - how failures travel: a status that must be used, and an optional dgm_error with the reason. */
#ifndef DGM_BASE_STATUS_H
#define DGM_BASE_STATUS_H

#include "dragoman.h"

/* Leaves the function with the status of `call` unless it is DGM_OK. The only macro that returns. */
#define DGM_TRY(call)                        \
    do {                                     \
        dgm_status dgm_try_status_ = (call); \
        if (dgm_try_status_ != DGM_OK)       \
            return dgm_try_status_;          \
    } while (0)

/* Fills `err` (NULL is fine) from a printf format and returns `code`, so that a
 * failing function can end with `return dgm_fail(...)`. Too long a text is cut. */
dgm_status dgm_fail(dgm_error *err, dgm_status code, uint64_t byte, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

#endif
