/* statements_test.c - cutting, kinds, parts and nesting of statements. */
#include "reading/scene.h"

#define SAYS(s, cue, source, ...) scene_says(s, cue, source, (const char *[]){__VA_ARGS__, NULL})

static void check_one(const char *text, const char *content_given, const char *content, dgm_quoting quoting) {
    scene s;
    scene_open(&s, text);
    SAYS(&s, "said", NULL, content_given);
    dgm_statements said = scene_statements(&s);
    assert_int_equal(said.count, 1);
    scene_check_text(&s, said.items[0].content[0], content);
    assert_int_equal(said.items[0].quoting, quoting);
    scene_close(&s);
}

static void test_kinds(void **state) {
    (void)state;
    check_one("Lee said it would rain.", "it would rain", "it would rain", DGM_QUOTING_INDIRECT);
    check_one("Lee said \"it will rain\".", "\"it will rain\"", "\"it will rain\"", DGM_QUOTING_DIRECT);
    check_one("Lee said it was a \"rainy day\".", "it was a \"rainy day\"", "it was a \"rainy day\"",
              DGM_QUOTING_MIXED);
    check_one("Lee said “it will rain” again.", "“it will rain”", "“it will rain”", DGM_QUOTING_DIRECT);
}

static void test_trims_marks_at_the_edges(void **state) {
    (void)state;
    check_one("It would rain, Lee said.", "It would rain,", "It would rain", DGM_QUOTING_INDIRECT);
    check_one("Lee said it would rain.", "it would rain.", "it would rain", DGM_QUOTING_INDIRECT);
    check_one("Lee said, it would rain.", ", it would rain.", "it would rain", DGM_QUOTING_INDIRECT);
    check_one("Lee said would it rain?", "would it rain?", "would it rain?", DGM_QUOTING_INDIRECT);
}

static void test_keeps_marks_with_their_partner(void **state) {
    (void)state;
    check_one("\"It will rain,\" Lee said.", "It will rain", "\"It will rain,\"", DGM_QUOTING_DIRECT);
    check_one("\"It will rain,\" Lee said.", "\"It will rain", "\"It will rain,\"", DGM_QUOTING_DIRECT);
    check_one("Lee said \"it will rain.\"", "it will rain.\"", "\"it will rain.\"", DGM_QUOTING_DIRECT);
    check_one("Lee said it was \"rain\".", "it was \"rain", "it was \"rain\"", DGM_QUOTING_MIXED);
    check_one("\"No,\" Lee said of the rain.", "\" Lee", "Lee", DGM_QUOTING_INDIRECT);
}

static void test_takes_quotations_whole(void **state) {
    (void)state;
    check_one("\"It will rain. It will snow.\" Lee said.", "It will snow.", "\"It will rain. It will snow.\"",
              DGM_QUOTING_DIRECT);
    check_one("Lee said \"it will rain, and it will snow\" today.", "\"it will rain",
              "\"it will rain, and it will snow\"", DGM_QUOTING_DIRECT);
    /* Told inside a quotation: its marks are another's. */
    check_one("\"Orr said it will snow.\" Lee wrote.", "it will snow.", "it will snow.",
              DGM_QUOTING_INDIRECT);
}

static void test_stays_in_its_part(void **state) {
    (void)state;
    scene s;
    scene_open(&s,
               "Rain near, says Lee\n\nIt will rain in the north of the country today, and Lee said no.\n");
    static const dgm_part parts[] = {{DGM_PART_TITLE, {0, 19}}, {DGM_PART_BODY, {21, 86}}};
    s.article.parts = parts;
    s.article.n_parts = 2;
    s.said[0].content = s.runs[0];
    SAYS(&s, "says", "Lee", "Rain near");
    s.runs[0][1] = scene_words(&s, "It will rain");
    s.said[0].n_content = 2;
    dgm_statements said = scene_statements(&s);
    assert_int_equal(said.items[0].n_content, 1);
    scene_check_text(&s, said.items[0].content[0], "Rain near");
    scene_close(&s);
}

