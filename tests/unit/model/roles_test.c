/* The role decoder against all role sequences of short windows; distances and steps by example. */
#include "unit.h"

#include <math.h>

#include "model/roles.h"
#include "text/words.h"

enum { MOST = 9, STRIDE = 16 };

static uint64_t state = 521288629u;

static uint32_t draw(uint32_t below) {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (uint32_t)((state >> 33) % below);
}

typedef struct {
    float scores[MOST * STRIDE];
    float transitions[DGM_STEP_COUNT][DGM_ROLE_COUNT][DGM_ROLE_COUNT];
    uint8_t steps[MOST];
    uint32_t n;
    dgm_range cue;
} chain;

static bool is_valid(const uint8_t *roles, uint32_t n, dgm_range cue) {
    uint32_t n_sources = 0;
    for (uint32_t i = 0; i < n; i++) {
        if (i >= cue.start && i < cue.end && roles[i] != DGM_ROLE_NONE)
            return false;
        n_sources += roles[i] == DGM_ROLE_SOURCE && (i == 0 || roles[i - 1] != DGM_ROLE_SOURCE);
    }
    return n_sources <= 1;
}

/* The score of a path as roles.h defines it, written down anew: run by run. */
static float score_of(const chain *c, const uint8_t *roles) {
    float sum = 0;
    for (uint32_t i = 0; i < c->n; i++) {
        const float *e = c->scores + i * STRIDE;
        sum += e[roles[i]];
        if (i > 0)
            sum += c->transitions[c->steps[i]][roles[i - 1]][roles[i]];
        bool begins = i == 0 || roles[i - 1] != roles[i], ends = i + 1 == c->n || roles[i + 1] != roles[i];
        if (roles[i] == DGM_ROLE_SOURCE)
            sum += (begins ? e[3] : 0) + (ends ? e[5] : 0);
        if (roles[i] == DGM_ROLE_CONTENT)
            sum += (begins ? e[4] : 0) + (ends ? e[6] : 0);
    }
    return sum;
}

static float best_by_trying(const chain *c) {
    uint8_t roles[MOST] = {0};
    float best = -INFINITY;
    for (;;) {
        if (is_valid(roles, c->n, c->cue)) {
            float score = score_of(c, roles);
            best = score > best ? score : best;
        }
        uint32_t i = 0;
        while (i < c->n && ++roles[i] == DGM_ROLE_COUNT)
            roles[i++] = 0;
        if (i == c->n)
            return best;
    }
}

/* Eighths, so that sums are exact in any order. */
static float eighths(uint32_t n_values) {
    return ((float)draw(n_values) - (float)(n_values / 2)) / 8;
}

static void fill(chain *c, uint32_t n_values) {
    c->n = 1 + draw(MOST);
    c->cue.start = draw(c->n);
    c->cue.end = c->cue.start + 1 + draw(c->n - c->cue.start);
    for (uint32_t i = 0; i < c->n; i++) {
        c->steps[i] = (uint8_t)draw(DGM_STEP_COUNT);
        for (uint32_t s = 0; s < DGM_ROLE_SCORES; s++)
            c->scores[i * STRIDE + s] = eighths(n_values);
        c->scores[i * STRIDE + DGM_ROLE_SOURCE] += 2; /* asks for several runs of source */
    }
    float *transition = &c->transitions[0][0][0];
    for (uint32_t t = 0; t < sizeof(c->transitions) / sizeof(float); t++)
        transition[t] = eighths(n_values);
}

static void finds_the_best_valid_roles(void **unused) {
    (void)unused;
    static chain c;
    uint8_t back[MOST * DGM_ROLE_STATES], roles[MOST];
    for (uint32_t trial = 0; trial < 1000; trial++) {
        fill(&c, trial % 2 ? 7 : 100);
        dgm_roles_decode(c.scores, STRIDE, c.steps, c.n, c.cue, (const float(*)[3][3])c.transitions, back,
                         roles);
        assert_true(is_valid(roles, c.n, c.cue));
        assert_true(score_of(&c, roles) == best_by_trying(&c));
    }
}

static void any_numbers_give_valid_roles(void **unused) {
    (void)unused;
    const float strange[] = {NAN, INFINITY, -INFINITY, 0, 1e38f, -1e38f, -1, 1};
    static float scores[300 * DGM_ROLE_SCORES], transitions[DGM_STEP_COUNT][DGM_ROLE_COUNT][DGM_ROLE_COUNT];
    static uint8_t steps[300], back[300 * DGM_ROLE_STATES], roles[300];
    for (uint32_t trial = 0; trial < 60; trial++) {
        for (uint32_t i = 0; i < 300 * DGM_ROLE_SCORES; i++)
            scores[i] = strange[trial < 8 ? trial : draw(8)];
        for (uint32_t t = 0; t < 36; t++)
            transitions[t / 9][t / 3 % 3][t % 3] = strange[draw(8)];
        dgm_range cue = {trial, trial + 3};
        dgm_roles_decode(scores, DGM_ROLE_SCORES, steps, 300, cue, (const float(*)[3][3])transitions, back,
                         roles);
        assert_true(is_valid(roles, 300, cue));
    }
}

static void distances_widen(void **unused) {
    (void)unused;
    const struct {
        uint32_t away, bucket;
    } cases[] = {{1, 1},   {8, 8},   {9, 9},   {10, 9},   {11, 10},  {13, 10},  {14, 11},  {17, 11}, {18, 12},
                 {22, 12}, {23, 13}, {29, 13}, {30, 14},  {38, 14},  {39, 15},  {50, 15},  {51, 16}, {65, 16},
                 {66, 17}, {85, 17}, {86, 18}, {110, 18}, {111, 19}, {140, 19}, {141, 20}, {500, 20}};
    dgm_range cue = {500, 503};
    for (uint32_t i = 500; i < 503; i++)
        assert_int_equal(dgm_role_distance(i, cue), 31);
    for (uint32_t c = 0; c < sizeof(cases) / sizeof(*cases); c++) {
        assert_int_equal(dgm_role_distance(500 - cases[c].away, cue), 31 - cases[c].bucket);
        assert_int_equal(dgm_role_distance(502 + cases[c].away, cue), 31 + cases[c].bucket);
    }
}

static void steps_have_an_order(void **unused) {
    (void)unused;
    assert_int_equal(dgm_role_step(0, 0), DGM_STEP_PLAIN);
    assert_int_equal(dgm_role_step(0, DGM_WORD_GLUED | DGM_WORD_QUOTED), DGM_STEP_PLAIN);
    assert_int_equal(dgm_role_step(DGM_WORD_BREAK | DGM_WORD_OPENS, 0), DGM_STEP_PLAIN);
    assert_int_equal(dgm_role_step(0, DGM_WORD_BREAK), DGM_STEP_BREAK);
    assert_int_equal(dgm_role_step(0, DGM_WORD_BREAK | DGM_WORD_OPENS), DGM_STEP_OPENS);
    assert_int_equal(dgm_role_step(DGM_WORD_CLOSES, DGM_WORD_BREAK | DGM_WORD_OPENS), DGM_STEP_CLOSED);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_the_best_valid_roles),
        cmocka_unit_test(any_numbers_give_valid_roles),
        cmocka_unit_test(distances_widen),
        cmocka_unit_test(steps_have_an_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
