/* speakers.c - sayings in four passes over the statements:
 *   speakers   those around before those inside: by the source; else by the grammar of a cue without one;
 *              "I", "we" and "you" are whoever the statement around tells
 *   relays     what stands beside the cue (relays.h), and what the same speaker's last statement came through
 *   told       to whom, and when: what hangs on the verb of the cue
 *   write back "I", "you" and forms of address in quotations, for actors.h */
#include "reading/speakers.h"

#include "reading/actors.h"
#include "reading/given.h"
#include "reading/outlets.h"
#include "reading/relays.h"
#include "reading/told.h"
#include "reading/turns.h"

enum { ADDRESSED_MOST = 500, DEPTH_MOST = 64, CLIMB_MOST = 6, MANY = 8, AGAIN_MOST = 5, PASSED_MOST = 2 };

#define JOINED_SURE 0.8F /* of a speaker found by grammar, not by a source */
#define WE_SURE 0.6F
#define AGAIN_SURE 0.7F
#define TURN_SURE 0.4F

typedef struct scene {
    const dgm_tagged *t;
    const dgm_statements *statements;
    dgm_actors *actors;
    dgm_saying *sayings;
    bool *done;
} scene;

/* ---- first and second person ---------------------------------------------- */

typedef enum person { THIRD, SINGULAR, PLURAL, SPOKEN_TO } person;

static person person_of(const dgm_tagged *t, dgm_range words) {
    if (words.end != words.start + 1)
        return THIRD;
    if (dgm_tagged_listed(t, words.start, "i me my mine myself"))
        return SINGULAR;
    if (dgm_tagged_listed(t, words.start, "we us our ours ourselves"))
        return PLURAL;
    return dgm_tagged_listed(t, words.start, "you your yours yourself yourselves") ? SPOKEN_TO : THIRD;
}

static bool is_body(const dgm_actor *actor) {
    return actor->kind == DGM_ACTOR_ORGANIZATION || actor->kind == DGM_ACTOR_STATE ||
           actor->kind == DGM_ACTOR_GROUP;
}

