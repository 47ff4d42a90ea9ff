/* mentions.c - the phrases in three passes over the words:
 *   claim    each word gets what has its head there: a mention of the model, a name, a source, a pronoun
 *   make     a phrase of each claimed word
 *   look     its noun, number, gender and kind
 * A name whose top word heads no mention of the model goes to the mention that it is a part of by "flat"
 * ("President Lee"), or to one with its head inside the name; else it is a phrase of its own. */
#include "reading/mentions.h"

#include "reading/extent.h"
#include "reading/given.h"

enum { NOUN_WORDS = 4, NOUN_BYTES = 64 };

typedef struct claim {
    uint32_t model, name, source; /* of each word; DGM_NOBODY */
} claim;

/* ---- what a word shows ---------------------------------------------------- */

dgm_pronoun dgm_pronoun_of(const dgm_tagged *t, uint32_t word) {
    static const struct {
        dgm_pronoun pronoun;
        const char *words;
    } lists[] = {
        {DGM_PRONOUN_HE, "he him his himself"},
        {DGM_PRONOUN_SHE, "she her hers herself"},
        {DGM_PRONOUN_THEY, "they them their theirs themselves"},
        {DGM_PRONOUN_IT, "it its itself"},
        {DGM_PRONOUN_I, "i me my mine myself"},
        {DGM_PRONOUN_WE, "we us our ours ourselves"},
        {DGM_PRONOUN_YOU, "you your yours yourself yourselves"},
        {DGM_PRONOUN_WHO, "who whom whose which that"},
        {DGM_PRONOUN_OTHER,
         "this these those one ones each both some others all many most few several another "
         "everyone everybody someone somebody anyone anybody nobody none no-one"},
    };
    dgm_view text = dgm_tagged_word(t, word);
    if (text.size > 10 || (text.size == 2 && memcmp(text.data, "US", 2) == 0))
        return DGM_PRONOUN_NONE;
    for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++)
        if (dgm_given_listed(text, lists[i].words))
            return lists[i].pronoun;
    return DGM_PRONOUN_NONE;
}

/* The words from `from` to `to`, both included, in lower case with single spaces. */
static dgm_view lower_words(const dgm_tagged *t, uint32_t from, uint32_t to, char *out) {
    size_t size = 0;
    for (uint32_t i = from; i <= to; i++) {
        dgm_view word = dgm_tagged_word(t, i);
        bool space = i > from && !(t->words->words[i].flags & DGM_WORD_GLUED);
        if (size + space + word.size > NOUN_BYTES)
            return (dgm_view){out, 0};
        if (space)
            out[size++] = ' ';
        for (size_t k = 0; k < word.size; k++)
            out[size++] = (char)(word.data[k] >= 'A' && word.data[k] <= 'Z' ? word.data[k] + 32
                                                                            : word.data[k]);
    }
    return (dgm_view){out, size};
}

bool dgm_noun_at(const dgm_tagged *t, uint32_t from, uint32_t word, dgm_noun *out, dgm_range *out_words) {
    char text[NOUN_BYTES];
    uint32_t first = word >= from + NOUN_WORDS - 1 ? word - (NOUN_WORDS - 1) : from;
    for (uint32_t start = first; start <= word; start++) {
        dgm_view phrase = lower_words(t, start, word, text);
        if (phrase.size > 0 && dgm_facts_noun(phrase, out)) {
            *out_words = (dgm_range){start, word + 1};
            return true;
        }
    }
    return false;
}

static bool is_plural(const dgm_tagged *t, uint32_t word) {
    return dgm_tagged_xpos(t, word, "NNS") || dgm_tagged_xpos(t, word, "NNPS");
}

static bool is_noun(const dgm_tagged *t, uint32_t word) {
    return dgm_tagged_upos(t, word, "NOUN") || dgm_tagged_upos(t, word, "PROPN");
}

/* ---- claim --------------------------------------------------------------- */

static uint32_t head_in(const dgm_tagged *t, const claim *claims, const dgm_name *name) {
    uint32_t top = dgm_tagged_top(t, name->words), above = t->tags->head[top];
    if (claims[top].model != DGM_NOBODY)
        return top;
    if (claims[above].model != DGM_NOBODY && dgm_tagged_relates(t, top, "flat")) {
        dgm_range words = t->tags->mentions[claims[above].model].words;
        if (words.start <= name->words.start && name->words.end <= words.end)
            return above;
    }
    for (uint32_t i = name->words.start; i < name->words.end; i++)
        if (claims[i].model != DGM_NOBODY)
            return i;
    return top;
}

