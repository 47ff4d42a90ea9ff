/* roles.c - Viterbi over five states, exact under "at most one run of source words".
 *
 * Before the run of source words: none, content. In it: source. After it: none, content. The states before
 * and after carry the same scores; doubling them is what remembers that the source was used up. Steps:
 *     none/content before -> none before, content before, source
 *     source              -> source, none after, content after
 *     none/content after  -> none after, content after
 * Sums run from left to right in float: (path + (transition + (end of the run left + start of the run
 * entered))) + the word's role score; the end of a run at the window's edge is added last. Scores are
 * clamped to +-1e9 and NaN counts as the lowest, so that any input gives valid roles; a role other than none
 * is impossible on a cue's word. */
#include "model/roles.h"

#include "text/words.h"

enum { NONE_BEFORE, CONTENT_BEFORE, SOURCE, NONE_AFTER, CONTENT_AFTER };

static const uint8_t role_of[DGM_ROLE_STATES] = {DGM_ROLE_NONE, DGM_ROLE_CONTENT, DGM_ROLE_SOURCE,
                                                 DGM_ROLE_NONE, DGM_ROLE_CONTENT};

/* States that may come before each state, as a run [first, last]. */
static const struct {
    uint8_t first, last;
} before[DGM_ROLE_STATES] = {{NONE_BEFORE, CONTENT_BEFORE},
                             {NONE_BEFORE, CONTENT_BEFORE},
                             {NONE_BEFORE, SOURCE},
                             {SOURCE, CONTENT_AFTER},
                             {SOURCE, CONTENT_AFTER}};

static const float score_limit = 1e9f;
static const float impossible = -1e30f;

static float sane(float score) {
    if (!(score > -score_limit))
        return -score_limit;
    return score < score_limit ? score : score_limit;
}

/* ---- steps and distances ------------------------------------------------ */

uint8_t dgm_role_step(uint8_t flags_before, uint8_t flags) {
    if (flags_before & DGM_WORD_CLOSES)
        return DGM_STEP_CLOSED;
    if (flags & DGM_WORD_OPENS)
        return DGM_STEP_OPENS;
    return flags & DGM_WORD_BREAK ? DGM_STEP_BREAK : DGM_STEP_PLAIN;
}

uint32_t dgm_role_distance(uint32_t i, dgm_range cue) {
    static const uint32_t upper[] = {10, 13, 17, 22, 29, 38, 50, 65, 85, 110, 140};
    bool is_before = i < cue.start;
    if (!is_before && i < cue.end)
        return 31;
    uint32_t away = is_before ? cue.start - i : i - (cue.end - 1);
    uint32_t bucket = away;
    if (away > 8) {
        bucket = 9;
        while (bucket < 20 && away > upper[bucket - 9])
            bucket++;
    }
    return is_before ? 31 - bucket : 31 + bucket;
}

/* ---- the chain ----------------------------------------------------------- */

/* What a word adds in each role, and at the first and last word of a run of it. */
typedef struct {
    float role[DGM_ROLE_COUNT], start[DGM_ROLE_COUNT], end[DGM_ROLE_COUNT];
} word_scores;

static word_scores scores_of(const float *scores, bool in_cue) {
    word_scores word = {{0}, {0}, {0}};
    for (uint32_t r = 0; r < DGM_ROLE_COUNT; r++)
        word.role[r] = in_cue && r != DGM_ROLE_NONE ? impossible : sane(scores[r]);
    word.start[DGM_ROLE_SOURCE] = sane(scores[DGM_ROLE_START_SOURCE]);
    word.start[DGM_ROLE_CONTENT] = sane(scores[DGM_ROLE_START_CONTENT]);
    word.end[DGM_ROLE_SOURCE] = sane(scores[DGM_ROLE_END_SOURCE]);
    word.end[DGM_ROLE_CONTENT] = sane(scores[DGM_ROLE_END_CONTENT]);
    return word;
}

/* What a step adds, for each role before and after. */
typedef struct {
    float move[DGM_ROLE_COUNT][DGM_ROLE_COUNT];
} step_scores;

static step_scores sane_step(const float transition[DGM_ROLE_COUNT][DGM_ROLE_COUNT]) {
    step_scores step;
    for (uint32_t a = 0; a < DGM_ROLE_COUNT; a++)
        for (uint32_t b = 0; b < DGM_ROLE_COUNT; b++)
            step.move[a][b] = sane(transition[a][b]);
    return step;
}

static void first_word(const word_scores *word, float path[DGM_ROLE_STATES]) {
    for (uint32_t s = 0; s < DGM_ROLE_STATES; s++) {
        uint8_t role = role_of[s];
        path[s] = s > SOURCE ? 2 * impossible : word->start[role] + word->role[role];
    }
}

/* One step: for each state the best state before it. Leaves the new sums in `path`. */
static void next_word(const word_scores *last, const word_scores *word, const step_scores *step,
                      float path[DGM_ROLE_STATES], uint8_t from[DGM_ROLE_STATES]) {
    float next[DGM_ROLE_STATES], move[DGM_ROLE_COUNT][DGM_ROLE_COUNT];
    for (uint32_t a = 0; a < DGM_ROLE_COUNT; a++)
        for (uint32_t b = 0; b < DGM_ROLE_COUNT; b++)
            move[a][b] = step->move[a][b] + (a == b ? 0 : last->end[a] + word->start[b]);
    for (uint32_t s = 0; s < DGM_ROLE_STATES; s++) {
        uint8_t role = role_of[s], best = before[s].first;
        float best_sum = path[best] + move[role_of[best]][role];
        for (uint8_t b = best + 1; b <= before[s].last; b++) {
            float sum = path[b] + move[role_of[b]][role];
            best = sum > best_sum ? b : best;
            best_sum = sum > best_sum ? sum : best_sum;
        }
        from[s] = best;
        next[s] = best_sum + word->role[role];
    }
    memcpy(path, next, sizeof(next));
}

static uint8_t best_end(const word_scores *last, const float path[DGM_ROLE_STATES]) {
    uint8_t best = 0;
    float best_sum = 0;
    for (uint8_t s = 0; s < DGM_ROLE_STATES; s++) {
        float sum = path[s] + last->end[role_of[s]];
        if (s == 0 || sum > best_sum) {
            best = s;
            best_sum = sum;
        }
    }
    return best;
}

void dgm_roles_decode(const float *scores, size_t stride, const uint8_t *steps, uint32_t n, dgm_range cue,
                      const float transitions[DGM_STEP_COUNT][DGM_ROLE_COUNT][DGM_ROLE_COUNT], uint8_t *back,
                      uint8_t *out_roles) {
    float path[DGM_ROLE_STATES];
    step_scores classes[DGM_STEP_COUNT];
    if (n == 0)
        return;
    for (uint32_t c = 0; c < DGM_STEP_COUNT; c++)
        classes[c] = sane_step(transitions[c]);
    word_scores last = scores_of(scores, cue.start == 0 && cue.end > 0);
    first_word(&last, path);
    for (uint32_t i = 1; i < n; i++) {
        word_scores word = scores_of(scores + i * stride, i >= cue.start && i < cue.end);
        next_word(&last, &word, &classes[steps[i]], path, back + (size_t)i * DGM_ROLE_STATES);
        last = word;
    }
    uint8_t state = best_end(&last, path);
    for (uint32_t i = n; i-- > 0;) {
        out_roles[i] = role_of[state];
        if (i > 0)
            state = back[(size_t)i * DGM_ROLE_STATES + state];
    }
}
