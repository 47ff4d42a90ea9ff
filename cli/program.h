/* program.h - what the subcommands share: messages, help, the search for the model.
 *
 * The program is a client of dragoman.h and knows nothing else of the library. */
#ifndef PROGRAM_H
#define PROGRAM_H

#include "dragoman.h"

enum { EXIT_FINE = 0, EXIT_FAILED = 1, EXIT_USAGE = 2 };

/* "dragoman: ..." on standard error, with a newline. */
void say(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Says what a failed call on `path` left in `err`: "dragoman: PATH: byte N: reason". */
void say_error(const char *path, const dgm_error *err);

/* The same as text for later, cut to `size` bytes, without the newline. */
void error_text(const char *path, const dgm_error *err, char *out, size_t size);

/* Says that an option is wrong and how to find the right one; gives EXIT_USAGE. */
int say_usage(const char *command, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Of the names in `list` (ended by NULL) the one most like `word`, or NULL when none is near. */
const char *nearest(const char *word, const char *const *list);

/* Prints the help on a topic (NULL: the program); false when there is none. */
int print_help(const char *topic);

/* Opens the model at `path`; where that is NULL, at $DRAGOMAN_MODEL, beside the program, or where it was
 * built or installed. `*out_path` is where it was looked for last. The CPU path comes from $DRAGOMAN_CPU. */
dgm_status open_model(const char *path, dgm_model **out, const char **out_path, dgm_error *err);

/* A subcommand: its own name stands in argv[0]. Gives the exit status. */
int read_command(int argc, char **argv);

#endif
