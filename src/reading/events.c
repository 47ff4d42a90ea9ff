/* events.c - from acts as sentences tell them (acts.h) to events:
 *   draft     parties (parties.h), time and place (happened.h), on whose word (within.h); what has no party
 *             with a code is no political act
 *   join      a draft goes into an earlier event of its type, status and parties, where its words say that it
 *             is the same act: the same word again, or a noun that points back
 *   list      triggers in order, modes and contexts by the surest mention */
#include "reading/events.h"

#include <stdlib.h>

#include "reading/acts.h"
#include "reading/happened.h"
#include "reading/known.h"
#include "reading/parties.h"
#include "reading/within.h"

#define SURE_TYPE 0.9F /* share of type and act from which on parties may be missing */
#define LEAST_MODE 0.5F
#define LEAST_CONTEXT 0.5F
enum { WORDS_AN_ACT = 100, POLITICAL_PERCENT = 70, LOOK_BACK = 60, TRIGGERS_MOST = 16 };

typedef struct draft {
    const dgm_act *act;
    dgm_parties parties;
    uint32_t time, asserted_by;
    const char *asserter_rule;
    uint32_t into; /* the draft that it is joined to; its own index where it stands for itself */
    uint32_t next; /* of the same event, or DGM_NOBODY */
    uint32_t last; /* of an event's first draft: the last one in the chain */
    uint32_t n;    /* triggers of the event so far */
} draft;

typedef struct maker {
    const dgm_tagged *t;
    const dgm_times *times;
    const dgm_actors *actors;
    dgm_party_sight sight;
    dgm_arena *arena;
    draft *drafts;
    uint32_t count;
} maker;

/* ---- draft -------------------------------------------------------------------- */

static const uint32_t *cues_of_words(const dgm_tagged *t, const dgm_statements *statements,
                                     dgm_arena *arena) {
    uint32_t *out = dgm_arena_array(arena, uint32_t, t->words->n_words);
    if (!out)
        return NULL;
    memset(out, 0xff, t->words->n_words * sizeof(*out));
    for (uint32_t s = 0; s < statements->count; s++)
        for (uint32_t w = statements->items[s].cue_words.start; w < statements->items[s].cue_words.end; w++)
            out[w] = s;
    return out;
}

/* Whether a code is that of a state, a body between states, or a sector that acts in politics: a country
 * alone, IGO, or GOV, MIL, REB and the like; not of citizens, firms, media. */
static bool is_political(dgm_view code) {
    static const char bodies[] = "IGO UNO EUR IMG ",
                      sectors[] = "GOV MIL LEG JUD COP PTY OPP REB PRM SPY UAF PRE ELI ";
    if (code.size < 3)
        return false;
    for (const char *at = bodies; *at; at += 4)
        if (memcmp(at, code.data, 3) == 0)
            return true;
    if (code.size == 3 && dgm_known_land(code).size == 3)
        return memcmp(code.data, "NGO", 3) != 0 && memcmp(code.data, "MNC", 3) != 0 &&
               memcmp(code.data, "ISM", 3) != 0;
    for (const char *at = sectors; *at; at += 4)
        if (memcmp(at, code.data + code.size - 3, 3) == 0)
            return true;
    return false;
}

static bool any_political(const maker *m, const uint32_t *side, uint32_t count) {
    for (uint32_t i = 0; i < count; i++)
        if (is_political(m->actors->items[side[i]].code))
            return true;
    return false;
}

static bool any_coded(const maker *m, const uint32_t *side, uint32_t count) {
    for (uint32_t i = 0; i < count; i++)
        if (m->actors->items[side[i]].code.size > 0)
            return true;
    return false;
}

/* Whether a draft is one of politics by its parties. Who protests is a citizen, and against whom is often not
 * said. */
static bool political(const maker *m, const draft *d) {
    const dgm_parties *p = &d->parties;
    if (any_political(m, p->actors, p->n_actors) || any_political(m, p->recipients, p->n_recipients))
        return true;
    return d->act->type == DGM_ACT_PROTEST && any_coded(m, p->actors, p->n_actors);
}

/* Keeps the drafts that tell of politics. A report in which few words lead to one tells of something else:
 * sports, films, firms. In one most of whose acts have a political party, the others belong to them, if they
 * have any party; elsewhere only those that have one count. */
