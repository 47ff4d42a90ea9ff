/* actors.c - actors out of clusters:
 *   identify   who each cluster is (codes.h); those that are one by name become one actor
 *   collect    phrases of several stand for each of them (collective.h)
 *   number     actors in the order of their first mention
 *   list       a mention for each phrase and actor, sorted; then the same by actor
 * What is in blurbs and boilerplate is no mention. A look-up goes from a word to its phrase, its cluster and
 * that cluster's actors, unless speakers.h has told better. */
#include "reading/actors.h"

#include <stdlib.h>

#include "reading/clusters.h"
#include "reading/codes.h"
#include "reading/collective.h"
#include "reading/given.h"
#include "reading/offices.h"
#include "reading/times.h"

#define INNER_SURE 0.5F /* somebody named inside the phrase: "a report by Lee" */
#define LIST_MOST 8
#define NEAR_WORDS 12

struct dgm_cast {
    dgm_sight sight;
    dgm_clusters clusters;
    dgm_range *of; /* of each cluster: its actors, in `ids` */
    uint32_t *ids;
    uint32_t
        *told; /* of each word: the actor of the phrase that it heads, as speakers.h has it, or DGM_NOBODY */
    dgm_actor_mention *added;
    uint32_t n_added, room;
};

/* ---- identify ------------------------------------------------------------ */

typedef struct called {
    dgm_view name;
    uint32_t cluster;
} called;

static int by_name(const void *a, const void *b) {
    const called *one = a, *other = b;
    int order = dgm_view_compare(one->name, other->name);
    if (order)
        return order;
    return one->cluster < other->cluster ? -1 : one->cluster > other->cluster;
}

static bool is_reported(const dgm_sight *s, uint32_t phrase) {
    uint32_t word = s->phrases->items[phrase].words.start;
    return dgm_extent_reported(s->t->article, s->t->words->words[word].text.start);
}

static bool has_reported(const dgm_sight *s, const dgm_clusters *c, const dgm_cluster *cluster) {
    for (uint32_t k = 0; k < cluster->n_phrases; k++)
        if (is_reported(s, c->members[cluster->first + k]))
            return true;
    return false;
}

/* Fills what the first identity lacks from another one of the same name. */
static void complete(dgm_identity *who, const dgm_identity *other) {
    if (!who->code.data)
        who->code = other->code;
    if (!who->iso3.data)
        who->iso3 = other->iso3;
    if (!who->wikidata.data)
        who->wikidata = other->wikidata;
    if (!who->role.data)
        who->role = other->role;
    who->gender = who->gender ? who->gender : other->gender;
}

/* Of each cluster: the first one of the same name, itself where it is the first, DGM_NOBODY where it is
 * nobody. */
static dgm_status identify(const dgm_sight *s, const dgm_clusters *c, dgm_identity *who, uint32_t *same,
                           dgm_arena *arena, dgm_error *err) {
    called *names = dgm_arena_array(arena, called, c->count);
    uint32_t n_names = 0;
    if (!names)
        return dgm_fail(err, DGM_ERR_MEMORY, 0, "out of memory for actors");
    for (uint32_t i = 0; i < c->count; i++) {
        DGM_TRY(dgm_identify(s, c, i, arena, &who[i], err));
        who[i].kept = who[i].kept && has_reported(s, c, &c->items[i]);
        same[i] = who[i].kept ? i : DGM_NOBODY;
        if (who[i].kept && who[i].name.size > 0)
            names[n_names++] = (called){who[i].name, i};
    }
    if (n_names > 1)
        qsort(names, n_names, sizeof(*names), by_name);
    for (uint32_t i = 1; i < n_names; i++)
        if (dgm_view_equal(names[i - 1].name, names[i].name)) {
            same[names[i].cluster] = same[names[i - 1].cluster];
            complete(&who[same[names[i].cluster]], &who[names[i].cluster]);
        }
    return DGM_OK;
}

/* ---- collect ------------------------------------------------------------- */

/* The clusters that a cluster of several stands for, by its first phrase that tells. */
static uint32_t members_of(const dgm_sight *s, const dgm_clusters *c, const bool *is_actor, uint32_t cluster,
                           uint32_t out[DGM_COLLECTIVE_MOST]) {
    const dgm_cluster *from = &c->items[cluster];
    uint32_t most = from->n_phrases < 20 ? from->n_phrases : 20, count = 0;
    if (!from->many || from->name != DGM_NOBODY || from->fact != DGM_UNKNOWN)
        return 0;
    for (uint32_t k = 0; k < most && count == 0; k++)
        count = dgm_collective_of(s, c, is_actor, c->members[from->first + k], out);
    return count;
}

