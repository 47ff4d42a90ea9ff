/* codes.c - the identity of a cluster, from the surest ground to the weakest:
 *   fact     its name is known: a state, a body, an outlet
 *   office   the name is that of somebody who held an office about then; or "the president" is, by the date
 *   noun     what its nouns and titles say, with the country or body in the words around them
 * What the report does not tell, and no fact, is left out. */
#include "reading/codes.h"

#include "reading/given.h"
#include "reading/offices.h"

#define COUNTERPART_MOST 16 /* phrases back to the office that a "counterpart" holds */
#define MAIN_LEAST 0.3F     /* share of the main country, to be taken where the phrase names none */

typedef struct evidence {
    dgm_view land, sector;
    uint32_t body; /* a dgm_facts_at: the body that somebody belongs to, or DGM_UNKNOWN */
    const dgm_phrase *by;
    bool own; /* the phrase itself names the land */
} evidence;

/* ---- the words around a noun --------------------------------------------- */

static bool ends_phrase(const dgm_tagged *t, uint32_t word) {
    return dgm_tagged_listed(t, word, ", ; : ( who whom whose which that") ||
           dgm_tagged_relates(t, word, "acl");
}

/* The stretch of a phrase that says whose and what: up to a comma or clause behind its head; of a name, with
 * the title before it. */
static dgm_range core_of(const dgm_tagged *t, const dgm_phrase *p) {
    dgm_range words = p->words;
    if (p->has_noun && p->noun_words.start < words.start) {
        dgm_range sentence = t->tags->sentences[dgm_tagged_sentence(t, p->head)];
        words.start = p->noun_words.start > sentence.start + 4 ? p->noun_words.start - 4 : sentence.start;
        for (uint32_t i = p->noun_words.start; i-- > words.start;)
            if (ends_phrase(t, i) || dgm_tagged_upos(t, i, "VERB") || dgm_tagged_upos(t, i, "ADP"))
                words.start = i + 1;
    }
    for (uint32_t i = p->head + 1; i < words.end; i++)
        if (ends_phrase(t, i))
            words.end = i;
    return words;
}

/* The item of the facts in the phrase, not its own head's, that is of `kinds`: before the head first. */
static uint32_t item_in(const dgm_sight *s, const dgm_phrase *p, uint32_t kinds) {
    dgm_range words = core_of(s->t, p);
    uint32_t own = s->knowns->at[p->head];
    for (uint32_t i = words.start; i < words.end; i++) {
        uint32_t item = s->knowns->at[i], fact = DGM_UNKNOWN;
        if (item == DGM_UNKNOWN || (item == own && p->fact != DGM_UNKNOWN))
            continue;
        fact = dgm_known_fact(s->knowns, item, kinds);
        if (fact != DGM_UNKNOWN)
            return fact;
    }
    return DGM_UNKNOWN;
}

dgm_view dgm_codes_land(const dgm_sight *s, const dgm_phrase *p, bool *own) {
    uint32_t fact = item_in(s, p,
                            DGM_KINDS_LAND | DGM_KIND(IGO) | DGM_KIND(CITY) | DGM_KIND(BODY) |
                                DGM_KIND(PARTY) | DGM_KIND(FORCE) | DGM_KIND(GROUP));
    dgm_view land = fact == DGM_UNKNOWN ? (dgm_view){NULL, 0} : dgm_known_land(dgm_facts_at(fact).code);
    if (own)
        *own = land.size > 0;
    if (land.size == 0 && s->knowns->share >= MAIN_LEAST)
        land = s->knowns->main;
    return land;
}

/* ---- sectors ------------------------------------------------------------- */

