/* clusters.c - joining by disjoint sets that know what they hold; in this order:
 *   names       of one spelling, then of one fact, wherever they stand
 *   tree        appositions, relatives, "I" in a quotation with its source
 *   scan        phrase by phrase: its title's bearer, else the best fitting antecedent of the model, else,
 *               for "he" and "she", the nearest fitting person
 * The model looks back over a bounded number of mentions, titles are kept in a table and the nearest person
 * is looked for in NEAR phrases, so the whole is linear but for sorting. */
#include "reading/clusters.h"

#include <stdlib.h>

#include "reading/given.h"
#include "reading/offices.h"

enum { NEAR = 60, AHEAD = 16, NEAR_SENTENCES = 4, MOST_TERMS = 24 };

/* Scores of the model are log-odds; these are added to them. */
#define PRONOUN_LEAST (-1.0F) /* a personal pronoun mostly refers to something */
#define NO_LINK (-1000.0F)
#define NOMINAL_LEAST 0.0F
#define NAME_LEAST 0.5F
#define SUBJECT 0.5F
#define SAME_GENDER 1.0F
#define NEW_THING 2.0F   /* "a source" is mostly somebody new */
#define OWN_SPEAKER 0.7F /* "he" in what somebody says is often himself */

typedef struct set {
    uint32_t parent, size, name, fact;
    dgm_entity entity;
    dgm_view sector, land; /* of nouns: "GOV" of "the government", "TUR" of "the Turkish government" */
    char gender;
    bool fresh; /* "an official": nobody with a name, unless it follows at once */
    bool many, one, named_person, government, loose; /* loose: bodies, "it" or "they" */
} set;

typedef struct title {
    dgm_view noun;
    uint32_t phrase;
} title;

typedef struct scene {
    const dgm_sight *s;
    set *sets; /* one a phrase */
    float *sure;
    title *titles; /* a table: who was last called by a noun */
    uint32_t mask;
} scene;

/* ---- sets ---------------------------------------------------------------- */

static uint32_t find(set *sets, uint32_t i) {
    while (sets[i].parent != i) {
        sets[i].parent = sets[sets[i].parent].parent;
        i = sets[i].parent;
    }
    return i;
}

static bool is_body(dgm_entity entity) {
    return entity == DGM_ENTITY_ORGANIZATION || entity == DGM_ENTITY_PLACE;
}

/* Persons, bodies and places, living things, days, and all else; a country is a body and a place. */
static int kin(dgm_entity entity) {
    switch (entity) {
    case DGM_ENTITY_PERSON: return 0;
    case DGM_ENTITY_PLACE:
    case DGM_ENTITY_ORGANIZATION: return 1;
    case DGM_ENTITY_ANIMAL: return 2;
    case DGM_ENTITY_TIME: return 3;
    default: return 4;
    }
}

static bool entities_agree(const set *a, const set *b) {
    if (a->entity == DGM_ENTITY_UNKNOWN || b->entity == DGM_ENTITY_UNKNOWN || a->entity == b->entity)
        return true;
    return kin(a->entity) == kin(b->entity);
}

/* The sector that a fact or a noun tells; empty if none. */
static dgm_view sector_of(const set *a) {
    if (a->fact == DGM_UNKNOWN)
        return a->sector;
    dgm_view code = dgm_facts_at(a->fact).code, land = dgm_known_land(code);
    size_t skip = land.size > 0 ? land.size + 1 : 0;
    if (land.size == 3 && code.size == 3 && !dgm_facts_country(code, &(dgm_fact){0}))
        return code; /* NGO, IGO and the like */
    return code.size > skip ? (dgm_view){code.data + skip, 3} : (dgm_view){NULL, 0};
}

static bool is_land(const set *a) {
    return a->fact != DGM_UNKNOWN &&
           (DGM_KINDS_LAND | DGM_KIND(REGION) | DGM_KIND(CITY)) >> dgm_facts_at(a->fact).kind & 1 &&
           dgm_facts_at(a->fact).kind != DGM_FACT_SEAT;
}

/* A government or an army is not its country; a party is no ministry. */
static bool sectors_agree(const set *a, const set *b) {
    if ((a->sector.size > 0 && is_land(b)) || (b->sector.size > 0 && is_land(a)))
        return false;
    dgm_view one = sector_of(a), other = sector_of(b);
    if (a->named_person || b->named_person || one.size == 0 || other.size == 0)
        return true;
    return dgm_view_equal(one, other);
}

static dgm_view land_of(const set *a) {
    if (a->land.size > 0 || a->fact == DGM_UNKNOWN)
        return a->land;
    return dgm_known_land(dgm_facts_at(a->fact).code);
}

