/* antecedents.c - scores of pairs of mentions (anaphor j, antecedent i), j after i:
 *
 *   pair   row = match class * 16 + class of the distance between the head words (below)
 *   score  g = gelu(((m_j + a_i) + coref.pair[row]) + m'_j * a'_i)
 *          h.corefo(g): log-odds against "j refers to nothing before it"
 *          with [m, m'] = h.corefm(x_j) and [a, a'] = h.corefa(x_i) of the head words' vectors
 *   keep   the best DGM_ANTECEDENTS_LINKS above LEAST, the nearer of equals
 *
 * Ranking mentions by their head words follows Dobrovolskii (2021); "none" as score 0, Lee et al. (2017).
 * Words are compared by their pieces, which are the same for "The" and "the". The mentions that are still
 * within reach stand in a ring, so a report of any length takes the same memory here. */
#include "model/antecedents.h"

#include <stdlib.h>

#include "model/heads.h"

#define WIDTH DGM_ANTECEDENTS_WIDTH
#define BACK DGM_ANTECEDENTS_BACK
#define GROUPS 10
#define GROUP_WORDS 48u /* at most, in all groups together */
#define DISTANCES 16u
#define MATCHES 16u
#define LEAST (-2.0F)

/* Match classes; the numbers are the rows of the trained table. */
enum {
    BOTH_PRONOUNS_SAME,
    BOTH_PRONOUNS_GROUP,
    BOTH_PRONOUNS_OTHER,
    PRONOUN_CAPITAL,
    PRONOUN_LOWER,
    PRONOUN_BEFORE,
    SAME_SPAN,
    SAME_HEAD_CAPITAL,
    SAME_HEAD_LOWER,
    SHARES,
    BOTH_CAPITAL,
    ONE_CAPITAL,
    NONE_CAPITAL
};

static const char *const group_words[GROUPS] = {
    "i me my mine myself",         "we us our ours ourselves",     "you your yours yourself yourselves",
    "he him his himself",          "she her hers herself",         "it its itself",
    "they them their theirs themselves", "this that these those",  "who whom whose which",
    "there here then one ones each both"};
static const char leading_words[] = "the a an this that these those his her its their";

/* What is known of a mention beside its rows. Keys stand for words: equal pieces, equal keys. */
typedef struct {
    uint32_t index, head, start, end; /* words */
    uint32_t head_key, span_key;
    int8_t group; /* of pronouns, or -1 */
    bool capital;
} profile;

struct dgm_antecedents {
    const struct dgm_kernels *kernels;
    dgm_linear out;
    const float *pairs; /* [MATCHES * DISTANCES][WIDTH] */
    uint32_t pronouns[GROUPS][GROUP_WORDS], n_pronouns[GROUPS]; /* keys */
    uint32_t leading[GROUP_WORDS], n_leading;
    dgm_arena memory; /* all below */
    profile *ring;    /* BACK of them; mention number k stands at k % BACK */
    float *rows;      /* BACK rows of 2 * WIDTH: h.corefa */
    float *mixed;     /* DGM_BLOCK rows of WIDTH */
    float *scores;    /* DGM_BLOCK rows of out.n_padded */
    dgm_rows mixed_rows;

    const dgm_words *words; /* of the report being read */
    dgm_arena *arena;
    uint32_t n_seen;
    dgm_link *links;
    uint32_t n_links, most_links;
};

/* ---- keys ----------------------------------------------------------------- */

static uint32_t key_of_piece(uint32_t key, uint32_t piece) {
    return (key ^ (piece + 1)) * 16777619U; /* FNV-1a, a piece a step */
}

static uint32_t key_of_word(const dgm_words *words, uint32_t word) {
    const dgm_word *w = &words->words[word];
    uint32_t key = 2166136261U;
    for (uint32_t p = 0; p < w->n_pieces; p++)
        key = key_of_piece(key, words->pieces[w->piece + p]);
    return key;
}

static bool holds(const uint32_t *keys, uint32_t n, uint32_t key) {
    for (uint32_t i = 0; i < n; i++)
        if (keys[i] == key)
            return true;
    return false;
}

static bool is_capital(const dgm_words *words, uint32_t word) {
    uint32_t shape = words->words[word].feature & 7U;
    return shape == DGM_SHAPE_INITIAL || shape == DGM_SHAPE_UPPER || shape == DGM_SHAPE_MIXED;
}

/* Keys of the words of `list` that are one piece of `vocab` (a line each). */
static uint32_t keys_of_list(dgm_view vocab, const char *list, uint32_t *out) {
    uint32_t n = 0, piece = 0;
    for (size_t at = 0; at < vocab.size && n < GROUP_WORDS; piece++) {
        const char *end = memchr(vocab.data + at, '\n', vocab.size - at);
        size_t size = end ? (size_t)(end - vocab.data) - at : vocab.size - at;
        for (const char *word = list; *word; word += strcspn(word, " "), word += *word == ' ')
            if (strcspn(word, " ") == size && memcmp(word, vocab.data + at, size) == 0)
                out[n++] = key_of_piece(2166136261U, piece);
        at += size + 1;
    }
    return n;
}

