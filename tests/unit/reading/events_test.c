/* events_test.c - acts that the model has found, as events: parties, joining, on whose word, when. */
#include "reading/events.h"
#include "reading/scene.h"

typedef struct told {
    dgm_statements said;
    dgm_actors actors;
    dgm_events events;
} told;

static told read_scene(scene *s) {
    told out;
    dgm_tagged t = {&s->article, &s->words, &s->tags, s->weights};
    out.said = scene_statements(s);
    out.actors = scene_actors(s, &out.said);
    dgm_speakers speakers;
    assert_int_equal(dgm_speakers_read(&t, &out.said, &out.actors, NULL, &s->arena, &speakers, NULL), DGM_OK);
    assert_int_equal(
        dgm_events_read(&t, &out.said, &speakers, &out.actors, NULL, &s->arena, &out.events, NULL), DGM_OK);
    return out;
}

static void check_side(const told *is, const uint32_t *side, uint32_t count, const char *name) {
    assert_int_equal(count, name ? 1 : 0);
    if (name)
        assert_true(dgm_view_equal(is->actors.items[side[0]].name, dgm_view_of(name)));
}

static void test_parties(void **state) {
    (void)state;
    scene s;
    scene_open(&s, "France sent arms to Chad.");
    scene_name(&s, "France", "LOC");
    scene_name(&s, "Chad", "LOC");
    scene_act(&s, "sent", DGM_ACT_AID, DGM_ACT_ACTUAL);
    scene_party(&s, "France", 'a');
    scene_party(&s, "Chad", 'r');
    told is = read_scene(&s);
    assert_int_equal(is.events.count, 1);
    const dgm_event *e = &is.events.items[0];
    assert_int_equal(e->type, DGM_ACT_AID);
    assert_int_equal(e->status, DGM_ACT_ACTUAL);
    check_side(&is, e->actors, e->n_actors, "France");
    check_side(&is, e->recipients, e->n_recipients, "Chad");
    assert_int_equal(e->n_triggers, 1);
    scene_check_text(&s, e->triggers[0], "sent");
    scene_check_text(&s, e->sentence, "France sent arms to Chad.");
    assert_int_equal(e->asserted_by, DGM_NOBODY);
    scene_close(&s);
}

/* Where the model names no party, the subject and the object do. */
static void test_grammar(void **state) {
    (void)state;
    scene s;
    scene_open(&s, "France praised Chad.");
    scene_name(&s, "France", "LOC");
    scene_name(&s, "Chad", "LOC");
    scene_tag(&s, "praised", "VERB");
    scene_hang(&s, "praised", "root", "praised");
    scene_hang(&s, "France", "nsubj", "praised");
    scene_hang(&s, "Chad", "obj", "praised");
    scene_act(&s, "praised", DGM_ACT_SUPPORT, DGM_ACT_ACTUAL);
    told is = read_scene(&s);
    assert_int_equal(is.events.count, 1);
    check_side(&is, is.events.items[0].actors, is.events.items[0].n_actors, "France");
    check_side(&is, is.events.items[0].recipients, is.events.items[0].n_recipients, "Chad");
    assert_string_equal(is.events.items[0].actor_rule, "the subject of the verb");
    scene_close(&s);
}

static void test_mentions_of_one_act(void **state) {
    (void)state;
    scene s;
    scene_open(&s, "France attacked Chad. The attack by France was long. France helped Chad.");
    scene_name(&s, "France", "LOC");
    scene_name(&s, "Chad", "LOC");
    scene_act(&s, "attacked", DGM_ACT_ASSAULT, DGM_ACT_ACTUAL);
    scene_party(&s, "France", 'a');
    scene_party(&s, "Chad", 'r');
    scene_from(&s, "The attack");
    scene_name(&s, "France", "LOC");
    scene_act(&s, "attack", DGM_ACT_ASSAULT, DGM_ACT_ACTUAL);
    scene_party(&s, "France", 'a');
    scene_from(&s, "France helped");
    scene_name(&s, "France", "LOC");
    scene_name(&s, "Chad", "LOC");
    scene_act(&s, "helped", DGM_ACT_AID, DGM_ACT_ACTUAL);
    scene_party(&s, "France", 'a');
    scene_party(&s, "Chad", 'r');
    told is = read_scene(&s);
    assert_int_equal(is.events.count, 2);
    assert_int_equal(is.events.items[0].n_triggers, 2);
    scene_check_text(&s, is.events.items[0].triggers[1], "attack");
    assert_int_equal(is.events.items[1].type, DGM_ACT_AID);
    scene_close(&s);
}