/* "The Turkish government" is not the Greek one. */
static bool lands_agree(const set *a, const set *b) {
    dgm_view one = land_of(a), other = land_of(b);
    return one.size == 0 || other.size == 0 || dgm_view_equal(one, other);
}

/* Of what is called a government and what has another name: they are two, but for pronouns and "it". */
static bool governments_agree(const set *a, const set *b) {
    bool other_a = a->name != DGM_NOBODY || a->fact != DGM_UNKNOWN || a->sector.size > 0;
    bool other_b = b->name != DGM_NOBODY || b->fact != DGM_UNKNOWN || b->sector.size > 0;
    return a->government == b->government || !(other_a && other_b);
}

static bool numbers_agree(const set *a, const set *b) {
    if (a->loose || b->loose)
        return true;
    return !(a->many && b->one) && !(a->one && b->many);
}

/* Whether all phrases of two sets may be about one thing. */
static bool agree(const set *a, const set *b) {
    if (a->name != DGM_NOBODY && b->name != DGM_NOBODY && a->name != b->name)
        return false;
    if (a->fact != DGM_UNKNOWN && b->fact != DGM_UNKNOWN && a->fact != b->fact &&
        !dgm_view_equal(dgm_facts_at(a->fact).name, dgm_facts_at(b->fact).name))
        return false;
    if ((a->fresh && b->named_person) || (b->fresh && a->named_person))
        return false;
    return !(a->gender && b->gender && a->gender != b->gender) && entities_agree(a, b) &&
           numbers_agree(a, b) && sectors_agree(a, b) && lands_agree(a, b) && governments_agree(a, b);
}

static void join(scene *c, uint32_t i, uint32_t j) {
    uint32_t a = find(c->sets, i), b = find(c->sets, j);
    if (a == b)
        return;
    if (c->sets[a].size < c->sets[b].size) {
        uint32_t swap = a;
        a = b;
        b = swap;
    }
    set *to = &c->sets[a], *from = &c->sets[b];
    from->parent = a;
    to->size += from->size;
    to->name = to->name != DGM_NOBODY ? to->name : from->name;
    if (to->fact == DGM_UNKNOWN ||
        (from->fact != DGM_UNKNOWN && dgm_facts_at(from->fact).kind < dgm_facts_at(to->fact).kind))
        to->fact = from->fact; /* "Russia" before the city of "MOSCOW, April 24" */
    if (to->entity == DGM_ENTITY_UNKNOWN || (from->named_person && !to->named_person))
        to->entity = from->entity;
    to->gender = to->gender ? to->gender : from->gender;
    to->sector = to->sector.size ? to->sector : from->sector;
    to->land = to->land.size ? to->land : from->land;
    to->government |= from->government;
    to->fresh |= from->fresh;
    to->many |= from->many;
    to->one |= from->one;
    to->loose |= from->loose;
    to->named_person |= from->named_person;
}

static dgm_view country_in(const dgm_sight *s, dgm_range words) {
    for (uint32_t i = words.start; i < words.end; i++) {
        dgm_view code = dgm_known_country(s->knowns, i);
        if (code.size > 0)
            return code;
    }
    return (dgm_view){NULL, 0};
}

/* "An official", "police sources": people whom the report has not met before. */
static bool is_new(const dgm_phrase *p) {
    return p->form == DGM_FORM_NOMINAL && !p->definite && p->has_noun && (p->noun.person || p->source);
}

/* "the government", "the Reagan administration". */
static bool is_government(const dgm_phrase *p) {
    return p->form == DGM_FORM_NOMINAL && p->has_noun && p->noun.group && !p->noun.plural &&
           (dgm_view_equal(p->noun.noun, DGM_VIEW("government")) ||
            dgm_view_equal(p->noun.noun, DGM_VIEW("administration")));
}

/* The title before a name and what belongs to it: "the Russian foreign minister". */
static dgm_range with_title(const dgm_phrase *p) {
    dgm_range words = p->words;
    if (p->has_noun && p->noun_words.start < words.start)
        words.start = p->noun_words.start > 2 ? p->noun_words.start - 2 : 0;
    return words;
}

