/* repairs_test.c - each repair by name, what it reads, and that every offset still leads to the right
 * bytes. */
#include "reader.h"

/* One repair is made, of this kind, of these bytes, read as that; the text comes out so. */
static void expect(const char *input, const char *text, dgm_repair_kind kind, const char *bytes,
                   const char *read_as) {
    reader made = read_text(input);
    assert_view(made.article.text, text);
    assert_int_equal(made.article.n_repairs, 1);
    assert_int_equal(made.article.repairs[0].kind, kind);
    assert_view(dgm_view_sub(made.input, made.article.repairs[0].source), bytes);
    assert_view(made.article.repairs[0].read_as, read_as);
    reader_close(&made);
}

static void expect_clean(const char *input) {
    reader made = read_text(input);
    assert_view(made.article.text, input);
    if (made.article.n_repairs)
        fail_msg("%s in \"%s\"", dgm_repair_name(made.article.repairs[0].kind), input);
    reader_close(&made);
}

static void marks_of_two_kinds_are_read_as_one(void **state) {
    (void)state;
    expect("“We leave today», she said.", "“We leave today”, she said.", DGM_REPAIR_QUOTE, "»", "”");
    expect("\"We leave today'' she said.", "\"We leave today\" she said.", DGM_REPAIR_QUOTE, "''", "\"");
    expect("“We leave today,\" she said.", "“We leave today,” she said.", DGM_REPAIR_QUOTE, "\"", "”");
    expect("\"We leave today,” she said.", "“We leave today,” she said.", DGM_REPAIR_QUOTE, "\"", "“");
    expect("“We leave today,“ she said.", "“We leave today,” she said.", DGM_REPAIR_QUOTE, "“", "”");
    expect("”We leave today,” she said.", "“We leave today,” she said.", DGM_REPAIR_QUOTE, "”", "“");
    expect("“We leave today,’ she said.", "“We leave today,” she said.", DGM_REPAIR_QUOTE, "’", "”");
}

static void broken_pairs_are_read_as_whole_ones(void **state) {
    (void)state;
    static const char *const broken[] = {"``We leave today,'' she said.", "„We leave today,“ she said.",
                                         "„We leave today,” she said.",   "«We leave today,» she said.",
                                         "»We leave today,« she said.",   "‘‘We leave today,’’ she said.",
                                         "″We leave today,” she said.",   "〝We leave today,〞 she said."};
    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
        reader made = read_text(broken[i]);
        assert_view(made.article.text, "“We leave today,” she said.");
        assert_int_equal(made.article.n_quotes, 1);
        assert_true(made.article.n_repairs > 0);
        reader_close(&made);
    }
}

static void a_missing_partner_is_noted_and_nothing_rewritten(void **state) {
    (void)state;
    expect("The mayor said: \"We leave today.", "The mayor said: \"We leave today.", DGM_REPAIR_QUOTE, "\"",
           "\"");
    expect("We leave today,\" the mayor said.", "We leave today,\" the mayor said.", DGM_REPAIR_QUOTE, "\"",
           "\"");
}

static void a_space_is_put_in_behind_a_closing_mark(void **state) {
    (void)state;
    expect("“We leave.”The mayor said no more.", "“We leave.” The mayor said no more.", DGM_REPAIR_SPACE, "”",
           "” ");
    expect("\"We leave,\"she said.", "\"We leave,\" she said.", DGM_REPAIR_SPACE, "\"", "\" ");
    expect("“We leave.”“When?” he asked.", "“We leave.” “When?” he asked.", DGM_REPAIR_SPACE, "”", "” ");
    expect_clean("The “A”s outnumber the “B”s, and the film was “Alien”ish.");
    expect_clean("The \"no\"-vote, the (\"yes\") vote and the \"perhaps\"; then nothing.");
}

static void stray_stops_are_left_out(void **state) {
    (void)state;
    expect("The talks failed. . Both sides left.", "The talks failed. Both sides left.", DGM_REPAIR_STRAY,
           ". .", ".");
    expect("The talks failed, . Both left.", "The talks failed. Both left.", DGM_REPAIR_STRAY, ", .", ".");
}

