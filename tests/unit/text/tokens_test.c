/* tokens_test.c - what is one token and what is not, by the conventions of UD English. */
#include "sample.h"

static void hyphens_part_words(void **state) {
    (void)state;
    expect_words("a long-term, state-owned plan", "a long - term , state - owned plan");
    expect_words("a U.S.-led force", "a U.S. - led force");
    expect_words("the UN-led talks", "the UN - led talks");
    expect_words("from 1999-2004", "from 1999 - 2004");
    expect_words("over-the-top mid-to-late", "over - the - top mid - to - late");
}

static void hyphens_of_prefixes_and_numbers_stay(void **state) {
    (void)state;
    expect_words("re-elected, non-profit and anti-war", "re-elected , non-profit and anti-war");
    expect_words("an e-mail in mid-May", "an e-mail in mid-May");
    expect_words("call 555-0134 or 202-555-0134", "call 555-0134 or 202-555-0134");
    expect_words("on 2019-04-10", "on 2019-04-10");
}

static void contractions_come_apart(void **state) {
    (void)state;
    expect_words("I don't, can't and won't.", "I do+n't , ca+n't and wo+n't .");
    expect_words("They're here; we've won, she'll go, I'd stay, I'm in",
                 "They+'re here ; we+'ve won , she+'ll go , I+'d stay , I+'m in");
    expect_words("It isn’t Ana’s", "It is+n’t Ana+’s");
    expect_words("You cannot, you're gonna, I dunno", "You can+not , you+'re gon+na , I du+n+no");
    expect_words("IM and O'Neill met at five o'clock", "IM and O'Neill met at five o'clock");
}

static void possessives(void **state) {
    (void)state;
    expect_words("The minister's aide and the banks' loans", "The minister+'s aide and the banks+' loans");
    expect_words("the 'big banks' lost", "the ' big banks ' lost");
    expect_words("U.S.'s and AT&T's", "U.S.+'s and AT&T+'s");
    expect_words("2003's vote in the 1990's", "2003+'s vote in the 1990's");
}

static void apostrophes_at_the_front(void **state) {
    (void)state;
    expect_words("the '90s, get 'em", "the '90s , get 'em");
    expect_words("rock 'n' roll", "rock 'n' roll");
    expect_words("'Yes,' he said", "' Yes , ' he said");
    expect_words("``Yes,'' he said", "`` Yes , '' he said");
}

static void abbreviations_keep_their_period(void **state) {
    (void)state;
    expect_words("Mr. Roe met Gen. Ito on Jan. 5 at 10:30 p.m. on Monday",
                 "Mr. Roe met Gen. Ito on Jan. 5 at 10:30 p.m. on Monday");
    expect_words("Acme Corp. and Roe Inc. of the U.S. agreed", "Acme Corp. and Roe Inc. of the U.S. agreed");
    expect_words("J. K. Roe, No. 5, e.g. this", "J. K. Roe , No. 5 , e.g. this");
    expect_words("Mr.Roe and J.Roe on Nov.28", "Mr. Roe and J. Roe on Nov. 28");
    expect_words("He said no. She left.", "He said no . / She left .");
}

static void a_period_that_ends_the_sentence_is_set_apart(void **state) {
    (void)state;
    expect_words("They sold apples, pears, etc.", "They sold apples , pears , etc .");
    expect_words("It began at 5 p.m. The hall was full.", "It began at 5 p.m . / The hall was full .");
    expect_words("He left the U.S. He did.", "He left the U.S . / He did .");
}

static void numbers_and_money(void **state) {
    (void)state;
    expect_words("1,000.50 and 5.5% of $10bn", "1,000.50 and 5.5 % of $ 10 bn");
    expect_words("US$5m, £3 and €2", "US$ 5 m , £ 3 and € 2");
    expect_words("10km at 5pm on the 3rd", "10 km at 5 pm on the 3rd");
    expect_words("9/11 and 12/05/2004, 7;30", "9/11 and 12/05/2004 , 7 ; 30");
    expect_words("1,2,3 and 5'2", "1 , 2 , 3 and 5 ' 2");
}

static void addresses_are_one_token(void **state) {
    (void)state;
    expect_words("See http://news.example.org/a-b?c=1, or www.example.com.",
                 "See http://news.example.org/a-b?c=1 , or www.example.com .");
    expect_words("(mail j.roe@example.org)", "( mail j.roe@example.org )");
    expect_words("Example.com wrote plan.doc", "Example.com wrote plan.doc");
    expect_words("It ended.Then it began", "It ended . / Then it began");
    expect_words("@someone and #topic # 5", "@someone and #topic # 5");
}

static void marks_in_a_row(void **state) {
    (void)state;
    expect_words("Well... no?! Yes!!! -- or --- so", "Well ... no ?! / Yes !!! -- or --- so");
    expect_words("Well… [...] he said", "Well … [...] he said");
    expect_words("and/or (she), AT&T", "and / or ( she ) , AT&T");
    expect_words("Fine :-) thanks ;)", "Fine :-) thanks ;)");
}

static void no_token_crosses_a_quotation_mark(void **state) {
    (void)state;
    expect_words("\"It is.\"He left", "\" It is . \" / He left");
    expect_words("\"No!\"", "\" No ! \"");
    expect_words("the \"big\"-ness", "the \" big \" - ness");
}

static void other_scripts(void **state) {
    (void)state;
    expect_words("Recep Tayyip Erdoğan’s café", "Recep Tayyip Erdoğan+’s café");
    expect_words("a\xC2\xA0"
                 "b\xE2\x80\x8B"
                 "c",
                 "a b c"); /* no-break and zero-width spaces */
    expect_words(
        "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x9A\x80\xF0\x9F\x98\x80",
        "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x9A\x80 \xF0\x9F\x98\x80"); /* a joined picture, and one more */
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hyphens_part_words),
        cmocka_unit_test(hyphens_of_prefixes_and_numbers_stay),
        cmocka_unit_test(contractions_come_apart),
        cmocka_unit_test(possessives),
        cmocka_unit_test(apostrophes_at_the_front),
        cmocka_unit_test(abbreviations_keep_their_period),
        cmocka_unit_test(a_period_that_ends_the_sentence_is_set_apart),
        cmocka_unit_test(numbers_and_money),
        cmocka_unit_test(addresses_are_one_token),
        cmocka_unit_test(marks_in_a_row),
        cmocka_unit_test(no_token_crosses_a_quotation_mark),
        cmocka_unit_test(other_scripts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
