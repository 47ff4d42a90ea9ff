/* claims.c - one look at each word of a sentence:
 *   noun    "NATO's largest supplier", "a member of the EU": its subject by the copula or an apposition
 *   verb    "controls", "depends on", "has troops in": its subject and what hangs on it
 *   trend   "Russian exports to China have risen by 5 % since May"
 * Each kind has its list of words; what the lists do not hold is not looked at. */
#include "reading/claims.h"

#include "reading/extent.h"
#include "reading/told.h"
#include "reading/within.h"

enum { CLAIMS_A_SENTENCE = 4, PARTS_MOST = 12, MENTIONS_BACK = 8, NAME_MOST = 6 };

typedef struct finder {
    const dgm_tagged *t;
    const dgm_actors *actors;
    const dgm_times *times;
    const uint32_t *within; /* innermost statement of each word */
    dgm_arena *arena;
    dgm_claim *items;
    uint32_t count;
    bool full; /* memory ran out */
} finder;

/* ---- words ---------------------------------------------------------------- */

/* Said of nouns alone: what a state or body can be to another. */
static const char *const standings =
    "member members ally allies partner partners supplier backer stronghold colony signatory shareholder owner "
    "creditor donor patron sponsor affiliate offshoot branch rival protectorate neighbour neighbor";
/* These say something only with a rank. */
static const char *const ranked =
    "economy producer exporter importer buyer consumer customer market investor lender debtor party union army "
    "employer recipient source supplier partner creditor donor ally contributor maker shareholder rival";
static const char *const ranks =
    "largest biggest main leading top second-largest second-biggest third-largest major sole only key chief "
    "closest oldest richest poorest smallest fastest-growing principal strongest";
/* What a person can be to a body, a group or a place. */
static const char *const offices =
    "leader head chief chairman chairwoman president founder co-founder commander mayor governor member boss "
    "secretary-general director deputy";
/* Words that stand before what is meant: "much of the north". */
static const char *const portions =
    "much most part parts all half areas area some territory swathes city town third";
static const char *const balances = "deficit surplus debt population reserves deficits";
static const char *const prepositions = "of to for in with from on against";

/* A verb of state, and by what its object hangs on it. */
typedef struct state {
    const char *forms, *preposition; /* NULL: a plain object */
    float confidence;
} state;

static const state states[] = {
    {"controls control controlled controlling", NULL, 0.8F},
    {"owns own owned", NULL, 0.8F},
    {"occupies occupy occupied occupying", NULL, 0.75F},
    {"governs govern rules administers dominates", NULL, 0.7F},
    {"borders border bordering", NULL, 0.8F},
    {"depends depend relies rely", "on", 0.8F},
    {"imports import", "from", 0.75F},
    {"exports export", "to", 0.75F},
    {"belongs belong", "to", 0.75F},
    {"operates operate operating", "in", 0.7F},
};
/* What somebody can have somewhere or with somebody. */
static const char *const holdings =
    "troops soldiers forces base bases ties relations relationship links border alliance surplus deficit stake "
    "agreement treaty pact embassy majority veto";

static const char *const measures =
    "exports imports trade production output unemployment inflation population deficit surplus spending debt gdp "
    "growth shipments sales reserves economy revenues revenue budget imports consumption";
static const char *const rising =
    "rise rises rose risen rising grow grows grew grown growing increase increases increased increasing climb climbs "
    "climbed jump jumps jumped soar soars soared surge surges surged double doubled tripled expanded expand";
static const char *const falling =
    "fall falls fell fallen falling drop drops dropped decline declines declined declining shrink shrinks shrank "
    "shrunk shrinking plunge plunges plunged halved slumped slump contracted narrowed decreased";

/* ---- looking -------------------------------------------------------------- */

