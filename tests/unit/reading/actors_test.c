/* actors_test.c - names and other phrases gathered into actors, and whom a phrase means. */
#include "reading/scene.h"

#include "reading/times.h"

#define SAYS(s, cue, source, ...) scene_says(s, cue, source, (const char *[]){__VA_ARGS__, NULL})

static void check_view(dgm_view view, const char *expected) {
    if (!dgm_view_equal(view, dgm_view_of(expected)))
        fail_msg("\"%.*s\" is not \"%s\"", (int)view.size, view.data ? view.data : "", expected);
}

/* The actors of a report that came out on a day (since 1970-01-01). */
static dgm_actors actors_on(scene *s, int32_t day) {
    const dgm_tagged t = {&s->article, &s->words, &s->tags, s->weights};
    const dgm_times times = {
        .published = {.value = DGM_VIEW("a day"), .from = DGM_VIEW("given"), .day = day}};
    dgm_statements said = scene_statements(s);
    dgm_actors out;
    assert_int_equal(dgm_actors_read(&t, &said, &times, &s->arena, &out, NULL), DGM_OK);
    return out;
}

static uint32_t meant(scene *s, const dgm_actors *actors, dgm_range words, uint32_t *out, uint32_t most) {
    const dgm_tagged t = {&s->article, &s->words, &s->tags, s->weights};
    float sure = -1;
    uint32_t count = dgm_actors_meant(actors, &t, words, most, out, &sure);
    assert_true(count == 0 || (sure >= 0 && sure <= 1));
    return count;
}

/* Whom the source of a statement means, by name; NULL for nobody. */
static void check_speaker(scene *s, uint32_t statement, const char *name) {
    dgm_statements said = scene_statements(s);
    dgm_actors actors = scene_actors(s, &said);
    uint32_t speaker = DGM_NOBODY, count = meant(s, &actors, said.items[statement].source_words, &speaker, 1);
    if (!name) {
        assert_true(count == 0 || !actors.items[speaker].name.data);
        return;
    }
    if (count == 0)
        fail_msg("no speaker where %s speaks", name);
    check_view(actors.items[speaker].name, name);
}

