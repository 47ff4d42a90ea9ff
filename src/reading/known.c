/* known.c - one pass over the words that begin with a capital, the longest phrase first. Phrases are looked
 * up with single spaces; what is shouted ("BRAZIL") also as it would be written otherwise. */
#include "reading/known.h"

#include "reading/extent.h"

enum { MOST_WORDS = 7, MOST_BYTES = 96, MOST_LANDS = 64, LEAD_WORDS = 60 };

static bool is_capital(const dgm_tagged *t, uint32_t word) {
    uint32_t shape = t->words->words[word].feature & 7;
    return shape == DGM_SHAPE_INITIAL || shape == DGM_SHAPE_UPPER || shape == DGM_SHAPE_MIXED;
}

static dgm_view join(const dgm_tagged *t, dgm_range words, char *out) {
    size_t size = 0;
    for (uint32_t i = words.start; i < words.end; i++) {
        dgm_view word = dgm_tagged_word(t, i);
        bool space = i > words.start && !(t->words->words[i].flags & (DGM_WORD_GLUED | DGM_WORD_JOINED));
        if (size + space + word.size > MOST_BYTES)
            return (dgm_view){out, 0};
        if (space)
            out[size++] = ' ';
        memcpy(out + size, word.data, word.size);
        size += word.size;
    }
    return (dgm_view){out, size};
}

/* "BRAZIL" as "Brazil", in place; false if there is a lower-case letter or the word is short, as "UN" is. */
static bool unshout(char *text, size_t size) {
    bool inside = false;
    for (size_t i = 0; i < size; i++)
        if (text[i] >= 'a' && text[i] <= 'z')
            return false;
    for (size_t i = 0; i < size; i++) {
        bool letter = text[i] >= 'A' && text[i] <= 'Z';
        if (letter && inside)
            text[i] = (char)(text[i] + 32);
        inside = letter || (text[i] & 0x80) || text[i] == '\'';
    }
    return size > 4;
}

static dgm_range find(const dgm_tagged *t, dgm_range words) {
    char text[MOST_BYTES];
    dgm_view phrase = join(t, words, text);
    dgm_range found = phrase.size ? dgm_facts_find(phrase) : (dgm_range){0, 0};
    if (found.start == found.end && phrase.size && unshout(text, phrase.size))
        found = dgm_facts_find(phrase);
    return found;
}

static bool is_person_label(const dgm_tagged *t, uint32_t word) {
    dgm_view label = dgm_weights_label(t->weights, "ner", t->tags->ner[word]);
    return label.size == 5 && memcmp(label.data + 2, "PER", 3) == 0;
}

/* Whether the facts may speak of these words: not where a person is called so, and an outlet of one common
 * word only behind "the". */
static bool may_be(const dgm_tagged *t, dgm_range words, dgm_range facts) {
    for (uint32_t i = words.start; i < words.end; i++)
        if (is_person_label(t, i))
            return false;
    dgm_fact first = dgm_facts_at(facts.start);
    bool common = first.kind == DGM_FACT_OUTLET || first.kind == DGM_FACT_REGION ||
                  first.kind == DGM_FACT_COMPANY || first.kind == DGM_FACT_GROUP ||
                  first.kind == DGM_FACT_PLATFORM;
    bool alone = words.end == words.start + 1 && (t->words->words[words.start].flags & DGM_WORD_BREAK) &&
                 (t->words->words[words.start].feature & 7) == DGM_SHAPE_INITIAL;
    dgm_view label = dgm_weights_label(t->weights, "ner", t->tags->ner[words.start]);
    return !(common && alone && label.size < 5);
}

static dgm_known longest(const dgm_tagged *t, uint32_t word) {
    uint32_t most = t->words->n_words - word < MOST_WORDS ? t->words->n_words - word : MOST_WORDS;
    for (uint32_t size = most; size > 0; size--) {
        dgm_range words = {word, word + size};
        if (size > 1 && (t->words->words[words.end - 1].flags & DGM_WORD_PARAGRAPH))
            continue;
        dgm_range facts = find(t, words);
        if (facts.start < facts.end && may_be(t, words, facts))
            return (dgm_known){words, facts};
    }
    return (dgm_known){{word, word}, {0, 0}};
}

static bool holds_on(const dgm_fact *fact, int32_t day) {
    return day == 0 || (fact->begin <= day && (day <= fact->end || fact->end == 0));
}

static uint32_t pick(dgm_range facts, int32_t day, uint32_t kinds) {
    uint32_t found = DGM_UNKNOWN;
    for (uint32_t i = facts.start; i < facts.end; i++) {
        dgm_fact fact = dgm_facts_at(i);
        if (!(kinds >> fact.kind & 1))
            continue;
        if (holds_on(&fact, day))
            return i;
        found = found == DGM_UNKNOWN ? i : found;
    }
    return found;
}

uint32_t dgm_known_fact(const dgm_knowns *k, uint32_t item, uint32_t kinds) {
    return item < k->count ? pick(k->items[item].facts, k->day, kinds) : DGM_UNKNOWN;
}