/* ---- number -------------------------------------------------------------- */

static dgm_actor actor_of(const dgm_identity *who) {
    return (dgm_actor){.kind = who->kind,
                       .name = who->name,
                       .code = who->code,
                       .iso3 = who->iso3,
                       .wikidata = who->wikidata,
                       .role = who->role,
                       .gender = who->gender,
                       .many = who->many};
}

/* Gives each cluster its actors. */
static dgm_status number(struct dgm_cast *cast, dgm_arena *arena, dgm_actors *out, dgm_error *err) {
    const dgm_clusters *c = &cast->clusters;
    uint32_t n = c->count, n_ids = 0, count = 0;
    dgm_identity *who = dgm_arena_array(arena, dgm_identity, n);
    uint32_t *same = dgm_arena_array(arena, uint32_t, n), *actor = dgm_arena_array(arena, uint32_t, n);
    bool *is_actor = dgm_arena_array(arena, bool, n);
    dgm_actor *items = dgm_arena_array(arena, dgm_actor, n);
    cast->of = dgm_arena_array(arena, dgm_range, n);
    cast->ids = dgm_arena_array(arena, uint32_t, (size_t)n * DGM_COLLECTIVE_MOST);
    if (!who || !same || !actor || !is_actor || !items || !cast->of || !cast->ids)
        return dgm_fail(err, DGM_ERR_MEMORY, 0, "out of memory for actors");
    DGM_TRY(identify(&cast->sight, c, who, same, arena, err));
    for (uint32_t i = 0; i < n; i++)
        is_actor[i] = same[i] != DGM_NOBODY;
    for (uint32_t i = 0; i < n; i++) { /* groups first: they are no actors of their own */
        uint32_t *ids = cast->ids + n_ids;
        cast->of[i] = (dgm_range){n_ids, n_ids + members_of(&cast->sight, c, is_actor, i, ids)};
        n_ids = cast->of[i].end;
    }
    for (uint32_t i = 0; i < n; i++)
        actor[i] = DGM_NOBODY;
    for (uint32_t i = 0; i < n; i++) {
        bool group = cast->of[i].start < cast->of[i].end;
        if (group || same[i] == DGM_NOBODY)
            continue;
        if (actor[same[i]] == DGM_NOBODY) {
            items[count] = actor_of(&who[same[i]]);
            actor[same[i]] = count++;
        }
        actor[i] = actor[same[i]];
    }
    for (uint32_t i = 0; i < n; i++) {
        bool group = cast->of[i].start < cast->of[i].end;
        uint32_t kept = cast->of[i].start;
        for (uint32_t k = cast->of[i].start; k < cast->of[i].end; k++)
            if (actor[cast->ids[k]] != DGM_NOBODY)
                cast->ids[kept++] = actor[cast->ids[k]];
        cast->of[i].end = kept;
        if (!group && actor[i] != DGM_NOBODY) {
            cast->of[i] = (dgm_range){n_ids, n_ids + 1};
            cast->ids[n_ids++] = actor[i];
        }
    }
    out->items = items;
    out->count = count;
    return DGM_OK;
}

/* ---- list ---------------------------------------------------------------- */

static dgm_form form_of(const dgm_phrase *p) {
    if (p->fact == DGM_UNKNOWN)
        return p->form;
    dgm_fact_kind kind = dgm_facts_at(p->fact).kind;
    return kind == DGM_FACT_CAPITAL || kind == DGM_FACT_SEAT ? DGM_FORM_METONYM : DGM_FORM_NAME;
}

/* Writes the mentions to `out`; only counts them where it is NULL. */
static uint32_t write_mentions(const struct dgm_cast *cast, dgm_actor_mention *out) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < cast->sight.phrases->count; i++) {
        const dgm_phrase *p = &cast->sight.phrases->items[i];
        dgm_range ids = cast->of[cast->clusters.of[i]];
        if (ids.start == ids.end || !is_reported(&cast->sight, i))
            continue;
        for (uint32_t k = ids.start; k < ids.end; k++, count++)
            if (out)
                out[count] = (dgm_actor_mention){dgm_tagged_text(cast->sight.t, p->words),
                                                 p->words,
                                                 p->head,
                                                 form_of(p),
                                                 cast->ids[k],
                                                 cast->clusters.sure[i]};
    }
    return count;
}

