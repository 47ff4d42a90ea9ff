/* claims_test.c - states of affairs that the grammar says plainly, and sentences that say none. */
#include "reading/claims.h"
#include "reading/scene.h"

static dgm_claims read_scene(scene *s, dgm_actors *actors) {
    dgm_tagged t = {&s->article, &s->words, &s->tags, s->weights};
    dgm_statements said = scene_statements(s);
    dgm_claims out;
    *actors = scene_actors(s, &said);
    assert_int_equal(dgm_claims_read(&t, &said, actors, NULL, &s->arena, &out, NULL), DGM_OK);
    return out;
}

static void scene_verb(scene *s, const char *verb, const char *subject, const char *object) {
    scene_tag(s, verb, "VERB");
    scene_hang(s, verb, "root", verb);
    scene_hang(s, subject, "nsubj", verb);
    scene_hang(s, object, "obj", verb);
}

static void check(const dgm_claims *claims, const dgm_actors *actors, const char *subject,
                  const char *relation, const char *object) {
    assert_int_equal(claims->count, 1);
    const dgm_claim *claim = &claims->items[0];
    assert_true(dgm_view_equal(actors->items[claim->subject].name, dgm_view_of(subject)));
    assert_true(dgm_view_equal(claim->relation, dgm_view_of(relation)));
    assert_true(dgm_view_equal(actors->items[claim->object].name, dgm_view_of(object)));
    assert_int_equal(claim->asserted_by, DGM_NOBODY);
}

static void test_verb(void **state) {
    (void)state;
    scene s;
    dgm_actors actors;
    scene_open(&s, "France controls Chad.");
    scene_name(&s, "France", "LOC");
    scene_name(&s, "Chad", "LOC");
    scene_verb(&s, "controls", "France", "Chad");
    dgm_claims claims = read_scene(&s, &actors);
    check(&claims, &actors, "France", "controls", "Chad");
    scene_check_text(&s, claims.items[0].text, "France controls Chad.");
    scene_close(&s);
}

static void test_apposition(void **state) {
    (void)state;
    scene s;
    dgm_actors actors;
    scene_open(&s, "France, a member of NATO, spoke.");
    scene_name(&s, "France", "LOC");
    scene_name(&s, "NATO", "ORG");
    scene_tag(&s, "member", "NOUN");
    scene_hang(&s, "member", "appos", "France");
    scene_hang(&s, "NATO", "nmod", "member");
    scene_hang(&s, "of", "case", "NATO");
    dgm_claims claims = read_scene(&s, &actors);
    check(&claims, &actors, "France", "member of", "NATO");
    scene_close(&s);
}

static void check_none(const char *text, const char *verb, const char *word) {
    scene s;
    dgm_actors actors;
    scene_open(&s, text);
    scene_name(&s, "France", "LOC");
    scene_name(&s, "Chad", "LOC");
    scene_verb(&s, verb, "France", "Chad");
    if (word)
        scene_hang(&s, word, "dep", verb);
    dgm_claims claims = read_scene(&s, &actors);
    assert_int_equal(claims.count, 0);
    scene_close(&s);
}

static void test_not_plain(void **state) {
    (void)state;
    check_none("France never controls Chad.", "controls", "never");
    check_none("France would control Chad.", "control", "would");
    check_none("If France controls Chad.", "controls", "If");
    check_none("France controls Chad?", "controls", NULL);
    check_none("France visited Chad.", "visited", NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_verb),
        cmocka_unit_test(test_apposition),
        cmocka_unit_test(test_not_plain),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