static void omissions_and_tokens_are_not_stray(void **state) {
    (void)state;
    expect_clean("\"I think . . . we may leave,\" he said.");
    expect_clean("It is in the U.S. . They said so.");
    expect_clean("The talks failed . Both sides left . Nobody came back . ."); /* cut up by a program */
}

static void words_written_twice_are_read_once(void **state) {
    (void)state;
    expect("Ministers met in the the capital.", "Ministers met in the capital.", DGM_REPAIR_WORD, "the the",
           "the");
    expect("He asked all who had come to hear him to\nto stay at home.",
           "He asked all who had come to hear him to stay at home.", DGM_REPAIR_WORD, "to\nto", "to");
}

static void words_meant_twice_stay(void **state) {
    (void)state;
    expect_clean("He had had enough, and that that was so she knew very very well.");
    expect_clean("The The played a song. What he is is a liar.");
}

static void mojibake_is_undone(void **state) {
    (void)state;
    expect("It isnâ€™t over.", "It isn’t over.", DGM_REPAIR_MOJIBAKE, "â€™", "’");
    expect("The cafÃ© is shut.", "The café is shut.", DGM_REPAIR_MOJIBAKE, "Ã©", "é");
    expect("JosÃƒÂ© is here.", "José is here.", DGM_REPAIR_MOJIBAKE, "ÃƒÂ©", "é");
    expect("It costs Â£5.", "It costs £5.", DGM_REPAIR_MOJIBAKE, "Â£", "£");
    expect("It isn\xC2\x92t over.", "It isn’t over.", DGM_REPAIR_MOJIBAKE, "\xC2\x92", "’");
    expect("It isnâ€TMt over.", "It isn’t over.", DGM_REPAIR_MOJIBAKE, "â€TM", "’");
    expect("Senor Nu\xC3\x83"
           "3ez came.",
           "Senor Nuóez came.", DGM_REPAIR_MOJIBAKE,
           "\xC3\x83"
           "3",
           "ó");
    expect("Senor PeA\xCC\x83\xC2\xB1"
           "a came.",
           "Senor Peña came.", DGM_REPAIR_MOJIBAKE, "A\xCC\x83\xC2\xB1", "ñ");
}

static void mojibake_of_quotation_marks_makes_a_quotation(void **state) {
    (void)state;
    reader made = read_text("â€œWe leave today,â€\xC2\x9D she said. â€œAll of us,â€ he added.");
    assert_view(made.article.text, "“We leave today,” she said. “All of us,” he added.");
    assert_int_equal(made.article.n_quotes, 2);
    assert_int_equal(made.article.n_repairs, 4);
    assert_view(source_of(&made, find_text(&made, "“We")), "â€œWe");
    assert_view(source_of(&made, find_text(&made, "us,” he")), "us,â€ he");
    reader_close(&made);
}

static void genuine_letters_are_no_mojibake(void **state) {
    (void)state;
    expect_clean(
        "“SÃO”, “IRM\xC3\x83\xE2\x80\x9D and “CAFÉ” are words; so are Âge, château, São and Ångström.");
    expect_clean("Ãltima? Zoë’s naïve façade cost €5 – or £4…");
}

static void what_nobody_sees_is_left_out(void **state) {
    (void)state;
    expect("The govern\xC2\xADment fell.", "The government fell.", DGM_REPAIR_HYPHEN, "\xC2\xAD", "");
    expect("The \xE2\x80\x8Bgovernment fell.", "The government fell.", DGM_REPAIR_HYPHEN, "\xE2\x80\x8B", "");
    reader made = read_text("The govern\xC2\xADment fell.");
    assert_view(source_of(&made, find_text(&made, "government")), "govern\xC2\xADment");
    assert_view(source_of(&made, find_text(&made, "ment")), "ment");
    reader_close(&made);
}

