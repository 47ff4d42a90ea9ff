/* speakers_test.c - statements without a source, "I", quotations without a cue, relays, the one spoken to. */
#include "reading/scene.h"
#include "reading/speakers.h"

#define SAYS(s, cue, source, ...) scene_says(s, cue, source, (const char *[]){__VA_ARGS__, NULL})

typedef struct stage {
    dgm_statements said;
    dgm_actors actors;
    dgm_speakers speakers;
} stage;

static stage read_speakers(scene *s) {
    stage out;
    dgm_tagged t = {&s->article, &s->words, &s->tags, s->weights};
    out.said = scene_statements(s);
    out.actors = scene_actors(s, &out.said);
    assert_int_equal(dgm_speakers_read(&t, &out.said, &out.actors, NULL, &s->arena, &out.speakers, NULL),
                     DGM_OK);
    return out;
}

static void check_actor(const stage *st, uint32_t actor, const char *name) {
    if (!name) {
        assert_int_equal(actor, DGM_NOBODY);
        return;
    }
    assert_int_not_equal(actor, DGM_NOBODY);
    assert_true(dgm_view_equal(st->actors.items[actor].name, dgm_view_of(name)));
}

static void check_speaker(const stage *st, uint32_t statement, const char *name) {
    assert_in_range(statement, 0, st->said.count - 1);
    check_actor(st, st->speakers.items[statement].speaker, name);
}

static void test_joined_cue(void **state) {
    (void)state;
    scene s;
    scene_open(&s, "Ann Lee said it rained, adding it was wet.");
    scene_name(&s, "Ann Lee", "PER");
    scene_hang(&s, "Ann", "nsubj", "said");
    scene_hang(&s, "Lee", "flat", "Ann");
    scene_hang(&s, "adding", "advcl", "said");
    SAYS(&s, "said", "Ann Lee", "it rained");
    SAYS(&s, "adding", NULL, "it was wet");
    stage st = read_speakers(&s);
    check_speaker(&st, 0, "Ann Lee");
    check_speaker(&st, 1, "Ann Lee");
    assert_true(st.speakers.items[1].sure < st.speakers.items[0].sure);
    scene_close(&s);
}

static void test_first_person(void **state) {
    (void)state;
    scene s;
    scene_open(&s, "Ann Lee said, \"I think it will rain.\"");
    scene_name(&s, "Ann Lee", "PER");
    scene_hang(&s, "Ann", "nsubj", "said");
    scene_hang(&s, "Lee", "flat", "Ann");
    SAYS(&s, "said", "Ann Lee", "\"I think it will rain.\"");
    SAYS(&s, "think", "I", "it will rain");
    stage st = read_speakers(&s);
    assert_int_equal(st.said.items[1].parent, 0);
    check_speaker(&st, 1, "Ann Lee");
    bool written = false;
    for (uint32_t i = 0; i < st.actors.n_mentions; i++)
        written |= dgm_view_equal(dgm_view_sub(s.article.text, st.actors.mentions[i].text), DGM_VIEW("I"));
    assert_true(written);
    scene_close(&s);
}

static void check_via(const stage *st, uint32_t statement, const char *name) {
    const dgm_saying *saying = &st->speakers.items[statement];
    assert_int_equal(saying->n_via, name ? 1 : 0);
    if (name)
        assert_true(dgm_view_equal(saying->via[0].name, dgm_view_of(name)));
}

static void test_relays(void **state) {
    (void)state;
    scene s;
    scene_open(&s, "Ann Lee told Reuters it rained. Lee added it was wet. Ben Orr told Ann Lee no.");
    scene_name(&s, "Ann Lee", "PER");
    scene_name(&s, "Reuters", "ORG");
    scene_hang(&s, "Lee", "flat", "Ann");
    SAYS(&s, "told", "Ann Lee", "it rained");
    scene_from(&s, "Lee added");
    scene_name(&s, "Lee", "PER");
    SAYS(&s, "added", "Lee", "it was wet");
    scene_from(&s, "Ben");
    scene_name(&s, "Ben Orr", "PER");
    scene_name(&s, "Ann Lee", "PER");
    scene_hang(&s, "Orr", "flat", "Ben");
    scene_hang(&s, "Ann", "obj", "told");
    scene_hang(&s, "Lee", "flat", "Ann");
    SAYS(&s, "told", "Ben Orr", "no");
    stage st = read_speakers(&s);
    check_via(&st, 0, "Reuters");
    check_via(&st, 1, "Reuters"); /* the same speaker goes on */
    check_via(&st, 2, NULL);
    check_actor(&st, st.speakers.items[2].addressee, "Ann Lee");
    scene_close(&s);
}

static void test_relays_around(void **state) {
    (void)state;
    scene s;
    scene_open(&s, "Reuters reported that Ann Lee said it rained.");
    scene_name(&s, "Reuters", "ORG");
    scene_name(&s, "Ann Lee", "PER");
    scene_hang(&s, "Lee", "flat", "Ann");
    SAYS(&s, "reported", "Reuters", "that Ann Lee said it rained");
    SAYS(&s, "said", "Ann Lee", "it rained");
    stage st = read_speakers(&s);
    assert_int_equal(st.said.items[1].parent, 0);
    check_via(&st, 0, NULL);
    check_via(&st, 1, "Reuters");
    scene_close(&s);
}

static void test_quotation_goes_on(void **state) {
    (void)state;
    scene s;
    scene_open(&s, "\"It will rain all day,\" Ann Lee said. \"We had better stay at home.\"");
    SAYS(&s, "said", "Ann Lee", "\"It will rain all day,\"");
    dgm_statements said = scene_statements(&s);
    assert_int_equal(said.count, 1);
    assert_int_equal(said.items[0].n_content, 2);
    scene_check_text(&s, said.items[0].content[1], "\"We had better stay at home.\"");
    scene_close(&s);
}

static void test_answers_take_turns(void **state) {
    (void)state;
    scene s;
    scene_open(&s, "\"It will rain all day,\" said Ann Lee.\n\n\"Will it rain on Sunday?\" asked Ben Orr.\n\n"
                   "\"No, by then it is over.\"\n\n\"That is good to hear.\"\n");
    SAYS(&s, "said", "Ann Lee", "\"It will rain all day,\"");
    SAYS(&s, "asked", "Ben Orr", "\"Will it rain on Sunday?\"");
    scene_name(&s, "Ann Lee", "PER");
    scene_name(&s, "Ben Orr", "PER");
    scene_hang(&s, "Lee", "flat", "Ann");
    scene_hang(&s, "Orr", "flat", "Ben");
    stage st = read_speakers(&s);
    assert_int_equal(st.said.count, 4);
    check_speaker(&st, 0, "Ann Lee");
    check_speaker(&st, 1, "Ben Orr");
    check_speaker(&st, 2, "Ann Lee");
    check_speaker(&st, 3, "Ben Orr");
    check_actor(&st, st.speakers.items[2].addressee, "Ben Orr");
    assert_true(st.speakers.items[2].sure < 0.5F && st.speakers.items[2].sure > 0);
    scene_close(&s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_joined_cue),
        cmocka_unit_test(test_first_person),
        cmocka_unit_test(test_relays),
        cmocka_unit_test(test_relays_around),
        cmocka_unit_test(test_quotation_goes_on),
        cmocka_unit_test(test_answers_take_turns),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