/* Whether the clause of `word` says it plainly: not denied, wished, asked or only possible. */
static bool plain(const finder *f, uint32_t word) {
    dgm_range sentence = f->t->tags->sentences[dgm_tagged_sentence(f->t, word)];
    for (uint32_t i = sentence.start; i < sentence.end; i++) {
        if (f->t->tags->head[i] != word || i == word)
            continue;
        if (dgm_tagged_listed(
                f->t, i,
                "not n't n’t never no neither nor if unless whether would could may might should must "
                "will 'll ’ll can to hardly former formerly once"))
            return false;
    }
    return !dgm_tagged_listed(f->t, sentence.end - 1, "?");
}

static bool is_name(const dgm_actor_mention *m) {
    return m->form != DGM_FORM_NOMINAL && m->words.end - m->words.start <= NAME_MOST;
}

/* The narrowest name that holds `word`, which may be another word of it than the one it hangs by. */
static uint32_t named_by(const finder *f, uint32_t word) {
    uint32_t low = dgm_actors_begun(f->actors, f->t, word);
    for (uint32_t i = 0; i < MENTIONS_BACK && i < low; i++) {
        const dgm_actor_mention *m = &f->actors->mentions[low - 1 - i];
        if (m->words.end > word && is_name(m))
            return m->actor;
    }
    return DGM_NOBODY;
}

/* The widest name that ends before `end`: "Islamic State of Iraq", not "Iraq". */
static uint32_t named_until(const finder *f, uint32_t end) {
    uint32_t low = dgm_actors_begun(f->actors, f->t, end - 1), found = DGM_NOBODY;
    for (uint32_t i = 0; i < MENTIONS_BACK && i < low; i++) {
        const dgm_actor_mention *m = &f->actors->mentions[low - 1 - i];
        if (m->words.end == end && is_name(m))
            found = m->actor;
    }
    return found;
}

/* Nouns that take up somebody named before; what others take up ("the cable", "the two countries") is less
 * sure. */
static const char *const stand_ins =
    "group country nation government state organisation organization company city party union bloc alliance "
    "continent island republic kingdom militia army";

/* Who is meant, if he has a name. */
static uint32_t anybody(const finder *f, uint32_t word) {
    if (word == DGM_NO_WORD ||
        (dgm_tagged_upos(f->t, word, "NOUN") && !dgm_tagged_listed(f->t, word, stand_ins)))
        return DGM_NOBODY;
    uint32_t actor = dgm_actors_at(f->actors, word);
    if (actor == DGM_NOBODY)
        actor = named_by(f, word);
    return actor == DGM_NOBODY || !f->actors->items[actor].name.data ? DGM_NOBODY : actor;
}

/* The same of anybody but a person; "much of Syria" is Syria. */
static uint32_t party(const finder *f, uint32_t word) {
    if (word != DGM_NO_WORD && dgm_tagged_listed(f->t, word, portions))
        word = dgm_tagged_child(f->t, word, "nmod");
    uint32_t actor = anybody(f, word);
    return actor == DGM_NOBODY || f->actors->items[actor].kind == DGM_ACTOR_PERSON ? DGM_NOBODY : actor;
}

/* The subject of the clause of `word`: its own, that of the noun it describes, or of the clause it goes
 * on. */
static uint32_t subject_of(const finder *f, uint32_t word, bool persons) {
    for (uint32_t i = 0; i < 4; i++) {
        uint32_t subject = dgm_tagged_child(f->t, word, "nsubj");
        uint32_t head = f->t->tags->head[word];
        if (subject != DGM_NO_WORD && !dgm_tagged_listed(f->t, subject, "which that who whom"))
            return persons ? anybody(f, subject) : party(f, subject);
        if (dgm_tagged_relates(f->t, word, "acl"))
            return persons ? anybody(f, head) : party(f, head);
        if (!dgm_tagged_relates(f->t, word, "conj") || head == word)
            return DGM_NOBODY;
        word = head;
    }
    return DGM_NOBODY;
}