static int by_place(const void *a, const void *b) {
    const dgm_actor_mention *one = a, *other = b;
    if (one->text.start != other->text.start)
        return one->text.start < other->text.start ? -1 : 1;
    if (one->text.end != other->text.end)
        return one->text.end > other->text.end ? -1 : 1;
    if (one->actor != other->actor)
        return one->actor < other->actor ? -1 : 1;
    return (one->head > other->head) - (one->head < other->head);
}

/* Sorts the mentions, drops those said twice, and lists them by actor. */
static dgm_status list(dgm_actor *items, uint32_t count, dgm_actor_mention *mentions, uint32_t n_mentions,
                       dgm_arena *arena, dgm_actors *out, dgm_error *err) {
    uint32_t *by_actor = dgm_arena_array(arena, uint32_t, n_mentions), kept = 0;
    if (!by_actor)
        return dgm_fail(err, DGM_ERR_MEMORY, 0, "out of memory for mentions");
    if (n_mentions > 1)
        qsort(mentions, n_mentions, sizeof(*mentions), by_place);
    for (uint32_t i = 0; i < n_mentions; i++)
        if (kept == 0 || mentions[kept - 1].text.start != mentions[i].text.start ||
            mentions[kept - 1].text.end != mentions[i].text.end ||
            mentions[kept - 1].actor != mentions[i].actor)
            mentions[kept++] = mentions[i];
    for (uint32_t a = 0; a < count; a++)
        items[a].n_mentions = 0;
    for (uint32_t i = 0; i < kept; i++)
        items[mentions[i].actor].n_mentions++;
    for (uint32_t a = 0, at = 0; a < count; a++) {
        items[a].first_mention = at;
        at += items[a].n_mentions;
        items[a].n_mentions = 0;
    }
    for (uint32_t i = 0; i < kept; i++) {
        dgm_actor *actor = &items[mentions[i].actor];
        by_actor[actor->first_mention + actor->n_mentions++] = i;
    }
    out->items = items;
    out->count = count;
    out->mentions = mentions;
    out->n_mentions = kept;
    out->by_actor = by_actor;
    return DGM_OK;
}

/* ---- look-ups ------------------------------------------------------------ */

/* The actors of the phrase whose head is `word`. */
static uint32_t actors_of(const struct dgm_cast *cast, uint32_t word, uint32_t most, uint32_t *out,
                          float *sure) {
    uint32_t phrase = cast->sight.phrases->at[word], count = 0;
    if (cast->told[word] != DGM_NOBODY && most > 0) {
        out[0] = cast->told[word];
        *sure = 1;
        return 1;
    }
    if (phrase == DGM_NOBODY)
        return 0;
    dgm_range ids = cast->of[cast->clusters.of[phrase]];
    *sure = cast->clusters.sure[phrase];
    for (uint32_t k = ids.start; k < ids.end && count < most; k++)
        out[count++] = cast->ids[k];
    return count;
}

static uint32_t add_actors(const struct dgm_cast *cast, uint32_t word, uint32_t count, uint32_t most,
                           uint32_t *out) {
    uint32_t found[LIST_MOST];
    float sure;
    uint32_t n = actors_of(cast, word, LIST_MOST, found, &sure);
    for (uint32_t i = 0; i < n && count < most; i++) {
        bool known = false;
        for (uint32_t k = 0; k < count; k++)
            known |= out[k] == found[i];
        if (!known)
            out[count++] = found[i];
    }
    return count;
}

/* Whether a phrase that is nobody speaks for somebody inside it: a thing ("a report by Lee"), a share ("some
 * of the officials"). */
static bool looks_inside(const dgm_tagged *t, const dgm_sight *s, uint32_t top) {
    uint32_t phrase = s->phrases->at[top];
    const dgm_phrase *p = phrase == DGM_NOBODY ? NULL : &s->phrases->items[phrase];
    if (p && p->has_noun && (p->noun.person || p->noun.group))
        return false;
    return !(p && p->form == DGM_FORM_PRONOUN && p->pronoun != DGM_PRONOUN_OTHER) && t->words->n_words > top;
}

/* The first actor named inside the words. */
static uint32_t inner_actor(const struct dgm_cast *cast, dgm_range words, uint32_t top) {
    for (uint32_t i = words.start; i < words.end; i++) {
        uint32_t actor;
        float sure;
        if (i != top && actors_of(cast, i, 1, &actor, &sure) > 0)
            return actor;
    }
    return DGM_NOBODY;
}

