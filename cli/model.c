/* model.c - where the weights are, and opening them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "program.h"

#define FILE_NAME "dragoman-en.dgm"

/* "…/bin/dragoman" → "…/share/dragoman/dragoman-en.dgm", if that is there. */
static const char *beside_program(void) {
    static char path[4096];
    ssize_t size = readlink("/proc/self/exe", path, sizeof(path));
    if (size <= 0 || (size_t)size >= sizeof(path))
        return NULL;
    path[size] = '\0';
    char *slash = strrchr(path, '/');
    const char *rest = "/../share/dragoman/" FILE_NAME;
    if (!slash || (size_t)(slash - path) + strlen(rest) >= sizeof(path))
        return NULL;
    memcpy(slash, rest, strlen(rest) + 1);
    return access(path, R_OK) == 0 ? path : NULL;
}

static const char *find_model(void) {
    const char *named = getenv("DRAGOMAN_MODEL");
    if (named && *named)
        return named;
    const char *beside = beside_program();
    if (beside)
        return beside;
    return access(DGM_MODEL_IN_TREE, R_OK) == 0 ? DGM_MODEL_IN_TREE : DGM_MODEL_INSTALLED;
}

dgm_status open_model(const char *path, dgm_model **out, const char **out_path, dgm_error *err) {
    const char *cpu = getenv("DRAGOMAN_CPU");
    *out_path = path ? path : find_model();
    return dgm_model_open(*out_path, cpu && *cpu ? cpu : NULL, out, err);
}