/* Another status is another entry: one says that it was done, another that it will be. */
static void test_status_keeps_apart(void **state) {
    (void)state;
    scene s;
    scene_open(&s, "France visited Chad. France will visit Chad.");
    scene_name(&s, "France", "LOC");
    scene_name(&s, "Chad", "LOC");
    scene_act(&s, "visited", DGM_ACT_CONSULT, DGM_ACT_ACTUAL);
    scene_party(&s, "France", 'a');
    scene_from(&s, "France will");
    scene_name(&s, "France", "LOC");
    scene_act(&s, "visit", DGM_ACT_CONSULT, DGM_ACT_FUTURE);
    scene_party(&s, "France", 'a');
    told is = read_scene(&s);
    assert_int_equal(is.events.count, 2);
    assert_int_equal(is.events.items[1].status, DGM_ACT_FUTURE);
    scene_close(&s);
}

/* What is said stands on the speaker's word; the saying itself on the report's. */
static void test_asserted_by(void **state) {
    (void)state;
    scene s;
    scene_open(&s, "France accused Chad of arming rebels.");
    scene_name(&s, "France", "LOC");
    scene_name(&s, "Chad", "LOC");
    scene_says(&s, "accused", "France", (const char *[]){"Chad of arming rebels", NULL});
    scene_act(&s, "accused", DGM_ACT_ACCUSE, DGM_ACT_ACTUAL);
    scene_party(&s, "France", 'a');
    scene_party(&s, "Chad", 'r');
    scene_act(&s, "arming", DGM_ACT_AID, DGM_ACT_ACTUAL);
    scene_party(&s, "Chad", 'a');
    told is = read_scene(&s);
    assert_int_equal(is.events.count, 2);
    assert_int_equal(is.events.items[0].asserted_by, DGM_NOBODY);
    assert_int_equal(is.events.items[1].asserted_by, 0);
    scene_close(&s);
}

/* No act of politics: nobody in it has a code. */
static void test_nobody(void **state) {
    (void)state;
    scene s;
    scene_open(&s, "It beat them.");
    scene_act(&s, "beat", DGM_ACT_ASSAULT, DGM_ACT_ACTUAL);
    s.acts[0].p = 0.6F;
    told is = read_scene(&s);
    assert_int_equal(is.events.count, 0);
    scene_close(&s);
}

static void test_memory(void **state) {
    (void)state;
    scene s;
    scene_open(&s, "France sent arms to Chad.");
    scene_name(&s, "France", "LOC");
    scene_act(&s, "sent", DGM_ACT_AID, DGM_ACT_ACTUAL);
    scene_party(&s, "France", 'a');
    told is = read_scene(&s);
    dgm_tagged t = {&s.article, &s.words, &s.tags, s.weights};
    dgm_saying *sayings = dgm_arena_array(&s.arena, dgm_saying, 1);
    dgm_speakers speakers = {sayings};
    dgm_arena small;
    dgm_arena_open(&small, 256);
    dgm_events events;
    assert_int_equal(dgm_events_read(&t, &is.said, &speakers, &is.actors, NULL, &small, &events, NULL),
                     DGM_ERR_MEMORY);
    dgm_arena_close(&small);
    scene_close(&s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_parties),
        cmocka_unit_test(test_grammar),
        cmocka_unit_test(test_mentions_of_one_act),
        cmocka_unit_test(test_status_keeps_apart),
        cmocka_unit_test(test_asserted_by),
        cmocka_unit_test(test_nobody),
        cmocka_unit_test(test_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
