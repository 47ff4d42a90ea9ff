/* antecedents.c - scores of pairs of mentions (anaphor j, antecedent i), j after i:
 *
 *   reach  a pair is looked at if its match class (below) carries that far, counted in mentions: words
 *          that agree are worth a look from far away, a pronoun's name from some way off, others from near
 *   pair   row = match class * 16 + class of the distance between the head words
 *   score  g = gelu(((m_j + a_i) + coref.pair[row]) + m'_j * a'_i)
 *          h.corefo(g): log-odds against "j refers to nothing before it"
 *          with [m, m'] = h.corefm(x_j) and [a, a'] = h.corefa(x_i) of the head words' vectors
 *   keep   the best DGM_ANTECEDENTS_LINKS above LEAST, the nearer of equals
 *
 * Ranking mentions by their head words follows Dobrovolskii (2021); "none" as score 0, Lee et al. (2017).
 * The reaches leave a quarter of the pairs. What they leave out is no loss: of GUM's links (dev part) 96 %
 * have a right antecedent within reach, 99 % within BACK, and chains of the best links come out as well or
 * better.
 * Words are compared by their pieces, which are the same for "The" and "the". The mentions that are still
 * within reach stand in a ring, so a report of any length takes the same memory here. */
#include "model/antecedents.h"

#include <stdlib.h>

#include "model/heads.h"

#define WIDTH DGM_ANTECEDENTS_WIDTH
#define BACK DGM_ANTECEDENTS_BACK
#define GROUPS 10
#define LISTED 64u            /* words in all groups together, or in the list of leading ones: at most */
#define FIRST_KEY 2166136261U /* FNV-1a, a piece a step */
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
    NONE_CAPITAL,
    CLASSES
};

/* How many mentions back each class is looked for. */
static const uint8_t reaches[CLASSES] = {[BOTH_PRONOUNS_SAME] = BACK, [BOTH_PRONOUNS_GROUP] = BACK,
                                         [BOTH_PRONOUNS_OTHER] = 16,  [PRONOUN_CAPITAL] = 32,
                                         [PRONOUN_LOWER] = 32,        [PRONOUN_BEFORE] = 16,
                                         [SAME_SPAN] = BACK,          [SAME_HEAD_CAPITAL] = BACK,
                                         [SAME_HEAD_LOWER] = BACK,    [SHARES] = BACK,
                                         [BOTH_CAPITAL] = 32,         [ONE_CAPITAL] = 16,
                                         [NONE_CAPITAL] = 16};

static const char *const group_words[GROUPS] = {"i me my mine myself",
                                                "we us our ours ourselves",
                                                "you your yours yourself yourselves",
                                                "he him his himself",
                                                "she her hers herself",
                                                "it its itself",
                                                "they them their theirs themselves",
                                                "this that these those",
                                                "who whom whose which",
                                                "there here then one ones each both"};
static const char leading_words[] = "the a an this that these those his her its their";

/* What is known of a mention beside its rows. Keys stand for words: equal pieces, equal keys. */
typedef struct {
    uint32_t index, head, start, end; /* words */
    uint32_t head_key, span_key;
    uint64_t names; /* bit_of every word of the span in capitals: most words that it lacks show here */
    int8_t group;   /* of pronouns, or -1 */
    bool capital;
} profile;

/* The best links of a mention so far, best first. */
typedef struct {
    dgm_link links[DGM_ANTECEDENTS_LINKS];
    uint32_t n;
} shortlist;

struct dgm_antecedents {
    const struct dgm_kernels *kernels;
    dgm_linear out;
    const float *pairs;                                                /* [MATCHES * DISTANCES][WIDTH] */
    uint32_t pronouns[LISTED], n_pronouns, leading[LISTED], n_leading; /* keys */
    int8_t groups[LISTED];                                             /* of the pronouns */
    dgm_arena memory;                                                  /* all below */
    profile *ring;             /* BACK of them; mention number k stands at k % BACK */
    float *rows;               /* BACK rows of 2 * WIDTH: h.corefa */
    float *mixed;              /* DGM_BLOCK rows of WIDTH */
    float *scores;             /* DGM_BLOCK rows of out.n_padded */
    uint32_t slots[DGM_BLOCK]; /* of the ring, of the rows in `mixed` */
    dgm_rows mixed_rows;

    const dgm_words *words; /* of the report being read */
    dgm_arena *arena;
    uint32_t n_seen;
    dgm_link *links;
    uint32_t n_links, most_links;
};

/* ---- keys ----------------------------------------------------------------- */