uint32_t dgm_known_phrase(const dgm_tagged *t, const dgm_knowns *k, dgm_range words, uint32_t kinds) {
    if (words.end > words.start + 1 && dgm_tagged_listed(t, words.start, "the"))
        words.start++;
    return words.start < words.end ? pick(find(t, words), k->day, kinds) : DGM_UNKNOWN;
}

dgm_view dgm_known_land(dgm_view code) {
    static const char sectors[] =
        "COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED "
        "REF OPP PRE REL SOC ";
    size_t size = 0;
    while (size < code.size && code.data[size] != ' ')
        size++;
    for (const char *at = sectors; *at; at += 4)
        if (size == 3 && memcmp(at, code.data, 3) == 0)
            return (dgm_view){code.data, 0};
    return (dgm_view){code.data, size};
}

dgm_view dgm_known_country(const dgm_knowns *k, uint32_t word) {
    uint32_t fact = dgm_known_fact(k, k->at[word], DGM_KINDS_ALL & ~DGM_KIND(OUTLET) & ~DGM_KIND(REGION));
    return fact == DGM_UNKNOWN ? (dgm_view){NULL, 0} : dgm_known_land(dgm_facts_at(fact).code);
}

/* ---- the main country ---------------------------------------------------- */

typedef struct land {
    dgm_view code;
    float weight;
} land;

static float weight_of(const dgm_tagged *t, const dgm_knowns *k, const dgm_known *item, dgm_view *code) {
    static const uint32_t strong = DGM_KINDS_LAND | DGM_KIND(BODY) | DGM_KIND(PARTY) | DGM_KIND(FORCE);
    uint32_t found = pick(item->facts, k->day, strong | DGM_KIND(CITY) | DGM_KIND(GROUP));
    if (found == DGM_UNKNOWN ||
        !dgm_extent_reported(t->article, t->words->words[item->words.start].text.start))
        return 0;
    dgm_fact fact = dgm_facts_at(found);
    *code = dgm_known_land(fact.code);
    float weight = fact.kind == DGM_FACT_CITY ? (fact.people > 300000 ? 0.5F : 0.25F) : 1.0F;
    return item->words.start < LEAD_WORDS ? 2 * weight : weight;
}

/* The country that most points to; among the first MOST_LANDS that come up. */
static void find_main(const dgm_tagged *t, dgm_knowns *k) {
    land lands[MOST_LANDS];
    uint32_t count = 0;
    float sum = 0, best = 0;
    for (uint32_t i = 0; i < k->count; i++) {
        dgm_view code = {NULL, 0};
        float weight = weight_of(t, k, &k->items[i], &code);
        uint32_t at = 0;
        if (code.size != 3 || weight <= 0 || dgm_view_equal(code, DGM_VIEW("IGO")) ||
            dgm_view_equal(code, DGM_VIEW("IMG")) || dgm_view_equal(code, DGM_VIEW("MNC")))
            continue;
        while (at < count && !dgm_view_equal(lands[at].code, code))
            at++;
        if (at == count && count < MOST_LANDS)
            lands[count++] = (land){code, 0};
        if (at < count)
            lands[at].weight += weight;
        sum += weight;
    }
    for (uint32_t i = 0; i < count; i++)
        if (lands[i].weight > best) {
            best = lands[i].weight;
            k->main = lands[i].code;
            k->share = best / sum;
        }
}

/* The armed group that is named most, the first of equals: "militants" are mostly its own. */
static void find_rebels(dgm_knowns *k) {
    uint32_t best = 0;
    for (uint32_t i = 0; i < k->count; i++) {
        uint32_t found = pick(k->items[i].facts, k->day, DGM_KIND(GROUP)), same = 0;
        dgm_view code = found == DGM_UNKNOWN ? (dgm_view){NULL, 0} : dgm_facts_at(found).code;
        if (code.size != 7 || memcmp(code.data + 4, "REB", 3) != 0 || dgm_view_equal(code, k->rebels))
            continue;
        for (uint32_t j = i; j < k->count; j++) {
            uint32_t other = pick(k->items[j].facts, k->day, DGM_KIND(GROUP));
            same += other != DGM_UNKNOWN && dgm_view_equal(dgm_facts_at(other).code, code);
        }
        if (same > best) {
            best = same;
            k->rebels = code;
        }
    }
}

dgm_status dgm_knowns_read(const dgm_tagged *t, int32_t day, dgm_arena *arena, dgm_knowns *out,
                           dgm_error *err) {
    uint32_t n = t->words->n_words, count = 0;
    uint32_t *at = dgm_arena_array(arena, uint32_t, n);
    dgm_known *items = dgm_arena_array(arena, dgm_known, n);
    if (!at || !items)
        return dgm_fail(err, DGM_ERR_MEMORY, 0, "out of memory for facts");
    for (uint32_t i = 0; i < n; i++)
        at[i] = DGM_UNKNOWN;
    for (uint32_t i = 0; i < n;) {
        dgm_known found = is_capital(t, i) ? longest(t, i) : (dgm_known){{i, i}, {0, 0}};
        if (found.words.end == i) {
            i++;
            continue;
        }
        items[count] = found;
        for (; i < found.words.end; i++)
            at[i] = count;
        count++;
    }
    *out = (dgm_knowns){.items = items, .count = count, .at = at, .day = day};
    find_main(t, out);
    find_rebels(out);
    return DGM_OK;
}
