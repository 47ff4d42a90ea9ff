/* dump.h - what the dump-… tools share: a string as JSON. */
#ifndef DGM_TOOLS_DUMP_H
#define DGM_TOOLS_DUMP_H

#include <stdio.h>

static void print_string(const char *text) {
    putchar('"');
    for (; *text; text++) {
        if (*text == '"' || *text == '\\')
            printf("\\%c", *text);
        else if ((unsigned char)*text < ' ')
            printf("\\u%04x", *text);
        else
            putchar(*text);
    }
    putchar('"');
}

#endif