static uint32_t key_of_piece(uint32_t key, uint32_t piece) {
    return (key ^ (piece + 1)) * 16777619U;
}

static uint32_t key_of_word(const dgm_words *words, uint32_t word) {
    const dgm_word *w = &words->words[word];
    uint32_t key = FIRST_KEY;
    for (uint32_t p = 0; p < w->n_pieces; p++)
        key = key_of_piece(key, words->pieces[w->piece + p]);
    return key;
}

static uint64_t bit_of(uint32_t key) {
    return UINT64_C(1) << (key >> 26);
}

/* Where `key` stands, or n. */
static uint32_t place_of(uint32_t key, const uint32_t *keys, uint32_t n) {
    uint32_t i = 0;
    while (i < n && keys[i] != key)
        i++;
    return i;
}

static bool is_capital(const dgm_words *words, uint32_t word) {
    uint32_t shape = words->words[word].feature & 7U;
    return shape == DGM_SHAPE_INITIAL || shape == DGM_SHAPE_UPPER || shape == DGM_SHAPE_MIXED;
}

/* ---- listed words ---------------------------------------------------------- */

static bool list_holds(const char *list, dgm_view word) {
    for (size_t size = 0; *list; list += size + (list[size] == ' ')) {
        size = strcspn(list, " ");
        if (dgm_view_equal((dgm_view){list, size}, word))
            return true;
    }
    return false;
}

/* Sets bit [size] of [first byte] for each word of a list. */
static void note_lengths(const char *list, uint32_t lengths[256]) {
    for (size_t size = 0; *list; list += size + (list[size] == ' ')) {
        size = strcspn(list, " ");
        lengths[(uint8_t)*list] |= 1U << (size & 31);
    }
}

static void note_word(dgm_antecedents *a, dgm_view word, uint32_t key) {
    for (int8_t g = 0; g < GROUPS && a->n_pronouns < LISTED; g++) {
        if (!list_holds(group_words[g], word))
            continue;
        a->groups[a->n_pronouns] = g;
        a->pronouns[a->n_pronouns++] = key;
    }
    if (a->n_leading < LISTED && list_holds(leading_words, word))
        a->leading[a->n_leading++] = key;
}

/* Looks the listed words up in the vocabulary (a line a piece), where each is one piece. */
static void find_words(dgm_antecedents *a, dgm_view vocab) {
    uint32_t lengths[256] = {0}, piece = 0;
    for (uint32_t g = 0; g < GROUPS; g++)
        note_lengths(group_words[g], lengths);
    note_lengths(leading_words, lengths);
    for (size_t at = 0; at < vocab.size; piece++) {
        const char *line = vocab.data + at, *end = memchr(line, '\n', vocab.size - at);
        dgm_view word = {line, end ? (size_t)(end - line) : vocab.size - at};
        if (word.size < 32 && lengths[(uint8_t)*line] >> word.size & 1)
            note_word(a, word, key_of_piece(FIRST_KEY, piece));
        at += word.size + 1;
    }
}

/* ---- life ----------------------------------------------------------------- */

static dgm_status find_layers(dgm_antecedents *a, const dgm_weights *weights, dgm_error *err) {
    const uint32_t dims[] = {MATCHES * DISTANCES, WIDTH};
    const void *pairs;
    DGM_TRY(dgm_linear_find(weights, "h.corefo", 1, WIDTH, &a->out, err));
    DGM_TRY(dgm_weights_tensor(weights, "coref.pair", DGM_TENSOR_F32, 2, dims, &pairs, err));
    a->pairs = pairs;
    find_words(a, dgm_weights_bytes(weights, "vocab"));
    return DGM_OK;
}

static dgm_status make_room(dgm_antecedents *a, dgm_error *err) {
    dgm_arena *memory = &a->memory;
    a->ring = dgm_arena_array(memory, profile, BACK);
    a->rows = dgm_arena_array(memory, float, (size_t)BACK * 2 * WIDTH);
    a->mixed = dgm_arena_array(memory, float, (size_t)DGM_BLOCK *WIDTH);
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
                 .span_key = FIRST_KEY,
                 .group = -1,
                 .capital = is_capital(a->words, mention->head)};
    uint32_t listed = place_of(p.head_key, a->pronouns, a->n_pronouns);
    if (listed < a->n_pronouns)
        p.group = a->groups[listed];
    uint32_t from = p.start;
    if (p.end - from > 1 && place_of(key_of_word(a->words, from), a->leading, a->n_leading) < a->n_leading)
        from++;
    for (uint32_t w = from; w < p.end; w++) {
        uint32_t key = key_of_word(a->words, w);
        p.span_key = key_of_piece(p.span_key, key);
        p.names |= is_capital(a->words, w) ? bit_of(key) : 0;
    }
    return p;
}