/* Whether the noun says that somebody speaks or works for a body, and not what he does there. */
static bool serves(const dgm_noun *noun) {
    static const char *const nouns[] = {"official",   "officials", "leader",   "leaders",       "chief",
                                        "head",       "director",  "chairman", "chair",         "executive",
                                        "executives", "member",    "members",  "representative"};
    if (noun->sector.size == 0 || noun->office == DGM_OFFICE_SPOKESPERSON ||
        noun->office == DGM_OFFICE_LEADER)
        return true;
    for (size_t i = 0; i < sizeof(nouns) / sizeof(nouns[0]); i++)
        if (dgm_view_equal(noun->noun, dgm_view_of(nouns[i])))
            return true;
    return false;
}

/* The sector of another noun in the phrase: "a spokesman for the army", "the government source". */
static dgm_view sector_around(const dgm_sight *s, const dgm_phrase *p) {
    dgm_range words = core_of(s->t, p);
    for (uint32_t i = words.start; i < words.end; i++) {
        dgm_noun noun;
        dgm_range at;
        bool inside = p->noun_words.start <= i && i < p->noun_words.end;
        if (!inside && dgm_noun_at(s->t, words.start, i, &noun, &at) && noun.sector.size > 0)
            return noun.sector;
    }
    return (dgm_view){NULL, 0};
}

/* In Britain the chancellor keeps the purse. */
static dgm_noun office_noun(const dgm_noun *noun, dgm_view land) {
    dgm_noun out = *noun;
    if (dgm_view_equal(noun->noun, DGM_VIEW("chancellor")) && dgm_view_equal(land, DGM_VIEW("GBR")))
        dgm_facts_noun(DGM_VIEW("chancellor of the exchequer"), &out);
    return out;
}

/* What an adjective or noun before "sources" says: "Congressional sources", "a military spokesman". */
static dgm_view sector_before(const dgm_sight *s, const dgm_phrase *p) {
    static const struct {
        const char *words, *sector;
    } kinds[] = {
        {"congressional parliamentary senate house legislative committee", "LEG"},
        {"diplomatic government official administration ministerial cabinet presidential embassy", "GOV"},
        {"military army defense defence naval navy", "MIL"},
        {"police investigative", "COP"},
        {"intelligence", "SPY"},
        {"judicial court legal", "JUD"},
        {"industry banking market corporate company business financial oil trading", "BUS"},
        {"campaign party", "PTY"},
        {"rebel militant guerrilla insurgent", "REB"},
        {"opposition", "OPP"},
        {"union labor labour", "LAB"},
        {"medical hospital health", "MED"},
        {"media press", "JRN"},
        {"church religious", "REL"},
    };
    for (uint32_t i = p->noun_words.end; i-- > p->words.start;)
        for (size_t k = 0; k < sizeof(kinds) / sizeof(kinds[0]); k++)
            if (dgm_tagged_listed(s->t, i, kinds[k].words))
                return dgm_view_of(kinds[k].sector);
    return (dgm_view){NULL, 0};
}

/* Traders and analysts are of no country unless the text says so. */
static bool is_worldly(dgm_view sector) {
    return dgm_view_equal(sector, DGM_VIEW("BUS")) || dgm_view_equal(sector, DGM_VIEW("EDU")) ||
           dgm_view_equal(sector, DGM_VIEW("JRN"));
}

static evidence weigh(const dgm_sight *s, const dgm_phrase *p) {
    evidence e = {.body = DGM_UNKNOWN, .by = p};
    if (!p->has_noun)
        return e;
    uint32_t body = item_in(s, p, DGM_KINDS_BODY);
    e.land = dgm_codes_land(s, p, &e.own);
    if (body != DGM_UNKNOWN && serves(&p->noun)) {
        e.body = body;
        return e;
    }
    e.sector = p->noun.sector;
    if (e.sector.size == 0 || dgm_view_equal(e.sector, DGM_VIEW("GOV"))) {
        dgm_view before = p->name == DGM_NOBODY && p->noun.person ? sector_before(s, p) : (dgm_view){NULL, 0};
        e.sector = before.size > 0 && p->noun.office == DGM_OFFICE_NONE ? before : e.sector;
    }
    if (e.sector.size == 0)
        e.sector = sector_around(s, p);
    if (!e.own && p->form == DGM_FORM_NOMINAL && is_worldly(e.sector))
        e.land = e.sector = (dgm_view){NULL, 0};
    return e;
}

