/* layout_test.c - paragraphs of texts laid out in the ways that reports come in. */
#include "reader.h"

/* The paragraphs of `input`, each followed by "|", its white space shown as single spaces. */
static void expect(const char *input, const char *paragraphs) {
    reader made = read_text(input);
    char found[4096] = "";
    size_t size = 0;
    for (uint32_t i = 0; i < made.article.n_paragraphs; i++) {
        dgm_view text = text_of(&made, made.article.paragraphs[i].text);
        for (size_t k = 0; k < text.size && size + 2 < sizeof found; k++) {
            bool space = strchr(" \n\r\t", text.data[k]) != NULL;
            if (!space || found[size - 1] != ' ')
                found[size++] = space ? ' ' : text.data[k];
        }
        found[size++] = '|';
    }
    found[size] = '\0';
    assert_string_equal(found, paragraphs);
    reader_close(&made);
}

static void a_line_is_a_paragraph(void **state) {
    (void)state;
    expect("Ministers met.\nThey left early.\nNothing was agreed at all.\n",
           "Ministers met.|They left early.|Nothing was agreed at all.|");
}

static void blank_lines_part_paragraphs(void **state) {
    (void)state;
    expect("Ministers met.\n\n \n\nThey left.\r\n\r\nThe end.", "Ministers met.|They left.|The end.|");
    expect("Old Mac text.\r\rIts second paragraph.", "Old Mac text.|Its second paragraph.|");
}

static void hard_wrapped_lines_are_joined(void **state) {
    (void)state;
    expect("The government said on Monday that it would close the two oldest\n"
           "power stations in the country before the end of the year, and that\n"
           "the people who work there would be offered other posts.\n"
           "\n"
           "Unions called the offer an insult. They have asked for a meeting with\n"
           "the minister, who is to come back from abroad on Thursday.\n",
           "The government said on Monday that it would close the two oldest "
           "power stations in the country before the "
           "end of the year, and that the people who work there would be offered "
           "other posts.|Unions called the offer "
           "an insult. They have asked for a meeting with the minister, who is to "
           "come back from abroad on Thursday.|");
}

static void indents_start_paragraphs_of_wrapped_text(void **state) {
    (void)state;
    expect("STEEL MAKER TO CLOSE A FURNACE IN THE NORTH BY JUNE\n"
           "The largest steel maker said it\n"
           "  would shut one of three furnaces at its northern works as\n"
           "  demand had fallen faster than it had thought.\n"
           "      It gave no figure for the jobs that would be lost, but a\n"
           "  union put them at four hundred.\n"
           "      Trade in the shares was halted.\n",
           "STEEL MAKER TO CLOSE A FURNACE IN THE NORTH BY JUNE|The largest steel "
           "maker said it would shut one of three "
           "furnaces at its northern works as demand had fallen faster than it "
           "had thought.|It gave no figure for the "
           "jobs that would be lost, but a union put them at four hundred.|Trade in the shares was halted.|");
}

static void tables_and_lists_stay_apart(void **state) {
    (void)state;
    expect("The bank gave these figures for lending in the two years, in the\n"
           "currency of the time and without the loans that were written off\n"
           "since then:\n"
           "homes       310     295     280\n"
           "farms       120     118     117\n"
           "- The first is the largest since the war, the bank said on Friday.\n"
           "- The second has fallen in each of the years since the good harvest.\n",
           "The bank gave these figures for lending in the two years, in the "
           "currency of the time and without the loans "
           "that were written off since then:|homes 310 295 280|farms 120 118 "
           "117|- The first is the largest since the "
           "war, the bank said on Friday.|- The second has fallen in each of the "
           "years since the good harvest.|");
}

static void sentences_a_line_are_not_joined(void **state) {
    (void)state;
    expect("Rovers won at home .\nUnited lost to City by three goals to one on "
           "Saturday .\nThe match was stopped .\n"
           "SOCCER - RESULTS\nHe said he would play again next week if the doctors let him .\n",
           "Rovers won at home .|United lost to City by three goals to one on "
           "Saturday .|The match was stopped .|"
           "SOCCER - RESULTS|He said he would play again next week if the doctors let him .|");
}

static void one_long_line_is_one_paragraph(void **state) {
    (void)state;
    reader made = read_text("  It began in May. It went on in June. \xC2\xA0 It has not ended.\xC2\xA0 ");
    assert_int_equal(made.article.n_paragraphs, 1);
    assert_view(text_of(&made, made.article.paragraphs[0].text),
                "It began in May. It went on in June. \xC2\xA0 It has not ended.");
    reader_close(&made);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_is_a_paragraph),
        cmocka_unit_test(blank_lines_part_paragraphs),
        cmocka_unit_test(hard_wrapped_lines_are_joined),
        cmocka_unit_test(indents_start_paragraphs_of_wrapped_text),
        cmocka_unit_test(tables_and_lists_stay_apart),
        cmocka_unit_test(sentences_a_line_are_not_joined),
        cmocka_unit_test(one_long_line_is_one_paragraph),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