static set start_set(const dgm_sight *s, uint32_t i) {
    const dgm_phrase *p = &s->phrases->items[i];
    set out = {.parent = i,
               .size = 1,
               .name = DGM_NOBODY,
               .fact = p->fact,
               .entity = p->entity,
               .gender = p->gender,
               .many = p->many,
               .one = p->one};
    if (p->pronoun == DGM_PRONOUN_OTHER || p->pronoun == DGM_PRONOUN_WHO || p->pronoun == DGM_PRONOUN_THEY ||
        p->pronoun == DGM_PRONOUN_IT || p->pronoun == DGM_PRONOUN_WE)
        out.entity = DGM_ENTITY_UNKNOWN;
    if (p->form == DGM_FORM_NOMINAL && p->has_noun && (p->noun.person || p->noun.group))
        out.sector = p->noun.sector;
    if (p->form == DGM_FORM_NOMINAL && p->fact == DGM_UNKNOWN)
        out.land = country_in(s, (dgm_range){p->words.start, p->head});
    if (p->form == DGM_FORM_NOMINAL && p->has_noun && p->noun.person && out.land.size == 0)
        out.land = country_in(s, (dgm_range){p->head + 1, p->words.end}); /* "the president of Chad" */
    if (p->form == DGM_FORM_NAME && p->has_noun && p->noun.person && p->entity == DGM_ENTITY_PERSON)
        out.land = country_in(s, with_title(p)); /* "President of Kazakhstan Abishev": not the Serbian one */
    out.government = is_government(p);
    out.fresh = is_new(p) && p->one;
    if (p->name != DGM_NOBODY) {
        out.name = s->names->items[p->name].actor;
        out.named_person = s->names->actors[out.name].kind == DGM_ACTOR_PERSON;
        dgm_gender gender = s->names->genders[out.name];
        if (out.named_person && gender != DGM_GENDER_UNKNOWN)
            out.gender = gender == DGM_GENDER_MALE ? 'm' : 'f';
    }
    out.loose = is_body(out.entity) && !out.named_person;
    return out;
}

/* ---- names --------------------------------------------------------------- */

typedef struct keyed {
    dgm_view name;
    uint32_t phrase;
} keyed;

static int by_name(const void *a, const void *b) {
    const keyed *one = a, *other = b;
    int order = dgm_view_compare(one->name, other->name);
    if (order)
        return order;
    return one->phrase < other->phrase ? -1 : one->phrase > other->phrase;
}

/* Whether a phrase is, by its head, what the fact is about: no "Japanese" of one man. */
static bool stands_for_fact(const dgm_phrase *p, const dgm_fact *fact) {
    return fact->kind != DGM_FACT_DEMONYM || (p->many && p->words.end == p->head + 1);
}

static dgm_status join_names(scene *c, dgm_arena *arena, dgm_error *err) {
    const dgm_sight *s = c->s;
    uint32_t n = s->phrases->count, n_keys = 0;
    uint32_t *first = dgm_arena_array(arena, uint32_t, s->names->n_actors);
    keyed *keys = dgm_arena_array(arena, keyed, n);
    if (!first || !keys)
        return dgm_fail(err, DGM_ERR_MEMORY, 0, "out of memory for names");
    for (uint32_t i = 0; i < s->names->n_actors; i++)
        first[i] = DGM_NOBODY;
    for (uint32_t i = 0; i < n; i++) {
        const dgm_phrase *p = &s->phrases->items[i];
        uint32_t name = p->name == DGM_NOBODY ? DGM_NOBODY : s->names->items[p->name].actor;
        if (name != DGM_NOBODY && first[name] != DGM_NOBODY)
            join(c, first[name], i);
        else if (name != DGM_NOBODY)
            first[name] = i;
        if (p->fact == DGM_UNKNOWN)
            continue;
        dgm_fact fact = dgm_facts_at(p->fact);
        if (stands_for_fact(p, &fact))
            keys[n_keys++] = (keyed){fact.name, i};
    }
    if (n_keys > 1)
        qsort(keys, n_keys, sizeof(*keys), by_name);
    for (uint32_t i = 1; i < n_keys; i++)
        if (dgm_view_equal(keys[i - 1].name, keys[i].name))
            join(c, keys[i - 1].phrase, keys[i].phrase); /* two spellings of one name: the first is kept */
    return DGM_OK;
}

/* ---- tree ---------------------------------------------------------------- */

static const dgm_phrase *phrase(const scene *c, uint32_t i) {
    return &c->s->phrases->items[i];
}

uint32_t dgm_clusters_relative(const dgm_sight *s, uint32_t word) {
    const dgm_tagged *t = s->t;
    uint32_t verb = t->tags->head[word];
    for (int steps = 0; steps < 4 && !dgm_tagged_relates(t, verb, "acl") && t->tags->head[verb] != verb;
         steps++)
        verb = t->tags->head[verb];
    if (dgm_tagged_relates(t, verb, "acl") && s->phrases->at[t->tags->head[verb]] != DGM_NOBODY)
        return s->phrases->at[t->tags->head[verb]];
    for (uint32_t back = 1; back <= 6 && back <= word; back++) {
        uint32_t at = s->phrases->at[word - back];
        if (at != DGM_NOBODY && s->phrases->items[at].words.end + 1 >= word)
            return at;
    }
    return DGM_NOBODY;
}

