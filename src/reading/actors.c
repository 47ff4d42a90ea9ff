/* actors.c - who speaks, statement by statement, those around before those inside:
 *   named      the name in the source that the source is about ("the minister, Ann Lee", not "Lee's lawyer")
 *   relative   "who", "which": the name that the clause belongs to
 *   pronoun    inside a statement its speaker, else the nearest fitting name before it
 *   title      "the president": the nearest person called by that title before
 *   no source  a cue that is joined to another one ("said and promised") has its speaker
 * A later issue replaces all but the first by resolution proper. */
#include "reading/actors.h"

#include "reading/given.h"
#include "reading/names.h"

#define NEAR_SENTENCES 4 /* how far back a pronoun looks */
#define NEAR_WORDS 6     /* how far from a name its title stands */
#define NEAR_STATEMENTS 6
#define NEAR_NAMES 500 /* how many names back a title looks */

typedef enum reference { NO_REFERENCE, HE, SHE, BODY, MANY, SPEAKER, RELATIVE } reference;

typedef struct scene {
    const dgm_article *article;
    const dgm_words *words;
    const dgm_tags *tags;
    const dgm_weights *weights;
    dgm_names names;
    const dgm_statements *statements;
    uint32_t *speakers;
    bool *done; /* of each statement: its speaker was looked for */
} scene;

/* ---- looking things up --------------------------------------------------- */

static dgm_view word_text(const scene *s, uint32_t word) {
    return dgm_view_sub(s->article->text, s->words->words[word].text);
}