/* Two mentions of the same words are one; the later head, mostly that of a name, stays. */
static void claim_mention(const dgm_tagged *t, uint32_t mention, claim *claims) {
    const dgm_mention *m = &t->tags->mentions[mention];
    claims[m->head].model = mention;
    for (uint32_t i = m->words.start; i < m->head; i++) {
        uint32_t other = claims[i].model;
        if (other != DGM_NOBODY && t->tags->mentions[other].words.start == m->words.start &&
            t->tags->mentions[other].words.end == m->words.end)
            claims[i].model = DGM_NOBODY;
    }
}

static void claim_words(const dgm_tagged *t, const dgm_names *names, const dgm_statements *statements,
                        claim *claims) {
    for (uint32_t i = 0; i < t->words->n_words; i++)
        claims[i] = (claim){DGM_NOBODY, DGM_NOBODY, DGM_NOBODY};
    for (uint32_t i = 0; i < t->tags->n_mentions; i++)
        if (dgm_extent_reported(t->article, t->words->words[t->tags->mentions[i].head].text.start))
            claim_mention(t, i, claims);
    for (uint32_t i = 0; i < names->count; i++) {
        claim *c = &claims[head_in(t, claims, &names->items[i])];
        if (c->name == DGM_NOBODY)
            c->name = i;
    }
    for (uint32_t i = 0; i < statements->count; i++) {
        dgm_range source = statements->items[i].source_words;
        if (source.start < source.end)
            claims[dgm_tagged_top(t, source)].source = i;
    }
}

/* A personal pronoun that stands for somebody, though the model did not say so. */
static bool is_referring(const dgm_tagged *t, uint32_t word) {
    dgm_pronoun pronoun = dgm_pronoun_of(t, word);
    return pronoun != DGM_PRONOUN_NONE && pronoun < DGM_PRONOUN_WHO && !dgm_tagged_relates(t, word, "expl");
}

/* ---- make and look ------------------------------------------------------- */

static dgm_entity entity_of_label(const dgm_tagged *t, uint8_t label) {
    static const char *const names[] = {"none", "person",   "place",     "organization", "object", "event",
                                        "time", "abstract", "substance", "animal",       "plant"};
    dgm_view name = dgm_weights_label(t->weights, "entity", label);
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        if (dgm_view_equal(name, dgm_view_of(names[i])))
            return (dgm_entity)i;
    return DGM_ENTITY_UNKNOWN;
}

static dgm_range words_of(const dgm_tagged *t, const dgm_names *names, const dgm_statements *statements,
                          const claim *c, uint32_t word) {
    if (c->model != DGM_NOBODY) {
        dgm_range words = t->tags->mentions[c->model].words, name = {0, 0};
        if (c->name != DGM_NOBODY)
            name = names->items[c->name].words;
        if (name.start < name.end && name.end + 1 < words.end && dgm_tagged_listed(t, name.end, "'s ’s ' ’"))
            words.end = name.end + 1; /* "Lee's lawyer" is not Lee */
        return words;
    }
    if (c->name != DGM_NOBODY)
        return names->items[c->name].words;
    if (c->source == DGM_NOBODY)
        return (dgm_range){word, word + 1};
    dgm_range words = statements->items[c->source].source_words;
    while (words.end > word + 1 && dgm_tagged_listed(t, words.end - 1, ", ; : — –"))
        words.end--;
    return words;
}

/* The noun of a nominal; of a name, the title before it. */
static void look_at_noun(const dgm_tagged *t, const dgm_names *names, dgm_phrase *p) {
    if (p->pronoun != DGM_PRONOUN_NONE)
        return;
    uint32_t from = p->words.start, at = p->head;
    if (p->name != DGM_NOBODY) {
        dgm_range name = names->items[p->name].words;
        dgm_range sentence = t->tags->sentences[dgm_tagged_sentence(t, name.start)];
        if (name.start == sentence.start)
            return;
        from = from < name.start ? from : name.start > sentence.start + 4 ? name.start - 4 : sentence.start;
        at = name.start - 1;
        if (at > from && dgm_given_is_address(dgm_tagged_word(t, at)))
            at--;
        if (!is_noun(t, at))
            return;
    }
    p->has_noun = dgm_noun_at(t, from, at, &p->noun, &p->noun_words);
}

static bool is_definite(const dgm_tagged *t, const dgm_phrase *p) {
    return p->form == DGM_FORM_NAME ||
           dgm_tagged_listed(t, p->words.start, "the this that these those his her its their my our your");
}

static void look_at_number(const dgm_tagged *t, dgm_phrase *p) {
    bool joined = dgm_tagged_child(t, p->head, "conj") < p->words.end;
    switch (p->pronoun) {
    case DGM_PRONOUN_I:
    case DGM_PRONOUN_HE:
    case DGM_PRONOUN_SHE:
    case DGM_PRONOUN_IT: p->one = true; return;
    case DGM_PRONOUN_WE:
    case DGM_PRONOUN_THEY: p->many = true; return;
    case DGM_PRONOUN_NONE: break;
    default: return;
    }
    p->many = is_plural(t, p->head) || (p->has_noun && p->name == DGM_NOBODY && p->noun.plural) ||
              (joined && p->name == DGM_NOBODY);
    p->one = !p->many && !(p->has_noun && p->noun.group) && p->entity != DGM_ENTITY_ORGANIZATION;
}

