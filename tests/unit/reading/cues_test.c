/* cues_test.c - cues that say nothing by themselves, and cues that are two. */
#include "reading/cues.h"
#include "reading/scene.h"

static dgm_tagged tagged(scene *s) {
    return (dgm_tagged){&s->article, &s->words, &s->tags, s->weights};
}

/* Completes `cue`; `content` is the one run of content. Checks what they are then; a NULL cue: nothing. */
static void check_complete(scene *s, const char *cue, const char *content, const char *cue_then,
                           const char *content_then) {
    dgm_tagged t = tagged(s);
    dgm_range words = scene_words(s, cue), run = scene_words(s, content);
    bool says = dgm_cues_complete(&t, &words, &run, 1);
    assert_int_equal(says, cue_then != NULL);
    if (says) {
        scene_check_text(s, dgm_tagged_text(&t, words), cue_then);
        scene_check_text(s, dgm_tagged_text(&t, run), content_then);
    }
}

static void test_takes_in_the_verb(void **state) {
    (void)state;
    scene s;
    scene_open(&s, "The film then shows a boat.");
    scene_tag(&s, "then", "ADV");
    scene_tag(&s, "shows", "VERB");
    check_complete(&s, "then", "shows a boat", "then shows", "a boat");
    check_complete(&s, "shows", "a boat", "shows", "a boat");
    check_complete(&s, "then", "a boat", "then shows", "a boat");
    scene_close(&s);
}

static void test_nothing_left_to_take_in(void **state) {
    (void)state;
    scene s;
    scene_open(&s, "However , it rained. It was wet.");
    scene_tag(&s, "However", "ADV");
    scene_tag(&s, "it", "PRON");
    scene_tag(&s, "was", "AUX");
    check_complete(&s, "However", "it rained", NULL, NULL);
    scene_tag(&s, "wet", "ADJ");
    check_complete(&s, "was", "wet", NULL, NULL); /* a run keeps a word */
    scene_close(&s);
}

static void test_adverbs_that_tell(void **state) {
    (void)state;
    scene s;
    scene_open(&s, "Lee reportedly slept.");
    scene_tag(&s, "reportedly", "ADV");
    check_complete(&s, "reportedly", "slept", "reportedly", "slept");
    scene_close(&s);
}

static void check_split(scene *s, const char *cue, dgm_cue_split split, const char *inner) {
    dgm_tagged t = tagged(s);
    uint32_t at = 0;
    dgm_range words = scene_words(s, cue);
    assert_int_equal(dgm_cues_split(&t, words, &at), split);
    if (split != DGM_CUE_WHOLE)
        scene_check_text(s, dgm_tagged_text(&t, (dgm_range){at, words.end}), inner);
}

static void test_splits(void **state) {
    (void)state;
    scene s;
    scene_open(
        &s,
        "Lee is expected to announce rain. Orr denied a claim that it rained. Fox wants to announce snow. "
        "Kim made a claim that.");
    scene_tag(&s, "denied", "VERB");
    scene_tag(&s, "claim", "NOUN");
    check_split(&s, "is expected to announce", DGM_CUE_RAISING, "to announce");
    check_split(&s, "denied a claim", DGM_CUE_NOUN, "claim");
    check_split(&s, "wants to announce", DGM_CUE_WHOLE, NULL);
    check_split(&s, "denied", DGM_CUE_WHOLE, NULL);
    scene_from(&s, "Kim");
    scene_tag(&s, "made", "VERB");
    scene_tag(&s, "claim", "NOUN");
    check_split(&s, "made a claim", DGM_CUE_WHOLE, NULL);
    scene_close(&s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_takes_in_the_verb),
        cmocka_unit_test(test_nothing_left_to_take_in),
        cmocka_unit_test(test_adverbs_that_tell),
        cmocka_unit_test(test_splits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