/* The child of `head` that is a party and has one of `list` before it; `preposition` becomes that word. */
static uint32_t behind(const finder *f, uint32_t head, const char *list, uint32_t *preposition) {
    dgm_range sentence = f->t->tags->sentences[dgm_tagged_sentence(f->t, head)];
    for (uint32_t i = head + 1; i < sentence.end; i++) {
        if (f->t->tags->head[i] != head ||
            !(dgm_tagged_relates(f->t, i, "nmod") || dgm_tagged_relates(f->t, i, "obl")))
            continue;
        uint32_t before = dgm_tagged_child(f->t, i, "case");
        if (before != DGM_NO_WORD && dgm_tagged_listed(f->t, before, list) && party(f, i) != DGM_NOBODY) {
            *preposition = before;
            return party(f, i);
        }
    }
    return DGM_NOBODY;
}

/* ---- phrases -------------------------------------------------------------- */

/* The words, with one space between them, in the arena. */
static dgm_view joined(finder *f, const uint32_t *words, uint32_t n) {
    size_t size = 0;
    for (uint32_t i = 0; i < n; i++)
        size += dgm_tagged_word(f->t, words[i]).size + 1;
    char *data = dgm_arena_alloc(f->arena, size + 1);
    if (!data) {
        f->full = true;
        return (dgm_view){NULL, 0};
    }
    size_t at = 0;
    for (uint32_t i = 0; i < n; i++) {
        dgm_view word = dgm_tagged_word(f->t, words[i]);
        if (i > 0)
            data[at++] = ' ';
        memcpy(data + at, word.data, word.size);
        at += word.size;
    }
    return (dgm_view){data, at};
}

/* A noun with what describes it in front, then `last` unless it is DGM_NO_WORD: "largest oil supplier of". */
static dgm_view noun_phrase(finder *f, uint32_t lead, uint32_t noun, uint32_t last) {
    uint32_t parts[PARTS_MOST], n = 0, from = noun;
    while (from > 0 && noun - from < PARTS_MOST - 4 && f->t->tags->head[from - 1] == noun &&
           (dgm_tagged_relates(f->t, from - 1, "amod") || dgm_tagged_relates(f->t, from - 1, "compound")) &&
           party(f, from - 1) == DGM_NOBODY)
        from--;
    if (lead != DGM_NO_WORD)
        parts[n++] = lead;
    for (uint32_t i = from; i <= noun; i++)
        parts[n++] = i;
    if (last != DGM_NO_WORD)
        parts[n++] = last;
    return joined(f, parts, n);
}

/* How much: the phrase of the first number that hangs on `word` or on what hangs on it. */
static dgm_view quantity_of(finder *f, uint32_t word) {
    dgm_range sentence = f->t->tags->sentences[dgm_tagged_sentence(f->t, word)];
    for (uint32_t i = sentence.start; i < sentence.end; i++) {
        uint32_t head = f->t->tags->head[i];
        if (!dgm_tagged_upos(f->t, i, "NUM") || !(head == word || f->t->tags->head[head] == word))
            continue;
        uint32_t top = head == word ? i : head;
        if (party(f, top) != DGM_NOBODY || dgm_tagged_relates(f->t, top, "nsubj"))
            continue;
        return dgm_view_sub(f->t->article->text, dgm_tagged_text(f->t, dgm_told_phrase(f->t, top)));
    }
    return (dgm_view){NULL, 0};
}

/* The time that "since" stands before, in the sentence of `word`. */
static uint32_t since_of(const finder *f, uint32_t word) {
    dgm_range sentence = f->t->tags->sentences[dgm_tagged_sentence(f->t, word)];
    uint32_t low = 0, high = f->times ? f->times->count : 0;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (f->times->items[middle].words.end <= sentence.start)
            low = middle + 1;
        else
            high = middle;
    }
    for (uint32_t i = low; f->times && i < f->times->count && f->times->items[i].words.start < sentence.end;
         i++) {
        uint32_t first = f->times->items[i].words.start;
        if (first > sentence.start && dgm_tagged_listed(f->t, first - 1, "since"))
            return i;
    }
    return DGM_NOBODY;
}

