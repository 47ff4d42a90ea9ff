/* actors.c - who speaks, statement by statement in the order of their cues:
 *   named      the name that the source's head word stands in, or that explains it ("the minister, Ann Lee")
 *   relative   "who", "which": the name that the clause belongs to
 *   pronoun    inside a statement its speaker, else the nearest fitting name before it
 *   title      "the president": the nearest person called by that title before
 * A later issue replaces the last three by resolution proper. */
#include "reading/actors.h"

#include "reading/names.h"

#define NEAR_SENTENCES 4 /* how far back a pronoun looks */
#define NEAR_WORDS 6     /* how far from a name its title stands */
#define NEAR_NAMES 500   /* how many names back a title looks */

typedef enum reference { NO_REFERENCE, PERSON, BODY, MANY, SPEAKER, RELATIVE } reference;

typedef struct scene {
    const dgm_article *article;
    const dgm_words *words;
    const dgm_tags *tags;
    const dgm_weights *weights;
    dgm_names names;
    const dgm_statements *statements;
    uint32_t *speakers;
} scene;

/* ---- looking things up --------------------------------------------------- */

static dgm_view word_text(const scene *s, uint32_t word) {
    return dgm_view_sub(s->article->text, s->words->words[word].text);
}

static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

static bool is_same_word(dgm_view one, dgm_view other) {
    if (one.size != other.size)
        return false;
    for (size_t i = 0; i < one.size; i++)
        if (lower(one.data[i]) != lower(other.data[i]))
            return false;
    return true;
}

/* Whether `list`, words with one space between them, has the word in any case of letters. */
static bool is_listed(const scene *s, uint32_t word, const char *list) {
    dgm_view text = word_text(s, word);
    for (size_t size = 0; *list; list += size + (list[size] == ' ')) {
        size = strcspn(list, " ");
        if (is_same_word(text, (dgm_view){list, size}))
            return true;
    }
    return false;
}

static bool relates_as(const scene *s, uint32_t word, const char *relation) {
    dgm_view label = dgm_weights_label(s->weights, "deprel", s->tags->deprel[word]);
    size_t size = strlen(relation);
    return label.size >= size && memcmp(label.data, relation, size) == 0 &&
           (label.size == size || label.data[size] == ':');
}

