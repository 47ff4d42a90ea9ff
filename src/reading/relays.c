/* relays.c - for each statement:
 *   own     outlets in the cue's sentence, outside of content, that hang on the cue: as the one told, or by a
 *           preposition that leads from the speaker to the public; a verb that names its platform ("tweeted")
 *   outer   the outlets that are the sources of the statements it stands in */
#include "reading/relays.h"

#include "reading/given.h"
#include "reading/turns.h"

enum { REACH_MOST = 80, OWN_MOST = 4, OUTER_MOST = 4, CLIMB_MOST = 8, DEPTH_MOST = 16 };

typedef struct scene {
    const dgm_tagged *t;
    const dgm_statements *statements;
    const dgm_outlets *outlets;
} scene;

/* ---- where an outlet hangs ------------------------------------------------ */

static bool is_part_of_name(const dgm_tagged *t, uint32_t word) {
    return dgm_tagged_relates(t, word, "appos") || dgm_tagged_relates(t, word, "compound") ||
           dgm_tagged_relates(t, word, "flat") || dgm_tagged_relates(t, word, "conj") ||
           dgm_tagged_relates(t, word, "nmod:poss");
}

/* The head of the phrase that names the outlet: "newspaper" of "the daily newspaper Ashai". */
static uint32_t phrase_head(const dgm_tagged *t, dgm_range words) {
    uint32_t word = dgm_tagged_top(t, words);
    for (uint32_t i = 0; i < CLIMB_MOST && is_part_of_name(t, word) && t->tags->head[word] != word; i++)
        word = t->tags->head[word];
    return word;
}

/* The preposition of a phrase, or DGM_NO_WORD. */
static uint32_t case_of(const dgm_tagged *t, uint32_t word) {
    return dgm_tagged_child(t, word, "case");
}

/* Whether the outlet in that phrase is one that the speaker spoke to or through. */
static bool leads_out(const dgm_tagged *t, uint32_t word) {
    if (dgm_tagged_relates(t, word, "obj") || dgm_tagged_relates(t, word, "iobj"))
        return dgm_tagged_listed(t, t->tags->head[word],
                                 "told tell tells telling informed assured informing citing quoting");
    uint32_t preposition = case_of(t, word);
    return preposition != DGM_NO_WORD &&
           dgm_tagged_listed(t, preposition, "to with on by via over through in according");
}

static bool within(dgm_range words, uint32_t word) {
    return words.start <= word && word < words.end;
}

/* Whether the phrase at `word` hangs on the statement: on its cue, or on what is told of its source ("a
 * statement carried by", "Mr Lee, appearing on"; of a `platform` "a comment on" will do). */
static bool hangs_on(const dgm_tagged *t, const dgm_statement *s, uint32_t word, bool platform) {
    bool verb = platform;
    for (uint32_t i = 0; i < CLIMB_MOST; i++) {
        uint32_t head = t->tags->head[word];
        if (head == word)
            return false;
        if (within(s->cue_words, head))
            return true;
        if (within(s->source_words, head))
            return verb;
        verb |= dgm_tagged_upos(t, head, "VERB");
        word = head;
    }
    return false;
}

static bool in_content(const dgm_statement *s, dgm_range text) {
    for (uint32_t i = 0; i < s->n_content; i++)
        if (s->content[i].start <= text.start && text.end <= s->content[i].end)
            return true;
    return false;
}

/* "told Reuters": the outlet follows at once, whatever the tree says. */
static bool is_told(const dgm_tagged *t, const dgm_statement *s, dgm_range words) {
    uint32_t last = s->cue_words.end - 1, at = words.start;
    while (at > 0 && at > last + 1 && dgm_tagged_listed(t, at - 1, "the \" ' “ ‘ `` ''"))
        at--;
    return at == last + 1 && dgm_tagged_listed(t, last, "told tells tell telling");
}

/* An outlet inside the cue: "said in an interview with The Times". */
static bool is_in_cue(const dgm_tagged *t, const dgm_statement *s, dgm_range words) {
    if (!within(s->cue_words, words.start))
        return false;
    for (uint32_t i = words.start; i > s->cue_words.start; i--)
        if (dgm_tagged_listed(t, i - 1, "to with on by via over through told tells telling in using"))
            return true;
    return false;
}

static bool is_relay(const dgm_tagged *t, const dgm_statement *s, const dgm_outlet *outlet) {
    if (in_content(s, outlet->text))
        return false;
    if (is_told(t, s, outlet->words) || is_in_cue(t, s, outlet->words))
        return true;
    uint32_t word = phrase_head(t, outlet->words);
    return leads_out(t, word) && hangs_on(t, s, word, outlet->platform);
}

/* ---- own ------------------------------------------------------------------ */