static dgm_entity entity_by_nature(const dgm_names *names, const dgm_phrase *p) {
    if (p->pronoun == DGM_PRONOUN_I || p->pronoun == DGM_PRONOUN_WE || p->pronoun == DGM_PRONOUN_HE ||
        p->pronoun == DGM_PRONOUN_SHE || p->pronoun == DGM_PRONOUN_YOU)
        return DGM_ENTITY_PERSON;
    if (p->name != DGM_NOBODY) {
        dgm_actor_kind kind = names->items[p->name].kind;
        return kind == DGM_ACTOR_PERSON         ? DGM_ENTITY_PERSON
               : kind == DGM_ACTOR_ORGANIZATION ? DGM_ENTITY_ORGANIZATION
                                                : DGM_ENTITY_PLACE;
    }
    if (p->has_noun && (p->noun.person || p->noun.group))
        return p->noun.person ? DGM_ENTITY_PERSON : DGM_ENTITY_ORGANIZATION;
    return p->entity;
}

static char gender_of(const dgm_tagged *t, const dgm_phrase *p) {
    if (p->pronoun == DGM_PRONOUN_HE || p->pronoun == DGM_PRONOUN_SHE)
        return p->pronoun == DGM_PRONOUN_HE ? 'm' : 'f';
    if (p->has_noun && p->noun.person && p->noun.gender)
        return p->noun.gender;
    if (p->form != DGM_FORM_NOMINAL)
        return 0;
    if (dgm_tagged_listed(t, p->head,
                          "man boy father brother son husband king prince gentleman uncle nephew "
                          "grandfather grandson actor businessman policeman chairman spokesman"))
        return 'm';
    return dgm_tagged_listed(t, p->head,
                             "woman girl mother sister daughter wife queen princess lady aunt niece widow "
                             "grandmother granddaughter actress businesswoman chairwoman spokeswoman")
               ? 'f'
               : 0;
}

/* Whether a capital stands for its state: who says or does something, not where it is. */
static bool is_agent(const dgm_tagged *t, const dgm_phrase *p) {
    return p->source || dgm_tagged_relates(t, p->head, "nsubj") ||
           dgm_tagged_relates(t, p->head, "nmod:poss");
}

/* What the facts say about the phrase: of its whole name, or of what its head is in. */
static uint32_t fact_of(const dgm_tagged *t, const dgm_knowns *knowns, const dgm_names *names,
                        const dgm_phrase *p) {
    uint32_t item = knowns->at[p->head], kinds = DGM_KINDS_ALL & ~DGM_KIND(PERSON);
    if (p->pronoun != DGM_PRONOUN_NONE)
        return DGM_UNKNOWN;
    bool agent = is_agent(t, p), both = dgm_known_fact(knowns, item, DGM_KIND(SEAT)) != DGM_UNKNOWN &&
                                        dgm_known_fact(knowns, item, DGM_KIND(CAPITAL)) != DGM_UNKNOWN;
    kinds &= ~(agent ? DGM_KIND(CITY) : DGM_KIND(CAPITAL));
    if (both) /* Brussels acts for the Union, not for Belgium; as a place it is a city */
        kinds &= ~(agent ? DGM_KIND(CAPITAL) : DGM_KIND(SEAT));
    if (p->name == DGM_NOBODY)
        return dgm_known_fact(knowns, item, kinds);
    const dgm_name *name = &names->items[p->name];
    if (name->kind == DGM_ACTOR_PERSON)
        return dgm_known_phrase(t, knowns, name->words, DGM_KIND(PERSON));
    uint32_t whole = dgm_known_phrase(t, knowns, name->words, kinds);
    if (whole != DGM_UNKNOWN || item == DGM_UNKNOWN || knowns->items[item].words.end < name->words.end)
        return whole;
    return dgm_known_fact(knowns, item, kinds);
}