/* ---- claims --------------------------------------------------------------- */

static void add(finder *f, uint32_t word, dgm_claim claim) {
    dgm_range sentence = f->t->tags->sentences[dgm_tagged_sentence(f->t, word)];
    if (claim.subject == DGM_NOBODY || claim.subject == claim.object || !claim.relation.data)
        return;
    claim.relation_text = f->t->words->words[word].text;
    claim.text = dgm_tagged_text(f->t, sentence);
    claim.asserted_by = f->within[word];
    f->items[f->count++] = claim;
}

/* Who stands right before the comma that leads to the noun: "the minister of France, a member of …" is about
 * France. */
static uint32_t before_comma(const finder *f, uint32_t noun) {
    dgm_range sentence = f->t->tags->sentences[dgm_tagged_sentence(f->t, noun)];
    for (uint32_t i = noun; i > sentence.start + 1 && noun - i < PARTS_MOST; i--)
        if (dgm_tagged_listed(f->t, i - 1, ",")) {
            uint32_t actor = named_until(f, i - 1);
            bool fits = actor != DGM_NOBODY && f->actors->items[actor].name.data &&
                        f->actors->items[actor].kind != DGM_ACTOR_PERSON;
            return fits ? actor : DGM_NOBODY;
        }
    return DGM_NOBODY;
}

/* Whom a noun is said of: by "is", or beside a name. */
static uint32_t bearer(const finder *f, uint32_t noun, bool persons) {
    uint32_t beside = dgm_tagged_child(f->t, noun, "appos");
    if (dgm_tagged_child(f->t, noun, "cop") != DGM_NO_WORD)
        return subject_of(f, noun, persons);
    if (dgm_tagged_relates(f->t, noun, "appos")) {
        uint32_t near = dgm_tagged_listed(f->t, noun, standings) ? before_comma(f, noun) : DGM_NOBODY;
        if (near != DGM_NOBODY)
            return near;
        beside = f->t->tags->head[noun];
    }
    return persons ? anybody(f, beside) : party(f, beside);
}

/* "largest supplier of", "a member of", "Russia's ally". */
static void read_noun(finder *f, uint32_t noun) {
    uint32_t describing = dgm_tagged_child(f->t, noun, "amod"), preposition = DGM_NO_WORD;
    bool rank = describing != DGM_NO_WORD &&
                (dgm_tagged_xpos(f->t, describing, "JJS") || dgm_tagged_listed(f->t, describing, ranks)) &&
                dgm_tagged_listed(f->t, noun, ranked);
    bool office = dgm_tagged_listed(f->t, noun, offices);
    if (!(rank || office || dgm_tagged_listed(f->t, noun, standings)) || !plain(f, noun))
        return;
    if (dgm_tagged_child(f->t, noun, "case") !=
        DGM_NO_WORD) /* "served as", "of its ally": not said to be so */
        return;
    dgm_claim claim = {
        .subject = bearer(f, noun, office), .since = DGM_NOBODY, .confidence = rank ? 0.8F : 0.75F};
    claim.object = behind(f, noun, prepositions, &preposition);
    uint32_t owner = dgm_tagged_child(f->t, noun, "nmod:poss"), lead = DGM_NO_WORD;
    if (claim.object == DGM_NOBODY && owner != DGM_NO_WORD) {
        claim.object = party(f, owner);
        if (rank && claim.object == DGM_NOBODY && dgm_tagged_listed(f->t, owner, "world continent region"))
            lead = owner;
    }
    if (claim.subject == DGM_NOBODY || (claim.object == DGM_NOBODY && lead == DGM_NO_WORD))
        return;
    claim.relation = noun_phrase(f, lead, noun, preposition);
    claim.since = since_of(f, noun);
    add(f, noun, claim);
}