/* The phrase whose head the source of a statement hangs by, or DGM_NOBODY. */
static uint32_t source_of(const dgm_sight *s, uint32_t statement) {
    dgm_range source = s->statements->items[statement].source_words;
    return source.start < source.end ? s->phrases->at[dgm_tagged_top(s->t, source)] : DGM_NOBODY;
}

/* Joins what the tree puts together, if it fits; a newcomer may have a name here. */
static bool join_near(scene *c, uint32_t i, uint32_t j) {
    set *a = &c->sets[find(c->sets, i)], *b = &c->sets[find(c->sets, j)];
    bool fresh_a = a->fresh, fresh_b = b->fresh;
    a->fresh = b->fresh = false;
    if (!agree(a, b)) {
        a->fresh = fresh_a;
        b->fresh = fresh_b;
        return false;
    }
    c->sure[i] = 0.9F;
    join(c, i, j);
    return true;
}

static void join_appositions(scene *c, uint32_t i) {
    const dgm_tagged *t = c->s->t;
    const dgm_phrase *p = phrase(c, i);
    if (!dgm_tagged_relates(t, p->head, "appos"))
        return;
    uint32_t other = c->s->phrases->at[t->tags->head[p->head]];
    if (other == DGM_NOBODY || (p->entity != phrase(c, other)->entity && p->entity != DGM_ENTITY_UNKNOWN &&
                                phrase(c, other)->entity != DGM_ENTITY_UNKNOWN))
        return;
    join_near(c, i, other);
}

/* A phrase that ends with the name and hangs by another noun: "Former candidate | Ann Lee". */
static uint32_t phrase_around(const scene *c, dgm_range name) {
    for (uint32_t w = name.start; w-- > 0 && w + 8 > name.start;) {
        uint32_t at = c->s->phrases->at[w];
        const dgm_phrase *q = at == DGM_NOBODY ? NULL : phrase(c, at);
        if (q && q->words.end >= name.end && q->form == DGM_FORM_NOMINAL && q->has_noun && q->noun.person &&
            !q->many && q->name == DGM_NOBODY && dgm_tagged_relates(c->s->t, name.end - 1, "flat"))
            return at;
    }
    return DGM_NOBODY;
}

/* "Foreign Secretary Jack Straw", "the lawyer, Ann Lee,": the phrase whose noun stands right before a
 * person's name. */
static uint32_t title_before(const scene *c, uint32_t i) {
    const dgm_tagged *t = c->s->t;
    const dgm_phrase *p = phrase(c, i);
    if (p->name == DGM_NOBODY || c->s->names->items[p->name].kind != DGM_ACTOR_PERSON)
        return DGM_NOBODY;
    dgm_range name = c->s->names->items[p->name].words;
    uint32_t before = name.start;
    while (before > 0 && dgm_given_is_address(dgm_tagged_word(t, before - 1)))
        before--;
    bool comma = before > 1 && dgm_tagged_listed(t, before - 1, ",");
    if (comma && (name.end >= t->words->n_words || !dgm_tagged_listed(t, name.end, ", .")))
        return DGM_NOBODY;
    before -= comma;
    uint32_t title = before > 0 ? c->s->phrases->at[before - 1] : DGM_NOBODY;
    title = title == DGM_NOBODY ? phrase_around(c, name) : title;
    if (title == DGM_NOBODY || title == i || phrase(c, title)->name != DGM_NOBODY)
        return DGM_NOBODY;
    const dgm_phrase *q = phrase(c, title);
    return q->has_noun && q->noun.person && !q->many && q->form != DGM_FORM_PRONOUN ? title : DGM_NOBODY;
}

static void join_by_tree(scene *c, uint32_t i) {
    const dgm_phrase *p = phrase(c, i);
    uint32_t told = c->s->told[p->head], other = DGM_NOBODY;
    join_appositions(c, i);
    other = title_before(c, i);
    if (p->pronoun == DGM_PRONOUN_WHO)
        other = dgm_clusters_relative(c->s, p->head);
    bool quoted = c->s->t->words->words[p->head].flags & DGM_WORD_QUOTED;
    if (p->pronoun == DGM_PRONOUN_I && told != DGM_NOBODY && quoted)
        other = source_of(c->s, told);
    if (other == DGM_NOBODY || other == i)
        return;
    if (p->pronoun == DGM_PRONOUN_I &&
        (phrase(c, other)->many || phrase(c, other)->pronoun == DGM_PRONOUN_WE))
        return;
    join_near(c, i, other);
}

/* ---- titles -------------------------------------------------------------- */

