/* json_test.c - strings that need escapes, and a record walked by its table. */
#include "store/json.h"
#include "store/sink.h"

static void check_string(dgm_view text, const char *expected) {
    sink s;
    dgm_json_string(text, sink_open(&s));
    assert_string_equal(sink_text(&s), expected);
}

static void test_strings(void **state) {
    (void)state;
    check_string(DGM_VIEW(""), "\"\"");
    check_string(DGM_VIEW("a \"b\" \\ c/d"), "\"a \\\"b\\\" \\\\ c/d\"");
    check_string(DGM_VIEW("\b\f\n\r\t"), "\"\\b\\f\\n\\r\\t\"");
    check_string((dgm_view){"\0\x01\x1f\x7f", 4}, "\"\\u0000\\u0001\\u001f\\u007f\"");
    check_string(DGM_VIEW("Çavuşoğlu “x” 😀"), "\"Çavuşoğlu “x” 😀\"");
    check_string((dgm_view){"a\xff\xe2\x80z", 5}, "\"a\xEF\xBF\xBD\xEF\xBF\xBDz\"");
}

static struct dgm_record small_record(void) {
    static const dgm_range cue = {4, 8}, content[] = {{9, 20}, {30, 40}};
    static const dgm_record_statement statement = {.id = {"S1", 2},
                                                   .kind = {"direct", 6},
                                                   .cue = {&cue, 1},
                                                   .content = {content, 2},
                                                   .confidence = 0.5F};
    static const dgm_record_part part = {{"body", 4}, {0, 40}};
    static const dgm_record_repair repair = {{"missing-space", 13}, {7, 7}, {" ", 1}};
    return (struct dgm_record){.schema = 1,
                               .dragoman = DGM_VIEW("0.1.0"),
                               .model = DGM_VIEW("m"),
                               .report = {.path = DGM_VIEW("a.txt"),
                                          .id = DGM_VIEW("00"),
                                          .language = DGM_VIEW("en"),
                                          .parts = {&part, 1},
                                          .repairs = {&repair, 1}},
                               .statements = {&statement, 1}};
}

static void test_a_record_on_one_line(void **state) {
    (void)state;
    struct dgm_record record = small_record();
    sink s;
    dgm_json_write(&record, false, sink_open(&s));
    assert_string_equal(
        sink_text(&s),
        "{\"schema\":1,\"dragoman\":\"0.1.0\",\"model\":\"m\",\"report\":{\"path\":\"a.txt\",\"id\":\"00\",\"url\":null,"
        "\"outlet\":null,\"language\":\"en\",\"title\":null,\"byline\":[],\"published\":null,"
        "\"parts\":[{\"role\":\"body\",\"span\":[0,40]}],"
        "\"repairs\":[{\"kind\":\"missing-space\",\"span\":[7,7],\"read_as\":\" \"}]},"
        "\"credits\":[],\"actors\":[],\"times\":[],\"statements\":[{\"id\":\"S1\",\"kind\":\"direct\",\"speaker\":null,"
        "\"source\":[],\"cue\":[[4,8]],\"content\":[[9,20],[30,40]],\"addressee\":null,\"parent\":null,\"via\":[],"
        "\"when\":null,\"confidence\":0.500,\"speaker_confidence\":0.000}],\"events\":[],\"claims\":[]}\n");
}

static void test_a_record_indented(void **state) {
    (void)state;
    struct dgm_record record = small_record();
    sink s;
    dgm_json_write(&record, true, sink_open(&s));
    const char *text = sink_text(&s);
    assert_non_null(strstr(text, "{\n  \"schema\": 1,\n  \"dragoman\": \"0.1.0\",\n"));
    assert_non_null(
        strstr(text, "    \"parts\": [\n      {\"role\": \"body\", \"span\": [0, 40]}\n    ],\n"));
    assert_non_null(strstr(text, "      \"content\": [[9, 20], [30, 40]],\n"));
    assert_non_null(strstr(text, "  \"events\": [],\n  \"claims\": []\n}\n"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_strings),
        cmocka_unit_test(test_a_record_on_one_line),
        cmocka_unit_test(test_a_record_indented),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
