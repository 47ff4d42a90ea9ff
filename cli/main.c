/* main.c - the program `dragoman`: finds the subcommand, or answers --version and --help. */
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "program.h"

static int print_version(const char *model_path) {
    dgm_model *model = NULL;
    const char *path = NULL;
    dgm_error err = {0};
    printf("dragoman %s\n", dgm_version());
    if (open_model(model_path, &model, &path, &err) == DGM_OK) {
        printf("model    %s\ncpu      %s\n", dgm_model_name(model), dgm_model_cpu(model));
    } else {
        char text[512];
        error_text(path, &err, text, sizeof(text));
        printf("model    none (%s)\n", text);
    }
    dgm_model_close(model);
    return fflush(stdout) == 0 ? EXIT_FINE : EXIT_FAILED;
}

static int help_command(int argc, char **argv) {
    if (print_help(argc > 1 ? argv[1] : NULL))
        return EXIT_FINE;
    return say_usage(NULL, "there is no help on \"%s\"", argv[1]);
}

/* `dragoman --version [--model FILE]` */
static int version_command(int argc, char **argv) {
    if (argc == 3 && strcmp(argv[1], "--model") == 0)
        return print_version(argv[2]);
    if (argc == 2 && strncmp(argv[1], "--model=", 8) == 0)
        return print_version(argv[1] + 8);
    return argc == 1 ? print_version(NULL) : say_usage(NULL, "--version takes only --model FILE");
}

static int unknown_command(const char *word) {
    static const char *const known[] = {"read", "help", "--help", "--version", NULL};
    const char *like = nearest(word, known);
    if (like)
        return say_usage(NULL, "no command \"%s\"; did you mean %s?", word, like);
    if (word[0] != '-' && strchr(word, '.'))
        return say_usage(NULL, "no command \"%s\"; did you mean: dragoman read %s", word, word);
    return say_usage(NULL, word[0] == '-' ? "no option %s" : "no command \"%s\"", word);
}

int main(int argc, char **argv) {
    static const struct {
        const char *name;
        int (*run)(int argc, char **argv);
    } commands[] = {
        {"read", read_command},       {"help", help_command},         {"--help", help_command},
        {"-h", help_command},         {"--version", version_command}, {"-V", version_command},
        {"version", version_command},
    };
    signal(SIGPIPE, SIG_IGN); /* a closed pipe is an error of writing, not a way to die */
    if (argc < 2) {
        print_help(NULL);
        return EXIT_USAGE;
    }
    for (size_t i = 0; i < sizeof(commands) / sizeof(commands[0]); i++)
        if (strcmp(argv[1], commands[i].name) == 0)
            return commands[i].run(argc - 1, argv + 1);
    return unknown_command(argv[1]);
}