static void check_source(scene *s, int32_t day, const char *name, const char *code) {
    dgm_statements said = scene_statements(s);
    dgm_actors actors = actors_on(s, day);
    uint32_t speaker = DGM_NOBODY;
    assert_int_equal(meant(s, &actors, said.items[0].source_words, &speaker, 1), 1);
    check_view(actors.items[speaker].name, name);
    check_view(actors.items[speaker].code, code);
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
    check_view(actors.items[0].name, "Ann Lee");
    assert_int_equal(actors.items[0].n_mentions, 3);
    assert_int_equal(actors.items[0].kind, DGM_ACTOR_PERSON);
    check_view(actors.items[1].name, "Ben Orr");
    assert_int_equal(actors.items[1].n_mentions, 2);
    check_view(actors.items[2].name, "World Rain Body");
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
    scene_tag(&s, "President", "PROPN");
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
    check_view(actors.items[0].name, "World Rain Body");
    check_view(actors.items[1].name, "Ann Lee");
    scene_check_text(&s, actors.mentions[actors.by_actor[actors.items[1].first_mention]].text, "Lee");
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

static void test_unnamed_official_has_a_code(void **state) {
    (void)state;
    scene s;
    scene_open(&s, "A Turkish official said it would rain.");
    scene_hang(&s, "A", "det", "official");
    scene_hang(&s, "Turkish", "dep", "official");
    scene_hang(&s, "official", "nsubj", "said");
    SAYS(&s, "said", "A Turkish official", "it would rain");
    check_source(&s, DGM_NO_DAY, "", "TUR GOV");
    scene_close(&s);
}

static void test_office_by_date(void **state) {
    (void)state;
    scene s;
    scene_open(&s, "The Russian president said it would rain.");
    scene_hang(&s, "The", "det", "president");
    scene_hang(&s, "Russian", "dep", "president");
    scene_hang(&s, "president", "nsubj", "said");
    SAYS(&s, "said", "The Russian president", "it would rain");
    check_source(&s, 18262, "Vladimir Putin", "RUS GOV"); /* 2020-01-01 */
    check_source(&s, 10592, "Boris Yeltsin", "RUS GOV");  /* 1999-01-01 */
    scene_close(&s);
}

static void test_capital_speaks_for_its_state(void **state) {
    (void)state;
    scene s;
    scene_open(&s, "Moscow said it would rain. Russia said no.");
    scene_name(&s, "Moscow", "LOC");
    scene_name(&s, "Russia", "LOC");
    scene_hang(&s, "Moscow", "nsubj", "said");
    SAYS(&s, "said", "Moscow", "it would rain");
    check_source(&s, DGM_NO_DAY, "Russia", "RUS");
    dgm_actors actors = actors_on(&s, DGM_NO_DAY);
    assert_int_equal(actors.count, 1);
    assert_int_equal(actors.items[0].kind, DGM_ACTOR_STATE);
    assert_int_equal(actors.mentions[0].form, DGM_FORM_METONYM);
    assert_int_equal(actors.mentions[1].form, DGM_FORM_NAME);
    scene_close(&s);
}

static void test_government_is_not_the_state(void **state) {
    (void)state;
    scene s;
    scene_open(&s, "France is big. The French government said it would rain.");
    scene_name(&s, "France", "LOC");
    scene_from(&s, "The French");
    scene_hang(&s, "The", "det", "government");
    scene_hang(&s, "French", "dep", "government");
    scene_hang(&s, "government", "nsubj", "said");
    SAYS(&s, "said", "The French government", "it would rain");
    check_source(&s, DGM_NO_DAY, "", "FRA GOV");
    scene_close(&s);
}

static void test_two_leaders(void **state) {
    (void)state;
    scene s;
    scene_open(&s, "Ann Lee met Ben Orr. The two leaders said it would rain.");
    scene_name(&s, "Ann Lee", "PER");
    scene_name(&s, "Ben Orr", "PER");
    scene_from(&s, "The two");
    scene_hang(&s, "The", "det", "leaders");
    scene_hang(&s, "two", "dep", "leaders");
    scene_hang(&s, "leaders", "nsubj", "said");
    SAYS(&s, "said", "The two leaders", "it would rain");
    dgm_statements said = scene_statements(&s);
    dgm_actors actors = scene_actors(&s, &said);
    uint32_t who[4];
    assert_int_equal(meant(&s, &actors, said.items[0].source_words, who, 4), 2);
    check_view(actors.items[who[0]].name, "Ann Lee");
    check_view(actors.items[who[1]].name, "Ben Orr");
    scene_close(&s);
}

static void test_title_and_name_are_one(void **state) {
    (void)state;
    scene s;
    scene_open(&s, "Lawyer Ann Lee said it would rain.");
    scene_name(&s, "Ann Lee", "PER");
    scene_hang(&s, "Ann", "flat", "Lawyer");
    scene_hang(&s, "Lee", "flat", "Lawyer");
    SAYS(&s, "said", "Lawyer Ann Lee", "it would rain");
    check_speaker(&s, 0, "Ann Lee");
    scene_close(&s);
}

static void test_adds_and_settles(void **state) {
    (void)state;
    scene s;
    scene_open(&s, "Ann Lee said I like Orr.");
    scene_name(&s, "Ann Lee", "PER");
    scene_name(&s, "Orr", "PER");
    const dgm_tagged t = {&s.article, &s.words, &s.tags, s.weights};
    dgm_statements said = scene_statements(&s);
    dgm_actors actors = scene_actors(&s, &said);
    dgm_range me = scene_words(&s, "I"), orr = scene_words(&s, "Orr");
    assert_int_equal(dgm_actors_at(&actors, me.start), DGM_NOBODY);
    assert_int_equal(dgm_actors_add(&actors, &t, me, DGM_FORM_PRONOUN, 0, 0.5F, &s.arena, NULL), DGM_OK);
    assert_int_equal(dgm_actors_add(&actors, &t, orr, DGM_FORM_NAME, 0, 0.5F, &s.arena, NULL), DGM_OK);
    assert_int_equal(actors.n_mentions, 2);
    assert_int_equal(dgm_actors_settle(&actors, &s.arena, NULL), DGM_OK);
    assert_int_equal(dgm_actors_at(&actors, me.start), 0);
    assert_int_equal(actors.items[0].n_mentions, 3);
    assert_int_equal(actors.items[1].n_mentions, 1); /* its last one stays */
    for (uint32_t i = 1; i < actors.n_mentions; i++)
        assert_true(actors.mentions[i - 1].text.start <= actors.mentions[i].text.start);
    assert_int_equal(dgm_actors_named(&actors, DGM_VIEW("Ann Lee")), 0);
    assert_int_equal(dgm_actors_named(&actors, DGM_VIEW("Fox")), DGM_NOBODY);
    scene_close(&s);
}

static void test_mr_makes_a_person(void **state) {
    (void)state;
    scene s;
    scene_open(&s, "Mr Orr said it would rain.");
    scene_hang(&s, "Mr", "nsubj", "said");
    SAYS(&s, "said", "Mr Orr", "it would rain");
    dgm_statements said = scene_statements(&s);
    dgm_actors actors = scene_actors(&s, &said);
    assert_int_equal(actors.count, 1);
    check_view(actors.items[0].name, "Orr");
    assert_int_equal(actors.items[0].kind, DGM_ACTOR_PERSON);
    scene_close(&s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_gathers_names),
        cmocka_unit_test(test_two_of_one_family),
        cmocka_unit_test(test_speaker_by_name),
        cmocka_unit_test(test_owner_is_not_the_speaker),
        cmocka_unit_test(test_speaker_by_pronoun),
        cmocka_unit_test(test_speaker_by_relative),
        cmocka_unit_test(test_speaker_by_title),
        cmocka_unit_test(test_she_is_a_woman),
        cmocka_unit_test(test_short_names_in_the_title),
        cmocka_unit_test(test_makers_speak_through_things),
        cmocka_unit_test(test_unnamed_official_has_a_code),
        cmocka_unit_test(test_office_by_date),
        cmocka_unit_test(test_capital_speaks_for_its_state),
        cmocka_unit_test(test_government_is_not_the_state),
        cmocka_unit_test(test_two_leaders),
        cmocka_unit_test(test_title_and_name_are_one),
        cmocka_unit_test(test_adds_and_settles),
        cmocka_unit_test(test_mr_makes_a_person),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