/* The best that the phrases of a cluster say: a body, or else the first sector; and the land that one of them
 * names for itself ("refugees … Syrian refugees"). */
static evidence weigh_all(const dgm_sight *s, const dgm_clusters *c, const dgm_cluster *cluster) {
    evidence best = {.body = DGM_UNKNOWN};
    dgm_view named = {NULL, 0};
    uint32_t most = cluster->n_phrases < 40 ? cluster->n_phrases : 40;
    for (uint32_t k = 0; k < most; k++) {
        const dgm_phrase *p = &s->phrases->items[c->members[cluster->first + k]];
        evidence e = weigh(s, p);
        bool says = e.body != DGM_UNKNOWN || e.sector.size > 0;
        if (says && (!best.by || (best.body == DGM_UNKNOWN && best.sector.size == 0)))
            best = e;
        if (!best.by && p->has_noun)
            best = e;
        if (e.own && named.size == 0)
            named = e.land;
    }
    if (best.by && !best.own && named.size > 0) {
        best.land = named;
        best.own = true;
    }
    return best;
}

/* "RUS GOV". Nothing where there is no sector but for those that have none: IGO and the like. */
static dgm_view make_code(dgm_view land, dgm_view sector, dgm_arena *arena) {
    static const char *const bare[] = {"IGO", "UNO", "NGO", "MNC", "ISM", "EUR"};
    char code[16];
    for (size_t i = 0; i < sizeof(bare) / sizeof(bare[0]); i++)
        if (dgm_view_equal(land, dgm_view_of(bare[i])))
            return land;
    if (sector.size == 0 || land.size + sector.size + 1 > sizeof(code))
        return (dgm_view){NULL, 0};
    if (land.size == 0)
        return sector;
    memcpy(code, land.data, land.size);
    code[land.size] = ' ';
    memcpy(code + land.size + 1, sector.data, sector.size);
    return dgm_arena_copy(arena, (dgm_view){code, land.size + 1 + sector.size});
}

static dgm_view or_none(dgm_view view) {
    return view.size > 0 ? view : (dgm_view){NULL, 0};
}

/* ---- facts --------------------------------------------------------------- */

static dgm_actor_kind kind_of_fact(const dgm_fact *fact) {
    switch (fact->kind) {
    case DGM_FACT_COUNTRY:
    case DGM_FACT_CAPITAL: return DGM_ACTOR_STATE;
    case DGM_FACT_DEMONYM:
    case DGM_FACT_GROUP: return DGM_ACTOR_GROUP;
    case DGM_FACT_REGION:
    case DGM_FACT_CITY: return DGM_ACTOR_PLACE;
    case DGM_FACT_PERSON: return DGM_ACTOR_PERSON;
    default: return DGM_ACTOR_ORGANIZATION;
    }
}

static void by_fact(uint32_t index, dgm_arena *arena, dgm_identity *out) {
    dgm_fact fact = dgm_facts_at(index);
    out->kind = kind_of_fact(&fact);
    out->kept = true;
    out->iso3 = or_none(fact.iso3);
    if (fact.kind == DGM_FACT_DEMONYM) {
        out->code = make_code(dgm_known_land(fact.code), DGM_VIEW("CVL"), arena);
        return;
    }
    bool government = fact.kind == DGM_FACT_BODY && fact.name.size > 14 &&
                      memcmp(fact.name.data, "Government of ", 14) == 0;
    out->name = government ? (dgm_view){NULL, 0} : fact.name; /* a description, as "the government" is */
    out->code = fact.kind == DGM_FACT_CITY ? (dgm_view){NULL, 0} : or_none(fact.code);
    out->wikidata = or_none(fact.wikidata);
    out->gender = fact.gender;
}

/* ---- offices ------------------------------------------------------------- */