/* "Hundreds of protesters", "some of the officials": the actor of what is counted, or DGM_NOBODY. */
static uint32_t counted_actor(const struct dgm_cast *cast, const dgm_tagged *t, uint32_t top) {
    bool counts = dgm_tagged_listed(
        t, top,
        "hundreds dozens thousands tens scores millions majority majorities most some "
        "many few all none half third quarter fifth percent number members member "
        "group one two three four several those each both others any rest crowd");
    uint32_t of = counts ? dgm_tagged_child(t, top, "nmod") : DGM_NO_WORD, actor;
    float sure;
    return of != DGM_NO_WORD && actors_of(cast, of, 1, &actor, &sure) > 0 ? actor : DGM_NOBODY;
}

/* Who made the thing that speaks ("the statement"): named in this phrase, or where it came up before. */
static uint32_t maker(const struct dgm_cast *cast, dgm_range words, uint32_t top) {
    uint32_t phrase = cast->sight.phrases->at[top], found = inner_actor(cast, words, top);
    if (phrase == DGM_NOBODY || found != DGM_NOBODY)
        return found;
    const dgm_cluster *cluster = &cast->clusters.items[cast->clusters.of[phrase]];
    for (uint32_t k = 0; k < cluster->n_phrases && k < LIST_MOST && found == DGM_NOBODY; k++) {
        const dgm_phrase *p = &cast->sight.phrases->items[cast->clusters.members[cluster->first + k]];
        if (p->form == DGM_FORM_NOMINAL && p->words.end - p->words.start <= NEAR_WORDS)
            found = inner_actor(cast, p->words, p->head);
    }
    return found;
}

uint32_t dgm_actors_meant(const dgm_actors *actors, const dgm_tagged *t, dgm_range words, uint32_t most,
                          uint32_t *out, float *confidence) {
    const struct dgm_cast *cast = actors->cast;
    float sure = 0;
    while (words.end > words.start && dgm_tagged_listed(t, words.end - 1, ", ; :"))
        words.end--;
    if (words.start >= words.end || most == 0)
        return 0;
    uint32_t top = dgm_phrase_top(t, cast->sight.phrases, words),
             count = actors_of(cast, top, most, out, &sure);
    for (uint32_t i = words.start; count > 0 && i < words.end; i++)
        if (t->tags->head[i] == top && i != top && dgm_tagged_relates(t, i, "conj"))
            count = add_actors(cast, i, count, most, out);
    if (count == 0 && looks_inside(t, &cast->sight, top)) {
        out[0] = counted_actor(cast, t, top);
        out[0] = out[0] != DGM_NOBODY ? out[0] : maker(cast, words, top);
        sure = INNER_SURE;
        count = out[0] != DGM_NOBODY;
    }
    if (confidence && count > 0)
        *confidence = sure;
    return count;
}

uint32_t dgm_actors_at(const dgm_actors *actors, uint32_t word) {
    uint32_t actor;
    float sure;
    return actors_of(actors->cast, word, 1, &actor, &sure) > 0 ? actor : DGM_NOBODY;
}

