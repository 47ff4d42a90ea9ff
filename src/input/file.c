/* file.c - reads in one loop for files, pipes and standard input alike.
 *
 * The size that the system states is only a hint for the first allocation; what
 * counts is what is read, so files that grow and pipes are no special case. */
#include "input/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FIRST_BLOCK = 1 << 16 };

static dgm_status fail_errno(dgm_error *err, const char *path, int number) {
    return dgm_fail(err, DGM_ERR_IO, 0, "%s: %s", path, strerror(number));
}

static const char *kind_of(mode_t mode) {
    if (S_ISDIR(mode))
        return "a directory";
    if (S_ISCHR(mode) || S_ISBLK(mode))
        return "a device";
    if (S_ISSOCK(mode))
        return "a socket";
    return NULL; /* a file or a pipe */
}

/* Opens and checks `path`. */
static dgm_status open_checked(const char *path, int *out_file, size_t *out_hint, dgm_error *err) {
    bool standard = strcmp(path, "-") == 0;
    int file = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (file < 0)
        return fail_errno(err, path, errno);
    struct stat about;
    if (fstat(file, &about) != 0) {
        int number = errno;
        if (!standard)
            close(file);
        return fail_errno(err, path, number);
    }
    const char *kind = standard && !S_ISDIR(about.st_mode) ? NULL : kind_of(about.st_mode);
    if (kind) {
        if (!standard)
            close(file);
        return dgm_fail(err, DGM_ERR_IO, 0, "%s: is %s, not a file", path, kind);
    }
    *out_file = file;
    *out_hint = S_ISREG(about.st_mode) && about.st_size > 0 ? (size_t)about.st_size : 0;
    return DGM_OK;
}

/* Reads until the end or until more than `cap` bytes came. `*data` is the caller's to free, also on
 * failure. */
static dgm_status read_all(int file, const char *path, size_t hint, size_t cap, char **data, size_t *size,
                           dgm_error *err) {
    size_t room = (hint < cap ? hint : cap) + 1; /* one more, to see that the end came */
    if (room < FIRST_BLOCK)
        room = FIRST_BLOCK;
    *size = 0;
    *data = malloc(room);
    if (!*data)
        return dgm_fail(err, DGM_ERR_MEMORY, 0, "%s: out of memory", path);
    for (;;) {
        if (*size > cap)
            return dgm_fail(err, DGM_ERR_LIMIT, cap, "%s: larger than %zu bytes", path, cap);
        if (*size == room) {
            char *larger = realloc(*data, room * 2);
            if (!larger)
                return dgm_fail(err, DGM_ERR_MEMORY, 0, "%s: out of memory", path);
            *data = larger;
            room *= 2;
        }
        ssize_t got = read(file, *data + *size, room - *size);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return fail_errno(err, path, errno);
        if (got == 0)
            return DGM_OK;
        *size += (size_t)got;
    }
}

dgm_status dgm_input_read(const char *path, size_t cap, dgm_view *out, dgm_error *err) {
    int file = -1;
    size_t hint = 0, size = 0;
    char *data = NULL;
    if (cap == 0)
        cap = DGM_INPUT_CAP;
    DGM_TRY(open_checked(path, &file, &hint, err));
    dgm_status status = DGM_OK;
    if (hint > cap)
        status = dgm_fail(err, DGM_ERR_LIMIT, cap, "%s: larger than %zu bytes", path, cap);
    else
        status = read_all(file, path, hint, cap, &data, &size, err);
    if (file != STDIN_FILENO)
        close(file);
    if (status != DGM_OK) {
        free(data);
        return status;
    }
    *out = (dgm_view){data, size};
    return DGM_OK;
}

void dgm_input_free(dgm_view bytes) {
    free((char *)bytes.data);
}