/* ---- life ----------------------------------------------------------------- */

static dgm_status find_layers(dgm_antecedents *a, const dgm_weights *weights, dgm_error *err) {
    const uint32_t dims[] = {MATCHES * DISTANCES, WIDTH};
    const void *pairs;
    DGM_TRY(dgm_linear_find(weights, "h.corefo", 1, WIDTH, &a->out, err));
    DGM_TRY(dgm_weights_tensor(weights, "coref.pair", DGM_TENSOR_F32, 2, dims, &pairs, err));
    a->pairs = pairs;
    dgm_view vocab = dgm_weights_bytes(weights, "vocab");
    for (uint32_t g = 0; g < GROUPS; g++)
        a->n_pronouns[g] = keys_of_list(vocab, group_words[g], a->pronouns[g]);
    a->n_leading = keys_of_list(vocab, leading_words, a->leading);
    return DGM_OK;
}

static dgm_status make_room(dgm_antecedents *a, dgm_error *err) {
    dgm_arena *memory = &a->memory;
    a->ring = dgm_arena_array(memory, profile, BACK);
    a->rows = dgm_arena_array(memory, float, (size_t)BACK * 2 * WIDTH);
    a->mixed = dgm_arena_array(memory, float, (size_t)DGM_BLOCK * WIDTH);
    a->scores = dgm_arena_array(memory, float, (size_t)DGM_BLOCK * a->out.n_padded);
    if (!a->ring || !a->rows || !a->mixed || !a->scores)
        return dgm_fail(err, DGM_ERR_MEMORY, 0, "no memory for antecedents");
    return dgm_rows_new(memory, DGM_BLOCK, WIDTH, &a->mixed_rows, err);
}

dgm_status dgm_antecedents_new(const dgm_weights *weights, dgm_antecedents **out_antecedents,
                               dgm_error *err) {
    dgm_antecedents *a = calloc(1, sizeof(*a));
    if (a == NULL)
        return dgm_fail(err, DGM_ERR_MEMORY, 0, "no memory for antecedents");
    dgm_arena_open(&a->memory, 0);
    a->kernels = dgm_weights_kernels(weights);
    dgm_status status = find_layers(a, weights, err);
    if (status == DGM_OK)
        status = make_room(a, err);
    if (status != DGM_OK) {
        dgm_antecedents_free(a);
        return status;
    }
    *out_antecedents = a;
    return DGM_OK;
}

void dgm_antecedents_free(dgm_antecedents *antecedents) {
    if (antecedents == NULL)
        return;
    dgm_arena_close(&antecedents->memory);
    free(antecedents);
}

/* ---- profiles --------------------------------------------------------------- */

static profile profile_of(const dgm_antecedents *a, uint32_t index, const dgm_mention *mention) {
    profile p = {.index = index,
                 .head = mention->head,
                 .start = mention->words.start,
                 .end = mention->words.end,
                 .head_key = key_of_word(a->words, mention->head),
                 .span_key = 2166136261U,
                 .group = -1,
                 .capital = is_capital(a->words, mention->head)};
    for (int8_t g = 0; g < GROUPS && p.group < 0; g++)
        if (holds(a->pronouns[g], a->n_pronouns[g], p.head_key))
            p.group = g;
    uint32_t from = p.start;
    if (p.end - from > 1 && holds(a->leading, a->n_leading, key_of_word(a->words, from)))
        from++;
    for (uint32_t w = from; w < p.end; w++)
        p.span_key = key_of_piece(p.span_key, key_of_word(a->words, w));
    return p;
}

/* Whether a word in capitals of the span is called as the other's head. */
static bool span_names(const dgm_antecedents *a, const profile *of, const profile *other) {
    for (uint32_t w = of->start; w < of->end; w++)
        if (is_capital(a->words, w) && key_of_word(a->words, w) == other->head_key)
            return true;
    return false;
}

static uint32_t match_of(const dgm_antecedents *a, const profile *j, const profile *i) {
    if (j->group >= 0 && i->group >= 0)
        return j->head_key == i->head_key ? BOTH_PRONOUNS_SAME
               : j->group == i->group     ? BOTH_PRONOUNS_GROUP
                                          : BOTH_PRONOUNS_OTHER;
    if (j->group >= 0)
        return i->capital ? PRONOUN_CAPITAL : PRONOUN_LOWER;
    if (i->group >= 0)
        return PRONOUN_BEFORE;
    if (j->span_key == i->span_key)
        return SAME_SPAN;
    if (j->head_key == i->head_key)
        return j->capital ? SAME_HEAD_CAPITAL : SAME_HEAD_LOWER;
    if (span_names(a, i, j) || span_names(a, j, i))
        return SHARES;
    return j->capital && i->capital ? BOTH_CAPITAL : j->capital || i->capital ? ONE_CAPITAL : NONE_CAPITAL;
}

