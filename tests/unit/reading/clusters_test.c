/* clusters_test.c - what the model's antecedents may join, and what no score can. */
#include "reading/scene.h"

#include "reading/clusters.h"

enum { MOST = 8 };

typedef struct linked {
    dgm_mention mentions[MOST];
    dgm_link links[MOST];
} linked;

/* A mention of the first word of `text`; it links to `antecedent` unless that is its own index. */
static void mention(scene *s, linked *l, const char *text, uint32_t antecedent, float score) {
    uint32_t i = s->tags.n_mentions++;
    dgm_range words = scene_words(s, text);
    l->mentions[i] = (dgm_mention){words.start, words, 1, 1, s->tags.n_links, antecedent != i};
    if (antecedent != i)
        l->links[s->tags.n_links++] = (dgm_link){antecedent, score};
    s->tags.mentions = l->mentions;
    s->tags.links = l->links;
}

/* Whether the phrases with these heads are in one cluster. */
static bool are_one(scene *s, uint32_t head, uint32_t other) {
    const dgm_tagged t = {&s->article, &s->words, &s->tags, s->weights};
    dgm_statements said = scene_statements(s);
    dgm_sight sight;
    dgm_clusters clusters;
    assert_int_equal(dgm_sight_read(&t, &said, 0, &s->arena, &sight, NULL), DGM_OK);
    assert_int_equal(dgm_clusters_read(&sight, &s->arena, &clusters, NULL), DGM_OK);
    assert_int_not_equal(sight.phrases->at[head], DGM_NOBODY);
    assert_int_not_equal(sight.phrases->at[other], DGM_NOBODY);
    return clusters.of[sight.phrases->at[head]] == clusters.of[sight.phrases->at[other]];
}

static void test_follows_the_best_antecedent(void **state) {
    (void)state;
    scene s;
    linked l;
    scene_open(&s, "The plan pleased the town. It rose.");
    mention(&s, &l, "plan", 0, 0);
    mention(&s, &l, "town", 1, 0);
    mention(&s, &l, "It", 0, 2);
    uint32_t plan = scene_words(&s, "plan").start, it = scene_words(&s, "It").start;
    assert_true(are_one(&s, plan, it));
    assert_false(are_one(&s, scene_words(&s, "town").start, it));
    scene_close(&s);
}

static void test_never_two_full_names(void **state) {
    (void)state;
    scene s;
    linked l;
    scene_open(&s, "Ann Lee met Eve Orr.");
    scene_name(&s, "Ann Lee", "PER");
    scene_name(&s, "Eve Orr", "PER");
    mention(&s, &l, "Ann", 0, 0);
    mention(&s, &l, "Eve", 0, 9);
    assert_false(are_one(&s, scene_words(&s, "Ann").start, scene_words(&s, "Eve").start));
    scene_close(&s);
}

static void test_gender_speaks_against_a_score(void **state) {
    (void)state;
    scene s;
    linked l;
    scene_open(&s, "Mary Lee met Mr Orr. She came.");
    scene_name(&s, "Mary Lee", "PER");
    scene_name(&s, "Orr", "PER");
    mention(&s, &l, "Mary", 0, 0);
    mention(&s, &l, "Orr", 1, 0);
    mention(&s, &l, "She", 1, 9);
    uint32_t she = scene_words(&s, "She").start;
    assert_false(are_one(&s, scene_words(&s, "Orr").start, she));
    assert_true(are_one(&s, scene_words(&s, "Mary").start, she));
    scene_close(&s);
}

static void test_two_spellings_of_one_state(void **state) {
    (void)state;
    scene s;
    scene_open(&s, "Britain is big. UK is wet. France is dry.");
    scene_name(&s, "Britain", "LOC");
    scene_name(&s, "UK", "LOC");
    scene_name(&s, "France", "LOC");
    uint32_t britain = scene_words(&s, "Britain").start;
    assert_true(are_one(&s, britain, scene_words(&s, "UK").start));
    assert_false(are_one(&s, britain, scene_words(&s, "France").start));
    scene_close(&s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_follows_the_best_antecedent),
        cmocka_unit_test(test_never_two_full_names),
        cmocka_unit_test(test_gender_speaks_against_a_score),
        cmocka_unit_test(test_two_spellings_of_one_state),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