static void by_term(const dgm_term *term, dgm_arena *arena, dgm_identity *out) {
    dgm_fact body;
    out->kept = true;
    out->kind = DGM_ACTOR_PERSON;
    out->name = term->person;
    out->wikidata = or_none(term->wikidata);
    out->role = or_none(term->title);
    out->gender = term->gender ? term->gender : out->gender;
    if (term->of.size == 3 && dgm_facts_country(term->of, &body)) {
        out->iso3 = body.iso3;
        out->code = make_code(dgm_known_land(body.code), DGM_VIEW("GOV"), arena);
        return;
    }
    dgm_range facts = dgm_facts_find(term->of);
    if (facts.start < facts.end) {
        out->code = or_none(dgm_facts_at(facts.start).code);
        out->iso3 = or_none(dgm_facts_at(facts.start).iso3);
    }
}

/* Whether the words before the noun say that another time is meant, or another man. */
static bool is_current(const dgm_tagged *t, const dgm_phrase *p) {
    for (uint32_t i = p->words.start; i < p->noun_words.start; i++)
        if (dgm_tagged_listed(t, i,
                              "former ex then late next future incoming previous last first new old would-be "
                              "deputy vice assistant another other every each any no a an one"))
            return false;
    return p->noun_words.end >= p->words.end || !dgm_tagged_listed(t, p->noun_words.end, "-elect elect");
}

/* "Mr. President": said to somebody's face, so whose president he is stands elsewhere. */
static bool is_vocative(const dgm_tagged *t, const dgm_phrase *p) {
    return p->noun_words.start > 0 &&
           dgm_tagged_listed(t, p->noun_words.start - 1, "mr mr. mrs mrs. madam dear");
}

/* "His Chinese counterpart" holds the office that was last spoken of, of his own country. */
static bool by_counterpart(const dgm_sight *s, uint32_t phrase, dgm_arena *arena, dgm_identity *out) {
    const dgm_phrase *p = &s->phrases->items[phrase];
    bool own;
    dgm_view land = dgm_codes_land(s, p, &own);
    for (uint32_t back = 1; own && back <= COUNTERPART_MOST && back <= phrase; back++) {
        const dgm_phrase *q = p - back;
        dgm_term term;
        if (!q->has_noun || !q->noun.person || q->noun.plural || q->noun.office == DGM_OFFICE_NONE ||
            q->noun.office >= DGM_OFFICE_MINISTER)
            continue;
        dgm_noun noun = office_noun(&q->noun, land);
        if (!dgm_office_holder(land, &noun, s->day, &term))
            return false;
        by_term(&term, arena, out);
        return true;
    }
    return false;
}

/* "the Russian president": whoever is it on the report's day. */
static bool by_office(const dgm_sight *s, const dgm_clusters *c, const dgm_cluster *cluster, dgm_arena *arena,
                      dgm_identity *out) {
    uint32_t most = cluster->n_phrases < 20 ? cluster->n_phrases : 20;
    for (uint32_t k = 0; k < most; k++) {
        const dgm_phrase *p = &s->phrases->items[c->members[cluster->first + k]];
        dgm_term term;
        bool own;
        if (p->form == DGM_FORM_NOMINAL && dgm_tagged_listed(s->t, p->head, "counterpart") &&
            by_counterpart(s, c->members[cluster->first + k], arena, out))
            return true;
        if (p->form == DGM_FORM_PRONOUN || !p->has_noun || !p->noun.person || p->noun.plural || p->many ||
            p->noun.office == DGM_OFFICE_NONE || p->noun.office >= DGM_OFFICE_MINISTER ||
            is_vocative(s->t, p) || !is_current(s->t, p))
            continue;
        dgm_view land = dgm_codes_land(s, p, &own);
        dgm_noun noun = office_noun(&p->noun, land);
        if ((own || p->definite) && dgm_office_holder(land, &noun, s->day, &term)) {
            by_term(&term, arena, out);
            return true;
        }
    }
    return false;
}

