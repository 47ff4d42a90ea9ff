/* told.c - looks at the children of the cue's verb, none of which may be content. */
#include "reading/told.h"

#include "reading/times.h"

enum { CLIMB_MOST = 48, REACH_MOST = 64 };

/* ---- phrases -------------------------------------------------------------- */

static bool descends(const dgm_tagged *t, uint32_t word, uint32_t top) {
    for (uint32_t i = 0; i < CLIMB_MOST && word != top; i++) {
        if (t->tags->head[word] == word)
            return false;
        word = t->tags->head[word];
    }
    return word == top;
}

dgm_range dgm_told_phrase(const dgm_tagged *t, uint32_t top) {
    dgm_range sentence = t->tags->sentences[dgm_tagged_sentence(t, top)], words = {top, top + 1};
    while (words.start > sentence.start && words.start + REACH_MOST > top &&
           descends(t, words.start - 1, top))
        words.start--;
    while (words.end < sentence.end && words.end < top + REACH_MOST && descends(t, words.end, top))
        words.end++;
    return words;
}

static bool in_content(const dgm_tagged *t, const dgm_statement *s, uint32_t word) {
    dgm_range text = t->words->words[word].text;
    for (uint32_t i = 0; i < s->n_content; i++)
        if (dgm_range_overlaps(s->content[i], text))
            return true;
    return false;
}

/* ---- to whom -------------------------------------------------------------- */

static bool is_source(const dgm_statement *s, uint32_t word) {
    return s->source_words.start <= word && word < s->source_words.end;
}

/* Whether `word`, which hangs on the cue's verb, is the one spoken to. */
static bool is_told(const dgm_tagged *t, uint32_t verb, uint32_t word) {
    if (dgm_tagged_relates(t, word, "iobj") || dgm_tagged_relates(t, word, "obj"))
        return dgm_tagged_listed(
            t, verb,
            "told tell tells telling asked ask asks asking urged urges urge urging warned "
            "warns warn warning informed informs assured assures reminded reminds "
            "reassured advised advises briefed notified ordered persuade persuaded "
            "convinced convince promised promises invited implored begged instructed");
    if (dgm_tagged_relates(t, word, "nsubj:pass"))
        return dgm_tagged_listed(t, verb,
                                 "told asked urged warned informed assured reminded advised ordered");
    uint32_t preposition = dgm_tagged_relates(t, word, "obl") ? dgm_tagged_child(t, word, "case")
                                                              : DGM_NO_WORD;
    return preposition != DGM_NO_WORD && dgm_tagged_listed(t, preposition, "to") &&
           dgm_tagged_listed(t, verb,
                             "said says say saying announced announces explained confirmed complained "
                             "spoke speaking suggested proposed wrote writing reported appealed");
}

/* A form of address: "Thank you, Mr. Lee". */
static dgm_range addressed(const dgm_tagged *t, const dgm_statement *s) {
    for (uint32_t i = 0; i < s->n_content; i++) {
        dgm_range words = dgm_tagged_words(t, s->content[i]);
        for (uint32_t w = words.start; w < words.end; w++)
            if (dgm_tagged_relates(t, w, "vocative") && (t->words->words[w].flags & DGM_WORD_QUOTED))
                return dgm_told_phrase(t, w);
    }
    return (dgm_range){0, 0};
}

dgm_range dgm_told_to(const dgm_tagged *t, const dgm_statement *s) {
    uint32_t verb = dgm_tagged_top(t, s->cue_words);
    dgm_range sentence = t->tags->sentences[dgm_tagged_sentence(t, verb)];
    uint32_t from = verb > sentence.start + REACH_MOST ? verb - REACH_MOST : sentence.start;
    for (uint32_t i = from; i < sentence.end && i < verb + REACH_MOST; i++)
        if (t->tags->head[i] == verb && i != verb && !in_content(t, s, i) && !is_source(s, i) &&
            is_told(t, verb, i))
            return dgm_told_phrase(t, i);
    return addressed(t, s);
}

/* ---- when ----------------------------------------------------------------- */

/* Whether a time hangs on the cue, directly or by a noun of the cue's clause. */
static bool times_cue(const dgm_tagged *t, const dgm_statement *s, uint32_t word) {
    for (uint32_t i = 0; i < 3; i++) {
        uint32_t head = t->tags->head[word];
        if (head == word)
            return false;
        if (s->cue_words.start <= head && head < s->cue_words.end)
            return true;
        if (is_source(s, head) || dgm_tagged_upos(t, head, "VERB"))
            return false;
        word = head;
    }
    return false;
}

uint32_t dgm_told_when(const dgm_tagged *t, const dgm_statement *s, const struct dgm_times *times) {
    if (!times)
        return DGM_NOBODY;
    uint32_t low = 0, high = times->count;
    uint32_t from = s->cue_words.start > REACH_MOST ? s->cue_words.start - REACH_MOST : 0;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (times->items[middle].words.end <= from)
            low = middle + 1;
        else
            high = middle;
    }
    for (uint32_t i = low; i < times->count && times->items[i].words.start < s->cue_words.end + REACH_MOST;
         i++) {
        const dgm_time *time = &times->items[i];
        bool point = time->type == DGM_TIME_DATE || time->type == DGM_TIME_TIME;
        if (point && time->words.start < time->words.end && !in_content(t, s, time->words.start) &&
            times_cue(t, s, dgm_tagged_top(t, time->words)))
            return i;
    }
    return DGM_NOBODY;
}
