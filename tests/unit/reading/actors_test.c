/* actors_test.c - names gathered into actors, and the speakers of statements. */
#include "reading/scene.h"

#define SAYS(s, cue, source, ...) scene_says(s, cue, source, (const char *[]){__VA_ARGS__, NULL})

static void check_speaker(scene *s, uint32_t statement, const char *name) {
    dgm_statements said = scene_statements(s);
    dgm_actors actors = scene_actors(s, &said);
    uint32_t speaker = actors.speakers[statement];
    if (!name) {
        assert_int_equal(speaker, DGM_NOBODY);
        return;
    }
    if (speaker == DGM_NOBODY)
        fail_msg("no speaker where %s speaks", name);
    scene_check_text(s, actors.items[speaker].name, name);
}

static void test_gathers_names(void **state) {
    (void)state;
    scene s;
    scene_open(
        &s, "Lee met Orr. Ann Lee, of the World Rain Body (WRB), likes Ben Orr. The WRB likes Lee and Fox.");
    const struct {
        const char *from, *name, *kind;
    } names[] = {
        {"Lee met", "Lee", "PER"},           {"Orr. Ann", "Orr", "PER"},    {"Ann Lee", "Ann Lee", "PER"},
        {"World", "World Rain Body", "ORG"}, {"WRB)", "WRB", "ORG"},        {"Ben Orr", "Ben Orr", "PER"},
        {"WRB likes", "WRB", "ORG"},         {"Lee and Fox", "Lee", "PER"}, {"Fox", "Fox", "MISC"}};
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        scene_from(&s, names[i].from);
        scene_name(&s, names[i].name, names[i].kind);
    }
    dgm_statements said = scene_statements(&s);
    dgm_actors actors = scene_actors(&s, &said);
    assert_int_equal(actors.count, 3);
    scene_check_text(&s, actors.items[0].name, "Ann Lee");
    assert_int_equal(actors.items[0].n_mentions, 3);
    assert_int_equal(actors.items[0].kind, DGM_ACTOR_PERSON);
    scene_check_text(&s, actors.items[1].name, "Ben Orr");
    assert_int_equal(actors.items[1].n_mentions, 2);
    scene_check_text(&s, actors.items[2].name, "World Rain Body");
    assert_int_equal(actors.items[2].n_mentions, 3);
    assert_int_equal(actors.items[2].kind, DGM_ACTOR_ORGANIZATION);
    scene_close(&s);
}

static void test_two_of_one_family(void **state) {
    (void)state;
    scene s;
    scene_open(&s, "Ann Lee met Ben Lee.");
    scene_name(&s, "Ann Lee", "PER");
    scene_name(&s, "Ben Lee", "PER");
    dgm_statements said = scene_statements(&s);
    assert_int_equal(scene_actors(&s, &said).count, 2);
    scene_close(&s);
}

static void test_speaker_by_name(void **state) {
    (void)state;
    scene s;
    scene_open(&s, "The mayor, Ann Lee, said it would rain.");
    scene_name(&s, "Ann Lee", "PER");
    scene_hang(&s, "The", "dep", "mayor");
    scene_hang(&s, "Ann", "appos", "mayor");
    scene_hang(&s, "mayor", "nsubj", "said");
    scene_hang(&s, "Lee", "flat", "Ann");
    SAYS(&s, "said", "The mayor, Ann Lee,", "it would rain");
    check_speaker(&s, 0, "Ann Lee");
    scene_close(&s);
}

static void test_owner_is_not_the_speaker(void **state) {
    (void)state;
    scene s;
    scene_open(&s, "Lee's lawyer said it would rain.");
    scene_name(&s, "Lee", "PER");
    scene_hang(&s, "Lee", "nmod", "lawyer");
    scene_hang(&s, "lawyer", "nsubj", "said");
    scene_hang(&s, "'s", "dep", "Lee");
    SAYS(&s, "said", "Lee's lawyer", "it would rain");
    check_speaker(&s, 0, NULL);
    scene_close(&s);
}

static void test_speaker_by_pronoun(void **state) {
    (void)state;
    scene s;
    scene_open(&s, "Ann Lee met the Rain Body. She said it would rain. It said so too.");
    scene_name(&s, "Ann Lee", "PER");
    scene_name(&s, "Rain Body", "ORG");
    SAYS(&s, "said", "She", "it would rain");
    scene_from(&s, "It said");
    SAYS(&s, "said", "It", "so too");
    check_speaker(&s, 0, "Ann Lee");
    check_speaker(&s, 1, "Rain Body");
    scene_close(&s);
}

static void test_speaker_inside_a_statement(void **state) {
    (void)state;
    scene s;
    scene_open(&s, "Ben Orr came. Ann Lee said, \"I think it will rain.\"");
    scene_name(&s, "Ben Orr", "PER");
    scene_name(&s, "Ann Lee", "PER");
    SAYS(&s, "said", "Ann Lee", "\"I think it will rain.\"");
    SAYS(&s, "think", "I", "it will rain");
    check_speaker(&s, 1, "Ann Lee");
    scene_close(&s);
}