static title *title_of(const scene *c, dgm_view noun) {
    uint32_t hash = 2166136261u; /* FNV-1a */
    for (size_t i = 0; i < noun.size; i++)
        hash = (hash ^ (unsigned char)noun.data[i]) * 16777619u;
    uint32_t at = hash & c->mask;
    while (c->titles[at].noun.data && !dgm_view_equal(c->titles[at].noun, noun))
        at = (at + 1) & c->mask;
    return &c->titles[at];
}

static dgm_view last_word(dgm_view noun) {
    size_t start = noun.size;
    while (start > 0 && noun.data[start - 1] != ' ')
        start--;
    return (dgm_view){noun.data + start, noun.size - start};
}

static void remember(scene *c, dgm_view noun, uint32_t i) {
    *title_of(c, noun) = (title){noun, i};
}

/* Remembers that the person of phrase `i` is called by his noun: who has a name, or is new ("an
 * official"). */
static void remember_title(scene *c, uint32_t i) {
    const dgm_phrase *p = phrase(c, i);
    bool fresh = p->form == DGM_FORM_NOMINAL && !p->many &&
                 (!p->definite || dgm_tagged_listed(c->s->t, p->head, "counterpart"));
    if (!p->has_noun || !p->noun.person || p->noun.plural ||
        (!fresh && !c->sets[find(c->sets, i)].named_person))
        return;
    remember(c, p->noun.noun, i);
    remember(c, last_word(p->noun.noun), i);
}

/* What a body may be called by after its name was told: a noun out of the name ("the commission"), or of its
 * kind. */
static void remember_body(scene *c, uint32_t i) {
    const dgm_phrase *p = phrase(c, i);
    const set *own = &c->sets[find(c->sets, i)];
    if (p->form != DGM_FORM_NAME || own->named_person || own->entity == DGM_ENTITY_PERSON)
        return;
    for (uint32_t w = p->words.start; w < p->words.end; w++) {
        dgm_noun noun;
        dgm_range at;
        if (dgm_noun_at(c->s->t, w, w, &noun, &at) && noun.group)
            remember(c, noun.noun, i);
    }
    dgm_fact_kind kind = p->fact == DGM_UNKNOWN ? DGM_FACT_KINDS : dgm_facts_at(p->fact).kind;
    if (kind == DGM_FACT_GROUP || kind == DGM_FACT_NGO)
        remember(c, DGM_VIEW("group"), i);
    if (kind == DGM_FACT_COMPANY || (kind == DGM_FACT_KINDS && own->entity == DGM_ENTITY_ORGANIZATION))
        remember(c, DGM_VIEW("company"), i);
    if (kind == DGM_FACT_PARTY)
        remember(c, DGM_VIEW("party"), i);
    if (kind == DGM_FACT_OUTLET)
        remember(c, DGM_VIEW("newspaper"), i);
    if (kind == DGM_FACT_COUNTRY)
        remember(c, DGM_VIEW("country"), i);
}

/* The body last called by the noun of "the commission", or DGM_NOBODY. */
static uint32_t named_body(const scene *c, uint32_t i) {
    static const char *const like[][2] = {{"firm", "company"},       {"corporation", "company"},
                                          {"paper", "newspaper"},    {"organisation", "group"},
                                          {"organization", "group"}, {"nation", "country"},
                                          {"militants", "group"},    {"extremists", "group"}};
    const dgm_phrase *p = phrase(c, i);
    if (p->form != DGM_FORM_NOMINAL || !dgm_tagged_listed(c->s->t, p->words.start, "the this that") ||
        !p->has_noun || p->noun.person || !p->noun.group || p->noun.plural || is_government(p))
        return DGM_NOBODY;
    const title *found = title_of(c, last_word(p->noun.noun));
    for (size_t k = 0; !found->noun.data && k < sizeof(like) / sizeof(like[0]); k++)
        if (dgm_view_equal(last_word(p->noun.noun), dgm_view_of(like[k][0])))
            found = title_of(c, dgm_view_of(like[k][1]));
    return found->noun.data ? found->phrase : DGM_NOBODY;
}

/* The person last called by the noun of "the president", or DGM_NOBODY. */
static uint32_t bearer(const scene *c, uint32_t i) {
    const dgm_phrase *p = phrase(c, i);
    if (p->form != DGM_FORM_NOMINAL || !p->definite || p->many || !p->has_noun || !p->noun.person ||
        dgm_tagged_listed(c->s->t, p->words.start, "his her its their my our your"))
        return DGM_NOBODY;
    dgm_view own = country_in(c->s, p->words);
    dgm_view called[] = {p->noun.noun,
                         DGM_VIEW("counterpart")}; /* "his Serbian counterpart Lee" is one, too */
    for (size_t k = 0; k < sizeof(called) / sizeof(called[0]); k++) {
        const title *found = title_of(c, called[k]);
        if (!found->noun.data)
            continue;
        dgm_view his = country_in(c->s, with_title(phrase(c, found->phrase)));
        if (dgm_view_equal(own, his) || (k == 0 && (own.size == 0 || his.size == 0)))
            return found->phrase;
    }
    return DGM_NOBODY;
}

