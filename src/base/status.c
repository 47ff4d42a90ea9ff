/* status.c - the one place where an error is put into words. */
#include "base/status.h"

#include <stdarg.h>
#include <stdio.h>

dgm_status dgm_fail(dgm_error *err, dgm_status code, uint64_t byte, const char *format, ...) {
    if (!err)
        return code;
    err->code = code;
    err->byte = byte;
    va_list arguments;
    va_start(arguments, format);
    if (vsnprintf(err->text, sizeof err->text, format, arguments) < 0)
        err->text[0] = '\0';
    va_end(arguments);
    return code;
}