/* ---- names and nouns ----------------------------------------------------- */

/* The text with single spaces. */
static dgm_view one_line(dgm_view text, dgm_arena *arena) {
    char *out = dgm_arena_alloc(arena, text.size);
    size_t size = 0;
    for (size_t i = 0; out && i < text.size; i++) {
        bool space = text.data[i] == ' ' || text.data[i] == '\n' || text.data[i] == '\r' ||
                     text.data[i] == '\t';
        if (!space)
            out[size++] = text.data[i];
        else if (size > 0 && out[size - 1] != ' ')
            out[size++] = ' ';
    }
    return (dgm_view){out, out ? size : text.size};
}

/* What the words of an organization's own name say: "Party", "University", "Inc". */
static dgm_view sector_of_name(const dgm_sight *s, dgm_range words) {
    dgm_noun noun;
    dgm_range at;
    if (dgm_tagged_listed(s->t, words.end - 1,
                          "inc inc. corp corp. co co. ltd ltd. plc llc ag sa nv gmbh spa holdings"))
        return DGM_VIEW("BUS");
    for (uint32_t i = words.end; i-- > words.start;)
        if (dgm_noun_at(s->t, words.start, i, &noun, &at) && noun.group && noun.sector.size > 0)
            return noun.sector;
    return (dgm_view){NULL, 0};
}

static void take_evidence(const dgm_sight *s, const evidence *e, dgm_arena *arena, dgm_identity *out) {
    dgm_fact land;
    if (e->body == DGM_UNKNOWN && !e->own && dgm_view_equal(e->sector, DGM_VIEW("REB")) &&
        s->knowns->rebels.size > 0) {
        out->code = s->knowns->rebels; /* "the militants" are of the armed group that is spoken of */
        return;
    }
    if (e->body != DGM_UNKNOWN) {
        dgm_fact body = dgm_facts_at(e->body);
        out->code = or_none(body.code);
        out->iso3 = or_none(body.iso3);
        return;
    }
    out->code = make_code(e->land, e->sector, arena);
    if (e->land.size == 3 && dgm_facts_country(e->land, &land))
        out->iso3 = land.iso3;
}

static void take_role(const evidence *e, dgm_identity *out) {
    if (e->by && e->by->noun.person && !e->by->noun.plural)
        out->role = e->by->noun.noun;
}

static const dgm_phrase *name_phrase(const dgm_sight *s, const dgm_clusters *c, const dgm_cluster *cluster) {
    for (uint32_t k = 0; k < cluster->n_phrases; k++) {
        const dgm_phrase *p = &s->phrases->items[c->members[cluster->first + k]];
        if (p->name != DGM_NOBODY)
            return p;
    }
    return NULL;
}

/* The country of one who held an office at any time: by his whole name, or by a last name that only one
 * country's office-holders had. Empty if there is none. */
static dgm_view land_of_holder(dgm_view name) {
    size_t start = name.size;
    while (start > 0 && name.data[start - 1] != ' ')
        start--;
    dgm_range terms = dgm_terms_of_last_name((dgm_view){name.data + start, name.size - start});
    dgm_view of = {NULL, 0};
    for (uint32_t i = terms.start; i < terms.end; i++) {
        dgm_term term = dgm_terms_by_last_name(i);
        if (start > 0 && !dgm_view_equal(term.person, name))
            continue;
        if (of.data && !dgm_view_equal(of, term.of))
            return (dgm_view){NULL, 0};
        of = term.of;
    }
    dgm_fact land;
    return of.size == 3 && dgm_facts_country(of, &land) ? dgm_known_land(land.code) : (dgm_view){NULL, 0};
}

/* "President Obama", of whom the report says no more: the one country that ever had a president of that
 * name. */