static void check_border(const char *text, const char *cue, const char *content, const char *cue_settled,
                         const char *content_settled) {
    scene s;
    scene_open(&s, text);
    scene_tag(&s, "comment", "VERB");
    SAYS(&s, cue, "Lee", content);
    dgm_statements said = scene_statements(&s);
    scene_check_text(&s, said.items[0].cue, cue_settled);
    scene_check_text(&s, said.items[0].content[0], content_settled);
    scene_close(&s);
}

static void test_borders(void **state) {
    (void)state;
    check_border("Lee declined to comment today.", "declined to", "comment today", "declined",
                 "to comment today");
    check_border("Lee referred to a comment.", "referred to", "a comment", "referred to", "a comment");
    check_border("Lee said that comment is free.", "said that", "comment is free", "said",
                 "that comment is free");
    check_border("Lee warned of a comment.", "warned", "of a comment", "warned of", "a comment");
    check_border("Lee said: no comment.", "said", "no comment", "said:", "no comment");
}

static void test_quotations_run_on(void **state) {
    (void)state;
    scene s;
    scene_open(&s, "“It will rain,” Lee said. “It will rain a lot.\n\n“Take a coat. Take a good coat.\n\n"
                   "“And a hat.”\n\nThe mayor wrote that Orr was wet.\n");
    SAYS(&s, "said", "Lee", "“It will rain,”", "“It will rain a lot.");
    SAYS(&s, "wrote", "The mayor", "Take a good coat", "that Orr was wet");
    dgm_statements said = scene_statements(&s);
    assert_int_equal(said.items[0].n_content, 4);
    scene_check_text(&s, said.items[0].content[1], "“It will rain a lot.");
    scene_check_text(&s, said.items[0].content[2], "“Take a coat. Take a good coat.");
    scene_check_text(&s, said.items[0].content[3], "“And a hat.”");
    assert_int_equal(said.items[0].quoting, DGM_QUOTING_DIRECT);
    assert_int_equal(said.items[1].n_content, 1);
    scene_check_text(&s, said.items[1].content[0], "that Orr was wet");
    scene_close(&s);
}

static void test_joins_stretches_that_meet(void **state) {
    (void)state;
    scene s;
    scene_open(&s, "\"It will rain,\" Lee said. \"Take a coat.\"");
    SAYS(&s, "said", "Lee", "\"It will", "rain,\"", "Take a coat");
    dgm_statements said = scene_statements(&s);
    assert_int_equal(said.items[0].n_content, 2);
    scene_check_text(&s, said.items[0].content[0], "\"It will rain,\"");
    scene_check_text(&s, said.items[0].content[1], "\"Take a coat.\"");
    scene_check_text(&s, said.items[0].source, "Lee");
    scene_close(&s);
}

static void test_drops_what_says_nothing(void **state) {
    (void)state;
    scene s;
    scene_open(&s, "Lee said: \"...\" He left.");
    SAYS(&s, "said", "Lee", "\"...\"");
    assert_int_equal(scene_statements(&s).count, 0);
    scene_close(&s);
}

static void test_trims_commas_of_source_and_cue(void **state) {
    (void)state;
    scene s;
    scene_open(&s, "Ann Lee, the mayor, said, it would rain. It will snow, says Orr, today.");
    SAYS(&s, "said,", "Ann Lee, the mayor,", "it would rain");
    SAYS(&s, ", says", "Orr,", "It will snow");
    dgm_statements said = scene_statements(&s);
    scene_check_text(&s, said.items[0].source, "Ann Lee, the mayor,");
    scene_check_text(&s, said.items[0].cue, "said");
    scene_check_text(&s, said.items[1].source, "Orr");
    scene_check_text(&s, said.items[1].cue, "says");
    scene_close(&s);
}