static bool is_listed(const scene *s, uint32_t word, const char *list) {
    return dgm_given_listed(word_text(s, word), list);
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

static bool is_tagged(const scene *s, uint32_t word, const char *upos) {
    return dgm_view_equal(dgm_weights_label(s->weights, "upos", s->tags->upos[word]), dgm_view_of(upos));
}

/* Whether the name only qualifies another word of the source: "a Lee aide", "Lee's lawyer", "friends of
 * Lee". */
static bool qualifies(const scene *s, const dgm_name *name, dgm_range source) {
    uint32_t before = name->words.start, after = name->words.end;
    if (after < source.end && (is_tagged(s, after, "NOUN") || is_tagged(s, after, "PROPN")))
        return true;
    if (is_possessive(s, name) && after + 1 < source.end)
        return true;
    return before > source.start &&
           is_listed(s, before - 1, "of for by to with from at in on against like about");
}

/* Whether the source is a thing that speaks for whoever made it: "a report by Lee", "Lee's letter". */
static bool is_artefact(const scene *s, uint32_t head) {
    return is_listed(
        s, head,
        "statement report article poll polls survey study letter memo email e-mail statistics data figures "
        "documents records book website story video post tweet speech interview ruling editorial paper "
        "release comments remarks announcement analysis research spokesman spokeswoman spokesperson");
}

/* The name that the source is about, or DGM_NOBODY. Persons come before bodies, the head word's name before
 * others. */
static uint32_t named_in(const scene *s, dgm_range source, uint32_t head) {
    uint32_t person = DGM_NOBODY, body = DGM_NOBODY, maker = DGM_NOBODY;
    if (source.end > source.start + 1 && is_listed(s, source.end - 1, ","))
        source.end--;
    bool artefact = is_artefact(s, head);
    for (uint32_t i = name_from(s, source.start);
         i < s->names.count && s->names.items[i].words.end <= source.end; i++) {
        const dgm_name *name = &s->names.items[i];
        bool at_head = name->words.start <= head && head < name->words.end;
        if (maker == DGM_NOBODY && artefact)
            maker = name->actor;
        if (qualifies(s, name, source))
            continue;
        if (name->kind == DGM_ACTOR_PERSON && (person == DGM_NOBODY || at_head))
            person = name->actor;
        if (name->kind != DGM_ACTOR_PERSON &&
            (at_head || name->words.end == source.end || source.end - source.start <= 4) &&
            body == DGM_NOBODY)
            body = name->actor;
    }
    return person != DGM_NOBODY ? person : body != DGM_NOBODY ? body : maker;
}

/* ---- referred to --------------------------------------------------------- */

static reference refers_as(const scene *s, uint32_t word) {
    static const struct {
        reference as;
        const char *words;
    } pronouns[] = {
        {HE, "he him his himself"},
        {SHE, "she her hers herself"},
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
    dgm_actor_kind kind = kind_of(s, actor);
    if (as == HE || as == SHE)
        return kind == DGM_ACTOR_PERSON &&
               s->names.genders[actor] != (as == HE ? DGM_GENDER_FEMALE : DGM_GENDER_MALE);
    return as == MANY ? kind == DGM_ACTOR_ORGANIZATION : kind != DGM_ACTOR_PERSON;
}

/* The speaker of the statement around this one, if that fits. */
static uint32_t outer_speaker(const scene *s, uint32_t statement, reference as) {
    uint32_t parent = s->statements->items[statement].parent;
    uint32_t speaker = parent == DGM_NOBODY ? DGM_NOBODY : s->speakers[parent];
    return speaker != DGM_NOBODY && (as == SPEAKER || fits(s, speaker, as)) ? speaker : DGM_NOBODY;
}

/* "I" in a quotation without a statement around it: who spoke last in quotation marks. */
static uint32_t last_quoted(const scene *s, uint32_t statement) {
    for (uint32_t back = 1; back <= NEAR_STATEMENTS && back <= statement; back++) {
        uint32_t i = statement - back;
        if (s->statements->items[i].quoting != DGM_QUOTING_INDIRECT && s->done[i] &&
            s->speakers[i] != DGM_NOBODY)
            return s->speakers[i];
    }
    return DGM_NOBODY;
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

static bool is_person_at(const scene *s, uint32_t word) {
    uint32_t at = name_at(s, word);
    return at != DGM_NOBODY && s->names.items[at].kind == DGM_ACTOR_PERSON;
}

/* Whether the title stands near the name, in its sentence and before `end`; not as in "the mayor of Lee". */
static bool is_titled(const scene *s, const dgm_name *name, dgm_view title, uint32_t end) {
    dgm_range sentence = s->tags->sentences[sentence_of(s, name->words.start)];
    uint32_t last = sentence.end < end ? sentence.end : end;
    bool owned = name->words.start > sentence.start &&
                 is_listed(s, name->words.start - 1, "of in at from with by");
    for (uint32_t i = 1; !owned && i <= NEAR_WORDS && name->words.start >= sentence.start + i; i++) {
        uint32_t word = name->words.start - i;
        if (dgm_given_same(word_text(s, word), title))
            return true;
        if (is_person_at(s, word))
            break;
    }
    for (uint32_t word = name->words.end; word < last && word < name->words.end + NEAR_WORDS; word++) {
        if (dgm_given_same(word_text(s, word), title))
            return true;
        if (is_person_at(s, word))
            break;
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

/* ---- without a source ---------------------------------------------------- */

/* The statement whose cue holds `word`, among those near `statement`. */
static uint32_t statement_at(const scene *s, uint32_t statement, uint32_t word) {
    const dgm_statement *items = s->statements->items;
    uint32_t from = statement > NEAR_STATEMENTS ? statement - NEAR_STATEMENTS : 0;
    for (uint32_t i = from; i < s->statements->count && i <= statement + NEAR_STATEMENTS; i++)
        if (i != statement && items[i].cue_words.start <= word && word < items[i].cue_words.end)
            return i;
    return DGM_NOBODY;
}

/* The subject of a verb, or DGM_NOBODY. */
static uint32_t subject_of(const scene *s, uint32_t verb) {
    dgm_range sentence = s->tags->sentences[sentence_of(s, verb)];
    for (uint32_t i = sentence.start; i < sentence.end; i++)
        if (s->tags->head[i] == verb && i != verb && relates_as(s, i, "nsubj"))
            return i;
    return DGM_NOBODY;
}

/* ---- public -------------------------------------------------------------- */

/* Whom the words of `source` mean. */
static uint32_t meant_by(const scene *s, uint32_t statement, dgm_range source) {
    uint32_t head = head_of(s, source);
    uint32_t named = named_in(s, source, head);
    if (named != DGM_NOBODY)
        return named;
    reference as = source.end - source.start == 1 ? refers_as(s, source.start) : NO_REFERENCE;
    if (as == NO_REFERENCE)
        return titled(s, head);
    if (as == RELATIVE)
        return antecedent(s, source.start);
    uint32_t outer = outer_speaker(s, statement, as);
    if (outer != DGM_NOBODY)
        return outer;
    if (as != SPEAKER)
        return nearest_name(s, source.start, as);
    return s->statements->items[statement].parent == DGM_NOBODY ? last_quoted(s, statement) : DGM_NOBODY;
}

/* "said … and promised": the speaker of the cue that this one is joined to, or else its subject. */
static uint32_t joined(const scene *s, uint32_t statement) {
    uint32_t verb = head_of(s, s->statements->items[statement].cue_words);
    if (!relates_as(s, verb, "conj"))
        return DGM_NOBODY;
    verb = s->tags->head[verb];
    uint32_t other = statement_at(s, statement, verb);
    if (other != DGM_NOBODY)
        return s->done[other] ? s->speakers[other] : DGM_NOBODY;
    uint32_t subject = subject_of(s, verb);
    return subject == DGM_NOBODY ? DGM_NOBODY : meant_by(s, statement, (dgm_range){subject, subject + 1});
}

static uint32_t speaker_of(const scene *s, uint32_t statement) {
    dgm_range source = s->statements->items[statement].source_words;
    return source.start < source.end ? meant_by(s, statement, source) : joined(s, statement);
}

/* Finds the speaker of a statement, after those of the statements that it stands in. */
static void resolve(scene *s, uint32_t statement) {
    while (!s->done[statement]) {
        uint32_t outer = statement;
        for (;;) {
            uint32_t parent = s->statements->items[outer].parent;
            if (parent == DGM_NOBODY || s->done[parent])
                break;
            outer = parent;
        }
        s->speakers[outer] = speaker_of(s, outer);
        s->done[outer] = true;
    }
}

dgm_status dgm_actors_read(const dgm_article *article, const dgm_words *words, const dgm_tags *tags,
                           const dgm_weights *weights, const dgm_statements *statements, dgm_arena *arena,
                           dgm_actors *out, dgm_error *err) {
    scene s = {
        .article = article, .words = words, .tags = tags, .weights = weights, .statements = statements};
    s.speakers = dgm_arena_array(arena, uint32_t, statements->count);
    s.done = dgm_arena_array(arena, bool, statements->count);
    if (!s.speakers || !s.done)
        return dgm_fail(err, DGM_ERR_MEMORY, 0, "out of memory for speakers");
    DGM_TRY(dgm_names_gather(article, words, tags, weights, arena, &s.names, err));
    for (uint32_t i = 0; i < statements->count; i++)
        s.speakers[i] = DGM_NOBODY;
    for (uint32_t i = 0; i < statements->count; i++)
        resolve(&s, i);
    *out = (dgm_actors){s.names.actors, s.names.n_actors, s.speakers};
    return DGM_OK;
}