/* ---- scan ---------------------------------------------------------------- */

static bool is_within(const dgm_phrase *inner, const dgm_phrase *outer) {
    return outer->words.start <= inner->words.start && inner->words.end <= outer->words.end;
}

static bool same_head(const scene *c, uint32_t j, uint32_t i) {
    const dgm_tagged *t = c->s->t;
    return dgm_given_same(dgm_tagged_word(t, phrase(c, j)->head), dgm_tagged_word(t, phrase(c, i)->head));
}

static bool may_refer(const scene *c, uint32_t j, uint32_t i) {
    const dgm_phrase *p = phrase(c, j), *q = phrase(c, i);
    if (is_within(p, q) || is_within(q, p))
        return p->pronoun == DGM_PRONOUN_WHO;
    if (is_new(p) && !same_head(c, j, i))
        return false;
    bool me = p->pronoun == DGM_PRONOUN_I || p->pronoun == DGM_PRONOUN_WE,
         you = p->pronoun == DGM_PRONOUN_YOU;
    if ((me || you) && q->pronoun == p->pronoun)
        return c->s->told[p->head] == c->s->told[q->head];
    return agree(&c->sets[find(c->sets, j)], &c->sets[find(c->sets, i)]);
}

static float bonus(const scene *c, uint32_t j, uint32_t i) {
    const dgm_phrase *p = phrase(c, j);
    const set *other = &c->sets[find(c->sets, i)];
    float sum = 0;
    if (p->pronoun == DGM_PRONOUN_HE || p->pronoun == DGM_PRONOUN_SHE) {
        sum += other->gender == p->gender ? SAME_GENDER : 0;
        sum -= other->entity != DGM_ENTITY_PERSON ? 2 : 0;
        sum += dgm_tagged_relates(c->s->t, phrase(c, i)->head, "nsubj") ? SUBJECT : 0;
        uint32_t told = c->s->told[p->head], source = told == DGM_NOBODY ? told : source_of(c->s, told);
        if (source != DGM_NOBODY && find(c->sets, source) == find(c->sets, i))
            sum += OWN_SPEAKER;
    }
    return sum;
}

static float least(const dgm_phrase *p) {
    if (p->pronoun == DGM_PRONOUN_NONE)
        return p->form == DGM_FORM_NAME ? NAME_LEAST : NOMINAL_LEAST;
    return p->pronoun >= DGM_PRONOUN_WHO ? NOMINAL_LEAST : PRONOUN_LEAST;
}

/* The best of the model's antecedents that fits, or DGM_NOBODY. */
static uint32_t best_link(const scene *c, uint32_t j, float *out_score) {
    const dgm_phrase *p = phrase(c, j);
    if (p->model == DGM_NOBODY)
        return DGM_NOBODY;
    const dgm_tags *tags = c->s->t->tags;
    const dgm_mention *mention = &tags->mentions[p->model];
    uint32_t best = DGM_NOBODY;
    *out_score = least(p);
    for (uint32_t k = 0; k < mention->n_links; k++) {
        const dgm_link *link = &tags->links[mention->first_link + k];
        uint32_t i = c->s->phrases->at[tags->mentions[link->mention].head];
        if (i == DGM_NOBODY || i == j || !may_refer(c, j, i))
            continue;
        float score = link->score + bonus(c, j, i);
        if (p->form == DGM_FORM_NOMINAL && !p->definite && !same_head(c, j, i))
            score -= NEW_THING;
        if (score > *out_score) {
            *out_score = score;
            best = i;
        }
    }
    return best;
}

static bool is_third_person(const dgm_phrase *p) {
    return p->pronoun == DGM_PRONOUN_HE || p->pronoun == DGM_PRONOUN_SHE;
}

/* The score of the model's link from mention `from` to mention `to`, or NO_LINK. */
static float link_score(const dgm_tags *tags, uint32_t from, uint32_t to) {
    const dgm_mention *mention = &tags->mentions[from];
    for (uint32_t k = 0; k < mention->n_links; k++)
        if (tags->links[mention->first_link + k].mention == to)
            return tags->links[mention->first_link + k].score;
    return NO_LINK;
}

/* For "he" and "she": of the persons named around it, the one whose name the model links best, be it before
 * the pronoun or behind ("When he took office, Lee …"); chains over other pronouns lose their way sooner. */
