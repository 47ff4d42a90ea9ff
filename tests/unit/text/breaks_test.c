/* breaks_test.c - where a sentence likely starts. */
#include "sample.h"

static void after_the_usual_ends(void **state) {
    (void)state;
    expect_words("He came. She left! Why? No one knew.", "He came . / She left ! / Why ? / No one knew .");
    expect_words("He waited... Then he left.", "He waited ... / Then he left .");
    expect_words("One line\nAnother line", "One line / Another line");
}

static void not_where_it_goes_on(void **state) {
    (void)state;
    expect_words("He waited ... and left.", "He waited ... and left .");
    expect_words("Yahoo! shares rose.", "Yahoo! shares rose .");
    expect_words("\"Really?\" he asked.", "\" Really ? \" he asked .");
    expect_words("\"Really?\" Ana Roe asked.", "\" Really ? \" Ana Roe asked .");
    expect_words("\"Go!\", he said.", "\" Go ! \" , he said .");
}

static void closing_marks_belong_to_the_end(void **state) {
    (void)state;
    expect_words("\"He left.\" She stayed.", "\" He left . \" / She stayed .");
    expect_words("(He left.) She stayed.", "( He left . ) / She stayed .");
    expect_words("She stayed. \"He left.\"", "She stayed . / \" He left . \"");
    expect_words("It fell.[2] Then it rose. :) Good.", "It fell . [ 2 ] / Then it rose . :) / Good .");
}

static void abbreviations(void **state) {
    (void)state;
    expect_words("Mr. The Great", "Mr. The Great");
    expect_words("in the U.S. Senate", "in the U.S. Senate");
    expect_words("Acme Inc. Its shares fell.", "Acme Inc . / Its shares fell .");
}

static void numbers_of_items(void **state) {
    (void)state;
    expect_words("2. We agree. 3. They do.", "2 . We agree . / 3 . They do .");
    expect_words("We counted 3. They had 2.", "We counted 3 . / They had 2 .");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(after_the_usual_ends),
        cmocka_unit_test(not_where_it_goes_on),
        cmocka_unit_test(closing_marks_belong_to_the_end),
        cmocka_unit_test(abbreviations),
        cmocka_unit_test(numbers_of_items),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
