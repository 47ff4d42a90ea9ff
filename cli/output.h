/* output.h - standard output, where every failure to write is seen and said. */
#ifndef OUTPUT_H
#define OUTPUT_H

#include <stdbool.h>
#include <stddef.h>

/* Whether standard output is open at all; says so if not. */
bool output_open(void);

/* Writes all of it, or says why not. */
bool output_write(const char *data, size_t size);

/* Closes standard output; some file systems only now tell that the disk was full. */
bool output_close(void);

#endif