uint32_t dgm_actors_begun(const dgm_actors *actors, const dgm_tagged *t, uint32_t word) {
    uint32_t low = 0, high = actors->n_mentions, at = t->words->words[word].text.start;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (actors->mentions[middle].text.start <= at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

uint32_t dgm_actors_named(const dgm_actors *actors, dgm_view name) {
    for (uint32_t i = 0; i < actors->count; i++)
        if (dgm_view_equal(actors->items[i].name, name))
            return i;
    return DGM_NOBODY;
}

/* ---- additions ----------------------------------------------------------- */

dgm_status dgm_actors_add(dgm_actors *actors, const dgm_tagged *t, dgm_range words, dgm_form form,
                          uint32_t actor, float confidence, dgm_arena *arena, dgm_error *err) {
    struct dgm_cast *cast = actors->cast;
    if (cast->n_added == cast->room) {
        uint32_t room = 2 * cast->room + 16;
        dgm_actor_mention *grown = dgm_arena_array(arena, dgm_actor_mention, room);
        if (!grown)
            return dgm_fail(err, DGM_ERR_MEMORY, 0, "out of memory for mentions");
        if (cast->n_added > 0)
            memcpy(grown, cast->added, cast->n_added * sizeof(*grown));
        cast->added = grown;
        cast->room = room;
    }
    cast->added[cast->n_added++] = (dgm_actor_mention){
        dgm_tagged_text(t, words), words, dgm_tagged_top(t, words), form, actor, confidence};
    return DGM_OK;
}

/* Whether an added mention has the words of this one. */
static bool is_replaced(const struct dgm_cast *cast, const dgm_actor_mention *mention) {
    uint32_t low = 0, high = cast->n_added; /* `added` is sorted by place */
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        const dgm_actor_mention *other = &cast->added[middle];
        if (other->text.start < mention->text.start ||
            (other->text.start == mention->text.start && other->text.end > mention->text.end))
            low = middle + 1;
        else
            high = middle;
    }
    return low < cast->n_added && cast->added[low].text.start == mention->text.start &&
           cast->added[low].text.end == mention->text.end;
}

/* Copies what stays to `out`; an actor's last mention stays in any case. */
static uint32_t keep_mentions(const dgm_actors *actors, uint32_t *left, dgm_actor_mention *out) {
    uint32_t count = 0;
    for (uint32_t a = 0; a < actors->count; a++)
        left[a] = actors->items[a].n_mentions;
    for (uint32_t i = 0; i < actors->n_mentions; i++) {
        const dgm_actor_mention *mention = &actors->mentions[i];
        if (left[mention->actor] > 1 && is_replaced(actors->cast, mention))
            left[mention->actor]--;
        else
            out[count++] = *mention;
    }
    return count;
}

dgm_status dgm_actors_settle(dgm_actors *actors, dgm_arena *arena, dgm_error *err) {
    struct dgm_cast *cast = actors->cast;
    dgm_actor *items = dgm_arena_array(arena, dgm_actor, actors->count);
    uint32_t *left = dgm_arena_array(arena, uint32_t, actors->count);
    dgm_actor_mention *mentions = dgm_arena_array(arena, dgm_actor_mention,
                                                  (size_t)actors->n_mentions + cast->n_added);
    if (!items || !left || !mentions)
        return dgm_fail(err, DGM_ERR_MEMORY, 0, "out of memory for mentions");
    if (cast->n_added > 1)
        qsort(cast->added, cast->n_added, sizeof(*cast->added), by_place);
    if (actors->count > 0)
        memcpy(items, actors->items, actors->count * sizeof(*items));
    uint32_t kept = keep_mentions(actors, left, mentions);
    if (cast->n_added > 0)
        memcpy(mentions + kept, cast->added, cast->n_added * sizeof(*mentions));
    dgm_actors now = *actors;
    DGM_TRY(list(items, actors->count, mentions, kept + cast->n_added, arena, &now, err));
    for (uint32_t i = 0; i < cast->n_added; i++)
        cast->told[cast->added[i].head] = cast->added[i].actor;
    cast->n_added = 0;
    *actors = now;
    return DGM_OK;
}

/* ---- public -------------------------------------------------------------- */

dgm_status dgm_actors_read(const dgm_tagged *t, const dgm_statements *statements,
                           const struct dgm_times *times, dgm_arena *arena, dgm_actors *out, dgm_error *err) {
    struct dgm_cast *cast = dgm_arena_array(arena, struct dgm_cast, 1);
    uint32_t *told = dgm_arena_array(arena, uint32_t, t->words->n_words);
    if (!cast || !told)
        return dgm_fail(err, DGM_ERR_MEMORY, 0, "out of memory for actors");
    for (uint32_t i = 0; i < t->words->n_words; i++)
        told[i] = DGM_NOBODY;
    cast->told = told;
    bool dated = times && times->published.day != DGM_NO_DAY && times->published.value.data;
    dgm_tagged *kept = dgm_arena_array(arena, dgm_tagged,
                                       1); /* the caller's may be gone at a later look-up */
    if (!kept)
        return dgm_fail(err, DGM_ERR_MEMORY, 0, "out of memory for actors");
    *kept = *t;
    DGM_TRY(dgm_sight_read(kept, statements, dated ? dgm_office_day(times->published.day) : 0, arena,
                           &cast->sight, err));
    DGM_TRY(dgm_clusters_read(&cast->sight, arena, &cast->clusters, err));
    dgm_actors made = {.cast = cast};
    DGM_TRY(number(cast, arena, &made, err));
    uint32_t n_mentions = write_mentions(cast, NULL);
    dgm_actor_mention *mentions = dgm_arena_array(arena, dgm_actor_mention, n_mentions);
    if (!mentions)
        return dgm_fail(err, DGM_ERR_MEMORY, 0, "out of memory for mentions");
    write_mentions(cast, mentions);
    DGM_TRY(list((dgm_actor *)made.items, made.count, mentions, n_mentions, arena, &made, err));
    *out = made;
    return DGM_OK;
}
