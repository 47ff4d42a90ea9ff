/* parts_test.c - each role where its wording and its place say so, and body everywhere else. */
#include "reader.h"

#define TITLE "Harbour road to close\n\n"
#define BODY                                                                                       \
    "The council voted on Tuesday to close the harbour road for two years while the sea wall is "  \
    "rebuilt, and to pay the shops along it for what they lose.\n\n"                               \
    "\"We had no choice,\" said Ana Roe, who leads the council. \"The wall will not last another " \
    "winter.\"\n\n"                                                                                \
    "Shopkeepers said the money came too late for some of them, and asked for a meeting.\n\n"

/* The role of the part that holds `needle`, which is all of the part's text where `whole` is set. */
static void expect(const char *input, const char *needle, dgm_part_role role, bool whole) {
    reader made = read_text(input);
    dgm_range found = find_text(&made, needle);
    for (uint32_t i = 0; i < made.article.n_parts; i++) {
        const dgm_part *part = &made.article.parts[i];
        if (part->text.start > found.start || found.start >= part->text.end)
            continue;
        if (part->role != role)
            fail_msg("\"%s\" is %s, not %s", needle, dgm_part_name(part->role), dgm_part_name(role));
        if (whole)
            assert_view(text_of(&made, part->text), needle);
        reader_close(&made);
        return;
    }
    fail_msg("\"%s\" is in no part", needle);
}

static void titles(void **state) {
    (void)state;
    expect("Harbour road to close for two years\n\n" BODY, "Harbour road to close for two years",
           DGM_PART_TITLE, true);
    expect("Harbour Road To Close For Two Years.\n\n" BODY, "Harbour Road To Close For Two Years.",
           DGM_PART_TITLE, true);
    expect("HARBOUR ROAD TO CLOSE\n" BODY, "HARBOUR ROAD TO CLOSE", DGM_PART_TITLE, true);
    expect("Harbour road to close;\nShops want more money.\n\n" BODY, "Shops want", DGM_PART_TITLE, false);
    expect(BODY, "The council voted", DGM_PART_BODY, false);
    expect("Only one line of news came.", "Only one", DGM_PART_BODY, false);
}

static void bylines(void **state) {
    (void)state;
    expect(TITLE "By Jane Doe\n\n" BODY, "By Jane Doe", DGM_PART_BYLINE, true);
    expect(TITLE "By JANE DOE and John van Roe, Staff Writers\n\n" BODY, "By JANE", DGM_PART_BYLINE, false);
    expect(TITLE "By Monday the shops had shut.\n\n" BODY, "By Monday", DGM_PART_BODY, false);
}

static void date_lines(void **state) {
    (void)state;
    expect(TITLE "Published: 3 May 2016 10:15 GMT\n\n" BODY, "Published: 3", DGM_PART_DATELINE, false);
    expect(TITLE "Tuesday, May 3, 2016\n\n" BODY, "Tuesday, May 3, 2016", DGM_PART_DATELINE, true);
    expect(TITLE "Published claims of 3 deaths were wrong.\n\n" BODY, "Published claims", DGM_PART_BODY,
           false);
}

static void datelines_are_cut_off_their_paragraph(void **state) {
    (void)state;
    expect("PORTVILLE, May 3 (Reuters) - " BODY, "PORTVILLE, May 3", DGM_PART_DATELINE, true);
    expect("PORTVILLE, May 3 (Reuters) - " BODY, "(Reuters) -", DGM_PART_CREDIT, true);
    expect("PORTVILLE, May 3 (Reuters) - " BODY, "The council voted", DGM_PART_BODY, false);
    expect("PORT VILLE, Calif. — " BODY, "PORT VILLE, Calif. —", DGM_PART_DATELINE, true);
    expect("Portville (AP) -- " BODY, "Portville", DGM_PART_DATELINE, true);
    expect("(AFP) – " BODY, "(AFP) –", DGM_PART_CREDIT, true);
}

static void what_only_looks_like_a_dateline(void **state) {
    (void)state;
    expect(TITLE "ROE: We had no choice. " BODY, "ROE: We had", DGM_PART_BODY, false);
    expect(TITLE "NATO - which has no harbour - is not concerned.\n\n" BODY, "which has no", DGM_PART_BODY,
           false);
    expect(TITLE "Anna - her name is known - left.\n\n" BODY, "Anna - her", DGM_PART_BODY, false);
    expect(TITLE "U.S.-led talks (in May) were not held - nobody came.\n\n" BODY, "U.S.-led talks",
           DGM_PART_BODY, false);
}

static void captions(void **state) {
    (void)state;
    static const char *const lines[] = {"Photo: The wall at low tide",
                                        "The wall at low tide (AP Photo/Jane Doe)",
                                        "FILE - In this May 3 photo, the wall stands.",
                                        "The wall. Photo: Reuters",
                                        "Jane Doe via Getty Images.",
                                        "[Image via screengrab]"};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        char text[1024];
        snprintf(text, sizeof text, BODY "%s\n\n" BODY, lines[i]);
        expect(text, lines[i], DGM_PART_CAPTION, true);
    }
    expect(TITLE BODY "She then posted this picture:\n\n", "She then posted", DGM_PART_BODY, false);
}

static void credits(void **state) {
    (void)state;
    static const char *const lines[] = {"Source: Portville Post",
                                        "Jane Doe in Portville contributed to this report.",
                                        "(Reporting by Jane Doe; Editing by John Roe)",
                                        "Associated Press",
                                        "This article originally appeared in the Portville Post.",
                                        "h/t Portville Post"};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        char text[1024];
        snprintf(text, sizeof text, TITLE BODY "%s", lines[i]);
        expect(text, lines[i], DGM_PART_CREDIT, true);
    }
    expect("It ended there. They left by sea. Reuters contributed to this report",
           "Reuters contributed to this report", DGM_PART_CREDIT, true);
    expect("It ended there. They left by sea. (Reporting by Jane Doe)", "(Reporting by Jane Doe)",
           DGM_PART_CREDIT, true);
    expect(BODY "Sources: the mayor has none, said Roe, who asked her for six of them.\n\n" BODY,
           "We had no choice", DGM_PART_BODY, false);
}