static uint32_t best_name(const scene *c, uint32_t j, float *out_score) {
    const dgm_phrase *p = phrase(c, j);
    const dgm_tags *tags = c->s->t->tags;
    uint32_t best = DGM_NOBODY, from = j > NEAR ? j - NEAR : 0,
             to = j + AHEAD < c->s->phrases->count ? j + AHEAD : c->s->phrases->count;
    *out_score = PRONOUN_LEAST;
    for (uint32_t i = from; p->model != DGM_NOBODY && i < to; i++) {
        const dgm_phrase *q = phrase(c, i);
        if (i == j || q->form != DGM_FORM_NAME || q->model == DGM_NOBODY || !may_refer(c, j, i))
            continue;
        float score = i < j ? link_score(tags, p->model, q->model) : link_score(tags, q->model, p->model);
        score += score > NO_LINK ? bonus(c, j, i) : 0;
        if (score > *out_score) {
            *out_score = score;
            best = i;
        }
    }
    return best;
}

/* For "he" and "she" the nearest fitting person, for "it" a body; sentence by sentence, a subject before
 * others. */
static uint32_t nearest(const scene *c, uint32_t j) {
    bool person = phrase(c, j)->pronoun != DGM_PRONOUN_IT;
    const dgm_tagged *t = c->s->t;
    uint32_t last = dgm_tagged_sentence(t, phrase(c, j)->head), best = DGM_NOBODY, in = DGM_NOBODY;
    for (uint32_t back = 1; back <= NEAR && back <= j; back++) {
        const dgm_phrase *q = phrase(c, j - back);
        uint32_t sentence = dgm_tagged_sentence(t, q->head);
        if (sentence + NEAR_SENTENCES < last || (best != DGM_NOBODY && sentence != in))
            break;
        dgm_entity entity = c->sets[find(c->sets, j - back)].entity;
        bool fits = person ? entity == DGM_ENTITY_PERSON : q->form == DGM_FORM_NAME && is_body(entity);
        if (!fits || !may_refer(c, j, j - back) || q->pronoun == DGM_PRONOUN_I)
            continue;
        if (best == DGM_NOBODY || dgm_tagged_relates(t, q->head, "nsubj"))
            best = j - back;
        in = sentence;
    }
    return best;
}

static float chance(float score) { /* x / (1 + |x|), put between 0 and 1 */
    float size = score < 0 ? -score : score;
    return 0.5F + 0.5F * score / (1 + size);
}

static void scan(scene *c, uint32_t j) {
    const dgm_phrase *p = phrase(c, j);
    remember_title(c, j);
    remember_body(c, j);
    bool alone = c->sets[find(c->sets, j)].size == 1;
    uint32_t titled = alone ? bearer(c, j) : DGM_NOBODY;
    titled = alone && titled == DGM_NOBODY ? named_body(c, j) : titled;
    if (titled != DGM_NOBODY && agree(&c->sets[find(c->sets, j)], &c->sets[find(c->sets, titled)])) {
        join(c, titled, j);
        c->sure[j] = 0.8F;
        return;
    }
    if (c->sure[j] > 0)
        return; /* joined by the tree */
    float score = 0;
    uint32_t i = is_third_person(p) ? best_name(c, j, &score) : DGM_NOBODY;
    if (i == DGM_NOBODY)
        i = best_link(c, j, &score);
    c->sure[j] = p->form == DGM_FORM_NAME ? 0.95F : i == DGM_NOBODY ? 0.6F : chance(score + 1);
    bool must = is_third_person(p) || (p->pronoun == DGM_PRONOUN_IT && p->source);
    if (i == DGM_NOBODY && must) {
        i = nearest(c, j);
        c->sure[j] = 0.5F;
    }
    if (i != DGM_NOBODY)
        join(c, i, j);
}

/* ---- lists --------------------------------------------------------------- */

static dgm_status list(scene *c, dgm_arena *arena, dgm_clusters *out, dgm_error *err) {
    uint32_t n = c->s->phrases->count, count = 0;
    uint32_t *of = dgm_arena_array(arena, uint32_t, n), *members = dgm_arena_array(arena, uint32_t, n),
             *number = dgm_arena_array(arena, uint32_t, n);
    dgm_cluster *items = dgm_arena_array(arena, dgm_cluster, n);
    if (!of || !members || !number || !items)
        return dgm_fail(err, DGM_ERR_MEMORY, 0, "out of memory for clusters");
    for (uint32_t i = 0; i < n; i++)
        number[i] = DGM_NOBODY;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t root = find(c->sets, i);
        const set *from = &c->sets[root];
        if (number[root] == DGM_NOBODY) {
            number[root] = count;
            items[count++] = (dgm_cluster){.name = from->name,
                                           .fact = from->fact,
                                           .entity = from->entity,
                                           .gender = from->gender,
                                           .many = from->many};
        }
        of[i] = number[root];
        items[of[i]].n_phrases++;
    }
    for (uint32_t i = 0, at = 0; i < count; i++) {
        items[i].first = at;
        at += items[i].n_phrases;
        items[i].n_phrases = 0;
    }
    for (uint32_t i = 0; i < n; i++)
        members[items[of[i]].first + items[of[i]].n_phrases++] = i;
    *out = (dgm_clusters){items, count, members, of, c->sure};
    return DGM_OK;
}