static dgm_phrase make(const dgm_tagged *t, const dgm_names *names, const dgm_statements *statements,
                       const claim *c, uint32_t word) {
    dgm_phrase p = {.words = words_of(t, names, statements, c, word),
                    .head = word,
                    .source = c->source != DGM_NOBODY,
                    .name = c->name,
                    .model = c->model,
                    .pronoun = c->name == DGM_NOBODY ? dgm_pronoun_of(t, word) : DGM_PRONOUN_NONE};
    if (p.pronoun == DGM_PRONOUN_WHO && !p.source && dgm_tagged_listed(t, word, "that which") &&
        !dgm_tagged_relates(t, t->tags->head[word], "acl"))
        p.pronoun = DGM_PRONOUN_OTHER;
    if (p.pronoun == DGM_PRONOUN_OTHER && is_noun(t, word))
        p.pronoun = DGM_PRONOUN_NONE;
    if (c->model != DGM_NOBODY)
        p.entity = entity_of_label(t, t->tags->mentions[c->model].type);
    bool proper = dgm_tagged_upos(t, word, "PROPN");
    p.form = p.pronoun != DGM_PRONOUN_NONE    ? DGM_FORM_PRONOUN
             : p.name != DGM_NOBODY || proper ? DGM_FORM_NAME
                                              : DGM_FORM_NOMINAL;
    look_at_noun(t, names, &p);
    p.entity = entity_by_nature(names, &p);
    look_at_number(t, &p);
    p.definite = is_definite(t, &p);
    p.gender = gender_of(t, &p);
    return p;
}

dgm_status dgm_phrases_read(const dgm_tagged *t, const dgm_knowns *knowns, const dgm_names *names,
                            const dgm_statements *statements, dgm_arena *arena, dgm_phrases *out,
                            dgm_error *err) {
    uint32_t n = t->words->n_words, count = 0;
    claim *claims = dgm_arena_array(arena, claim, n);
    uint32_t *at = dgm_arena_array(arena, uint32_t, n);
    if (!claims || !at)
        return dgm_fail(err, DGM_ERR_MEMORY, 0, "out of memory for mentions");
    claim_words(t, names, statements, claims);
    for (uint32_t i = 0; i < n; i++) {
        const claim *c = &claims[i];
        bool claimed = c->model != DGM_NOBODY || c->name != DGM_NOBODY || c->source != DGM_NOBODY;
        at[i] = claimed || is_referring(t, i) ? count++ : DGM_NOBODY;
    }
    dgm_phrase *items = dgm_arena_array(arena, dgm_phrase, count);
    if (!items)
        return dgm_fail(err, DGM_ERR_MEMORY, 0, "out of memory for mentions");
    for (uint32_t i = 0; i < n; i++)
        if (at[i] != DGM_NOBODY) {
            items[at[i]] = make(t, names, statements, &claims[i], i);
            items[at[i]].fact = fact_of(t, knowns, names, &items[at[i]]);
        }
    *out = (dgm_phrases){items, count, at};
    return DGM_OK;
}

/* The head of the person's name that the words end with ("the minister, Ann Lee", "Speaker Paul Ryan"), where
 * nothing but nouns and commas lies before it; DGM_NO_WORD if there is none. */
static uint32_t closing_name(const dgm_tagged *t, const dgm_phrases *phrases, dgm_range words) {
    while (words.end > words.start && dgm_tagged_listed(t, words.end - 1, ", ; :"))
        words.end--;
    for (uint32_t i = words.end; i-- > words.start && i + 4 > words.end;) {
        uint32_t at = phrases->at[i];
        const dgm_phrase *p = at == DGM_NOBODY ? NULL : &phrases->items[at];
        if (!p || p->form != DGM_FORM_NAME || p->entity != DGM_ENTITY_PERSON || p->name == DGM_NOBODY)
            continue;
        uint32_t start = i; /* the first word of the run of proper nouns that the name is in */
        while (start > words.start && dgm_tagged_upos(t, start - 1, "PROPN"))
            start--;
        bool joins = start == words.start || is_noun(t, start - 1) || dgm_tagged_listed(t, start - 1, ",");
        return joins && dgm_tagged_upos(t, words.end - 1, "PROPN") ? i : DGM_NO_WORD;
    }
    return DGM_NO_WORD;
}

uint32_t dgm_phrase_top(const dgm_tagged *t, const dgm_phrases *phrases, dgm_range words) {
    uint32_t top = dgm_tagged_top(t, words), best = top, name = closing_name(t, phrases, words);
    int rank = 0;
    bool things = phrases->at[top] != DGM_NOBODY && phrases->items[phrases->at[top]].has_noun &&
                  !phrases->items[phrases->at[top]].noun.person;
    if (name != DGM_NO_WORD && !things && dgm_tagged_child(t, top, "cc") >= words.end)
        return name;
    for (uint32_t i = top; i < words.end; i++) {
        uint32_t head = t->tags->head[i], at = phrases->at[i];
        if (head != i && head >= words.start && head < words.end)
            continue;
        bool person = at != DGM_NOBODY && phrases->items[at].name != DGM_NOBODY &&
                      phrases->items[at].entity == DGM_ENTITY_PERSON;
        int now = person ? 2 : dgm_tagged_relates(t, i, "nsubj") ? 1 : 0;
        if (now > rank) {
            rank = now;
            best = i;
        }
    }
    return best;
}
