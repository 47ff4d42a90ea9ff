/* Antecedents by hand-made weights: the score of a pair is 4 where its match class is the one asked for, else
 * 0; so each test sees in which class a pair of phrases falls. */
#include "unit.h"

#include <stdbool.h>

#include "model/antecedents.h"
#include "support/model_fixture.h"

enum { WIDTH = 2 * DGM_ANTECEDENTS_WIDTH, WORDS = 2000 };

static const char vocab[] = "the\nhe\nhis\nshe\nlee\nann\nmayor\ncity\nriver\nspoke\n";
enum { THE, HE, HIS, SHE, LEE, ANN, MAYOR, CITY, RIVER, SPOKE };
enum { CAPITAL = DGM_SHAPE_INITIAL, LOWER = DGM_SHAPE_LOWER };

static dgm_word words[WORDS];
static uint16_t pieces[WORDS];
static float zeros[WIDTH];

static void *tensor(fixture *f, const char *name) {
    for (uint32_t t = 0; t < f->n_tensors; t++)
        if (strcmp(f->tensors[t].name, name) == 0)
            return f->tensors[t].data;
    return NULL;
}

/* Weights that give 4 to pairs of `match` at any distance (of `distance` alone unless it is 16). */
static dgm_weights *weights_for(fixture *f, uint32_t match, uint32_t distance) {
    fixture_linear(f, "h.corefo", 1, 128);
    int8_t *w = tensor(f, "h.corefo.w");
    for (uint32_t k = 0; k < 128; k++)
        w[(size_t)(k / 4) * 64 + k % 4] = 127;
    *(int32_t *)tensor(f, "h.corefo.c") = 127 * 128;
    *(float *)tensor(f, "h.corefo.s") = 1.0f / (127 * 128);
    *(float *)tensor(f, "h.corefo.b") = 0;
    float *pairs = fixture_floats(f, "coref.pair", 256, 128, -4, 0);
    for (uint32_t row = 0; row < 256; row++)
        for (uint32_t k = 0; k < 128; k++)
            if (row / 16 == match && (distance == 16 || row % 16 == distance))
                pairs[row * 128 + k] = 4;
    fixture_text(f, "vocab", vocab);
    dgm_weights *weights;
    assert_int_equal(dgm_weights_open_bytes(fixture_bytes(f), true, NULL, &weights, NULL), DGM_OK);
    return weights;
}

static void put(uint32_t at, uint16_t piece, uint8_t shape) {
    pieces[at] = piece;
    words[at] = (dgm_word){{at, at}, at, 1, 0, shape};
}

/* Score of the link from `later` to `earlier`, mentions of the text; 99 where there is none. */
static float score_of(uint32_t match, uint32_t distance, dgm_mention earlier, dgm_mention later) {
    fixture *f = fixture_new(3);
    dgm_weights *weights = weights_for(f, match, distance);
    dgm_antecedents *antecedents;
    dgm_arena arena;
    dgm_tags tags = {0};
    const dgm_words text = {words, WORDS, pieces, WORDS};
    dgm_arena_open(&arena, 0);
    assert_int_equal(dgm_antecedents_new(weights, &antecedents, NULL), DGM_OK);
    dgm_antecedents_start(antecedents, &text, &arena);
    assert_int_equal(dgm_antecedents_add(antecedents, 0, &earlier, zeros, zeros, NULL), DGM_OK);
    assert_int_equal(dgm_antecedents_add(antecedents, 1, &later, zeros, zeros, NULL), DGM_OK);
    dgm_antecedents_end(antecedents, &tags);
    assert_int_equal(earlier.n_links, 0);
    float score = later.n_links == 1 ? tags.links[later.first_link].score : 99;
    dgm_antecedents_free(antecedents);
    dgm_arena_close(&arena);
    dgm_weights_close(weights);
    fixture_free(f);
    return score;
}

static dgm_mention mention(uint32_t start, uint32_t end, uint32_t head) {
    return (dgm_mention){.head = head, .words = {start, end}, .type = 1, .p = 1};
}

static void assert_class(uint32_t match, dgm_mention earlier, dgm_mention later) {
    for (uint32_t other = 0; other < 16; other++) {
        float score = score_of(other, 16, earlier, later);
        assert_true(other == match ? score > 3.5f && score < 4.5f : score < 0.5f);
    }
}

static void pairs_fall_into_their_classes(void **unused) {
    (void)unused;
    put(0, ANN, CAPITAL), put(1, LEE, CAPITAL), put(2, THE, CAPITAL), put(3, MAYOR, LOWER), put(4, HE, LOWER);
    put(5, HIS, LOWER), put(6, SHE, LOWER), put(7, LEE, CAPITAL), put(8, THE, LOWER), put(9, MAYOR, LOWER);
    put(10, THE, LOWER), put(11, CITY, LOWER), put(12, MAYOR, LOWER), put(13, CITY, CAPITAL),
        put(14, HE, CAPITAL);
    dgm_mention ann_lee = mention(0, 2, 0), mayor = mention(2, 4, 3), he = mention(4, 5, 4),
                his = mention(5, 6, 5);
    dgm_mention she = mention(6, 7, 6), lee = mention(7, 8, 7), same_mayor = mention(8, 10, 9);
    dgm_mention city_mayor = mention(10, 13, 12), city = mention(13, 14, 13), he_again = mention(14, 15, 14);
    assert_class(0, he, he_again);
    assert_class(1, he, his);
    assert_class(2, he, she);
    assert_class(3, ann_lee, he);
    assert_class(4, mayor, he);
    assert_class(5, he, lee);
    assert_class(6, mayor, same_mayor);
    assert_class(8, same_mayor, city_mayor);
    assert_class(9, ann_lee, lee);
    assert_class(10, lee, city);
    assert_class(11, ann_lee, mayor);
    put(15, RIVER, LOWER);
    assert_class(12, mayor, mention(15, 16, 15));
    put(16, SPOKE, LOWER), put(17, LEE, CAPITAL);
    assert_class(7, lee, mention(16, 18, 17));
}