/* "NATO member Turkey", "US ally Jordan": three phrases in a row. */
static void read_row(finder *f, uint32_t noun) {
    dgm_range sentence = f->t->tags->sentences[dgm_tagged_sentence(f->t, noun)];
    if (noun == sentence.start || noun + 1 >= sentence.end ||
        !dgm_tagged_listed(f->t, noun, "member ally rival leader chairman founder"))
        return;
    if (!dgm_tagged_upos(f->t, noun + 1, "PROPN"))
        return;
    uint32_t object = party(f, noun - 1), subject = anybody(f, noun + 1);
    if (object == DGM_NOBODY || subject == DGM_NOBODY)
        return;
    uint32_t word = noun;
    dgm_view text = joined(f, &word, 1), of = DGM_VIEW(" of");
    char *relation = dgm_arena_alloc(f->arena, text.size + of.size);
    if (!relation || !text.data) {
        f->full = true;
        return;
    }
    memcpy(relation, text.data, text.size);
    memcpy(relation + text.size, of.data, of.size);
    add(f, noun,
        (dgm_claim){.subject = subject,
                    .object = object,
                    .since = DGM_NOBODY,
                    .confidence = 0.8F,
                    .relation = {relation, text.size + of.size}});
}

/* "has troops in", "has a surplus with". */
static void read_holding(finder *f, uint32_t verb) {
    uint32_t what = dgm_tagged_child(f->t, verb, "obj"), preposition = DGM_NO_WORD;
    if (what == DGM_NO_WORD || !dgm_tagged_listed(f->t, what, holdings))
        return;
    dgm_claim claim = {.subject = subject_of(f, verb, false), .confidence = 0.75F};
    claim.object = behind(f, what, prepositions, &preposition);
    if (claim.object == DGM_NOBODY)
        claim.object = behind(f, verb, "in with", &preposition);
    if (claim.subject == DGM_NOBODY || claim.object == DGM_NOBODY)
        return;
    claim.relation = noun_phrase(f, verb, what, preposition);
    claim.quantity = quantity_of(f, what);
    claim.since = since_of(f, verb);
    add(f, verb, claim);
}

/* "controls", "depends on". */
static void read_state(finder *f, uint32_t verb, const state *is) {
    uint32_t preposition = DGM_NO_WORD, parts[2] = {verb, DGM_NO_WORD};
    dgm_claim claim = {.confidence = is->confidence};
    uint32_t by = DGM_NO_WORD, agent = is->preposition ? DGM_NOBODY : behind(f, verb, "by", &by);
    if (agent != DGM_NOBODY) { /* "held by": who does it stands behind */
        claim.subject = agent;
        claim.object = subject_of(f, verb, false);
        claim.relation = joined(f, parts, 1);
        claim.since = since_of(f, verb);
        if (claim.object != DGM_NOBODY)
            add(f, verb, claim);
        return;
    }
    if (dgm_tagged_child(f->t, verb, "aux:pass") != DGM_NO_WORD)
        return;
    if (is->preposition) {
        claim.object = behind(f, verb, is->preposition, &preposition);
        parts[1] = preposition;
    } else {
        claim.object = party(f, dgm_tagged_child(f->t, verb, "obj"));
    }
    if (claim.object == DGM_NOBODY)
        return;
    claim.subject = subject_of(f, verb, false);
    claim.relation = joined(f, parts, preposition == DGM_NO_WORD ? 1 : 2);
    claim.since = since_of(f, verb);
    add(f, verb, claim);
}

/* Whose measure it is: "Russia's exports", "Chinese imports", "the population of Mali". */
static uint32_t owner_of(const finder *f, uint32_t measure) {
    static const char *const relations[] = {"nmod:poss", "amod", "compound"};
    for (uint32_t i = 0; i < 3; i++) {
        uint32_t actor = party(f, dgm_tagged_child(f->t, measure, relations[i]));
        if (actor != DGM_NOBODY)
            return actor;
    }
    uint32_t preposition = DGM_NO_WORD;
    return behind(f, measure, "of in", &preposition);
}