static void keep_political(maker *m) {
    uint32_t n = 0, kept = 0;
    for (uint32_t i = 0; i < m->count; i++)
        n += political(m, &m->drafts[i]);
    if (n * WORDS_AN_ACT < m->t->words->n_words)
        n = m->count = 0;
    bool mostly = 100 * n >= POLITICAL_PERCENT * m->count;
    for (uint32_t i = 0; i < m->count; i++) {
        const dgm_parties *p = &m->drafts[i].parties;
        bool coded = any_coded(m, p->actors, p->n_actors) || any_coded(m, p->recipients, p->n_recipients);
        bool sure = m->drafts[i].act->found * m->drafts[i].act->typed >= SURE_TYPE;
        if (!(political(m, &m->drafts[i]) || (mostly && (coded || sure))))
            continue;
        m->drafts[kept] = m->drafts[i];
        m->drafts[kept].into = m->drafts[kept].last = kept;
        kept++;
    }
    m->count = kept;
}

/* Whether a word only describes a noun: "the abducted girls", "a pact backed by both". */
static bool presupposed(const maker *m, uint32_t word) {
    return dgm_tagged_relates(m->t, word, "amod") || dgm_tagged_relates(m->t, word, "acl");
}

/* The innermost statement that tells of the act: an act that a cue itself names is told by the statement
 * around it. */
static void asserted(const maker *m, draft *d) {
    d->asserted_by = m->sight.within[d->act->word];
    if (presupposed(m, d->act->word)) {
        d->asserted_by = DGM_NOBODY;
        d->asserter_rule = "it only describes what is spoken of: the report takes it for known";
        return;
    }
    bool cue = m->sight.cued_by[d->act->word] != DGM_NOBODY;
    d->asserter_rule = d->asserted_by == DGM_NOBODY
                           ? cue ? "it is said by a cue: the report tells that it was said"
                                 : "it stands in nobody's words"
                           : "the innermost statement whose content holds it";
}

static void draft_all(maker *m, const dgm_acts *acts) {
    for (uint32_t i = 0; i < acts->count; i++) {
        draft *d = &m->drafts[m->count];
        *d = (draft){.act = &acts->items[i], .into = m->count, .next = DGM_NOBODY, .last = m->count};
        d->n = d->act->n_triggers;
        dgm_parties_find(&m->sight, d->act, &d->parties);
        d->time = dgm_happened_when(m->t, d->act, m->times);
        asserted(m, d);
        m->count++;
    }
}

/* ---- join --------------------------------------------------------------------- */

static dgm_view country_of(const maker *m, uint32_t actor) {
    dgm_view code = m->actors->items[actor].code;
    return (dgm_view){code.data, code.size < 3 ? code.size : 3};
}

/* How many pairs of the two sides are the same, or of the same country. */
static uint32_t akin_parties(const maker *m, const uint32_t *a, uint32_t n_a, const uint32_t *b,
                             uint32_t n_b) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < n_a; i++)
        for (uint32_t k = 0; k < n_b; k++) {
            dgm_view one = country_of(m, a[i]);
            count += a[i] == b[k] || (one.size > 0 && dgm_view_equal(one, country_of(m, b[k])));
        }
    return count;
}

static uint32_t shared(const uint32_t *a, uint32_t n_a, const uint32_t *b, uint32_t n_b) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < n_a; i++)
        for (uint32_t k = 0; k < n_b; k++)
            count += a[i] == b[k];
    return count;
}

/* How well two sides agree: 2 by an actor in common, 1 by a country in common or where one side names nobody,
 * 0 not at all. */
static uint32_t agree(const maker *m, const uint32_t *a, uint32_t n_a, const uint32_t *b, uint32_t n_b) {
    if (shared(a, n_a, b, n_b) > 0)
        return 2;
    return n_a == 0 || n_b == 0 ? 2 : akin_parties(m, a, n_a, b, n_b) > 0;
}

static uint32_t same_parties(const maker *m, const dgm_parties *a, const dgm_parties *b) {
    uint32_t one = agree(m, a->actors, a->n_actors, b->actors, b->n_actors);
    uint32_t other = agree(m, a->recipients, a->n_recipients, b->recipients, b->n_recipients);
    return one < other ? one : other;
}