static void test_one_content_is_one_statement(void **state) {
    (void)state;
    scene s;
    scene_open(&s, "Lee wrote in a letter, saying it would rain in the north.");
    SAYS(&s, "wrote", "Lee", "it would rain in the north");
    SAYS(&s, "saying", NULL, "it would rain in the");
    s.said[0].confidence = 0.8F;
    dgm_statements said = scene_statements(&s);
    assert_int_equal(said.count, 1);
    scene_check_text(&s, said.items[0].cue, "wrote");
    scene_close(&s);
}

static void test_orders_by_cue_and_nests(void **state) {
    (void)state;
    scene s;
    scene_open(&s, "Orr said Lee told him that Kim knew it would rain, Fox wrote.");
    SAYS(&s, "wrote", "Fox", "Orr said Lee told him that Kim knew it would rain");
    SAYS(&s, "said", "Orr", "Lee told him that Kim knew it would rain");
    SAYS(&s, "knew", "Kim", "it would rain");
    SAYS(&s, "told", "Lee", "that Kim knew it would rain");
    dgm_statements said = scene_statements(&s);
    assert_int_equal(said.count, 4);
    scene_check_text(&s, said.items[0].cue, "said");
    scene_check_text(&s, said.items[1].cue, "told");
    scene_check_text(&s, said.items[2].cue, "knew");
    scene_check_text(&s, said.items[3].cue, "wrote");
    assert_int_equal(said.items[0].parent, 3);
    assert_int_equal(said.items[1].parent, 0);
    assert_int_equal(said.items[2].parent, 1);
    assert_int_equal(said.items[3].parent, DGM_NOBODY);
    scene_close(&s);
}

static void test_parents_never_form_a_circle(void **state) {
    (void)state;
    scene s;
    scene_open(&s, "Orr said Lee knew it would rain and snow.");
    SAYS(&s, "said", "Orr", "Lee knew it would rain");
    SAYS(&s, "knew", "Lee", "Orr said", "it would rain and snow");
    dgm_statements said = scene_statements(&s);
    assert_int_equal(said.items[0].parent, 1);
    assert_int_equal(said.items[1].parent, DGM_NOBODY);
    scene_close(&s);
}

static void test_leaves_out_boilerplate(void **state) {
    (void)state;
    scene s;
    scene_open(&s, "Rain comes, Lee says\n\nLee said it would rain in the north of the country today.\n\n"
                   "Lee said it would snow.\n");
    static const dgm_part parts[] = {
        {DGM_PART_TITLE, {0, 20}}, {DGM_PART_BODY, {22, 79}}, {DGM_PART_BIO, {82, 106}}};
    s.article.parts = parts;
    s.article.n_parts = 3;
    SAYS(&s, "says", "Lee", "Rain comes");
    SAYS(&s, "said", "Lee", "it would rain");
    scene_from(&s, "Lee said it would snow");
    SAYS(&s, "said", "Lee", "it would snow");
    dgm_statements said = scene_statements(&s);
    assert_int_equal(said.count, 2);
    scene_check_text(&s, said.items[0].cue, "says");
    scene_check_text(&s, said.items[1].content[0], "it would rain");
    scene_close(&s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_kinds),
        cmocka_unit_test(test_trims_marks_at_the_edges),
        cmocka_unit_test(test_keeps_marks_with_their_partner),
        cmocka_unit_test(test_takes_quotations_whole),
        cmocka_unit_test(test_stays_in_its_part),
        cmocka_unit_test(test_borders),
        cmocka_unit_test(test_quotations_run_on),
        cmocka_unit_test(test_joins_stretches_that_meet),
        cmocka_unit_test(test_drops_what_says_nothing),
        cmocka_unit_test(test_trims_commas_of_source_and_cue),
        cmocka_unit_test(test_one_content_is_one_statement),
        cmocka_unit_test(test_orders_by_cue_and_nests),
        cmocka_unit_test(test_parents_never_form_a_circle),
        cmocka_unit_test(test_leaves_out_boilerplate),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
