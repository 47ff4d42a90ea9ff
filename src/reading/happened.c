/* happened.c - a time belongs to an act when it hangs on a word of the act, or on the verb that the act hangs
 * on, with no other verb in between. */
#include "reading/happened.h"

#include "facts/facts.h"
#include "reading/told.h"

#define LEAST_SHARE 0.4F
enum { CLIMBS = 3, NAME_MOST = 5 };

/* ---- when ------------------------------------------------------------------ */

/* The first time that ends behind `word`. */
static uint32_t first_behind(const dgm_times *times, uint32_t word) {
    uint32_t low = 0, high = times->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (times->items[middle].words.end <= word)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool of_act(const dgm_tagged *t, const dgm_act *act, uint32_t word) {
    for (uint32_t k = 0; k < act->n_triggers; k++)
        if (t->tags->triggers[act->triggers[k]].word == word)
            return true;
    return false;
}

/* How many steps up the tree from `word` to the act, or to the verb whose subject or object names it; CLIMBS
 * and more: it does not lead there. */
static uint32_t steps_to(const dgm_tagged *t, const dgm_act *act, uint32_t word) {
    uint32_t governor = dgm_tagged_upos(t, act->word, "VERB") ? act->word : t->tags->head[act->word];
    for (uint32_t i = 0; i < CLIMBS; i++) {
        uint32_t head = t->tags->head[word];
        if (of_act(t, act, head))
            return i;
        if (head == governor)
            return i + 1;
        if (head == word || dgm_tagged_upos(t, head, "VERB"))
            return CLIMBS;
        word = head;
    }
    return CLIMBS;
}

uint32_t dgm_happened_when(const dgm_tagged *t, const dgm_act *act, const dgm_times *times) {
    dgm_range sentence = t->tags->sentences[act->sentence];
    uint32_t best = DGM_NOBODY, fewest = CLIMBS;
    for (uint32_t i = times ? first_behind(times, sentence.start) : 0;
         times && i < times->count && times->items[i].words.start < sentence.end; i++) {
        const dgm_time *time = &times->items[i];
        bool point = time->type == DGM_TIME_DATE || time->type == DGM_TIME_TIME;
        if (!point || (time->begin == DGM_NO_DAY && time->end == DGM_NO_DAY))
            continue;
        uint32_t steps = steps_to(t, act, dgm_tagged_top(t, time->words));
        if (steps < fewest) {
            fewest = steps;
            best = i;
        }
    }
    return best;
}

/* ---- where ----------------------------------------------------------------- */

/* The name that ends with `word` and its own words before it: "New York". */
static dgm_range name_at(const dgm_tagged *t, uint32_t word) {
    dgm_range words = {word, word + 1}, sentence = t->tags->sentences[dgm_tagged_sentence(t, word)];
    while (words.start > sentence.start && words.end - words.start < NAME_MOST &&
           dgm_tagged_upos(t, words.start - 1, "PROPN") && t->tags->head[words.start - 1] == word)
        words.start--;
    while (words.end < sentence.end && words.end - words.start < NAME_MOST &&
           dgm_tagged_upos(t, words.end, "PROPN") && t->tags->head[words.end] == word &&
           dgm_tagged_relates(t, words.end, "flat"))
        words.end++;
    return words;
}

static dgm_place place_of(const dgm_tagged *t, uint32_t word) {
    static const dgm_fact_kind kinds[] = {DGM_FACT_CAPITAL, DGM_FACT_CITY, DGM_FACT_COUNTRY};
    dgm_range words = name_at(t, word);
    dgm_place place = {.text = dgm_tagged_text(t, words)};
    place.name = dgm_view_sub(t->article->text, place.text);
    dgm_fact fact;
    for (size_t k = 0; k < sizeof(kinds) / sizeof(kinds[0]); k++)
        if (dgm_facts_first(place.name, kinds[k], &fact)) {
            place.iso3 = fact.iso3;
            place.lat = fact.lat;
            place.lon = fact.lon;
            place.located = fact.lat != 0 || fact.lon != 0;
            if (kinds[k] == DGM_FACT_COUNTRY)
                place.name = fact.name;
            return place;
        }
    return place;
}

dgm_place dgm_happened_where(const dgm_tagged *t, const dgm_act *act) {
    const dgm_argument *best = NULL;
    for (uint32_t k = 0; k < act->n_triggers; k++) {
        const dgm_trigger *trigger = &t->tags->triggers[act->triggers[k]];
        for (uint32_t i = 0; i < trigger->n_arguments; i++) {
            const dgm_argument *a = &t->tags->arguments[trigger->first_argument + i];
            if (a->place >= LEAST_SHARE && (!best || a->place > best->place))
                best = a;
        }
    }
    if (!best || !dgm_tagged_upos(t, best->word, "PROPN"))
        return (dgm_place){.located = false};
    return place_of(t, best->word);
}
