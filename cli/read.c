/* read.c - `dragoman read`: its options, and what the terminal says about the rest. */
#include <errno.h>
#include <getopt.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "jobs.h"
#include "output.h"
#include "program.h"

#define THREADS_MOST 1024

typedef struct settings {
    const char *model, *published, *explain;
    dgm_format format;
    unsigned n_threads;
    bool help;
} settings;

static const struct option options[] = {
    {"format", required_argument, NULL, 'f'},
    {"published", required_argument, NULL, 'p'},
    {"model", required_argument, NULL, 'm'},
    {"jobs", required_argument, NULL, 'j'},
    {"explain", required_argument, NULL, 'e'},
    {"help", no_argument, NULL, 'h'},
    {NULL, 0, NULL, 0},
};

/* ---- options ------------------------------------------------------------- */

static int wrong_option(char **argv, int place) {
    static const char *const known[] = {"--format",  "--published", "--model",   "--jobs",
                                        "--explain", "--help",      "--version", NULL};
    if (optopt && strchr("fpmje", optopt))
        return say_usage("read", "%s wants a value behind it", argv[place]);
    if (argv[place][0] == '-' && argv[place][1] != '-')
        return say_usage("read", "no option -%c", optopt);
    char word[40];
    snprintf(word, sizeof(word), "%.*s", (int)strcspn(argv[place], "="), argv[place]);
    const char *like = nearest(word, known);
    return like ? say_usage("read", "no option %s; did you mean %s?", word, like)
                : say_usage("read", "no option %s", word);
}

static int set_format(settings *s, const char *name) {
    static const char *const known[] = {"json", "jsonl", "conllu", "text", "pretty", NULL};
    if (dgm_format_parse(name, &s->format) == DGM_OK)
        return EXIT_FINE;
    const char *like = nearest(name, known);
    return like ? say_usage("read", "no format \"%s\"; did you mean %s?", name, like)
                : say_usage("read", "no format \"%s\"; there are pretty, jsonl, json, conllu and text", name);
}

static int set_threads(settings *s, const char *number) {
    char *end = NULL;
    errno = 0;
    unsigned long n = strtoul(number, &end, 10);
    if (errno || end == number || *end || number[0] == '-' || n > THREADS_MOST)
        return say_usage("read", "--jobs wants a number from 0 to %d, not \"%s\"", THREADS_MOST, number);
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    s->n_threads = n > 0 ? (unsigned)n : processors > 0 ? (unsigned)processors : 1;
    return EXIT_FINE;
}

static int set_option(settings *s, int letter, char **argv, int place) {
    switch (letter) {
    case 'f': return set_format(s, optarg);
    case 'p': s->published = optarg; return EXIT_FINE;
    case 'm': s->model = optarg; return EXIT_FINE;
    case 'j': return set_threads(s, optarg);
    case 'e': s->explain = optarg; return EXIT_FINE;
    case 'h': s->help = true; return EXIT_FINE;
    default: return wrong_option(argv, place);
    }
}

/* Reads the options; the files begin at optind. */
static int read_options(int argc, char **argv, settings *s) {
    opterr = 0;
    for (;;) {
        int place = optind;
        int letter = getopt_long(argc, argv, ":f:p:m:j:e:h", options, NULL);
        if (letter == -1)
            return EXIT_FINE;
        int status = set_option(s, letter, argv, letter == '?' || letter == ':' ? optind - 1 : place);
        if (status != EXIT_FINE)
            return status;
    }
}

/* ---- the terminal -------------------------------------------------------- */

static bool wants_colour(void) {
    const char *refused = getenv("NO_COLOR"), *terminal = getenv("TERM");
    bool dumb = !terminal || strcmp(terminal, "dumb") == 0;
    return isatty(STDOUT_FILENO) && !(refused && *refused) && !dumb;
}

static uint32_t columns(void) {
    struct winsize size;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        return size.ws_col;
    const char *told = getenv("COLUMNS");
    unsigned long n = told ? strtoul(told, NULL, 10) : 0;
    return n < 10000 ? (uint32_t)n : 0;
}

/* ---- the command --------------------------------------------------------- */

static int check_date(const char *date) {
    static const char shape[] = "dddd-dd-dd";
    bool fits = strlen(date) == sizeof(shape) - 1;
    for (size_t i = 0; fits && shape[i]; i++)
        fits = shape[i] == 'd' ? date[i] >= '0' && date[i] <= '9' : date[i] == '-';
    return fits ? EXIT_FINE : say_usage("read", "--published wants a day as in 2022-12-30, not \"%s\"", date);
}

static int read_files(const settings *s, char **files, int n_files) {
    dgm_model *model = NULL;
    const char *path = NULL;
    dgm_error err = {0};
    if (!output_open())
        return EXIT_FAILED;
    if (open_model(s->model, &model, &path, &err) != DGM_OK) {
        say_error(path, &err);
        return EXIT_FAILED;
    }
    jobs work = {
        .model = model,
        .files = files,
        .n_files = (size_t)n_files,
        .n_threads = s->n_threads,
        .format = s->format,
        .read = {.published = s->published},
        .write = {.width = columns(), .colour = wants_colour(), .explain = s->explain},
        .progress = n_files > 1 && isatty(STDERR_FILENO) && !isatty(STDOUT_FILENO),
    };
    int status = jobs_run(&work);
    dgm_model_close(model);
    if (!output_close())
        status = EXIT_FAILED;
    return status;
}

int read_command(int argc, char **argv) {
    settings s = {.n_threads = 1, .format = isatty(STDOUT_FILENO) ? DGM_FORMAT_PRETTY : DGM_FORMAT_JSONL};
    int status = read_options(argc, argv, &s);
    if (status == EXIT_FINE && s.help)
        return print_help("read") ? EXIT_FINE : EXIT_USAGE;
    if (status == EXIT_FINE && s.published)
        status = check_date(s.published);
    if (status != EXIT_FINE)
        return status;
    if (s.explain)
        s.format = DGM_FORMAT_PRETTY;
    if (optind == argc)
        return say_usage("read", "no file; - is standard input");
    return read_files(&s, argv + optind, argc - optind);
}