static dgm_view land_of_titled(dgm_view last, const dgm_noun *noun) {
    dgm_range terms = dgm_terms_of_last_name(last);
    dgm_view of = {NULL, 0};
    for (uint32_t i = terms.start; i < terms.end; i++) {
        dgm_term term = dgm_terms_by_last_name(i);
        if (!dgm_view_equal(term.title, noun->noun) || term.of.size != 3)
            continue;
        if (of.data && !dgm_view_equal(of, term.of))
            return (dgm_view){NULL, 0};
        of = term.of;
    }
    dgm_fact land;
    return of.data && dgm_facts_country(of, &land) ? dgm_known_land(land.code) : (dgm_view){NULL, 0};
}

static void by_name(const dgm_sight *s, const dgm_clusters *c, const dgm_cluster *cluster, dgm_arena *arena,
                    dgm_identity *out) {
    const dgm_phrase *p = name_phrase(s, c, cluster);
    const dgm_named *named = &s->names->actors[cluster->name];
    dgm_term term;
    out->kept = true;
    out->kind = named->kind;
    out->name = one_line(dgm_view_sub(s->t->article->text, named->name), arena);
    evidence e = weigh_all(s, c, cluster);
    dgm_view home = named->kind == DGM_ACTOR_PERSON && !e.own ? land_of_holder(out->name)
                                                              : (dgm_view){NULL, 0};
    if (named->kind == DGM_ACTOR_PERSON && !e.own && home.size == 0 && e.by && e.by->has_noun)
        home = land_of_titled(out->name, &e.by->noun);
    e.land = home.size > 0 ? home : e.land;
    take_evidence(s, &e, arena, out);
    if (named->kind == DGM_ACTOR_PERSON) {
        take_role(&e, out);
        dgm_view own = out->name;
        if (dgm_office_of(own, s->knowns->main, s->day, &term))
            by_term(&term, arena, out);
        if (memchr(own.data, ' ', own.size))
            out->name = own; /* the report's spelling of a full name stands */
        return;
    }
    if (out->code.data || !p || named->kind != DGM_ACTOR_ORGANIZATION)
        return;
    bool own;
    dgm_view land = dgm_codes_land(s, p, &own);
    for (uint32_t k = 0; !own && k < cluster->n_phrases && k < 20; k++) {
        const dgm_phrase *q = &s->phrases->items[c->members[cluster->first + k]];
        dgm_view said = dgm_codes_land(s, q, &own);
        land = own ? said : land;
    }
    e = (evidence){
        .land = land, .sector = sector_of_name(s, s->names->items[p->name].words), .body = DGM_UNKNOWN};
    take_evidence(s, &e, arena, out);
}

/* Whether a cluster without a name is somebody: who speaks, or who has a role. */
static bool is_somebody(const dgm_sight *s, const dgm_clusters *c, const dgm_cluster *cluster, bool *person) {
    bool somebody = false, spoke = false, thing = false;
    for (uint32_t k = 0; k < cluster->n_phrases; k++) {
        const dgm_phrase *p = &s->phrases->items[c->members[cluster->first + k]];
        bool human = p->entity == DGM_ENTITY_PERSON || p->entity == DGM_ENTITY_ORGANIZATION;
        if (p->has_noun) {
            somebody |= p->noun.person || p->noun.group;
            thing |= p->source && !p->noun.person && !p->noun.group;
            *person |= p->noun.person;
        } else if (p->form != DGM_FORM_PRONOUN)
            somebody |= human && p->source;
        else if (p->pronoun < DGM_PRONOUN_IT || p->pronoun == DGM_PRONOUN_THEY)
            spoke |= p->source;
    }
    return !thing && (somebody || spoke);
}

/* The organization named before the noun that the facts do not know: an index into names->actors, or
 * DGM_NOBODY. */
static uint32_t named_in(const dgm_sight *s, const dgm_phrase *p) {
    dgm_range words = core_of(s->t, p);
    for (uint32_t i = words.start; i < p->head; i++) {
        uint32_t at = s->phrases->at[i], name = at == DGM_NOBODY ? at : s->phrases->items[at].name;
        if (name != DGM_NOBODY && s->names->items[name].kind == DGM_ACTOR_ORGANIZATION &&
            s->phrases->items[at].fact == DGM_UNKNOWN)
            return s->names->items[name].actor;
    }
    return DGM_NOBODY;
}

