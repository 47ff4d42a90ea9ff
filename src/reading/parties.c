/* parties.c - arguments first, the surest of a side and all that are nearly as sure; then, for a side that is
 * empty:
 *   actor      the speaker, where the act is what a cue says; the subject of the verb, or of the one that
 *              governs it; the agent behind "by"; the owner of the noun
 *   recipient  the object of the verb, or what "against", "with", "to" lead to */
#include "reading/parties.h"

#define LEAST_SHARE 0.5F
#define NEARLY 0.95F /* of the share of the surest party: so much the others of its side need */
#define CLIMBS 4u
#define CONTENT_MOST 24 /* words of a content that are looked at */
#define BACK 8u         /* mentions looked at for the one that holds a word */
#define PHRASE_MOST 8   /* words of such a mention */

/* ---- words to actors --------------------------------------------------------- */

/* The narrowest mention that holds `word` without being headed by it. */
static const dgm_actor_mention *around(const dgm_party_sight *s, uint32_t word) {
    uint32_t low = dgm_actors_begun(s->actors, s->t, word);
    for (uint32_t i = 0; i < BACK && i < low; i++) {
        const dgm_actor_mention *m = &s->actors->mentions[low - 1 - i];
        if (m->words.end > word && m->words.end - m->words.start <= PHRASE_MOST)
            return m;
    }
    return NULL;
}

/* The actors that a word stands for, at most `most`: as the head of a phrase, else inside of one. */
static uint32_t meant_by(const dgm_party_sight *s, uint32_t word, uint32_t most, uint32_t *out) {
    uint32_t count = dgm_actors_meant(s->actors, s->t, (dgm_range){word, word + 1}, most, out, NULL);
    if (count > 0 || most == 0)
        return count;
    const dgm_actor_mention *m = around(s, word);
    if (!m || m->form == DGM_FORM_NOMINAL)
        return 0;
    out[0] = m->actor;
    return 1;
}

static bool holds(const uint32_t *items, uint32_t count, uint32_t actor) {
    for (uint32_t i = 0; i < count; i++)
        if (items[i] == actor)
            return true;
    return false;
}

static void add_word(const dgm_party_sight *s, uint32_t word, const uint32_t *others, uint32_t n_others,
                     uint32_t *side, uint32_t *count) {
    uint32_t found[DGM_PARTIES_MOST];
    if (word == DGM_NO_WORD)
        return;
    uint32_t n = meant_by(s, word, DGM_PARTIES_MOST, found);
    for (uint32_t i = 0; i < n && *count < DGM_PARTIES_MOST; i++)
        if (!holds(side, *count, found[i]) && !holds(others, n_others, found[i]))
            side[(*count)++] = found[i];
}

static void add_actor(const dgm_party_sight *s, uint32_t word, dgm_parties *out) {
    add_word(s, word, out->recipients, out->n_recipients, out->actors, &out->n_actors);
}

static void add_recipient(const dgm_party_sight *s, uint32_t word, dgm_parties *out) {
    add_word(s, word, out->actors, out->n_actors, out->recipients, &out->n_recipients);
}

/* ---- arguments ----------------------------------------------------------------- */

/* The highest share of a side among the arguments of all triggers. */
static float best_share(const dgm_party_sight *s, const dgm_act *act, bool actor) {
    float best = 0;
    for (uint32_t k = 0; k < act->n_triggers; k++) {
        const dgm_trigger *trigger = &s->t->tags->triggers[act->triggers[k]];
        for (uint32_t i = 0; i < trigger->n_arguments; i++) {
            const dgm_argument *a = &s->t->tags->arguments[trigger->first_argument + i];
            float share = actor ? a->actor : a->recipient;
            best = share > best ? share : best;
        }
    }
    return best;
}

/* A word goes to the side that is likelier for it, by all triggers of the act, if it is nearly as sure as the
 * surest. */
static void by_arguments(const dgm_party_sight *s, const dgm_act *act, dgm_parties *out) {
    float actor = NEARLY * best_share(s, act, true), recipient = NEARLY * best_share(s, act, false);
    for (uint32_t k = 0; k < act->n_triggers; k++) {
        const dgm_trigger *trigger = &s->t->tags->triggers[act->triggers[k]];
        for (uint32_t i = 0; i < trigger->n_arguments; i++) {
            const dgm_argument *a = &s->t->tags->arguments[trigger->first_argument + i];
            if (a->actor >= LEAST_SHARE && a->actor >= a->recipient && a->actor >= actor)
                add_actor(s, a->word, out);
            else if (a->recipient >= LEAST_SHARE && a->recipient >= recipient)
                add_recipient(s, a->word, out);
        }
    }
    out->actor_rule = out->n_actors > 0 ? "a word that the model takes for the actor" : NULL;
    out->recipient_rule = out->n_recipients > 0 ? "a word that the model takes for the recipient" : NULL;
}

/* ---- grammar --------------------------------------------------------------------- */

static bool passive(const dgm_tagged *t, uint32_t verb) {
    return dgm_tagged_child(t, verb, "aux:pass") != DGM_NO_WORD ||
           dgm_tagged_child(t, verb, "nsubj:pass") != DGM_NO_WORD;
}

/* The child that has one of `prepositions` before it. */
static uint32_t behind(const dgm_tagged *t, uint32_t head, const char *prepositions) {
    dgm_range sentence = t->tags->sentences[dgm_tagged_sentence(t, head)];
    for (uint32_t i = head + 1; i < sentence.end; i++) {
        if (t->tags->head[i] != head ||
            !(dgm_tagged_relates(t, i, "obl") || dgm_tagged_relates(t, i, "nmod")))
            continue;
        uint32_t before = dgm_tagged_child(t, i, "case");
        if (before != DGM_NO_WORD && dgm_tagged_listed(t, before, prepositions))
            return i;
    }
    return DGM_NO_WORD;
}