static void bytes_that_are_no_text_are_noted(void **state) {
    (void)state;
    expect("“Zoë” met “Chloë” at \xFF noon.", "“Zoë” met “Chloë” at � noon.", DGM_REPAIR_BYTE, "\xFF", "�");
}

static void clean_text_is_not_touched(void **state) {
    (void)state;
    expect_clean(
        "“We leave,” she said. “When?” he asked.\n\n\"Soon,\" she said. ''Very soon,'' they wrote.\n");
    expect_clean("He is 6'2\" tall, they're \"happy\", and the dogs' “home” isn’t far.\r\n\r\nThe end.");
    expect_clean("\tIt rose 5% -- to $3.50 (from $3.10) ... and fell; \"up, up and away\"!");
}

static void repairs_come_in_the_order_of_the_input(void **state) {
    (void)state;
    reader made = read_text("“Zoë” saw the the caf\xC3\x83\xC2\xA9 and “Chloë” a \xFF gov\xC2\xAD"
                            "ernment, "
                            "“so”Bob said.");
    static const dgm_repair_kind kinds[] = {DGM_REPAIR_WORD, DGM_REPAIR_MOJIBAKE, DGM_REPAIR_BYTE,
                                            DGM_REPAIR_HYPHEN, DGM_REPAIR_SPACE};
    assert_view(made.article.text, "“Zoë” saw the café and “Chloë” a � government, “so” Bob said.");
    assert_int_equal(made.article.n_repairs, 5);
    for (size_t i = 0; i < 5; i++)
        assert_int_equal(made.article.repairs[i].kind, kinds[i]);
    assert_view(source_of(&made, find_text(&made, "the café")), "the the caf\xC3\x83\xC2\xA9");
    assert_view(source_of(&made, find_text(&made, "saw")), "saw");
    assert_view(source_of(&made, find_text(&made, "Bob said.")), "Bob said.");
    assert_view(source_of(&made, find_text(&made, "government")), "gov\xC2\xAD"
                                                                  "ernment");
    assert_view(source_of(&made, (dgm_range){0, (uint32_t)made.article.text.size}), made.input.data);
    reader_close(&made);
}

static void repairs_and_utf16_compose(void **state) {
    (void)state;
    static const char input[] = "\xFF\xFE"
                                "i\0n\0 \0t\0h\0e\0 \0t\0h\0e\0 \0s\0k\0y\0.\0";
    reader made = read_bytes((dgm_view){input, sizeof input - 1});
    assert_view(made.article.text, "in the sky.");
    dgm_range sky = dgm_article_source(&made.article, find_text(&made, "sky"));
    assert_int_equal(sky.start, 2 + 2 * 11);
    assert_int_equal(sky.end, 2 + 2 * 14);
    dgm_range the = dgm_article_source(&made.article, find_text(&made, "the"));
    assert_int_equal(the.start, 2 + 2 * 3);
    assert_int_equal(the.end, 2 + 2 * 10);
    reader_close(&made);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(marks_of_two_kinds_are_read_as_one),
        cmocka_unit_test(broken_pairs_are_read_as_whole_ones),
        cmocka_unit_test(a_missing_partner_is_noted_and_nothing_rewritten),
        cmocka_unit_test(a_space_is_put_in_behind_a_closing_mark),
        cmocka_unit_test(stray_stops_are_left_out),
        cmocka_unit_test(omissions_and_tokens_are_not_stray),
        cmocka_unit_test(words_written_twice_are_read_once),
        cmocka_unit_test(words_meant_twice_stay),
        cmocka_unit_test(mojibake_is_undone),
        cmocka_unit_test(mojibake_of_quotation_marks_makes_a_quotation),
        cmocka_unit_test(genuine_letters_are_no_mojibake),
        cmocka_unit_test(what_nobody_sees_is_left_out),
        cmocka_unit_test(bytes_that_are_no_text_are_noted),
        cmocka_unit_test(clean_text_is_not_touched),
        cmocka_unit_test(repairs_come_in_the_order_of_the_input),
        cmocka_unit_test(repairs_and_utf16_compose),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