/* "Exports to China have risen by 5 % since May". */
static void read_trend(finder *f, uint32_t verb) {
    bool up = dgm_tagged_listed(f->t, verb, rising), down = dgm_tagged_listed(f->t, verb, falling);
    uint32_t measure = dgm_tagged_child(f->t, verb, "nsubj"), preposition = DGM_NO_WORD;
    if (!(up || down) || measure == DGM_NO_WORD || !dgm_tagged_listed(f->t, measure, measures))
        return;
    dgm_claim claim = {.subject = owner_of(f, measure),
                       .confidence = 0.75F,
                       .trend = up ? DGM_TREND_INCREASE : DGM_TREND_DECREASE};
    claim.object = behind(f, measure, "to from with", &preposition);
    claim.relation = noun_phrase(f, DGM_NO_WORD, measure, preposition);
    claim.quantity = quantity_of(f, verb);
    claim.since = since_of(f, verb);
    add(f, verb, claim);
}

/* "Japan's trade surplus with the US of $58bn". */
static void read_balance(finder *f, uint32_t noun) {
    uint32_t preposition = DGM_NO_WORD;
    if (!dgm_tagged_listed(f->t, noun, balances) || dgm_tagged_relates(f->t, noun, "nsubj"))
        return;
    dgm_claim claim = {.subject = owner_of(f, noun), .confidence = 0.7F};
    claim.object = behind(f, noun, "with to", &preposition);
    claim.quantity = quantity_of(f, noun);
    claim.since = since_of(f, noun);
    if (claim.subject == DGM_NOBODY || (!claim.quantity.data && claim.object == DGM_NOBODY))
        return;
    claim.relation = noun_phrase(f, DGM_NO_WORD, noun, preposition);
    add(f, noun, claim);
}

static void read_word(finder *f, uint32_t word) {
    if (dgm_tagged_upos(f->t, word, "NOUN")) {
        read_noun(f, word);
        read_balance(f, word);
        read_row(f, word);
        return;
    }
    if (!dgm_tagged_upos(f->t, word, "VERB") || !plain(f, word))
        return;
    if (dgm_tagged_listed(f->t, word, "has have had having"))
        read_holding(f, word);
    for (size_t i = 0; i < sizeof(states) / sizeof(states[0]); i++)
        if (dgm_tagged_listed(f->t, word, states[i].forms))
            read_state(f, word, &states[i]);
    read_trend(f, word);
}

dgm_status dgm_claims_read(const dgm_tagged *t, const dgm_statements *statements, const dgm_actors *actors,
                           const dgm_times *times, dgm_arena *arena, dgm_claims *out, dgm_error *err) {
    finder f = {.t = t, .actors = actors, .times = times, .arena = arena};
    f.within = dgm_within_statements(t, statements, arena);
    f.items = dgm_arena_array(arena, dgm_claim, (size_t)CLAIMS_A_SENTENCE * t->tags->n_sentences);
    if (!f.within || !f.items)
        return dgm_fail(err, DGM_ERR_MEMORY, 0, "out of memory for claims");
    for (uint32_t s = 0; s < t->tags->n_sentences; s++) {
        dgm_range sentence = t->tags->sentences[s];
        uint32_t most = f.count + CLAIMS_A_SENTENCE - 1;
        if (!dgm_extent_reported(t->article, dgm_tagged_text(t, sentence).start))
            continue;
        for (uint32_t w = sentence.start; w < sentence.end && f.count < most && !f.full; w++)
            read_word(&f, w);
    }
    if (f.full)
        return dgm_fail(err, DGM_ERR_MEMORY, 0, "out of memory for claims");
    *out = (dgm_claims){f.items, f.count};
    return DGM_OK;
}