/* The first name that ends after `word`. */
static uint32_t name_from(const scene *s, uint32_t word) {
    uint32_t low = 0, high = s->names.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (s->names.items[middle].words.end <= word)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The name that `word` stands in, or DGM_NOBODY. */
static uint32_t name_at(const scene *s, uint32_t word) {
    uint32_t i = name_from(s, word);
    return i < s->names.count && s->names.items[i].words.start <= word ? i : DGM_NOBODY;
}

/* The sentence that holds `word`. */
static uint32_t sentence_of(const scene *s, uint32_t word) {
    uint32_t low = 0, high = s->tags->n_sentences;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (s->tags->sentences[middle].end <= word)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static dgm_actor_kind kind_of(const scene *s, uint32_t actor) {
    return s->names.actors[actor].kind;
}

/* The word of a stretch that hangs on a word outside it. */
static uint32_t head_of(const scene *s, dgm_range stretch) {
    for (uint32_t i = stretch.start; i < stretch.end; i++) {
        uint32_t head = s->tags->head[i];
        if (head == i || head < stretch.start || head >= stretch.end)
            return i;
    }
    return stretch.start;
}

/* ---- named --------------------------------------------------------------- */

static bool is_possessive(const scene *s, const dgm_name *name) {
    return name->words.end < s->words->n_words && is_listed(s, name->words.end, "'s ’s ' ’");
}

/* Whether the name explains the head word of its source, as in "the minister, Ann Lee" or "spokesman Ben
 * Orr", and does not just modify it, as in "Lee's lawyer" or "a Lee aide". */
static bool explains(const scene *s, const dgm_name *name, uint32_t head) {
    if (is_possessive(s, name))
        return false;
    uint32_t top = head_of(s, name->words);
    for (int steps = 0; steps < 8 && top != head; steps++) {
        if (!relates_as(s, top, "appos") && !relates_as(s, top, "flat") && !relates_as(s, top, "conj") &&
            !relates_as(s, top, "list") && !relates_as(s, top, "dep"))
            return false;
        top = s->tags->head[top];
    }
    return top == head;
}

static uint32_t named_in(const scene *s, dgm_range source, uint32_t head) {
    uint32_t at = name_at(s, head);
    if (at != DGM_NOBODY && !is_possessive(s, &s->names.items[at]))
        return s->names.items[at].actor;
    if (at != DGM_NOBODY && s->names.items[at].words.end >= source.end)
        return s->names.items[at].actor; /* "Lee's" alone, before a cue such as "view" */
    uint32_t body = DGM_NOBODY;
    for (uint32_t i = name_from(s, source.start);
         i < s->names.count && s->names.items[i].words.end <= source.end; i++) {
        const dgm_name *name = &s->names.items[i];
        if (name->kind == DGM_ACTOR_PERSON && explains(s, name, head))
            return name->actor;
        if (name->kind == DGM_ACTOR_ORGANIZATION && body == DGM_NOBODY)
            body = name->actor;
    }
    return body;
}

/* ---- referred to --------------------------------------------------------- */

static reference refers_as(const scene *s, uint32_t word) {
    static const struct {
        reference as;
        const char *words;
    } pronouns[] = {
        {PERSON, "he she him his her hers himself herself"},
        {BODY, "it its itself"},
        {MANY, "they them their theirs themselves"},
        {SPEAKER, "i me my mine myself we us our ours ourselves"},
        {RELATIVE, "who whom whose which that"},
    };
    for (size_t i = 0; i < sizeof(pronouns) / sizeof(pronouns[0]); i++)
        if (is_listed(s, word, pronouns[i].words))
            return pronouns[i].as;
    return NO_REFERENCE;
}

static bool fits(const scene *s, uint32_t actor, reference as) {
    bool person = kind_of(s, actor) == DGM_ACTOR_PERSON;
    return as == PERSON ? person : as == MANY ? kind_of(s, actor) == DGM_ACTOR_ORGANIZATION : !person;
}

/* The speaker of the statement around this one, if that fits. */
static uint32_t outer_speaker(const scene *s, uint32_t statement, reference as) {
    uint32_t parent = s->statements->items[statement].parent;
    uint32_t speaker = parent == DGM_NOBODY ? DGM_NOBODY : s->speakers[parent];
    return speaker != DGM_NOBODY && (as == SPEAKER || fits(s, speaker, as)) ? speaker : DGM_NOBODY;
}

/* The nearest fitting name before `word`, sentence by sentence; in each the first subject comes before
 * others. */
static uint32_t nearest_name(const scene *s, uint32_t word, reference as) {
    uint32_t last = sentence_of(s, word);
    for (uint32_t back = 0; back <= NEAR_SENTENCES && back <= last; back++) {
        dgm_range sentence = s->tags->sentences[last - back];
        uint32_t end = back == 0 ? word : sentence.end, nearest = DGM_NOBODY;
        for (uint32_t i = name_from(s, sentence.start);
             i < s->names.count && s->names.items[i].words.end <= end; i++) {
            const dgm_name *name = &s->names.items[i];
            if (!fits(s, name->actor, as) || is_possessive(s, name))
                continue;
            if (relates_as(s, head_of(s, name->words), "nsubj"))
                return name->actor;
            nearest = name->actor;
        }
        if (nearest != DGM_NOBODY)
            return nearest;
    }
    return DGM_NOBODY;
}

/* "Lee, who said": the name right before, or the one that the clause's verb hangs on. */
static uint32_t antecedent(const scene *s, uint32_t word) {
    uint32_t verb = s->tags->head[word];
    for (int steps = 0; steps < 4 && !relates_as(s, verb, "acl") && s->tags->head[verb] != verb; steps++)
        verb = s->tags->head[verb];
    uint32_t at = relates_as(s, verb, "acl") ? name_at(s, s->tags->head[verb]) : DGM_NOBODY;
    for (uint32_t back = 1; at == DGM_NOBODY && back <= 2 && back <= word; back++)
        at = name_at(s, word - back);
    return at == DGM_NOBODY ? DGM_NOBODY : s->names.items[at].actor;
}

/* Whether the title stands near the name, in its sentence and before `end`, with no other name between. */
static bool is_titled(const scene *s, const dgm_name *name, dgm_view title, uint32_t end) {
    dgm_range sentence = s->tags->sentences[sentence_of(s, name->words.start)];
    uint32_t last = sentence.end < end ? sentence.end : end;
    for (uint32_t i = 1; i <= NEAR_WORDS && name->words.start >= sentence.start + i; i++) {
        if (name_at(s, name->words.start - i) != DGM_NOBODY)
            break;
        if (is_same_word(word_text(s, name->words.start - i), title))
            return true;
    }
    for (uint32_t i = 0; i < NEAR_WORDS && name->words.end + i < last; i++) {
        if (name_at(s, name->words.end + i) != DGM_NOBODY)
            break;
        if (is_same_word(word_text(s, name->words.end + i), title))
            return true;
    }
    return false;
}

/* "the president": the nearest person before it with the same title beside the name. */
static uint32_t titled(const scene *s, uint32_t head) {
    static const char titles[] =
        "president minister chancellor premier senator governor mayor secretary general ambassador chairman "
        "chairwoman chair director candidate nominee spokesman spokeswoman spokesperson leader commissioner "
        "judge prosecutor lawyer attorney professor congressman congresswoman king queen prince pope bishop "
        "chief executive officer analyst economist author actor singer coach";
    if (!is_listed(s, head, titles))
        return DGM_NOBODY;
    uint32_t from = name_from(s, head), to = from > NEAR_NAMES ? from - NEAR_NAMES : 0;
    for (uint32_t i = from; i-- > to;) {
        const dgm_name *name = &s->names.items[i];
        if (kind_of(s, name->actor) == DGM_ACTOR_PERSON && name->words.end <= head &&
            is_titled(s, name, word_text(s, head), head))
            return name->actor;
    }
    return DGM_NOBODY;
}

/* ---- public -------------------------------------------------------------- */

static uint32_t speaker_of(const scene *s, uint32_t statement) {
    dgm_range source = s->statements->items[statement].source_words;
    if (source.start >= source.end)
        return DGM_NOBODY;
    uint32_t head = head_of(s, source);
    uint32_t named = named_in(s, source, head);
    if (named != DGM_NOBODY)
        return named;
    reference as = refers_as(s, source.end - source.start == 1 ? source.start : head);
    if (as == NO_REFERENCE)
        return titled(s, head);
    if (as == RELATIVE)
        return antecedent(s, source.start);
    uint32_t outer = outer_speaker(s, statement, as);
    return outer != DGM_NOBODY || as == SPEAKER ? outer : nearest_name(s, source.start, as);
}

dgm_status dgm_actors_read(const dgm_article *article, const dgm_words *words, const dgm_tags *tags,
                           const dgm_weights *weights, const dgm_statements *statements, dgm_arena *arena,
                           dgm_actors *out, dgm_error *err) {
    scene s = {
        article, words, tags, weights, {0}, statements, dgm_arena_array(arena, uint32_t, statements->count)};
    if (!s.speakers)
        return dgm_fail(err, DGM_ERR_MEMORY, 0, "out of memory for speakers");
    DGM_TRY(dgm_names_gather(article, words, tags, weights, arena, &s.names, err));
    for (uint32_t i = 0; i < statements->count; i++)
        s.speakers[i] = DGM_NOBODY;
    for (uint32_t i = 0; i < statements->count; i++)
        s.speakers[i] = speaker_of(&s, i);
    *out = (dgm_actors){s.names.actors, s.names.n_actors, s.speakers};
    return DGM_OK;
}