static char low(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

/* Whether two words begin alike, as forms of one word do: "attacked", "attacks"; "sold", "sale" do not. */
static bool akin(const dgm_tagged *t, uint32_t a, uint32_t b) {
    dgm_view one = dgm_tagged_word(t, a), other = dgm_tagged_word(t, b);
    size_t least = one.size < other.size ? one.size : other.size, same = 0;
    while (same < least && low(one.data[same]) == low(other.data[same]))
        same++;
    return same >= 4 || (same >= 3 && same == least);
}

/* "The attack", "this visit": a noun that points back. */
static bool points_back(const dgm_tagged *t, uint32_t word) {
    uint32_t determiner = dgm_tagged_child(t, word, "det");
    return dgm_tagged_upos(t, word, "NOUN") && determiner != DGM_NO_WORD &&
           dgm_tagged_listed(t, determiner, "the this that these those");
}

/* Whether both say when, and not the same. */
static bool other_day(const maker *m, const draft *a, const draft *b) {
    if (a->time == DGM_NOBODY || b->time == DGM_NOBODY)
        return false;
    const dgm_time *one = &m->times->items[a->time], *other = &m->times->items[b->time];
    bool apart = one->begin != DGM_NO_DAY && other->begin != DGM_NO_DAY && one->end != DGM_NO_DAY &&
                 other->end != DGM_NO_DAY;
    return apart && (one->end < other->begin || other->end < one->begin);
}

static bool same_act(const maker *m, const draft *event, const draft *mention) {
    if (event->act->type != mention->act->type || event->act->status != mention->act->status ||
        event->n + mention->n > TRIGGERS_MOST || other_day(m, event, mention))
        return false;
    uint32_t agreed = same_parties(m, &event->parties, &mention->parties);
    return agreed == 2 || (agreed == 1 && (akin(m->t, event->act->word, mention->act->word) ||
                                           points_back(m->t, mention->act->word)));
}

static void merge(uint32_t *side, uint32_t *count, const uint32_t *more, uint32_t n_more,
                  const uint32_t *others, uint32_t n_others) {
    if (*count > 0)
        return; /* the first mention knows best; a later one only fills what is missing */
    for (uint32_t i = 0; i < n_more; i++)
        if (shared(&more[i], 1, others, n_others) == 0)
            side[(*count)++] = more[i];
}

static void join_to(maker *m, uint32_t event, uint32_t mention) {
    draft *d = &m->drafts[event], *e = &m->drafts[mention];
    m->drafts[d->last].next = mention;
    d->last = mention;
    d->n += e->n;
    e->into = event;
    merge(d->parties.actors, &d->parties.n_actors, e->parties.actors, e->parties.n_actors,
          d->parties.recipients, d->parties.n_recipients);
    merge(d->parties.recipients, &d->parties.n_recipients, e->parties.recipients, e->parties.n_recipients,
          d->parties.actors, d->parties.n_actors);
    if (d->time == DGM_NOBODY)
        d->time = e->time;
}

static void join_all(maker *m) {
    for (uint32_t i = 1; i < m->count; i++)
        for (uint32_t back = 1; back <= LOOK_BACK && back <= i; back++) {
            uint32_t event = i - back;
            if (m->drafts[event].into == event && same_act(m, &m->drafts[event], &m->drafts[i])) {
                join_to(m, event, i);
                break;
            }
        }
}

/* ---- list ---------------------------------------------------------------------- */

/* The labels of at least `least`, among those that `of` lets through. */
static const uint8_t *labels_over(maker *m, const float *shares, uint32_t n, float least, int type,
                                  uint32_t *out_count) {
    uint32_t count = 0;
    for (uint32_t k = 0; k < n; k++)
        count += shares[k] >= least && (type < 0 || dgm_plover_mode_type(k) == (uint32_t)type);
    uint8_t *out = dgm_arena_array(m->arena, uint8_t, count);
    *out_count = 0;
    for (uint32_t k = 0; out && k < n; k++)
        if (shares[k] >= least && (type < 0 || dgm_plover_mode_type(k) == (uint32_t)type))
            out[(*out_count)++] = (uint8_t)k;
    return out;
}

static int by_start(const void *a, const void *b) {
    const dgm_range *one = a, *other = b;
    return one->start < other->start ? -1 : one->start > other->start;
}

static const dgm_range *triggers_of(maker *m, uint32_t event, uint32_t *out_count) {
    dgm_range *out = dgm_arena_array(m->arena, dgm_range, m->drafts[event].n);
    uint32_t count = 0;
    for (uint32_t d = event; out && d != DGM_NOBODY; d = m->drafts[d].next)
        for (uint32_t k = 0; k < m->drafts[d].act->n_triggers; k++) {
            uint32_t word = m->t->tags->triggers[m->drafts[d].act->triggers[k]].word;
            out[count++] = m->t->words->words[word].text;
        }
    if (out && count > 1)
        qsort(out, count, sizeof(*out), by_start);
    *out_count = count;
    return out;
}

static const uint32_t *kept(maker *m, const uint32_t *side, uint32_t count) {
    uint32_t *out = dgm_arena_array(m->arena, uint32_t, count);
    if (out)
        memcpy(out, side, count * sizeof(*out));
    return out;
}

/* The draft of an event whose trigger the model is surest of. */
static const draft *surest(const maker *m, uint32_t event) {
    const draft *best = &m->drafts[event];
    for (uint32_t d = best->next; d != DGM_NOBODY; d = m->drafts[d].next)
        if (m->drafts[d].act->found * m->drafts[d].act->typed > best->act->found * best->act->typed)
            best = &m->drafts[d];
    return best;
}

static bool write_event(maker *m, uint32_t index, dgm_event *out) {
    const draft *first = &m->drafts[index], *best = surest(m, index);
    const dgm_act *act = best->act;
    const dgm_trigger *trigger = &m->t->tags->triggers[act->best];
    dgm_event e = {.type = first->act->type,
                   .status = first->act->status,
                   .sentence = dgm_tagged_text(m->t, m->t->tags->sentences[first->act->sentence]),
                   .begin = DGM_NO_DAY,
                   .end = DGM_NO_DAY,
                   .time = first->time,
                   .asserted_by = first->asserted_by,
                   .confidence = act->found * act->typed * act->stated,
                   .trigger = act->best,
                   .found = act->found,
                   .typed = act->typed,
                   .stated = act->stated,
                   .status_rule = act->status_rule,
                   .asserter_rule = first->asserter_rule,
                   .actor_rule = first->parties.actor_rule,
                   .recipient_rule = first->parties.recipient_rule};
    e.modes = labels_over(m, trigger->mode, DGM_TRIGGER_MODES, LEAST_MODE, e.type, &e.n_modes);
    e.contexts = labels_over(m, trigger->context, DGM_TRIGGER_CONTEXTS, LEAST_CONTEXT, -1, &e.n_contexts);
    e.triggers = triggers_of(m, index, &e.n_triggers);
    e.actors = kept(m, first->parties.actors, e.n_actors = first->parties.n_actors);
    e.recipients = kept(m, first->parties.recipients, e.n_recipients = first->parties.n_recipients);
    if (e.time != DGM_NOBODY) {
        e.begin = m->times->items[e.time].begin;
        e.end = m->times->items[e.time].end;
    }
    for (uint32_t d = index; d != DGM_NOBODY && !e.where.name.data; d = m->drafts[d].next)
        e.where = dgm_happened_where(m->t, m->drafts[d].act);
    *out = e;
    return e.modes && e.contexts && e.triggers && e.actors && e.recipients;
}

dgm_status dgm_events_read(const dgm_tagged *t, const dgm_statements *statements,
                           const dgm_speakers *speakers, const dgm_actors *actors, const dgm_times *times,
                           dgm_arena *arena, dgm_events *out, dgm_error *err) {
    dgm_acts acts;
    DGM_TRY(dgm_acts_choose(t, arena, &acts, err));
    maker m = {.t = t, .times = times, .actors = actors, .arena = arena};
    m.sight = (dgm_party_sight){.t = t, .actors = actors, .statements = statements, .speakers = speakers};
    m.sight.within = dgm_within_statements(t, statements, arena);
    m.sight.cued_by = cues_of_words(t, statements, arena);
    m.drafts = dgm_arena_array(arena, draft, acts.count);
    if (!m.sight.within || !m.sight.cued_by || !m.drafts)
        return dgm_fail(err, DGM_ERR_MEMORY, 0, "out of memory for events");
    draft_all(&m, &acts);
    keep_political(&m);
    join_all(&m);
    dgm_event *items = dgm_arena_array(arena, dgm_event, m.count);
    uint32_t count = 0;
    bool fits = items != NULL;
    for (uint32_t i = 0; fits && i < m.count; i++)
        if (m.drafts[i].into == i)
            fits = write_event(&m, i, &items[count++]);
    if (!fits)
        return dgm_fail(err, DGM_ERR_MEMORY, 0, "out of memory for events");
    *out = (dgm_events){items, count};
    return DGM_OK;
}