static void distance_is_in_classes(void **unused) {
    (void)unused;
    static const uint32_t first[] = {1, 2, 3, 4, 5, 7, 10, 14, 20, 29, 41, 61, 91, 141, 251, 501};
    put(0, RIVER, LOWER);
    for (uint32_t class = 0; class < 16; class ++) {
        put(first[class], CITY, LOWER);
        dgm_mention later = mention(first[class], first[class] + 1, first[class]);
        assert_true(score_of(12, class, mention(0, 1, 0), later) > 3.5f);
        assert_true(score_of(12, (class + 1) % 16, mention(0, 1, 0), later) < 0.5f);
    }
}

/* Links `n` one-word mentions, words 0 to n - 1 of the text. */
static dgm_tags link_all(dgm_weights *weights, dgm_mention *mentions, uint32_t n, dgm_arena *arena) {
    dgm_antecedents *antecedents;
    dgm_tags tags = {.mentions = mentions, .n_mentions = n};
    const dgm_words text = {words, WORDS, pieces, WORDS};
    assert_int_equal(dgm_antecedents_new(weights, &antecedents, NULL), DGM_OK);
    dgm_antecedents_start(antecedents, &text, arena);
    for (uint32_t m = 0; m < n; m++) {
        mentions[m] = mention(m, m + 1, m);
        assert_int_equal(dgm_antecedents_add(antecedents, m, &mentions[m], zeros, zeros, NULL), DGM_OK);
    }
    dgm_antecedents_end(antecedents, &tags);
    dgm_antecedents_free(antecedents);
    return tags;
}

/* Of mentions alike the eight nearest are kept, nearest first. */
static void the_nearest_come_first(void **unused) {
    (void)unused;
    fixture *f = fixture_new(3);
    dgm_weights *weights = weights_for(f, 6, 16);
    dgm_arena arena;
    dgm_mention mentions[300];
    dgm_arena_open(&arena, 0);
    for (uint32_t m = 0; m < 300; m++)
        put(m, LEE, CAPITAL);
    dgm_tags tags = link_all(weights, mentions, 300, &arena);
    for (uint32_t m = 0; m < 300; m++) {
        assert_int_equal(mentions[m].n_links, m < 8 ? m : 8);
        for (uint32_t l = 0; l < mentions[m].n_links; l++)
            assert_int_equal(tags.links[mentions[m].first_link + l].mention, m - 1 - l);
    }
    dgm_arena_close(&arena);
    dgm_weights_close(weights);
    fixture_free(f);
}

/* Better ones come before nearer ones, however many there are. */
static void the_best_come_first(void **unused) {
    (void)unused;
    fixture *f = fixture_new(3);
    dgm_weights *weights = weights_for(f, 6, 16);
    dgm_arena arena;
    dgm_mention mentions[101];
    dgm_arena_open(&arena, 0);
    for (uint32_t m = 0; m < 101; m++)
        put(m, m == 100 || m % 20 == 0 ? LEE : ANN, CAPITAL);
    dgm_tags tags = link_all(weights, mentions, 101, &arena);
    static const uint32_t expected[] = {80, 60, 40, 20, 0, 99, 98, 97};
    assert_int_equal(mentions[100].n_links, 8);
    for (uint32_t l = 0; l < 8; l++) {
        const dgm_link *link = &tags.links[mentions[100].first_link + l];
        assert_int_equal(link->mention, expected[l]);
        assert_true(l < 5 ? link->score > 3.5f : link->score < 0.5f);
    }
    dgm_arena_close(&arena);
    dgm_weights_close(weights);
    fixture_free(f);
}

static void classes_reach_so_far(void **unused) {
    (void)unused;
    static const struct {
        uint32_t match, reach;
        uint16_t earlier, later, between;
    } cases[] = {{0, 128, HE, HE, RIVER},   {1, 128, HE, HIS, RIVER},  {2, 16, SHE, HE, RIVER},
                 {3, 32, LEE, HE, RIVER},   {4, 32, RIVER, HE, LEE},   {5, 16, HE, CITY, RIVER},
                 {6, 128, CITY, CITY, LEE}, {10, 32, LEE, ANN, RIVER}, {11, 16, LEE, CITY, RIVER},
                 {12, 16, RIVER, CITY, LEE}};
    for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) {
        fixture *f = fixture_new(3);
        dgm_weights *weights = weights_for(f, cases[c].match, 16);
        for (uint32_t back = cases[c].reach; back <= cases[c].reach + 1; back++) {
            dgm_arena arena;
            dgm_mention mentions[130];
            dgm_arena_open(&arena, 0);
            for (uint32_t m = 0; m <= back; m++) {
                uint16_t piece = m == 0 ? cases[c].earlier : m == back ? cases[c].later : cases[c].between;
                put(m, piece, piece == LEE || piece == ANN ? CAPITAL : LOWER);
            }
            dgm_tags tags = link_all(weights, mentions, back + 1, &arena);
            const dgm_link *best = &tags.links[mentions[back].first_link];
            assert_true(mentions[back].n_links > 0);
            assert_int_equal(best->mention == 0 && best->score > 3.5f, back == cases[c].reach);
            dgm_arena_close(&arena);
        }
        dgm_weights_close(weights);
        fixture_free(f);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pairs_fall_into_their_classes), cmocka_unit_test(distance_is_in_classes),
        cmocka_unit_test(the_nearest_come_first),        cmocka_unit_test(the_best_come_first),
        cmocka_unit_test(classes_reach_so_far),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