/* The subject of a verb, or of the one that it hangs on as infinitive, participle or by "and". */
static uint32_t subject_of(const dgm_tagged *t, uint32_t verb) {
    for (uint32_t i = 0; i < CLIMBS; i++) {
        uint32_t subject = dgm_tagged_child(t, verb, "nsubj"), head = t->tags->head[verb];
        if (subject != DGM_NO_WORD)
            return subject;
        if (dgm_tagged_relates(t, verb, "acl"))
            return head;
        bool goes_on = dgm_tagged_relates(t, verb, "conj") || dgm_tagged_relates(t, verb, "xcomp") ||
                       dgm_tagged_relates(t, verb, "advcl");
        if (!goes_on || head == verb)
            return DGM_NO_WORD;
        verb = head;
    }
    return DGM_NO_WORD;
}

static void actor_by_verb(const dgm_party_sight *s, uint32_t verb, dgm_parties *out) {
    if (passive(s->t, verb)) {
        add_actor(s, behind(s->t, verb, "by"), out);
        out->actor_rule = "whom \"by\" leads to";
        return;
    }
    add_actor(s, subject_of(s->t, verb), out);
    out->actor_rule = "the subject of the verb";
}

static void actor_by_noun(const dgm_party_sight *s, uint32_t noun, dgm_parties *out) {
    static const char *const owners[] = {"nmod:poss", "amod", "compound"};
    for (uint32_t i = 0; i < 3 && out->n_actors == 0; i++)
        add_actor(s, dgm_tagged_child(s->t, noun, owners[i]), out);
    if (out->n_actors == 0)
        add_actor(s, behind(s->t, noun, "by from"), out);
    out->actor_rule = "whose act the noun says it is";
    uint32_t verb = s->t->tags->head[noun];
    if (out->n_actors == 0 && dgm_tagged_relates(s->t, noun, "obj")) {
        add_actor(s, subject_of(s->t, verb), out);
        out->actor_rule = "the subject of the verb whose object names the act";
    }
}

static void find_actor(const dgm_party_sight *s, const dgm_act *act, dgm_parties *out) {
    uint32_t cue = s->cued_by[act->word];
    if (cue != DGM_NOBODY && s->speakers->items[cue].speaker != DGM_NOBODY &&
        !holds(out->recipients, out->n_recipients, s->speakers->items[cue].speaker)) {
        out->actors[out->n_actors++] = s->speakers->items[cue].speaker;
        out->actor_rule = "the speaker of the statement whose cue it is";
        return;
    }
    if (dgm_tagged_upos(s->t, act->word, "VERB"))
        actor_by_verb(s, act->word, out);
    else
        actor_by_noun(s, act->word, out);
}

/* Words said, written or cried at somebody: he is mostly the first one that they speak of. */
static bool is_speech(uint32_t type) {
    return type == DGM_ACT_ACCUSE || type == DGM_ACT_REQUEST || type == DGM_ACT_THREATEN ||
           type == DGM_ACT_REJECT || type == DGM_ACT_SUPPORT;
}

/* The first one with a code, and no party yet, that the content of a statement names. */
static void by_content(const dgm_party_sight *s, const dgm_statement *statement, dgm_parties *out) {
    for (uint32_t i = 0; i < statement->n_content && out->n_recipients == 0; i++) {
        dgm_range words = dgm_tagged_words(s->t, statement->content[i]);
        uint32_t end = words.end - words.start > CONTENT_MOST ? words.start + CONTENT_MOST : words.end;
        for (uint32_t w = words.start; w < end && out->n_recipients == 0; w++) {
            uint32_t actor = dgm_actors_at(s->actors, w);
            if (actor != DGM_NOBODY && s->actors->items[actor].code.size > 0 &&
                !holds(out->actors, out->n_actors, actor))
                out->recipients[out->n_recipients++] = actor;
        }
    }
}

static void find_recipient(const dgm_party_sight *s, const dgm_act *act, dgm_parties *out) {
    bool verb = dgm_tagged_upos(s->t, act->word, "VERB");
    if (verb && passive(s->t, act->word))
        add_recipient(s, dgm_tagged_child(s->t, act->word, "nsubj"), out);
    else if (verb)
        add_recipient(s, dgm_tagged_child(s->t, act->word, "obj"), out);
    out->recipient_rule = "the object of the verb";
    if (out->n_recipients > 0)
        return;
    add_recipient(s, behind(s->t, act->word, "against with on at toward towards to of"), out);
    out->recipient_rule = "whom a preposition behind the act leads to";
    uint32_t cue = s->cued_by[act->word];
    if (out->n_recipients > 0 || cue == DGM_NOBODY || !is_speech(act->type))
        return;
    by_content(s, &s->statements->items[cue], out);
    out->recipient_rule = "the first one of whom the words speak";
}

/* Whether acts of a type are mostly done to somebody. */
static bool has_recipient(uint32_t type) {
    return type != DGM_ACT_MOBILIZE && type != DGM_ACT_AGREE && type != DGM_ACT_CONCEDE;
}

void dgm_parties_find(const dgm_party_sight *s, const dgm_act *act, dgm_parties *out) {
    *out = (dgm_parties){.n_actors = 0};
    by_arguments(s, act, out);
    if (out->n_actors == 0)
        find_actor(s, act, out);
    if (out->n_recipients == 0 && has_recipient(act->type))
        find_recipient(s, act, out);
    if (out->n_actors == 0)
        out->actor_rule = "nobody is named";
    if (out->n_recipients == 0)
        out->recipient_rule = "nobody is named";
}