static void by_noun(const dgm_sight *s, const dgm_clusters *c, const dgm_cluster *cluster, dgm_arena *arena,
                    dgm_identity *out) {
    bool person = cluster->entity == DGM_ENTITY_PERSON;
    if (!is_somebody(s, c, cluster, &person))
        return;
    out->kept = true;
    out->kind = cluster->many || !person ? DGM_ACTOR_GROUP : DGM_ACTOR_PERSON;
    evidence e = weigh_all(s, c, cluster);
    take_evidence(s, &e, arena, out);
    if (!cluster->many)
        take_role(&e, out);
    uint32_t served = e.by && e.body == DGM_UNKNOWN && serves(&e.by->noun) ? named_in(s, e.by) : DGM_NOBODY;
    if (served != DGM_NOBODY) { /* "ASA leaders": all that is known of them is their body */
        out->name = one_line(dgm_view_sub(s->t->article->text, s->names->actors[served].name), arena);
        out->kind = DGM_ACTOR_ORGANIZATION;
        out->role = out->code = (dgm_view){NULL, 0};
        return;
    }
    bool speaks = e.by && e.by->noun.office == DGM_OFFICE_SPOKESPERSON && e.body != DGM_UNKNOWN;
    if (!speaks)
        return;
    dgm_fact body = dgm_facts_at(e.body); /* a spokesman without a name is the mouth of his body */
    out->name = body.name;
    out->wikidata = or_none(body.wikidata);
    out->kind = kind_of_fact(&body);
    out->role = (dgm_view){NULL, 0};
    out->body = true;
}

/* Somebody of whom the report says no country is taken for one of the country that it is about: right more
 * often than nobody at all. A place belongs to its country. */
static void by_default(const dgm_sight *s, dgm_arena *arena, dgm_identity *out) {
    dgm_fact land;
    if (!out->kept || (out->code.data && dgm_known_land(out->code).size > 0))
        return;
    if (out->kind == DGM_ACTOR_PLACE) {
        out->code = out->iso3.size == 3 && dgm_facts_country(out->iso3, &land) ? or_none(land.code)
                                                                               : out->code;
        return;
    }
    dgm_view country = out->kind == DGM_ACTOR_PERSON && out->name.size > 0 ? land_of_holder(out->name)
                                                                           : (dgm_view){NULL, 0};
    country = country.size > 0 ? country : s->knowns->main;
    dgm_view sector = out->code.data                        ? out->code
                      : out->kind == DGM_ACTOR_ORGANIZATION ? DGM_VIEW("SOC")
                                                            : DGM_VIEW("CVL");
    if (country.size > 0)
        out->code = make_code(country, sector, arena);
}

dgm_status dgm_identify(const dgm_sight *s, const dgm_clusters *c, uint32_t index, dgm_arena *arena,
                        dgm_identity *out, dgm_error *err) {
    const dgm_cluster *cluster = &c->items[index];
    dgm_identity who = {.gender = cluster->gender, .many = cluster->many};
    bool person = cluster->name != DGM_NOBODY && s->names->actors[cluster->name].kind == DGM_ACTOR_PERSON;
    if (cluster->fact != DGM_UNKNOWN && !person)
        by_fact(cluster->fact, arena, &who);
    else if (cluster->name != DGM_NOBODY)
        by_name(s, c, cluster, arena, &who);
    else if (!by_office(s, c, cluster, arena, &who))
        by_noun(s, c, cluster, arena, &who);
    by_default(s, arena, &who);
    if (who.name.size > 0 && !who.name.data)
        return dgm_fail(err, DGM_ERR_MEMORY, 0, "out of memory for names");
    *out = who;
    return DGM_OK;
}