static void test_speaker_by_relative(void **state) {
    (void)state;
    scene s;
    scene_open(&s, "Ben Orr met Ann Lee, who said it would rain.");
    scene_name(&s, "Ben Orr", "PER");
    scene_name(&s, "Ann Lee", "PER");
    SAYS(&s, "said", "who", "it would rain");
    check_speaker(&s, 0, "Ann Lee");
    scene_close(&s);
}

static void test_speaker_by_title(void **state) {
    (void)state;
    scene s;
    scene_open(&s, "President Ann Lee met Ben Orr. The president said it would rain. The mayor said no.");
    scene_name(&s, "Ann Lee", "PER");
    scene_name(&s, "Ben Orr", "PER");
    scene_from(&s, "The president");
    scene_hang(&s, "The", "dep", "president");
    scene_hang(&s, "president", "nsubj", "said");
    SAYS(&s, "said", "The president", "it would rain");
    scene_from(&s, "The mayor");
    scene_hang(&s, "The", "dep", "mayor");
    scene_hang(&s, "mayor", "nsubj", "said");
    SAYS(&s, "said", "The mayor", "no");
    check_speaker(&s, 0, "Ann Lee");
    check_speaker(&s, 1, NULL);
    scene_close(&s);
}

static void test_she_is_a_woman(void **state) {
    (void)state;
    scene s;
    scene_open(&s, "Ann Lee met Mr Orr. She said it would rain. He said no.");
    scene_name(&s, "Ann Lee", "PER");
    scene_name(&s, "Mr Orr", "PER");
    SAYS(&s, "said", "She", "it would rain");
    scene_from(&s, "He said");
    SAYS(&s, "said", "He", "no");
    check_speaker(&s, 0, "Ann Lee");
    check_speaker(&s, 1, "Orr");
    scene_close(&s);
}

static void test_short_names_in_the_title(void **state) {
    (void)state;
    scene s;
    scene_open(&s, "WRB and Lee say it rains\n\nAnn Lee leads the World Rain Body and says it rains a lot.");
    scene_name(&s, "WRB", "ORG");
    scene_name(&s, "Lee", "PER");
    scene_from(&s, "Ann Lee");
    scene_name(&s, "Ann Lee", "PER");
    scene_name(&s, "World Rain Body", "ORG");
    dgm_statements said = scene_statements(&s);
    dgm_actors actors = scene_actors(&s, &said);
    assert_int_equal(actors.count, 2);
    scene_check_text(&s, actors.items[0].name, "World Rain Body");
    scene_check_text(&s, actors.items[1].name, "Ann Lee");
    scene_check_text(&s, actors.items[1].mentions[0], "Lee");
    scene_close(&s);
}

static void test_joined_cues_share_a_speaker(void **state) {
    (void)state;
    scene s;
    scene_open(&s, "Ann Lee said it would rain and promised a coat.");
    scene_name(&s, "Ann Lee", "PER");
    scene_hang(&s, "promised", "conj", "said");
    SAYS(&s, "said", "Ann Lee", "it would rain");
    SAYS(&s, "promised", NULL, "a coat");
    check_speaker(&s, 1, "Ann Lee");
    scene_close(&s);
}

static void test_makers_speak_through_things(void **state) {
    (void)state;
    scene s;
    scene_open(&s, "A report by the Rain Body says it rains.");
    scene_name(&s, "Rain Body", "ORG");
    scene_hang(&s, "report", "nsubj", "says");
    scene_hang(&s, "A", "dep", "report");
    SAYS(&s, "says", "A report by the Rain Body", "it rains");
    check_speaker(&s, 0, "Rain Body");
    scene_close(&s);
}

static void test_nobody_speaks(void **state) {
    (void)state;
    scene s;
    scene_open(&s, "Ann Lee came. It was said it would rain.");
    scene_name(&s, "Ann Lee", "PER");
    SAYS(&s, "was said", NULL, "it would rain");
    check_speaker(&s, 0, NULL);
    scene_close(&s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_gathers_names),
        cmocka_unit_test(test_two_of_one_family),
        cmocka_unit_test(test_speaker_by_name),
        cmocka_unit_test(test_owner_is_not_the_speaker),
        cmocka_unit_test(test_speaker_by_pronoun),
        cmocka_unit_test(test_speaker_inside_a_statement),
        cmocka_unit_test(test_speaker_by_relative),
        cmocka_unit_test(test_speaker_by_title),
        cmocka_unit_test(test_she_is_a_woman),
        cmocka_unit_test(test_short_names_in_the_title),
        cmocka_unit_test(test_joined_cues_share_a_speaker),
        cmocka_unit_test(test_makers_speak_through_things),
        cmocka_unit_test(test_nobody_speaks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
