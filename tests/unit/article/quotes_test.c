/* quotes_test.c - which marks make a quotation, in clean text and in broken text. */
#include "reader.h"

/* The quotations of `input`, each as "[...]" between its marks (or "<...>" where a mark is missing), one
 * behind the other. */
static void expect(const char *input, const char *quoted) {
    reader made = read_text(input);
    char found[1024] = "";
    size_t size = 0;
    for (uint32_t i = 0; i < made.article.n_quotes; i++) {
        const dgm_quote *quote = &made.article.quotes[i];
        dgm_view inside = text_of(&made, (dgm_range){quote->open.end, quote->close.start});
        bool opened = quote->open.start < quote->open.end, closed = quote->close.start < quote->close.end;
        size += (size_t)snprintf(found + size, sizeof found - size, "%c%.*s%c", opened ? '[' : '<',
                                 (int)inside.size, inside.data, closed ? ']' : '>');
    }
    if (strcmp(found, quoted) != 0)
        fail_msg("in \"%s\" found \"%s\", not \"%s\"", input, found, quoted);
    reader_close(&made);
}

static void marks_of_every_style_pair(void **state) {
    (void)state;
    expect("\"Go,\" he said. \"Now.\"", "[Go,][Now.]");
    expect("“Go,” he said. “Now.”", "[Go,][Now.]");
    expect("''Go,'' he said. ''Now.''", "[Go,][Now.]");
    expect("``Go,'' he said.", "[Go,]");
    expect("„Go“, he said, «now», »or never«.", "[Go][now][or never]");
    expect("“Go», he said. \"Now.''", "[Go][Now.]");
}

static void apostrophes_are_no_quotation(void **state) {
    (void)state;
    expect("It's the workers' day; 'twas ‘so’ in the ’90s, they said.", "");
    expect("The ‘new’ rule isn’t Labour’s.", "");
}

static void inches_are_no_quotation(void **state) {
    (void)state;
    expect("He is 6'2\" tall and wants a 50\" screen.", "");
    expect("“He’s like 6’2”,” she said.", "[He’s like 6’2”,]");
    expect("\"He is 6'2\" tall,\" she said.", "[He is 6'2\" tall,]");
}

static void a_quotation_in_a_quotation_is_part_of_it(void **state) {
    (void)state;
    expect("“He said “no” to me,” she said.", "[He said “no” to me,]");
    expect("\"He said “no” to me,\" she said.", "[He said “no” to me,]");
    expect("\"He said 'no' to me,\" she said.", "[He said 'no' to me,]");
}

static void a_quotation_runs_on_over_paragraphs(void **state) {
    (void)state;
    expect("“First this.\n\n“Then that,” she said.", "[First this.>[Then that,]");
    expect("\"First this.\n\n\"Then that.\n\n\"Then no more.\"\n\nHe left.",
           "[First this.>[Then that.>[Then no more.]");
    expect("He said: “First this.\n\nThen that.”\n\nHe left.", "[First this.><Then that.]");
}

static void paragraphs_of_a_quotation_may_have_been_joined(void **state) {
    (void)state;
    expect("He said: \"First this. \"Then that. \"Then no more.\" He left.",
           "[First this.>[Then that.>[Then no more.]");
}

static void a_missing_closing_mark(void **state) {
    (void)state;
    expect("The mayor said: “We leave today.", "[We leave today.>");
    expect("They call it \"the plan and “the deal”.", "[the plan and>[the deal]");
    expect("“We leave today.’ He left.", "[We leave today.]");
}

static void a_missing_opening_mark(void **state) {
    (void)state;
    expect("We leave today,\" the mayor said.", "<We leave today,]");
    expect("\"Yes,\" he said. We leave today.\" He left.", "[Yes,]<We leave today.]");
    expect("The word\" is odd.", "");
}

static void a_lone_mark_far_from_the_end_holds_its_sentence(void **state) {
    (void)state;
    char text[2000] = "She called it \"a plan. Then ";
    while (strlen(text) < 1800)
        strcat(text, "nothing happened and ");
    strcat(text, "they left.");
    expect(text, "[a plan.>");
}

static void spaces_around_marks_do_not_mislead(void **state) {
    (void)state;
    expect("\" Go now , \" he said . \" Or never . \"", "[ Go now , ][ Or never . ]");
    expect("He said,\"Go.\"Then he left.", "[Go.]");
    expect("(\"Go\") - \"now\"- he said.", "[Go][now]");
}

static void marks_of_a_repaired_text_stand_where_they_stand(void **state) {
    (void)state;
    reader made = read_text("In the the end “we leave»Bob said. “Or no\xC2\xADt.”");
    assert_int_equal(made.article.n_quotes, 2);
    const dgm_quote *quotes = made.article.quotes;
    assert_view(text_of(&made, quotes[0].open), "“");
    assert_view(text_of(&made, quotes[0].close), "”");
    assert_view(source_of(&made, quotes[0].close), "»");
    assert_view(source_of(&made, quotes[1].open), "“");
    assert_view(source_of(&made, (dgm_range){quotes[1].open.end, quotes[1].close.start}), "Or no\xC2\xADt.");
    reader_close(&made);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(marks_of_every_style_pair),
        cmocka_unit_test(apostrophes_are_no_quotation),
        cmocka_unit_test(inches_are_no_quotation),
        cmocka_unit_test(a_quotation_in_a_quotation_is_part_of_it),
        cmocka_unit_test(a_quotation_runs_on_over_paragraphs),
        cmocka_unit_test(paragraphs_of_a_quotation_may_have_been_joined),
        cmocka_unit_test(a_missing_closing_mark),
        cmocka_unit_test(a_missing_opening_mark),
        cmocka_unit_test(a_lone_mark_far_from_the_end_holds_its_sentence),
        cmocka_unit_test(spaces_around_marks_do_not_mislead),
        cmocka_unit_test(marks_of_a_repaired_text_stand_where_they_stand),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