/* ---- public -------------------------------------------------------------- */

/* Of each word, the innermost statement whose content holds it: the one with the smallest stretch. */
static bool fill_told(const dgm_tagged *t, const dgm_statements *statements, uint32_t *told,
                      dgm_arena *arena) {
    uint32_t *size = dgm_arena_array(arena, uint32_t, t->words->n_words);
    for (uint32_t i = 0; size && i < t->words->n_words; i++)
        told[i] = DGM_NOBODY;
    for (uint32_t i = 0; size && i < statements->count; i++)
        for (uint32_t k = 0; k < statements->items[i].n_content; k++) {
            dgm_range words = dgm_tagged_words(t, statements->items[i].content[k]);
            for (uint32_t w = words.start; w < words.end; w++)
                if (told[w] == DGM_NOBODY || words.end - words.start < size[w]) {
                    told[w] = i;
                    size[w] = words.end - words.start;
                }
        }
    return size != NULL;
}

/* A day on which most of the persons named in full held an office; 0 where two do not agree on any. */
static int32_t guess_day(const dgm_tagged *t, const dgm_names *names) {
    dgm_term terms[MOST_TERMS];
    uint32_t count = 0, best = 1;
    int32_t day = 0;
    for (uint32_t i = 0; i < names->n_actors && count < MOST_TERMS; i++) {
        dgm_view name = dgm_view_sub(t->article->text, names->actors[i].name);
        if (names->actors[i].kind == DGM_ACTOR_PERSON &&
            dgm_office_of(name, (dgm_view){NULL, 0}, 0, &terms[count]))
            count++;
    }
    for (uint32_t i = 0; i < count; i++) {
        uint32_t holding = 0;
        for (uint32_t k = 0; k < count; k++)
            holding += dgm_term_holds(&terms[k], terms[i].begin);
        if (holding > best || (holding == best && day != 0 && terms[i].begin > day)) {
            best = holding;
            day = terms[i].begin;
        }
    }
    return day;
}

dgm_status dgm_sight_read(const dgm_tagged *t, const dgm_statements *statements, int32_t day,
                          dgm_arena *arena, dgm_sight *out, dgm_error *err) {
    dgm_knowns *knowns = dgm_arena_array(arena, dgm_knowns, 1);
    dgm_names *names = dgm_arena_array(arena, dgm_names, 1);
    dgm_phrases *phrases = dgm_arena_array(arena, dgm_phrases, 1);
    uint32_t *told = dgm_arena_array(arena, uint32_t, t->words->n_words);
    if (!knowns || !names || !phrases || !told || !fill_told(t, statements, told, arena))
        return dgm_fail(err, DGM_ERR_MEMORY, 0, "out of memory for actors");
    DGM_TRY(dgm_knowns_read(t, day, arena, knowns, err));
    DGM_TRY(dgm_names_gather(t->article, t->words, t->tags, t->weights, arena, names, err));
    DGM_TRY(dgm_phrases_read(t, knowns, names, statements, arena, phrases, err));
    *out = (dgm_sight){t, statements, knowns, names, phrases, day ? day : guess_day(t, names), told};
    return DGM_OK;
}

dgm_status dgm_clusters_read(const dgm_sight *s, dgm_arena *arena, dgm_clusters *out, dgm_error *err) {
    uint32_t n = s->phrases->count, size = 16;
    while (size < 2 * ((uint64_t)s->t->words->n_words + 6 * (uint64_t)n))
        size *= 2;
    scene c = {s, dgm_arena_array(arena, set, n), dgm_arena_array(arena, float, n),
               dgm_arena_array(arena, title, size), size - 1};
    if (!c.sets || !c.sure || !c.titles)
        return dgm_fail(err, DGM_ERR_MEMORY, 0, "out of memory for clusters");
    for (uint32_t i = 0; i < n; i++)
        c.sets[i] = start_set(s, i);
    DGM_TRY(join_names(&c, arena, err));
    for (uint32_t i = 0; i < n; i++)
        join_by_tree(&c, i);
    for (uint32_t i = 0; i < n; i++)
        scan(&c, i);
    return list(&c, arena, out, err);
}