/* 0 for the next word, then in steps that widen. */
static uint32_t distance_of(const profile *j, const profile *i) {
    static const uint32_t bounds[DISTANCES - 1] = {1,  2,  3,  4,  6,   9,   13, 19,
                                                   28, 40, 60, 90, 140, 250, 500};
    uint32_t d = j->head - i->head, class = 0;
    while (class < DISTANCES - 1 && d > bounds[class])
        class++;
    return class;
}

/* ---- links ------------------------------------------------------------------ */

/* Puts a link in its place among the best; the nearer mentions come first. */
static uint32_t place(dgm_link *best, uint32_t n, dgm_link link) {
    uint32_t at = n < DGM_ANTECEDENTS_LINKS ? n : n - 1;
    if (n == DGM_ANTECEDENTS_LINKS && !(link.score > best[at].score))
        return n;
    for (; at > 0 && link.score > best[at - 1].score; at--)
        best[at] = best[at - 1];
    best[at] = link;
    return n < DGM_ANTECEDENTS_LINKS ? n + 1 : n;
}

/* Scores of the `n` mentions before the newest but `skip`, nearest first, into a->scores. */
static void score_block(dgm_antecedents *a, const profile *j, const float *anaphor, uint32_t skip,
                        uint32_t n) {
    for (uint32_t r = 0; r < n; r++) {
        uint32_t at = (a->n_seen - 1 - skip - r) % BACK;
        const float *row = a->rows + (size_t)at * 2 * WIDTH;
        uint32_t pair = match_of(a, j, &a->ring[at]) * DISTANCES + distance_of(j, &a->ring[at]);
        dgm_mix(a->kernels, a->mixed + (size_t)r * WIDTH, anaphor, row, a->pairs + (size_t)pair * WIDTH,
                anaphor + WIDTH, row + WIDTH, WIDTH);
    }
    dgm_gelu(a->kernels, a->mixed, (size_t)n * WIDTH);
    dgm_rows_quantise(a->kernels, a->mixed, WIDTH, n, &a->mixed_rows);
    a->mixed_rows.n_rows = n;
    dgm_linear_apply(&a->out, &a->mixed_rows, a->scores, a->out.n_padded);
}

static dgm_status keep_links(dgm_antecedents *a, const dgm_link *best, uint32_t n, dgm_mention *mention,
                             dgm_error *err) {
    void *grown = a->links;
    DGM_TRY(dgm_grow(a->arena, &grown, a->n_links, &a->most_links, a->n_links + n, sizeof(dgm_link), err));
    a->links = grown;
    mention->first_link = a->n_links;
    mention->n_links = n;
    if (n > 0)
        memcpy(a->links + a->n_links, best, n * sizeof(*best));
    a->n_links += n;
    return DGM_OK;
}

void dgm_antecedents_start(dgm_antecedents *antecedents, const dgm_words *words, dgm_arena *arena) {
    antecedents->words = words;
    antecedents->arena = arena;
    antecedents->n_seen = antecedents->n_links = antecedents->most_links = 0;
    antecedents->links = NULL;
}

dgm_status dgm_antecedents_add(dgm_antecedents *antecedents, uint32_t index, dgm_mention *mention,
                               const float *anaphor, const float *antecedent, dgm_error *err) {
    dgm_antecedents *a = antecedents;
    profile j = profile_of(a, index, mention);
    dgm_link best[DGM_ANTECEDENTS_LINKS];
    uint32_t n_best = 0, n = a->n_seen < BACK ? a->n_seen : BACK;
    for (uint32_t skip = 0; skip < n; skip += DGM_BLOCK) {
        uint32_t n_rows = n - skip < DGM_BLOCK ? n - skip : DGM_BLOCK;
        score_block(a, &j, anaphor, skip, n_rows);
        for (uint32_t r = 0; r < n_rows; r++) {
            float score = a->scores[(size_t)r * a->out.n_padded];
            if (score > LEAST)
                n_best = place(best, n_best,
                               (dgm_link){a->ring[(a->n_seen - 1 - skip - r) % BACK].index, score});
        }
    }
    DGM_TRY(keep_links(a, best, n_best, mention, err));
    a->ring[a->n_seen % BACK] = j;
    memcpy(a->rows + (size_t)(a->n_seen % BACK) * 2 * WIDTH, antecedent, 2 * WIDTH * sizeof(float));
    a->n_seen++;
    return DGM_OK;
}

void dgm_antecedents_end(dgm_antecedents *antecedents, dgm_tags *tags) {
    tags->links = antecedents->links;
    tags->n_links = antecedents->n_links;
}