/* The first mention that starts at or behind `at`. */
static uint32_t mention_from(const dgm_actors *actors, uint32_t at) {
    uint32_t low = 0, high = actors->n_mentions;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (actors->mentions[middle].text.start < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The body that a source names beside its person: "NSC" of "NSC spokeswoman Ann Lee". */
static uint32_t body_in(const scene *s, const dgm_statement *outer, uint32_t speaker) {
    const dgm_actors *a = s->actors;
    for (uint32_t i = mention_from(a, outer->source.start);
         i < a->n_mentions && a->mentions[i].text.start < outer->source.end; i++) {
        const dgm_actor_mention *m = &a->mentions[i];
        if (m->actor != speaker && m->text.end <= outer->source.end && is_body(&a->items[m->actor]))
            return m->actor;
    }
    return DGM_NOBODY;
}

/* The first part of a code: the country of "USA GOV". */
static dgm_view country_of(dgm_view code) {
    size_t size = 0;
    while (size < code.size && code.data[size] != ' ')
        size++;
    return (dgm_view){code.data, size};
}

/* The body that somebody speaks for by his code: his state, if he is of its government, else one of the same
 * code; DGM_NOBODY if the report names none. */
static uint32_t body_of(const dgm_actors *actors, uint32_t speaker) {
    dgm_view code = actors->items[speaker].code, country = country_of(code);
    if (!code.data || code.size == country.size)
        return DGM_NOBODY;
    bool governs = dgm_view_equal((dgm_view){code.data + country.size, code.size - country.size},
                                  DGM_VIEW(" GOV"));
    uint32_t best = DGM_NOBODY;
    for (uint32_t i = 0; i < actors->count; i++) {
        const dgm_actor *actor = &actors->items[i];
        if (governs && actor->kind == DGM_ACTOR_STATE && actor->code.data &&
            dgm_view_equal(country_of(actor->code), country))
            return i;
        bool same = actor->kind == DGM_ACTOR_ORGANIZATION && actor->name.data && actor->code.data &&
                    dgm_view_equal(actor->code, code);
        if (same && (best == DGM_NOBODY || actor->n_mentions > actors->items[best].n_mentions))
            best = i;
    }
    return best;
}

static bool speaks_for(const dgm_actor *actor) {
    for (size_t i = 0; actor->role.data && i + 6 <= actor->role.size; i++)
        if (memcmp(actor->role.data + i, "spokes", 6) == 0)
            return true;
    return false;
}

static void resolve(scene *s, uint32_t statement, uint32_t depth);
static uint32_t quoted_before(const scene *s, uint32_t statement);

static void speak_as(scene *s, uint32_t statement, person who, uint32_t depth) {
    dgm_saying *saying = &s->sayings[statement];
    uint32_t parent = s->statements->items[statement].parent;
    if (parent == DGM_NOBODY && s->statements->items[statement].quoting != DGM_QUOTING_DIRECT)
        parent = quoted_before(s, statement); /* the model has not seen that his words go on */
    if (parent == DGM_NOBODY)
        return;
    resolve(s, parent, depth + 1);
    const dgm_saying *outer = &s->sayings[parent];
    if (who == SPOKEN_TO) {
        saying->speaker = outer->addressee;
        saying->sure = outer->addressee != DGM_NOBODY ? WE_SURE : 0;
        return;
    }
    saying->speaker = outer->speaker;
    saying->sure = outer->sure;
    if (who == SINGULAR || outer->speaker == DGM_NOBODY || is_body(&s->actors->items[outer->speaker]))
        return;
    uint32_t body = body_in(s, &s->statements->items[parent], outer->speaker);
    if (body == DGM_NOBODY && speaks_for(&s->actors->items[outer->speaker]))
        body = body_of(s->actors, outer->speaker);
    saying->speaker = body != DGM_NOBODY ? body : outer->speaker;
    saying->sure *= WE_SURE;
}

/* ---- no source ------------------------------------------------------------ */

/* The statement whose cue holds `word`, among the neighbours of `near`; DGM_NOBODY if none. */
static uint32_t told_by(const scene *s, uint32_t word, uint32_t near) {
    const dgm_statement *items = s->statements->items;
    uint32_t from = near > MANY ? near - MANY : 0;
    for (uint32_t i = from; i < s->statements->count && i <= near + MANY; i++)
        if (i != near && items[i].cue_words.start <= word && word < items[i].cue_words.end)
            return i;
    return DGM_NOBODY;
}

static void take(scene *s, uint32_t statement, dgm_range words) {
    float sure = 0;
    uint32_t found = DGM_NOBODY;
    if (dgm_actors_meant(s->actors, s->t, words, 1, &found, &sure) == 0)
        return;
    s->sayings[statement].speaker = found;
    s->sayings[statement].sure = sure * JOINED_SURE;
}

static bool is_joined(const dgm_tagged *t, uint32_t word) {
    return dgm_tagged_relates(t, word, "conj") || dgm_tagged_relates(t, word, "advcl") ||
           dgm_tagged_relates(t, word, "xcomp") || dgm_tagged_relates(t, word, "parataxis");
}

/* Also a participle by itself: "Asked about it, he". */
static bool is_passive(const dgm_tagged *t, uint32_t verb) {
    if (dgm_tagged_xpos(t, verb, "VBN") && dgm_tagged_child(t, verb, "aux") == DGM_NO_WORD &&
        dgm_tagged_child(t, verb, "nsubj") == DGM_NO_WORD)
        return true;
    return dgm_tagged_child(t, verb, "nsubj:pass") != DGM_NO_WORD ||
           dgm_tagged_child(t, verb, "aux:pass") != DGM_NO_WORD;
}

/* "by ministers" behind a passive. */
static uint32_t agent_of(const dgm_tagged *t, uint32_t verb) {
    dgm_range sentence = t->tags->sentences[dgm_tagged_sentence(t, verb)];
    for (uint32_t i = verb + 1; i < sentence.end; i++) {
        uint32_t by = t->tags->head[i] == verb && dgm_tagged_relates(t, i, "obl")
                          ? dgm_tagged_child(t, i, "case")
                          : DGM_NO_WORD;
        if (by != DGM_NO_WORD && dgm_tagged_listed(t, by, "by"))
            return i;
    }
    return DGM_NO_WORD;
}

/* "…, saying that": whoever the verb it hangs on belongs to. */
static void speak_without_source(scene *s, uint32_t statement, uint32_t depth) {
    const dgm_tagged *t = s->t;
    uint32_t word = dgm_tagged_top(t, s->statements->items[statement].cue_words);
    bool passive = is_passive(t, word);
    uint32_t agent = passive ? agent_of(t, word) : DGM_NO_WORD;
    if (agent != DGM_NO_WORD)
        take(s, statement, dgm_told_phrase(t, agent));
    for (uint32_t i = 0; !passive && i < CLIMB_MOST && is_joined(t, word); i++) {
        uint32_t head = t->tags->head[word], other = told_by(s, head, statement);
        if (other != DGM_NOBODY && s->statements->items[other].source.end > 0) {
            resolve(s, other, depth + 1);
            s->sayings[statement].speaker = s->sayings[other].speaker;
            s->sayings[statement].sure = s->sayings[other].sure * JOINED_SURE;
            return;
        }
        uint32_t subject = dgm_tagged_child(t, head, "nsubj");
        if (subject != DGM_NO_WORD) {
            if (!is_passive(t, head))
                take(s, statement, dgm_told_phrase(t, subject));
            return;
        }
        word = head;
    }
}

/* ---- pronouns that nobody is known for ------------------------------------ */

static bool is_unknown(const dgm_actor *actor) {
    return !actor->name.data && !actor->code.data;
}

/* "who", "which": what the clause belongs to. */
static void speak_as_antecedent(scene *s, uint32_t statement) {
    const dgm_tagged *t = s->t;
    uint32_t word = s->statements->items[statement].source_words.start;
    for (uint32_t i = 0; i < CLIMB_MOST && !dgm_tagged_relates(t, word, "acl"); i++)
        word = t->tags->head[word];
    uint32_t head = t->tags->head[word];
    if (head == word || head > word)
        return;
    dgm_range words = dgm_told_phrase(t, head);
    words.end = head + 1;
    take(s, statement, words);
}

static bool fits(const dgm_actor *actor, const dgm_tagged *t, uint32_t pronoun) {
    if (dgm_tagged_listed(t, pronoun, "it its"))
        return is_body(actor) && !actor->many;
    if (dgm_tagged_listed(t, pronoun, "they their them"))
        return actor->many || is_body(actor);
    char gender = dgm_tagged_listed(t, pronoun, "he his him") ? 'm' : 'f';
    return actor->kind == DGM_ACTOR_PERSON && (actor->gender == gender || actor->gender == 0);
}

/* "It said": whoever of that kind spoke last. */
static void speak_again(scene *s, uint32_t statement, uint32_t depth) {
    uint32_t pronoun = s->statements->items[statement].source_words.start;
    for (uint32_t back = 1; back <= AGAIN_MOST && back <= statement; back++) {
        uint32_t other = statement - back;
        if (s->statements->items[statement].parent == DGM_NOBODY &&
            s->statements->items[other].parent != DGM_NOBODY)
            continue;
        resolve(s, other, depth + 1);
        uint32_t speaker = s->sayings[other].speaker;
        if (speaker != DGM_NOBODY && !is_unknown(&s->actors->items[speaker]) &&
            fits(&s->actors->items[speaker], s->t, pronoun)) {
            s->sayings[statement].speaker = speaker;
            s->sayings[statement].sure = AGAIN_SURE * s->sayings[other].sure;
            return;
        }
    }
}

static void speak_as_pronoun(scene *s, uint32_t statement, uint32_t depth) {
    dgm_range words = s->statements->items[statement].source_words;
    if (words.end != words.start + 1)
        return;
    if (dgm_tagged_listed(s->t, words.start, "who which that whose whom"))
        speak_as_antecedent(s, statement);
    else if (dgm_tagged_listed(s->t, words.start, "he she it they his her its their"))
        speak_again(s, statement, depth);
}

/* ---- by turn -------------------------------------------------------------- */

/* The last statement before `statement` that is quoted and stands in none, or DGM_NOBODY. */
static uint32_t quoted_before(const scene *s, uint32_t statement) {
    for (uint32_t back = 1; back <= MANY && back <= statement; back++) {
        const dgm_statement *it = &s->statements->items[statement - back];
        if (it->parent == DGM_NOBODY && it->quoting != DGM_QUOTING_INDIRECT)
            return statement - back;
    }
    return DGM_NOBODY;
}

/* Whoever spoke before the last one did, or was spoken to by him. */
static void speak_by_turn(scene *s, uint32_t statement, uint32_t depth) {
    uint32_t last = quoted_before(s, statement);
    if (last == DGM_NOBODY)
        return;
    resolve(s, last, depth + 1);
    const dgm_saying *asked = &s->sayings[last];
    uint32_t speaker = asked->addressee;
    for (uint32_t i = quoted_before(s, last); speaker == DGM_NOBODY && i != DGM_NOBODY && last - i <= MANY;
         i = quoted_before(s, i)) {
        resolve(s, i, depth + 1);
        if (s->sayings[i].speaker != asked->speaker)
            speaker = s->sayings[i].speaker;
    }
    s->sayings[statement].speaker = speaker;
    s->sayings[statement].addressee = asked->speaker;
    s->sayings[statement].sure = speaker != DGM_NOBODY ? TURN_SURE : 0;
}

/* ---- speakers ------------------------------------------------------------- */

static bool has_title(const dgm_actor *actor, dgm_view title) {
    if (actor->kind != DGM_ACTOR_PERSON || !actor->name.data || actor->role.size < title.size)
        return false;
    const char *end = actor->role.data + actor->role.size - title.size;
    return dgm_given_same((dgm_view){end, title.size}, title) ||
           dgm_view_equal(actor->role, DGM_VIEW("counterpart"));
}

/* "Dear Mr. President": of the persons called so, or called their counterparts, the only one who does not
 * speak himself. */
static void settle_address(const scene *s, dgm_range to, dgm_saying *saying) {
    const dgm_actors *actors = s->actors;
    uint32_t found = DGM_NOBODY, said = saying->addressee;
    if (to.start >= to.end ||
        (said != DGM_NOBODY && said != saying->speaker && actors->items[said].name.data))
        return;
    for (uint32_t i = 0; i < actors->count && i < ADDRESSED_MOST; i++) {
        if (i == saying->speaker || !has_title(&actors->items[i], dgm_tagged_word(s->t, to.end - 1)))
            continue;
        if (found != DGM_NOBODY)
            return;
        found = i;
    }
    saying->addressee = found != DGM_NOBODY ? found : said == saying->speaker ? DGM_NOBODY : said;
}

static void resolve(scene *s, uint32_t statement, uint32_t depth) {
    if (s->done[statement] || depth > DEPTH_MOST)
        return;
    s->done[statement] = true;
    const dgm_statement *it = &s->statements->items[statement];
    dgm_saying *saying = &s->sayings[statement];
    if (dgm_turns_is(it)) {
        speak_by_turn(s, statement, depth);
        return;
    }
    person who = person_of(s->t, it->source_words);
    dgm_range to = dgm_told_to(s->t, it);
    if (to.start >= to.end || dgm_actors_meant(s->actors, s->t, to, 1, &saying->addressee, NULL) == 0)
        saying->addressee = DGM_NOBODY;
    if (who != THIRD) {
        speak_as(s, statement, who, depth);
    } else if (it->source_words.start < it->source_words.end) {
        if (dgm_actors_meant(s->actors, s->t, it->source_words, 1, &saying->speaker, &saying->sure) == 0)
            saying->speaker = DGM_NOBODY;
        if (saying->speaker == DGM_NOBODY || is_unknown(&s->actors->items[saying->speaker]))
            speak_as_pronoun(s, statement, depth);
    } else {
        speak_without_source(s, statement, depth);
    }
    settle_address(s, to, saying);
}

/* ---- relays --------------------------------------------------------------- */

static bool follows_on(const scene *s, uint32_t statement, uint32_t last) {
    const dgm_saying *now = &s->sayings[statement], *before = &s->sayings[last];
    return now->speaker != DGM_NOBODY && now->speaker == before->speaker && before->n_via > 0;
}

/* A speaker's next sentences came as the last one did, but not for ever. */
static void pass_on(scene *s) {
    uint32_t last = DGM_NOBODY, passed = 0;
    for (uint32_t i = 0; i < s->statements->count; i++) {
        if (s->statements->items[i].parent != DGM_NOBODY)
            continue;
        bool more = s->sayings[i].n_via == 0 && last != DGM_NOBODY && passed < PASSED_MOST &&
                    follows_on(s, i, last);
        passed = more ? passed + 1 : 0;
        if (more) {
            s->sayings[i].via = s->sayings[last].via;
            s->sayings[i].n_via = s->sayings[last].n_via;
        }
        last = i;
    }
}

static dgm_status relay(scene *s, dgm_arena *arena, dgm_error *err) {
    dgm_outlets outlets;
    dgm_relay_list *relays = dgm_arena_array(arena, dgm_relay_list, s->statements->count);
    if (!relays)
        return dgm_fail(err, DGM_ERR_MEMORY, 0, "out of memory for relays");
    DGM_TRY(dgm_outlets_find(s->t, arena, &outlets, err));
    DGM_TRY(dgm_relays_read(s->t, s->statements, &outlets, arena, relays, err));
    for (uint32_t i = 0; i < s->statements->count; i++) {
        dgm_via *via = dgm_arena_array(arena, dgm_via, relays[i].count);
        if (!via)
            return dgm_fail(err, DGM_ERR_MEMORY, 0, "out of memory for relays");
        for (uint32_t k = 0; k < relays[i].count; k++) {
            via[k] = relays[i].items[k];
            via[k].actor = dgm_actors_named(s->actors, via[k].name);
        }
        s->sayings[i].via = via;
        s->sayings[i].n_via = relays[i].count;
    }
    pass_on(s);
    return DGM_OK;
}

/* ---- write back ----------------------------------------------------------- */

/* Whom "I" or "you" means in a quotation of this saying. */
static uint32_t meant_by(const scene *s, uint32_t word, const dgm_saying *saying) {
    if (!(s->t->words->words[word].flags & DGM_WORD_QUOTED))
        return DGM_NOBODY;
    person who = person_of(s->t, (dgm_range){word, word + 1});
    return who == SINGULAR ? saying->speaker : who == SPOKEN_TO ? saying->addressee : DGM_NOBODY;
}

static dgm_status write_words(scene *s, dgm_range words, const dgm_saying *saying, dgm_arena *arena,
                              dgm_error *err) {
    for (uint32_t w = words.start; w < words.end; w++) {
        uint32_t actor = meant_by(s, w, saying);
        if (actor != DGM_NOBODY)
            DGM_TRY(dgm_actors_add(s->actors, s->t, (dgm_range){w, w + 1}, DGM_FORM_PRONOUN, actor,
                                   saying->sure, arena, err));
    }
    return DGM_OK;
}

static dgm_status write_back(scene *s, dgm_arena *arena, dgm_error *err) {
    for (uint32_t i = 0; i < s->statements->count; i++) {
        const dgm_statement *it = &s->statements->items[i];
        for (uint32_t k = 0; it->parent == DGM_NOBODY && k < it->n_content; k++)
            DGM_TRY(write_words(s, dgm_tagged_words(s->t, it->content[k]), &s->sayings[i], arena, err));
    }
    return dgm_actors_settle(s->actors, arena, err);
}

/* ---- public --------------------------------------------------------------- */

dgm_status dgm_speakers_read(const dgm_tagged *t, const dgm_statements *statements, struct dgm_actors *actors,
                             const struct dgm_times *times, dgm_arena *arena, dgm_speakers *out,
                             dgm_error *err) {
    uint32_t count = statements->count;
    scene s = {t, statements, actors, dgm_arena_array(arena, dgm_saying, count),
               dgm_arena_array(arena, bool, count)};
    if (!s.sayings || !s.done)
        return dgm_fail(err, DGM_ERR_MEMORY, 0, "out of memory for speakers");
    for (uint32_t i = 0; i < count; i++)
        s.sayings[i] = (dgm_saying){.speaker = DGM_NOBODY, .addressee = DGM_NOBODY, .when = DGM_NOBODY};
    for (uint32_t i = 0; i < count; i++)
        resolve(&s, i, 0);
    DGM_TRY(relay(&s, arena, err));
    for (uint32_t i = 0; i < count; i++)
        if (!dgm_turns_is(&statements->items[i]))
            s.sayings[i].when = dgm_told_when(t, &statements->items[i], times);
    DGM_TRY(write_back(&s, arena, err));
    *out = (dgm_speakers){s.sayings};
    return DGM_OK;
}