static uint32_t add(dgm_via *out, uint32_t count, uint32_t most, dgm_view name, dgm_range text) {
    for (uint32_t i = 0; i < count; i++)
        if (dgm_view_equal(out[i].name, name))
            return count;
    if (count < most)
        out[count++] = (dgm_via){name, text, DGM_NOBODY};
    return count;
}

/* Twitter, where the cue says so by its verb or noun. */
static uint32_t add_tweet(const scene *s, const dgm_statement *statement, dgm_via *out, uint32_t count) {
    for (uint32_t i = statement->cue_words.start; i < statement->cue_words.end; i++)
        if (dgm_tagged_listed(s->t, i, "tweet tweets tweeted tweeting retweeted retweets"))
            return add(out, count, OWN_MOST, DGM_VIEW("Twitter"), s->t->words->words[i].text);
    return count;
}

/* Whether the outlet stands where the statement does: inside of what its parent says, if it has one. */
static bool stands_beside(const scene *s, const dgm_statement *statement, const dgm_outlet *outlet) {
    return statement->parent == DGM_NOBODY ||
           in_content(&s->statements->items[statement->parent], outlet->text);
}

static uint32_t add_own(const scene *s, const dgm_statement *statement, dgm_via *out) {
    dgm_range sentence = s->t->tags->sentences[dgm_tagged_sentence(s->t, statement->cue_words.start)];
    uint32_t count = add_tweet(s, statement, out, 0);
    uint32_t from = statement->cue_words.start > sentence.start + REACH_MOST
                        ? statement->cue_words.start - REACH_MOST
                        : sentence.start;
    uint32_t to = statement->cue_words.end + REACH_MOST < sentence.end ? statement->cue_words.end + REACH_MOST
                                                                       : sentence.end;
    for (uint32_t i = dgm_outlets_from(s->outlets, from);
         i < s->outlets->count && s->outlets->items[i].words.start < to; i++)
        if (stands_beside(s, statement, &s->outlets->items[i]) &&
            is_relay(s->t, statement, &s->outlets->items[i]))
            count = add(out, count, OWN_MOST, s->outlets->items[i].name, s->outlets->items[i].text);
    return count;
}

/* ---- outer ---------------------------------------------------------------- */

const dgm_outlet *dgm_relays_source(const dgm_tagged *t, const dgm_outlets *outlets, dgm_range source_words) {
    if (source_words.start >= source_words.end)
        return NULL;
    uint32_t top = dgm_tagged_top(t, source_words);
    for (uint32_t i = dgm_outlets_from(outlets, source_words.start);
         i < outlets->count && outlets->items[i].words.start < source_words.end; i++) {
        const dgm_outlet *outlet = &outlets->items[i];
        uint32_t head = dgm_tagged_top(t, outlet->words);
        bool beside = t->tags->head[head] == top && !dgm_tagged_relates(t, head, "nmod:poss") &&
                      is_part_of_name(t, head) && !dgm_tagged_relates(t, top, "nmod") &&
                      dgm_tagged_listed(t, top,
                                        "agency newspaper paper magazine daily website station channel "
                                        "radio television tv network broadcaster programme program");
        if (within(outlet->words, top) || beside)
            return outlet;
    }
    return NULL;
}

static uint32_t add_outer(const scene *s, uint32_t statement, dgm_via *out, uint32_t count) {
    uint32_t parent = s->statements->items[statement].parent;
    for (uint32_t depth = 0; parent != DGM_NOBODY && depth < DEPTH_MOST; depth++) {
        const dgm_statement *outer = &s->statements->items[parent];
        const dgm_outlet *outlet = dgm_relays_source(s->t, s->outlets, outer->source_words);
        if (outlet)
            count = add(out, count, OWN_MOST + OUTER_MOST, outlet->name, outlet->text);
        parent = outer->parent;
    }
    return count;
}

/* ---- public --------------------------------------------------------------- */

dgm_status dgm_relays_read(const dgm_tagged *t, const dgm_statements *statements, const dgm_outlets *outlets,
                           dgm_arena *arena, dgm_relay_list *out, dgm_error *err) {
    const scene s = {t, statements, outlets};
    for (uint32_t i = 0; i < statements->count; i++) {
        dgm_via found[OWN_MOST + OUTER_MOST];
        bool told = !dgm_turns_is(&statements->items[i]);
        uint32_t own = told ? add_own(&s, &statements->items[i], found) : 0,
                 count = add_outer(&s, i, found, own);
        dgm_via *items = count ? dgm_arena_array(arena, dgm_via, count) : NULL;
        if (count && !items)
            return dgm_fail(err, DGM_ERR_MEMORY, 0, "out of memory for relays");
        for (uint32_t k = 0; k < count; k++)
            items[k] = found[k];
        out[i] = (dgm_relay_list){items, count, own};
    }
    return DGM_OK;
}