/* Whether a word in capitals of the span is called as the other's head. */
static bool span_names(const dgm_antecedents *a, const profile *of, const profile *other) {
    if (!(of->names & bit_of(other->head_key)))
        return false;
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
    static const uint32_t bounds[DISTANCES - 1] = {1, 2, 3, 4, 6, 9, 13, 19, 28, 40, 60, 90, 140, 250, 500};
    uint32_t d = j->head - i->head, class = 0;
    while (class < DISTANCES - 1 && d > bounds[class])
        class ++;
    return class;
}

/* ---- links ------------------------------------------------------------------ */

/* Puts a link in its place; of equal scores the one that came first stays first. */
static void place(shortlist *best, dgm_link link) {
    uint32_t at = best->n;
    for (; at > 0 && link.score > best->links[at - 1].score; at--)
        if (at < DGM_ANTECEDENTS_LINKS)
            best->links[at] = best->links[at - 1];
    if (at == DGM_ANTECEDENTS_LINKS)
        return;
    best->links[at] = link;
    best->n += best->n < DGM_ANTECEDENTS_LINKS;
}

/* Row `r` of the block: the pair of mention j with the one at `slot` of the ring. */
static void mix_pair(dgm_antecedents *a, uint32_t r, const profile *j, uint32_t match, const float *anaphor,
                     uint32_t slot) {
    const float *row = a->rows + (size_t)slot * 2 * WIDTH;
    uint32_t pair = match * DISTANCES + distance_of(j, &a->ring[slot]);
    dgm_mix(a->kernels, a->mixed + (size_t)r * WIDTH, anaphor, row, a->pairs + (size_t)pair * WIDTH,
            anaphor + WIDTH, row + WIDTH, WIDTH);
    a->slots[r] = slot;
}

static void score_block(dgm_antecedents *a, uint32_t n, shortlist *best) {
    dgm_gelu(a->kernels, a->mixed, (size_t)n * WIDTH);
    dgm_rows_quantise(a->kernels, a->mixed, WIDTH, n, &a->mixed_rows);
    dgm_linear_apply(&a->out, &a->mixed_rows, a->scores, a->out.n_padded);
    for (uint32_t r = 0; r < n; r++) {
        float score = a->scores[(size_t)r * a->out.n_padded];
        if (score > LEAST)
            place(best, (dgm_link){a->ring[a->slots[r]].index, score});
    }
}

/* The best of the mentions before j, nearest first. */
static shortlist rank(dgm_antecedents *a, const profile *j, const float *anaphor) {
    shortlist best = {.n = 0};
    uint32_t n_before = a->n_seen < BACK ? a->n_seen : BACK, n = 0;
    for (uint32_t back = 1; back <= n_before; back++) {
        uint32_t slot = (a->n_seen - back) % BACK, match = match_of(a, j, &a->ring[slot]);
        if (back > reaches[match])
            continue;
        mix_pair(a, n++, j, match, anaphor, slot);
        if (n == DGM_BLOCK) {
            score_block(a, n, &best);
            n = 0;
        }
    }
    if (n > 0)
        score_block(a, n, &best);
    return best;
}

static dgm_status keep_links(dgm_antecedents *a, const shortlist *best, dgm_mention *mention,
                             dgm_error *err) {
    void *grown = a->links;
    uint32_t n = best->n;
    DGM_TRY(dgm_grow(a->arena, &grown, a->n_links, &a->most_links, a->n_links + n, sizeof(dgm_link), err));
    a->links = grown;
    mention->first_link = a->n_links;
    mention->n_links = n;
    if (n > 0)
        memcpy(a->links + a->n_links, best->links, n * sizeof(dgm_link));
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
    shortlist best = rank(a, &j, anaphor);
    DGM_TRY(keep_links(a, &best, mention, err));
    a->ring[a->n_seen % BACK] = j;
    memcpy(a->rows + (size_t)(a->n_seen % BACK) * 2 * WIDTH, antecedent, 2 * WIDTH * sizeof(float));
    a->n_seen++;
    return DGM_OK;
}

void dgm_antecedents_end(dgm_antecedents *antecedents, dgm_tags *tags) {
    tags->links = antecedents->links;
    tags->n_links = antecedents->n_links;
}