static void blurbs(void **state) {
    (void)state;
    static const char *const lines[] = {
        "Jane Doe is a reporter at the Portville Post.",
        "jane.doe@portville.example",
        "Follow Jane Doe on Twitter @janedoe.",
        "Jane Doe covers harbours as a senior correspondent. She lives in Portville.",
        "Twitter: @janedoe",
        "Jane Doe writes about harbours. She thinks that ships are too large."};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        char text[1024];
        snprintf(text, sizeof text, TITLE BODY "%s", lines[i]);
        expect(text, lines[i], DGM_PART_BIO, true);
    }
    expect(TITLE "Jane Doe is a reporter at the Portville Post.\n\n" BODY BODY, "is a reporter",
           DGM_PART_BODY, false);
    expect(TITLE BODY
           "Jane Doe is a reporter at the Portville Post.\n\nRelated stories\n\nThe wall\n\nThe sea\n\n"
           "Read more: The tide\n\n© 2023 Portville Post. All rights reserved.",
           "is a reporter", DGM_PART_BIO, false);
    expect(BODY "Jane Doe writes about the sea. According to her ships are too large.", "Jane Doe writes",
           DGM_PART_BODY, false);
    expect(BODY "Jane Doe is a professor of law. According to her the vote was void.", "Jane Doe is",
           DGM_PART_BODY, false);
    expect(BODY "Jane Doe is a reporter who \"saw it all\".", "Jane Doe is", DGM_PART_BODY, false);
    expect(BODY "Following the vote, shops closed, Doe wrote on Twitter.", "Following", DGM_PART_BODY, false);
}

static void related_links(void **state) {
    (void)state;
    expect(BODY "RELATED: Sea wall cracks again\n\n" BODY, "RELATED: Sea wall cracks again", DGM_PART_RELATED,
           true);
    expect(BODY "Read more: Sea wall cracks\n\n" BODY, "Read more: Sea wall cracks", DGM_PART_RELATED, true);
    expect(BODY "See also: \"Sea wall cracks\"\n\n" BODY, "See also:", DGM_PART_RELATED, false);
    expect(BODY "Related stories\n\nSea wall cracks again\n\nCouncil in debt\n\n" BODY, "Council in debt",
           DGM_PART_RELATED, false);
    expect(BODY "Related stories\n\nSea wall cracks again\n\n" BODY, "We had no choice", DGM_PART_BODY,
           false);
    expect(BODY "Related laws were voted down, the council said.\n\n" BODY, "Related laws", DGM_PART_BODY,
           false);
    expect(BODY "Read more books, the mayor told pupils who had come to the council to "
                "see how a vote is held, and see the sea "
                "more often.\n\n" BODY,
           "Read more books", DGM_PART_BODY, false);
}

static void boilerplate(void **state) {
    (void)state;
    static const char *const lines[] = {"Copyright 2016 Portville Post. All rights reserved.",
                                        "© Portville Post",
                                        "Sign up for our morning newsletter",
                                        "Advertisement",
                                        "Scroll down for video",
                                        "This site uses cookies to make your visit better.",
                                        "SHARE THIS ARTICLE",
                                        "Story continues below advertisement"};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        char text[2048];
        snprintf(text, sizeof text, TITLE BODY "%s\n\n" BODY, lines[i]);
        bool tail = strstr(lines[i], "rights") != NULL;
        expect(text, lines[i], DGM_PART_BOILERPLATE, !tail);
    }
    expect(BODY "Copyrights were not at issue, Roe said.\n\n" BODY, "Copyrights were", DGM_PART_BODY, false);
    expect(BODY "Editor's note: the mayor has denied all of this.", "Editor's note", DGM_PART_BODY, false);
}

static void parts_cover_all_and_do_not_overlap(void **state) {
    (void)state;
    reader made = read_text(
        TITLE "By Jane Doe\n\nPORTVILLE (AP) — " BODY
              "Photo: The wall\n\nRead more: The wall\n\nAP contributed to this report.\n\n@janedoe\n");
    static const dgm_part_role roles[] = {DGM_PART_TITLE,   DGM_PART_BYLINE, DGM_PART_DATELINE,
                                          DGM_PART_CREDIT,  DGM_PART_BODY,   DGM_PART_CAPTION,
                                          DGM_PART_RELATED, DGM_PART_CREDIT, DGM_PART_BIO};
    assert_int_equal(made.article.n_parts, 9);
    uint32_t at = 0;
    for (uint32_t i = 0; i < 9; i++) {
        assert_int_equal(made.article.parts[i].role, roles[i]);
        for (; at < made.article.parts[i].text.start; at++)
            assert_true(strchr(" \n", made.article.text.data[at]) != NULL);
        at = made.article.parts[i].text.end;
    }
    reader_close(&made);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(titles),
        cmocka_unit_test(bylines),
        cmocka_unit_test(date_lines),
        cmocka_unit_test(datelines_are_cut_off_their_paragraph),
        cmocka_unit_test(what_only_looks_like_a_dateline),
        cmocka_unit_test(captions),
        cmocka_unit_test(credits),
        cmocka_unit_test(blurbs),
        cmocka_unit_test(related_links),
        cmocka_unit_test(boilerplate),
        cmocka_unit_test(parts_cover_all_and_do_not_overlap),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
