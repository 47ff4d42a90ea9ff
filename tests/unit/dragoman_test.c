/* dragoman_test.c - the public face: one call, contexts, options, and what failures leave behind. */
#include "dragoman.h"

#include <stdio.h>
#include <string.h>

#include "unit.h"

#define MODEL "models/dragoman-en.dgm"

static const char report[] = "Harbour stays open\n\n\"It will stay open,\" Elena Bordau said on Monday.\n";
static dgm_model *model;

static int append(void *context, const char *data, size_t size) {
    char *text = context;
    size_t used = strlen(text);
    if (size > 8191 - used)
        return -1;
    memcpy(text + used, data, size);
    text[used + size] = '\0';
    return 0;
}

static int refuse(void *context, const char *data, size_t size) {
    (void)context, (void)data, (void)size;
    return 1;
}

static void check_reads(dgm_reader *reader, char text[8192]) {
    const dgm_record *record = NULL;
    text[0] = '\0';
    assert_int_equal(dgm_read(reader, report, strlen(report), NULL, &record, NULL), DGM_OK);
    assert_int_equal(dgm_record_write(record, DGM_FORMAT_JSONL, NULL, append, text, NULL), DGM_OK);
    assert_non_null(strstr(text, "\"kind\":\"direct\""));
}

static void test_one_call(void **state) {
    (void)state;
    char *json = NULL, text[8192];
    dgm_reader *reader = NULL;
    assert_int_equal(dgm_json_read(MODEL, report, strlen(report), &json, NULL), DGM_OK);
    assert_int_equal(dgm_reader_new(model, &reader, NULL), DGM_OK);
    check_reads(reader, text);
    assert_string_equal(json, text);
    dgm_json_free(json);
    dgm_reader_free(reader);
}

static void test_failures_leave_the_reader_good(void **state) {
    (void)state;
    char before[8192], after[8192];
    dgm_error err = {0};
    dgm_reader *reader = NULL;
    const dgm_record *record = NULL;
    assert_int_equal(dgm_reader_new(model, &reader, NULL), DGM_OK);
    check_reads(reader, before);
    assert_int_equal(dgm_read(reader, "", 0, NULL, &record, &err), DGM_ERR_EMPTY);
    assert_int_equal(err.code, DGM_ERR_EMPTY);
    assert_int_equal(dgm_read(reader, "\0\1\2\3\0\1\2\3", 8, NULL, &record, &err), DGM_ERR_BINARY);
    assert_int_equal(dgm_read_file(reader, "no/such/file", NULL, &record, &err), DGM_ERR_IO);
    dgm_read_options options = {.published = "2023-13-01"};
    assert_int_equal(dgm_read(reader, report, strlen(report), &options, &record, &err), DGM_ERR_ARGUMENT);
    options = (dgm_read_options){.max_input = 10};
    assert_int_equal(dgm_read(reader, report, strlen(report), &options, &record, &err), DGM_ERR_LIMIT);
    options = (dgm_read_options){.max_memory = 4096};
    assert_int_equal(dgm_read(reader, report, strlen(report), &options, &record, &err), DGM_ERR_MEMORY);
    assert_null(record);
    check_reads(reader, after);
    assert_string_equal(before, after);
    dgm_reader_free(reader);
}

static void test_options(void **state) {
    (void)state;
    char text[8192] = "";
    dgm_reader *reader = NULL;
    const dgm_record *record = NULL;
    const dgm_read_options options = {.path = "a.txt", .published = "2024-02-29"};
    assert_int_equal(dgm_reader_new(model, &reader, NULL), DGM_OK);
    assert_int_equal(dgm_read(reader, report, strlen(report), &options, &record, NULL), DGM_OK);
    assert_int_equal(dgm_record_write(record, DGM_FORMAT_JSON, NULL, append, text, NULL), DGM_OK);
    assert_non_null(strstr(text, "\"path\": \"a.txt\""));
    assert_non_null(strstr(text, "{\"value\": \"2024-02-29\", \"from\": \"given\", \"span\": null}"));
    dgm_reader_free(reader);
}

static void test_a_sink_may_refuse(void **state) {
    (void)state;
    dgm_error err = {0};
    dgm_reader *reader = NULL;
    const dgm_record *record = NULL;
    assert_int_equal(dgm_reader_new(model, &reader, NULL), DGM_OK);
    assert_int_equal(dgm_read(reader, report, strlen(report), NULL, &record, NULL), DGM_OK);
    for (int format = DGM_FORMAT_JSON; format <= DGM_FORMAT_PRETTY; format++)
        assert_int_equal(dgm_record_write(record, (dgm_format)format, NULL, refuse, NULL, &err), DGM_ERR_IO);
    dgm_reader_free(reader);
}

static void test_names(void **state) {
    (void)state;
    dgm_format format;
    dgm_model *other = NULL;
    dgm_error err = {0};
    assert_int_equal(dgm_format_parse("conllu", &format), DGM_OK);
    assert_int_equal(format, DGM_FORMAT_CONLLU);
    assert_int_equal(dgm_format_parse("xml", &format), DGM_ERR_ARGUMENT);
    assert_non_null(strstr(dgm_model_name(model), "@sha256:"));
    assert_true(strlen(dgm_model_cpu(model)) > 0);
    assert_true(strlen(dgm_version()) > 0);
    assert_int_equal(dgm_model_open(MODEL, "abacus", &other, &err), DGM_ERR_ARGUMENT);
    assert_int_equal(dgm_model_open("no/such/file", NULL, &other, &err), DGM_ERR_IO);
    dgm_model_close(NULL);
    dgm_reader_free(NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_call), cmocka_unit_test(test_failures_leave_the_reader_good),
        cmocka_unit_test(test_options),  cmocka_unit_test(test_a_sink_may_refuse),
        cmocka_unit_test(test_names),
    };
    if (dgm_model_open(MODEL, NULL, &model, NULL) != DGM_OK) {
        puts(MODEL " is missing: skipped");
        return 77;
    }
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    dgm_model_close(model);
    return failed;
}
