/* messages.c - what the program says on standard error. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "program.h"

void say(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    fputs("dragoman: ", stderr);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    va_end(arguments);
}

void error_text(const char *path, const dgm_error *err, char *out, size_t size) {
    const char *reason = err->text;
    size_t length = strlen(path);
    if (strncmp(reason, path, length) == 0 && strncmp(reason + length, ": ", 2) == 0)
        reason += length + 2; /* the library names the file too */
    int at_byte = err->byte > 0 || err->code == DGM_ERR_BINARY || err->code == DGM_ERR_FORMAT;
    if (at_byte)
        snprintf(out, size, "%s: byte %llu: %s", path, (unsigned long long)err->byte, reason);
    else
        snprintf(out, size, "%s: %s", path, reason);
}

void say_error(const char *path, const dgm_error *err) {
    char text[4096];
    error_text(path, err, text, sizeof(text));
    say("%s", text);
}

int say_usage(const char *command, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    fputs("dragoman: ", stderr);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fprintf(stderr, "\nTry: dragoman help%s%s\n", command ? " " : "", command ? command : "");
    return EXIT_USAGE;
}

/* ---- did you mean -------------------------------------------------------- */

#define LONGEST 32

/* Levenshtein's distance; words beyond LONGEST are far from all. */
static size_t distance(const char *one, const char *other) {
    size_t rows = strlen(one), columns = strlen(other), row[LONGEST + 1];
    if (rows > LONGEST || columns > LONGEST)
        return LONGEST;
    for (size_t j = 0; j <= columns; j++)
        row[j] = j;
    for (size_t i = 1; i <= rows; i++) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t j = 1; j <= columns; j++) {
            size_t changed = diagonal + (one[i - 1] != other[j - 1]);
            size_t shorter = (row[j] < row[j - 1] ? row[j] : row[j - 1]) + 1;
            diagonal = row[j];
            row[j] = changed < shorter ? changed : shorter;
        }
    }
    return row[columns];
}

const char *nearest(const char *word, const char *const *list) {
    const char *best = NULL;
    size_t least = 3; /* two slips of the finger at most */
    for (; *list; list++) {
        size_t slips = distance(word, *list);
        if (slips < least && 2 * slips <= strlen(*list)) {
            best = *list;
            least = slips;
        }
    }
    return best;
}
