/* file_test.c - files and pipes are read whole or refused with the reason. */
#include "input/file.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "unit.h"

static char folder[] = "/tmp/dragoman-file-XXXXXX";
static char path[sizeof folder + 16];

static int make_folder(void **state) {
    (void)state;
    if (!mkdtemp(folder))
        return -1;
    snprintf(path, sizeof path, "%s/report.txt", folder);
    return 0;
}

static int remove_folder(void **state) {
    (void)state;
    unlink(path);
    return rmdir(folder);
}

static void write_file(const char *bytes, size_t size) {
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
}

static void expect_failure(const char *what, size_t cap, dgm_status status, const char *reason) {
    dgm_view out = {"untouched", 9};
    dgm_error err = {0};
    assert_int_equal(dgm_input_read(what, cap, &out, &err), status);
    assert_int_equal(err.code, status);
    assert_non_null(strstr(err.text, reason));
    assert_string_equal(out.data, "untouched");
    assert_int_equal(dgm_input_read(what, cap, &out, NULL), status);
}

static void a_file_is_read_whole(void **state) {
    (void)state;
    char bytes[200000];
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (char)(i * 7);
    write_file(bytes, sizeof bytes);
    dgm_view out = {NULL, 0};
    assert_int_equal(dgm_input_read(path, 0, &out, NULL), DGM_OK);
    assert_int_equal(out.size, sizeof bytes);
    assert_memory_equal(out.data, bytes, sizeof bytes);
    dgm_input_free(out);
}

static void an_empty_file_is_an_empty_view(void **state) {
    (void)state;
    write_file("", 0);
    dgm_view out = {"", 7};
    assert_int_equal(dgm_input_read(path, 0, &out, NULL), DGM_OK);
    assert_int_equal(out.size, 0);
    dgm_input_free(out);
    dgm_input_free((dgm_view){NULL, 0});
}

static void the_cap_is_kept_to_the_byte(void **state) {
    (void)state;
    write_file("0123456789", 10);
    dgm_view out = {NULL, 0};
    assert_int_equal(dgm_input_read(path, 10, &out, NULL), DGM_OK);
    dgm_input_free(out);
    expect_failure(path, 9, DGM_ERR_LIMIT, "larger than 9 bytes");
}

static void what_cannot_be_read_is_named(void **state) {
    (void)state;
    expect_failure("/nowhere/at/all", 0, DGM_ERR_IO, "/nowhere/at/all");
    expect_failure(folder, 0, DGM_ERR_IO, "directory");
    expect_failure("/dev/zero", 0, DGM_ERR_IO, "device");
}

static void an_unreadable_file_is_refused(void **state) {
    (void)state;
    write_file("secret", 6);
    if (geteuid() == 0)
        skip(); /* root reads anything */
    assert_int_equal(chmod(path, 0), 0);
    expect_failure(path, 0, DGM_ERR_IO, "ermission");
}

/* Standard input, from a pipe that holds `bytes`. */
static dgm_status read_standard_input(const char *bytes, size_t cap, dgm_view *out, dgm_error *err) {
    int ends[2], kept = dup(STDIN_FILENO);
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(write(ends[1], bytes, strlen(bytes)), strlen(bytes));
    close(ends[1]);
    dup2(ends[0], STDIN_FILENO);
    close(ends[0]);
    dgm_status status = dgm_input_read("-", cap, out, err);
    dup2(kept, STDIN_FILENO);
    close(kept);
    return status;
}

static void standard_input_is_read_and_capped(void **state) {
    (void)state;
    dgm_view out = {NULL, 0};
    dgm_error err = {0};
    assert_int_equal(read_standard_input("from a pipe", 0, &out, &err), DGM_OK);
    assert_int_equal(out.size, 11);
    assert_memory_equal(out.data, "from a pipe", 11);
    dgm_input_free(out);
    assert_int_equal(read_standard_input("from a pipe", 10, &out, &err), DGM_ERR_LIMIT);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_is_read_whole),          cmocka_unit_test(an_empty_file_is_an_empty_view),
        cmocka_unit_test(the_cap_is_kept_to_the_byte),   cmocka_unit_test(what_cannot_be_read_is_named),
        cmocka_unit_test(an_unreadable_file_is_refused), cmocka_unit_test(standard_input_is_read_and_capped),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
